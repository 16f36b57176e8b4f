//! Results to JSON, for scripts.

use anyhow::Context;
use serde::Serialize;

use super::clean;

/// A value as one line of JSON, with its line end. Always compact: one document is one line, on a
/// terminal as in a pipe. Characters that a terminal or a reader of lines would act on are escaped,
/// which changes nothing in the value.
pub fn json_line<T: Serialize>(value: &T) -> anyhow::Result<String> {
    let json = serde_json::to_string(value).context("cannot write JSON")?;
    let mut line = String::with_capacity(json.len() + 1);
    clean::escape_json(&json, &mut line);
    line.push('\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::json_line;

    #[test]
    fn a_value_is_one_line() {
        let line = json_line(&["one\ntwo", "\u{202e}"]).unwrap();
        assert_eq!(line, "[\"one\\ntwo\",\"\\u202e\"]\n");
    }
}
