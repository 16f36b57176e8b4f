//! Bylines: the people who wrote an article, split and cleaned.
//!
//! Author strings mix names with titles, posts, papers, places and addresses in any order. Reading
//! one means cutting it into segments at everything that lists or sets apart, dropping what cannot
//! be a person, and keeping the rest as written. What is left out is lost to nobody: the byline of
//! an article is for finding its authors, so a wrong name is worse than a missing one.

mod words;

use std::cell::RefCell;
use std::collections::HashMap;

use self::words::{
    AND, AND_OR_NAME, CALENDAR, CERTAIN, DENSE_PUBLICATIONS, ENDS, EVENTS, GIVEN_NAMES, HELPERS,
    JOINED_ROLES, NOBODY, NUMERALS, ORDINARY, ORGANISATION_ENDS, ORGANISATIONS, PARTED_ROLES,
    PARTICLES, PLACES, PUBLICATIONS, PUBLICATIONS_OR_NAMES, ROLE_WORDS, ROLES, SUFFIXES, TITLES,
};
use super::agencies::{self, Agency};
use super::publishers;
use crate::text::small_beginning;

/// A byline is read to this many bytes: longer ones are a page's mishap, not a list of names.
const LONGEST: usize = 2_000;

/// The most words a person's name has (`Maria del Carmen de la Cruz y Silva`).
const MOST_WORDS: usize = 8;

/// No opening of a byline is longer than this, in characters.
const LONGEST_OPENING: usize = 24;

/// What a byline names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The people, in order, each once, without titles, roles, places or addresses.
    pub people: Vec<String>,
    /// The agency, where the byline names one.
    pub agency: Option<Agency>,
}

/// Longer bylines are not worth remembering: they do not come again.
const LONGEST_KNOWN: usize = 100;

/// How many bylines are remembered. An archive has few authors and many articles of each.
const MOST_KNOWN: usize = 4_096;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Byline>> = RefCell::default();
}

/// Reads a byline such as `By Anna Berg and Tom O'Neil, Associated Press`.
pub(super) fn read(text: &str) -> Byline {
    if text.len() > LONGEST_KNOWN {
        return read_anew(text);
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(byline) = known.get(text) {
            return byline.clone();
        }
        if known.len() == MOST_KNOWN {
            known.clear();
        }
        let byline = read_anew(text);
        known.insert(text.to_owned(), byline.clone());
        byline
    })
}

fn read_anew(text: &str) -> Byline {
    let text = without_addresses(beginning(text));
    let text = without_small_opening(without_opening(text.trim()));
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

/// What stands behind a word for "by" written small, as boxes have it that set the word apart.
pub(super) fn without_small_opening(text: &str) -> &str {
    let Some((word, rest)) = text.split_once(' ') else { return text };
    let starts_capital = |word: &str| word.starts_with(char::is_uppercase);
    // `von` and `di` begin names too, but not with a first name behind them.
    let names = rest.split(' ').filter(|word| !word.is_empty()).take(2);
    let is_whole =
        starts_capital(rest) && !names.clone().any(|name| name.starts_with(char::is_lowercase));
    match word {
        "by" | "par" | "por" | "door" | "przez" | "oleh" if starts_capital(rest) => rest,
        "von" | "di" | "av" | "af" if is_whole => rest,
        _ => text,
    }
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
    let first = text.chars().next().filter(|c| !c.is_lowercase())?;
    if !first.is_alphabetic() {
        return None;
    }
    let lower = small_beginning(text);
    let found = |openings: &[&str]| {
        openings.iter().filter(|opening| lower.starts_with(**opening)).find_map(|opening| {
            let end = text.char_indices().nth(opening.chars().count()).map(|(at, _)| at)?;
            let rest = &text[end..];
            let is_whole = opening.ends_with([':', '：', '/', '・', '＝', '='])
                || rest.starts_with([' ', '\u{a0}', '\t', ':']);
            is_whole.then(|| rest.trim_start_matches([':', '-', ' ', '\u{a0}', '\t']))
        })
    };
    found(CERTAIN)
        .map(|rest| (Opening::Certain, rest))
        .or_else(|| found(ORDINARY).map(|rest| (Opening::Ordinary, rest)))
}

/// Whether a text is a word that opens a byline and nothing else.
pub(super) fn is_only_opening(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let word = lower.trim_end_matches([':', ' ']);
    lower.chars().count() <= LONGEST_OPENING
        && CERTAIN
            .iter()
            .chain(ORDINARY)
            .any(|opening| *opening == lower || opening.trim_end_matches(':') == word)
}

/// How many words the name of a publication has at most.
const LONGEST_PUBLICATION: usize = 6;

/// Whether a text is the name of a publication by its last word (`The Daily Example`, `Bay Times`).
pub(super) fn names_publication(text: &str) -> bool {
    let is_dense = |text: &str| text.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    if is_dense(text) && DENSE_PUBLICATIONS.iter().any(|end| text.ends_with(end)) {
        return (4..=10).contains(&text.chars().count());
    }
    let words: Vec<&str> = text.split_whitespace().take(LONGEST_PUBLICATION + 1).collect();
    if !(2..=LONGEST_PUBLICATION).contains(&words.len()) {
        return false;
    }
    let words: Vec<&str> = words.into_iter().map(without_marks).collect();
    let is_titled = words.iter().all(|word| {
        !word.starts_with(char::is_lowercase) || is_in(PARTICLES, word) || *word == "of"
    });
    let last = words.last().copied().unwrap_or_default();
    is_titled && (is_in(PUBLICATIONS, last) || is_in(PUBLICATIONS_OR_NAMES, last))
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

/// Whether a name of two or three words begins with a given name: that of a person even where a
/// site is called so.
pub(super) fn has_given_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    (2..=3).contains(&words.len())
        && GIVEN_NAMES.binary_search(&first.as_str()).is_ok()
        && !is_publication(&words)
}

/// Whether a text has the noun of a post in it (`Staff Writer`, `Korrespondentin`).
pub(super) fn has_role(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| is_in(ROLES, word))
}

/// Whether a text opens with a post as scripts without spaces write it (`本报记者 张伟`).
pub(super) fn opens_with_post(text: &str) -> bool {
    JOINED_ROLES.iter().any(|role| text.starts_with(role))
}

/// Whether a text ends with a post (`Anna Berg, Staff Writer`).
pub(super) fn ends_in_role(text: &str) -> bool {
    let mut words = text.split_whitespace().rev().map(without_marks);
    match words.next().unwrap_or_default().to_lowercase().as_str() {
        // Companies have these as well.
        "chief" | "director" => words.next() == Some("bureau"),
        "analyst" | "team" | "board" => false,
        last => is_in(ROLES, last),
    }
}

/// Reads a part that lists names with commas, `and`, or a dash before the publication.
fn read_list(part: &str, byline: &mut Byline) {
    let mut places_follow = false;
    for segment in part.split([',', '–', '—']).flat_map(|listed| listed.split(" - ")) {
        let is_parted = PARTED_ROLES.iter().any(|role| segment.trim().starts_with(role));
        for name in split_at_and(segment) {
            if is_parted && !name.is_ascii() {
                name.split(' ').for_each(|name| read_segment(name, &mut places_follow, byline));
            } else {
                read_segment(&name, &mut places_follow, byline);
            }
        }
    }
}

/// Reads what lies between separators: a person, an agency, or something to drop. Behind a full
/// name, a post or a publication, a single word is a place, a paper or a degree.
fn read_segment(segment: &str, places_follow: &mut bool, byline: &mut Byline) {
    let segment = without_opening(segment.trim());
    if names_helper(segment) {
        return;
    }
    let segment =
        JOINED_ROLES.iter().fold(segment, |rest, role| rest.strip_prefix(role).unwrap_or(rest));
    if let Some(suffix) = SUFFIXES.iter().find(|suffix| segment.eq_ignore_ascii_case(suffix)) {
        if let Some(person) = byline.people.last_mut() {
            *person = format!("{person} {suffix}");
        }
        return;
    }
    if let Some(agency) = agency_before_post(segment) {
        byline.agency.get_or_insert(agency);
        return;
    }
    let segment = match agencies::split_last(without_last_role(segment)) {
        Some((before, agency)) => {
            byline.agency.get_or_insert(agency);
            before
        }
        None => segment,
    };
    let Some(person) = person(segment) else {
        *places_follow |= segment.contains(char::is_alphabetic);
        return;
    };
    let is_full = person.contains(' ');
    if *places_follow && !is_full {
        return;
    }
    *places_follow |= is_full;
    if !byline.people.contains(&person) {
        byline.people.push(person);
    }
}

/// The agency whose post a segment is: `AP Auto Writer`.
fn agency_before_post(segment: &str) -> Option<Agency> {
    let (first, rest) = segment.split_once(' ')?;
    let is_post = without_last_role(rest).len() < rest.len() && rest.split(' ').count() <= 3;
    agencies::agency(first).filter(|_| is_post)
}

/// Whether a segment names a photographer, an editor, a translator.
fn names_helper(segment: &str) -> bool {
    let lower = small_beginning(segment);
    HELPERS.iter().any(|helper| {
        lower.strip_prefix(helper).is_some_and(|rest| {
            !helper.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic)
        })
    })
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
    if let Some(number) = words.iter().position(|word| word.chars().any(char::is_numeric)) {
        let end = words.iter().position(|word| is_in(EVENTS, word)).unwrap_or(number);
        words.truncate(end.min(number));
        while words.last().is_some_and(|word| is_in(CALENDAR, word)) {
            words.pop();
        }
        // One word before a number is not a name but what is numbered.
        if words.len() < 2 {
            return None;
        }
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
        && !DENSE_PUBLICATIONS.iter().any(|end| name.ends_with(end))
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
    let ends_so = |word: &str| {
        let word = word.to_lowercase();
        ORGANISATION_ENDS.iter().any(|end| word.ends_with(end))
    };
    is_address
        || words.iter().any(|word| ends_so(word))
        || (words.len() > 1 && publishers::is_listed(&words.join(" ")))
        || first.eq_ignore_ascii_case("the")
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

#[cfg(test)]
mod tests;
