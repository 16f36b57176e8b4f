//! Tests of the date room as its callers see it.

use jiff::civil::{self, date as day};
use jiff::tz::Offset;
use proptest::prelude::*;

use super::{Date, DateRange, Precision, from_unix, parse};

/// What a text is read as, printed; `-` for nothing.
fn read(text: &str) -> String {
    parse(text).map_or("-".to_owned(), |date| date.to_string())
}

#[test]
fn standard_forms_are_read_as_precisely_as_written() {
    for (text, want) in [
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-17", "2024-06-17"),
        ("2024/06/17", "2024-06-17"),
        ("20240617", "2024-06-17"),
        ("2024-06-17T10:30", "2024-06-17T10:30:00"),
        ("2024-06-17T10", "2024-06-17T10:00:00"),
        ("2024-06-17 10:30:05", "2024-06-17T10:30:05"),
        ("2024-06-17T10:30:05Z", "2024-06-17T10:30:05Z"),
        ("2024-06-17t10:30:05z", "2024-06-17T10:30:05Z"),
        ("2024-06-17T10:30:05.123456Z", "2024-06-17T10:30:05Z"),
        ("2024-06-17T10:30:05,5+00:00", "2024-06-17T10:30:05Z"),
        ("2024-06-17T10:30:05+02:00", "2024-06-17T10:30:05+02:00"),
        ("2024-06-17T10:30-0530", "2024-06-17T10:30:00-05:30"),
        ("2024-06-17T10:30-05:00", "2024-06-17T10:30:00-05:00"),
        ("2024-06-17 10:30:05 +0200", "2024-06-17T10:30:05+02:00"),
        ("2024-06-17 10:30:05 UTC", "2024-06-17T10:30:05Z"),
        ("20240617T103000Z", "2024-06-17T10:30:00Z"),
        ("20240617T1030", "2024-06-17T10:30:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("Mon, 17 Jun 2024 10:30:00 +0200", "2024-06-17T10:30:00+02:00"),
        ("17 Jun 2024 10:30 EST", "2024-06-17T10:30:00-05:00"),
        ("Mon, 17 Jun 2024 10:30:00 -0000", "2024-06-17T10:30:00Z"),
        ("Mon, 17 Jun 2024 10:30:00 GMT", "2024-06-17T10:30:00Z"),
        ("Mon, 17 Jun 24 10:30:00 GMT", "2024-06-17T10:30:00Z"),
        ("Monday, 17-Jun-87 10:30:00 GMT", "1987-06-17T10:30:00Z"),
        ("Mon Jun 17 10:30:00 2024", "2024-06-17T10:30:00"),
        ("Mon Jun 17 10:30:00 +0000 2024", "2024-06-17T10:30:00Z"),
        ("17/Jun/2024:10:30:00 +0200", "2024-06-17T10:30:00+02:00"),
        (
            "Mon Jun 17 2024 10:30:00 GMT+0200 (Central European Summer Time)",
            "2024-06-17T10:30:00+02:00",
        ),
        ("  2024-06-17\n", "2024-06-17"),
        ("0024", "0024"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        " ",
        "-",
        "24",
        "202",
        "20245",
        "-2024",
        "+2024-06-17",
        "0000",
        "2024-13",
        "2024-00",
        "2024-06-31",
        "2023-02-29",
        "2024-06-17T25:00",
        "2024-06-17T10:60",
        "2024-06-17T10:30+25:00",
        "2024-06-17-18",
        "2024-169",
        "17 Jun 24",
        "17.06.24",
        "June",
        "17 June",
        "31 June 2024",
        "June 31, 2024",
        "Monday",
        "10:30",
        "1718620200",
        "2024-06-17 or so",
        "2024 2024",
    ] {
        assert_eq!(read(text), "-", "{text}");
    }
    assert_eq!(parse(&"2024-".repeat(100_000)), None);
}

#[test]
fn timestamps_are_utc() {
    for (timestamp, want) in [
        (1_718_620_200, Some("2024-06-17T10:30:00Z")),
        (1_718_620_200_999, Some("2024-06-17T10:30:00Z")),
        (0, Some("1970-01-01T00:00:00Z")),
        (-1, Some("1969-12-31T23:59:59Z")),
        (i64::MAX, None),
        (i64::MIN, None),
    ] {
        let date = from_unix(timestamp).map(|date| date.to_string());
        assert_eq!(date.as_deref(), want, "{timestamp}");
    }
}

#[test]
fn a_date_knows_the_seconds_it_may_mean() {
    for (text, first, last) in [
        ("1970", 0, 31_535_999),
        ("1970-02", 2_678_400, 5_097_599),
        ("1970-01-02", 86_400, 172_799),
        ("1970-01-02T00:00:01+02:00", 86_401, 86_401),
        ("1969-12-31", -86_400, -1),
        ("9999-12-31", 253_402_214_400, 253_402_300_799),
    ] {
        assert_eq!(parse(text).unwrap().seconds(), (first, last), "{text}");
    }
    let widest = DateRange::default().seconds();
    let all = (Date::year(1).unwrap().seconds().0, Date::year(9999).unwrap().seconds().1);
    assert_eq!(widest, all);
    let june = DateRange { from: Some(day(1970, 1, 1)), to: Some(day(1970, 1, 2)) };
    assert_eq!(june.seconds(), (0, 172_799));
}

#[test]
fn a_publication_date_is_neither_ancient_nor_to_come() {
    let today = day(2024, 6, 17);
    for (text, want) in [
        ("1599", false),
        ("1600", true),
        ("2024", true),
        ("2024-06-19T23:00", true),
        ("2024-06-20", false),
        ("2024-07", false),
        ("2025", false),
    ] {
        assert_eq!(parse(text).unwrap().is_plausible(today), want, "{text}");
    }
    assert!(Date::year(9999).unwrap().is_plausible(civil::Date::MAX));
}

#[test]
fn a_date_is_serialised_with_its_precision() {
    let june = Date::month(2024, 6).unwrap();
    let json = r#"{"value":"2024-06","precision":"month"}"#;
    assert_eq!(serde_json::to_string(&june).unwrap(), json);
    assert_eq!(serde_json::from_str::<Date>(json).unwrap(), june);
    let wrong = r#"{"value":"2024-06","precision":"day"}"#;
    let error = serde_json::from_str::<Date>(wrong).unwrap_err().to_string();
    assert_eq!(error, "not a date of precision Day: 2024-06");
}

#[test]
fn impossible_times_are_refused() {
    let noon = day(2024, 6, 17).at(12, 0, 0, 7);
    let odd = Offset::from_seconds(61).unwrap();
    let far = Offset::from_hours(25).unwrap();
    assert_eq!(Date::time(noon, Some(odd)), None);
    assert_eq!(Date::time(noon, Some(far)), None);
    assert_eq!(Date::time(day(0, 1, 1).at(0, 0, 0, 0), None), None);
    assert_eq!(Date::time(noon, None).unwrap().to_string(), "2024-06-17T12:00:00");
}

fn any_day() -> impl Strategy<Value = civil::Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(y, m, d)| civil::Date::new(y, m, d).ok())
}

pub(super) fn any_date() -> impl Strategy<Value = Date> {
    let clock = (0_i8..24, 0_i8..60, 0_i8..60, prop::option::of(-1439_i32..1440));
    (any_day(), 0..4, clock).prop_filter_map("no such date", |(day, precision, clock)| {
        let (hour, minute, second, offset) = clock;
        let offset = offset.and_then(|minutes| Offset::from_seconds(minutes * 60).ok());
        match precision {
            0 => Date::year(day.year()),
            1 => Date::month(day.year(), day.month()),
            2 => Date::day(day.year(), day.month(), day.day()),
            _ => Date::time(day.at(hour, minute, second, 0), offset),
        }
    })
}

proptest! {
    #[test]
    fn a_printed_date_reads_back_as_itself(date in any_date()) {
        prop_assert_eq!(parse(&date.to_string()), Some(date));
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), date);
    }

    #[test]
    fn a_date_begins_before_it_ends(date in any_date()) {
        let (first, last) = date.seconds();
        prop_assert!(first <= last);
        prop_assert_eq!(first == last, date.precision() == Precision::Time);
    }

    #[test]
    fn nothing_makes_reading_panic(text in "[-0-9./:, TZ+()年月日a-zA-Z]{0,40}|.{0,40}") {
        let _ = parse(&text);
    }
}
