//! The words that content streams and character maps are written in: numbers, names, strings and
//! operators, one behind the other. Brackets are tokens like any other, so nothing nests.

use std::borrow::Cow;

use memchr::memmem;

/// A token of a content stream or a character map.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Number(f32),
    /// Without its slash; escapes stand as they are, since fonts are seldom named with any.
    Name(&'a [u8]),
    Text(Cow<'a, [u8]>),
    /// `[` or `<<`.
    Open,
    /// `]` or `>>`.
    Close,
    Operator(&'a [u8]),
}

/// The tokens of some bytes. Picture data that stand among the operators are passed over.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    /// Where the next token starts, or white space ahead of it.
    pub at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens from this place on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The bytes from `at` on for as long as they are of a kind.
    fn take(&mut self, is_of_kind: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|&byte| !is_of_kind(byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take(is_blank);
            if self.peek(0) != Some(b'%') {
                return;
            }
            self.take(|byte| !matches!(byte, b'\r' | b'\n'));
        }
    }

    /// A string in round brackets; the first has been passed.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        let start = self.at;
        let mut depth = 0_usize;
        let mut owned: Option<Vec<u8>> = None;
        while let Some(byte) = self.peek(0) {
            let here = self.at;
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => {
                    return owned.map_or(Cow::Borrowed(&self.bytes[start..here]), Cow::Owned);
                }
                b')' => depth -= 1,
                b'\\' => {
                    let text = owned.get_or_insert_with(|| self.bytes[start..here].to_vec());
                    let escaped = escape(&self.bytes[self.at..]);
                    text.extend(escaped.0);
                    self.at += escaped.1;
                    continue;
                }
                _ => {}
            }
            if let Some(text) = &mut owned {
                text.push(byte);
            }
        }
        owned.map_or(Cow::Borrowed(&self.bytes[start..]), Cow::Owned)
    }

    /// A string of hexadecimal digits; the bracket has been passed.
    fn hexadecimal(&mut self) -> Cow<'a, [u8]> {
        let digits = self.take(|byte| byte != b'>');
        self.at += 1;
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
        let digits: Vec<u8> = digits.iter().filter_map(digit).collect();
        // A last digit that is missing is a zero.
        let byte = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
        Cow::Owned(digits.chunks(2).map(byte).collect())
    }

    /// Passes over the data of a picture up to `EI` between blanks.
    fn skip_picture(&mut self) {
        let data = self.bytes.get(self.at..).unwrap_or_default();
        let is_end = |at: &usize| {
            data[..*at].last().copied().is_none_or(is_blank)
                && data.get(at + 2).copied().is_none_or(is_blank)
        };
        let end = memmem::find_iter(data, b"EI").find(is_end);
        self.at += end.map_or(data.len(), |end| end + 2);
    }
}

/// What a backslash and the bytes behind it stand for, and how many those are.
fn escape(rest: &[u8]) -> (Option<u8>, usize) {
    let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    match rest.first() {
        Some(b'0'..=b'7') => {
            let value = rest[..octal].iter().fold(0_u8, |value, digit| {
                // High bits that do not fit are to be ignored.
                value.wrapping_mul(8).wrapping_add(digit - b'0')
            });
            (Some(value), octal)
        }
        Some(b'n') => (Some(b'\n'), 1),
        Some(b'r') => (Some(b'\r'), 1),
        Some(b't') => (Some(b'\t'), 1),
        Some(b'b') => (Some(8), 1),
        Some(b'f') => (Some(12), 1),
        Some(b'\r') if rest.get(1) == Some(&b'\n') => (None, 2),
        Some(b'\r' | b'\n') => (None, 1),
        Some(&byte) => (Some(byte), 1),
        None => (None, 0),
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blanks();
        let byte = self.peek(0)?;
        self.at += 1;
        Some(match (byte, self.peek(0)) {
            (b'/', _) => Token::Name(self.take(is_regular)),
            (b'(', _) => Token::Text(self.literal()),
            (b'<', Some(b'<')) => {
                self.at += 1;
                Token::Open
            }
            (b'<', _) => Token::Text(self.hexadecimal()),
            (b'>', Some(b'>')) => {
                self.at += 1;
                Token::Close
            }
            (b'[' | b'{', _) => Token::Open,
            (b']' | b'}' | b'>' | b')', _) => Token::Close,
            _ => {
                self.at -= 1;
                let word = self.take(is_regular);
                if let Some(number) = number(word) {
                    return Some(Token::Number(number));
                }
                if word == b"ID" {
                    self.skip_picture();
                }
                Token::Operator(word)
            }
        })
    }
}

/// A number, in the plain notation of the format or with the slips of some writers (`--5`, `1.-2`).
fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    let slip = || {
        let digits = text.trim_start_matches('-');
        let end = digits.find('-').unwrap_or(digits.len());
        digits[..end].parse::<f32>().ok().map(|number| -number)
    };
    text.parse::<f32>().ok().or_else(slip).filter(|number| number.is_finite())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart() {
        let text = |text: &'static str| Token::Text(Cow::Borrowed(text.as_bytes()));
        let cases: [(&str, Vec<Token>); 9] = [
            ("1 -.5 +2.", vec![Token::Number(1.0), Token::Number(-0.5), Token::Number(2.0)]),
            ("--5 1.-2", vec![Token::Number(-5.0), Token::Number(-1.0)]),
            ("/F1 12 Tf", vec![Token::Name(b"F1"), Token::Number(12.0), Token::Operator(b"Tf")]),
            ("(a(b)\\)\\101\\n)Tj", vec![text("a(b))A\n"), Token::Operator(b"Tj")]),
            ("(two\\\nlines", vec![text("twolines")]),
            ("<41 4>T*", vec![text("A@"), Token::Operator(b"T*")]),
            ("[<41>-3%x\n]", vec![Token::Open, text("A"), Token::Number(-3.0), Token::Close]),
            ("ID xEIx\0EI Q", vec![Token::Operator(b"ID"), Token::Operator(b"Q")]),
            ("<</A>>)", vec![Token::Open, Token::Name(b"A"), Token::Close, Token::Close]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Tokens::new(bytes.as_bytes(), 0).collect::<Vec<_>>(), expected, "{bytes}");
        }
    }
}
