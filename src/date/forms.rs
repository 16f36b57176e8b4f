//! The forms in which a full or partial date is written, tried one after another.

use super::clock::{self, Clock};
use super::names::{self, Month};
use super::tokens::{Cursor, Kind};
use super::{Calendar, Date, Order, Precision};

/// What a form found. `None` inside is a date that cannot be (31 June): it was read, so it is not
/// read again as something else, but it means nothing.
pub(super) type Found<'t> = (Option<Date>, Cursor<'t>);

/// Articles before a date.
const ARTICLES: &[&str] =
    &["the", "le", "el", "il", "den", "d", "de", "der", "am", "o", "op", "a", "ngay"];

/// Words between day, month and year.
const OF: &[&str] = &["of", "de", "del", "di", "do", "van", "d", "nam"];

/// Letters behind the number of a day: `17th`, `1er`, `17-го`.
const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "er", "re", "e", "eme", "го", "ое", "en", "an", "jen", "i", "a"];

/// Words behind a year that say it is one.
const YEAR_WORDS: &[&str] = &["г", "года", "год", "р", "року", "рік", "r", "roku"];

/// Words between a year and a month: Lithuanian and Latvian put `of the year` there.
const YEAR_FIRST_WORDS: &[&str] = &["m", "gada"];

/// The eras of East Asian calendars with the year before their first: `令和6年`, `民國113年`.
const ERAS: [([&str; 2], i16); 5] = [
    (["令", "和"], 2018),
    (["平", "成"], 1988),
    (["昭", "和"], 1925),
    (["民", "國"], 1911),
    (["民", "国"], 1911),
];

/// Reads a date with all that belongs to it: weekday, time of day, zone.
pub(super) fn date(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let cursor = skip_weekday(cursor);
    if let Some((clock, next)) = clock::before_date(cursor)
        && let Some((Some(day), next)) = calendar_date(skip_weekday(next))
        && day.precision() == Precision::Day
    {
        return Some((with_clock(day, clock), next));
    }
    let (date, next) = calendar_date(cursor)?;
    let next = skip_trailing_weekday(next);
    match (date, clock::after_date(next)) {
        (Some(day), Some((clock, behind))) if day.precision() == Precision::Day => {
            Some((with_clock(day, clock), behind))
        }
        // The year of an ambiguous date: its time of day is read, and means nothing.
        (Some(year), Some((_, behind))) if is_numeric_day(cursor, next) => {
            Some((Some(year), behind))
        }
        _ => Some((date, next)),
    }
}

fn is_numeric_day(from: Cursor<'_>, to: Cursor<'_>) -> bool {
    to.at == from.at + 5 && from.number().is_some_and(|(_, digits, _)| digits <= 2)
}

fn with_clock(day: Date, clock: Clock) -> Option<Date> {
    let start = day.first_day().to_datetime(clock.time);
    Date::time(start, clock.zone.and_then(|zone| zone.offset))
}

fn calendar_date(cursor: Cursor<'_>) -> Option<Found<'_>> {
    year_first(cursor)
        .or_else(|| of_an_era(cursor))
        .or_else(|| basic(cursor))
        .or_else(|| numeric(cursor))
        .or_else(|| day_and_month(cursor))
        .or_else(|| month_and_day(cursor))
        .or_else(|| month_and_year(cursor))
}

/// `2024-06-17`, `2024/06`, `2024年6月17日`, `2024. június 17.`, `2024 m. birželio 17 d.`, `2024`.
fn year_first(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let calendar = cursor.manner.calendar;
    let (year, next) = year(cursor)?;
    if let Some(next) = next.word(&["年", "년"]) {
        return Some(east_asian(year, next));
    }
    for sign in ['-', '/', '.'] {
        let Some((month, after)) = next.glued_sign(&[sign]).and_then(small) else { continue };
        // `2024. 6. 17.` is set with spaces, the others are not.
        if sign != '.' && after.at > 0 && cursor.advance().advance().is_spaced() {
            continue;
        }
        return Some(match after.glued_sign(&[sign]).and_then(small) {
            Some((day, behind)) => (calendar.day(year, month, day), behind),
            None if sign == '.' => (None, after),
            None => (calendar.month(year, month), after),
        });
    }
    if let Some(found) = latvian(year, next) {
        return Some(found);
    }
    let named = next.skip_word(YEAR_FIRST_WORDS).skip_sign(&['.', '-', '/']);
    if let Some((month, next)) = month_name(named) {
        let behind = next.skip_sign(&['-', '/', '.']);
        return Some(match day_number(behind) {
            Some((day, behind)) => (month.day(year, day), skip_ordinal(behind).skip_word(&["d"])),
            None => (month.of(year), next),
        });
    }
    Some((calendar.year(year), skip_year_word(next)))
}

/// What stands behind the year of `2024. gada 17. jūnijs`.
fn latvian(year: i16, next: Cursor<'_>) -> Option<Found<'_>> {
    let (day, next) = day_number(next.skip_sign(&['.']).word(YEAR_FIRST_WORDS)?)?;
    let (month, next) = month_name(skip_ordinal(next))?;
    Some((month.day(year, day), next))
}

/// `令和6年6月17日`, `民國113年6月17日`, and `元年` for the first year of an era.
fn of_an_era(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let (before, next) = ERAS
        .iter()
        .find_map(|(era, before)| Some((before, cursor.word(&era[..1])?.word(&era[1..])?)))?;
    let (year, next) = match next.word(&["元"]) {
        Some(next) => (1, next),
        None => {
            next.number().filter(|(_, digits, _)| *digits <= 3).map(|(y, _, next)| (y, next))?
        }
    };
    let year = before + i16::try_from(year).ok()?;
    Some(east_asian(year, next.word(&["年"])?))
}

fn east_asian(year: i16, next: Cursor<'_>) -> Found<'_> {
    let Some((month, next_month)) = small(next) else { return (Date::year(year), next) };
    let Some(next_month) = next_month.word(&["月", "월"]) else {
        return (Date::year(year), next);
    };
    let day = small(next_month)
        .and_then(|(day, behind)| Some((day, behind.word(&["日", "号", "號", "일"])?)));
    match day {
        Some((day, behind)) => (Date::day(year, month, day), behind),
        None => (Date::month(year, month), next_month),
    }
}

/// `20240617`
fn basic(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let (value, 8, next) = cursor.number()? else { return None };
    let part = |divisor: u32| i8::try_from(value / divisor % 100).unwrap_or(0);
    let year = i16::try_from(value / 10_000).ok()?;
    Some((Date::day(year, part(100), part(1)), next))
}

/// `17.06.2024`, `17/06/2024`, `06-17-2024`; `06/2024`; `17.06.24` where the order is known.
///
/// Full stops put the day first. Elsewhere a part above 12 decides; where neither is and the
/// order is not known, the day and month are anyone's guess and only the year is certain.
fn numeric(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let calendar = cursor.manner.calendar;
    let (first, next) = small(cursor)?;
    for sign in ['.', '/', '-'] {
        let Some(next) = next.glued_sign(&[sign]).filter(|n| sign == '.' || !n.is_spaced()) else {
            continue;
        };
        if let Some((year, behind)) = year(next) {
            return Some((calendar.month(year, first), skip_year_word(behind)));
        }
        let (second, next) = small(next)?;
        let next = next.glued_sign(&[sign]).filter(|n| sign == '.' || !n.is_spaced())?;
        let Some((year, behind)) = year(next) else {
            let (third, behind) = two_figures(next)?;
            let date = short(cursor.manner.order?, calendar, [first, second, third]);
            return Some((date, skip_year_word(behind)));
        };
        let date = if second > 12 {
            calendar.day(year, first, second)
        } else if sign == '.' || first > 12 || first == second {
            calendar.day(year, second, first)
        } else {
            match cursor.manner.order {
                Some(Order::DayFirst) => calendar.day(year, second, first),
                Some(Order::MonthFirst) => calendar.day(year, first, second),
                _ => calendar.day(year, first, second).and(calendar.year(year)),
            }
        };
        return Some((date, skip_year_word(behind)));
    }
    None
}

/// A date of three numbers below 100 in the order they are known to have; a part above 12 that
/// contradicts it is right where day and month changed places.
fn short(order: Order, calendar: Calendar, parts: [i8; 3]) -> Option<Date> {
    let [first, second, third] = parts;
    let (year, mut month, mut day) = match order {
        Order::YearFirst => (first, second, third),
        Order::DayFirst => (third, second, first),
        Order::MonthFirst => (third, first, second),
    };
    if month > 12 && order != Order::YearFirst {
        (month, day) = (day, month);
    }
    calendar.day(calendar.full_year(i16::from(year)), month, day)
}

/// `17 June 2024`, `17th of June, 2024`, `17-Jun-2024`, `3. Oktober 2024`, `17 de junio de 2024`,
/// `17 tháng 6 năm 2024`; `17-Jun-24` and `17 มิ.ย. 67` where the manner is known.
fn day_and_month(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let (day, next) = day_number(cursor)?;
    let next = skip_ordinal(next).skip_sign(&['-', '/']);
    let (month, next) = month_name(skip_of(next))?;
    let behind = skip_of(next.skip_sign(&[',', '-', '/']));
    if let Some((year, next)) = year(skip_era(behind)) {
        return Some((month.day(year, day), skip_year_word(next)));
    }
    let (year, next) = short_year(behind, month)?;
    Some((month.day(year, day), next))
}

/// The two-digit year of RFC 2822 and RFC 850, before a time of day with a zone; elsewhere only
/// behind a Thai month, or behind a hyphen or full stop where the order of dates is known.
fn short_year(cursor: Cursor<'_>, month: Month) -> Option<(i16, Cursor<'_>)> {
    let (value, next) = two_figures(cursor)?;
    let parted = cursor.tokens.get(cursor.at.checked_sub(1)?)?;
    let is_part = matches!(parted.kind, Kind::Sign('-' | '.')) && !cursor.is_spaced();
    let told = month.calendar == Calendar::Buddhist
        || is_part && cursor.manner.order.is_some()
        || matches!(clock::after_date(next), Some((Clock { zone: Some(_), .. }, _)));
    told.then(|| (month.calendar.full_year(i16::from(value)), next))
}

/// `June 17, 2024`, and with the time before the year: `Mon Jun 17 10:30:00 UTC 2024`.
fn month_and_day(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let (month, next) = month_name(cursor)?;
    let (day, next) = day_number(next.skip_sign(&['-', '/']))?;
    let next = skip_ordinal(next);
    if let Some((year, behind)) = year(skip_of(next.skip_sign(&[',', '-', '/']))) {
        return Some((month.day(year, day), skip_year_word(behind)));
    }
    let (clock, next) = clock::after_date(next)?;
    let (year, behind) = year(next.skip_sign(&[',']))?;
    let day = month.day(year, day);
    Some((day.and_then(|day| with_clock(day, clock)), behind))
}

/// `June 2024`, `juin de 2024`, `Sept. 2024`.
fn month_and_year(cursor: Cursor<'_>) -> Option<Found<'_>> {
    let (month, next) = month_name(cursor)?;
    let (year, behind) = year(skip_era(skip_of(next.skip_sign(&[',', '-', '/']))))?;
    Some((month.of(year), skip_year_word(behind)))
}

/// A year: exactly four digits.
fn year(cursor: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    match cursor.number()? {
        (value, 4, next) => Some((i16::try_from(value).ok()?, next)),
        _ => None,
    }
}

/// A number of one or two digits.
fn small(cursor: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    match cursor.number()? {
        (value, 1 | 2, next) => Some((i8::try_from(value).ok()?, next)),
        _ => None,
    }
}

/// A number of exactly two digits.
fn two_figures(cursor: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    match cursor.number()? {
        (value, 2, next) => Some((i8::try_from(value).ok()?, next)),
        _ => None,
    }
}

/// A number that some month has as a day.
fn day_number(cursor: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    small(cursor).filter(|(day, _)| (1..=31).contains(day))
}

/// A month by name, of two words in Levantine Arabic, of two letters with full stops in Thai,
/// by number in Vietnamese; with the full stop of an abbreviation.
pub(super) fn month_name(cursor: Cursor<'_>) -> Option<(Month, Cursor<'_>)> {
    let (text, next) = cursor.any_word()?;
    if let Some(month) = names::month(text) {
        return Some((month, next.glued_sign(&['.']).unwrap_or(next)));
    }
    if let Some((number, behind)) = cursor.word(&["thang"]).and_then(small) {
        return (1..=12).contains(&number).then_some((Month::common(number), behind));
    }
    if text.is_ascii() {
        return None;
    }
    let (second, next) = next.glued_sign(&['.']).unwrap_or(next).any_word()?;
    if text.len() + second.len() > names::LONGEST {
        return None;
    }
    let month = names::month(&format!("{text}_{second}"))?;
    Some((month, next.glued_sign(&['.']).unwrap_or(next)))
}

fn skip_ordinal(cursor: Cursor<'_>) -> Cursor<'_> {
    let hyphen = cursor.glued_sign(&['-']).filter(|next| !next.is_spaced()).unwrap_or(cursor);
    if let Some(next) = hyphen.glued_word(ORDINALS) {
        return next.skip_sign(&['.']);
    }
    cursor.glued_sign(&['.', '°']).unwrap_or(cursor)
}

fn skip_of(cursor: Cursor<'_>) -> Cursor<'_> {
    let Some(next) = cursor.word(OF) else { return cursor };
    next.glued_sign(&['\'', '’']).unwrap_or(next)
}

/// The abbreviation of the Buddhist era before a year: `พ.ศ. 2567`.
fn skip_era(cursor: Cursor<'_>) -> Cursor<'_> {
    let era = cursor.word(&["พ"]).map(|next| next.skip_sign(&['.'])).and_then(|n| n.word(&["ศ"]));
    era.map_or(cursor, |next| next.skip_sign(&['.']))
}

/// `2024 г.`, `2024 року`, and the full stop behind a Hungarian year.
fn skip_year_word(cursor: Cursor<'_>) -> Cursor<'_> {
    match cursor.word(YEAR_WORDS) {
        Some(next) => next.glued_sign(&['.']).unwrap_or(next),
        None => cursor,
    }
}

pub(super) fn skip_article(cursor: Cursor<'_>) -> Cursor<'_> {
    cursor.word(ARTICLES).map_or(cursor, |next| next.skip_sign(&['.']))
}

fn skip_weekday(cursor: Cursor<'_>) -> Cursor<'_> {
    match weekday(cursor) {
        Some(next) => skip_article(next.skip_sign(&['.', ',', '-']).skip_sign(&[','])),
        None => cursor,
    }
}

fn skip_trailing_weekday(cursor: Cursor<'_>) -> Cursor<'_> {
    if let Some(inside) = cursor.sign(&['('])
        && let Some(next) = weekday(inside)
        && let Some(next) = next.skip_sign(&['.']).sign(&[')'])
    {
        return next;
    }
    weekday(cursor.skip_sign(&[',', '.']).skip_sign(&[','])).unwrap_or(cursor)
}

/// A weekday by name; `segunda-feira`, `星期一`, `월요일` are several words.
fn weekday(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    const CHINESE: &[&str] = &["一", "二", "三", "四", "五", "六", "日", "天"];
    const JAPANESE: &[&str] = &["月", "火", "水", "木", "金", "土", "日"];
    const KOREAN: &[&str] = &["월", "화", "수", "목", "금", "토", "일"];
    if let Some(next) = cursor.word(&["周", "週"]) {
        return next.word(CHINESE);
    }
    if let Some(next) = cursor.word(&["星"]) {
        return next.word(&["期"])?.word(CHINESE);
    }
    if let Some(next) = cursor.word(JAPANESE) {
        return Some(next.word(&["曜"]).map_or(next, |next| next.skip_word(&["日"])));
    }
    if let Some(next) = cursor.word(KOREAN) {
        return Some(next.word(&["요"]).map_or(next, |next| next.skip_word(&["일"])));
    }
    let token = cursor.peek()?;
    if token.kind != Kind::Word || !names::is_weekday(token.text) {
        return None;
    }
    let next = cursor.advance();
    let feira = next.glued_sign(&['-']).and_then(|next| next.glued_word(&["feira"]));
    Some(feira.unwrap_or(next))
}
