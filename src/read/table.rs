//! Tables of comma- or tab-separated values: a row is an article, the first one names the columns.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::value::Value;
use super::{Context, Reason, record, spellings};
use crate::article::Article;

/// A parser of rows for a table that begins with these bytes.
pub(super) fn reader(head: &[u8]) -> Reader {
    ReaderBuilder::new().delimiter(sign(head)).build()
}

/// The sign that parts values: the one that the first row has most of.
fn sign(head: &[u8]) -> u8 {
    const SIGNS: [u8; 4] = [b',', b'\t', b';', b'|'];
    let mut lines = head.split(|&byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| !line.is_empty() && !is_mark(line)).unwrap_or_default();
    let count = |sign: &u8| memchr::memchr_iter(*sign, first).count();
    // The first of those that are equal.
    SIGNS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// Whether a row holds others, because a quotation mark was opened in its first line and never
/// closed: there is none to close it, or the next one opens a value again, which leaves another
/// number of values than the row of names has.
pub(super) fn is_torn(row: &[u8], head: &str) -> bool {
    let sign = sign(head.as_bytes());
    let is_end = |byte: Option<&u8>| byte.is_none_or(|&c| c == sign || matches!(c, b'\r' | b'\n'));
    let (mut quoted, mut broken, mut starts) = (false, false, true);
    let mut at = 0;
    while let Some(&byte) = row.get(at) {
        at += 1;
        if !quoted {
            (quoted, broken) = (byte == b'"' && starts, false);
            starts = byte == sign;
        } else if byte != b'"' {
            broken |= byte == b'\n';
        } else if row.get(at) == Some(&b'"') {
            at += 1;
        } else if broken && !is_end(row.get(at)) {
            let values = values(&String::from_utf8_lossy(row), head);
            return values.len() != self::values(head, head).len();
        } else {
            quoted = false;
        }
    }
    quoted && broken
}

/// Whether a line is the one with which spreadsheets tell each other the sign: `sep=;`.
pub(super) fn is_mark(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.len() == 5 && line[..4].eq_ignore_ascii_case(b"sep=")
}

/// Reads a row as an article; the row of names is what stands ahead of it.
pub(super) fn read(row: &str, context: Context<'_>) -> Result<Article, Reason> {
    let head = context.around.head.trim_start_matches('\u{FEFF}');
    let names = values(head, head);
    if !names.iter().any(|name| spellings::is_known(name)) {
        return Err(Reason::NoColumns);
    }
    let values = values(row, head);
    let more = values.iter().skip(names.len()).any(|value| !value.trim().is_empty());
    if more {
        return Err(Reason::TooManyValues { values: values.len(), columns: names.len() });
    }
    let fields = names
        .into_iter()
        .zip(values)
        .map(|(name, value)| (Cow::Owned(name.trim().to_owned()), Value::Text(Cow::Owned(value))));
    record::read(&Value::Record(fields.collect()), record::Beside::nothing("column"), context)
}

/// The values of a row.
fn values(row: &str, head: &str) -> Vec<String> {
    let mut reader = reader(head.as_bytes());
    let mut values = Vec::new();
    // No value is longer than its row.
    let mut value = vec![0; row.len() + 1];
    let mut rest = row.as_bytes();
    let mut length = 0;
    loop {
        let (result, read, written) = reader.read_field(rest, &mut value[length..]);
        rest = &rest[read..];
        length += written;
        let ended = match result {
            // An empty piece says that the row is over.
            ReadFieldResult::InputEmpty => continue,
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::OutputFull | ReadFieldResult::End => return values,
        };
        values.push(String::from_utf8_lossy(&value[..length]).into_owned());
        length = 0;
        if ended {
            return values;
        }
    }
}
