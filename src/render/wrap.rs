//! Wrapping: where a clean line breaks so that it fits a number of columns.
//!
//! Lines break at spaces and behind long dashes; Chinese, Japanese and Korean text breaks between
//! any two characters, but not before closing or behind opening punctuation. A word wider than
//! the line is cut between characters, never between a letter and its marks.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A place where the line may end.
struct Break {
    /// Where the text before it ends.
    end: usize,
    /// Where the text behind it begins.
    next: usize,
    /// Columns of the line up to `next`.
    columns: usize,
}

/// The lines of a clean text as byte ranges, none wider than `width` columns (two at least) and
/// none with space at its ends.
pub(super) fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut used = 0;
    let mut candidate: Option<Break> = None;
    let mut previous = ' ';
    for range in clusters(text) {
        let cluster = &text[range.clone()];
        let first = cluster.chars().next().unwrap_or(' ');
        if cluster == " " {
            if start == range.start {
                start = range.end;
            } else {
                used += 1;
                candidate = Some(Break { end: range.start, next: range.end, columns: used });
            }
            previous = first;
            continue;
        }
        if used > 0 && may_part(previous, first) {
            candidate = Some(Break { end: range.start, next: range.start, columns: used });
        }
        let columns = cluster.width();
        while used > 0 && used + columns > width {
            let at = candidate.take().unwrap_or(Break {
                end: range.start,
                next: range.start,
                columns: used,
            });
            push_line(text, start..at.end, &mut lines);
            start = at.next;
            used -= at.columns;
        }
        used += columns;
        previous = cluster.chars().next_back().unwrap_or(first);
    }
    push_line(text, start..text.len(), &mut lines);
    lines
}

/// The longest beginning of a clean text that fits so many columns.
pub(super) fn prefix(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = clusters(text).take_while(|range| {
        used += text[range.clone()].width();
        used <= columns
    });
    &text[..end.last().map_or(0, |range| range.end)]
}

fn push_line(text: &str, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
    let kept = text[range.clone()].trim_end_matches(' ').len();
    if kept > 0 {
        lines.push(range.start..range.start + kept);
    }
}

/// The smallest pieces a line is cut into: a character and the marks on it, a joined emoji, a flag.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        let mut last = first;
        let mut half_flag = is_regional(first);
        while let Some(&(at, c)) = chars.peek() {
            let flag = half_flag && is_regional(c);
            if c == ' ' || !(c.width().unwrap_or(0) == 0 || last == '\u{200d}' || flag) {
                break;
            }
            half_flag = false;
            last = c;
            end = at + c.len_utf8();
            chars.next();
        }
        Some(start..end)
    })
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a line may end between two characters that no space parts.
fn may_part(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let dash = matches!(before, '—' | '–') && after.is_alphabetic();
    (dash || wide(before) || wide(after)) && !opens(before) && !closes(after)
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '「'
            | '『'
            | '（'
            | '〔'
            | '［'
            | '｛'
            | '〈'
            | '《'
            | '【'
    )
}

fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '”'
            | '’'
            | '»'
            | '…'
            | '—'
            | '–'
            | '、'
            | '。'
            | '，'
            | '．'
            | '・'
            | '：'
            | '；'
            | '？'
            | '！'
            | '％'
            | '」'
            | '』'
            | '）'
            | '〕'
            | '］'
            | '｝'
            | '〉'
            | '》'
            | '】'
            | 'ー'
            | '々'
            | 'ゝ'
            | 'ゞ'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::super::clean;
    use super::lines;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        lines(text, width).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        let cases: [(&str, usize, &[&str]); 11] = [
            ("", 20, &[]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 100, &["one two three"]),
            ("exactly ten", 7, &["exactly", "ten"]),
            ("a incomprehensibilities b", 10, &["a", "incomprehe", "nsibilitie", "s b"]),
            ("talks—and more", 9, &["talks—and", "more"]),
            ("peace talks—and", 12, &["peace talks—", "and"]),
            ("普京访问河内。会谈", 12, &["普京访问河", "内。会谈"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("\u{301} alone", 20, &["\u{301} alone"]),
            ("🇻🇳🇷🇺🇺🇸", 4, &["🇻🇳🇷🇺", "🇺🇸"]),
        ];
        for (text, width, want) in cases {
            assert_eq!(wrapped(text, width), want, "{text} at {width}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "(?s)(\\PC|[ a-z普京。「🇻🇳👩\u{200d}\u{301}]){0,200}", width in 20_usize..120) {
            let clean = clean::line(&text);
            let found = wrapped(&clean, width);
            for line in &found {
                prop_assert!(line.width() <= width, "{} > {width}: {line:?}", line.width());
            }
            let without_spaces = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without_spaces(&found.concat()), without_spaces(&clean));
        }
    }
}
