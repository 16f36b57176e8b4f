//! Records with named fields read as news: JSON objects, front matter, rows of tables, items of
//! feeds, whoever named the fields.
//!
//! A field takes the first of its spellings ([`spellings`]) that has a usable value.

mod markup;

use std::borrow::Cow;

use super::agencies::{self, Agency};
use super::spellings::{self, Field};
use super::value::Value;
use super::{Context, Reason, address, byline, plain};
use crate::article::{Article, Dated, Evidence, Format, Head, Source};
use crate::date::{self, Date};
use markup::{parted, readable};

/// The keys of a text that a person is told to look for.
pub(super) const TEXT_KEYS: [&str; 4] = ["body", "text", "content", "articleBody"];

/// A member of the record, or of an object in it, that may be what a field stands for.
struct Candidate<'v> {
    field: Field,
    rank: usize,
    /// The key of the object it was found in.
    outer: Option<&'v str>,
    key: &'v str,
    value: &'v Value<'v>,
}

/// The members of a record that are known, best first.
struct Fields<'v> {
    candidates: Vec<Candidate<'v>>,
    /// What a member is called in the evidence: a key, a column, an element.
    called: &'static str,
}

impl<'v> Fields<'v> {
    fn of(members: &'v [(Cow<'v, str>, Value<'v>)], called: &'static str) -> Self {
        let mut fields = Self { candidates: Vec::new(), called };
        fields.add(members, None);
        // A stable sort: what stands outside goes before what stands inside, first before second.
        fields.candidates.sort_by_key(|candidate| (candidate.field, candidate.rank));
        fields
    }

    fn add(&mut self, members: &'v [(Cow<'v, str>, Value<'v>)], outer: Option<&'v str>) {
        let start = self.candidates.len();
        for (key, value) in members {
            for &(field, rank) in spellings::fields(key) {
                self.candidates.push(Candidate { field, rank, outer, key, value });
            }
        }
        if outer.is_some() {
            return;
        }
        for at in start..self.candidates.len() {
            let Candidate { field: Field::Nest, key, value: Value::Record(inner), .. } =
                self.candidates[at]
            else {
                continue;
            };
            self.add(inner, Some(key));
        }
    }

    fn all(&self, field: Field) -> impl Iterator<Item = &Candidate<'v>> {
        self.candidates.iter().filter(move |candidate| candidate.field == field)
    }

    /// What the first candidate gives that gives anything, and where it stood.
    fn first<T>(
        &self,
        field: Field,
        read: impl Fn(&'v Value<'v>) -> Option<T>,
    ) -> Option<(T, Evidence)> {
        self.all(field)
            .find_map(|candidate| Some((read(candidate.value)?, candidate.evidence(self.called))))
    }
}

impl Candidate<'_> {
    fn evidence(&self, called: &str) -> Evidence {
        Cow::Owned(match self.outer {
            Some(outer) => format!("{called} \"{outer}.{}\"", self.key),
            None => format!("{called} \"{}\"", self.key),
        })
    }
}

/// What stands beside the fields, as behind front matter or at the head of a feed.
#[derive(Debug)]
pub(super) struct Beside {
    /// What a field is called in the evidence: a key, a column, an element.
    pub called: &'static str,
    /// The headline where no field has it.
    pub heading: Option<String>,
    /// The text; where it is blank, a field may have it.
    pub text: String,
    /// The publication where no field names it.
    pub source: Option<Source>,
    /// The language where no field names it, and where it was read.
    pub language: Option<(String, Evidence)>,
}

impl Beside {
    /// Nothing but fields.
    pub(super) fn nothing(called: &'static str) -> Self {
        Self { called, heading: None, text: String::new(), source: None, language: None }
    }
}

/// Reads a record as an article.
pub(super) fn read(
    record: &Value<'_>,
    beside: Beside,
    context: Context,
) -> Result<Article, Reason> {
    let Value::Record(members) = record else { return Err(Reason::NotAnObject(record.kind())) };
    let fields = Fields::of(members, beside.called);
    let headline = fields
        .first(Field::Headline, |value| value.text().map(|text| readable(&text)))
        .or_else(|| Some((beside.heading?, "heading".into())));
    let text = Some((beside.text, "text".into())).filter(|(text, _)| !text.trim().is_empty());
    let body = text
        .or_else(|| fields.first(Field::Body, body))
        .or_else(|| fields.first(Field::Summary, body));
    if headline.is_none() && body.is_none() {
        return Err(Reason::NoTextKey);
    }
    let source = fields
        .first(Field::Source, source)
        .map(|(source, evidence)| Source { found_in: evidence, ..source })
        .or(beside.source);
    let mut article = match body {
        // Only a record that says nothing of the kind itself leaves room to look into its text.
        Some((body, evidence)) if headline.is_none() && source.is_none() => {
            let mut article = plain::read(&body, context)?;
            article.head.found_in.body.get_or_insert(evidence);
            article
        }
        Some((body, evidence)) => {
            let mut head = Head::default();
            head.found_in.body = Some(evidence);
            Article { head, body: plain::story(&body).to_owned() }
        }
        None => Article { head: Head::default(), body: String::new() },
    };
    article.head.format = Format::Json;
    article.head.source = source.or(article.head.source);
    if let Some((headline, evidence)) = headline {
        article.head.headline = Some(headline);
        article.head.found_in.headline = Some(evidence);
    }
    declare(&mut article.head, &fields);
    if article.head.language.is_none() {
        (article.head.language, article.head.found_in.language) = beside.language.unzip();
    }
    credit(&mut article);
    Ok(article)
}

/// Fills in what the fields declare besides headline, source and body.
fn declare(head: &mut Head, fields: &Fields<'_>) {
    head.date = dated(fields, Field::Date, &mut head.notes).or_else(|| head.date.take());
    head.modified =
        dated(fields, Field::Modified, &mut head.notes).or_else(|| head.modified.take());
    if let Some(((people, agency), evidence)) = fields.first(Field::Byline, people) {
        if let Some(agency) = agency {
            head.agency = Some(agency.into_owned());
            head.found_in.agency = Some(evidence.clone());
        }
        if !people.is_empty() {
            head.byline = people;
            head.found_in.byline = Some(evidence);
        }
    }
    if let Some((agency, evidence)) = fields.first(Field::Agency, Value::text) {
        let known = agencies::agency(agency.trim());
        head.agency = Some(known.map_or_else(|| agency.into_owned(), Cow::into_owned));
        head.found_in.agency = Some(evidence);
    }
    let url = |value: &Value<'_>| address::clean(&value.get("@id").unwrap_or(value).text()?);
    if let Some((url, evidence)) = fields.first(Field::Url, url) {
        head.url = Some(url);
        head.found_in.url = Some(evidence);
    }
    if let Some((language, evidence)) = fields.first(Field::Language, Value::text) {
        head.language = Some(language.into_owned());
        head.found_in.language = Some(evidence);
    }
    head.key = fields.first(Field::Key, Value::text).map(|(key, _)| key.into_owned());
}

/// Credits the agency that publishes an article itself, or else the one its first words name.
fn credit(article: &mut Article) {
    let head = &mut article.head;
    if head.agency.is_some() {
        return;
    }
    let source = head.source.as_ref().and_then(|source| {
        Some((agencies::agency(source.name.as_deref()?)?, source.found_in.clone()))
    });
    let credited =
        source.or_else(|| Some((plain::credit(&article.body)?, Evidence::from("dateline"))));
    let (agency, evidence) = credited.unzip();
    head.agency = agency.map(Cow::into_owned);
    head.found_in.agency = evidence;
}

fn body(value: &Value<'_>) -> Option<String> {
    /// The text of a body that is an object; its `name` is not one.
    const KEYS: &[&str] = &["rendered", "text", "plain", "html", "value", "@value", "#text"];
    match value {
        // A list is one of paragraphs.
        Value::List(_) => {
            let text = value.texts().join("\n\n");
            (!text.is_empty()).then(|| readable(&text))
        }
        Value::Record(_) => KEYS.iter().find_map(|key| body(value.get(key)?)),
        Value::Text(_) => Some(parted(readable(&value.text()?))),
        _ => None,
    }
}

/// The first date that is one; a note where there is only what is none.
fn dated(fields: &Fields<'_>, field: Field, notes: &mut Vec<String>) -> Option<Dated> {
    let found = fields.first(field, read_date).map(|(date, found_in)| Dated { date, found_in });
    let given = fields.first(field, Value::text);
    if let (None, Some((text, evidence))) = (&found, given) {
        let text: String = text.chars().take(60).collect();
        notes.push(format!("no date in {evidence}: {text}"));
    }
    found
}

fn read_date(value: &Value<'_>) -> Option<Date> {
    if let Value::Float(seconds) = value {
        // Fractions of a second; beyond i64 it saturates into a number that is no date. As with whole
        // numbers, a few digits are no timestamp.
        #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
        return (seconds.abs() >= 10_000.0).then(|| date::from_unix(*seconds as i64))?;
    }
    let text = value.text()?;
    let text = text.trim();
    // Eight digits or less may be a date in figures; a year stands alone in four.
    let timestamp = text.len() > 8 || matches!(value, Value::Int(_)) && text.len() > 4;
    match text.parse::<i64>() {
        Ok(number) if timestamp && !(text.len() == 8 && date::parse(text).is_some()) => {
            date::from_unix(number)
        }
        _ => date::parse(text),
    }
}

fn source(value: &Value<'_>) -> Option<Source> {
    let (name, domain) = if let Value::Record(_) = value {
        let text = |key: &&str| value.get(key)?.text();
        let domain = ["domain", "url", "href", "link", "uri", "@id", "id", "homepage"]
            .iter()
            .find_map(|key| address::domain(&text(key)?));
        let name = ["name", "title", "rendered", "label"].iter().find_map(text);
        (name.map(|name| readable(&name)), domain)
    } else {
        let text = value.text()?;
        let domain = address::domain(&text);
        (domain.is_none().then(|| readable(&text)), domain)
    };
    let found_in = Evidence::default();
    (name.is_some() || domain.is_some()).then_some(Source { name, domain, found_in })
}

fn people(value: &Value<'_>) -> Option<(Vec<String>, Option<Agency>)> {
    let mut people = Vec::new();
    let mut agency = None;
    let texts = value.texts();
    for text in texts.iter().flat_map(|text| printed(text)) {
        let found = byline::read(&readable(text));
        agency = agency.or(found.agency);
        for person in found.people {
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }
    (!people.is_empty() || agency.is_some()).then_some((people, agency))
}

/// The strings of a list or record that a program printed into one, the names of its records where
/// it has them: `['Ann Lee', "Bob O'Roe"]`, `[{'name': 'Ann Lee'}]`; or the text itself.
fn printed(text: &str) -> Vec<&str> {
    let is_printed = |opens, closes| text.starts_with(opens) && text.ends_with(closes);
    if !is_printed('[', ']') && !is_printed('{', '}') {
        return vec![text];
    }
    let mut strings = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['\'', '"']) {
        let (mark, inside) = rest[start..].split_at(1);
        let ends = |at: &usize| inside[at + 1..].trim_start().starts_with([',', ']', '}', ':']);
        let Some(end) = inside.match_indices(mark).map(|(at, _)| at).find(ends) else { break };
        strings.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    let names = strings.windows(2).filter(|pair| pair[0] == "name").map(|pair| pair[1]);
    let names: Vec<&str> = names.collect();
    if names.is_empty() { strings } else { names }
}

#[cfg(test)]
mod tests {
    use super::super::Around;
    use super::*;

    fn read_json(json: &str) -> Result<Article, Reason> {
        let value: Value<'_> = serde_json::from_str(json).unwrap();
        let context = Context { today: jiff::civil::date(2024, 6, 19), around: Around::NOTHING };
        read(&value, Beside::nothing("key"), context)
    }

    /// The fields found, each as `name=value (evidence)`.
    fn found(json: &str) -> Vec<String> {
        let Article { head, body } = read_json(json).unwrap();
        let mut found = Vec::new();
        let mut add = |name: &str, value: Option<String>, evidence: Option<Evidence>| {
            if let Some(value) = value {
                found.push(format!("{name}={value} ({})", evidence.unwrap_or_default()));
            }
        };
        let evidence = head.found_in;
        add("headline", head.headline, evidence.headline);
        add("body", (!body.is_empty()).then_some(body), evidence.body);
        let dated = |dated: Option<Dated>| dated.map(|d| (d.date.to_string(), d.found_in)).unzip();
        let (date, found_in) = dated(head.date);
        add("date", date, found_in);
        let (modified, found_in) = dated(head.modified);
        add("modified", modified, found_in);
        let source = head.source.map(|s| (format!("{:?} {:?}", s.name, s.domain), s.found_in));
        let (source, found_in) = source.unzip();
        add("source", source, found_in);
        add("byline", (!head.byline.is_empty()).then(|| head.byline.join("|")), evidence.byline);
        add("agency", head.agency, evidence.agency);
        add("url", head.url, evidence.url);
        add("language", head.language, evidence.language);
        add("key", head.key, Some("".into()));
        found
    }

    #[test]
    fn common_spellings_are_understood() {
        let cases: &[(&str, &[&str])] = &[
            (
                r#"{"_id":"x1","title":"T","text":"B","metadata":{"url":"https://a.org/1"}}"#,
                &[
                    "headline=T (key \"title\")",
                    "body=B (key \"text\")",
                    "url=https://a.org/1 (key \"metadata.url\")",
                    "key=x1 ()",
                ],
            ),
            (
                r#"{"@type":"NewsArticle","headline":"T","articleBody":"B",
                    "datePublished":"2024-06-17","dateModified":"2024-06-18",
                    "publisher":{"@type":"Organization","name":"The Post","url":"https://www.post.org/"},
                    "author":[{"@type":"Person","name":"Anna Berg"},{"name":"Tom Hale"}],
                    "inLanguage":"en","mainEntityOfPage":{"@id":"https://post.org/1"}}"#,
                &[
                    "headline=T (key \"headline\")",
                    "body=B (key \"articleBody\")",
                    "date=2024-06-17 (key \"datePublished\")",
                    "modified=2024-06-18 (key \"dateModified\")",
                    "source=Some(\"The Post\") Some(\"post.org\") (key \"publisher\")",
                    "byline=Anna Berg|Tom Hale (key \"author\")",
                    "url=https://post.org/1 (key \"mainEntityOfPage\")",
                    "language=en (key \"inLanguage\")",
                ],
            ),
            (
                r#"{"_index":"news","_id":"7","_source":{"headline":"T","body":"B","source":"www.post.org"}}"#,
                &[
                    "headline=T (key \"_source.headline\")",
                    "body=B (key \"_source.body\")",
                    "source=None Some(\"post.org\") (key \"_source.source\")",
                    "key=7 ()",
                ],
            ),
            (
                r#"{"Title":"T","CONTENT":"","description":"D","publishedAt":1718612400,"source":"Post"}"#,
                &[
                    "headline=T (key \"Title\")",
                    "body=D (key \"description\")",
                    "date=2024-06-17T08:20:00Z (key \"publishedAt\")",
                    "source=Some(\"Post\") None (key \"source\")",
                ],
            ),
            (
                r#"{"title":"T","date":"someday","body":["One.","Two."],"date_publish":{"$date":"2024-06-17"}}"#,
                &[
                    "headline=T (key \"title\")",
                    "body=One.\n\nTwo. (key \"body\")",
                    "date=2024-06-17 (key \"date_publish\")",
                ],
            ),
            (
                r#"{"title":"T","authors":"['Ann Lee', \"Bob O'Roe\"]","source":"nan","body":"NULL"}"#,
                &["headline=T (key \"title\")", "byline=Ann Lee|Bob O'Roe (key \"authors\")"],
            ),
            (
                r#"{"webTitle":"T","author":"[{'id': 3, 'name': 'Ann Lee'}]"}"#,
                &["headline=T (key \"webTitle\")", "byline=Ann Lee (key \"author\")"],
            ),
            (
                r#"{"title":"T","pub-date":"20240617","year":2023,"authors":[],"wire":"AP"}"#,
                &[
                    "headline=T (key \"title\")",
                    "date=2024-06-17 (key \"pub-date\")",
                    "agency=AP (key \"wire\")",
                ],
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(found(json), *expected, "{json}");
        }
    }

    #[test]
    fn what_holds_no_article_says_so() {
        let cases = [
            (r#"{"url":"https://a.org"}"#, Reason::NoTextKey),
            (r#"{"title":"","text":[]}"#, Reason::NoTextKey),
            ("3", Reason::NotAnObject("a number")),
        ];
        for (json, expected) in cases {
            assert_eq!(read_json(json), Err(expected), "{json}");
        }
    }
}
