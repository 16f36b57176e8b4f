//! Lines to paragraphs.
//!
//! Some texts have a paragraph a line, with or without blank lines between; others are wrapped at
//! a fixed width. Which one it is, is decided once for the whole text, from lines that directly
//! follow each other: wrapped lines are about equally long and mostly end in mid-sentence.

use super::head;

/// The longest a line of wrapped text is, in characters: mail and wires wrap at 60 to 80.
const WIDEST: usize = 90;

/// The least a wrapped line may be for its text to count as wrapped: verse and lists are shorter.
const NARROWEST: usize = 55;

/// A paragraph, or a line standing for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its text on one line, single spaces between the words, not empty.
    pub text: String,
    /// Whether a blank line stands before it.
    pub gap_before: bool,
}

/// A line as it stands in the text.
struct Line<'a> {
    text: &'a str,
    is_indented: bool,
    gap_before: bool,
}

/// Cuts a text into paragraphs.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = wrapped_width(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        let goes_on = last.zip(width).is_some_and(|(last, width)| continues(last, line, width));
        match blocks.last_mut() {
            Some(block) if goes_on => append(&mut block.text, line.text),
            _ => {
                blocks.push(Block { text: spaced(line.text), gap_before: line.gap_before });
            }
        }
        last = Some(line);
    }
    blocks
}

/// Whether a text ends as sentences do, closing quotes and brackets aside.
pub(in super::super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', ')', ']', '」', '』', ' '])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap_before = false;
    // Of a line that ends in `\r\n` the `\r` is trimmed off.
    for raw in text.split('\n').flat_map(parts) {
        // A byte order mark, soft hyphens and zero-width spaces are not text.
        let invisible =
            |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}');
        let text = raw.trim_matches(invisible);
        if text.is_empty() {
            gap_before = true;
            continue;
        }
        let is_indented = raw.starts_with(['\t', '\u{3000}']) || raw.starts_with("  ");
        lines.push(Line { text, is_indented, gap_before });
        gap_before = false;
    }
    lines
}

/// A line cut where other signs end lines, as they do in few texts.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    const ENDS: [char; 4] = ['\r', '\u{c}', '\u{2028}', '\u{2029}'];
    let line = line.strip_suffix('\r').unwrap_or(line);
    let is_one = memchr::memchr2(b'\r', b'\x0c', line.as_bytes()).is_none()
        && (line.is_ascii() || !line.contains(ENDS));
    let (whole, cut) = if is_one { (Some(line), None) } else { (None, Some(line.split(ENDS))) };
    whole.into_iter().chain(cut.into_iter().flatten())
}

/// A text with single spaces between its words.
fn spaced(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_control = |byte: u8| byte < b' ';
    let has_controls = bytes.iter().fold(false, |any, &byte| any | is_control(byte));
    let is_odd = |c: char| c != ' ' && c.is_whitespace();
    let is_spaced = !has_controls
        && memchr::memmem::find(bytes, b"  ").is_none()
        && (text.is_ascii() || !text.contains(is_odd));
    if is_spaced {
        return text.trim().to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The width at which a text is wrapped; `None` where each line is a paragraph.
fn wrapped_width(lines: &[Line]) -> Option<usize> {
    let pairs = lines.windows(2).filter(|pair| !pair[1].gap_before);
    let followed: Vec<&Line> = pairs.map(|pair| &pair[0]).collect();
    let lengths: Vec<usize> = followed.iter().map(|line| line.text.chars().count()).collect();
    let width = *lengths.iter().max()?;
    let full = lengths.iter().filter(|&&length| length + width / 3 >= width).count();
    let sentences = followed.iter().filter(|line| ends_sentence(line.text)).count();
    let is_wrapped = lengths.len() >= 3
        && (NARROWEST..=WIDEST).contains(&width)
        && lines.iter().all(|line| line.text.chars().count() <= WIDEST)
        && full * 10 >= lengths.len() * 6
        && sentences * 2 < lengths.len();
    is_wrapped.then_some(width)
}

/// Whether a line of wrapped text goes on with the paragraph of the line before it.
fn continues(before: &Line, line: &Line, width: usize) -> bool {
    let starts_paragraph = line.is_indented && !before.is_indented;
    // Marks that wires set around lines of their own.
    let stands_alone = before.text.ends_with(['<', '=']) || line.text.starts_with('^');
    if line.gap_before || starts_paragraph || stands_alone {
        return false;
    }
    // The next word would still have fitted on a line that ends its paragraph.
    let next_word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let length = before.text.chars().count();
    let is_full = length + 1 + next_word + width / 5 > width;
    is_full
        || (!ends_sentence(before.text)
            && !head::stands_alone(before.text)
            && !head::stands_alone(line.text))
}

fn append(text: &mut String, line: &str) {
    // A word broken at its own hyphen, not a dash.
    let is_broken =
        text.strip_suffix('-').is_some_and(|text| text.ends_with(char::is_alphanumeric));
    if !is_broken {
        text.push(' ');
    }
    text.push_str(&spaced(line));
}
