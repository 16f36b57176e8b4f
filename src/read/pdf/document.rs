//! The objects of a document, looked up with bounds: references are followed a few steps, streams
//! unpacked up to a length.

use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object};

/// How many references are followed from one to the next.
const LONGEST_CHAIN: usize = 16;

/// The longest a glyph's name is; the longest usual ones have 20 letters.
const LONGEST_NAME: usize = 40;

/// What a dictionary has under a key, references followed.
pub(super) fn get<'d>(doc: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    dict.get(key).ok().map(|object| follow(doc, object))
}

/// What a reference leads to; anything else is itself.
pub(super) fn follow<'d>(doc: &'d Document, mut object: &'d Object) -> &'d Object {
    for _ in 0..LONGEST_CHAIN {
        match object {
            Object::Reference(id) => match doc.objects.get(id) {
                Some(next) => object = next,
                None => return &Object::Null,
            },
            _ => return object,
        }
    }
    &Object::Null
}

/// A dictionary under a key.
pub(super) fn dict<'d>(
    doc: &'d Document,
    dict: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    get(doc, dict, key)?.as_dict().ok()
}

/// A name under a key.
pub(super) fn name<'d>(doc: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    get(doc, dict, key)?.as_name().ok()
}

/// A number under a key.
pub(super) fn number(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<f32> {
    as_number(get(doc, dict, key)?)
}

/// A number of either kind.
pub(super) fn as_number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

/// The numbers of a list; what is none counts as nought.
pub(super) fn numbers<'d>(doc: &'d Document, list: &'d Object) -> impl Iterator<Item = f32> + 'd {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|object| as_number(follow(doc, object)).unwrap_or(0.0))
}

/// The bytes of a stream, unpacked; `None` where they do not unpack or are longer than allowed.
pub(super) fn stream(object: &Object, longest: usize) -> Option<Vec<u8>> {
    object.as_stream().ok()?.get_plain_content_with_limit(longest).ok()
}

/// Text that describes the document, on one line.
pub(super) fn text(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(get(doc, dict, key)?).ok()
}

/// What the 256 codes stand for in an encoding that the format names.
pub(super) fn base_letters(encoding: &[u8]) -> &'static [Option<String>] {
    const NAMES: [&[u8]; 4] =
        [b"StandardEncoding", b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];
    static LETTERS: LazyLock<[Vec<Option<String>>; 4]> = LazyLock::new(|| {
        NAMES.map(|name| (0..=255).map(|code| letter(Object::Name(name.to_vec()), code)).collect())
    });
    &LETTERS[NAMES.iter().position(|name| *name == encoding).unwrap_or(0)]
}

/// The letters of a glyph's name: as Adobe lists them, or with their number in the name, and
/// without what a font adds to tell its variants apart (`a.sc`, `f_i`).
pub(super) fn glyph_name(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok().filter(|name| name.len() <= LONGEST_NAME)?;
    let base = name.split('.').next()?;
    let part = |part: &str| {
        let digits = part.strip_prefix("uni").or_else(|| part.strip_prefix('u'));
        let digits = digits.filter(|digits| (4..=6).contains(&digits.len()));
        let numbered = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        numbered.and_then(char::from_u32).map(String::from).or_else(|| {
            let list = vec![Object::Integer(0), Object::Name(part.as_bytes().to_vec())];
            let encoding = Dictionary::from_iter([("Differences", Object::Array(list))]);
            letter(Object::Dictionary(encoding), 0)
        })
    };
    base.split('_').map(part).collect()
}

/// What a code stands for in an encoding, as the crate's own tables have it.
fn letter(encoding: Object, code: u8) -> Option<String> {
    let font =
        Dictionary::from_iter([("Type", Object::Name(b"Font".to_vec())), ("Encoding", encoding)]);
    let doc = Document::new();
    let encoding = font.get_font_encoding(&doc).ok()?;
    encoding.bytes_to_string(&[code]).ok().filter(|text| super::cmap::is_text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        let cases = [
            ("A", Some("A")),
            ("adieresis", Some("ä")),
            ("fi", Some("ﬁ")),
            ("f_i", Some("fi")),
            ("a.sc", Some("a")),
            ("uni0411", Some("Б")),
            ("u1F600", Some("😀")),
            ("afii10017", Some("А")),
            ("g123", None),
            (".notdef", None),
        ];
        for (name, expected) in cases {
            assert_eq!(glyph_name(name.as_bytes()).as_deref(), expected, "{name}");
        }
        assert_eq!(base_letters(b"WinAnsiEncoding")[0x80].as_deref(), Some("€"));
        assert_eq!(base_letters(b"")[0xAE].as_deref(), Some("ﬁ"));
    }
}
