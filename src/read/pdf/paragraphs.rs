//! Lines to paragraphs, over columns and pages.

use std::collections::HashSet;

use super::super::plain::ends_sentence;
use super::columns::{Line, is_dense};

/// The distance between two lines from which on they are two paragraphs, as a multiple of the
/// usual one: some papers part paragraphs by no more than a fifth of a line.
const PARTED: f32 = 1.18;

/// The same for lines of a heading, as a multiple of their size.
const PARTED_HEADINGS: f32 = 1.7;

/// Sizes that differ by less are one size: programs round.
const SAME_SIZE: f32 = 0.06;

/// A first line is set in by at least this, in parts of its size.
const INDENT: f32 = 0.7;

/// A line that ends this near to the edge of its column is full, in parts of its size.
const FULL: f32 = 4.0;

/// How many lines before and behind a line tell how wide its column is there.
const AROUND: usize = 4;

/// Fewer distances between lines than this may all be between paragraphs: lines of one are then
/// not taken to be further apart than this, as a multiple of their size.
const FEW: usize = 6;
const WIDE: f32 = 1.5;

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub text: String,
    pub size: f32,
    /// The page it begins on, from 0.
    pub page: usize,
}

/// How the lines of a document are set.
struct Setting<'l> {
    lines: &'l [(usize, Line)],
    /// The usual distance between lines, as a multiple of their size.
    leading: f32,
    /// The size of most of the text.
    size: f32,
    /// Every word of the document.
    words: HashSet<&'l str>,
}

/// The size of the letters of most of the text.
pub(super) fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all: usize = sizes.iter().map(|size| size.1).sum();
    let mut passed = 0;
    let middle = sizes.iter().find(|size| {
        passed += size.1;
        passed * 2 >= all
    });
    middle.map_or(0.0, |size| size.0)
}

/// Puts the lines of pages together as paragraphs.
pub(super) fn paragraphs(lines: &[(usize, Line)]) -> Vec<Paragraph> {
    let setting = Setting {
        lines,
        leading: leading(lines),
        size: usual_size(lines.iter().map(|(_, line)| line)),
        words: lines.iter().flat_map(|(_, line)| words(&line.text)).collect(),
    };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, (page, line)) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if setting.goes_on(at) => {
                append(&mut paragraph.text, &line.text, &setting.words);
            }
            _ => {
                paragraphs.push(Paragraph {
                    text: line.text.clone(),
                    size: line.size,
                    page: *page,
                });
            }
        }
    }
    paragraphs
}

/// The words of a line, with the hyphens inside them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// The usual distance between lines that follow each other: that of a third of them and more, since
/// where paragraphs are short as many lie further apart.
fn leading(lines: &[(usize, Line)]) -> f32 {
    let pairs = lines.windows(2).filter(|pair| {
        let [(page, line), (next_page, next)] = pair else { return false };
        page == next_page && is_same_size(line, next) && next.column == line.column
    });
    let mut distances: Vec<f32> = pairs
        .map(|pair| (pair[1].1.down - pair[0].1.down) / pair[0].1.size)
        .filter(|distance| (0.5..3.0).contains(distance))
        .collect();
    distances.sort_by(f32::total_cmp);
    let usual = distances.get(distances.len() / 3).copied().unwrap_or(WIDE);
    if distances.len() < FEW { usual.min(WIDE) } else { usual }
}

fn is_same_size(line: &Line, other: &Line) -> bool {
    (line.size - other.size).abs() <= SAME_SIZE * line.size.max(other.size)
}

impl Line {
    /// Where it starts and ends in the direction of reading.
    fn ends(&self) -> (f32, f32) {
        if self.is_right_to_left { (-self.to, -self.from) } else { (self.from, self.to) }
    }
}

impl Setting<'_> {
    /// Whether a line goes on with the paragraph of the line before it.
    fn goes_on(&self, at: usize) -> bool {
        let Some(((last_page, last), (page, line))) =
            at.checked_sub(1).and_then(|before| Some((self.lines.get(before)?, &self.lines[at])))
        else {
            return false;
        };
        if !is_same_size(last, line) || last.is_right_to_left != line.is_right_to_left {
            return false;
        }
        let distance = line.down - last.down;
        let edge = self.edges(at - 1).1;
        let left_free = edge - last.ends().1;
        if last_page != page || distance <= 0.0 || last.column != line.column {
            let width = last.column.1 - last.column.0;
            let is_full = (last.to - last.from) * 2.0 > width && left_free < FULL * last.size;
            return is_full && !ends_sentence(&last.text) && !self.is_set_in(at);
        }
        if line.size > self.size * (1.0 + 2.0 * SAME_SIZE) {
            return distance <= PARTED_HEADINGS * line.size && last.font == line.font;
        }
        // Some programs leave a line short to make the next ones look better.
        let in_sentence = line.text.starts_with(char::is_lowercase) && !ends_sentence(&last.text);
        let room =
            if in_sentence { (last.to - last.from).max(line.first_word) } else { line.first_word };
        let would_have_fitted = left_free > room + line.size * 0.3;
        distance <= self.leading * PARTED * line.size
            && !would_have_fitted
            && !(self.is_set_in(at)
                && self.lines[at - 1].1.ends().0 < line.ends().0 - line.size / 2.0)
    }

    /// From where to where the lines around this one reach that are set like it.
    fn edges(&self, at: usize) -> (f32, f32) {
        let (page, line) = &self.lines[at];
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(self.lines.len());
        let alike = self.lines[around].iter().filter(|(other_page, other)| {
            other_page == page && other.column == line.column && is_same_size(line, other)
        });
        alike
            .map(|(_, line)| line.ends())
            .fold(line.ends(), |edges, ends| (edges.0.min(ends.0), edges.1.max(ends.1)))
    }

    /// Whether a line is set in as the first of a paragraph is: the next begins before it, or else
    /// the one before ends a sentence.
    fn is_set_in(&self, at: usize) -> bool {
        let line = &self.lines[at].1;
        let start = line.ends().0;
        let is_in = start - self.edges(at).0 > INDENT * line.size;
        let next = self.lines.get(at + 1).filter(|(_, next)| next.column == line.column);
        let next_begins_before =
            next.is_none_or(|(_, next)| next.ends().0 < start - line.size / 2.0);
        let ended = || ends_sentence(&self.lines[at.saturating_sub(1)].1.text);
        is_in && (next_begins_before || ended())
    }
}

/// Puts a line behind the text of its paragraph.
fn append(text: &mut String, line: &str, known: &HashSet<&str>) {
    let starts_small = line.starts_with(char::is_lowercase);
    let is_word = |text: &str| text.ends_with(char::is_alphanumeric);
    let broken = text.strip_suffix(['-', '\u{2010}', '\u{AD}']).filter(|text| is_word(text));
    if let Some(broken) = broken {
        let head = broken.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next();
        let tail = words(line).next();
        let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
        let written = |between| known.contains(format!("{head}{between}{tail}").as_str());
        let hangs = HANGING.contains(&tail);
        if text.ends_with('\u{AD}') || starts_small && !hangs && (written("") || !written("-")) {
            text.truncate(broken.len());
        } else if hangs {
            text.push(' ');
        }
    } else if !(text.ends_with(is_dense) && line.starts_with(is_dense)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Words behind a hyphen that stands for what follows (German `Süd- und Westküste`).
const HANGING: [&str; 9] = ["und", "oder", "bzw", "sowie", "and", "or", "en", "och", "og"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_broken_at_the_end_of_a_line_are_whole_again() {
        let cases = [
            ("The fish-", "ery closed", "The fishery closed"),
            ("Die Süd-", "und Westküste", "Die Süd- und Westküste"),
            ("Die E-Mail-", "Adresse", "Die E-Mail-Adresse"),
            ("a well-", "known name", "a well-known name"),
            ("von 2020-", "21 an", "von 2020-21 an"),
            ("eine Über\u{AD}", "prüfung", "eine Überprüfung"),
            ("大雾封锁", "海峡", "大雾封锁海峡"),
            ("the end", "of it", "the end of it"),
            ("a dash -", "and more", "a dash - and more"),
        ];
        let known = HashSet::from(["well-known"]);
        for (text, line, expected) in cases {
            let mut text = text.to_owned();
            append(&mut text, line, &known);
            assert_eq!(text, expected);
        }
    }
}
