//! What is pasted: sentences with words in capitals, and from social media addresses and hashtags
//! among plain words.

use std::ops::Range;

use super::Note;
use super::token::{Kind, Token};
use crate::text;

/// Leaves addresses out where there are other words to search for, and adds to `#BlackFriday` the
/// words `Black` and `Friday`. What an operator or a sign stands beside is as it was meant.
pub(super) fn tidy(tokens: Vec<Token>, notes: &mut Vec<Note>) -> Vec<Token> {
    let is_text = |token: &Token| match &token.kind {
        Kind::Chunk(None, chunk) => !is_address(chunk),
        Kind::Quoted(None, _) => true,
        _ => false,
    };
    let has_text = tokens.iter().any(is_text);
    let plain: Vec<bool> = (0..tokens.len()).map(|at| is_plain(&tokens, at)).collect();
    let mut tidied = Vec::with_capacity(tokens.len());
    for (token, plain) in tokens.into_iter().zip(plain) {
        let Kind::Chunk(None, chunk) = &token.kind else {
            tidied.push(token);
            continue;
        };
        if plain && has_text && is_address(chunk) {
            let text = "an address beside words: left out; write url: before it to search for it";
            notes.push(Note { at: token.at, text: text.to_owned() });
            continue;
        }
        let parts = if plain { parts_of_tag(chunk) } else { Vec::new() };
        let at = token.at.clone();
        tidied.push(token);
        let part = |part: &Range<usize>| {
            let at = at.start + part.start..at.start + part.end;
            Token { kind: Kind::Chunk(None, chunk_part(&tidied, part)), at }
        };
        let parts: Vec<Token> = parts.iter().map(part).collect();
        tidied.extend(parts);
    }
    tidied
}

/// The characters of the last chunk that lie in a range.
fn chunk_part(tokens: &[Token], part: &Range<usize>) -> String {
    match tokens.last().map(|token| &token.kind) {
        Some(Kind::Chunk(_, chunk)) => chunk.chars().skip(part.start).take(part.len()).collect(),
        _ => String::new(),
    }
}

/// Whether no operator, sign or weight belongs to a token.
fn is_plain(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let is_separate = |token: Option<&Token>| {
        token.is_none_or(|token| {
            matches!(
                token.kind,
                Kind::Open(_) | Kind::Close | Kind::Quoted(..) | Kind::Chunk(..) | Kind::Regex(..)
            )
        })
    };
    // Behind a weight or a distance begins something new, before a sign too.
    let before_ends =
        before.is_some_and(|token| matches!(token.kind, Kind::Weight(_) | Kind::Between(_)));
    let next = tokens.get(at + 1);
    let next_begins = next
        .is_some_and(|token| matches!(token.kind, Kind::Sign(_) | Kind::AtLeast(_) | Kind::Not));
    (before_ends || is_separate(before)) && (next_begins || is_separate(next))
}

/// Whether a chunk is an address: `https://…`, `www.…`, `example.org/…`.
fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = chunk.get(..8).unwrap_or(chunk).to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") {
        return true;
    }
    let Some((host, _)) = chunk.split_once('/') else { return false };
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    name.split('.').all(is_label) && top.len() > 1 && top.chars().all(|c| c.is_ascii_alphabetic())
}

/// The words that a hashtag is written together of, in characters; none for a tag of one word.
fn parts_of_tag(chunk: &str) -> Vec<Range<usize>> {
    if !chunk.starts_with(['#', '＃']) {
        return Vec::new();
    }
    let chars: Vec<char> = chunk.chars().collect();
    let end = 1 + chars[1..].iter().take_while(|c| c.is_alphanumeric()).count();
    let mut parts = Vec::new();
    let mut start = 1;
    for at in 2..end {
        let (before, here) = (chars[at - 1], chars[at]);
        let next_is_small = at + 1 < end && chars[at + 1].is_lowercase();
        let begins_word = here.is_uppercase()
            && (before.is_lowercase() || before.is_uppercase() && next_is_small);
        if begins_word || before.is_numeric() != here.is_numeric() {
            parts.push(start..at);
            start = at;
        }
    }
    if start > 1 {
        parts.push(start..end);
    }
    parts
}

/// Whether a text reads as a sentence or more, in which capitals do not make an operator: one all in
/// capitals, as old records and headlines are, or a long one in which they stress a word. Function
/// words tell it from words joined by operators.
pub(super) fn is_prose(typed: &str) -> bool {
    /// A sentence in capitals has so many words at least.
    const SHORT: usize = 6;
    /// Any other has so many, of which a quarter are function words, and these many for each
    /// operator.
    const LONG: usize = 12;
    const FOR_EACH: usize = 4;
    let words = text::words(typed).to_vec();
    let is_operator = |word: &str| matches!(word, "and" | "or" | "not");
    let function =
        words.iter().filter(|word| text::is_stop_word(word) && !is_operator(word)).count();
    if !typed.contains(char::is_lowercase) {
        return words.len() >= SHORT && function > 0;
    }
    let operators =
        typed.split_whitespace().filter(|chunk| matches!(*chunk, "AND" | "OR" | "NOT")).count();
    words.len() >= LONG
        && function * 4 >= words.len()
        && function >= operators * FOR_EACH
        && typed.split_whitespace().any(ends_clause)
}

/// Whether a chunk ends with a sign that parts sentences or their clauses; not with that of initials,
/// nor with the full stop by which a query is printed in which these words are no operators.
fn ends_clause(chunk: &str) -> bool {
    let chunk = chunk.trim_end_matches(['"', '“', '”', '„', '«', '»']);
    if matches!(chunk, "NEAR." | "BEFORE.") {
        return false;
    }
    chunk.ends_with([',', ';', '!', '?', '…'])
        || chunk
            .strip_suffix('.')
            .is_some_and(|word| word.chars().rev().take_while(|c| c.is_alphabetic()).count() > 2)
}

#[cfg(test)]
mod tests {
    use super::{is_address, parts_of_tag};

    #[test]
    fn addresses_are_told_from_words() {
        for address in ["https://example.org", "www.example.org", "t.co/Ab1", "pic.example.com/x"] {
            assert!(is_address(address), "{address}");
        }
        for word in ["and/or", "1.5/2", "U.S./Russia", "example.org", "2024.06/07", "/usr/bin"] {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn tags_are_cut_where_words_begin() {
        let cut = |tag: &str| -> Vec<String> {
            let part = |part: std::ops::Range<usize>| {
                tag.chars().skip(part.start).take(part.len()).collect()
            };
            parts_of_tag(tag).into_iter().map(part).collect()
        };
        assert_eq!(cut("#BlackFriday"), ["Black", "Friday"]);
        assert_eq!(cut("#NATOSummit2024:"), ["NATO", "Summit", "2024"]);
        assert_eq!(cut("#oil"), [""; 0]);
        assert_eq!(cut("#OIL"), [""; 0]);
        assert_eq!(cut("BlackFriday"), [""; 0]);
        assert_eq!(cut("#"), [""; 0]);
    }
}
