//! One word, phrase or value of a field, as typed, to a [`Test`].

use std::ops::Range;

use jiff::civil;

use super::{Field, Leaf, Note, Query, Test};
use crate::text::Pattern;
use crate::{date, text};

/// Words shorter than this, in characters, may be one edit away by default, longer ones two: two
/// edits of a five-letter word are mostly other words.
const LONG_WORD: usize = 6;

/// Reads what stood in quotation marks; `None` where there is nothing to search for. `plain` is
/// the field to look in for what turns out to be no value of `field`.
pub(super) fn quoted(
    content: &str,
    (field, plain): (Field, Field),
    at: &Range<usize>,
    today: civil::Date,
    notes: &mut Vec<Note>,
) -> Option<Leaf> {
    if field.is_date() {
        return Some(
            dates(content, field, at, today, notes).unwrap_or_else(|| words(content, plain)),
        )
        .filter(has_words);
    }
    if content.ends_with('*') && content.chars().any(char::is_alphanumeric) {
        note(notes, at, "\"*\" in a phrase: ignored, words in quotes are exact");
    }
    let words = text::words(content).to_vec();
    if words.is_empty() {
        note(notes, at, "nothing to search for between the quotation marks: ignored");
    }
    Some(Leaf { field, test: Test::Words { words, exact: true } }).filter(has_words)
}

/// Reads a run of characters without white space; otherwise like [`quoted`].
pub(super) fn chunk(
    chunk: &str,
    (field, plain): (Field, Field),
    at: &Range<usize>,
    today: civil::Date,
    notes: &mut Vec<Note>,
) -> Option<Query> {
    if chunk == "*" {
        let known = || Query::Leaf(Leaf { field, test: Test::Present });
        return Some(if field == Field::Text { Query::Everything } else { known() });
    }
    if field.can_be_unknown() && text::words(chunk).to_vec() == ["none"] {
        return Some(Query::Leaf(Leaf { field, test: Test::Present }).negated());
    }
    let field = if field.is_date() {
        match dates(chunk, field, at, today, notes) {
            Some(leaf) => return Some(Query::Leaf(leaf)),
            None => plain,
        }
    } else {
        field
    };
    let test = word(chunk, field, at, notes)?;
    Some(Query::Leaf(Leaf { field, test }))
}

fn word(chunk: &str, field: Field, at: &Range<usize>, notes: &mut Vec<Note>) -> Option<Test> {
    let core = chunk.trim_end_matches([',', ';', '.', ':', '!', '?', '…', '\'', '’']);
    let is_address = matches!(field, Field::Url | Field::Path) || core.contains("://");
    if !is_address && let Some(test) = wildcard(core) {
        return Some(test);
    }
    let Marked { word, edits } = fuzzy(core, at, notes);
    if !is_address && chunk.starts_with('!') && word.contains(char::is_alphanumeric) {
        note(notes, at, "\"!\" is no operator: ignored; write NOT or \"-\"");
    }
    let mut words = text::words(word).to_vec();
    match (edits, words.len()) {
        (_, 0) => None,
        (None, count) => {
            let has_star = word.trim_matches('*').contains('*') || word.ends_with('*');
            // Two stars are emphasis in Markdown.
            if has_star && !is_address && !word.starts_with("**") {
                if count > 1 {
                    single_word("*", &words, at, notes);
                } else {
                    note(notes, at, "\"*\" beside a sign that is no letter: ignored");
                }
            }
            Some(Test::Words { words, exact: false })
        }
        (Some(edits), 1) => Some(Test::Fuzzy { word: words.swap_remove(0), edits }),
        (Some(_), _) => {
            single_word("~", &words, at, notes);
            Some(Test::Words { words, exact: false })
        }
    }
}

fn single_word(sign: &str, words: &[String], at: &Range<usize>, notes: &mut Vec<Note>) {
    let list = words.join(" ");
    let text =
        format!("\"{sign}\" belongs to a single word: ignored, searched as the words \"{list}\"");
    note(notes, at, text);
}

/// Reads a word with `*`, or with `?` between its letters; `None` where there is no such sign that
/// means anything. Behind a word, `?` asks a question.
fn wildcard(core: &str) -> Option<Test> {
    // Two stars round a word are emphasis in Markdown.
    let core = if core.starts_with("**") { core.trim_matches('*') } else { core };
    let mut pattern = String::new();
    let mut rest = core.trim_start_matches(is_punctuation);
    while let Some(sign) = rest.find(['*', '?']) {
        let (piece, behind) = (&rest[..sign], &rest[sign + 1..]);
        push_folded(piece, &mut pattern)?;
        let is_star = rest[sign..].starts_with('*');
        if is_star && !pattern.ends_with('*') {
            pattern.push('*');
        } else if !is_star {
            // A folded word may end with a full stop: `U.S.`
            let follows = pattern.chars().next_back().is_some_and(|c| !is_sign(c));
            if !follows || !behind.starts_with(char::is_alphanumeric) {
                return None;
            }
            pattern.push('?');
        }
        rest = behind;
    }
    push_folded(rest, &mut pattern)?;
    let signs = pattern.chars().filter(|&c| is_sign(c)).count();
    if signs == 0 || signs == pattern.chars().count() {
        return None;
    }
    Some(match pattern.strip_suffix('*') {
        Some(prefix) if !prefix.contains(is_sign) => Test::Prefix(prefix.to_owned()),
        _ => Test::Wildcard(pattern),
    })
}

fn is_sign(c: char) -> bool {
    matches!(c, '*' | '?')
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !is_sign(c)
}

/// Appends a piece of a word, folded; `None` where it is not all of one word.
fn push_folded(piece: &str, pattern: &mut String) -> Option<()> {
    if piece.is_empty() {
        return Some(());
    }
    let mut words = text::words(piece);
    let word = words.next().filter(|word| (word.start, word.end) == (0, piece.len()))?;
    pattern.push_str(word.text);
    Some(())
}

/// Reads a regular expression; fields as in [`quoted`].
pub(super) fn regex(
    pattern: &str,
    (field, plain): (Field, Field),
    at: &Range<usize>,
    notes: &mut Vec<Note>,
) -> Option<Leaf> {
    if field.has_words() && Pattern::regex(pattern).is_some() {
        return Some(Leaf { field, test: Test::Regex(pattern.to_owned()) });
    }
    note(notes, at, "no regular expression that can be searched: taken as words");
    Some(words(pattern, if field.is_date() { plain } else { field })).filter(has_words)
}

/// Quoted words that need not stand side by side.
pub(super) fn together(leaf: Leaf, between: u32, at: &Range<usize>, notes: &mut Vec<Note>) -> Leaf {
    let Leaf { field, test } = leaf;
    let test = match test {
        Test::Words { words, exact: true } if field.has_words() && words.len() > 1 => {
            if between == 0 {
                Test::Words { words, exact: true }
            } else {
                Test::Together { words, between }
            }
        }
        other => {
            note(notes, at, "a distance needs several words in quotes: ignored");
            other
        }
    };
    Leaf { field, test }
}

/// The words of a text, with their inflections.
fn words(text: &str, field: Field) -> Leaf {
    Leaf { field, test: Test::Words { words: text::words(text).to_vec(), exact: false } }
}

fn has_words(leaf: &Leaf) -> bool {
    !matches!(&leaf.test, Test::Words { words, .. } if words.is_empty())
}

fn dates(
    typed: &str,
    field: Field,
    at: &Range<usize>,
    today: civil::Date,
    notes: &mut Vec<Note>,
) -> Option<Leaf> {
    let range = date::range(typed, today);
    if range.is_none() {
        let text = format!(
            "\"{typed}\" is no date or range of dates: searched as words; several words need \
             quotes, as in date:\"last 7 days\""
        );
        note(notes, at, text);
    }
    range.map(|range| Leaf { field, test: Test::Dates(range) })
}

/// A chunk without the sign that says how to look for it.
struct Marked<'c> {
    word: &'c str,
    /// For a fuzzy word, how many edits away it may be.
    edits: Option<u8>,
}

fn fuzzy<'c>(core: &'c str, at: &Range<usize>, notes: &mut Vec<Note>) -> Marked<'c> {
    match core.rsplit_once('~') {
        Some((word, edits))
            if edits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && word.contains(char::is_alphanumeric) =>
        {
            let usual = if word.chars().count() < LONG_WORD { 1 } else { 2 };
            Marked { word, edits: Some(edits_of(edits, at, notes).unwrap_or(usual)) }
        }
        _ => Marked { word: core, edits: None },
    }
}

fn edits_of(typed: &str, at: &Range<usize>, notes: &mut Vec<Note>) -> Option<u8> {
    match typed {
        "" => None,
        "1" => Some(1),
        "2" => Some(2),
        _ => {
            note(notes, at, format!("\"~{typed}\": words can be 1 or 2 edits away"));
            let many = typed.parse::<u64>().is_ok_and(|edits| edits > 2);
            if many { Some(2) } else { None }
        }
    }
}

fn note(notes: &mut Vec<Note>, at: &Range<usize>, text: impl Into<String>) {
    notes.push(Note { at: at.clone(), text: text.into() });
}
