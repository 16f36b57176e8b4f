//! Dates in the scripts of a page: the data that its own program, its statistics and its
//! advertising are told of the article.

use memchr::memmem;

use super::value;
use crate::date::{Date, Manner};
use crate::read::html::page::Page;

/// Names that scripts give the day of publication, as letters alone.
const KEYS: &[&str] = &[
    "datepublished",
    "publishedat",
    "publishedon",
    "publisheddate",
    "publishedtime",
    "publishdate",
    "publishat",
    "publishtime",
    "publicationdate",
    "publicationtime",
    "pubdate",
    "articlepublishedtime",
    "articlepublishdate",
    "articlepublicationdate",
    "firstpublished",
    "firstpublishedat",
    "firstpublisheddate",
    "firstpublicationdate",
    "originalpublishdate",
    "pagepublishdate",
    "pagepubdate",
    "contentpublishdate",
];

/// No name of a value and no date in a script is longer than this, in bytes.
const LONGEST: usize = 40;

/// The day of publication that the scripts of a page name, if they name just one: data about
/// several articles tell of none.
pub(super) fn published(page: &Page, manner: Manner) -> Option<Date> {
    let mut found: Option<Date> = None;
    for (index, tag) in page.elements().filter(|(_, tag)| tag.name == "script") {
        if tag.attr("type").is_some_and(|kind| kind.contains("ld+json")) {
            continue;
        }
        for date in dates(page.raw(index), manner) {
            match found {
                Some(known) if known.first_day() != date.first_day() => return None,
                Some(known) if known.precision() >= date.precision() => {}
                _ => found = Some(date),
            }
        }
    }
    found
}

/// The values of all names for the day of publication in a script.
fn dates(script: &str, manner: Manner) -> impl Iterator<Item = Date> {
    // What all names have in common, whatever the case of their first letter.
    memmem::find_iter(script.as_bytes(), "ub").filter_map(move |at| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let (before, behind) = (&script[..at], &script[at..]);
        let start = before.bytes().rev().take(LONGEST).take_while(|b| is_name((*b).into())).count();
        let length = behind.bytes().take(LONGEST).take_while(|b| is_name((*b).into())).count();
        let letters =
            |part: &str| part.chars().filter(char::is_ascii_alphabetic).collect::<String>();
        let key = letters(&script[at - start..at + length]).to_ascii_lowercase();
        KEYS.contains(&key.as_str()).then(|| value::parse(text(&behind[length..])?, manner))?
    })
}

/// The plain value behind a name: `": "2024-06-17"`, `\":1718620200,`, ` = '2024'`.
fn text(rest: &str) -> Option<&str> {
    let quotes = ['"', '\'', '\\', ' '];
    let rest = rest.trim_start_matches(quotes);
    let rest = rest.strip_prefix([':', '=', ','])?.trim_start_matches(quotes);
    let end = rest.find(['"', '\'', '\\', '}', ';', '<'])?;
    let value = rest.get(..end).filter(|value| value.len() <= LONGEST)?;
    Some(value.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_one_day_or_none() {
        let cases = [
            (r#"{"id":1,"publishedAt":"2024-06-17T10:30:00Z"}"#, Some("2024-06-17T10:30:00Z")),
            (r#"self.f.push("{\"datePublished\":\"2024-06-17\"}")"#, Some("2024-06-17")),
            ("utag_data.article_publication_date = '2024-06-17';", Some("2024-06-17")),
            (r#"{"pubDate":1718620200000}"#, Some("2024-06-17T10:30:00Z")),
            (
                r#"{"published_at":"2024-06-17","x":{"published_at":"2024-06-17T08:00:00"}}"#,
                Some("2024-06-17T08:00:00"),
            ),
            (r#"{"published_at":"2024-06-17"},{"published_at":"2024-06-18"}"#, None),
            (r#"{"unpublishedAt":"2024-06-17"}"#, None),
            (r#"{"publishedAt":null,"published_at":""}"#, None),
            ("publishedAt", None),
            ("", None),
        ];
        for (script, want) in cases {
            let html = format!("<script>{script}</script>");
            let found = published(&Page::parse(&html), Manner::default());
            assert_eq!(found.map(|date| date.to_string()).as_deref(), want, "{script}");
        }
    }
}
