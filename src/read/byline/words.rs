//! The words that bylines are made of besides names, in lower case unless a list says otherwise.

/// Words that open a byline and hardly anything else.
#[rustfmt::skip]
pub(super) const CERTAIN: &[&str] = &[
    "by", "written by", "article by", "story by", "text by", "words by", "reported by", "report by",
    "reporting by", "posted by", "published by", "compiled by", "author:", "authors:", "author", "byline:",
    "text:", "autor:", "autorin:", "autoren:", "auteur:", "auteur :", "par :", "autore:", "auteurs:", "bericht:",
    "tekst:", "texto:", "texte:", "testo:", "текст:", "автор:", "авторы:", "автор", "авторы", "von:", "作者:", "作者：",
    "记者:", "记者：", "文/", "文：", "autora:", "autores:", "autorka:", "autori:", "autors:", "autorius:", "autoriai:",
    "auteure:", "forfatter:", "skribent:", "skrevet av", "skrevet af", "skriven av", "teksti:", "kirjoittaja:",
    "toimittaja:", "szerző:", "írta:", "szöveg:", "scris de", "napisał", "napisała", "opracował", "opracowała",
    "opracowanie:", "tekst i", "textos:", "testi di", "testo di", "textes :", "texte :", "texte de",
    "propos recueillis par", "recueilli par", "bericht von", "text von", "ein bericht von", "ein kommentar von",
    "eine analyse von", "yazan:", "yazar:", "muhabir:", "penulis:", "reporter:", "tác giả:", "bài:", "ผู้เขียน:",
    "เขียนโดย", "журналист:", "журналіст:", "авторка:", "автори:", "авторка", "написал", "написала",
    "кореспондент:", "корреспондент:", "συντάκτης:", "συντάκτρια:", "γράφει ο", "γράφει η", "كتب:",
    "كتبت:", "كتبه:", "بقلم", "بقلم:", "تقرير:", "إعداد:", "الكاتب:", "نویسنده:", "خبرنگار:", "مصنف:", "מאת",
    "מאת:", "लेखक:", "लेखिका:", "रिपोर्टर:", "প্রতিবেদক:", "撰文：", "撰文:", "撰稿：", "撰稿:", "执笔：", "采写：",
    "采写:", "記者：", "記者:", "執筆：", "執筆:", "取材・文", "文・", "文＝", "文=", "글:", "글·사진", "기자:", "취재:", "haber:", "words:", "story:",
];

/// Words that open a byline, and other phrases as well.
pub(super) const ORDINARY: &[&str] = &[
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "przez",
    "tekst",
    "text",
    "oleh",
    "yazan",
    "كتب",
    "كتبت",
    "글",
    "द्वारा",
];

/// Words that list names.
pub(super) const AND: &[&str] = &[
    "and", "And", "AND", "&", "+", "und", "et", "och", "og", "en", "ja", "и", "И", "та", "ve",
    "dan", "και", "with", "oraz", "avec", "mit", "con", "com", "met", "med",
];

/// Words that list names, or stand inside one.
pub(super) const AND_OR_NAME: &[&str] = &["y", "e", "ed", "i", "і", "Y", "E"];

/// Words behind which no name goes on.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "for", "of", "in", "at", "from", "is", "was", "has", "to", "on", "reports", "covers", "writes", "contributed",
    "aus", "für", "bei", "pour", "à", "dans", "para", "desde", "em", "per", "voor", "для", "в", "из", "специально",
    "information", "informations", "información", "informações", "informazioni", "Material", "Agenturmaterial",
    "For", "Special", "FOR", "IN", "In", "Updated", "Published", "Posted", "Published:", "Updated:", "SPECIAL",
    "Photography", "Photographs", "Photos", "Fotos", "Illustration", "Illustrations",
];

/// How parts of a byline begin that name others than its authors: who took the pictures, edited,
/// translated, checked.
#[rustfmt::skip]
pub(super) const HELPERS: &[&str] = &[
    "photo by", "photos by", "photography by", "photographs by", "pictures by", "illustration by", "illustrations by",
    "video by", "graphics by", "graphic by", "edited by", "editing by", "reviewed by", "medically reviewed by",
    "translated by", "fact checked by", "fact-checked by", "updated by", "photo:", "photos:", "photography:", "video:",
    "illustration:", "editor:", "editors:", "editing:", "producer:", "translation:", "foto:", "fotos:", "bilder:", "bild:",
    "fotografie:", "übersetzung:", "redaktion:", "photo :", "photos :", "photographies :", "traduction :", "fotografía:",
    "traducción:", "imágenes:", "edición:", "foto di", "foto de", "fotos de", "fotos von", "foto von", "kuva:", "kuvat:",
    "bilde:", "bildbyrå:", "fotograf:", "fotoğraf:", "editör:", "zdjęcia:", "zdjęcie:", "фото:", "редактор:", "видео:",
    "фотограф:", "تصوير:", "تحرير:", "צילום:", "摄影：", "摄影:", "攝影：", "编辑：", "编辑:", "責任編輯：", "责任编辑：", "责任编辑:",
    "写真：", "写真・", "写真=", "撮影：", "編集：", "사진", "편집",
];

/// Words that begin a note on the time.
pub(super) const EVENTS: &[&str] = &["updated", "published", "posted", "on", "last"];

/// Months and days, which stand between a name and a number.
#[rustfmt::skip]
pub(super) const CALENDAR: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "am", "den",
    "le", "el", "du", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
];

/// What stands before a name and is no part of it.
pub(super) const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "rev",
    "sir",
    "by",
    "frau",
    "herr",
    "m.",
    "mme",
    "sr",
    "sra",
    "don",
    "dipl.-ing",
    "photo",
    "photos",
    "and",
    "und",
    "et",
    "with",
    "our",
];

/// What stands behind a name, after a comma or not, and is a part of it.
pub(super) const SUFFIXES: &[&str] =
    &["Jr.", "Jr", "Sr.", "II", "III", "IV", "jr.", "jr", "sr.", "ii", "iii", "iv"];

/// Suffixes that stay in capitals.
pub(super) const NUMERALS: &[&str] = &["ii", "iii", "iv"];

/// Parts of names that are written small.
#[rustfmt::skip]
pub(super) const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "las", "los",
    "ter", "ten", "zu", "zur", "af", "av", "bin", "ibn", "bint", "al", "el", "y", "e", "st.", "mac", "o'", "d'",
];

/// The nouns of posts: a segment with one of them names a post.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "writer", "writers", "reporter", "reporters", "correspondent", "correspondents", "editor", "editors", "columnist",
    "columnists", "journalist", "contributor", "contributors", "producer", "photographer", "critic", "analyst",
    "blogger", "intern", "fellow", "presenter", "author", "anchor", "staff", "bureau", "desk", "newsroom", "chief",
    "team", "board", "agencies", "director", "admin", "administrator", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
    "reporterin", "redaktion", "journaliste", "correspondant", "correspondante", "rédacteur", "rédactrice", "rédaction",
    "corresponsal", "periodista", "redactor", "redactora", "redacción", "enviado", "enviada", "giornalista", "inviato",
    "inviata", "corrispondente", "redazione", "verslaggever", "redactie", "correspondente", "repórter", "redação",
    "корреспондент", "корр", "обозреватель", "журналист", "журналистка", "редактор", "редакция", "спецкор",
    "记者", "記者", "编辑", "기자", "특파원",
];

/// Posts that scripts without spaces write right before the name.
pub(super) const JOINED_ROLES: &[&str] =
    &["本报", "特约", "见习", "记者", "記者", "通讯员", "编辑"];

/// Words that stand before the noun of a post and are not names.
#[rustfmt::skip]
pub(super) const ROLE_WORDS: &[&str] = &[
    "staff", "senior", "chief", "political", "politics", "foreign", "economics", "economic", "business", "sports",
    "sport", "science", "health", "environment", "environmental", "special", "national", "international", "deputy",
    "associate", "assistant", "managing", "contributing", "investigative", "freelance", "diplomatic", "education",
    "technology", "tech", "defence", "defense", "security", "legal", "crime", "home", "affairs", "city", "metro", "news",
    "european", "europe", "africa", "asia", "middle", "world", "bureau", "executive", "social", "media", "digital",
    "guest", "local", "financial", "markets", "energy", "religion", "arts", "features", "lead", "web", "our", "own",
    "data", "video", "general", "assignment", "washington", "white", "house", "capitol", "medical", "aviation",
    "freier", "freie", "leitender", "envoyé", "envoyée", "spécial", "spéciale", "собственный", "специальный", "本报",
    "guardian", "wire", "war", "consumer", "royal", "north", "south", "east", "west", "us", "u.s.", "uk",
];

/// Last words of publications and newsrooms that are hardly ever anyone's name.
#[rustfmt::skip]
pub(super) const PUBLICATIONS: &[&str] = &[
    "times", "news", "newspaper", "newspapers", "herald", "tribune", "gazette", "chronicle", "magazine", "media", "online",
    "network", "radio", "tv", "television", "reports", "report", "observer", "inquirer", "dispatch", "courier",
    "examiner", "journal-constitution", "globe", "register", "review", "standard", "service", "wire", "newswire",
    "daily", "weekly", "bulletin", "today", "zeitung", "nachrichten", "presse", "press", "journal", "mail", "sun",
];

/// How publications end in scripts without spaces.
pub(super) const DENSE_PUBLICATIONS: &[&str] = &[
    "日报",
    "日報",
    "晚报",
    "晚報",
    "早报",
    "早報",
    "时报",
    "時報",
    "周刊",
    "週刊",
    "新闻",
    "新聞",
    "都市报",
    "青年报",
    "新闻网",
    "新聞社",
    "通信社",
    "オンライン",
    "デジタル",
    "编辑部",
    "編集部",
    "編輯部",
    "社会部",
    "政治部",
    "経済部",
    "国際部",
    "支局",
    "特派员",
];

/// Chinese posts behind which a space parts two people, not the parts of a name.
pub(super) const PARTED_ROLES: &[&str] = &["记者", "通讯员", "本报"];

/// Last words of publications that are family names as well: they count from three words up.
pub(super) const PUBLICATIONS_OR_NAMES: &[&str] =
    &["post", "star", "sentinel", "mirror", "monitor", "guardian", "bild", "record"];

/// Last words of organisations.
#[rustfmt::skip]
pub(super) const ORGANISATIONS: &[&str] = &[
    "agency", "institute", "university", "foundation", "council", "group", "inc", "ltd", "llc", "corp", "gmbh",
    "association", "center", "centre", "ministry", "committee", "department", "watch", "society", "union", "programme",
    "program", "project", "commission", "museum", "company", "editorial", "solutions", "studios", "autoren", "autores",
];

/// How words end that only organisations have in their names.
pub(super) const ORGANISATION_ENDS: &[&str] = &[
    "ministerium",
    "redaktion",
    "webteam",
    "verband",
    "verein",
    "stiftung",
    "gesellschaft",
    "admin",
];

/// What stands in author fields and is nobody.
#[rustfmt::skip]
pub(super) const NOBODY: &[&str] = &[
    "admin", "administrator", "anonymous", "unknown", "author", "guest", "null", "none", "nan", "n/a", "na", "editorial",
    "newsroom", "staff", "editor", "editors", "reporter", "web", "user", "root", "webmaster", "bloomberg", "various",
    "photo", "photos", "image", "images", "video", "foto", "fotos", "quelle", "source", "follow", "share", "view",
    "opinion", "email", "contact", "updated", "published", "posted", "getty", "propublica", "bbc", "cnn", "fox", "nbc",
    "abc", "cbs", "npr", "al jazeera", "red", "redaktion", "agenturen", "agences", "agencias", "local", "sponsored",
    "advertorial", "press", "default", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "test", "undefined", "false", "true", "special", "mit",
];

/// Places of two words and more that look like names; single words need no list.
#[rustfmt::skip]
pub(super) const PLACES: &[&str] = &[
    "new york", "los angeles", "san francisco", "san diego", "hong kong", "buenos aires", "tel aviv", "new delhi",
    "mexico city", "cape town", "abu dhabi", "kuala lumpur", "st. petersburg", "new orleans", "las vegas", "são paulo",
    "rio de janeiro", "washington dc", "washington d.c.", "ho chi minh city", "den haag", "the hague", "united nations",
    "united states", "united kingdom", "south korea", "north korea", "saudi arabia", "south africa", "new zealand",
    "sri lanka", "addis ababa", "phnom penh", "salt lake city", "kansas city",
];

/// Given names by which a person is told from a paper of the same name; sorted. Towns that papers
/// are called after (`Charlotte`, `Austin`, `Madison`, `Sydney`) are left out.
#[rustfmt::skip]
pub(super) const GIVEN_NAMES: [&str; 461] = [
    "aaron", "adam", "adrian", "agnes", "ahmed", "aisha", "alan", "albert", "alejandro", "alex", "alexander",
    "alexandra", "alexis", "ali", "alice", "alison", "amanda", "amy", "ana", "anders", "andrea", "andreas",
    "andrew", "andrey", "andy", "angela", "anita", "anja", "ann", "anna", "anne", "annie", "anthony", "anton",
    "antonio", "arthur", "astrid", "barbara", "beatrice", "ben", "benjamin", "bernard", "beth", "bill", "bob",
    "boris", "brad", "brandon", "brenda", "brian", "bruce", "bruno", "bryan", "camille", "carl", "carla", "carlos",
    "carmen", "carol", "caroline", "catherine", "cecilia", "chloe", "chris", "christian", "christina", "christine",
    "christopher", "claire", "clara", "claudia", "colin", "craig", "cristina", "cynthia", "dan", "daniel",
    "daniela", "david", "dean", "deborah", "denise", "dennis", "derek", "diana", "diane", "diego", "dmitry",
    "dominic", "don", "donald", "doug", "douglas", "dylan", "ed", "eduardo", "edward", "elaine", "elena",
    "elizabeth", "ellen", "emily", "emma", "enrique", "eric", "erica", "erik", "erin", "ethan", "eugene", "eva",
    "evelyn", "fabian", "fatima", "felix", "fernando", "fiona", "florian", "francesca", "francesco", "francis",
    "francisco", "frank", "fred", "gabriel", "gareth", "gary", "geoff", "george", "gerald", "giorgio", "giovanni",
    "giulia", "glenn", "gordon", "graham", "greg", "gregory", "guillaume", "gustavo", "hannah", "hans", "harold",
    "harry", "hassan", "heather", "hector", "heidi", "helen", "helena", "henrik", "henry", "howard", "hugo", "ian",
    "igor", "ingrid", "irene", "isabel", "ivan", "jack", "jacob", "jacques", "jake", "james", "jamie", "jan",
    "jane", "janet", "jason", "javier", "jean", "jeff", "jeffrey", "jennifer", "jeremy", "jerry", "jessica",
    "jill", "jim", "joan", "joanna", "joe", "joel", "johan", "johannes", "john", "jon", "jonas", "jonathan",
    "jorge", "jose", "joseph", "josh", "joshua", "juan", "judith", "judy", "julia", "julian", "julie", "julien",
    "jun", "karen", "karin", "karl", "kate", "katharina", "katherine", "kathleen", "kathy", "katie", "keith",
    "kelly", "ken", "kenneth", "kevin", "kim", "klaus", "kristen", "kyle", "lars", "laura", "lauren", "lea",
    "leah", "leo", "leon", "leonardo", "liam", "linda", "lisa", "lorenzo", "louis", "louise", "luca", "lucas",
    "lucia", "lucy", "luis", "luke", "lynn", "manuel", "marc", "marcel", "marco", "marcus", "margaret", "maria",
    "marie", "mario", "marion", "mark", "markus", "marta", "martha", "martin", "martina", "mary", "matt", "matteo",
    "matthew", "matthias", "maurice", "max", "megan", "melanie", "melissa", "michael", "michel", "michelle",
    "miguel", "mike", "mikhail", "miriam", "mohamed", "mohammed", "molly", "monica", "monika", "nancy", "natalia",
    "natalie", "natasha", "nathan", "neil", "nicholas", "nick", "nicola", "nicolas", "nicole", "nikolai", "nina",
    "noah", "nora", "oliver", "olivia", "omar", "oscar", "owen", "pablo", "pamela", "pascal", "patricia",
    "patrick", "paul", "paula", "paulo", "pedro", "peggy", "peter", "petra", "phil", "philip", "philippe",
    "pierre", "rachel", "rafael", "ralph", "raymond", "rebecca", "ricardo", "richard", "rick", "rita", "rob",
    "robert", "roberto", "robin", "roger", "roland", "ron", "ronald", "rosa", "rose", "ross", "roy", "russell",
    "ruth", "ryan", "sally", "sam", "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean", "sebastian",
    "sergei", "sergey", "sergio", "sharon", "shaun", "sheila", "silvia", "simon", "simone", "sofia", "sonia",
    "sophie", "stefan", "stefano", "stella", "stephanie", "stephen", "steve", "steven", "stuart", "sue", "susan",
    "susanne", "sven", "sylvia", "tania", "tanya", "ted", "teresa", "terry", "theo", "theresa", "thomas", "tim",
    "timothy", "tina", "tobias", "todd", "tom", "tommy", "tony", "tracy", "ulrich", "ulrike", "ursula",
    "valentina", "valerie", "vanessa", "vera", "veronica", "victor", "victoria", "vincent", "vladimir", "walter",
    "wayne", "wendy", "werner", "will", "william", "wolfgang", "yannick", "yves", "yvonne", "zachary", "zoe",
    "александр", "алексей", "анастасия", "андрей", "анна", "антон", "борис", "вадим", "василий", "виктор",
    "владимир", "дмитрий", "евгений", "екатерина", "елена", "иван", "игорь", "ирина", "константин", "максим",
    "мария", "михаил", "наталья", "николай", "олег", "ольга", "павел", "петр", "роман", "светлана", "сергей",
    "татьяна", "юлия", "юрий", "أحمد", "خالد", "سارة", "عبد", "علي", "عمر", "فاطمة", "محمد", "محمود", "مريم",
    "يوسف",
];
