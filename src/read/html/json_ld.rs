//! What a page declares about its article in JSON-LD, the vocabulary of schema.org.
//!
//! Publishers write it by hand into templates: several blocks, lists, graphs, references, comments
//! around it, line breaks inside strings. A block that is not JSON is read for its well-known keys
//! all the same.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::body::letters;
use super::page::{Page, collapse};

/// What JSON-LD says; absent fields are `None` or empty.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub published: Option<String>,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub authors: Vec<String>,
    /// Authors that are organisations.
    pub organisations: Vec<String>,
    /// Whether the publication is a person's, or its author one of whom only people can be told.
    pub is_personal: bool,
    pub publisher: Option<String>,
    pub publisher_url: Option<String>,
    pub source_organisation: Option<String>,
    pub url: Option<String>,
    pub body: Option<String>,
}

/// Types whose objects describe an article, by the end of their names.
const ARTICLES: [&str; 5] = ["article", "posting", "report", "review", "newsstory"];

type Object = Map<String, Value>;

/// Reads the page's JSON-LD; `about` are texts of the page (headline, address) by which the object
/// that describes it is told from others.
pub(super) fn read(page: &Page, about: &[&str]) -> Declared {
    let values: Vec<Value> = page
        .elements()
        .filter(|(_, tag)| {
            tag.name == "script"
                && tag
                    .attr("type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
        })
        .filter_map(|(index, _)| parse(page.raw(index)))
        .collect();
    let mut objects = Vec::new();
    for value in &values {
        gather(value, &mut objects);
    }
    let named: HashMap<&str, &Object> = objects
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let about: Vec<String> = about.iter().map(|text| letters(text)).collect();
    let article = objects
        .iter()
        .rev()
        .filter(|object| is_a(object, &ARTICLES) && !is_opinion_of_buyer(object))
        .max_by_key(|object| fitness(object, &about));
    let page_object = objects.iter().find(|object| is_a(object, &["webpage"]));
    let mut declared = article.map(|object| describe(object, &named)).unwrap_or_default();
    if let Some(object) = page_object {
        let page = describe(object, &named);
        declared.published = declared.published.or(page.published);
        declared.modified = declared.modified.or(page.modified);
        declared.publisher = declared.publisher.or(page.publisher);
        declared.description = declared.description.or(page.description);
        if declared.authors.is_empty() && declared.organisations.is_empty() {
            declared.authors = page.authors;
            declared.organisations = page.organisations;
        }
    }
    declared.published = declared.published.or_else(|| only_date(&objects));
    declared
}

/// Other things that a page may be about, by the end of the names of their types.
const OTHERS: [&str; 4] = ["recipe", "howto", "podcastepisode", "creativework"];

/// The day of publication of what the page is about, where that is no article and there is one day.
fn only_date(objects: &[&Object]) -> Option<String> {
    let mut dates = objects
        .iter()
        .filter(|object| is_a(object, &OTHERS))
        .filter_map(|object| string(object.get("datePublished")?));
    let first = dates.next()?;
    dates.all(|other| other.get(..10) == first.get(..10)).then_some(first)
}

/// Whether an object is a review that stands on the page of what it is about.
fn is_opinion_of_buyer(object: &Object) -> bool {
    object.contains_key("reviewRating") && !object.contains_key("headline")
}

/// Reads one script: as JSON, as JSON after mending, or for its keys alone.
fn parse(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim_end_matches(';')
        .trim();
    serde_json::from_str(script)
        .or_else(|_| serde_json::from_str(&mend(script)))
        .ok()
        .or_else(|| salvage(script))
}

/// The usual mistakes put right: control characters in strings, commas before a bracket.
fn mend(script: &str) -> String {
    let mut mended = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in script.chars() {
        let c = if c.is_control() { ' ' } else { c };
        if !quoted && matches!(c, '}' | ']') {
            let kept = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(kept);
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        mended.push(c);
    }
    mended
}

/// The well-known keys of a block that is not JSON, as far as they hold plain strings.
fn salvage(script: &str) -> Option<Value> {
    const KEYS: [&str; 5] = ["headline", "datePublished", "dateCreated", "dateModified", "url"];
    let mut object = Object::new();
    for key in KEYS {
        let quoted = format!("\"{key}\"");
        let Some(at) = script.find(&quoted) else { continue };
        let rest = script[at + quoted.len()..].trim_start();
        let Some(rest) =
            rest.strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"'))
        else {
            continue;
        };
        if let Some(end) = rest.find('"') {
            object.insert(key.to_owned(), Value::String(rest[..end].to_owned()));
        }
    }
    let found = !object.is_empty()
        && ARTICLES.iter().any(|kind| script.to_ascii_lowercase().contains(&format!("{kind}\"")));
    object.insert("@type".to_owned(), Value::String("Article".to_owned()));
    found.then_some(Value::Object(object))
}

/// All objects of a value, outer before inner. The parser bounds how deep they nest.
fn gather<'v>(value: &'v Value, objects: &mut Vec<&'v Object>) {
    match value {
        Value::Object(object) => {
            objects.push(object);
            for inner in object.values() {
                gather(inner, objects);
            }
        }
        Value::Array(list) => {
            for inner in list {
                gather(inner, objects);
            }
        }
        _ => {}
    }
}

fn is_a(object: &Object, ends: &[&str]) -> bool {
    list(object.get("@type")).filter_map(Value::as_str).any(|kind| {
        let kind = kind.to_ascii_lowercase();
        ends.iter().any(|end| kind.ends_with(end))
    })
}

/// How surely an object describes this page: agreement first, completeness second.
fn fitness(object: &Object, about: &[String]) -> usize {
    let texts = ["headline", "name", "url", "@id", "mainEntityOfPage"];
    let agrees = texts.iter().filter_map(|key| string(object.get(*key)?)).any(|text| {
        let text = letters(&text);
        !text.is_empty() && about.contains(&text)
    });
    let keys = ["headline", "datePublished", "author", "publisher", "articleBody"];
    let filled = keys.iter().filter(|key| object.contains_key(**key)).count();
    usize::from(agrees) * 10 + filled
}

fn describe(object: &Object, named: &HashMap<&str, &Object>) -> Declared {
    let text = |key: &str| object.get(key).and_then(string).map(|text| line(&text));
    let (mut authors, mut organisations) = (Vec::new(), Vec::new());
    let mut is_personal = false;
    for key in ["author", "creator"] {
        if authors.is_empty() && organisations.is_empty() {
            for value in flat(object.get(key)) {
                let is_organisation = resolve(value, named)
                    .is_some_and(|object| is_a(object, &["organization", "corporation"]));
                let kind = if is_organisation { &mut organisations } else { &mut authors };
                kind.extend(person(value, named));
                is_personal |= resolve(value, named).is_some_and(has_persons_keys);
            }
        }
    }
    let publisher = ["publisher", "copyrightHolder", "isPartOf"]
        .iter()
        .flat_map(|key| list(object.get(*key)))
        .find_map(|value| Some((organisation(value, named)?, resolve(value, named))));
    let (publisher, publisher_object) = publisher.unzip();
    Declared {
        headline: text("headline").or_else(|| text("name")),
        description: text("description"),
        published: text("datePublished"),
        created: text("dateCreated").or_else(|| text("uploadDate")),
        modified: text("dateModified"),
        authors,
        organisations,
        is_personal: is_personal
            || publisher_object.flatten().is_some_and(|object| is_a(object, &["person"])),
        publisher,
        publisher_url: publisher_object.flatten().and_then(|object| string(object.get("url")?)),
        source_organisation: list(object.get("sourceOrganization"))
            .find_map(|value| organisation(value, named)),
        url: text("url").or_else(|| text("mainEntityOfPage")),
        body: object.get("articleBody").and_then(Value::as_str).map(unescaped),
    }
}

/// The values of a key that may hold one or a list.
fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (many, one) = match value {
        Some(Value::Array(many)) => (many.as_slice(), None),
        one => (&[][..], one),
    };
    many.iter().chain(one)
}

fn resolve<'v>(value: &'v Value, named: &HashMap<&str, &'v Object>) -> Option<&'v Object> {
    let object = value.as_object()?;
    let reference = object.get("@id").and_then(Value::as_str);
    match reference.filter(|_| !object.contains_key("name")) {
        Some(id) => named.get(id).copied().or(Some(object)),
        None => Some(object),
    }
}

/// The values of a key, those of lists in a list as well.
fn flat(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let of_list = |value: &'_ Value| value.get("@list").is_some();
    list(value)
        .flat_map(|inner| list(Some(inner)))
        .flat_map(move |inner| list(if of_list(inner) { inner.get("@list") } else { Some(inner) }))
}

/// The names of a person, of whom templates make several when they list authors in one `name`.
fn person(value: &Value, named: &HashMap<&str, &Object>) -> Vec<String> {
    if let Some(name) = value.as_str() {
        return if name.starts_with("http") { Vec::new() } else { vec![line(name)] };
    }
    let Some(object) = resolve(value, named) else { return Vec::new() };
    let whole = list(object.get("name")).filter_map(string).map(|text| line(&text));
    let mut people: Vec<String> = whole.filter(|text| !text.is_empty()).collect();
    if people.is_empty() {
        let parts = ["givenName", "familyName"].iter().filter_map(|key| string(object.get(*key)?));
        let joined = line(&parts.collect::<Vec<_>>().join(" "));
        people.extend(Some(joined).filter(|text| !text.is_empty()));
    }
    people
}

/// Whether an object says what only people have.
fn has_persons_keys(object: &Object) -> bool {
    ["givenName", "familyName", "jobTitle", "worksFor"].iter().any(|key| object.contains_key(*key))
}

fn organisation(value: &Value, named: &HashMap<&str, &Object>) -> Option<String> {
    let name = match value {
        Value::String(name) if !name.starts_with("http") => line(name),
        _ => line(&string(resolve(value, named)?.get("name")?)?),
    };
    (!name.is_empty()).then_some(name)
}

/// The text of a value that may stand in a list or an object.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Array(list) => list.first().filter(|first| !first.is_array()).and_then(string),
        Value::Object(object) => ["@id", "url", "@value", "name"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str().map(str::to_owned)),
        _ => None,
    }
}

/// Entities mean nothing in JSON, but templates leave them there, some twice escaped.
fn unescaped(text: &str) -> String {
    let once = htmlize::unescape(text);
    htmlize::unescape(&*once).into_owned()
}

/// A value as one line without markup.
fn line(text: &str) -> String {
    let text = unescaped(text);
    if text.contains("</") || text.contains("<br") {
        super::text(&text).replace('\n', " ")
    } else {
        collapse(&text)
    }
}
