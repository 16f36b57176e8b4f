//! Markdown read as news: front matter, a heading for a headline, and text without its marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use saphyr_parser::Event as Yaml;

use super::value::Value;
use super::{Context, Reason, html, plain, record, sniff};
use crate::article::{Article, Evidence, Format};

/// How deep front matter may be nested; what describes an article is nested once or twice.
const DEPTH: usize = 64;

const HEADING: Evidence = Evidence::Borrowed("heading");

/// The languages of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
}

/// What stands ahead of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatter<'a> {
    syntax: Syntax,
    fields: &'a str,
    text: &'a str,
}

/// Front matter, where the text starts with any: fields between two fences.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let (first, rest) = text.split_once('\n')?;
    let syntax = match first.trim_end() {
        "---" => Syntax::Yaml,
        "+++" => Syntax::Toml,
        _ => return None,
    };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        let closes = match syntax {
            Syntax::Yaml => matches!(line.trim_end(), "---" | "..."),
            Syntax::Toml => line.trim_end() == "+++",
        };
        if closes {
            let (fields, text) = (&rest[..end], &rest[end + line.len()..]);
            let is_field = |line: &str| {
                let name = line.split(syntax.sign()).next().filter(|name| name.len() < line.len());
                name.is_some_and(|name| !name.trim().is_empty() && !name.contains("  "))
            };
            let any = fields.lines().any(is_field);
            return any.then_some(FrontMatter { syntax, fields, text });
        }
        end += line.len();
        if end > sniff::HEAD {
            return None;
        }
    }
    None
}

/// Reads a Markdown text as an article, all but its identity and place.
pub(super) fn read(text: &str, context: Context) -> Result<Article, Reason> {
    let Some(front) = front_matter(text) else {
        return without_front_matter(reduce(text), context);
    };
    let fields = match front.syntax {
        Syntax::Yaml => yaml(front.fields),
        Syntax::Toml => toml(front.fields),
    };
    let (fields, note) = match fields {
        Ok(fields) => (fields, None),
        Err(error) => {
            let note = format!("front matter read line by line: {error}");
            (line_by_line(front.syntax, front.fields), Some(note))
        }
    };
    let Reduced { heading, body } = reduce(front.text);
    let beside = record::Beside { heading, text: body, ..record::Beside::nothing("key") };
    let mut article = record::read(&fields, beside, context)?;
    article.head.format = Format::Markdown;
    article.head.notes.extend(note);
    Ok(article)
}

/// Front matter written by hand is not always of its syntax (`title: Oil: a chronicle` is no YAML):
/// each line that has a name and a value is a field.
fn line_by_line(syntax: Syntax, text: &str) -> Value<'_> {
    let field = |line| {
        let (name, value) = str::split_once(line, syntax.sign())?;
        let value = value.trim().trim_matches(['"', '\'']);
        Some((name.trim().into(), Value::Text(value.into())))
    };
    Value::Record(text.lines().filter_map(field).collect())
}

impl Syntax {
    /// What stands between a name and its value.
    fn sign(self) -> char {
        match self {
            Self::Yaml => ':',
            Self::Toml => '=',
        }
    }
}

/// A text that declares nothing is a plain text once its marks are gone.
fn without_front_matter(reduced: Reduced, context: Context) -> Result<Article, Reason> {
    let Reduced { heading, body } = reduced;
    let mut article = match &heading {
        Some(heading) => plain::read(&format!("{heading}\n\n{body}"), context)?,
        None => plain::read(&body, context)?,
    };
    if heading.is_some() && article.head.headline == heading {
        article.head.found_in.headline = Some(HEADING);
    }
    article.head.format = Format::Markdown;
    Ok(article)
}

/// Markdown as readable text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Reduced {
    /// The first-level heading the text starts with.
    heading: Option<String>,
    body: String,
}

/// Takes the marks out of Markdown: links become their text, pictures go, paragraphs are parted by
/// a blank line, items of lists and rows of tables stand on lines of their own.
fn reduce(text: &str) -> Reduced {
    let mut out = Reduced::default();
    let mut html_block = String::new();
    let mut pictures = 0_usize;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::Text(text) | Event::Code(text) => out.body.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => out.body.push(' '),
            Event::HardBreak | Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                out.body.push('\n');
            }
            Event::Start(Tag::Item | Tag::Heading { .. } | Tag::List(_)) => end_line(&mut out.body),
            Event::Html(html) => html_block.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                out.body.push_str(&html::text(&std::mem::take(&mut html_block)));
                out.body.push_str("\n\n");
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1))
                if out.heading.is_none() && !out.body.trim().contains('\n') =>
            {
                out.heading = Some(std::mem::take(&mut out.body).trim().to_owned());
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::Table
                | TagEnd::BlockQuote(_),
            )
            | Event::Rule => out.body.push_str("\n\n"),
            _ => {}
        }
    }
    out.body.truncate(out.body.trim_end().len());
    out
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// YAML by the events of its parser: every scalar is kept as it is written (a version stays
/// `1.10`, a date is not made a moment), and aliases are not followed, since with them a page of
/// text can spell a gigabyte.
fn yaml(text: &str) -> Result<Value<'_>, String> {
    let mut open: Vec<Value<'_>> = Vec::new();
    // The key that waits for its value, one for each open record.
    let mut keys: Vec<Option<Value<'_>>> = Vec::new();
    for event in saphyr_parser::Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        let done = match event {
            Yaml::MappingStart(..) => {
                open.push(Value::Record(Vec::new()));
                keys.push(None);
                None
            }
            Yaml::SequenceStart(..) => {
                open.push(Value::List(Vec::new()));
                None
            }
            Yaml::MappingEnd => {
                keys.pop();
                open.pop()
            }
            Yaml::SequenceEnd => open.pop(),
            Yaml::Scalar(text, ..) if matches!(&*text, "" | "~" | "null") => Some(Value::Null),
            Yaml::Scalar(text, ..) => Some(Value::Text(text)),
            Yaml::Alias(_) => Some(Value::Null),
            Yaml::DocumentEnd => break,
            _ => None,
        };
        if open.len() > DEPTH {
            return Err("nested too deeply".to_owned());
        }
        let Some(done) = done else { continue };
        match (open.last_mut(), keys.last_mut()) {
            (None, _) => return Ok(done),
            (Some(Value::List(items)), _) => items.push(done),
            (Some(Value::Record(members)), Some(key)) => match key.take() {
                None => *key = Some(done),
                Some(Value::Text(name)) => members.push((name, done)),
                Some(_) => {}
            },
            _ => {}
        }
    }
    Ok(Value::Record(Vec::new()))
}

fn toml(text: &str) -> Result<Value<'_>, String> {
    let table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    Ok(from_toml(toml::Value::Table(table)))
}

fn from_toml<'a>(value: toml::Value) -> Value<'a> {
    match value {
        toml::Value::String(text) => Value::Text(text.into()),
        toml::Value::Integer(number) => Value::Int(number),
        toml::Value::Float(number) => Value::Float(number),
        toml::Value::Boolean(_) => Value::Bool,
        toml::Value::Datetime(date) => Value::Text(date.to_string().into()),
        toml::Value::Array(items) => Value::List(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => Value::Record(
            table.into_iter().map(|(key, value)| (key.into(), from_toml(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_needs_fences_and_fields() {
        let yaml = |fields, text| Some(FrontMatter { syntax: Syntax::Yaml, fields, text });
        let cases = [
            ("---\ntitle: A\n---\nText", yaml("title: A\n", "Text")),
            ("\u{FEFF}--- \r\ntitle: A\r\n...\r\nText", yaml("title: A\r\n", "Text")),
            ("---\nA line\n---\nText", None),
            ("---\ntitle: A\nText", None),
            ("A\n---\ntitle: A\n---\n", None),
        ];
        for (text, expected) in cases {
            assert_eq!(front_matter(text), expected, "{text}");
        }
        let toml = FrontMatter { syntax: Syntax::Toml, fields: "a = 1\n", text: "" };
        assert_eq!(front_matter("+++\na = 1\n+++\n"), Some(toml));
    }

    #[test]
    fn marks_go_and_text_stays() {
        let text = "# The *news*\n\nA [link](http://x.org) and `code`,\nwrapped. ![pic](p.png)\n\n\
                    - one\n- two **bold**\n  - inner\n\n> quoted\n\n<div>html &amp; so</div>\n\n\
                    | a | b |\n|---|---|\n| 1 | 2 |\n\n## Next\nend[^1]\n\n[^1]: note";
        let expected = Reduced {
            heading: Some("The news".to_owned()),
            body: "A link and code, wrapped. \n\none\ntwo bold\ninner\n\n\n\nquoted\n\n\n\n\
                   html & so\n\na b \n1 2 \n\n\nNext\n\nend\n\nnote"
                .to_owned(),
        };
        assert_eq!(reduce(text), expected);
    }

    #[test]
    fn yaml_values_stay_as_they_are_written() {
        let text = "title: \"A: b\"\ndate: 2024-06-17\nauthors:\n  - Anna Berg\n  - {name: Jo}\n\
                    empty:\nfolded: >\n  two\n  lines\nanchor: &a x\nalias: *a\n";
        let text_of = |text: &'static str| Value::Text(text.into());
        let expected = Value::Record(vec![
            ("title".into(), text_of("A: b")),
            ("date".into(), text_of("2024-06-17")),
            (
                "authors".into(),
                Value::List(vec![
                    text_of("Anna Berg"),
                    Value::Record(vec![("name".into(), text_of("Jo"))]),
                ]),
            ),
            ("empty".into(), Value::Null),
            ("folded".into(), text_of("two lines\n")),
            ("anchor".into(), text_of("x")),
            ("alias".into(), Value::Null),
        ]);
        assert_eq!(yaml(text), Ok(expected));
        let deep = format!("a: {}", "[".repeat(100));
        assert_eq!(yaml(&deep), Err("nested too deeply".to_owned()));
    }
}
