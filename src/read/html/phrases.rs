//! Lines that stand inside a story and are not part of it: advertisement labels, calls to
//! subscribe or follow, pointers to other articles.

/// Whether a block is such a line. Only short ones are: a long paragraph that begins in the same
/// way is a story about newsletters.
pub(super) fn is_furniture(text: &str) -> bool {
    if text.chars().count() > LONGEST {
        return false;
    }
    let line = text.to_lowercase();
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.contains(&line) || STARTS.iter().any(|start| line.starts_with(start))
}

/// In characters: about two lines.
const LONGEST: usize = 160;

/// Lines that say nothing else.
const WHOLE: &[&str] = &[
    "ad", "ads", "advertisement", "advertising", "anzeige", "werbung", "publicité", "publicidad",
    "pubblicità", "reclame", "advertentie", "annonce", "annons", "reklama", "reklam", "реклама",
    "広告", "广告", "廣告", "광고", "إعلان", "share", "share this", "share this article", "teilen",
    "partager", "compartir", "read more", "more", "weiterlesen", "lire la suite", "leer más",
    "continue reading", "related", "related articles", "related stories", "read also", "see also",
    "loading", "video", "photo", "image", "print", "email", "comments", "listen", "subscribe",
    "sign up", "log in", "play", "pause", "story continues below", "article continues below",
];

/// How lines begin that point elsewhere or ask for something.
const STARTS: &[&str] = &[
    "advertisement", "article continues below", "story continues below", "also read:",
    "read also:", "read more:", "read next:", "see also:", "related:", "more on this",
    "recommended:", "lesen sie auch", "lesen sie hier", "mehr zum thema", "auch interessant",
    "lire aussi", "à lire aussi", "lee también", "leer también", "te puede interesar",
    "leggi anche", "leia também", "leia mais", "veja também", "lees ook", "les også", "läs också",
    "læs også", "lue myös", "czytaj także", "czytaj też", "zobacz też", "читайте также",
    "читайте також", "ayrıca okuyun", "यह भी पढ़ें", "baca juga", "sign up for", "sign up to",
    "subscribe to our", "subscribe now", "follow us on", "follow us:", "join our", "click here to",
    "get our free", "get the latest", "download our app", "download the app", "this article was originally published", "this story was originally published",
    "copyright ©", "© ", "all rights reserved", "have a tip", "got a tip", "you may also like",
    "newsletter", "listen to this article", "watch:", "watch live:",
];
