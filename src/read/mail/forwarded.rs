//! Messages that mail programs pass on as text: a line that says so, who wrote it, when and about
//! what, and then the message itself.

use super::fields::{self, Mailbox};
use super::words::{ABOUT, FORWARDED, FROM, SENT};

/// What is written above a message that was passed on has at most this many lines; with more it is
/// a letter of its own that quotes another below.
const MOST_ABOVE: usize = 6;

/// And at most this many characters: with more it is a story, which another follows.
const LONGEST_ABOVE: usize = 200;

/// The most lines of a head: each receiver may have one.
const MOST_LINES: usize = 20;

/// How many times a message is passed on, and still looked into.
const MOST_TIMES: usize = 5;

/// A message found in another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Forwarded {
    pub from: Mailbox,
    pub date: String,
    pub subject: String,
    pub text: String,
    /// Whether somebody who passed it on wrote something above it.
    pub has_more: bool,
}

/// Finds the message that a text passes on, the innermost where it was passed on again. Where the
/// subject does not say that anything `is_passed_on`, a line in the text must.
pub(super) fn read(text: &str, is_passed_on: bool) -> Option<Forwarded> {
    let mut found = once(text, is_passed_on)?;
    for _ in 1..MOST_TIMES {
        let Some(inner) = once(&found.text, is_passed_on) else { break };
        found = Forwarded { has_more: found.has_more || inner.has_more, ..inner };
    }
    Some(found)
}

fn once(text: &str, is_passed_on: bool) -> Option<Forwarded> {
    let (mut above, mut above_chars) = (0, 0);
    let mut says_so = is_passed_on;
    let mut rest = text;
    loop {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let bare = bare(line);
        if let Some(mut found) = label(bare, FROM).and_then(|_| head(rest)).filter(|_| says_so) {
            found.has_more = above > 0;
            return Some(found);
        }
        if is_notice(bare) {
            says_so = true;
        } else if bare.contains(char::is_alphanumeric) {
            above += 1;
            above_chars += bare.chars().count();
        }
        if above > MOST_ABOVE || above_chars > LONGEST_ABOVE || behind.is_empty() {
            return None;
        }
        rest = behind;
    }
}

/// Reads the head that a text begins with, and what stands below.
fn head(text: &str) -> Option<Forwarded> {
    let mut found = Forwarded::default();
    let (mut has_from, mut has_date, mut has_subject) = (false, false, false);
    let mut rest = text;
    let is_quoted = text.starts_with('>');
    for _ in 0..MOST_LINES {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = bare(line);
        // Programs set blank lines between the lines of a head in HTML.
        let is_whole = has_from && has_date && has_subject;
        if line.is_empty() && is_whole {
            break;
        }
        if let Some(value) = label(line, FROM).filter(|_| !has_from) {
            let value = value.replace("[mailto:", "<").replace(']', ">").replace('*', "");
            found.from = fields::mailbox(&value);
            has_from = true;
        } else if let Some(value) = label(line, SENT).filter(|_| !has_date) {
            value.clone_into(&mut found.date);
            has_date = true;
        } else if let Some(value) = label(line, ABOUT).filter(|_| !has_subject) {
            value.clone_into(&mut found.subject);
            has_subject = true;
        } else if !line.is_empty() && !is_label(line) {
            break;
        }
        rest = behind;
    }
    found.text = if is_quoted { unquoted(rest) } else { rest.to_owned() };
    (has_from && has_date && has_subject).then_some(found)
}

/// A line without the marks of a quotation and of emphasis.
fn bare(line: &str) -> &str {
    line.trim_start_matches('>').trim().trim_start_matches('*').trim()
}

/// The value behind one of these labels.
fn label<'l>(line: &'l str, labels: &[&str]) -> Option<&'l str> {
    let (name, value) = line.split_once([':', '：'])?;
    let name = name.trim_matches(['*', ' ', '\u{a0}']);
    let is_known = name.chars().count() <= 20 && labels.contains(&name.to_lowercase().as_str());
    is_known.then(|| value.trim_matches(['*', ' ', '\u{a0}']))
}

/// Whether a line has a label of any kind.
fn is_label(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, _)| name.chars().count() <= 20 && name.split_whitespace().count() <= 3)
}

/// Whether a line says that a message follows: `---------- Forwarded message ---------`.
fn is_notice(line: &str) -> bool {
    let is_set = line.starts_with("--") || line.ends_with([':', '：']);
    is_set && line.chars().count() <= 80 && {
        let lower = line.to_lowercase();
        FORWARDED.iter().any(|word| lower.contains(word))
    }
}

/// Lines without the first of their marks of quotation.
fn unquoted(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sender, date, subject, text and whether more was written.
    fn found(text: &str, is_passed_on: bool) -> Option<(String, String, String, String, bool)> {
        let Forwarded { from, date, subject, text, has_more } = read(text, is_passed_on)?;
        Some((from.address.unwrap_or_default(), date, subject, text.trim().to_owned(), has_more))
    }

    #[test]
    fn messages_passed_on_are_found() {
        let head = "From: The Gazette <news@g.example>\nDate: Mon, 17 Jun 2024\nSubject: Ferry\nTo: a@b.c\n\nText.\n";
        let expected = |more| {
            Some((
                "news@g.example".to_owned(),
                "Mon, 17 Jun 2024".to_owned(),
                "Ferry".to_owned(),
                "Text.".to_owned(),
                more,
            ))
        };
        assert_eq!(
            found(&format!("---------- Forwarded message ---------\n{head}"), false),
            expected(false)
        );
        assert_eq!(
            found(&format!("See this.\n\nBegin forwarded message:\n\n{head}"), false),
            expected(true)
        );
        assert_eq!(found(head, true), expected(false));
        assert_eq!(found(head, false), None);
        let quoted: String =
            head.lines().fold("Weitergeleitete Nachricht:\n".to_owned(), |text, line| {
                text + "> " + line + "\n"
            });
        assert_eq!(found(&quoted, false), expected(false));
        let german = "-----Weitergeleitete Nachricht-----\n*Von:* Die Zeitung [mailto:news@g.example]\n*Gesendet:* Mon, 17 Jun 2024\n*An:* x\n*Betreff:* Ferry\n\nText.";
        assert_eq!(found(german, false), expected(false));
        let twice = format!(
            "---------- Forwarded message ---------\n{}\n{head}",
            head.replace("Text.", "Look.\n\n-- Forwarded message --")
        );
        assert_eq!(found(&twice, false), expected(true));
        let story = "The ferry stopped in the middle of the river. ".repeat(10);
        let two = format!(
            "---------- Forwarded message ---------\n{}\n---------- Forwarded message ---------\n{head}",
            head.replace("Text.", &story)
        );
        let (_, _, _, text, more) = found(&two, false).unwrap();
        assert!(text.starts_with("The ferry stopped") && text.ends_with("Text.") && !more);
        let letter = "A line.\n".repeat(MOST_ABOVE + 1);
        assert_eq!(found(&format!("{letter}---- Forwarded message ----\n{head}"), true), None);
        assert_eq!(found("From: here\nto there\nSubject: x", true), None);
    }
}
