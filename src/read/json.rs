//! JSON read as news: where values end, which object wraps articles, and a value as an article.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::value::Value;
use super::{Context, Reason, address, html, record, spellings};
use crate::article::{Article, Source};

/// The note of a record that only could be read after [`mend`].
const MENDED: &str = "not valid JSON: lone surrogates, NaN or control characters were replaced";

/// Reads one JSON value as an article.
pub(super) fn read(text: &str, context: Context) -> Result<Article, Reason> {
    let text = text.trim_start_matches('\u{FEFF}').trim_end();
    let error = match serde_json::from_str::<Value<'_>>(text) {
        Ok(value) => return record::read(&value, beside(context), context),
        Err(error) => error,
    };
    let mended = mend(text);
    let Ok(value) = serde_json::from_str::<Value<'_>>(&mended) else {
        // Of a record on one line, which has a number of its own, the column says it all; other
        // lines are counted from the first of the record.
        let error = error.to_string();
        return Err(Reason::NotJson(if text.contains('\n') {
            format!("{error} of the record")
        } else {
            error.replace(" line 1 column", " column")
        }));
    };
    let mut article = record::read(&value, beside(context), context)?;
    article.head.notes.push(MENDED.to_owned());
    Ok(article)
}

/// What stands ahead of the items of a JSON Feed: its name, its site, its language.
fn beside(context: Context<'_>) -> record::Beside {
    let mut beside = record::Beside::nothing("key");
    let head = context.around.head.trim_end();
    let Some(head) = head.strip_suffix('[') else { return beside };
    // Cut off behind the opening bracket of its items.
    let head = format!("{head}[]}}");
    let Ok(feed) = serde_json::from_str::<Value<'_>>(&head) else { return beside };
    let text = |key: &str| feed.get(key).and_then(Value::text).map(Cow::into_owned);
    let domain = text("home_page_url").as_deref().and_then(address::domain);
    let found_in = "key \"title\" of the feed".into();
    let name = text("title").and_then(|title| html::publication(&title, domain.as_deref()));
    beside.source = Some(Source { name, domain, found_in });
    beside.language = text("language").map(|code| (code, "key \"language\" of the feed".into()));
    beside
}

/// Whether a document is a JSON Feed (jsonfeed.org), by what stands ahead of its items.
pub(super) fn is_feed(head: &[u8]) -> bool {
    memchr::memmem::find(head, b"://jsonfeed.org/version/").is_some()
}

/// What common writers of JSON get wrong, put right: halves of characters cut apart, numbers that
/// are none, control characters not escaped.
fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut inside = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        match c {
            '"' => {
                inside = !inside;
                mended.push(c);
            }
            '\\' if inside => {
                let (escape, length) = escape(rest);
                mended.push_str(&escape);
                used = length;
            }
            '\0'..'\x20' if inside => {
                let _ = write!(mended, "\\u{:04x}", u32::from(c));
            }
            _ if inside => mended.push(c),
            _ => match ["NaN", "Infinity", "-Infinity"].iter().find(|no| rest.starts_with(**no)) {
                Some(no_number) => {
                    mended.push_str("null");
                    used = no_number.len();
                }
                None => mended.push(c),
            },
        }
        rest = &rest[used..];
    }
    mended
}

/// The escape at the start of the text, with half a character replaced, and its length there.
fn escape(text: &str) -> (Cow<'_, str>, usize) {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    match unit(text) {
        Some(0xD800..=0xDBFF) if matches!(unit(&text[6..]), Some(0xDC00..=0xDFFF)) => {
            (Cow::Borrowed(&text[..12]), 12)
        }
        Some(0xD800..=0xDFFF) => (Cow::Borrowed("\\ufffd"), 6),
        _ => {
            let length = text.chars().take(2).map(char::len_utf8).sum();
            (Cow::Borrowed(&text[..length]), length)
        }
    }
}

/// Finds the end of one value in bytes that come piece by piece.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    started: bool,
    depth: usize,
    inside_string: bool,
    escaped: bool,
}

impl Scanner {
    /// Behind the last byte of the value, if it is in these bytes.
    pub(super) fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.inside_string {
                at += self.string(&bytes[at..]);
                if !self.inside_string && self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            match bytes[at] {
                b'"' => self.inside_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' if self.depth == 1 => return Some(at + 1),
                // A bracket too many must not stop the cutting: it is a record that is no JSON.
                b'}' | b']' if !self.started => return Some(at + 1),
                b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    return Some(at);
                }
                _ => {}
            }
            self.started = true;
            at += 1;
        }
        None
    }

    /// Reads on in a string; how far.
    fn string(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        if self.escaped {
            self.escaped = false;
            at = 1;
        }
        while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
            at += found + 1;
            if bytes[at - 1] == b'"' {
                self.inside_string = false;
                return at;
            }
            if at == bytes.len() {
                self.escaped = true;
                return at;
            }
            at += 1;
        }
        bytes.len()
    }
}

/// Keys of the lists of articles in what news APIs and search engines answer.
const WRAPPERS: &[&str] = &[
    "articles",
    "items",
    "results",
    "hits",
    "docs",
    "documents",
    "stories",
    "news",
    "data",
    "response",
    "entries",
    "records",
    "posts",
    "rows",
    "value",
    "feed",
    "@graph",
];

/// How deep a wrapper may stand in another: `{"response": {"docs": […]}}`.
const WRAPPED_DEPTH: usize = 3;

/// Where the items of a list of articles begin, when the document that begins with `head` is an
/// object that wraps one and is no article itself.
pub(super) fn wrapped(head: &[u8]) -> Option<usize> {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").map_or(0, |_| 3);
    let at = blank(head, start);
    (head.get(at) == Some(&b'{')).then(|| wrapped_in(head, at + 1, WRAPPED_DEPTH))?
}

/// The same inside an object whose members begin at `at`.
fn wrapped_in(head: &[u8], mut at: usize, depth: usize) -> Option<usize> {
    loop {
        at = blank(head, at);
        if head.get(at) == Some(&b',') {
            at = blank(head, at + 1);
        }
        if head.get(at) != Some(&b'"') {
            return None;
        }
        let end = at + Scanner::default().end(&head[at..])?;
        let key: String = serde_json::from_slice(&head[at..end]).ok()?;
        at = blank(head, end);
        if head.get(at) != Some(&b':') || spellings::is_text(&key) {
            return None;
        }
        at = blank(head, at + 1);
        let wraps = depth > 0 && WRAPPERS.contains(&key.to_ascii_lowercase().as_str());
        let found = match head.get(at)? {
            b'[' if wraps && head.get(blank(head, at + 1)) == Some(&b'{') => Some(at + 1),
            b'{' if wraps => wrapped_in(head, at + 1, depth - 1),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at += Scanner::default().end(&head[at..])?;
    }
}

/// The first place from `at` on that is not blank.
fn blank(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::super::Around;
    use super::*;

    #[test]
    fn values_end_where_they_end_however_the_bytes_come() {
        let cases = [
            (r#"{"a":"}\"\\"} x"#, Some(13)),
            (r#"[1,[2],{"b":[]}],"#, Some(16)),
            (r#""a\"b","#, Some(6)),
            ("12,", Some(2)),
            ("true]", Some(4)),
            ("}", Some(1)),
            (r#"{"a":"#, None),
            (r#""a\"#, None),
        ];
        for (text, expected) in cases {
            assert_eq!(Scanner::default().end(text.as_bytes()), expected, "{text}");
            let mut scanner = Scanner::default();
            let piecemeal =
                text.bytes().enumerate().find_map(|(at, byte)| Some(at + scanner.end(&[byte])?));
            assert_eq!(piecemeal, expected, "{text} byte by byte");
        }
    }

    #[test]
    fn errors_say_where_in_the_record() {
        let cases = [
            (r#"{"title": "cut"#, "not JSON: EOF while parsing a string at column 14"),
            ("{\n\"title\": no}", "not JSON: expected ident at line 2 column 11 of the record"),
        ];
        let context = Context { today: jiff::civil::date(2024, 6, 19), around: Around::NOTHING };
        for (text, expected) in cases {
            assert_eq!(read(text, context).unwrap_err().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_writers_get_wrong_is_put_right() {
        let cases = [
            (r#"{"a":"x\ud83dy","b":NaN}"#, r#"{"a":"x\ufffdy","b":null}"#),
            (r#"["\ud83d\ude00 NaN","\ude00",-Infinity]"#, r#"["\ud83d\ude00 NaN","\ufffd",null]"#),
            ("{\"a\":\"x\ty\nz\"}", "{\"a\":\"x\\u0009y\\u000az\"}"),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\u12"#, r#""\u12"#),
            (r#""\"#, r#""\"#),
        ];
        for (text, expected) in cases {
            assert_eq!(mend(text), expected);
        }
    }
}
