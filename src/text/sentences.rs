//! Cutting text into sentences.
//!
//! A full stop ends a sentence unless the word before it is an abbreviation, an initial or an
//! ordinal, or the next word begins small. Where both readings are possible the text stays whole:
//! a passage of two sentences can be quoted, half a sentence cannot. A single line break means
//! nothing, since wire copy is wrapped by hand; a blank line or a list item always begins anew.

use std::ops::Range;

use super::abbreviations::{self, Stop};
use super::words::is_unspaced;

/// No abbreviation or opening word is longer than this, in bytes; it bounds every look around.
const LONGEST: usize = 32;

/// The sentences of a text as byte ranges, in order and not overlapping; together they hold every
/// character that is not white space. A paragraph end always ends a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where the sentence being read starts, and the end of what was read of it.
    let mut start = None;
    let mut end = 0;
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if c.is_whitespace() {
            at = skip(text, at, char::is_whitespace);
            if breaks(text, end, at) {
                found.extend(start.take().map(|start| start..end));
            }
            continue;
        }
        let begun = *start.get_or_insert(at);
        if is_stop(c) {
            end = stop_end(text, at);
            if ends_sentence(text, begun, at, end) {
                found.push(begun..end);
                start = None;
            }
        } else if c.is_ascii() {
            end = plain_end(text, at);
        } else {
            end = at + c.len_utf8();
        }
        at = end;
    }
    found.extend(start.map(|start| start..end));
    found
}

/// Where a run of ASCII characters ends that decide nothing: no stops, no space but blanks, and none
/// of those at its end. Most of most texts is such runs.
fn plain_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let run = rest.iter().position(|&byte| !IS_PLAIN[usize::from(byte)]).unwrap_or(rest.len());
    let blanks = rest[..run].iter().rev().take_while(|&&byte| byte == b' ').count();
    at + (run - blanks).max(1)
}

/// The bytes that decide nothing: blanks, and what is printed in ASCII but the stops.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        is_plain[byte as usize] = !matches!(byte, b'.' | b'!' | b'?');
        byte += 1;
    }
    is_plain
};

/// Whether white space between two places ends a sentence by itself.
fn breaks(text: &str, from: usize, to: usize) -> bool {
    let space = &text[from..to];
    let count = |sign: char| space.chars().filter(|&c| c == sign).count();
    match count('\n').max(count('\r')) + count('\u{2028}') {
        _ if space.contains(['\u{2029}', '\u{c}']) => true,
        0 => false,
        1 => is_item(text, from, to),
        _ => true,
    }
}

/// Whether a line begins like a list item. `17. Juni` may begin any line, so a number with a full
/// stop is an item only where the line before announces one.
fn is_item(text: &str, line_before: usize, at: usize) -> bool {
    let rest = &text[at..];
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].strip_prefix(|c: char| match digits {
        0 => "-*•·‣▪■●◦–—►▶➤→".contains(c),
        1 | 2 => c == ')' || c == '.' && text[..line_before].ends_with([':', ';']),
        _ => false,
    });
    behind.is_some_and(|behind| behind.starts_with(char::is_whitespace))
}

/// Characters that can end a sentence, in the scripts of the world.
fn is_stop(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '.' | '!' | '?');
    }
    is_wide_stop(c) || matches!(c, '…' | '‼' | '⁇' | '⁈' | '⁉') || is_caseless_stop(c)
}

/// Stops of scripts that set no space behind them.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '．')
}

/// Stops of scripts without capitals: Arabic, Urdu, Devanagari, Armenian, Ethiopic, Burmese, Khmer.
fn is_caseless_stop(c: char) -> bool {
    matches!(c, '؟' | '۔' | '।' | '॥' | '։' | '።' | '፧' | '။' | '។' | '៕')
}

/// Where a run of stops ends, with the quotation marks and brackets that close behind it.
fn stop_end(text: &str, at: usize) -> usize {
    let stops = skip(text, at, is_stop);
    let closed = skip(text, stops, is_closing);
    // French sets a space before its closing mark, German none behind its opening one.
    let spaced = skip_one_space(text, closed);
    if spaced > closed
        && let Some(mark @ ('»' | '›')) = char_at(text, spaced)
    {
        let behind = spaced + mark.len_utf8();
        if char_at(text, behind).is_none_or(|c| !c.is_alphanumeric()) {
            return behind;
        }
    }
    closed
}

/// Marks that close when they stand right behind a stop; `“` and `«` do in German and Danish.
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}')
        || !c.is_ascii() && matches!(c, '”' | '’' | '»' | '›' | '“' | '‘' | '«' | '‹')
        || matches!(c, '」' | '』' | '】' | '）' | '》' | '〉' | '〕' | '］' | '｣' | '＂')
}

/// Whether the stop at `at`, which reaches to `end`, ends the sentence begun at `start`.
fn ends_sentence(text: &str, start: usize, at: usize, end: usize) -> bool {
    let Some(next) = char_at(text, end) else { return true };
    let stops = &text[at..end];
    let closed = stops.ends_with(is_closing);
    if stops.contains(is_wide_stop) {
        // 「…。」と述べた: what was quoted is part of the sentence around it.
        return !(closed && matches!(next, 'と' | 'っ'));
    }
    if stops.contains(is_caseless_stop) {
        return !next.is_alphanumeric() || !next.is_lowercase();
    }
    if !next.is_whitespace() {
        return closed && next.is_uppercase() || !stops.starts_with('.') && is_unspaced(next);
    }
    let behind = skip(text, end, char::is_whitespace);
    let Some(first) = char_at(text, behind) else { return true };
    if is_stop(first) || is_never_first(first) {
        return false;
    }
    let word_start = skip(text, behind, |c| !c.is_alphanumeric() && !c.is_whitespace());
    let word = word_from(text, word_start);
    let opening = word.chars().next();
    if opening.is_some_and(char::is_lowercase) {
        return false;
    }
    if stops.starts_with('…') || stops.starts_with("..") {
        return !opening.is_some_and(char::is_numeric);
    }
    // A stop inside quotation marks ends what is quoted, whatever the word before it.
    let quoted = closed && !stops.ends_with([')', ']', '}']);
    quoted || !stops.starts_with('.') || full_stop_ends(text, start, at, word)
}

fn full_stop_ends(text: &str, start: usize, at: usize, next: &str) -> bool {
    let word = word_before(text, start, at);
    let word_start = at - word.len();
    if (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let before = text[start..word_start].trim_end();
        let before = word_before(text, start, start + before.len());
        // `1. The first item`: the number of an item is not a sentence.
        return word_start > start && !abbreviations::is_ordinal(before, next);
    }
    match abbreviations::stop_behind(word) {
        Stop::Sentence => true,
        Stop::Word => false,
        Stop::WordBeforeNumber => !next.starts_with(char::is_numeric),
        Stop::Either => abbreviations::is_likely_opener(next),
        Stop::Initial => abbreviations::is_opener(next),
    }
}

/// The word that ends at a place, full stops inside included; empty where it is too long to be an
/// abbreviation.
fn word_before(text: &str, start: usize, end: usize) -> &str {
    let mut word = end;
    for c in text[start..end].chars().rev() {
        if !(c.is_alphanumeric() || c == '.') {
            break;
        }
        word -= c.len_utf8();
        if end - word > LONGEST {
            return "";
        }
    }
    text[word..end].trim_start_matches('.')
}

/// The word that begins at a place, cut where it is too long to be one of ours.
fn word_from(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let end = rest.char_indices().find(|&(at, c)| at >= LONGEST || !c.is_alphanumeric());
    &rest[..end.map_or(rest.len(), |(at, _)| at)]
}

/// Signs no sentence begins with.
fn is_never_first(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '，' | '、' | '；' | '：' | '،' | '؛')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn skip(text: &str, from: usize, kind: impl Fn(char) -> bool) -> usize {
    let rest = &text[from..];
    from + rest.find(|c| !kind(c)).unwrap_or(rest.len())
}

fn skip_one_space(text: &str, at: usize) -> usize {
    match char_at(text, at) {
        Some(c @ (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) => at + c.len_utf8(),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sentences;

    /// The text with its sentences joined by `|`.
    fn cut(text: &str) -> String {
        let all: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
        all.join("|")
    }

    /// Every case is written with `|` where the text is cut; the white space there is a space.
    fn check(cases: &[&str]) {
        for case in cases {
            assert_eq!(cut(&case.replace('|', " ")), *case);
        }
    }

    #[test]
    fn english_news_is_cut_at_sentences() {
        check(&[
            "One sentence.|Another one.",
            "Is it?|It is!|Good.",
            "No end at all",
            "Mr. Smith met Dr. Jones.|They talked.",
            "Sen. Bob Casey and Gov. Ann Lee left.|Gen. Mark Hill stayed.",
            "He lives in St. Louis.|She left.",
            "The U.S. Senate voted.|It passed.",
            "He left the U.S.|The vote was close.",
            "Talks in the U.S.|In May they failed.",
            "At 10 a.m. Monday it began.|By 5 p.m.|It was over.",
            "It began at 10 a.m.|The police came.",
            "Acme Inc. shares fell.|Acme Inc. Chief Ann Lee quit.",
            "He joined Acme Inc.|He left soon.",
            "John Smith Jr. won.|The loser was A. Smith.",
            "J.R.R. Tolkien wrote it.|J. K. Rowling did not.",
            "Take vitamin C.|It helps.",
            "It rose 3.5 percent.|No. 5 fell 2.25 points.",
            "He said no.|Then he left.",
            "On Sept. 11 it rained.|In Dec.|Smith left.",
            "It ended in Sept.|Rain followed.",
            "He was 13.|The others were 14.",
            "It was in 2024.|Officials agreed.",
            "The case is Roe vs. Wade.|It is old.",
            "Some, e.g. Smith, left.|Others, i.e. Jones, did not.",
            "“It is over,” he said.|“We won.”|He smiled.",
            "“Is it over?” he asked.|“Yes!” she cried.",
            "\"It is over.\"|He left.",
            "He left (at last.)|She stayed.",
            "Rep. Ann Lee (D-Calif.) Monday said so.|He agreed.",
            "Wait... there is more.|And then...|Nothing.",
            "He paused… and left.|He came back…|Nobody knew.",
            "Visit example.com now.|Or www.example.org.",
            "Yahoo!Japan rose.|What?!|Never.",
            "He said: Go. . . and left.|Done.",
            "1. The first item.|2. The second item.",
            "It grew to $5.|Shares fell.",
            "iPhones sold.|3M rose.",
            "He cited Art. 5 of the treaty.|He likes art.|Good.",
            "Washington, D.C. police came.|They left D.C.|The end.",
        ]);
    }

    #[test]
    fn other_languages_are_cut_at_their_sentences() {
        check(&[
            "Am 3. Oktober wird gefeiert.|Der Tag ist frei.",
            "Im 2. Weltkrieg fiel er.|Er war 19.",
            "Firmen wie z. B. Siemens wuchsen.|Andere, z.B. Bosch, nicht.",
            "Platz Nr. 5 ist frei.|Dr. Meyer kommt.",
            "„Das ist gut.“|Er ging.|„Ja!“ rief er.",
            "»Komm.«|Er ging.|»Gut«, sagte sie.",
            "M. Macron est arrivé.|MM. Durand et Petit aussi.",
            "« C’est fini. »|Il est parti.|« Non », dit-elle.",
            "Il partit.|« Bon. »",
            "El Sr. Gómez llegó.|¿Por qué?|¡Nadie sabe!",
            "Viajó a EE.UU.|El presidente habló.",
            "O Sr. Silva chegou.|A Sra. Costa saiu.",
            "L'avv. Rossi parla.|Il sig. Bianchi tace.",
            "Это не так, т.е. неверно.|Он ушёл.",
            "Это было в 2024 г.|Он ушёл.|В г. Москва дождь.",
            "Сказал А. С. Пушкин.|Он прав.",
            "Był tam prof. Nowak.|Wyszedł o 5.|Koniec.",
            "Πού πας; Δεν ξέρω.|Τέλος.",
            "Es kostet 5 Mio. Euro.|Der Bund zahlt 2 Mrd.|Das reicht.",
            "Dr. Yılmaz geldi.|Gitti.",
        ]);
    }

    #[test]
    fn other_scripts_are_cut_at_their_stops() {
        for (text, want) in [
            ("他来了。我走了！为什么？不知道", "他来了。|我走了！|为什么？|不知道"),
            ("“我走。”他说。", "“我走。”|他说。"),
            ("「行く。」と述べた。終わり。", "「行く。」と述べた。|終わり。"),
            ("彼は「行く」と言った。（終）", "彼は「行く」と言った。|（終）"),
            ("이것은 문장이다. 저것도 문장이다.", "이것은 문장이다.|저것도 문장이다."),
            ("هل جاء؟ نعم جاء. انتهى", "هل جاء؟|نعم جاء.|انتهى"),
            ("وہ آیا۔ وہ گیا۔", "وہ آیا۔|وہ گیا۔"),
            ("वह आया। वह गया। क्यों? पता नहीं।", "वह आया।|वह गया।|क्यों?|पता नहीं।"),
            ("Նա եկավ։ Նա գնաց։", "Նա եկավ։|Նա գնաց։"),
            ("好…… 不好", "好……|不好"),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
    }

    #[test]
    fn lines_and_paragraphs() {
        for (text, want) in [
            ("A headline\n\nA text.", "A headline|A text."),
            ("A headline\r\n \r\nA text.", "A headline|A text."),
            (
                "A line wrapped\nby hand. It\ngoes on.\nAnd ends.",
                "A line wrapped\nby hand.|It\ngoes on.|And ends.",
            ),
            ("met Mr.\nSmith there", "met Mr.\nSmith there"),
            ("He said “no.”\nShe left.", "He said “no.”|She left."),
            ("The list:\n- one\n- two", "The list:|- one|- two"),
            ("The list:\n• one\n• two", "The list:|• one|• two"),
            ("The list:\n1. One\n2) Two", "The list:|1. One|2) Two"),
            ("am Montag, dem\n17. Juni, fiel er", "am Montag, dem\n17. Juni, fiel er"),
            ("cut\u{2029}here", "cut|here"),
            ("cut\r\rhere", "cut|here"),
            ("  \n\n ", ""),
            ("", ""),
            (" a ", "a"),
        ] {
            assert_eq!(cut(text), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn sentences_cover_what_is_not_white_space(
            text in "([A-Za-z.!?…。»”\")( \n0-9-]{0,3}|Mr\\. |U\\.S\\. |[^a-z]){0,20}"
        ) {
            let mut at = 0;
            for range in sentences(&text) {
                prop_assert!(at <= range.start && range.start < range.end);
                prop_assert_eq!(text[at..range.start].trim(), "");
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                at = range.end;
            }
            prop_assert_eq!(text[at..].trim(), "");
        }
    }
}
