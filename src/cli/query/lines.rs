//! The queries of a file: a line each, with or without identifiers, in any of the forms in which
//! they are kept. The first line tells the form.

use std::io::{self, BufRead, Read};

use csv_core::{ReadFieldResult, Reader};
use serde_json::Value;

/// A line may have so many bytes, and so may a row of several: no query needs as many.
const LONGEST: usize = 1 << 20;

/// The keys and columns that hold an identifier, and those that hold a query.
const IDS: [&str; 5] = ["_id", "id", "qid", "query_id", "query-id"];
const TEXTS: [&str; 3] = ["query", "text", "question"];

/// A query of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub line: u64,
    pub id: String,
    pub text: String,
}

/// A line that is no query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadLine {
    pub line: u64,
    pub reason: String,
}

/// How a file keeps its queries.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// A query a line.
    Plain,
    /// An identifier, a tab, a query.
    Tabbed,
    /// A JSON object a line.
    Json,
    /// A table, with the places of its columns.
    Table { sign: u8, columns: usize, id: Option<usize>, text: usize },
}

/// The queries of a file, one after the other. Lines without anything on them are passed over.
pub(super) struct Lines<R> {
    reader: R,
    line: u64,
    form: Option<Form>,
    /// Whether the file cannot be read any further.
    over: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 0, form: None, over: false }
    }

    /// The next line without its end; `None` behind the last.
    fn line(&mut self) -> Option<Result<String, String>> {
        let mut line = Vec::new();
        let mut limited = self.reader.by_ref().take(LONGEST as u64 + 1);
        match limited.read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) => self.line += 1,
            Err(error) => return Some(Err(self.failed(&error))),
        }
        if line.len() > LONGEST && line.last() != Some(&b'\n') {
            return Some(Err(match self.reader.skip_until(b'\n') {
                Ok(_) => format!("the line has more than {LONGEST} bytes"),
                Err(error) => self.failed(&error),
            }));
        }
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line =
            if self.line == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        Some(match std::str::from_utf8(line) {
            Ok(line) => Ok(line.to_owned()),
            Err(_) => Err("the line is not UTF-8".to_owned()),
        })
    }

    fn failed(&mut self, error: &io::Error) -> String {
        self.over = true;
        format!("cannot read on: {error}")
    }

    /// A row of a table that begins with this line: more lines, as long as a value is open.
    fn row(&mut self, first: String, sign: u8) -> Result<String, String> {
        let mut row = first;
        let mut quotes = Quotes::default();
        quotes.read(&row, sign);
        while quotes.open {
            let Some(line) = self.line() else {
                return Err("a quotation mark is not closed".to_owned());
            };
            let line = line?;
            row.push('\n');
            quotes.read(&line, sign);
            row.push_str(&line);
            if row.len() > LONGEST {
                return Err(format!("the row has more than {LONGEST} bytes"));
            }
        }
        Ok(row)
    }

    /// The query on a line, or `None` for a line that holds no query.
    fn read(&mut self, text: String) -> Result<Option<Question>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let Some(form) = self.form.clone() else {
            let (form, is_header) = Form::of(&text);
            self.form = Some(form);
            return if is_header { Ok(None) } else { self.read(text) };
        };
        let (id, text) = match form {
            Form::Plain => (None, text),
            Form::Tabbed => {
                let (id, text) =
                    text.split_once('\t').ok_or("no tab between identifier and query")?;
                (Some(id.to_owned()), text.to_owned())
            }
            Form::Json => object(&text)?,
            Form::Table { sign, columns, id, text: at } => {
                let mut values = if sign == b'\t' {
                    cut(&text, sign)
                } else {
                    cut(&self.row(text, sign)?, sign)
                };
                if values.len() != columns {
                    return Err(format!("{} values in {columns} columns", values.len()));
                }
                (id.map(|id| values[id].clone()), values.swap_remove(at))
            }
        };
        if text.trim().is_empty() {
            return Err("the query is empty".to_owned());
        }
        let id = match id {
            Some(id) if id.trim().is_empty() => return Err("the identifier is empty".to_owned()),
            Some(id) => id.trim().to_owned(),
            None => line.to_string(),
        };
        Ok(Some(Question { line, id, text: text.trim().to_owned() }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Question, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let text = self.line()?;
            let line = self.line;
            match text.and_then(|text| self.read(text)) {
                Ok(None) => {}
                Ok(Some(question)) => return Some(Ok(question)),
                Err(reason) => return Some(Err(BadLine { line, reason })),
            }
        }
        None
    }
}

/// Whether a value in quotation marks is open at the end of what was read of a row. A mark inside a
/// value that begins without one is a sign like others: `5" gun`.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    fn read(&mut self, line: &str, sign: u8) {
        let mut begins = !self.open;
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            if self.open && byte == b'"' {
                // Two of them are one that stands for itself.
                self.open = bytes.next_if_eq(&b'"').is_some();
            } else if byte == b'"' && begins {
                self.open = true;
            }
            begins = !self.open && byte == sign;
        }
    }
}

impl Form {
    /// The form that a file's first line tells, and whether the line does nothing else.
    fn of(first: &str) -> (Self, bool) {
        let first_of_object = first.trim_start();
        let is_object = serde_json::from_str::<serde_json::Map<_, _>>(first).is_ok();
        if is_object || first_of_object.starts_with("{\"") {
            return (Self::Json, false);
        }
        for sign in *b"\t,;" {
            let names: Vec<String> =
                cut(first, sign).iter().map(|name| name.trim().to_lowercase()).collect();
            let find =
                |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
            let (id, text) = (find(&IDS), find(&TEXTS));
            if let (true, Some(text)) = (names.len() > 1, text) {
                return (Self::Table { sign, columns: names.len(), id, text }, true);
            }
        }
        (if first.contains('\t') { Self::Tabbed } else { Self::Plain }, false)
    }
}

/// The identifier and the query of a JSON object.
fn object(line: &str) -> Result<(Option<String>, String), String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not JSON: {error}"))?;
    let find = |names: &[&str]| names.iter().find_map(|name| value.get(name));
    let id = match find(&IDS) {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(_) => return Err("the identifier is neither text nor a number".to_owned()),
    };
    match find(&TEXTS) {
        Some(Value::String(text)) => Ok((id, text.clone())),
        Some(_) => Err("the query is no text".to_owned()),
        None => Err("no query under `query` or `text`".to_owned()),
    }
}

/// The values of a row.
fn cut(row: &str, sign: u8) -> Vec<String> {
    if sign == b'\t' {
        return row.split('\t').map(str::to_owned).collect();
    }
    let mut reader = csv_core::ReaderBuilder::new().delimiter(sign).build();
    let mut values = Vec::new();
    // No value is longer than its row.
    let mut value = vec![0; row.len() + 1];
    let (mut rest, mut length) = (row.as_bytes(), 0);
    while let Some(ended) = field(&mut reader, &mut rest, &mut value, &mut length) {
        values.push(String::from_utf8_lossy(&value[..length]).into_owned());
        length = 0;
        if ended {
            break;
        }
    }
    values
}

/// Reads one value; whether it was the last, or `None` behind the last.
fn field(
    reader: &mut Reader,
    rest: &mut &[u8],
    value: &mut [u8],
    length: &mut usize,
) -> Option<bool> {
    loop {
        let (result, read, written) = reader.read_field(rest, &mut value[*length..]);
        *rest = &rest[read..];
        *length += written;
        match result {
            // An empty piece says that the row is over.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::Field { record_end } => return Some(record_end),
            ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines};

    /// The queries as `id=text`, and what is wrong with the other lines.
    fn read(text: impl AsRef<[u8]>) -> Vec<String> {
        Lines::new(text.as_ref())
            .map(|line| match line {
                Ok(question) => format!("{}={}", question.id, question.text),
                Err(bad) => format!("{}: {}", bad.line, bad.reason),
            })
            .collect()
    }

    #[test]
    fn the_first_line_tells_the_form() {
        for (text, want) in [
            ("oil, gas\r\n\n  -russia \n", vec!["1=oil, gas", "3=-russia"]),
            (
                "\u{feff}q1\toil\nq2\t\tgas\nno\n\tx\nq5\t \n",
                vec![
                    "q1=oil",
                    "q2=gas",
                    "3: no tab between identifier and query",
                    "4: the identifier is empty",
                    "5: the query is empty",
                ],
            ),
            (
                "{\"_id\": 7, \"text\": \"oil\"}\n{\"query\": \"gas\"}\nx\n{\"id\": [1]}\n{}\n{\"text\":1}",
                vec![
                    "7=oil",
                    "2=gas",
                    "3: not JSON: expected value at line 1 column 1",
                    "4: the identifier is neither text nor a number",
                    "5: no query under `query` or `text`",
                    "6: the query is no text",
                ],
            ),
            (
                "ID,Query,note\n7,\"oil, \"\"gas\"\"\",x\n8,\"two\nlines\",\n9\n10,gas,y\n",
                vec!["7=oil, \"gas\"", "8=two\nlines", "5: 1 values in 3 columns", "10=gas"],
            ),
            ("query;lang\nÖl;de\n", vec!["2=Öl"]),
            ("qid\ttext\n1\tthe \"joint\n", vec!["1=the \"joint"]),
            ("id,text\n1,\"open\n", vec!["2: a quotation mark is not closed"]),
            ("query\n", vec!["1=query"]),
            ("", vec![]),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_passed_over() {
        assert_eq!(read(b"oil\n\xff\ngas"), ["1=oil", "2: the line is not UTF-8", "3=gas"]);
        let long = format!("{}\ngas\n", "x".repeat(LONGEST + 1));
        assert_eq!(read(long), ["1: the line has more than 1048576 bytes", "2=gas"]);
    }
}
