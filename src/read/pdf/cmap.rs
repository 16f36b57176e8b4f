//! Character maps: which letters, or which glyph of the font, a code in a string stands for.

use super::tokens::{Token, Tokens};

/// More ranges than this no font has, and so many are not kept.
const MOST_RANGES: usize = 100_000;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct CharacterMap {
    /// Codes from the first to the second, and what the first stands for; ordered once all are in.
    ranges: Vec<(u32, u32, Target)>,
    /// How many bytes codes have, and between which two codes: tried in this order.
    spaces: Vec<(usize, u32, u32)>,
}

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// Letters; those of the codes behind it follow on.
    Text(String),
    /// The number of a glyph.
    Glyph(u32),
}

impl CharacterMap {
    /// Reads a map as fonts carry them. What is not understood is passed over.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut operands: Vec<Token> = Vec::new();
        for token in Tokens::new(bytes, 0) {
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_RANGES {
                    operands.push(token);
                }
                continue;
            };
            match operator {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" | b"endcidchar" => map.add_characters(&operands),
                b"endbfrange" | b"endcidrange" => map.add_ranges(&operands),
                _ => {}
            }
            operands.clear();
        }
        map.ranges.sort_by_key(|range| range.0);
        map
    }

    /// The letters of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (from, Target::Text(text)) = self.target(code)? else { return None };
        let mut chars = text.chars();
        let last = u32::from(chars.next_back()?);
        let mut text = chars.as_str().to_owned();
        text.push(char::from_u32(last.checked_add(code - from)?)?);
        Some(text)
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        match self.target(code)? {
            (from, Target::Glyph(first)) => first.checked_add(code - from),
            _ => None,
        }
    }

    fn target(&self, code: u32) -> Option<(u32, &Target)> {
        let behind = self.ranges.partition_point(|range| range.0 <= code);
        let (from, to, target) = self.ranges.get(behind.checked_sub(1)?)?;
        (code <= *to).then_some((*from, target))
    }

    /// The first code of a string and how many bytes it has, where the map says how long codes are.
    pub(super) fn next_code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        self.spaces.iter().find_map(|&(length, from, to)| {
            let code = number(bytes.get(..length)?)?;
            (from..=to).contains(&code).then_some((code, length))
        })
    }

    fn add_spaces(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(from), Token::Text(to)] = pair
                && let (Some(first), Some(last)) = (number(from), number(to))
                && self.spaces.len() < 64
            {
                self.spaces.push((from.len(), first, last));
            }
        }
        self.spaces.sort_unstable();
    }

    fn add_characters(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(code), to] = pair
                && let (Some(code), Some(target)) = (number(code), target(to))
            {
                self.add(code, code, target);
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Token]) {
        let mut rest = operands;
        while let [Token::Text(from), Token::Text(to), behind @ ..] = rest {
            let (Some(from), Some(to)) = (number(from), number(to)) else { return };
            match behind {
                [Token::Open, list @ ..] => {
                    let end = list.iter().position(|token| *token == Token::Close);
                    let end = end.unwrap_or(list.len());
                    for (code, to) in (from..=to).zip(&list[..end]) {
                        if let Some(target) = target(to) {
                            self.add(code, code, target);
                        }
                    }
                    rest = list.get(end + 1..).unwrap_or_default();
                }
                [first, behind @ ..] => {
                    if let Some(target) = target(first) {
                        self.add(from, to, target);
                    }
                    rest = behind;
                }
                [] => return,
            }
        }
    }

    fn add(&mut self, from: u32, to: u32, target: Target) {
        if self.ranges.len() < MOST_RANGES {
            self.ranges.push((from, to, target));
        }
    }
}

/// What a range leads to: text in UTF-16, or a glyph's number.
fn target(token: &Token) -> Option<Target> {
    match token {
        Token::Text(bytes) => utf16(bytes).filter(|text| is_text(text)).map(Target::Text),
        Token::Number(number) => whole(*number).map(Target::Glyph),
        _ => None,
    }
}

/// Text in UTF-16 with the higher byte first; of one byte, a character below 256.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    if let [byte] = bytes {
        return Some(char::from(*byte).to_string());
    }
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// Whether a font's text for a glyph says anything: not a control or a place of private use.
pub(super) fn is_text(text: &str) -> bool {
    let says_nothing = |c: char| {
        c.is_control() && !c.is_whitespace()
            || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FFF0}'..='\u{FFFF}')
    };
    !text.is_empty() && !text.chars().any(says_nothing)
}

/// A code of up to four bytes.
fn number(bytes: &[u8]) -> Option<u32> {
    let fits = !bytes.is_empty() && bytes.len() <= 4;
    fits.then(|| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// A number that is whole and not negative.
pub(super) fn whole(number: f32) -> Option<u32> {
    // No other conversion from floating point is exact and checked.
    (number.fract() == 0.0).then(|| number.to_string().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_give_letters_and_glyphs() {
        let map = CharacterMap::parse(
            b"1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange\n\
              2 beginbfchar <01> <0041> <02> <00660069> endbfchar\n\
              2 beginbfrange <10> <12> <0430> <20> <21> [<0041> <d83dde00>] endbfrange\n\
              1 begincidrange <8000> <8002> 7 endcidrange 1 beginbfchar <30> <E001> endbfchar",
        );
        let texts = [0x01, 0x02, 0x11, 0x13, 0x21, 0x30, 0x8000].map(|code| map.text(code));
        let expected = [Some("A"), Some("fi"), Some("б"), None, Some("😀"), None, None];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
        assert_eq!([0x8002, 0x8003].map(|code| map.glyph(code)), [Some(9), None]);
        assert_eq!(map.next_code(b"\x01\x02"), Some((1, 1)));
        assert_eq!(map.next_code(b"\x80\x02"), Some((0x8002, 2)));
        assert_eq!(map.next_code(b"\x80"), None);
    }
}
