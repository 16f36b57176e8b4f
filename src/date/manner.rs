//! How dates are written where a text comes from: the order of day and month, the calendar.
//!
//! `06/07/2024` is June in Manila and July in Paris; `2567` is 2024 in Bangkok. A text alone does
//! not tell, but who publishes it often does. Without a manner nothing of the kind is claimed.

use jiff::civil;

use super::Date;
use super::tokens::{Kind, tokens};

/// What is known of how a text writes its dates; by default nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// The order of dates in figures; years of two figures are read only where it is known.
    pub order: Option<Order>,
    /// The calendar of dates in figures.
    pub calendar: Calendar,
}

/// The order of a date in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `17/06/2024`, most of the world.
    DayFirst,
    /// `06/17/2024`, the United States and the Philippines.
    MonthFirst,
    /// `24.06.17`, East Asia and Hungary.
    YearFirst,
}

/// A calendar that newspapers count in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The calendar of nearly all.
    #[default]
    Gregorian,
    /// Thailand's: the same days and months, 543 years on.
    Buddhist,
    /// The solar calendar of Iran and Afghanistan: years begin in March, 621 years behind.
    Persian,
}

/// Languages in which a year stands before its month.
const YEAR_FIRST: &[&str] = &["zh", "ja", "ko", "hu", "lt", "mn", "fa", "eu"];

/// Where English is written with the day first: by its regions.
const DAY_FIRST_ENGLISH: &[&str] = &[
    "gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "pk", "sg", "my", "hk", "gh", "ug", "tz",
    "zm", "zw", "lk", "bd", "mt", "jm", "tt", "ae", "eu", "de", "fr", "es", "it", "nl", "se", "no",
    "dk", "fi", "pl", "gr", "cy", "il", "th", "vn", "id", "np",
];

impl Manner {
    /// The manner of a language (ISO 639-1) and region (ISO 3166, two letters), in lower case.
    /// English without a region is written both ways, and Canada's is.
    pub fn of(language: Option<&str>, region: Option<&str>) -> Self {
        let order = match (language, region) {
            (Some("en") | None, Some("us" | "ph")) => Some(Order::MonthFirst),
            (Some("en"), Some(region)) if DAY_FIRST_ENGLISH.contains(&region) => {
                Some(Order::DayFirst)
            }
            (Some("en") | None, _) => None,
            (Some(language), _) if YEAR_FIRST.contains(&language) => Some(Order::YearFirst),
            (Some(_), _) => Some(Order::DayFirst),
        };
        let calendar = match language {
            Some("th") => Calendar::Buddhist,
            Some("fa") => Calendar::Persian,
            _ => Calendar::Gregorian,
        };
        Self { order, calendar }
    }
}

impl Order {
    /// The order that a date in figures inside a line shows by a part above 12.
    pub fn shown_in(line: &str) -> Option<Self> {
        // Signs between three short numbers are what is looked for; most lines have none.
        if line.bytes().filter(u8::is_ascii_digit).count() < 4 {
            return None;
        }
        let tokens = tokens(line);
        tokens.windows(5).find_map(|five| {
            let number = |at: usize| match five[at].kind {
                Kind::Number { value, digits } => Some((value, digits)),
                _ => None,
            };
            let (first, second, third) = (number(0)?, number(2)?, number(4)?);
            let parted = five[1].kind == five[3].kind
                && matches!(five[1].kind, Kind::Sign('/' | '-' | '.'))
                && five[1..].iter().all(|token| !token.spaced);
            match (first, second, third) {
                ((13..=31, 2), (1..=12, 1 | 2), (_, 2 | 4)) if parted => Some(Self::DayFirst),
                ((1..=12, 1 | 2), (13..=31, 2), (_, 2 | 4)) if parted => Some(Self::MonthFirst),
                _ => None,
            }
        })
    }
}

impl Calendar {
    /// A day of this calendar; years that only the common calendar can mean are that one's.
    pub(super) fn day(self, year: i16, month: i8, day: i8) -> Option<Date> {
        match self {
            Self::Persian if PERSIAN_YEARS.contains(&year) => persian(year, month, day),
            _ => Date::day(self.common_year(year), month, day),
        }
    }

    /// A month of this calendar; a Persian one lies in two of the common calendar, so it is none.
    pub(super) fn month(self, year: i16, month: i8) -> Option<Date> {
        match self {
            Self::Persian if PERSIAN_YEARS.contains(&year) => None,
            _ => Date::month(self.common_year(year), month),
        }
    }

    /// A year, where it is one of the common calendar.
    pub(super) fn year(self, year: i16) -> Option<Date> {
        match self {
            Self::Persian if PERSIAN_YEARS.contains(&year) => None,
            _ => Date::year(self.common_year(year)),
        }
    }

    fn common_year(self, year: i16) -> i16 {
        // The first Thai newspaper is of 2387 (1844); no Western date reaches into those years.
        if self == Self::Buddhist && (2387..2700).contains(&year) { year - 543 } else { year }
    }

    /// The year that two figures mean.
    pub(super) fn full_year(self, year: i16) -> i16 {
        match self {
            Self::Buddhist if year >= 40 => 2500 + year,
            Self::Persian => year + if year < 50 { 1400 } else { 1300 },
            _ => year + if year < 50 { 2000 } else { 1900 },
        }
    }
}

/// The years for which the rule of leap years below is that of the calendar.
const PERSIAN_YEARS: std::ops::Range<i16> = 1244..1473;

/// A day of the Persian calendar: six months of 31 days, five of 30, a last of 29 or, eight times
/// in 33 years, 30.
fn persian(year: i16, month: i8, day: i8) -> Option<Date> {
    let is_leap = |year: i16| matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
    let longest = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i8::from(is_leap(year)),
        _ => return None,
    };
    if !(1..=longest).contains(&day) {
        return None;
    }
    let years = PERSIAN_YEARS.start..year;
    let leaps = years.clone().filter(|year| is_leap(*year)).count();
    let before = i32::try_from(years.len() * 365 + leaps).ok()?;
    let months = i32::from(month - 1) * 31 - i32::from((month - 7).max(0));
    let days = before + months + i32::from(day - 1);
    // The first of Farvardin 1244.
    let start = civil::date(1865, 3, 21);
    let found = start.checked_add(jiff::Span::new().days(days)).ok()?;
    Date::day(found.year(), found.month(), found.day())
}
