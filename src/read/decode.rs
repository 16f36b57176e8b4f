//! Bytes to text, whatever encoding they are in.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How much text the detector is given: enough to be sure, little enough to be quick.
const DETECTED: usize = 64 * 1024;

/// How far into a page its `charset` is looked for; browsers look in the first 1,024 bytes, but
/// saved pages carry comments and scripts ahead of it.
const DECLARED_WITHIN: usize = 8 * 1024;

/// The note for text in which something could not be read.
pub(super) const REPLACED: &str = "some characters could not be read and were replaced";

/// Text, and what a reader of it should know about its encoding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub notes: Vec<String>,
}

/// The encoding of text that is not one byte a letter in the ASCII range: by byte order mark, or
/// by NULs that stand on one side of Latin letters, spaces and line ends.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    memchr::memchr(0, head)?;
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    // Even text without a Latin letter has a space or line end in every twenty characters.
    let some = |nuls: usize| nuls * 20 > count;
    let none = |nuls: usize| nuls * 500 <= count;
    let encoding = match (some(first), some(second)) {
        (false, true) if none(first) => UTF_16LE,
        (true, false) if none(second) => UTF_16BE,
        _ => return None,
    };
    // Not UTF-16 but numbers of two bytes, if what it spells is no text.
    let text = encoding.decode_without_bom_handling_and_without_replacement(&head[..count * 2])?;
    let controls = text.chars().filter(|&c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    (controls.count() * 100 <= count).then_some(encoding)
}

/// Reads bytes as text: by byte order mark, as UTF-8 where they are UTF-8, in the encoding `hint`
/// names, or else in the one the bytes look most like.
pub(super) fn decode<'a>(bytes: &'a [u8], hint: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some(encoding) = utf16(&bytes[..bytes.len().min(super::sniff::HEAD)]) {
        return decode_as(encoding, bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !looks_like_iso_2022_jp(bytes) => {
            Decoded { text: Cow::Borrowed(text), notes: Vec::new() }
        }
        Ok(_) => {
            let hint = hint.filter(|encoding| *encoding == ISO_2022_JP);
            decode_as(hint.unwrap_or_else(|| detect(bytes)), bytes)
        }
        Err(_) if is_damaged_utf8(bytes) => Decoded {
            text: Cow::Owned(String::from_utf8_lossy(bytes).into_owned()),
            notes: vec![REPLACED.to_owned()],
        },
        Err(_) => decode_as(hint.unwrap_or_else(|| detect(bytes)), bytes),
    }
}

/// The encoding a page names in its head. A page that says UTF-16 in bytes that can be read as
/// ASCII is wrong, and none that browsers know by no name is of use.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    memchr::memmem::find_iter(head, b"charset").find_map(|at| {
        let value = head[at + b"charset".len()..].trim_ascii_start().strip_prefix(b"=")?;
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:".contains(b));
        labelled(&value[..end?])
    })
}

/// The encoding that a label names, where it is of use: bytes that are UTF-8 or UTF-16 say so.
pub(super) fn labelled(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    (encoding != UTF_16LE && encoding != UTF_16BE && encoding != UTF_8).then_some(encoding)
}

/// The encoding of a file in records, each of which alone may be too short to tell by; `None` where
/// its beginning is UTF-8.
pub(super) fn guess(head: &[u8]) -> Option<&'static Encoding> {
    // A letter cut in two by the end of the head is no fault.
    let faulty = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    (faulty && !is_damaged_utf8(head)).then(|| detect(head))
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_with_bom_removal(bytes);
    let mut notes = vec![format!("read as {}", encoding.name())];
    if replaced {
        notes.push(REPLACED.to_owned());
    }
    Decoded { text, notes }
}

/// The encoding the bytes look most like, judged from where the first letter is not ASCII.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let special = bytes.iter().position(|&b| !b.is_ascii() || b == 0x1B).unwrap_or(0);
    let sample = &bytes[special.saturating_sub(DETECTED / 8)..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&sample[..sample.len().min(DETECTED)], sample.len() <= DETECTED);
    detector.guess(None, Utf8Detection::Deny)
}

/// The escapes by which ISO-2022-JP, which is otherwise ASCII, changes to Japanese.
fn looks_like_iso_2022_jp(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\x1B$").is_some()
}

/// Whether bytes are UTF-8 with a few faults, such as a letter cut in two. In other encodings
/// next to nothing outside ASCII is valid UTF-8 by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    letters > faults * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_comes_out_as_it_was_written() {
        let russian = "Президент подписал указ о строительстве новой железной дороги на Урале.";
        let japanese = "政府は月曜日、新しい鉄道の建設計画を発表した。来年の春に始まる予定です。";
        let german = "Der Außenminister hält eine Rede über die künftige Lage in der Türkei.";
        let utf16_be = utf16_bytes(german, u16::to_be_bytes);
        let cases = [
            (german.as_bytes().to_vec(), german, None),
            ([b"\xEF\xBB\xBF", german.as_bytes()].concat(), german, None),
            (encoded("windows-1251", russian), russian, Some("windows-1251")),
            (encoded("koi8-r", russian), russian, Some("KOI8-U")),
            (encoded("shift_jis", japanese), japanese, Some("Shift_JIS")),
            (encoded("euc-jp", japanese), japanese, Some("EUC-JP")),
            (encoded("iso-2022-jp", japanese), japanese, Some("ISO-2022-JP")),
            (encoded("windows-1252", german), german, Some("windows-1252")),
            (utf16_bytes(german, u16::to_le_bytes), german, Some("UTF-16LE")),
            (utf16_be.clone(), german, Some("UTF-16BE")),
            ([b"\xFE\xFF".to_vec(), utf16_be].concat(), german, Some("UTF-16BE")),
            (utf16_bytes(russian, u16::to_le_bytes), russian, Some("UTF-16LE")),
        ];
        for (bytes, text, encoding) in cases {
            let notes = encoding.map(|name| format!("read as {name}")).into_iter().collect();
            assert_eq!(decode(&bytes, None), Decoded { text: text.into(), notes });
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "Größe, Maß und Übermut: fünf schöne Wörter".as_bytes().to_vec();
        bytes.extend_from_slice(b" \xC3");
        let expected = Decoded {
            text: "Größe, Maß und Übermut: fünf schöne Wörter \u{FFFD}".into(),
            notes: vec![REPLACED.to_owned()],
        };
        assert_eq!(decode(&bytes, None), expected);
    }

    #[test]
    fn a_declared_encoding_is_taken_where_the_bytes_are_not_utf8() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b"<meta charset=\"windows-1250\">", Some("windows-1250")),
            (b"<META content='text/html; CharSet = KOI8-R'>", Some("KOI8-R")),
            (b"<meta charset=utf-16>", None),
            (b"<meta charset=utf-8>", None),
            (b"<script charset=x></script><meta charset=gbk>", Some("GBK")),
            (b"charset=", None),
        ];
        for (page, expected) in cases {
            assert_eq!(declared(page).map(Encoding::name), expected);
        }
        let page = encoded("windows-1250", "<meta charset=windows-1250>Łódź");
        assert_eq!(decode(&page, declared(&page)).text, "<meta charset=windows-1250>Łódź");
        let page = "<meta charset=windows-1250>Łódź".as_bytes();
        assert_eq!(decode(page, declared(page)).notes, Vec::<String>::new());
    }
}
