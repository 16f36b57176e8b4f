//! The fields of a head: found, unfolded, decoded, and taken apart where they have parts.
//!
//! Every pass over a value is bounded by [`LONGEST`], so that no trick of nesting or of marks that
//! never close costs more than a moment.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

use super::transfer;
use crate::read::decode;

/// As much of a value as is read, in bytes: a thousand addresses are of no use here.
const LONGEST: usize = 16 * 1024;

/// No encoded word is longer, in bytes; the standard allows 75, programs write more.
const LONGEST_WORD: usize = 2_000;

/// The fields that are read, in lower case.
const WANTED: &[&str] = &[
    "archived-at",
    "content-disposition",
    "content-id",
    "content-language",
    "content-location",
    "content-transfer-encoding",
    "content-type",
    "date",
    "from",
    "list-id",
    "message-id",
    "organization",
    "sender",
    "snapshot-content-location",
    "subject",
];

/// The wanted fields of a head, each once: what stands first counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields<'m>(Vec<(&'static str, Cow<'m, [u8]>)>);

impl<'m> Fields<'m> {
    /// Reads the lines of a head.
    pub(super) fn read(head: &'m [u8]) -> Self {
        let mut fields = Self::default();
        let mut rest = head;
        while !rest.is_empty() {
            let end = field_end(rest);
            let (field, behind) = rest.split_at(end);
            rest = behind;
            let Some(colon) = field.iter().take(80).position(|&byte| byte == b':') else {
                continue;
            };
            let name = field[..colon].trim_ascii();
            let wanted = WANTED.iter().find(|wanted| name.eq_ignore_ascii_case(wanted.as_bytes()));
            if let Some(wanted) = wanted.filter(|wanted| fields.raw(wanted).is_none()) {
                fields.0.push((wanted, unfolded(&field[colon + 1..])));
            }
        }
        fields
    }

    fn raw(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(field, _)| *field == name).map(|(_, value)| &**value)
    }

    /// A value as text that has no parts; `None` where it is blank.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = words(&self.unparsed(name)?);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A value before what it encodes is decoded.
    pub(super) fn unparsed(&self, name: &str) -> Option<String> {
        Some(decode::decode(self.raw(name)?, None).text.into_owned())
    }
}

/// Where a field ends: at the first line end behind which no blank goes on with it.
fn field_end(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes)
        .find(|&at| !matches!(bytes.get(at + 1), Some(b' ' | b'\t')))
        .map_or(bytes.len(), |at| at + 1)
}

/// A value on one line: without its folds, other controls turned to blanks. Escapes stay: East
/// Asian encodings need them.
fn unfolded(value: &[u8]) -> Cow<'_, [u8]> {
    let value = &value[..value.len().min(LONGEST)];
    let is_control = |byte: u8| byte < b' ' && byte != 0x1B;
    let value = value.trim_ascii();
    if !value.iter().any(|&byte| is_control(byte)) {
        return Cow::Borrowed(value);
    }
    let mut out = Vec::with_capacity(value.len());
    for (at, &byte) in value.iter().enumerate() {
        let is_fold = matches!(byte, b'\r' | b'\n')
            && matches!(value.get(at + 1), Some(b' ' | b'\t' | b'\n'));
        if !is_fold {
            out.push(if is_control(byte) { b' ' } else { byte });
        }
    }
    Cow::Owned(out)
}

/// A text with its encoded words (`=?utf-8?B?…?=`) decoded. Words side by side are one text: some
/// programs cut letters in two between them. Where letters have states, each word begins anew.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<(&str, Vec<u8>)> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((charset, bytes, behind)) = word(from) else {
            flush(&mut out, open.take());
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        let joins = before.trim().is_empty();
        match &mut open {
            Some((same, gathered))
                if joins
                    && same.eq_ignore_ascii_case(charset)
                    && encoding(charset) != Some(ISO_2022_JP) =>
            {
                gathered.extend(bytes);
            }
            _ => {
                let follows = open.is_some();
                flush(&mut out, open.take());
                if !(joins && follows) {
                    out.push_str(before);
                }
                open = Some((charset, bytes));
            }
        }
        rest = behind;
    }
    flush(&mut out, open);
    out.push_str(rest);
    out
}

fn flush(out: &mut String, word: Option<(&str, Vec<u8>)>) {
    if let Some((charset, bytes)) = word {
        out.push_str(&decode::decode(&bytes, encoding(charset)).text);
    }
}

/// The charset and bytes of the encoded word that a text begins with, and what stands behind it.
fn word(text: &str) -> Option<(&str, Vec<u8>, &str)> {
    let window = &text[..text.floor_char_boundary(LONGEST_WORD)];
    let (charset, rest) = window.strip_prefix("=?")?.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (encoded, _) = rest.split_once("?=")?;
    let bytes = match how {
        "B" | "b" => transfer::base64(encoded.as_bytes()),
        "Q" | "q" => transfer::quoted(encoded.replace('_', " ").as_bytes()),
        _ => return None,
    };
    let end = "=?".len() + charset.len() + 1 + how.len() + 1 + encoded.len() + "?=".len();
    // A language may stand behind the charset.
    let charset = charset.split('*').next().unwrap_or(charset);
    (!charset.contains(char::is_whitespace)).then(|| (charset, bytes, &text[end..]))
}

/// The encoding of a charset's name. Programs call ASCII or UTF-8 whatever they do not know, and
/// UTF-8 needs no name.
pub(super) fn encoding(charset: &str) -> Option<&'static Encoding> {
    let charset = charset.trim();
    let is_ascii = ["us-ascii", "ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name));
    Encoding::for_label(charset.as_bytes()).filter(|encoding| !is_ascii && *encoding != UTF_8)
}

/// Whether a charset is one that can be read.
pub(super) fn is_known(charset: &str) -> bool {
    Encoding::for_label(charset.trim().as_bytes()).is_some()
}

/// Who a field such as `From` names first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mailbox {
    /// What stands before the address, or in brackets behind it.
    pub name: Option<String>,
    /// In lower case.
    pub address: Option<String>,
}

/// Reads the first mailbox of a field whose encoded words are not decoded yet: names may have
/// commas in them.
pub(super) fn mailbox(value: &str) -> Mailbox {
    let (mut plain, mut remark, mut address) = (String::new(), String::new(), String::new());
    let (mut depth, mut quoted, mut escaped, mut angle) = (0_usize, false, false, false);
    let mut has_address = false;
    for c in value.chars() {
        let taken = if depth > 0 {
            &mut remark
        } else if angle {
            &mut address
        } else {
            &mut plain
        };
        if std::mem::take(&mut escaped) {
            taken.push(c);
            continue;
        }
        match c {
            '\\' => escaped = true,
            '"' if depth == 0 && !angle => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if depth > 0 => depth -= 1,
            '<' if !quoted && depth == 0 => angle = true,
            '>' if angle && depth == 0 => break,
            ',' | ';' if !quoted && depth == 0 && !angle && has_address => break,
            _ => {
                has_address |= c == '@' && !quoted && depth == 0;
                taken.push(c);
            }
        }
    }
    if address.is_empty() && plain.contains('@') && !plain.trim().contains(' ') {
        address = std::mem::take(&mut plain);
    }
    let named = |text: &str| {
        let text = words(text);
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ','));
        (!text.is_empty()).then(|| text.to_owned())
    };
    let address = address.trim().to_lowercase();
    let name = match (named(&plain), named(&remark)) {
        (Some(name), Some(remark)) => Some(format!("{name} ({remark})")),
        (name, remark) => name.or(remark),
    };
    Mailbox { name, address: address.contains('@').then_some(address) }
}

/// A value such as `text/plain; charset=utf-8` and what was set for each parameter.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters {
    /// What stands ahead of the parameters, in lower case.
    pub value: String,
    /// The name in lower case, its number where a value is set in pieces, whether it is encoded.
    pieces: Vec<(String, usize, bool, String)>,
}

impl Parameters {
    pub(super) fn read(text: &str) -> Self {
        let mut parts = split_unquoted(text);
        let value = parts.next().unwrap_or_default().trim().to_lowercase();
        let pieces = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            let name = name.trim().to_lowercase();
            let (name, encoded) = match name.strip_suffix('*') {
                Some(name) => (name, true),
                None => (name.as_str(), false),
            };
            let (name, number) = match name.split_once('*') {
                Some((name, number)) => (name, number.parse().ok()?),
                None => (name, 0),
            };
            Some((name.to_owned(), number, encoded, unquoted(value.trim())))
        });
        Self { value, pieces: pieces.collect() }
    }

    /// The value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut pieces: Vec<_> = self.pieces.iter().filter(|(of, ..)| of == name).collect();
        pieces.sort_by_key(|(_, number, ..)| *number);
        pieces.dedup_by_key(|(_, number, ..)| *number);
        let (.., encoded, first) = pieces.first()?;
        let Some((charset, rest)) = first.split_once('\'').filter(|_| *encoded) else {
            let whole: String = pieces.iter().map(|(.., text)| text.as_str()).collect();
            return Some(words(&whole));
        };
        let mut bytes = Vec::new();
        for (at, (.., encoded, text)) in pieces.iter().enumerate() {
            let text =
                if at == 0 { rest.split_once('\'').map_or(rest, |(_, text)| text) } else { text };
            match encoded {
                true => bytes.extend(transfer::escaped(text.as_bytes(), b'%')),
                false => bytes.extend_from_slice(text.as_bytes()),
            }
        }
        Some(decode::decode(&bytes, encoding(charset)).text.into_owned())
    }
}

/// The parts between semicolons that stand in no quotation marks.
fn split_unquoted(text: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |c: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            ';' => return !quoted,
            _ => {}
        }
        false
    })
}

/// A value without its quotation marks, or without the remark behind it.
fn unquoted(value: &str) -> String {
    let Some(inside) = value.strip_prefix('"') else {
        return value.split(" (").next().unwrap_or(value).trim_end().to_owned();
    };
    let mut out = String::with_capacity(inside.len());
    let mut escaped = false;
    for c in inside.chars() {
        match c {
            _ if std::mem::take(&mut escaped) => out.push(c),
            '\\' => escaped = true,
            '"' => break,
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_once_and_unfolded() {
        let head = b"X: 1\r\nSUBJECT: One\r\n\t two\r\nSubject: other\r\nno field\r\nFrom:a@b.c";
        let fields = Fields::read(head);
        assert_eq!(fields.text("subject").as_deref(), Some("One  two"));
        assert_eq!(fields.text("from").as_deref(), Some("a@b.c"));
        assert_eq!(fields.text("date"), None);
        let stray = Fields::read(b"Subject: a\rb\0c\nDate: x");
        assert_eq!(stray.text("subject").as_deref(), Some("a b c"));
    }

    #[test]
    fn encoded_words() {
        let cases = [
            ("plain =? text", "plain =? text"),
            ("=?iso-8859-1?Q?F=E4hre_h=E4lt?= an", "Fähre hält an"),
            ("a =?utf-8?B?w6Q=?= =?UTF-8?Q?=C3=B6?= b", "a äö b"),
            // A letter cut in two.
            ("=?utf-8?B?w6TD?= =?utf-8?B?tg==?=", "äö"),
            ("=?utf-8*de?Q?=C3=A4?= =?iso-8859-1?Q?=F6?=", "äö"),
            ("=?ISO-2022-JP?B?GyRCRGxLXBsoQg==?=", "底本"),
            ("=?iso-2022-jp?B?GyRCRGwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=", "底本"),
            ("=?x-nonsense?Q?a=20b?=", "a b"),
            ("=?utf-8?X?a?= =?utf-8?Q?b", "=?utf-8?X?a?= =?utf-8?Q?b"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn mailboxes() {
        let cases = [
            ("Anna Berg <anna@b.example>", Some("Anna Berg"), Some("anna@b.example")),
            ("\"Berg, Anna\" <Anna@B.example>, x@y.z", Some("Berg, Anna"), Some("anna@b.example")),
            ("anna@b.example (Anna (A.) Berg)", Some("Anna A. Berg"), Some("anna@b.example")),
            ("=?utf-8?Q?Berg=2C_Anna?= <a@b.c>", Some("Berg, Anna"), Some("a@b.c")),
            ("\"=?utf-8?Q?Gaz=C3=A9?=\" <a@b.c>", Some("Gazé"), Some("a@b.c")),
            ("a@b.c, d@e.f", None, Some("a@b.c")),
            ("The Gazette", Some("The Gazette"), None),
            ("", None, None),
            ("<>", None, None),
        ];
        for (value, name, address) in cases {
            let found = mailbox(value);
            assert_eq!(
                (found.name.as_deref(), found.address.as_deref()),
                (name, address),
                "{value}"
            );
        }
    }

    #[test]
    fn parameters() {
        let read = |text: &str, name: &str| Parameters::read(text).get(name);
        let cases = [
            ("Text/HTML; Charset=\"utf-8\"", "charset", Some("utf-8")),
            ("a/b; boundary=\"x;\\\"y\"; c=d", "boundary", Some("x;\"y")),
            ("a/b; format=flowed (as ever)", "format", Some("flowed")),
            ("a; filename*=iso-8859-1'de'F%E4hre.txt", "filename", Some("Fähre.txt")),
            ("a; filename*1=\"b.txt\"; filename*0*=utf-8''%C3%A4", "filename", Some("äb.txt")),
            ("a; filename=\"=?utf-8?Q?=C3=A4.txt?=\"", "filename", Some("ä.txt")),
            ("a; boundary=x y", "boundary", Some("x y")),
            ("a; b", "b", None),
        ];
        for (text, name, expected) in cases {
            assert_eq!(read(text, name).as_deref(), expected, "{text}");
        }
        assert_eq!(Parameters::read("Text/HTML; x=y").value, "text/html");
    }
}
