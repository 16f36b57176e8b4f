//! Numbers, sizes, durations and dates in words.

use std::time::Duration;

use crate::date::{Date, Precision};

/// A number with its thousands parted: `26,195`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and its noun: `1 article`, `26,195 articles`. Nouns take a plain `s`.
pub fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

/// A size in decimal units: `512 bytes`, `1.2 MB`.
pub fn bytes(size: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match UNITS.into_iter().find(|&(unit, _)| size >= unit) {
        Some((unit, name)) => format!("{} {name}", tenths(size / (unit / 10))),
        None => counted(size, "byte"),
    }
}

/// A span of time: `3 ms`, `1.2 s`, `4 min 10 s`.
pub fn duration(span: Duration) -> String {
    let milliseconds = span.as_millis();
    match span.as_secs() {
        0 if milliseconds == 0 => "under 1 ms".to_owned(),
        0 => format!("{milliseconds} ms"),
        1..60 => format!("{} s", tenths(u64::try_from(milliseconds / 100).unwrap_or(u64::MAX))),
        seconds @ 60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// A number of tenths with one decimal, or none from a hundred on.
fn tenths(number: u64) -> String {
    if number < 1000 { format!("{}.{}", number / 10, number % 10) } else { count(number / 10) }
}

/// A date to its day at most: `17 June 2024`, `June 2024`, `2024`.
pub(super) fn day(date: &Date) -> String {
    let first = date.first_day();
    match date.precision() {
        Precision::Year => first.year().to_string(),
        Precision::Month => first.strftime("%B %Y").to_string(),
        Precision::Day | Precision::Time => first.strftime("%-d %B %Y").to_string(),
    }
}

/// A date with all that is known: `17 June 2024, 10:30 +02:00`.
pub(super) fn date(date: &Date) -> String {
    let day = day(date);
    if date.precision() < Precision::Time {
        return day;
    }
    let written = date.to_string();
    let Some((_, clock)) = written.split_once('T') else { return day };
    let at = clock.find(['+', '-', 'Z']).unwrap_or(clock.len());
    let (time, offset) = clock.split_at(at);
    let time = time.get(..5).unwrap_or(time);
    match offset {
        "" => format!("{day}, {time}"),
        "Z" | "+00:00" => format!("{day}, {time} UTC"),
        offset => format!("{day}, {time} {offset}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let numbers = [0, 7, 999, 1_000, 26_195, 1_234_567].map(count);
        assert_eq!(numbers, ["0", "7", "999", "1,000", "26,195", "1,234,567"]);
        let sizes = [0, 1, 999, 1_234, 12_345_678, 987_654_321, 50_000_000_000_000].map(bytes);
        assert_eq!(
            sizes,
            ["0 bytes", "1 byte", "999 bytes", "1.2 kB", "12.3 MB", "987 MB", "50.0 TB"]
        );
        let spans = [0, 3, 999, 1_260, 59_960, 250_000, 4_000_000]
            .map(|milliseconds| duration(Duration::from_millis(milliseconds)));
        assert_eq!(
            spans,
            ["under 1 ms", "3 ms", "999 ms", "1.2 s", "59.9 s", "4 min 10 s", "1 h 6 min"]
        );
    }

    #[test]
    fn a_day_is_as_precise_as_the_date() {
        let days = [Date::year(2024), Date::month(2024, 6), Date::day(2024, 6, 7)]
            .map(|date| day(&date.unwrap()));
        assert_eq!(days, ["2024", "June 2024", "7 June 2024"]);
    }
}
