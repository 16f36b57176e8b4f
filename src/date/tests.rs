//! Tests of the date room as its callers see it.

use jiff::civil::{self, date as day};
use jiff::tz::Offset;
use proptest::prelude::*;

use super::{Calendar, Date, DateRange, Manner, Order, Precision, find, from_unix, parse};

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
fn written_dates_are_read_in_the_languages_of_news() {
    for (text, want) in [
        ("June 2024", "2024-06"),
        ("Sept. 2024", "2024-09"),
        ("June 17, 2024", "2024-06-17"),
        ("June 17th, 2024", "2024-06-17"),
        ("Jun. 17 2024", "2024-06-17"),
        ("17 June 2024", "2024-06-17"),
        ("17 JUNE 2024", "2024-06-17"),
        ("the 17th of June 2024", "2024-06-17"),
        ("Monday, 17 June 2024", "2024-06-17"),
        ("Monday the 17th of June, 2024", "2024-06-17"),
        ("Tuesday, 17 June 2024", "2024-06-17"),
        ("2024 June 17", "2024-06-17"),
        ("29 Feb 2024", "2024-02-29"),
        ("Montag, den 3. Oktober 2024", "2024-10-03"),
        ("5. März 2024", "2024-03-05"),
        ("lundi 1er février 2024", "2024-02-01"),
        ("le 17 août 2024", "2024-08-17"),
        ("17 de junio del 2024", "2024-06-17"),
        ("martes, 18 de junio de 2024", "2024-06-18"),
        ("1º de maio de 2024", "2024-05-01"),
        ("segunda-feira, 17 de junho de 2024", "2024-06-17"),
        ("1° giugno 2024", "2024-06-01"),
        ("mar 18 giu 2024", "2024-06-18"),
        ("maandag 17 juni 2024", "2024-06-17"),
        ("den 17 juni 2024", "2024-06-17"),
        ("d. 17. juni 2024", "2024-06-17"),
        ("17. kesäkuuta 2024", "2024-06-17"),
        ("17 czerwca 2024 r.", "2024-06-17"),
        ("17. června 2024", "2024-06-17"),
        ("17 июня 2024 г.", "2024-06-17"),
        ("17-го июня 2024 года", "2024-06-17"),
        ("Июнь 2024", "2024-06"),
        ("17 червня 2024 року", "2024-06-17"),
        ("17 Haziran 2024 Pazartesi", "2024-06-17"),
        ("Δευτέρα 17 Ιουνίου 2024", "2024-06-17"),
        ("17 iunie 2024", "2024-06-17"),
        ("2024. június 17., hétfő", "2024-06-17"),
        ("2024. június 17-én", "2024-06-17"),
        ("Senin, 17 Juni 2024", "2024-06-17"),
        ("١٧ يونيو ٢٠٢٤", "2024-06-17"),
        ("17 كانون الثاني 2024", "2024-01-17"),
        ("الاثنين 17 حزيران 2024", "2024-06-17"),
        ("۱۷ ژوئن ۲۰۲۴", "2024-06-17"),
        ("१७ जून २०२४", "2024-06-17"),
        ("2024年6月17日", "2024-06-17"),
        ("２０２４年６月１７日（月）", "2024-06-17"),
        ("2024年6月17日 星期一", "2024-06-17"),
        ("2024年6月", "2024-06"),
        ("2024年", "2024"),
        ("2024년 6월 17일 월요일", "2024-06-17"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn times_of_day_are_read_with_their_zones() {
    for (text, want) in [
        ("June 17, 2024 at 10:30 p.m. EDT", "2024-06-17T22:30:00-04:00"),
        ("June 17, 2024, 12:05 am", "2024-06-17T00:05:00"),
        ("June 17, 2024 12 pm", "2024-06-17T12:00:00"),
        ("10:30 a.m. EST, June 17, 2024", "2024-06-17T10:30:00-05:00"),
        ("10:30, Monday 17 June 2024", "2024-06-17T10:30:00"),
        ("Mon 17 Jun 2024 10.30 BST", "2024-06-17T10:30:00+01:00"),
        ("17 June 2024 | 10.30pm", "2024-06-17T22:30:00"),
        ("17 June 2024 - 1030 GMT", "2024-06-17T10:30:00Z"),
        ("17 June 2024 10:30 CST", "2024-06-17T10:30:00"),
        ("17 June 2024 10:30 ET", "2024-06-17T10:30:00"),
        ("17 June 2024 10:30 (UTC+5:30)", "2024-06-17T10:30:00+05:30"),
        ("17.06.2024 um 10:30 Uhr", "2024-06-17T10:30:00"),
        ("17. Juni 2024, 10.30 Uhr MESZ", "2024-06-17T10:30:00+02:00"),
        ("17 juin 2024 à 10h30", "2024-06-17T10:30:00"),
        ("17 juin 2024 à 18 h", "2024-06-17T18:00:00"),
        ("17 de junio de 2024 a las 10:30 p. m.", "2024-06-17T22:30:00"),
        ("17 июня 2024 г. в 10:30 МСК", "2024-06-17T10:30:00+03:00"),
        ("2024年6月17日 下午3:05", "2024-06-17T15:05:00"),
        ("2024年6月17日15时05分", "2024-06-17T15:05:00"),
        ("2024년 6월 17일 오후 3시 5분", "2024-06-17T15:05:00"),
        ("17 June 2024 13:30 pm", "2024-06-17T13:30:00"),
        ("17 June 2024 13:30 am", "-"),
        ("17 June 2024 10.30", "-"),
        ("17 June 2024 10:30-11:30", "-"),
        ("17 June 2024 24:00", "-"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn a_day_that_is_not_certain_is_not_claimed() {
    for (text, want) in [
        ("17.06.2024", "2024-06-17"),
        ("17. 6. 2024", "2024-06-17"),
        ("05.06.2024", "2024-06-05"),
        ("06.17.2024", "2024-06-17"),
        ("17/06/2024", "2024-06-17"),
        ("06/17/2024", "2024-06-17"),
        ("17-06-2024", "2024-06-17"),
        ("06/06/2024", "2024-06-06"),
        ("05/06/2024", "2024"),
        ("05-06-2024", "2024"),
        ("05/06/2024 10:30", "2024"),
        ("06/2024", "2024-06"),
        ("31/06/2024", "-"),
        ("32/13/2024", "-"),
        ("13/2024", "-"),
        ("00/06/2024", "-"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn months_of_more_languages_and_calendars_are_read() {
    for (text, want) in [
        ("17 tháng 6, 2024", "2024-06-17"),
        ("Ngày 17 tháng 6 năm 2024", "2024-06-17"),
        ("17 มิถุนายน 2567", "2024-06-17"),
        ("17 มิถุนายน พ.ศ. 2567", "2024-06-17"),
        ("๑๗ มิ.ย. ๒๕๖๗", "2024-06-17"),
        ("17 มิ.ย. 67", "2024-06-17"),
        ("17 มิ.ย. 2024", "2024-06-17"),
        ("มิถุนายน 2567", "2024-06"),
        ("۲۸ خرداد ۱۴۰۳", "2024-06-17"),
        ("30 اسفند 1403", "2025-03-20"),
        ("30 اسفند 1402", "-"),
        ("خرداد ۱۴۰۳", "-"),
        ("28 خرداد 2024", "-"),
        ("令和6年6月17日", "2024-06-17"),
        ("令和元年5月1日", "2019-05-01"),
        ("民國113年6月17日", "2024-06-17"),
        ("2024 m. birželio 17 d.", "2024-06-17"),
        ("2024. gada 17. jūnijs", "2024-06-17"),
        ("17. lipnja 2024.", "2024-06-17"),
        ("17. јун 2024.", "2024-06-17"),
        ("17 ביוני 2024", "2024-06-17"),
        ("17 জুন 2024", "2024-06-17"),
        ("१७ जून २०२४", "2024-06-17"),
        ("17 ஜூன் 2024", "2024-06-17"),
        ("17 جون 2024", "2024-06-17"),
        ("17 Ogos 2024", "2024-08-17"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn a_known_manner_tells_day_from_month_and_the_century() {
    let manner = |tag: &str| {
        let (language, region) = tag.split_once('-').unwrap_or((tag, ""));
        Manner::of(Some(language), Some(region).filter(|region| !region.is_empty()))
    };
    for (tag, text, want) in [
        ("en-us", "06/07/2024", "2024-06-07"),
        ("en-gb", "06/07/2024", "2024-07-06"),
        ("en", "06/07/2024", "2024"),
        ("en-ca", "06/07/2024", "2024"),
        ("fr", "06/07/2024", "2024-07-06"),
        ("en-us", "17/06/2024", "2024-06-17"),
        ("de", "8.5.24", "2024-05-08"),
        ("de", "17.06.98", "1998-06-17"),
        ("es", "17/06/24 10:30", "2024-06-17T10:30:00"),
        ("en-us", "6/17/24", "2024-06-17"),
        ("en-us", "17/6/24", "2024-06-17"),
        ("ko", "24.06.17", "2024-06-17"),
        ("ko", "24.17.06", "-"),
        ("en", "17.06.24", "-"),
        ("de", "17.06.024", "-"),
        ("pt", "17.jun.24", "2024-06-17"),
        ("pt", "17 jun 24", "-"),
        ("th", "17/06/2567", "2024-06-17"),
        ("th", "17/06/67", "2024-06-17"),
        ("th", "17/06/2024", "2024-06-17"),
        ("fa", "۱۴۰۳/۰۳/۲۸", "2024-06-17"),
        ("fa", "2024/06/17", "2024-06-17"),
        ("fa", "1403/03", "-"),
        ("fa", "03/1403", "-"),
        ("fa", "۱۴۰۳", "-"),
    ] {
        let date = manner(tag).parse(text).map_or("-".to_owned(), |date| date.to_string());
        assert_eq!(date, want, "{tag} {text}");
    }
    assert_eq!(Manner::of(None, None), Manner::default());
    let thai = Manner { order: None, calendar: Calendar::Buddhist };
    assert_eq!(thai.find("ปี 17/13/2567"), None);
    let british = Manner { order: Some(Order::DayFirst), ..Manner::default() };
    let found = british.find("Posted 06/07/24 by").map(|(range, date)| (range, date.to_string()));
    assert_eq!(found, Some((7..15, "2024-07-06".to_owned())));
}

#[test]
fn the_persian_calendar_is_counted_from_its_leap_years() {
    let persian = Manner::of(Some("fa"), None);
    for (text, want) in [
        ("1244/01/01", "1865-03-21"),
        ("1285/05/14", "1906-08-06"),
        ("1357/11/22", "1979-02-11"),
        ("1399/12/30", "2021-03-20"),
        ("1400/01/01", "2021-03-21"),
        ("1472/12/29", "2094-03-19"),
        ("1403/07/31", "-"),
        ("1403/13/01", "-"),
    ] {
        let date = persian.parse(text).map_or("-".to_owned(), |date| date.to_string());
        assert_eq!(date, want, "{text}");
    }
}

/// What is found in a line, and what it is read as; `-` for nothing.
fn found(line: &str) -> (&str, String) {
    find(line).map_or(("", "-".to_owned()), |(range, date)| (&line[range], date.to_string()))
}

#[test]
fn the_first_date_of_a_line_is_found() {
    for (line, text, want) in [
        ("HANOI, June 17, 2024 (Reuters) - ", "June 17, 2024", "2024-06-17"),
        ("Published: Monday, 17 June 2024.", "Monday, 17 June 2024", "2024-06-17"),
        ("By A. Smith | 2024-06-17T10:30:00Z |", "2024-06-17T10:30:00Z", "2024-06-17T10:30:00Z"),
        ("Updated:2024-06-17 10:30 GMT", "2024-06-17 10:30 GMT", "2024-06-17T10:30:00Z"),
        ("At 10:30 on 17 June 2024 he said", "10:30 on 17 June 2024", "2024-06-17T10:30:00"),
        ("(17.06.2024) dpa", "17.06.2024", "2024-06-17"),
        ("since May 2024, and 17 June 2024", "May 2024", "2024-05"),
        ("Seit Juni 2024 und", "Juni 2024", "2024-06"),
        ("17-18 June 2024", "June 2024", "2024-06"),
        ("on 17 June 2024-18 June 2024", "17 June 2024", "2024-06-17"),
        ("June 17, 2024By Our Staff", "June 17, 2024", "2024-06-17"),
        ("so 17 June 2024 it is", "17 June 2024", "2024-06-17"),
        ("on 05/06/2024, not 17 June 2024", "05/06/2024", "2024"),
        ("31 June 2024, or 1 July 2024", "1 July 2024", "2024-07-01"),
        ("page 99 June 2024", "June 2024", "2024-06"),
        ("新华社北京2024年6月17日电", "2024年6月17日", "2024-06-17"),
        ("17 Haziran 2024'te", "17 Haziran 2024", "2024-06-17"),
        ("Москва, 17 июня 2024 г. ТАСС", "17 июня 2024 г.", "2024-06-17"),
        ("em 17 out 2024 em", "17 out 2024", "2024-10-17"),
        ("17 June 2024, 10 people", "17 June 2024", "2024-06-17"),
        ("on 17 June 2024 10.30 per cent", "17 June 2024", "2024-06-17"),
    ] {
        assert_eq!(found(line), (text, want.to_owned()), "{line}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_passed_over() {
    for line in [
        "",
        "in 2024",
        "in May",
        "17 June",
        "It may 2024 times",
        "(c) 2024 AP",
        "2024-06",
        "06/2024",
        "call 555-2024-06-17",
        "tel. +1 2024 0617",
        "12024-06-17",
        "2024-06-171",
        "$17.06.2024",
        "v2024-06-17",
        "version 1.2.2024",
        "1.2.2024.5",
        "192.168.20.2024",
        "won 3-2 in 2024",
        "20240617",
        "/2024/06/17/story.html",
        "https://x.org/2024/06/17/a",
        "a_2024-06-17",
        "id=2024-06-17",
        "2024-06-17.pdf",
        "2024-06-17-18",
        "10/12/5000",
        "31 June 2024",
        "In 2024, set 10 records",
        "in 2024 may have",
        "two years ago 2024",
        "2010-12 season",
        "1,024 June",
        "17 June 24",
        "2024 20",
        "June 20245",
        "about 2024–25",
    ] {
        assert_eq!(found(line), ("", "-".to_owned()), "{line}");
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
        if let Some((range, date)) = find(&text) {
            prop_assert_eq!(parse(&text[range]), Some(date));
        }
    }

    #[test]
    fn a_date_is_found_where_it_stands(date in any_date(), before in "x{0,9}", after in "x{0,9}") {
        let written = date.to_string();
        let line = format!("{before} {written} {after}");
        let told = date.precision() >= Precision::Day;
        let told = told && (1600..2200).contains(&date.first_day().year());
        let want = told.then(|| (before.len() + 1..before.len() + 1 + written.len(), date));
        prop_assert_eq!(find(&line), want);
    }
}
