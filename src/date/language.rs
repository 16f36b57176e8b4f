//! The words people use for ranges of dates: `2024`, `2024-06..`, `last 7 days`, `2w`.

use jiff::{Span, civil};

use super::{DateRange, FIRST_DAY, parse};

/// Reads a range of dates; `today` is what relative words count from.
///
/// A range is a date (`2024`, `2024-06`, `17 June 2024`), relative words (`today`, `last week`,
/// `last 7 days`, `3m`), two of these joined by `..` of which one may be missing, or one behind
/// `>`, `>=`, `<` or `<=`. An end stands for its whole span: `2023..2024-06` reaches from the
/// first day of the year to the last of the month. Ends in the wrong order are exchanged, since
/// nobody asks for an empty range. `last 7 days` and `7d` count today; `last week` is the one
/// before this one, Monday to Sunday. `None` where the text is no range.
pub fn range(text: &str, today: civil::Date) -> Option<DateRange> {
    let text = text.trim();
    // No range is written longer than this, in bytes.
    if text.len() > 200 {
        return None;
    }
    if let Some((from, to)) = text.split_once("..") {
        return between(from.trim(), to.trim_start_matches('.').trim(), today);
    }
    for (sign, bound) in [
        (">=", Bound::From),
        ("≥", Bound::From),
        ("<=", Bound::To),
        ("≤", Bound::To),
        (">", Bound::After),
        ("<", Bound::Before),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            let days = span(rest.trim(), today)?;
            return match bound {
                Bound::From => Some(DateRange { from: Some(days.from), to: None }),
                Bound::To => Some(DateRange { from: None, to: Some(days.to) }),
                Bound::After => Some(DateRange { from: Some(days.to.tomorrow().ok()?), to: None }),
                Bound::Before => {
                    let to = days.from.yesterday().ok().filter(|&day| day >= FIRST_DAY)?;
                    Some(DateRange { from: None, to: Some(to) })
                }
            };
        }
    }
    let days = span(text, today)?;
    Some(DateRange { from: Some(days.from), to: Some(days.to) })
}

/// What a sign before a date makes of it.
#[derive(Clone, Copy)]
enum Bound {
    From,
    To,
    After,
    Before,
}

/// Days from one to another, both included.
#[derive(Clone, Copy)]
struct Days {
    from: civil::Date,
    to: civil::Date,
}

fn between(from: &str, to: &str, today: civil::Date) -> Option<DateRange> {
    let end = |text: &str| match text {
        "" => Some(None),
        _ => span(text, today).map(Some),
    };
    let (first, last) = (end(from)?, end(to)?);
    if let (Some(first), Some(last)) = (first, last)
        && first.from > last.to
    {
        return Some(DateRange { from: Some(last.from), to: Some(first.to) });
    }
    Some(DateRange { from: first.map(|days| days.from), to: last.map(|days| days.to) })
}

/// The days that one date or relative expression stands for.
fn span(text: &str, today: civil::Date) -> Option<Days> {
    if let Some(date) = parse(text) {
        return Some(Days { from: date.first_day(), to: date.last_day() });
    }
    let days = relative(&text.to_lowercase(), today)?;
    let from = days.from.max(FIRST_DAY);
    (days.to >= from).then_some(Days { from, to: days.to })
}

/// A unit people count days in.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn read(word: &str) -> Option<Self> {
        match word {
            "d" | "day" | "days" => Some(Self::Day),
            "w" | "wk" | "week" | "weeks" => Some(Self::Week),
            "m" | "mo" | "month" | "months" => Some(Self::Month),
            "y" | "yr" | "year" | "years" => Some(Self::Year),
            _ => None,
        }
    }

    /// The calendar unit a day lies in.
    fn around(self, day: civil::Date) -> Option<Days> {
        Some(match self {
            Self::Day => Days { from: day, to: day },
            Self::Week => {
                let into = day.weekday().to_monday_zero_offset();
                Days {
                    from: day.checked_sub(Span::new().days(into)).ok()?,
                    to: day.saturating_add(Span::new().days(6 - into)),
                }
            }
            Self::Month => Days { from: day.first_of_month(), to: day.last_of_month() },
            Self::Year => Days { from: day.first_of_year(), to: day.last_of_year() },
        })
    }

    /// That many of the unit up to and with a day; what reaches before the calendar is cut off.
    fn up_to(self, count: i64, day: civil::Date) -> Days {
        let length = match self {
            Self::Day => Span::new().try_days(count),
            Self::Week => Span::new().try_weeks(count),
            Self::Month => Span::new().try_months(count),
            Self::Year => Span::new().try_years(count),
        };
        let before = length.and_then(|length| day.checked_sub(length));
        let from = before.and_then(civil::Date::tomorrow).unwrap_or(FIRST_DAY);
        Days { from, to: day }
    }
}

fn relative(text: &str, today: civil::Date) -> Option<Days> {
    if text.starts_with('-') {
        return None;
    }
    let mut words = text.split(|c: char| c.is_whitespace() || c == '-' || c == '_');
    let mut next = || words.find(|word| !word.is_empty());
    let days = match next()? {
        "now" | "today" => Unit::Day.around(today)?,
        "yesterday" => Unit::Day.around(today.yesterday().ok()?)?,
        "tomorrow" => Unit::Day.around(today.tomorrow().ok()?)?,
        "this" => Unit::read(next()?)?.around(today)?,
        word @ ("last" | "past" | "previous") => {
            let word_or_count = next()?;
            match Unit::read(word_or_count) {
                Some(unit) if word == "past" => unit.up_to(1, today),
                Some(unit) => {
                    let this = unit.around(today)?;
                    unit.around(this.from.yesterday().ok()?)?
                }
                None => counted(word_or_count, &mut next, today)?,
            }
        }
        count => counted(count, &mut next, today)?,
    };
    next().is_none().then_some(days)
}

/// A number of units up to and with today: `7 days`, `7d`.
fn counted<'t>(
    first: &'t str,
    next: &mut impl FnMut() -> Option<&'t str>,
    today: civil::Date,
) -> Option<Days> {
    let digits = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let (count, unit) = first.split_at(digits);
    if count.is_empty() {
        return None;
    }
    // A count beyond all calendars is as good as the greatest.
    let count = count.parse().unwrap_or(i64::MAX);
    let unit = Unit::read(if unit.is_empty() { next()? } else { unit })?;
    (count > 0).then(|| unit.up_to(count, today))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{self, date};
    use proptest::prelude::*;

    use super::range;

    /// What a text means on Monday 17 June 2024, printed; `-` for nothing.
    fn read(text: &str) -> String {
        range(text, date(2024, 6, 17)).map_or("-".to_owned(), |range| range.to_string())
    }

    #[test]
    fn ranges_of_dates() {
        for (text, want) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-06", "2024-06-01..2024-06-30"),
            ("2024-06-17", "2024-06-17"),
            ("2024-06-17T10:30Z", "2024-06-17"),
            ("June 2024", "2024-06-01..2024-06-30"),
            ("17 juin 2024", "2024-06-17"),
            ("17/06/2024", "2024-06-17"),
            ("05/06/2024", "2024-01-01..2024-12-31"),
            ("2024-06-01..2024-06-19", "2024-06-01..2024-06-19"),
            ("2024-06-01 .. 19 June 2024", "2024-06-01..2024-06-19"),
            ("2024-06-01...2024-06-19", "2024-06-01..2024-06-19"),
            ("2023..2024-06", "2023-01-01..2024-06-30"),
            ("2024..2024-06", "2024-01-01..2024-06-30"),
            ("2024-02..2024", "2024-02-01..2024-12-31"),
            ("2024..", "2024-01-01.."),
            ("..2024-06", "..2024-06-30"),
            ("..", ".."),
            (">=2024-06", "2024-06-01.."),
            ("≥ 2024-06", "2024-06-01.."),
            ("<=2024-06", "..2024-06-30"),
            ("≤2024-06", "..2024-06-30"),
            (">2024-06", "2024-07-01.."),
            ("< 2024-06", "..2024-05-31"),
            (">yesterday", "2024-06-17.."),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn ends_in_the_wrong_order_are_exchanged_whole() {
        assert_eq!(read("2024-06-19..2024-06-01"), "2024-06-01..2024-06-19");
        assert_eq!(read("2024-06..2023"), "2023-01-01..2024-06-30");
        assert_eq!(read("today..last week"), "2024-06-10..2024-06-17");
    }

    #[test]
    fn ranges_relative_to_today() {
        for (text, want) in [
            ("today", "2024-06-17"),
            ("Today", "2024-06-17"),
            ("yesterday", "2024-06-16"),
            ("tomorrow", "2024-06-18"),
            ("this week", "2024-06-17..2024-06-23"),
            ("last week", "2024-06-10..2024-06-16"),
            ("last-week", "2024-06-10..2024-06-16"),
            ("this month", "2024-06-01..2024-06-30"),
            ("last  month", "2024-05-01..2024-05-31"),
            ("this year", "2024-01-01..2024-12-31"),
            ("previous year", "2023-01-01..2023-12-31"),
            ("past week", "2024-06-11..2024-06-17"),
            ("last 1 day", "2024-06-17"),
            ("last 7 days", "2024-06-11..2024-06-17"),
            ("past 7 days", "2024-06-11..2024-06-17"),
            ("7 days", "2024-06-11..2024-06-17"),
            ("7d", "2024-06-11..2024-06-17"),
            ("2w", "2024-06-04..2024-06-17"),
            ("2 weeks", "2024-06-04..2024-06-17"),
            ("last 3 months", "2024-03-18..2024-06-17"),
            ("3m", "2024-03-18..2024-06-17"),
            ("1y", "2023-06-18..2024-06-17"),
            ("7d..", "2024-06-11.."),
            ("2024-06-01..yesterday", "2024-06-01..2024-06-16"),
            ("last month..today", "2024-05-01..2024-06-17"),
            ("99999999999999999999 days", "0001-01-01..2024-06-17"),
            ("5000y", "0001-01-01..2024-06-17"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn a_month_back_from_its_last_day_is_a_whole_month() {
        let range = range("1m", date(2024, 3, 31)).unwrap().to_string();
        assert_eq!(range, "2024-03-01..2024-03-31");
    }

    #[test]
    fn what_is_no_range_is_none() {
        for text in [
            "",
            "week",
            "last",
            "last two",
            "0d",
            "-3d",
            "7",
            "7x",
            "d",
            "this 3 days",
            "today today",
            "2024-13",
            "2024-06-31..",
            "x..y",
            "2024..x",
            ">",
            ">..",
            "1..2..3",
            "2024..2025..2026",
            ">9999",
            "<0001",
            "June",
            "Putin",
        ] {
            assert_eq!(read(text), "-", "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        for today in [civil::Date::MIN, civil::Date::MAX, date(1, 1, 1)] {
            for text in
                ["this week", "last week", "last month", "tomorrow", "yesterday", "9y", "<2024"]
            {
                let _ = range(text, today);
            }
        }
        assert_eq!(range("today", civil::Date::MIN), None);
        let last = range("this week", civil::Date::MAX).unwrap().to_string();
        assert_eq!(last, "9999-12-27..9999-12-31");
    }

    proptest! {
        #[test]
        fn a_printed_range_reads_back_as_itself(
            from in super::super::tests::any_date(),
            to in super::super::tests::any_date(),
        ) {
            let text = format!("{from}..{to}");
            let read = range(&text, date(2024, 6, 17)).unwrap();
            prop_assert!(read.from <= read.to);
            prop_assert_eq!(range(&read.to_string(), date(2024, 6, 17)), Some(read));
        }

        #[test]
        fn nothing_makes_reading_panic(text in "[-0-9.<> dwmy]{0,20}|(last|this) [0-9]{0,30}[a-z]{0,6}|.{0,30}") {
            let _ = range(&text, date(2024, 6, 17));
        }
    }
}
