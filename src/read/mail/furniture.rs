//! What stands in a letter and is no part of it: signatures, footers of lists, lines that point to
//! the page, links behind the words they were set on.

use super::words::{ASIDES, DISCLAIMERS, HERE, LEAVING, TO_READER};

/// A signature has at most this many lines.
const LONGEST_SIGNATURE: usize = 15;

/// A line of a letter's furniture has at most this many characters: prose about newsletters is
/// longer, or stands elsewhere.
const LONGEST: usize = 400;

/// The text of a link or two has at most this many characters.
const LONGEST_LABEL: usize = 80;

/// Within this many paragraphs of its beginning a letter points to its page.
const FIRST: usize = 5;

/// A footer has at most this many paragraphs.
const LAST: usize = 15;

/// The text of a letter, its paragraphs parted by blank lines. `is_typed` is plain text, in which
/// signatures are set apart by a line.
pub(super) fn without(text: &str, is_typed: bool) -> String {
    let text = if is_typed { &text[..signature(text)] } else { text };
    let paragraphs = paragraphs(text);
    let count = paragraphs.len();
    let mut kept: Vec<&str> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let is_late = at * 2 >= count && at + LAST >= count && !kept.is_empty();
        if is_late && is_disclaimer(paragraph) {
            break;
        }
        if paragraph.chars().count() > LONGEST || !(is_late || at < FIRST) {
            kept.push(paragraph);
            continue;
        }
        match aside(paragraph) {
            Some(Aside::Leaving) if is_late => break,
            Some(_) => {}
            None => kept.push(paragraph),
        }
    }
    kept.join("\n\n")
}

/// Whether a paragraph is the one with which companies end their letters.
fn is_disclaimer(paragraph: &str) -> bool {
    let start: String = paragraph.chars().take(60).flat_map(char::to_lowercase).collect();
    DISCLAIMERS.iter().any(|words| start.starts_with(words))
}

/// What a letter says of itself as a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    /// Where else it can be read, and the like.
    Pointing,
    /// How one gets no more of them: the footer has begun.
    Leaving,
}

/// Whether a paragraph speaks of the letter: it has such words, and is a line that is no sentence
/// or tells the reader where to click. The story may be about newsletters.
fn aside(paragraph: &str) -> Option<Aside> {
    let lower = paragraph.to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    let kind = match () {
        () if has(LEAVING) => Aside::Leaving,
        () if has(ASIDES) => Aside::Pointing,
        () => return None,
    };
    let is_label =
        lower.chars().count() <= LONGEST_LABEL && !lower.ends_with(['.', '。', '"', '”']);
    let to_reader = || {
        has(TO_READER)
            || lower.split(|c: char| !c.is_alphanumeric()).any(|word| HERE.contains(&word))
    };
    (is_label || to_reader()).then_some(kind)
}

/// Whether a text is nothing but a signature or the footer of a mailing list.
pub(super) fn is_footer(text: &str) -> bool {
    text[..signature(text)].trim().is_empty()
}

/// Where the signature or the footer of a mailing list begins: behind the last line of two hyphens,
/// or of underlines.
fn signature(text: &str) -> usize {
    let (mut end, mut start) = (text.len(), text.len());
    let mut lines = 0;
    for line in text.split_inclusive('\n').rev() {
        start -= line.len();
        let bare = line.trim_end();
        let is_rule = bare.len() >= 20 && bare.bytes().all(|byte| byte == b'_');
        // Without its blank the line may also part the items of a letter.
        let parts = line.trim_end_matches(['\r', '\n']) == "-- "
            || bare == "--" && lines <= LONGEST_SIGNATURE / 2;
        if is_rule || parts {
            end = start;
            lines = 0;
        }
        lines += usize::from(!bare.is_empty());
        if lines > LONGEST_SIGNATURE {
            break;
        }
    }
    end
}

/// The paragraphs of a text without rules and links that stand alone. Lines stay lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let line = line.trim_end();
        let is_text = line.contains(char::is_alphanumeric);
        if !is_text {
            paragraphs.push(String::new());
        } else if let (Some(line), Some(open)) = (without_links(line), paragraphs.last_mut()) {
            if !open.is_empty() {
                open.push('\n');
            }
            open.push_str(&line);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A line without the addresses in brackets that programs set behind the words of a link; `None`
/// where it is but an address and a word or two on it (`Read more: https://…`).
fn without_links(line: &str) -> Option<String> {
    if !line.contains("http") {
        return Some(line.to_owned());
    }
    let is_address = |word: &str| {
        let inside = word.trim_matches(['<', '>', '(', ')', '[', ']', '.', ',', ';', '*']);
        inside.starts_with("http://") || inside.starts_with("https://")
    };
    let is_label = |(before, address): (&str, &str)| {
        let words = before.split_whitespace().count();
        is_address(address) && (words == 0 || words <= 4 && before.ends_with(':'))
    };
    if is_label(line.trim().rsplit_once(' ').unwrap_or(("", line.trim()))) {
        return None;
    }
    let is_bracketed = |word: &str| is_address(word) && word.starts_with(['<', '(', '[']);
    let mut out = String::with_capacity(line.len());
    for word in line.split(' ') {
        if is_bracketed(word) {
            // What ends the sentence stands behind the bracket.
            let behind = word.rsplit(['>', ')', ']']).next().unwrap_or_default();
            out.push_str(behind);
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_and_footers_go() {
        let text = "Text.\n\n-- \nAnna Berg\nThe Gazette\n\n____________________\nList mailing list\nhttps://x.example\n";
        assert_eq!(without(text, true), "Text.");
        let legal = format!(
            "Text.\n\nThis email and any attachments are confidential. {}",
            "It is long. ".repeat(50)
        );
        assert_eq!(without(&legal, true), "Text.");
        assert_eq!(without("Text.\n\nSent from my iPhone", true), "Text.");
        let items = format!("One.\n--\n{}", "A line of the second item.\n\n".repeat(20));
        assert!(without(&items, true).ends_with("second item."));
        let top = "View in browser\n\nText.\n\nMore.\n\nYou are receiving this because you asked.\nUnsubscribe\n\n1 Quay Street";
        assert_eq!(without(top, false), "Text.\n\nMore.");
        let story = "Many readers unsubscribe.\n\nThe web version of the paper has none.\n\nNobody could opt out, they said.\n\nSix.";
        assert_eq!(without(story, false), story);
        assert_eq!(without("Unsubscribe", false), "");
    }

    #[test]
    fn links_go_and_words_stay() {
        let cases = [
            (
                "The ferry <https://x.example/1> stopped (https://x.example/2).",
                Some("The ferry stopped."),
            ),
            ("Read more: https://x.example/1", None),
            ("<https://x.example>", None),
            (
                "It is on https://x.example for all to read.",
                Some("It is on https://x.example for all to read."),
            ),
            ("the mayor <https://x.example>", Some("the mayor")),
            ("http is a protocol", Some("http is a protocol")),
        ];
        for (line, expected) in cases {
            assert_eq!(without_links(line).as_deref(), expected, "{line}");
        }
    }
}
