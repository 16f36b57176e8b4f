//! Reading one date out of text.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::tokens::{Cursor, Kind, Token, tokens};
use super::{Date, Precision, forms};

/// No date is written longer than this, in bytes.
const LONGEST: usize = 256;

/// Reads text that is one date and nothing else, as precisely as it was written.
///
/// Understood are ISO 8601, RFC 2822 and HTTP dates, and the ways the major news languages write
/// a date with figures or month names, with or without weekday, time of day and zone. What is not
/// certain is not claimed: `05/06/2024` is May or June depending on who wrote it, so it gives the
/// year alone; a zone abbreviation shared by several zones gives no offset. `None` for anything
/// else, for a day no calendar has, and for years of two digits outside e-mail dates. A weekday
/// that does not fit the date is not held against it.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let start = forms::skip_article(Cursor { tokens: &tokens, at: 0 });
    let (date, end) = forms::date(start)?;
    end.skip_sign(&['.', ',']).is_at_end().then_some(date)?
}

/// The moment of a Unix timestamp in seconds or, from twelve digits on, milliseconds, in UTC.
pub fn from_unix(timestamp: i64) -> Option<Date> {
    // In seconds, twelve digits begin in the year 5138.
    let moment = if timestamp.unsigned_abs() < 100_000_000_000 {
        Timestamp::from_second(timestamp)
    } else {
        Timestamp::from_millisecond(timestamp)
    };
    Date::time(Offset::UTC.to_datetime(moment.ok()?), Some(Offset::UTC))
}

/// Finds the first date inside a line: its byte range and what it means.
pub fn find(line: &str) -> Option<(Range<usize>, Date)> {
    let _ = (line, Kind::Word, Precision::Day, None::<Token<'_>>);
    todo!("date room")
}
