//! Fonts: which letters the codes in a string stand for, and how far each glyph reaches.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};
use lopdf::{Dictionary, Document, Object};
use memchr::memmem;

use super::cmap::{self, CharacterMap};
use super::document;
use super::standard::Family;
use super::tokens::{Token, Tokens};

/// The longest character map that is unpacked; those of the largest fonts have 2 MB.
const LONGEST_MAP: usize = 8 << 20;

/// The longest font program that is looked into.
const LONGEST_PROGRAM: usize = 4 << 20;

/// The most widths that are kept; no font has more glyphs.
const MOST_WIDTHS: usize = 1 << 16;

/// A font as text is drawn with it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    /// What its maker says its codes stand for.
    to_unicode: Option<CharacterMap>,
    widths: Widths,
    /// Whether its lines run from top to bottom.
    pub is_vertical: bool,
    /// Whether nothing is known of it.
    is_missing: bool,
}

/// How a string is cut into codes, and what they stand for where no map says so.
#[derive(Debug)]
enum Codes {
    /// A byte each; what each stands for.
    Bytes(Vec<Option<String>>),
    /// Two bytes, or as many as the map says: numbers of glyphs.
    Glyphs(CharacterMap),
    /// Characters of this encoding.
    Characters(&'static Encoding),
}

/// How far glyphs reach, in parts of the size of the font.
#[derive(Debug)]
struct Widths {
    /// Glyphs from the first to the second, in order.
    ranges: Vec<(u32, u32, f32)>,
    others: Others,
}

/// How far those glyphs reach whose widths are not given.
#[derive(Debug, Clone, Copy)]
enum Others {
    Known(f32),
    /// Fonts that every program has need not bring their widths.
    ByLetter(Family),
}

/// A code of a string as it is drawn.
#[derive(Debug, PartialEq)]
pub(super) struct Shown<'f> {
    /// Its letters; `None` where nothing says what they are.
    pub text: Option<Cow<'f, str>>,
    /// How far it reaches, in parts of the size of the font.
    pub width: f32,
    /// Whether it is the single byte of a space, which is drawn with extra width.
    pub is_space: bool,
}

impl Font {
    /// A font that cannot be read: bytes as Western programs write them, in strings that can be
    /// such.
    pub(super) fn unknown() -> Self {
        Self { is_missing: true, ..Self::load(&Document::new(), &Dictionary::new()) }
    }

    /// Reads a font's dictionary.
    pub(super) fn load(doc: &Document, font: &Dictionary) -> Self {
        let to_unicode = document::get(doc, font, b"ToUnicode")
            .and_then(|object| document::stream(object, LONGEST_MAP))
            .map(|bytes| CharacterMap::parse(&bytes));
        let kind = document::name(doc, font, b"Subtype").unwrap_or_default();
        if kind != b"Type0" {
            return Self {
                codes: Codes::Bytes(letters(doc, font)),
                to_unicode,
                widths: simple_widths(doc, font, kind),
                is_vertical: false,
                is_missing: false,
            };
        }
        let encoding = document::get(doc, font, b"Encoding");
        let named = encoding.and_then(|object| object.as_name().ok()).unwrap_or_default();
        let codes = match (encoding_of(named), encoding) {
            (Some(encoding), _) => Codes::Characters(encoding),
            (None, Some(map @ Object::Stream(_))) => {
                let bytes = document::stream(map, LONGEST_MAP).unwrap_or_default();
                Codes::Glyphs(CharacterMap::parse(&bytes))
            }
            (None, _) => Codes::Glyphs(CharacterMap::default()),
        };
        let below = document::get(doc, font, b"DescendantFonts")
            .and_then(|object| object.as_array().ok()?.first())
            .and_then(|object| document::follow(doc, object).as_dict().ok());
        Self {
            codes,
            to_unicode,
            widths: below.map_or_else(Widths::unknown, |below| glyph_widths(doc, below)),
            is_vertical: named.ends_with(b"-V"),
            is_missing: false,
        }
    }

    /// The codes of a string, in order.
    pub(super) fn show<'f>(&'f self, mut bytes: &'f [u8]) -> impl Iterator<Item = Shown<'f>> {
        // Western text has no NULs; the numbers of glyphs in two bytes have them everywhere.
        let is_lost = self.is_missing && memchr::memchr(0, bytes).is_some();
        std::iter::from_fn(move || {
            let (shown, length) = self.next(bytes)?;
            bytes = bytes.get(length.max(1)..).unwrap_or_default();
            Some(Shown { text: shown.text.filter(|_| !is_lost), ..shown })
        })
    }

    fn next<'f>(&'f self, bytes: &[u8]) -> Option<(Shown<'f>, usize)> {
        let first = *bytes.first()?;
        let (code, length, own): (u32, usize, Option<Cow<'f, str>>) = match &self.codes {
            Codes::Bytes(letters) => {
                let letters = letters.get(usize::from(first)).and_then(Option::as_deref);
                (u32::from(first), 1, letters.map(Cow::Borrowed))
            }
            Codes::Glyphs(map) => {
                let (code, length) = map.next_code(bytes).unwrap_or_else(|| two_bytes(bytes));
                (code, length, None)
            }
            Codes::Characters(encoding) => character(encoding, bytes),
        };
        let text = self.to_unicode.as_ref().and_then(|map| map.text(code)).map(Cow::Owned);
        let text = text.or(own);
        let glyph = match &self.codes {
            Codes::Glyphs(map) => map.glyph(code).unwrap_or(code),
            // The numbers of the glyphs stand in tables of the maker's, which nobody need have.
            Codes::Characters(_) => u32::MAX,
            Codes::Bytes(_) => code,
        };
        let is_space = length == 1 && first == b' ';
        let width = self.widths.of(glyph, text.as_deref());
        Some((Shown { text, width, is_space }, length))
    }
}

/// A code of two bytes, or of one where the string ends.
fn two_bytes(bytes: &[u8]) -> (u32, usize) {
    match bytes {
        [high, low, ..] => (u32::from(u16::from_be_bytes([*high, *low])), 2),
        [byte] => (u32::from(*byte), 1),
        [] => (0, 0),
    }
}

/// The first character of a string in an encoding of East Asia.
fn character(encoding: &'static Encoding, bytes: &[u8]) -> (u32, usize, Option<Cow<'static, str>>) {
    let is_lead = match bytes[0] {
        0xA1..=0xDF => encoding != SHIFT_JIS,
        byte => byte > 0x80,
    };
    let length = match bytes {
        [0xD8..=0xDB, ..] if encoding == UTF_16BE => 4,
        _ if encoding == UTF_16BE || is_lead => 2,
        _ => 1,
    };
    let bytes = &bytes[..length.min(bytes.len())];
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
    (code, length, text.map(|text| Cow::Owned(text.into_owned())))
}

/// The encoding that a character map of Adobe's goes by, told from its name (`UniGB-UCS2-H`,
/// `90ms-RKSJ-H`, `GBK-EUC-H`); they all lead to tables of glyphs that are not needed for text.
fn encoding_of(name: &[u8]) -> Option<&'static Encoding> {
    const NAMES: &[(&str, &Encoding)] = &[
        ("UCS2", UTF_16BE),
        ("UTF16", UTF_16BE),
        ("RKSJ", SHIFT_JIS),
        ("GB", GB18030),
        ("B5", BIG5),
        ("KSC", EUC_KR),
    ];
    let name = std::str::from_utf8(name).ok()?;
    NAMES.iter().find(|(part, _)| name.contains(part)).map(|(_, encoding)| *encoding)
}

/// What the 256 codes of a simple font stand for.
fn letters(doc: &Document, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = document::get(doc, font, b"Encoding");
    let differences = encoding.and_then(|object| object.as_dict().ok());
    let base = match (encoding, differences) {
        (Some(Object::Name(name)), _) => Some(name.as_slice()),
        (_, Some(encoding)) => document::name(doc, encoding, b"BaseEncoding"),
        _ => None,
    };
    let mut letters = document::base_letters(base.unwrap_or_default()).to_vec();
    if base.is_none() {
        own_letters(doc, font, &mut letters);
    }
    let list = differences
        .and_then(|encoding| document::get(doc, encoding, b"Differences")?.as_array().ok());
    let mut code = 0;
    for object in list.into_iter().flatten().take(MOST_WIDTHS) {
        match object {
            Object::Integer(first) => code = usize::try_from(*first).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    *letter = document::glyph_name(name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

/// What the codes stand for by the program of a Type 1 font, which names their glyphs ahead of its
/// encrypted part: `dup 12 /fi put`.
fn own_letters(doc: &Document, font: &Dictionary, letters: &mut [Option<String>]) {
    let program = document::dict(doc, font, b"FontDescriptor")
        .and_then(|descriptor| document::get(doc, descriptor, b"FontFile"))
        .and_then(|program| document::stream(program, LONGEST_PROGRAM));
    let program = program.unwrap_or_default();
    let end = memmem::find(&program, b"eexec").unwrap_or(0);
    let mut code = None;
    for token in Tokens::new(&program[..end], 0) {
        match token {
            Token::Number(number) => code = cmap::whole(number),
            Token::Name(name) => {
                let letter =
                    code.take().and_then(|code| letters.get_mut(usize::try_from(code).ok()?));
                if let Some(letter) = letter {
                    *letter = document::glyph_name(name);
                }
            }
            _ => code = None,
        }
    }
}

/// The widths of a font of 256 codes.
fn simple_widths(doc: &Document, font: &Dictionary, kind: &[u8]) -> Widths {
    // The fonts of a document itself have a measure of their own.
    let scale = (kind == b"Type3")
        .then(|| document::numbers(doc, document::get(doc, font, b"FontMatrix")?).next())
        .flatten()
        .unwrap_or(0.001);
    let first = document::number(doc, font, b"FirstChar").and_then(cmap::whole).unwrap_or(0);
    let list = document::get(doc, font, b"Widths");
    let list = list.into_iter().flat_map(|list| document::numbers(doc, list)).take(256);
    let ranges: Vec<_> =
        (first..=u32::MAX).zip(list).map(|(code, width)| (code, code, width * scale)).collect();
    let missing = document::get(doc, font, b"FontDescriptor")
        .and_then(|object| document::number(doc, object.as_dict().ok()?, b"MissingWidth"));
    let others = match missing {
        _ if ranges.is_empty() => {
            let name = document::name(doc, font, b"BaseFont").unwrap_or_default();
            Others::ByLetter(Family::named(name))
        }
        missing => Others::Known(missing.unwrap_or(0.0) * scale),
    };
    Widths { ranges, others }
}

/// The widths of a font of many glyphs: runs of `first [width …]` and `first last width`.
fn glyph_widths(doc: &Document, font: &Dictionary) -> Widths {
    let others = document::number(doc, font, b"DW").unwrap_or(1000.0) / 1000.0;
    let list = document::get(doc, font, b"W").and_then(|object| object.as_array().ok());
    let mut ranges: Vec<(u32, u32, f32)> = Vec::new();
    let mut rest = list.map(Vec::as_slice).unwrap_or_default();
    let whole = |object| document::as_number(document::follow(doc, object)).and_then(cmap::whole);
    while let [first, second, behind @ ..] = rest {
        if ranges.len() >= MOST_WIDTHS {
            break;
        }
        let second = document::follow(doc, second);
        let Some(first) = whole(first) else { break };
        if matches!(second, Object::Array(_)) {
            let widths = (first..=u32::MAX).zip(document::numbers(doc, second));
            ranges.extend(widths.take(MOST_WIDTHS).map(|(at, width)| (at, at, width / 1000.0)));
            rest = behind;
        } else if let [width, behind @ ..] = behind {
            let width = document::as_number(document::follow(doc, width));
            if let (Some(last), Some(width)) = (whole(second), width) {
                ranges.push((first, last, width / 1000.0));
            }
            rest = behind;
        } else {
            break;
        }
    }
    ranges.sort_by_key(|range| range.0);
    Widths { ranges, others: Others::Known(others) }
}

impl Widths {
    fn unknown() -> Self {
        Self { ranges: Vec::new(), others: Others::Known(1.0) }
    }

    fn of(&self, glyph: u32, text: Option<&str>) -> f32 {
        let behind = self.ranges.partition_point(|range| range.0 <= glyph);
        let range = behind.checked_sub(1).and_then(|at| self.ranges.get(at));
        match (range, self.others) {
            (Some((_, last, width)), _) if glyph <= *last => *width,
            (_, Others::Known(width)) => width,
            (_, Others::ByLetter(family)) => f32::from(family.width(text.unwrap_or("0"))) / 1000.0,
        }
    }
}
