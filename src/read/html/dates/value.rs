//! A declared value that is a date, in whatever form programs write one.

use crate::date::{self, Date, Manner};

/// Longer values are sentences, in which a date is not the value.
const LONGEST: usize = 100;

/// A value that is a date or begins with one: a written date, the seconds or milliseconds of a
/// clock, `20240617103000`.
pub(super) fn parse(text: &str, manner: Manner) -> Option<Date> {
    let text = text.trim();
    let date = if text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        figures(text)
    } else {
        let found = || (text.len() < LONGEST).then(|| manner.find(text))?.map(|(_, date)| date);
        manner.parse(text).or_else(found)
    };
    // The first day of computers' clocks stands for no day.
    date.filter(|date| date.first_day() != EPOCH)
}

const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

fn figures(text: &str) -> Option<Date> {
    match text.len() {
        10 | 13 => date::from_unix(text.parse().ok()?),
        12 | 14 => date::parse(&format!("{}T{}", &text[..8], &text[8..])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_the_forms_of_programs() {
        let cases = [
            ("2024-06-17", Some("2024-06-17")),
            ("1718620200", Some("2024-06-17T10:30:00Z")),
            ("1718620200123", Some("2024-06-17T10:30:00Z")),
            ("20240617103000", Some("2024-06-17T10:30:00")),
            ("202406171030", Some("2024-06-17T10:30:00")),
            ("1970-01-01T00:00:00Z", None),
            ("12345678901", None),
            ("", None),
        ];
        for (text, want) in cases {
            let date = parse(text, Manner::default()).map(|date| date.to_string());
            assert_eq!(date.as_deref(), want, "{text}");
        }
    }
}
