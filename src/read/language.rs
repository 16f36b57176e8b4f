//! The language a text is written in.

use whatlang::{Lang, Script};

/// How much text is looked at, in characters: enough for certainty; more only costs time.
const SAMPLE: usize = 1200;

/// Below this many letters only a script that few languages share tells the language.
const FEW_LETTERS: usize = 40;

/// The same for the Latin script, which most languages share: a headline or a wire's telegram in
/// English resembles French, and names resemble anything.
const FEW_LATIN_LETTERS: usize = 100;

/// The commonest words of English, less those that are common in another language too.
const ENGLISH: [u64; 20] = [
    packed(b"the"),
    packed(b"of"),
    packed(b"and"),
    packed(b"to"),
    packed(b"that"),
    packed(b"for"),
    packed(b"with"),
    packed(b"by"),
    packed(b"from"),
    packed(b"said"),
    packed(b"it"),
    packed(b"has"),
    packed(b"have"),
    packed(b"are"),
    packed(b"were"),
    packed(b"which"),
    packed(b"this"),
    packed(b"been"),
    packed(b"their"),
    packed(b"would"),
];

/// A word of up to eight ASCII letters as one number, small whatever its case, so that it is compared
/// at one stroke; 0 for any other word.
const fn packed(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < word.len() {
        if at == 8 || !word[at].is_ascii_alphabetic() {
            return 0;
        }
        number = number << 8 | word[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    number
}

const THE: u64 = packed(b"the");

/// Whether the commonest words make it plain that a text is English. The detector weighs dozens of
/// languages at a cost of 300 µs, ten times that of all the rest of reading an article; with this
/// ahead of it most archives are spared it.
fn is_english(sample: &str) -> bool {
    let (mut words, mut english, mut the, mut said) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        let packed = packed(word.as_bytes());
        english += usize::from(ENGLISH.contains(&packed));
        the += usize::from(packed == THE);
        said += usize::from(word == "said");
    }
    // In English prose these words are a fifth of the text and "the" is every fifteenth.
    let is_long = words >= 30 && english * 8 >= words && the * 50 >= words;
    let is_sentence = words >= 12 && english >= 4 && english * 5 >= words && (the + said) > 0;
    is_long || is_sentence
}

/// Whether a text is made of figures and labels: `Shr 34 cts vs 1.19 dlrs` is in no language.
fn is_table(sample: &str) -> bool {
    let words = sample.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    let figures = words.clone().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    figures.count() * 5 >= words.count()
}

/// The language of a text as its ISO 639-1 code (639-3 where there is none); `None` where unsure.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let sample = text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| &text[..end]);
    if is_english(sample) {
        return Some("en");
    }
    let found = whatlang::detect(sample)?;
    let shared = matches!(
        found.script(),
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari | Script::Hebrew
    );
    let enough = if found.script() == Script::Latin { FEW_LATIN_LETTERS } else { FEW_LETTERS };
    if found.script() == Script::Latin && is_table(sample) {
        return None;
    }
    let few = || sample.chars().filter(|c| c.is_alphabetic()).nth(enough).is_none();
    (found.is_reliable() && !(shared && few())).then(|| code(found.lang()))
}

/// The code of a language that a record declares as a tag (`en-GB`), a code or an English name.
pub(super) fn declared(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let named = |lang: &&Lang| lang.eng_name().eq_ignore_ascii_case(&text);
    if let Some(lang) = Lang::all().iter().find(named) {
        return Some(code(*lang).to_owned());
    }
    let tag = text.split(['-', '_']).next().unwrap_or_default();
    match tag.len() {
        _ if !tag.bytes().all(|byte| byte.is_ascii_lowercase()) || tag == "und" => None,
        3 => {
            Some(Lang::from_code(tag).map_or_else(|| tag.to_owned(), |lang| code(lang).to_owned()))
        }
        2 => Some(tag.to_owned()),
        _ => None,
    }
}

/// ISO 639-1 for the ISO 639-3 codes of the detector.
const SHORT: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

fn code(lang: Lang) -> &'static str {
    let three = lang.code();
    SHORT.iter().find(|(known, _)| *known == three).map_or(three, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_detector_has_a_short_code() {
        let long: Vec<_> = Lang::all().iter().map(|l| code(*l)).filter(|c| c.len() > 2).collect();
        assert_eq!(long, Vec::<&str>::new());
    }

    #[test]
    fn languages_are_told_by_the_text_or_not_at_all() {
        let cases = [
            (
                "The government said on Monday that it would raise the minimum wage again, the third \
                 time this year, while employers warned that thousands of shops would have to close.",
                Some("en"),
            ),
            (
                "Die Regierung hat am Montag angekündigt, den Mindestlohn zum dritten Mal in diesem \
                 Jahr anzuheben, während die Arbeitgeber vor der Schließung vieler Geschäfte warnten.",
                Some("de"),
            ),
            (
                "Правительство в понедельник объявило о повышении минимальной заработной платы, \
                 третьем за этот год, а работодатели предупредили о закрытии тысяч магазинов.",
                Some("ru"),
            ),
            (
                "Regeringen sagde mandag, at den for tredje gang i år vil hæve mindstelønnen, og det \
                 har fået arbejdsgiverne til at advare om, at tusindvis af butikker må lukke.",
                Some("da"),
            ),
            (
                "Example Systems said it elected Anna Berg to head the board, a post held by no one.",
                Some("en"),
            ),
            ("Oil", None),
            (
                "Oslo, 18 June, market closing prices: Brent 85, Norsk Example 61, Fiord Bank 12.",
                None,
            ),
            ("Η κυβέρνηση", Some("el")),
            (
                "Parent company net profit 12.8 mln Swiss francs vs 7.5 mln. Orders received 2.21 billion \
                 francs vs 2.61 billion. Sales 2.25 billion francs vs 2.49 billion. Group orders 11.03.",
                None,
            ),
            ("1,234 5,678", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn declared_languages() {
        let cases = [
            ("en-GB", Some("en")),
            ("pt_BR", Some("pt")),
            ("ENG", Some("en")),
            ("German", Some("de")),
            ("und", None),
            ("http://id.loc.gov", None),
        ];
        for (text, expected) in cases {
            assert_eq!(declared(text).as_deref(), expected, "{text}");
        }
    }
}
