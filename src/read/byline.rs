//! Bylines: the people who wrote an article, split and cleaned.
//!
//! Author strings mix names with titles, posts, papers, places and addresses in any order. Reading
//! one means cutting it into segments at everything that lists or sets apart, dropping what cannot
//! be a person, and keeping the rest as written. What is left out is lost to nobody: the byline of
//! an article is for finding its authors, so a wrong name is worse than a missing one.

use super::agencies;

/// A byline is read to this many bytes: longer ones are a page's mishap, not a list of names.
const LONGEST: usize = 2_000;

/// The most words a person's name has (`Maria del Carmen de la Cruz y Silva`).
const MOST_WORDS: usize = 8;

/// What a byline names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The people, in order, each once, without titles, roles, places or addresses.
    pub people: Vec<String>,
    /// The agency, where the byline names one.
    pub agency: Option<&'static str>,
}

/// Reads a byline such as `By Anna Berg and Tom O'Neil, Associated Press`.
pub(super) fn read(text: &str) -> Byline {
    let text = without_addresses(beginning(text));
    let text = without_opening(text.trim());
    let mut byline = Byline::default();
    if let Some(person) = last_name_first(text) {
        byline.people.push(person);
        return byline;
    }
    for part in text.split(['|', ';', '•', '·', '/', '\n', '(', ')', '、', '，']) {
        read_list(part, &mut byline);
    }
    byline
}

/// As much of a text as is read; what is cut off begins with a whole name.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let text = &text[..text.floor_char_boundary(LONGEST)];
    text.rfind([',', ';', '|']).map_or("", |end| &text[..end])
}

/// What stands behind the word that opens a byline (`By`, `Von`, `Текст:`), or the whole text.
pub(super) fn without_opening(text: &str) -> &str {
    opening(text).map_or(text, |(_, rest)| without_opening(rest))
}

/// Whether a text opens like a byline, and with what certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A word that stands before names only (`By`, `Written by`, `Author:`).
    Certain,
    /// A word that also opens ordinary phrases (`Von`, `De`, `Par`).
    Ordinary,
}

/// The kind of opening a text has, and the rest of the text behind it.
pub(super) fn opening(text: &str) -> Option<(Opening, &str)> {
    let found = |openings: &[&str]| {
        openings.iter().find_map(|opening| {
            let head =
                text.get(..opening.len()).or_else(|| text.get(..same_length(text, opening)?))?;
            let rest = &text[head.len()..];
            let whole = opening.ends_with(':') || rest.starts_with([' ', '\u{a0}', '\t', ':']);
            let capital = head.chars().next().is_some_and(|c| !c.is_lowercase());
            (whole && capital && head.to_lowercase() == **opening)
                .then(|| rest.trim_start_matches([':', ' ', '\u{a0}', '\t']))
        })
    };
    found(CERTAIN)
        .map(|rest| (Opening::Certain, rest))
        .or_else(|| found(ORDINARY).map(|rest| (Opening::Ordinary, rest)))
}

/// The bytes that as many characters of `text` take as `opening` has.
fn same_length(text: &str, opening: &str) -> Option<usize> {
    text.char_indices().nth(opening.chars().count()).map(|(at, _)| at)
}

/// Whether a text is the name of a publication by its last word (`The Daily Example`, `Bay Times`).
pub(super) fn names_publication(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().map(without_marks).collect();
    let is_titled = words.iter().all(|word| {
        !word.starts_with(char::is_lowercase) || is_in(PARTICLES, word) || *word == "of"
    });
    let last = words.last().copied().unwrap_or_default();
    (2..=6).contains(&words.len())
        && is_titled
        && (is_in(PUBLICATIONS, last) || is_in(PUBLICATIONS_OR_NAMES, last))
}

/// Whether a name read from a byline has two words or more, each as people's names are written.
pub(super) fn is_full_name(name: &str) -> bool {
    let is_name_word = |word: &str| !word.starts_with(char::is_lowercase) || is_in(PARTICLES, word);
    let words = name.split(' ').count();
    let is_dense =
        name.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    ((2..=6).contains(&words) || (is_dense && (2..=5).contains(&name.chars().count())))
        && name.split(' ').all(is_name_word)
        && !name.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// Whether a text has the noun of a post in it (`Staff Writer`, `Korrespondentin`).
pub(super) fn has_role(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| is_in(ROLES, word))
}

/// Reads a part that lists names with commas, `and`, or a dash before the publication.
fn read_list(part: &str, byline: &mut Byline) {
    let mut with_full_name = false;
    for segment in part.split([',', '–', '—']).flat_map(|listed| listed.split(" - ")) {
        for name in split_at_and(segment) {
            read_segment(&name, &mut with_full_name, byline);
        }
    }
}

/// Reads what lies between separators: a person, an agency, or something to drop.
fn read_segment(segment: &str, with_full_name: &mut bool, byline: &mut Byline) {
    let segment = without_opening(segment.trim());
    let segment =
        JOINED_ROLES.iter().fold(segment, |rest, role| rest.strip_prefix(role).unwrap_or(rest));
    if let Some(suffix) = SUFFIXES.iter().find(|suffix| segment.eq_ignore_ascii_case(suffix)) {
        if let Some(person) = byline.people.last_mut() {
            *person = format!("{person} {suffix}");
        }
        return;
    }
    let segment = match agencies::split_last(without_last_role(segment)) {
        Some((before, agency)) => {
            byline.agency = byline.agency.or(Some(agency));
            before
        }
        None => segment,
    };
    let Some(person) = person(segment) else { return };
    // Behind a full name, a single word is a place, a paper or a degree.
    let is_full = person.contains(' ');
    if *with_full_name && !is_full {
        return;
    }
    *with_full_name |= is_full;
    if !byline.people.contains(&person) {
        byline.people.push(person);
    }
}

/// Splits at the words for `and`; those that are also part of names (`Ortega y Gasset`) only
/// between two names of two words each.
fn split_at_and(segment: &str) -> Vec<String> {
    let words: Vec<&str> = segment.split_whitespace().collect();
    let mut names = Vec::new();
    let mut from = 0;
    for (at, word) in words.iter().enumerate() {
        let full_names = at >= from + 2 && words.len() > at + 2;
        if at > from && (AND.contains(word) || (full_names && AND_OR_NAME.contains(word))) {
            names.push(words[from..at].join(" "));
            from = at + 1;
        }
    }
    names.push(words[from..].join(" "));
    names
}

/// A person's name out of a segment, cleaned; `None` where there is none.
fn person(segment: &str) -> Option<String> {
    let mut words: Vec<&str> = segment.split_whitespace().map(without_marks).collect();
    words.retain(|word| !word.is_empty());
    if words.iter().any(|word| word.chars().any(char::is_numeric)) {
        words.truncate(words.iter().position(|word| is_in(EVENTS, word))?);
    }
    if let Some(end) = words.iter().position(|word| ENDS.contains(word)) {
        words.truncate(end);
    }
    while words.first().is_some_and(|word| is_in(TITLES, word)) {
        words.remove(0);
    }
    without_role(&mut words);
    let [first, ..] = words[..] else { return None };
    let name = words.join(" ");
    let is_name = words.len() <= MOST_WORDS
        && !is_publication(&words)
        && !is_in(NOBODY, &name)
        && !is_in(NOBODY, first)
        && !is_in(PLACES, &name)
        && name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && !name.contains(['@', '#', '…', '!', '?', ':']);
    (is_name && !(words.len() == 1 && is_short_form(first))).then(|| in_name_case(&words))
}

/// Cuts the words of a post off the end of a segment, so that an agency can stand there.
fn without_last_role(mut segment: &str) -> &str {
    while let Some((before, word)) = segment.rsplit_once(char::is_whitespace) {
        if !is_in(ROLES, word) && !is_in(ROLE_WORDS, word)
            || agencies::split_last(segment).is_some()
        {
            break;
        }
        segment = before.trim_end();
    }
    segment
}

/// Cuts a role (`Senior Political Correspondent`) off the end or the beginning of a name.
fn without_role(words: &mut Vec<&str>) {
    let Some(role) = words.iter().rposition(|word| is_in(ROLES, word)) else { return };
    let is_leading = words.len() > role + 2 || (role == 0 && words.len() == 2);
    if is_leading && !is_in(ROLE_WORDS, words[role + 1]) {
        words.drain(..=role);
        return;
    }
    let first = words.iter().position(|word| is_in(ROLE_WORDS, word) || is_in(ROLES, word));
    // A post takes at least its own word; one word before it is rather part of it
    // (`Moscow Correspondent`), unless the script writes names in one.
    let keep = first.unwrap_or(role);
    let names_in_one =
        words[0].chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    words.truncate(if keep >= 2 || names_in_one { keep } else { 0 });
}

/// Whether the words are the name of a publication or an organisation rather than a person's.
fn is_publication(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_address = words.iter().any(|word| {
        word.rsplit_once('.').is_some_and(|(site, end)| {
            site.len() > 1 && end.len() > 1 && end.chars().all(|c| c.is_ascii_lowercase())
        })
    });
    is_address
        || *first == "The"
        || is_in(PUBLICATIONS, last)
        || (words.len() > 1 && is_in(ORGANISATIONS, last))
        || (words.len() > 2 && is_in(PUBLICATIONS_OR_NAMES, last))
}

/// Turns a lone `Last, First` round; `None` for anything else.
fn last_name_first(text: &str) -> Option<String> {
    let (last, first) = text.split_once(',')?;
    let (last_words, first_words) =
        (last.split_whitespace().count(), first.split_whitespace().count());
    let last_name = last.split_whitespace().last()?;
    let particles = last.split_whitespace().take(last_words - 1);
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    let is_pair = particles.into_iter().all(|word| is_in(PARTICLES, word))
        && (1..=2).contains(&first_words)
        && text.replacen(',', "", 1).chars().all(plain)
        && !is_short_form(last_name)
        && !first.split_whitespace().any(|word| AND.contains(&word) || is_in(SUFFIXES, word))
        && first.trim().chars().next().is_some_and(char::is_uppercase)
        && agencies::agency(first).is_none()
        && agencies::agency(last).is_none();
    if !is_pair {
        return None;
    }
    let turned = format!("{} {}", person(first)?, person(last)?);
    (turned.split(' ').count() == last_words + first_words).then_some(turned)
}

/// Without e-mail addresses, web addresses and handles.
fn without_addresses(text: &str) -> String {
    let kept = text.split_inclusive(char::is_whitespace).filter(|word| {
        let word = word.trim_start_matches(['(', '<', '[', '"']);
        !word.contains('@') && !word.starts_with("http") && !word.starts_with("www.")
    });
    kept.collect()
}

/// A word without the marks around it; the full stop of an initial stays.
fn without_marks(word: &str) -> &str {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '@' | '#'));
    let is_initial = word.chars().filter(|c| c.is_alphabetic()).count() <= 2 || word.contains("..");
    let word = word.trim_start_matches('.');
    let is_suffix = is_in(SUFFIXES, word);
    let inside = word.trim_end_matches('.');
    if is_initial || is_suffix || inside.contains('.') { word } else { inside }
}

/// Whether a word is in a list written in lower case, with or without its full stop.
fn is_in(list: &[&str], word: &str) -> bool {
    let word = word.to_lowercase();
    list.contains(&word.as_str()) || list.contains(&word.trim_end_matches('.'))
}

/// Whether a word is a short form such as `CNN`, or an agency's or writer's sign such as `lnw`.
fn is_short_form(word: &str) -> bool {
    let is_one_case = word.chars().all(char::is_uppercase) || word.chars().all(char::is_lowercase);
    is_one_case && word.chars().count() <= 4
}

/// Names in capitals in the usual letter case, all others as they are.
fn in_name_case(words: &[&str]) -> String {
    let name = words.join(" ");
    let is_capitals = !name.chars().any(char::is_lowercase)
        && words.iter().any(|word| word.chars().filter(|c| c.is_uppercase()).nth(2).is_some());
    if !is_capitals {
        return name;
    }
    let cased = words.iter().enumerate().map(|(at, word)| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if at > 0 && is_in(PARTICLES, word) {
            word.to_lowercase()
        } else if word.contains('.') || letters == 1 || is_in(NUMERALS, word) {
            (*word).to_owned()
        } else {
            capitalised(word)
        }
    });
    cased.collect::<Vec<_>>().join(" ")
}

/// `O'NEIL-MCDONALD` as `O'Neil-McDonald`.
fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut is_first = true;
    for c in word.chars() {
        if is_first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        is_first = !c.is_alphabetic() || out.ends_with("Mc");
    }
    out
}

/// Words that open a byline and hardly anything else.
const CERTAIN: &[&str] = &[
    "by",
    "written by",
    "story by",
    "text by",
    "words by",
    "reported by",
    "report by",
    "reporting by",
    "posted by",
    "published by",
    "compiled by",
    "author:",
    "authors:",
    "author",
    "byline:",
    "text:",
    "autor:",
    "autorin:",
    "autoren:",
    "auteur:",
    "auteur :",
    "par :",
    "autore:",
    "auteurs:",
    "bericht:",
    "tekst:",
    "texto:",
    "texte:",
    "testo:",
    "текст:",
    "автор:",
    "авторы:",
    "автор",
    "авторы",
    "von:",
    "作者:",
    "作者：",
    "记者:",
    "记者：",
    "文/",
    "文：",
];

/// Words that open a byline, and other phrases as well.
const ORDINARY: &[&str] = &[
    "von", "par", "por", "di", "de", "door", "av", "af", "przez", "od", "tekst", "text", "oleh",
    "yazan", "van",
];

const AND: &[&str] = &[
    "and", "And", "AND", "&", "+", "und", "et", "och", "og", "en", "ja", "и", "И", "та", "ve",
    "dan", "και", "with", "oraz",
];
const AND_OR_NAME: &[&str] = &["y", "e", "ed", "i", "і", "Y", "E"];

/// Words behind which no name goes on.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "for", "of", "in", "at", "from", "is", "was", "has", "to", "on", "reports", "covers", "writes", "contributed",
    "aus", "für", "bei", "pour", "à", "dans", "para", "desde", "em", "per", "voor", "для", "в", "из", "специально",
    "For", "Special", "FOR", "IN", "In", "Updated", "Published", "Posted", "Published:", "Updated:", "SPECIAL",
];

/// Words that begin a note on the time.
const EVENTS: &[&str] = &["updated", "published", "posted", "on", "last"];

const TITLES: &[&str] = &[
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
const SUFFIXES: &[&str] =
    &["Jr.", "Jr", "Sr.", "II", "III", "IV", "jr.", "jr", "sr.", "ii", "iii", "iv"];
const NUMERALS: &[&str] = &["ii", "iii", "iv"];

#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "las", "los",
    "ter", "ten", "zu", "zur", "af", "av", "bin", "ibn", "bint", "al", "el", "y", "e", "st.", "mac", "o'", "d'",
];

/// The nouns of posts: a segment with one of them names a post.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "writer", "writers", "reporter", "reporters", "correspondent", "correspondents", "editor", "editors", "columnist",
    "columnists", "journalist", "contributor", "contributors", "producer", "photographer", "critic", "analyst",
    "blogger", "intern", "fellow", "presenter", "author", "anchor", "staff", "bureau", "desk", "newsroom", "chief",
    "team", "board", "agencies", "director", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
    "reporterin", "redaktion", "journaliste", "correspondant", "correspondante", "rédacteur", "rédactrice", "rédaction",
    "corresponsal", "periodista", "redactor", "redactora", "redacción", "enviado", "enviada", "giornalista", "inviato",
    "inviata", "corrispondente", "redazione", "verslaggever", "redactie", "correspondente", "repórter", "redação",
    "корреспондент", "корр", "обозреватель", "журналист", "журналистка", "редактор", "редакция", "спецкор",
    "记者", "記者", "编辑", "기자", "특파원",
];

/// Posts that scripts without spaces write right before the name.
const JOINED_ROLES: &[&str] = &["本报", "特约", "见习", "记者", "記者", "通讯员", "编辑"];

/// Words that stand before the noun of a post and are not names.
#[rustfmt::skip]
const ROLE_WORDS: &[&str] = &[
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
const PUBLICATIONS: &[&str] = &[
    "times", "news", "newspaper", "newspapers", "herald", "tribune", "gazette", "chronicle", "magazine", "media", "online",
    "network", "radio", "tv", "television", "reports", "report", "observer", "inquirer", "dispatch", "courier",
    "examiner", "journal-constitution", "globe", "register", "review", "standard", "service", "wire", "newswire",
    "daily", "weekly", "bulletin", "today", "zeitung", "nachrichten", "presse", "press", "journal", "mail", "sun",
];

/// Last words of publications that are family names as well: they count from three words up.
const PUBLICATIONS_OR_NAMES: &[&str] =
    &["post", "star", "sentinel", "mirror", "monitor", "guardian", "bild", "record"];

#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "agency", "institute", "university", "foundation", "council", "group", "inc", "ltd", "llc", "corp", "gmbh",
    "association", "center", "centre", "ministry", "committee", "department", "watch", "society", "union",
];

/// What stands in author fields and is nobody.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "admin", "administrator", "anonymous", "unknown", "author", "guest", "null", "none", "nan", "n/a", "na", "editorial",
    "newsroom", "staff", "editor", "editors", "reporter", "web", "user", "root", "webmaster", "bloomberg", "various",
    "photo", "photos", "image", "images", "video", "foto", "fotos", "quelle", "source", "follow", "share", "view",
    "opinion", "email", "contact", "updated", "published", "posted", "getty", "propublica", "bbc", "cnn", "fox", "nbc",
    "abc", "cbs", "npr", "al jazeera", "red", "redaktion", "agenturen", "agences", "agencias", "local", "sponsored",
    "advertorial", "press", "default", "test", "undefined", "false", "true", "special", "mit",
];

/// Places of two words and more that look like names; single words need no list.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "new york", "los angeles", "san francisco", "san diego", "hong kong", "buenos aires", "tel aviv", "new delhi",
    "mexico city", "cape town", "abu dhabi", "kuala lumpur", "st. petersburg", "new orleans", "las vegas", "são paulo",
    "rio de janeiro", "washington dc", "washington d.c.", "ho chi minh city", "den haag", "the hague", "united nations",
    "united states", "united kingdom", "south korea", "north korea", "saudi arabia", "south africa", "new zealand",
    "sri lanka", "addis ababa", "phnom penh", "salt lake city", "kansas city",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, &[&str], Option<&str>)]) {
        for (text, people, agency) in cases {
            let have = read(text);
            assert_eq!(
                (have.people, have.agency),
                (people.iter().map(ToString::to_string).collect(), *agency),
                "{text:?}"
            );
        }
    }

    #[test]
    fn lists_of_names() {
        check(&[
            (
                "By Anna Berg and Tom O'Neil, Associated Press",
                &["Anna Berg", "Tom O'Neil"],
                Some("AP"),
            ),
            (
                "Anna Berg, Tom Miller and Wei Zhang",
                &["Anna Berg", "Tom Miller", "Wei Zhang"],
                None,
            ),
            ("Anna Berg; Tom Miller", &["Anna Berg", "Tom Miller"], None),
            ("Anna Berg & Tom Miller", &["Anna Berg", "Tom Miller"], None),
            ("Von Anna Berg und Max Vogel", &["Anna Berg", "Max Vogel"], None),
            ("Par Luc Martin et Zoé Petit", &["Luc Martin", "Zoé Petit"], None),
            ("Por Ana Gil y Juan Ortega y Gasset", &["Ana Gil", "Juan Ortega y Gasset"], None),
            ("Анна Иванова и Пётр Сидоров", &["Анна Иванова", "Пётр Сидоров"], None),
            ("Anna Berg | Tom Miller", &["Anna Berg", "Tom Miller"], None),
            ("Anna Berg, Anna Berg", &["Anna Berg"], None),
            ("张伟、李娜", &["张伟", "李娜"], None),
        ]);
    }

    #[test]
    fn names_of_every_shape_are_kept() {
        check(&[
            ("Jan van der Berg", &["Jan van der Berg"], None),
            ("Maria de la Cruz", &["Maria de la Cruz"], None),
            ("John Smith, Jr.", &["John Smith Jr."], None),
            ("William Gates III", &["William Gates III"], None),
            ("J. K. Moore", &["J. K. Moore"], None),
            ("J.K. Moore", &["J.K. Moore"], None),
            ("Jean-Luc Petit", &["Jean-Luc Petit"], None),
            ("Madonna", &["Madonna"], None),
            ("Emily Post", &["Emily Post"], None),
            ("BY JANE DOE", &["Jane Doe"], None),
            (
                "PATRICK O'NEIL AND MARIA DE LA CRUZ-MCDONALD",
                &["Patrick O'Neil", "Maria de la Cruz-McDonald"],
                None,
            ),
            ("АННА ИВАНОВА", &["Анна Иванова"], None),
            ("Berg, Anna", &["Anna Berg"], None),
            ("van der Berg, Jan", &["Jan van der Berg"], None),
            ("Smith, John A.", &["John A. Smith"], None),
            ("홍길동 기자", &["홍길동"], None),
        ]);
    }

    #[test]
    fn posts_places_and_addresses_are_dropped() {
        check(&[
            ("By Jane Doe, Senior Political Correspondent", &["Jane Doe"], None),
            ("Jane Doe Staff Writer", &["Jane Doe"], None),
            ("By Jane Doe and Tom Miller, Staff Writers", &["Jane Doe", "Tom Miller"], None),
            ("Political Editor Jane Doe", &["Jane Doe"], None),
            ("Dr. Jane Doe, PhD", &["Jane Doe"], None),
            ("Jane Doe in London and Tom Miller in Paris", &["Jane Doe", "Tom Miller"], None),
            ("Von Anna Berg, Berlin", &["Anna Berg"], None),
            ("Jane Doe, New York", &["Jane Doe"], None),
            ("Jane Doe, The Daily Example", &["Jane Doe"], None),
            ("Jane Doe - BBC News", &["Jane Doe"], None),
            ("By Jane Doe Special to The Example Post", &["Jane Doe"], None),
            ("Jane Doe jane.doe@example.com @janedoe", &["Jane Doe"], None),
            ("https://example.com/authors/jane", &[], None),
            ("By Jane Doe Updated June 17, 2024", &["Jane Doe"], None),
            ("By Jane Doe, June 17, 2024", &["Jane Doe"], None),
            ("Jane Doe is a reporter covering courts", &["Jane Doe"], None),
        ]);
    }

    #[test]
    fn newsrooms_and_agencies_are_nobody() {
        check(&[
            ("Jon Herskovitz Bloomberg News", &["Jon Herskovitz"], Some("Bloomberg")),
            ("By The Associated Press", &[], Some("AP")),
            ("Reuters Staff", &[], Some("Reuters")),
            ("Jane Doe, Associated Press Writer", &["Jane Doe"], Some("AP")),
            ("Jane Doe/AFP", &["Jane Doe"], Some("AFP")),
            ("dpa/lnw", &[], Some("dpa")),
            ("Editorial Board", &[], None),
            ("The Editorial Board", &[], None),
            ("admin", &[], None),
            ("Newsroom", &[], None),
            ("Staff and agencies", &[], None),
            ("Our Moscow Correspondent", &[], None),
            ("Example.com", &[], None),
            ("CNN", &[], None),
            ("Seattle Times", &[], None),
            ("", &[], None),
            ("By ", &[], None),
            ("2024", &[], None),
        ]);
    }

    #[test]
    fn any_text_is_read_without_harm() {
        for text in [
            "İ",
            "BY",
            "ÀBy x",
            ",,,,",
            "((()",
            "- - -",
            "\u{202e}",
            "By By By",
            "、",
            "Jr.",
            "of",
            "ẞẞ ẞẞẞ",
        ] {
            let _ = read(text);
        }
        let long = "Anna Berg, ".repeat(10_000);
        assert_eq!(read(&long).people, ["Anna Berg"]);
    }
}
