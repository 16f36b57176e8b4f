//! Cleaning: what strangers wrote, made safe to put on a terminal.
//!
//! The text of an article, the name of a file, even a query pasted from somewhere, may hold escape
//! sequences that repaint the screen, bidirectional controls that show one text for another, or
//! letters buried under hundreds of accents. Here they go; every visible character stays. JSON
//! keeps all of them, as escapes.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// The most marks that stay on one letter: the living scripts stack up to three or four, more is
/// a decoration that runs over the lines above and below.
const STACKED: usize = 4;

/// Appends characters to a line, cleaned: white space of any kind and length becomes one space,
/// controls and invisible characters go.
pub(super) struct Cleaner<'o> {
    out: &'o mut String,
    stacked: usize,
}

impl<'o> Cleaner<'o> {
    /// Appends to this text.
    pub(super) fn new(out: &'o mut String) -> Self {
        Self { out, stacked: 0 }
    }

    /// How long the text is by now, in bytes.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Appends one character, or not.
    pub(super) fn push(&mut self, c: char) {
        if c == '\u{a0}' || c == '\u{202f}' {
            self.out.push('\u{a0}');
        } else if c.is_whitespace() {
            if !self.out.is_empty() && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
        } else if c.is_control() || is_invisible(c) {
            return;
        } else if c.width() == Some(0) {
            let joins = matches!(c, '\u{200c}' | '\u{200d}');
            if self.stacked == STACKED || (joins && !self.may_join()) {
                return;
            }
            self.stacked += 1;
            self.out.push(c);
            return;
        } else {
            self.out.push(c);
        }
        self.stacked = 0;
    }

    /// Joiners shape Persian, Indic scripts and emoji; among Latin letters they only hide.
    fn may_join(&self) -> bool {
        self.out.chars().next_back().is_some_and(|last| {
            !last.is_ascii() && !matches!(last, '\u{a0}' | '\u{200c}' | '\u{200d}')
        })
    }
}

/// A text as one clean line.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut cleaner = Cleaner::new(&mut out);
    for c in text.chars() {
        cleaner.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same lines, with U+FFFD in the place of each character that a terminal acts on.
pub(super) fn visible(text: &str) -> String {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\0') || is_bidi_control(c);
    text.chars().map(|c| if acts(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The same JSON, with escapes for those characters that serde leaves bare although a terminal
/// acts on them or a reader of lines may cut at them.
pub(super) fn escape_json(json: &str, out: &mut String) {
    let mut rest = json;
    while let Some(at) = rest.find(needs_escape) {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        // Such a character stands inside a string: nowhere else does serde write one.
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            let _infallible = write!(out, "\\u{unit:04x}");
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

fn needs_escape(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The characters that change the direction of the text after them.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a shape or a sound of their own: bidirectional and format controls, soft
/// hyphens, zero-width spaces, fillers, tags.
fn is_invisible(c: char) -> bool {
    is_bidi_control(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{escape_json, is_invisible, line, visible};

    #[test]
    fn what_hides_goes_and_what_shows_stays() {
        for (text, want) in [
            ("plain", "plain"),
            ("  two \t\r\n lines\u{2028}here ", "two lines here"),
            ("\u{1b}[31mred\u{1b}[0m \u{9b}2J", "[31mred[0m 2J"),
            ("\u{1b}]8;;http://x\u{7}link", "]8;;http://xlink"),
            ("pay \u{202e}txt.exe\u{202c} \u{2067}now\u{2069}", "pay txt.exe now"),
            ("zero\u{200b}width\u{feff} soft\u{ad}hyphen", "zerowidth softhyphen"),
            ("ad\u{200d}m\u{200c}in", "admin"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}!", "e\u{301}\u{301}\u{301}\u{301}!"),
            ("5\u{a0}000\u{202f}€", "5\u{a0}000\u{a0}€"),
            ("普京　访问", "普京 访问"),
            ("\u{e0041}\u{e0042}", ""),
        ] {
            assert_eq!(line(text), want, "{text:?}");
        }
    }

    #[test]
    fn what_acts_is_shown_as_a_sign() {
        let paths = "a b.txt\n\u{1b}]0;x\u{7}\u{202e}txt.exe\0";
        assert_eq!(visible(paths), "a b.txt\n\u{fffd}]0;x\u{fffd}\u{fffd}txt.exe\0");
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let text = "a\u{202e}b\u{2028}c\u{7f}d\u{9b}e\u{1b}\"\\ é 👩";
        let mut escaped = String::new();
        escape_json(&serde_json::to_string(text).unwrap(), &mut escaped);
        assert_eq!(escaped, r#""a\u202eb\u2028c\u007fd\u009be\u001b\"\\ é 👩""#);
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }

    proptest! {
        #[test]
        fn a_clean_line_holds_nothing_hidden(text in "(?s).*") {
            let clean = line(&text);
            prop_assert_eq!(clean.chars().find(|&c| c.is_control() || is_invisible(c)), None);
            prop_assert!(!clean.contains("  "));
            prop_assert_eq!(line(&clean), clean);
        }
    }
}
