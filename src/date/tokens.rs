//! Cutting a line into numbers, words and signs, the material dates are written in.
//!
//! Differences of typing go here: digits of every script are numbers, full-width signs and the
//! many hyphens are plain ones, white space (and the invisible marks of direction) only parts.

use super::{Manner, names};

/// One number, word or sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    /// Offset of its first byte in the line.
    pub(super) start: usize,
    pub(super) kind: Kind,
    /// Whether white space (or nothing at all) stands before it.
    pub(super) spaced: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of decimal digits; the value saturates.
    Number { value: u32, digits: usize },
    /// A run of letters; each Chinese character and Korean syllable is a word of its own.
    Word,
    /// Any other character, in its plain form.
    Sign(char),
}

impl Token<'_> {
    /// Offset behind its last byte.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a line, in order.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut spaced = true;
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        if is_space(first) {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let run = |keep: fn(char) -> bool| {
            let rest = &line[at..];
            &rest[..rest.find(|c| !keep(c)).unwrap_or(rest.len())]
        };
        let (text, kind) = if digit(first).is_some() {
            let text = run(|c| digit(c).is_some());
            (text, number(text))
        } else if is_syllable(first) {
            (&line[at..at + first.len_utf8()], Kind::Word)
        } else if is_letter(first) {
            (run(is_letter), Kind::Word)
        } else {
            (&line[at..at + first.len_utf8()], Kind::Sign(plain(first)))
        };
        all.push(Token { text, start: at, kind, spaced });
        spaced = false;
        at += text.len();
    }
    all
}

fn number(text: &str) -> Kind {
    let value = text
        .chars()
        .filter_map(digit)
        .fold(0_u32, |value, digit| value.saturating_mul(10).saturating_add(digit));
    Kind::Number { value, digits: text.chars().count() }
}

/// The value of a decimal digit: Western, Arabic, Persian, those of India, Thai, Lao, Burmese,
/// Khmer, full-width.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 16] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
        '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{ff10}',
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let value = |zero: char| u32::from(c).checked_sub(zero.into()).filter(|&value| value < 10);
    ZEROS.into_iter().find_map(value)
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    (c.is_alphabetic() || names::is_mark(c)) && !is_syllable(c) && !matches!(c, 'º' | 'ª')
}

/// Chinese characters and Hangul syllables: `年` directly behind a number, and `월` before a space.
pub(super) fn is_syllable(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

fn is_space(c: char) -> bool {
    // Zero-width space, marks of direction, byte order mark.
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '،' | '、' => ',',
        'º' => '°',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A place among tokens. Each question answers with the place behind what it took, so trying one
/// form after another costs nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) at: usize,
    pub(super) manner: Manner,
}

impl<'t> Cursor<'t> {
    /// The next token, if any.
    pub(super) fn peek(self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    /// Whether white space (or the end) comes next.
    pub(super) fn is_spaced(self) -> bool {
        self.peek().is_none_or(|token| token.spaced)
    }

    pub(super) fn is_at_end(self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn advance(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    /// A number: its value and how many digits it was written with.
    pub(super) fn number(self) -> Option<(u32, usize, Self)> {
        match self.peek()?.kind {
            Kind::Number { value, digits } => Some((value, digits, self.advance())),
            _ => None,
        }
    }

    /// One of these signs.
    pub(super) fn sign(self, signs: &[char]) -> Option<Self> {
        match self.peek()?.kind {
            Kind::Sign(sign) if signs.contains(&sign) => Some(self.advance()),
            _ => None,
        }
    }

    /// One of these signs with no white space before it.
    pub(super) fn glued_sign(self, signs: &[char]) -> Option<Self> {
        self.sign(signs).filter(|_| !self.is_spaced())
    }

    /// Behind one of these signs, if there is one.
    pub(super) fn skip_sign(self, signs: &[char]) -> Self {
        self.sign(signs).unwrap_or(self)
    }

    /// Any word.
    pub(super) fn any_word(self) -> Option<(&'t str, Self)> {
        let token = self.peek()?;
        (token.kind == Kind::Word).then(|| (token.text, self.advance()))
    }

    /// One of these words (given folded).
    pub(super) fn word(self, words: &[&str]) -> Option<Self> {
        let (text, next) = self.any_word()?;
        let found = if text.is_ascii() {
            words.iter().any(|word| text.eq_ignore_ascii_case(word))
        } else {
            words.contains(&text)
                || text.len() <= names::LONGEST && words.contains(&names::fold(text).as_str())
        };
        found.then_some(next)
    }

    /// One of these words with no white space before it.
    pub(super) fn glued_word(self, words: &[&str]) -> Option<Self> {
        self.word(words).filter(|_| !self.is_spaced())
    }

    /// Behind one of these words, if there is one.
    pub(super) fn skip_word(self, words: &[&str]) -> Self {
        self.word(words).unwrap_or(self)
    }
}
