//! Reading one date out of text.

use std::ops::{Range, RangeInclusive};

use jiff::Timestamp;
use jiff::tz::Offset;

use super::tokens::{self, Cursor, Kind, Token, tokens};
use super::{Date, Manner, Precision, forms, names};

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
    Manner::default().parse(text)
}

impl Manner {
    /// Reads text that is one date and nothing else, as [`parse()`] does, written in this manner.
    pub fn parse(self, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let tokens = tokens(text);
        let start = forms::skip_article(Cursor { tokens: &tokens, at: 0, manner: self });
        let (date, end) = forms::date(start)?;
        end.skip_sign(&['.', ',']).is_at_end().then_some(date)?
    }

    /// Finds the first date inside a line, as [`find`] does, written in this manner.
    pub fn find(self, line: &str) -> Option<(Range<usize>, Date)> {
        if !line.chars().any(char::is_numeric) {
            return None;
        }
        let tokens = tokens(line);
        let mut at = 0;
        while at < tokens.len() {
            let start = Cursor { tokens: &tokens, at, manner: self };
            at += 1;
            if !begins_alone(start) {
                continue;
            }
            let Some((date, end)) = forms::date(start) else { continue };
            let taken = &tokens[start.at..end.at];
            let month = (0..taken.len()).find(|&at| is_month(taken, at));
            if !ends_alone(end, month) || !is_telling(taken, month, date) {
                continue;
            }
            if let Some(date) = date {
                return Some((tokens[start.at].start..taken[taken.len() - 1].end(), date));
            }
            at = end.at;
        }
        None
    }
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

/// The years in which a date in figures alone is believed inside a line.
const NUMERIC_YEARS: RangeInclusive<i16> = 1600..=2199;

/// Month names that are also ordinary words of some language when they begin with a small letter.
const ORDINARY_WORDS: &[&str] = &[
    "may", "march", "mar", "set", "out", "ago", "des", "sie", "ara", "lis", "tem", "gen", "noi",
    "mag", "mai", "loka",
];

/// What a number behind it is a version of.
const VERSIONS: &[&str] = &["version", "ver", "v", "release", "build"];

/// How many tokens ahead of a word its date has a number: `Monday, the 17th`.
const REACH: usize = 6;

/// Finds the first date inside a line: its byte range and what it means.
///
/// Found is what stands on its own and names a day, or a month by name with a year of four
/// figures; a bare year, `2024-06` (as likely the years 2024 to 2006) and what hangs in addresses,
/// file names, telephone numbers, prices and versions is passed over. So is an impossible day.
/// A numeric date whose day is uncertain (`05/06/2024`) is found as its year, as [`parse`] reads
/// it, since the dates behind it are not the first.
pub fn find(line: &str) -> Option<(Range<usize>, Date)> {
    Manner::default().find(line)
}

/// Whether the place can be the beginning of a date and of nothing longer.
fn begins_alone(start: Cursor<'_>) -> bool {
    let Some(token) = start.peek() else { return false };
    if token.kind == Kind::Word {
        let near = start.tokens[start.at..].iter().take(REACH);
        // `so 17 June`: as likely an ordinary word as a weekday, and nothing is lost without it.
        let short = token.text.len() <= 3 && token.text.starts_with(char::is_lowercase);
        if !near.into_iter().any(is_number) || short && names::month(token.text).is_none() {
            return false;
        }
    }
    let before = |steps: usize| start.at.checked_sub(steps).and_then(|at| start.tokens.get(at));
    let Some(last) = before(1) else { return true };
    if token.spaced {
        return !VERSIONS.iter().any(|word| last.text.eq_ignore_ascii_case(word));
    }
    match last.kind {
        Kind::Word => is_syllable(last),
        Kind::Number { .. } => false,
        Kind::Sign(':' | ',') => last.spaced || !before(2).is_some_and(is_number),
        Kind::Sign(sign) => !"-/.+_=#@$€£¥₹\\&%?~".contains(sign),
    }
}

/// Whether nothing hangs on to a date that makes it part of something longer. A month by name
/// leaves less room for doubt: `June 17, 2024By Our Staff` is what pages make of two lines.
fn ends_alone(end: Cursor<'_>, month: Option<usize>) -> bool {
    let Some(next) = end.peek().filter(|next| !next.spaced) else { return true };
    let after = end.advance().peek().filter(|after| !after.spaced);
    match next.kind {
        Kind::Number { .. } => false,
        Kind::Word if month.is_some() => !next.text.starts_with(char::is_lowercase),
        Kind::Word => is_syllable(next),
        Kind::Sign('-' | '/') if month.is_some() => true,
        Kind::Sign('.' | ',' | ':') if month.is_some() => !after.is_some_and(is_number),
        Kind::Sign('.' | ',' | ':' | '-' | '/') => {
            after.is_none_or(|t| matches!(t.kind, Kind::Sign(_)))
        }
        Kind::Sign(sign) => !"_=%€$£\\&@".contains(sign),
    }
}

/// Whether a date found inside a line says enough to be taken for one; `month` is the place of
/// its month if that is a word.
fn is_telling(taken: &[Token<'_>], month: Option<usize>, date: Option<Date>) -> bool {
    let Some(date) = date else { return true };
    let Some(month) = month else {
        let numbers = taken.iter().filter(|token| is_number(token)).count();
        return match date.precision() {
            Precision::Year | Precision::Day => numbers >= 3,
            Precision::Month => false,
            Precision::Time => true,
        } && NUMERIC_YEARS.contains(&date.first_day().year());
    };
    // `17 out 2024` is Portuguese; `In 2024, out of` is not.
    let day_first = taken[..month].last().is_some_and(is_day);
    day_first || !ORDINARY_WORDS.contains(&taken[month].text)
}

/// Whether the month of a date stands here as a word.
fn is_month(taken: &[Token<'_>], at: usize) -> bool {
    let cursor = Cursor { tokens: taken, at, manner: Manner::default() };
    cursor.word(&["年", "년"]).is_some() || forms::month_name(cursor).is_some()
}

fn is_day(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Number { digits: 1 | 2, .. })
}

fn is_number(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Number { .. })
}

fn is_syllable(token: &Token<'_>) -> bool {
    token.text.chars().next().is_some_and(tokens::is_syllable)
}
