//! The words by which the lines around a story are known, in lower case, in the languages of the
//! papers they were met in.

/// How rights are reserved, in lower case.
pub(super) const RESERVATIONS: &[&str] = &[
    "rights reserved",
    "alle rechte vorbehalten",
    "nachdruck",
    "tous droits réservés",
    "droits réservés",
    "reproduction interdite",
    "todos los derechos",
    "derechos reservados",
    "prohibida la reproducción",
    "todos os direitos",
    "direitos reservados",
    "tutti i diritti",
    "diritti riservati",
    "riproduzione riservata",
    "alle rechten",
    "все права",
    "版权所有",
    "tüm hakları",
];

/// What appeals to readers say, and no story.
pub(super) const APPEALS: &[&str] = &[
    "readers like you",
    "support local journalism",
    "support independent journalism",
    "support our journalism",
    "local journalism is made possible",
    "subscribe today",
    "subscribe from",
    "unterstützen sie unseren journalismus",
];

/// Words beside an address that stands alone.
pub(super) const ADDRESS_LABELS: &[&str] = &[
    "email", "e-mail", "mail", "contact", "twitter", "x", "follow", "reach", "at", "on", "kontakt",
    "correo", "courriel", "and", "or", "und", "tel",
];

/// What stands over lists of other stories.
pub(super) const LIST_HEADINGS: &[&str] = &[
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "trending now",
    "related",
    "related stories",
    "related articles",
    "related news",
    "related content",
    "read next",
    "up next",
    "more stories",
    "more news",
    "latest news",
    "top stories",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "editors' picks",
    "editor's picks",
    "in other news",
    "don't miss",
    "meistgelesen",
    "lesen sie auch",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "à lire aussi",
    "lire aussi",
    "les plus lus",
    "lo más leído",
    "más leídas",
    "lea también",
    "le puede interesar",
    "más noticias",
    "leggi anche",
    "i più letti",
    "leia também",
    "mais lidas",
    "читайте также",
    "самое читаемое",
    "相关新闻",
    "相关阅读",
];

pub(super) const HOLDER_ENDS: &[&str] = &[
    ". ",
    "all rights",
    "prohibida",
    "nachdruck",
    "reproduction",
    "alle rechte",
    "tous droits",
    "todos los",
    "tutti i",
    "все права",
    " | ",
    " (",
    " - ",
    " – ",
    "visit ",
    "distributed by",
    "this material",
];

pub(super) const COMPANIES: &[&str] =
    &["L.P.", "LP", "Inc.", "Inc", "LLC", "Ltd.", "Ltd", "GmbH", "AG", "plc", "Co.", "S.A.", "SA"];

pub(super) const REPORTING: &[&str] = &[
    "reporting by",
    "writing by",
    "additional reporting by",
    "report by",
    "editing by",
    "compiled by",
];

pub(super) const ORIGINS: &[&str] =
    &["Source: ", "SOURCE: ", "Quelle: ", "Fuente: ", "Источник: ", "Fonte: ", "来源：", "来源: "];

#[rustfmt::skip]
pub(super) const FIRST_PLACES: &[&str] = &[
    "was originally published by ", "was originally published in ", "was originally published on ",
    "originally appeared in ", "originally appeared on ", "first appeared in ", "first appeared on ",
    "was first published by ", "was first published in ", "was first published on ", "was produced by ",
    "originally ran in ", "is republished from ",
];

/// Notes of a desk, always in brackets or behind a dash.
#[rustfmt::skip]
pub(super) const DESK_NOTES: &[&str] = &[
    "updates with", "updates to", "updates ", "adds ", "recasts", "corrects", "writes through", "refiles", "with assistance",
    "with reporting by", "with additional", "editing by", "eds:", "repeats ", "removes ", "rewrites", "mit material von",
    "avec ", "con información", "this story", "this article", "责任编辑", "责编", "编辑：", "编辑:", "校对", "审核",
];

/// Credits that need no brackets, in short lines.
pub(super) const CREDITS: &[&str] = &[
    "with assistance from",
    "with assistance by",
    "additional reporting by",
    "editing by",
    "edited by",
    "photos by",
    "photographs by",
    "video by",
    "graphics by",
    "translated by",
];

/// What the lines of pages between and under paragraphs begin with, in lower case.
#[rustfmt::skip]
pub(super) const OPENINGS: &[&str] = &[
    "sign up for", "sign up to", "sign up here", "subscribe to", "subscribe now", "subscribe for", "follow us",
    "like us on", "share this", "share on", "click here", "read more", "read also:", "also read", "read next",
    "read the full story", "related:", "related stories", "related articles", "see also:", "more on this story",
    "image source", "image credit", "image:", "photo:", "photo credit", "photo source", "photo by", "photograph:", "picture:",
    "file photo", "foto:", "bild:", "fotos:", "crédit photo", "credit photo", "photos:", "фото:", "图片：", "图片来源",
    "download our app", "download the", "join our", "get the latest", "get our", "advertisement", "story continues below",
    "continue reading", "lesen sie auch", "mehr zum thema", "auch interessant", "newsletter", "lire aussi", "à lire aussi",
    "lea también", "lea también:", "le puede interesar", "leggi anche", "читайте также", "подписывайтесь", "tags:", "tagged:",
    "filed under", "categories:", "topics:", "keywords:", "distributed by", "listen to this", "view comments", "leave a comment",
    "have a news tip", "got a tip", "send tips", "contact the reporter", "support our journalism", "donate to", "our standards:",
    "skip to", "last updated", "last modified", "zuletzt aktualisiert", "dernière mise à jour", "última actualización",
];

/// Words of pictures' credits.
#[rustfmt::skip]
pub(super) const PICTURE_WORDS: &[&str] = &[
    "ap photo", "afp photo", "reuters photo", "photo by", "photo:", "photo courtesy", "photos by", "photo", "picture:",
    "image:", "image credit", "credit:", "courtesy of", "courtesy photo", "file photo", "ap file photo", "foto:", "bild:",
    "pool photo", "handout", "getty images", "archivfoto", "screenshot", "фото", "submitted photo", "via ap",
];

pub(super) const PICTURE_DESKS: &[&str] = &[
    "getty images",
    "getty",
    "pool",
    "shutterstock",
    "alamy",
    "istock",
    "epa",
    "epa-efe",
    "sipa",
    "zuma press",
    "imago",
    "picture alliance",
    "handout",
    "pool photo",
    "staff photographer",
    "contributed",
    "file",
    "eyevine",
];

/// Whole entries of menus and share bars, in lower case.
#[rustfmt::skip]
pub(super) const MENU: &[&str] = &[
    "home", "news", "world", "world news", "us news", "u.s.", "politics", "business", "sport", "sports", "opinion", "menu",
    "search", "share", "print", "email", "save", "comments", "comment", "advertisement", "subscribe", "log in", "login",
    "sign in", "sign up", "register", "newsletter", "newsletters", "facebook", "twitter", "x", "whatsapp", "linkedin",
    "copy link", "link copied", "reddit", "telegram", "pinterest", "youtube", "instagram", "weather", "local", "local news",
    "video", "videos", "photos", "podcasts", "podcast", "lifestyle", "entertainment", "tech", "technology", "science", "health",
    "culture", "obituaries", "classifieds", "e-edition", "about us", "contact us", "privacy policy", "terms of service",
    "latest", "latest news", "breaking", "breaking news", "trending", "most read", "more", "share this article", "gift article",
    "give this article", "listen", "startseite", "politik", "wirtschaft", "panorama", "kultur", "suche", "teilen", "drucken",
    "kommentare", "accueil", "monde", "politique", "économie", "partager", "imprimer", "inicio", "mundo", "política",
    "economía", "deportes", "compartir", "главная", "новости", "в мире", "политика", "экономика", "поделиться", "a a a",
    "subscribe now", "live", "shows", "for subscribers", "share article", "skip to content", "skip to main content",
];

/// The names of icons, as they come out of pages.
#[rustfmt::skip]
pub(super) const ICONS: &[&str] = &[
    "arrow-right", "arrow-left", "arrow-up", "arrow-down", "chevron-right", "chevron-left", "chevron-down", "chevron-up",
    "caret-down", "caret-right", "camera", "envelope", "icon", "close", "play", "user", "bookmark", "hamburger", "print",
    "external-link", "magnifying-glass", "bell",
];
