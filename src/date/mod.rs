//! A publication date with its precision, ranges of dates, and the words people use for them.
//!
//! A date is kept as it was written: `2024` is a year, not the first of January, and a time keeps
//! the offset it was given with. Dates are compared on the calendar of the place of publication,
//! so a story of 23:30 in New York belongs to that New York day.

mod clock;
mod forms;
mod language;
mod manner;
mod names;
mod parse;
mod tokens;

pub use language::range;
pub use manner::{Calendar, Manner, Order};
pub use parse::{find, from_unix, parse};

use std::fmt;

use jiff::tz::Offset;
use jiff::{ToSpan, civil};
use serde::{Deserialize, Serialize};

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// `2024`
    Year,
    /// `2024-06`
    Month,
    /// `2024-06-17`
    Day,
    /// `2024-06-17T10:30:00+02:00`, or without an offset where none was given.
    Time,
}

/// A date with its precision. Serialises as `{"value": "2024-06", "precision": "month"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Date {
    /// The first moment it may mean, on the calendar of the place of publication.
    start: civil::DateTime,
    /// Only ever set with [`Precision::Time`].
    offset: Option<Offset>,
    precision: Precision,
}

/// The serialised form of a [`Date`].
#[derive(Serialize, Deserialize)]
struct Written {
    value: String,
    precision: Precision,
}

impl Date {
    /// A year; `None` outside 1..=9999.
    pub fn year(year: i16) -> Option<Self> {
        Self::new(year, 1, 1, Precision::Year)
    }

    /// A month of a year; `None` where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::new(year, month, 1, Precision::Month)
    }

    /// A day; `None` where the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::new(year, month, day, Precision::Day)
    }

    /// A moment, with its offset from UTC where it is known; fractions of a second are dropped.
    /// `None` before the year 1, and for an offset that is not whole minutes under a day.
    pub fn time(start: civil::DateTime, offset: Option<Offset>) -> Option<Self> {
        let writable = |o: Offset| o.seconds() % 60 == 0 && o.seconds().abs() < 24 * 60 * 60;
        if start.year() < 1 || !offset.is_none_or(writable) {
            return None;
        }
        let start = start.date().at(start.hour(), start.minute(), start.second(), 0);
        Some(Self { start, offset, precision: Precision::Time })
    }

    fn new(year: i16, month: i8, day: i8, precision: Precision) -> Option<Self> {
        let start = civil::Date::new(year, month, day).ok()?.to_datetime(civil::Time::midnight());
        (year >= 1).then_some(Self { start, offset: None, precision })
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The first and the last second the date may mean, in seconds since 1970-01-01T00:00:00 on
    /// the calendar of the place of publication (no offset applied).
    pub fn seconds(&self) -> (i64, i64) {
        let first = civil_seconds(self.start);
        match self.precision {
            Precision::Time => (first, first),
            _ => (first, last_second(self.last_day())),
        }
    }

    /// The calendar date of its first moment.
    pub fn first_day(&self) -> civil::Date {
        self.start.date()
    }

    /// The calendar date of its last moment.
    pub fn last_day(&self) -> civil::Date {
        let first = self.first_day();
        match self.precision {
            Precision::Year => first.last_of_year(),
            Precision::Month => first.last_of_month(),
            Precision::Day | Precision::Time => first,
        }
    }

    /// Whether a publication date can be this one: not before 1600 (printed news is not older),
    /// at most two days after `today` (time zones and advance datelines reach that far).
    pub fn is_plausible(&self, today: civil::Date) -> bool {
        let latest = today.saturating_add(2.days());
        self.start.year() >= 1600 && self.first_day() <= latest
    }
}

/// Prints as ISO 8601, as precisely as known; [`parse()`] reads the same date back.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.start;
        write!(f, "{:04}", at.year())?;
        if self.precision >= Precision::Month {
            write!(f, "-{:02}", at.month())?;
        }
        if self.precision >= Precision::Day {
            write!(f, "-{:02}", at.day())?;
        }
        if self.precision == Precision::Time {
            write!(f, "T{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())?;
        }
        match self.offset.map(|offset| offset.seconds() / 60) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl From<Date> for Written {
    fn from(date: Date) -> Self {
        Self { value: date.to_string(), precision: date.precision }
    }
}

impl TryFrom<Written> for Date {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        parse(&written.value).filter(|date| date.precision == written.precision).ok_or_else(|| {
            format!("not a date of precision {:?}: {}", written.precision, written.value)
        })
    }
}

/// A range of dates, both ends included; an open end is `None`.
///
/// Prints as `2024-06-01..2024-06-19`, one day as `2024-06-17`; [`range`] reads the same back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// The first day.
    pub from: Option<civil::Date>,
    /// The last day.
    pub to: Option<civil::Date>,
}

impl DateRange {
    /// The first and last second, as [`Date::seconds`] counts them; an open end is the first or
    /// the last second that any [`Date`] can mean.
    pub fn seconds(&self) -> (i64, i64) {
        let from = self.from.unwrap_or(FIRST_DAY).to_datetime(civil::Time::midnight());
        (civil_seconds(from), last_second(self.to.unwrap_or(civil::Date::MAX)))
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
            if self.to == self.from {
                return Ok(());
            }
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| write!(f, "{to}"))
    }
}

/// The first day a [`Date`] can be; the last is jiff's own, 9999-12-31.
const FIRST_DAY: civil::Date = civil::date(1, 1, 1);

fn civil_seconds(at: civil::DateTime) -> i64 {
    at.duration_since(civil::date(1970, 1, 1).at(0, 0, 0, 0)).as_secs()
}

fn last_second(day: civil::Date) -> i64 {
    civil_seconds(day.at(23, 59, 59, 0))
}

#[cfg(test)]
mod tests;
