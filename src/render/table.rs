//! Rows of tables that other programs read.

use serde_json::Value;

use super::clean::is_bidi_control;

/// What parts the values of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Comma-separated values, quoted as RFC 4180 says.
    Comma,
    /// Tab-separated values; tabs and line ends inside them become spaces.
    Tab,
}

/// A row of these values, with its line end.
pub fn row<'v>(sign: Sign, values: impl IntoIterator<Item = &'v str>) -> String {
    let mut row = String::new();
    for (column, value) in values.into_iter().enumerate() {
        if column > 0 {
            row.push(if sign == Sign::Comma { ',' } else { '\t' });
        }
        match sign {
            Sign::Comma => quoted(value, &mut row),
            Sign::Tab => {
                row.extend(plain(value).map(|c| if c == '\n' || c == '\t' { ' ' } else { c }));
            }
        }
    }
    row.push_str(if sign == Sign::Comma { "\r\n" } else { "\n" });
    row
}

/// A value of JSON as a cell: lists by their items, passages by their texts, other objects as JSON.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items = items.iter().map(|item| item.get("text").map_or_else(|| cell(item), cell));
            items.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

fn quoted(value: &str, row: &mut String) {
    let value: String = plain(value).collect();
    if !value.contains([',', '"', '\n']) {
        return row.push_str(&value);
    }
    row.push('"');
    for c in value.chars() {
        if c == '"' {
            row.push('"');
        }
        row.push(c);
    }
    row.push('"');
}

/// The text without what a terminal would act on, every line end as one character.
fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut last = ' ';
    text.chars().filter_map(move |c| {
        let is_pair = last == '\r' && c == '\n';
        last = c;
        match c {
            '\n' if is_pair => None,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some('\t'),
            c if c.is_control() || is_bidi_control(c) || c == '\u{feff}' => None,
            c => Some(c),
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Sign, cell, row};

    #[test]
    fn values_stay_in_their_cells() {
        let values =
            ["a", "", "b,c", "say \"so\"", "two\r\nlines", "tab\there", "\u{1b}[2J\u{202e}x"];
        assert_eq!(
            row(Sign::Comma, values),
            "a,,\"b,c\",\"say \"\"so\"\"\",\"two\nlines\",tab\there,[2Jx\r\n"
        );
        assert_eq!(row(Sign::Tab, values), "a\t\tb,c\tsay \"so\"\ttwo lines\ttab here\t[2Jx\n");
    }

    #[test]
    fn every_value_is_a_cell() {
        let cells = [
            json!(null),
            json!(12.5),
            json!(["Anna Berg", "Tom O'Neil"]),
            json!([{"text": "One.", "start": 0}, {"text": "Two.", "start": 9}]),
            json!({"name": "Gazette"}),
        ]
        .map(|value| cell(&value));
        assert_eq!(
            cells,
            ["", "12.5", "Anna Berg; Tom O'Neil", "One.; Two.", "{\"name\":\"Gazette\"}"]
        );
    }
}
