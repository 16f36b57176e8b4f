//! The words of mail: what newsletters call themselves, whose domains tell nothing, how footers and
//! forwarded messages are written. In lower case.

/// Words in the name of a sender that is a newsletter or a desk, and nobody's name.
#[rustfmt::skip]
pub(super) const NEWSLETTERS: &[&str] = &[
    "alert", "alerts", "briefing", "briefings", "bulletin", "daily", "digest", "headlines", "infolettre", "list", "morning",
    "news", "newsletter", "newsletters", "newsroom", "nieuwsbrief", "nyhetsbrev", "press", "presse", "pressestelle", "prensa",
    "redaction", "redaktion", "rédaction", "redacción", "redazione", "редакция", "roundup", "rundbrief", "service", "team",
    "today", "update", "updates", "weekly", "рассылка", "новости", "нюзлеттер", "boletín", "boletim", "lettre", "magazin",
    "hírlevél", "bülten", "uutiskirje", "ニュースレター", "メルマガ", "뉴스레터",
];

/// What stands before the `@` of an address that is nobody's own.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "admin", "bounce", "bounces", "club", "comms", "communications", "contact", "contato", "contacto", "daemon", "delivery", "desk", "editor",
    "editorial", "editors", "email", "hello", "help", "hi", "info", "kontakt", "kommunikation", "mail", "mailer", "mailing",
    "mailings", "marketing", "media", "medien", "member", "members", "no", "noreply", "notifications", "notify", "office",
    "postmaster", "pr", "post", "reader", "readers", "reply", "sales", "send", "sender", "subscriptions", "subsystem", "support", "system", "webmaster",
];

/// Parts of domains that only send mail.
pub(super) const MAILING: &[&str] = &[
    "bounce",
    "campaign",
    "campaigns",
    "click",
    "comms",
    "e",
    "em",
    "email",
    "emails",
    "emailing",
    "envoi",
    "link",
    "list",
    "lists",
    "listserv",
    "m",
    "mail",
    "mailer",
    "mailing",
    "mailings",
    "marketing",
    "mta",
    "newsletter",
    "newsletters",
    "nl",
    "notify",
    "reply",
    "send",
    "smtp",
    "updates",
];

/// Domains of companies that send the mail of others.
pub(super) const PLATFORMS: &[&str] = &[
    "amazonses.com",
    "beehiiv.com",
    "campaign-archive.com",
    "ccsend.com",
    "cmail19.com",
    "cmail20.com",
    "convertkit-mail.com",
    "convertkit-mail2.com",
    "createsend.com",
    "exacttarget.com",
    "googlegroups.com",
    "groups.io",
    "hubspotemail.net",
    "klaviyomail.com",
    "list-manage.com",
    "mailchimpapp.com",
    "mailgun.org",
    "mailjet.com",
    "mcsv.net",
    "mktomail.com",
    "rsgsv.net",
    "sendgrid.net",
    "sendinblue.com",
    "substack.com",
    "xt.local",
];

/// Domains in which anybody may have an address; with a full stop at the end, in any country.
pub(super) const PRIVATE: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "aliyun.com",
    "alice.it",
    "aol.",
    "att.net",
    "bellsouth.net",
    "bigpond.com",
    "bk.ru",
    "bluewin.ch",
    "bol.com.br",
    "btinternet.com",
    "comcast.net",
    "cox.net",
    "daum.net",
    "earthlink.net",
    "fastmail.",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.",
    "googlemail.com",
    "hanmail.net",
    "hotmail.",
    "hushmail.com",
    "icloud.com",
    "inbox.ru",
    "laposte.net",
    "libero.it",
    "list.ru",
    "live.",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "naver.com",
    "o2.pl",
    "online.de",
    "onet.pl",
    "optonline.net",
    "orange.fr",
    "outlook.",
    "posteo.",
    "proton.me",
    "protonmail.",
    "qq.com",
    "rambler.ru",
    "rediffmail.com",
    "rocketmail.com",
    "rogers.com",
    "sapo.pt",
    "seznam.cz",
    "sbcglobal.net",
    "sfr.fr",
    "shaw.ca",
    "sina.com",
    "sky.com",
    "skynet.be",
    "t-online.de",
    "telus.net",
    "terra.com.br",
    "tiscali.it",
    "tutanota.com",
    "uol.com.br",
    "ukr.net",
    "verizon.net",
    "virgilio.it",
    "virgin.net",
    "wanadoo.fr",
    "web.de",
    "wp.pl",
    "ya.ru",
    "yahoo.",
    "yandex.",
    "ymail.com",
    "zoho.com",
];

/// What mail programs set before the subject of what is answered or passed on.
pub(super) const ANSWERED: &[&str] = &[
    "aw",
    "antw",
    "odp",
    "re",
    "ref",
    "res",
    "rv",
    "sv",
    "vá",
    "vs",
    "απ",
    "ответ",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "返信",
];

/// The same of what is passed on alone.
pub(super) const PASSED_ON: &[&str] = &[
    "doorst",
    "enc",
    "fs",
    "fw",
    "fwd",
    "i",
    "pd",
    "rv",
    "tr",
    "vb",
    "vl",
    "wg",
    "ydr",
    "προώθ",
    "пересл",
    "转发",
    "轉寄",
    "転送",
];

/// Words in the line above a message that was passed on.
pub(super) const FORWARDED: &[&str] = &[
    "forward",
    "weitergeleitet",
    "transféré",
    "reenviado",
    "encaminhada",
    "inoltrat",
    "doorgestuurd",
    "vidarebefordra",
    "videresend",
    "przekazan",
    "пересыла",
    "переслан",
    "iletilen",
    "转发",
    "轉寄",
    "転送",
    "전달",
];

/// How mail programs name the sender of a message that was passed on.
#[rustfmt::skip]
pub(super) const FROM: &[&str] = &[
    "from", "von", "de", "da", "van", "från", "fra", "od", "lähettäjä", "kimden", "feladó", "от", "от кого", "від",
    "发件人", "寄件者", "差出人", "보낸 사람", "από",
];

/// The same for its date.
#[rustfmt::skip]
pub(super) const SENT: &[&str] = &[
    "date", "sent", "datum", "gesendet", "envoyé", "enviado", "enviado el", "enviada em", "fecha", "data", "inviato",
    "verzonden", "skickat", "dato", "sendt", "wysłano", "lähetetty", "päivämäärä", "gönderildi", "tarih", "dátum", "дата",
    "отправлено", "发送时间", "日期", "日付", "送信日時", "보낸 날짜", "ημερομηνία",
];

/// The same for its subject.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "ämne", "emne", "temat", "aihe", "konu",
    "tárgy", "předmět", "тема", "主题", "主旨", "件名", "제목", "θέμα",
];

/// Lines that point to the message as a page, or ask what to do with it.
#[rustfmt::skip]
pub(super) const ASIDES: &[&str] = &[
    "view in browser", "view in your browser", "view it in your browser", "view this email in", "view this message in",
    "view this newsletter in", "view online", "view web version", "view the web version", "view as a web", "read online",
    "read in browser", "open in browser", "see this email in your browser", "trouble viewing", "problems viewing",
    "having trouble reading", "add us to your address book", "to your address book", "to your safe sender",
    "was this forwarded to you", "forwarded this email", "forward to a friend", "forward this email", "web version",
    "im browser ansehen", "im browser öffnen", "im browser anzeigen", "im browser lesen", "online ansehen",
    "nicht richtig angezeigt", "nicht korrekt angezeigt", "webversion", "voir dans votre navigateur",
    "voir dans le navigateur", "version en ligne", "lire en ligne", "ver en el navegador", "ver en su navegador",
    "ver en tu navegador", "versión web", "versão web", "ver no navegador", "visualizza nel browser",
    "visualizza nel tuo browser", "versione web", "bekijk in browser", "bekijk in je browser", "bekijk online",
    "webversie", "visa i webbläsaren", "läs i webbläsaren", "se i browser", "vis i nettleser", "vis i browser",
    "zobacz w przeglądarce", "wyświetl w przeglądarce", "открыть в браузере", "посмотреть в браузере",
    "просмотреть в браузере", "веб-версия", "tarayıcıda", "sent from my", "get outlook for",
    "von meinem iphone gesendet", "von meinem smartphone gesendet", "envoyé de mon", "enviado desde mi", "enviado do meu",
    "inviato da iphone", "verstuurd vanaf mijn", "skickat från min", "отправлено с iphone", "在浏览器中", "在瀏覽器中", "ブラウザで", "브라우저에서",
];

/// How companies begin the paragraph that says for whom a letter is meant.
#[rustfmt::skip]
pub(super) const DISCLAIMERS: &[&str] = &[
    "this email and any", "this e-mail and any", "this message and any", "this email message", "this e-mail message",
    "this communication is", "this email is confidential", "this e-mail is confidential", "this email may contain",
    "this e-mail may contain", "this message may contain", "the information contained in this", "the contents of this e",
    "confidentiality notice", "disclaimer:", "important notice:", "diese e-mail enthält", "diese nachricht enthält", "diese e-mail kann",
    "ce message et", "ce courriel et", "ce message est confidentiel", "este mensaje y", "este correo electrónico y",
    "esta mensagem e", "questo messaggio e", "questa e-mail è", "dit bericht is", "de informatie in dit", "это сообщение и",
];

/// Lines by which one leaves: with one of these the footer has begun.
#[rustfmt::skip]
pub(super) const LEAVING: &[&str] = &[
    "unsubscribe", "opt out", "opt-out", "manage your preferences", "manage preferences", "manage your subscription",
    "email preferences", "update your preferences", "update profile", "you are receiving this", "you're receiving this",
    "you received this email", "you received this message because", "this email was sent to", "this message was sent to",
    "sent to you because", "no longer wish to receive", "no longer want to receive", "stop receiving",
    "abbestellen", "abmelden", "abbestellung", "sie erhalten diese", "sie erhalten diesen", "diese e-mail wurde",
    "désabonner", "désinscrire", "désinscription", "désabonnement", "vous recevez ce", "darse de baja", "darte de baja",
    "cancelar la suscripción", "cancelar suscripción", "has recibido este", "recibe este correo", "cancelar inscrição",
    "descadastrar", "cancelar a subscrição", "você recebeu este", "disiscriv", "annulla l'iscrizione", "cancella iscrizione",
    "ricevi questa", "afmelden", "uitschrijven", "je ontvangt deze", "u ontvangt deze", "avregistrera", "avprenumerera",
    "avmeld", "afmeld", "wypisz", "zrezygnuj z", "otrzymujesz tę", "отписаться", "отказаться от рассылки",
    "вы получили это письмо", "відписатися", "abonelikten", "退订", "取消订阅", "取消訂閱", "配信停止", "購読解除", "수신거부", "수신 거부",
    "leiratkoz", "odhlásit", "peruuta tilaus",
];

/// Words by which such lines speak to the reader of what they hold in their hands.
#[rustfmt::skip]
pub(super) const TO_READER: &[&str] = &[
    "this email", "this e-mail", "this message", "this newsletter", "these emails", "our emails", "our newsletter", "http",
    "you are receiving", "you're receiving", "you received", "your inbox", "your preferences", "sent to you", "address book", "mailing list",
    "diese e-mail", "dieser e-mail", "diesen newsletter", "dieser newsletter", "diese mail", "unseren newsletter", "sie erhalten",
    "ce message", "cet email", "cet e-mail", "cette newsletter", "cette lettre", "vous recevez",
    "este correo", "este mensaje", "este boletín", "este e-mail", "este email", "esta newsletter", "você recebeu",
    "questa email", "questa e-mail", "questa newsletter", "ricevi", "deze e-mail", "deze nieuwsbrief", "je ontvangt", "u ontvangt",
    "tę wiadomość", "tego newslettera", "это письмо", "этой рассылки", "от рассылки", "этого письма",
];

/// Words that such lines are links on.
pub(super) const HERE: &[&str] = &[
    "aquí",
    "aqui",
    "click",
    "clic",
    "cliquez",
    "clique",
    "clicca",
    "here",
    "hier",
    "ici",
    "klik",
    "klicken",
    "kliknij",
    "qui",
    "här",
    "her",
    "tutaj",
    "здесь",
    "тут",
    "сюда",
];
