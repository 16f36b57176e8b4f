//! The text of an article in the data a page hands to its scripts, for pages that show none.
//!
//! Publishing systems write the whole article as JSON into the page, under names of their own
//! (`__NEXT_DATA__`, `Fusion.globalContent`, `__INITIAL_STATE__`). No name is needed: the text is
//! the longest run of paragraphs in the JSON of a page, in a value whose key says text.

use serde_json::{Map, Value};

use super::page::Page;

/// How many scripts are read; pages have fewer than 100.
const SCRIPTS: usize = 300;

/// How many places of a script are tried at which a value may begin.
const PLACES: usize = 8;

/// Shorter scripts hold no story; in bytes.
const SHORTEST: usize = 400;

/// Keys of text, in lower case and without hyphens: all of an article's, or one paragraph's.
const TEXT_KEYS: &[&str] = &[
    "articlebody",
    "articletext",
    "body",
    "bodyhtml",
    "bodytext",
    "content",
    "contenthtml",
    "fulltext",
    "html",
    "maintext",
    "rendered",
    "storybody",
    "text",
    "value",
];

/// Keys that say what an element of a text is.
const KIND_KEYS: &[&str] = &["type", "kind", "_type", "__typename", "name", "tag", "tagname"];

/// The kinds of elements that are read as text, as parts of what [`KIND_KEYS`] hold.
const KINDS: &[&str] = &["text", "paragraph", "header", "heading", "html", "quote", "richtext"];

/// The longest text in the JSON of a page's scripts that mentions the headline.
pub(super) fn text(page: &Page, headline: &str) -> String {
    let mut longest = String::new();
    let scripts = page.elements().filter(|(_, tag)| tag.name == "script");
    for (index, _) in scripts.take(SCRIPTS) {
        let script = page.raw(index);
        if script.len() >= SHORTEST {
            for value in values(script).filter(|value| mentions(value, headline)) {
                gather(&value, &mut longest);
            }
        }
    }
    longest
}

/// The JSON values of a script: the whole of it, or what it assigns or hands to a function.
fn values(script: &str) -> impl Iterator<Item = Value> {
    script
        .match_indices(['{', '['])
        .filter(|(at, _)| {
            let before = script[..*at].trim_end();
            before.is_empty() || before.ends_with(['=', '('])
        })
        .take(PLACES)
        .filter_map(|(at, _)| {
            let mut values = serde_json::Deserializer::from_str(&script[at..]).into_iter();
            values.next()?.ok()
        })
}

/// Whether a string of a value is the headline: states also hold the articles of other pages.
fn mentions(value: &Value, headline: &str) -> bool {
    match value {
        Value::String(text) => text.trim() == headline,
        Value::Array(list) => list.iter().any(|inner| mentions(inner, headline)),
        Value::Object(object) => object.values().any(|inner| mentions(inner, headline)),
        _ => false,
    }
}

/// Looks through a value for text longer than `longest`. The parser bounds how deep values nest.
fn gather(value: &Value, longest: &mut String) {
    match value {
        Value::Array(list) => {
            let paragraphs: Vec<&str> = list.iter().filter_map(paragraph).collect();
            if paragraphs.len() > 1 {
                consider(&paragraphs.join("\n<p>\n"), longest);
            }
            for inner in list {
                gather(inner, longest);
            }
        }
        Value::Object(object) => {
            for (key, inner) in object {
                match inner {
                    Value::String(text) if is_text_key(key) => consider(text, longest),
                    inner => gather(inner, longest),
                }
            }
        }
        _ => {}
    }
}

fn consider(markup: &str, longest: &mut String) {
    if markup.len() > longest.len() {
        let text = super::text(markup);
        if text.len() > longest.len() {
            *longest = text;
        }
    }
}

/// The text of an element of a list, where it is a paragraph.
fn paragraph(value: &Value) -> Option<&str> {
    let object = match value {
        Value::String(text) => return text.contains(' ').then_some(text),
        value => value.as_object()?,
    };
    let kind = KIND_KEYS.iter().find_map(|key| object.get(*key)?.as_str());
    let kind = kind?.to_lowercase();
    if kind != "p" && !KINDS.iter().any(|known| kind.contains(known)) {
        return None;
    }
    string(object)
}

fn string(object: &Map<String, Value>) -> Option<&str> {
    object.iter().find_map(|(key, value)| value.as_str().filter(|_| is_text_key(key)))
}

fn is_text_key(key: &str) -> bool {
    let key: String = key.chars().filter(|c| !matches!(c, '_' | '-')).collect();
    TEXT_KEYS.contains(&&*key.to_ascii_lowercase())
}
