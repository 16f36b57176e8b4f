//! One word, phrase or value of a field, as typed, to a [`Test`].

use std::ops::Range;

use jiff::civil;

use super::{Field, Leaf, Note, Test};
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
    if field == Field::Date {
        return Some(dates(content, at, today, notes).unwrap_or_else(|| words(content, plain)))
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
) -> Option<Leaf> {
    let field = match field {
        Field::Date => match dates(chunk, at, today, notes) {
            Some(leaf) => return Some(leaf),
            None => plain,
        },
        other => other,
    };
    let Marked { word, mark } = marked(chunk, field, at, notes);
    let mut words = text::words(word).to_vec();
    let test = match (mark, words.len()) {
        (_, 0) => return None,
        (Mark::None, _) => Test::Words { words, exact: false },
        (Mark::Prefix, 1) => Test::Prefix(words.swap_remove(0)),
        (Mark::Fuzzy(edits), 1) => {
            let word = words.swap_remove(0);
            let edits = edits.unwrap_or(if word.chars().count() < LONG_WORD { 1 } else { 2 });
            Test::Fuzzy { word, edits }
        }
        (Mark::Prefix | Mark::Fuzzy(_), _) => {
            let sign = if mark == Mark::Prefix { '*' } else { '~' };
            let list = words.join(" ");
            let text = format!(
                "\"{sign}\" belongs to a single word: ignored, searched as the words \"{list}\""
            );
            note(notes, at, text);
            Test::Words { words, exact: false }
        }
    };
    Some(Leaf { field, test })
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
    range.map(|range| Leaf { field: Field::Date, test: Test::Dates(range) })
}

/// A chunk without the signs that say how to look for it.
struct Marked<'c> {
    word: &'c str,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Prefix,
    /// With the number of edits, where one was given.
    Fuzzy(Option<u8>),
}

fn marked<'c>(
    chunk: &'c str,
    field: Field,
    at: &Range<usize>,
    notes: &mut Vec<Note>,
) -> Marked<'c> {
    let core = chunk.trim_end_matches([',', ';', '.', ':', '!', '?', '…', '\'', '’']);
    let core = without_boost(core, at, notes);
    let (word, mark) = if let Some(word) = core.strip_suffix('*') {
        (word.trim_end_matches('*'), Mark::Prefix)
    } else if let Some((word, edits)) = core.rsplit_once('~')
        && edits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && word.contains(char::is_alphanumeric)
    {
        (word, Mark::Fuzzy(edits_of(edits, at, notes)))
    } else {
        (core, Mark::None)
    };
    let is_address = matches!(field, Field::Url | Field::Path) || word.contains("://");
    if !is_address {
        literal_signs(chunk, word, at, notes);
    }
    if !word.contains(char::is_alphanumeric) {
        return Marked { word: "", mark: Mark::None };
    }
    Marked { word, mark }
}

/// `word^2`, a weight in other engines.
fn without_boost<'c>(core: &'c str, at: &Range<usize>, notes: &mut Vec<Note>) -> &'c str {
    match core.rsplit_once('^') {
        Some((word, weight))
            if !weight.is_empty()
                && weight.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && word.contains(char::is_alphanumeric) =>
        {
            note(notes, at, format!("\"^{weight}\" behind a word: ignored"));
            word
        }
        _ => core,
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

/// Notes the signs of other query languages that have no meaning here.
fn literal_signs(chunk: &str, word: &str, at: &Range<usize>, notes: &mut Vec<Note>) {
    if chunk.starts_with('*') {
        note(notes, at, "\"*\" with no letter before it: ignored");
    }
    let after_wildcard = |wildcard: char| {
        let mut parts = word.split(wildcard).map(|part| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (letter(part.chars().next()), letter(part.chars().next_back()))
        });
        let mut before = parts.next().is_some_and(|(_, last)| last);
        parts.any(|(first, last)| std::mem::replace(&mut before, last) && first)
    };
    for wildcard in ['*', '?'] {
        if after_wildcard(wildcard) {
            let text = format!("\"{wildcard}\" inside a word: searched as words side by side");
            note(notes, at, text);
        }
    }
    if chunk.starts_with('!') && word.contains(char::is_alphanumeric) {
        note(notes, at, "\"!\" is no operator: ignored; write NOT or \"-\"");
    }
    if chunk.len() > 2 && chunk.starts_with('/') && chunk.ends_with('/') {
        note(notes, at, "a regular expression: searched as words");
    }
}

fn note(notes: &mut Vec<Note>, at: &Range<usize>, text: impl Into<String>) {
    notes.push(Note { at: at.clone(), text: text.into() });
}
