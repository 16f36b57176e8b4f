//! Tables of comma- or tab-separated values: a row is an article, the first one names the columns.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::value::Value;
use super::{Context, Reason, record, spellings};
use crate::article::Article;

/// A parser of rows for a table that begins with these bytes: values are parted by the sign that
/// the first row has most of.
pub(super) fn reader(head: &[u8]) -> Reader {
    const SIGNS: [u8; 4] = [b',', b'\t', b';', b'|'];
    let first = head.split(|&byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty());
    let first = first.unwrap_or_default();
    let count = |sign: &u8| memchr::memchr_iter(*sign, first).count();
    // The first of those that are equal.
    let most = SIGNS.into_iter().rev().max_by_key(|sign| count(sign)).unwrap_or(b',');
    ReaderBuilder::new().delimiter(most).build()
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
