//! Trimming a sentence that is too long, around the most of its matches.

use std::ops::Range;

use super::find::Match;

/// A cut goes to the nearest space if one is so near (in characters); text without spaces is cut
/// between any two characters.
const NEAR: usize = 24;

/// The part of a sentence to show: all of it if it has at most `width` characters, else a window
/// of about that many with as many matches as fit, cut between words. The first match in the
/// window is never cut, even where it is longer than the window.
pub(super) fn trim(
    text: &str,
    sentence: Range<usize>,
    matches: &[Match],
    width: usize,
) -> Range<usize> {
    let shown = &text[sentence.clone()];
    if shown.char_indices().nth(width).is_none() {
        return sentence;
    }
    let core = densest(text, matches, width).unwrap_or(sentence.start..sentence.start);
    let used = text[core.clone()].chars().count();
    let spare = width.saturating_sub(used);
    // A third of what is left before the matches, the rest behind: what follows explains more.
    let lead = if core.start == sentence.start { 0 } else { spare / 3 };
    let before = &text[sentence.start..core.start];
    let start = match before.char_indices().rev().nth(lead) {
        None => sentence.start,
        Some((cut, c)) => word_start(text, sentence.start + cut + c.len_utf8(), core.start),
    };
    let left = width.saturating_sub(text[start..core.end].chars().count());
    let behind = &text[core.end..sentence.end];
    let end = match behind.char_indices().nth(left) {
        None => sentence.end,
        Some((cut, _)) => word_end(text, core.end, core.end + cut),
    };
    start..end
}

/// The run of matches within `width` characters that has the most of them; the earliest of equals.
fn densest(text: &str, matches: &[Match], width: usize) -> Option<Range<usize>> {
    // Characters before each match's start, counted from the first.
    let first = matches.first()?.range.start;
    let mut at = Vec::with_capacity(matches.len());
    let (mut characters, mut bytes) = (0, first);
    for found in matches {
        characters += text[bytes..found.range.start].chars().count();
        bytes = found.range.start;
        at.push(characters);
    }
    let length = |index: usize| text[matches[index].range.clone()].chars().count();
    let (mut best, mut from) = (0..1, 0);
    for to in 0..matches.len() {
        while from < to && at[to] + length(to) - at[from] > width {
            from += 1;
        }
        if to + 1 - from > best.len() {
            best = from..to + 1;
        }
    }
    let run = &matches[best];
    let end = run.iter().map(|found| found.range.end).max()?;
    Some(run.first()?.range.start..end)
}

/// The start of the first whole word from `cut` on, if a space is near.
fn word_start(text: &str, cut: usize, limit: usize) -> usize {
    if text[..cut].ends_with(char::is_whitespace) {
        return cut;
    }
    let near = text[cut..limit].char_indices().take(NEAR);
    let space = near.clone().find(|(_, c)| c.is_whitespace());
    space.map_or(cut, |(offset, c)| cut + offset + c.len_utf8())
}

/// The end of the last whole word before `cut`, if a space is near.
fn word_end(text: &str, limit: usize, cut: usize) -> usize {
    if text[cut..].starts_with(char::is_whitespace) {
        return cut;
    }
    let mut near = text[limit..cut].char_indices().rev().take(NEAR);
    let end = near.find(|(_, c)| c.is_whitespace()).map_or(cut, |(offset, _)| limit + offset);
    limit + text[limit..end].trim_end().len()
}
