//! One article, for people: what is known of it, and from which evidence.

use super::hits::place;
use super::paragraph::Paragraph;
use super::style::{FAINT, HEADLINE, PLAIN, SOURCE};
use super::words::{counted, date};
use super::{Links, Look};
use crate::article::{Article, Dated, Head, Source};

/// Columns of a label, the space behind it included.
const LABEL: usize = 10;

/// Evidence stands in one column as long as the values leave room; a longer value pushes it on.
const VALUE: usize = 32;

/// How many characters of the text an extracted article shows.
const OPENING: usize = 240;

/// A fact about an article.
struct Fact<'a> {
    label: &'static str,
    /// `None` where it is unknown.
    value: Option<String>,
    found_in: Option<&'a str>,
}

/// An article to read: headline, facts with their evidence, notes, text.
pub fn article(article: &Article, look: Look) -> String {
    let width = look.measure();
    let mut out = String::new();
    headline(&article.head, look).write(&mut out, "", 0, width);
    out.push('\n');
    facts(article, Detail::Everything, 0, look, &mut out);
    for text in article.body.lines() {
        let paragraph = Paragraph::of(text, PLAIN);
        if paragraph.is_empty() {
            if !out.ends_with("\n\n") {
                out.push('\n');
            }
        } else {
            paragraph.write(&mut out, "", 0, width);
        }
    }
    out
}

/// What was understood of an article, its text down to the first words.
pub fn extracted(article: &Article, look: Look) -> String {
    let width = look.measure();
    let mut out = String::new();
    let mut place = Paragraph::of(&place(&article.head), FAINT);
    place.pad(2);
    place.push(article.head.format.as_str(), FAINT);
    place.write(&mut out, "", 0, width);
    headline(&article.head, look).write(&mut out, "  ", 2, width);
    facts(article, Detail::Reading, 2, look, &mut out);
    let mut opening: String = article.body.chars().take(OPENING).collect();
    if opening.len() < article.body.len() {
        let whole_words = opening.trim_end().rfind(char::is_whitespace).unwrap_or(opening.len());
        opening.truncate(whole_words);
        opening.push_str(" …");
    }
    if !opening.is_empty() {
        Paragraph::of(&opening, PLAIN).write(&mut out, "  ", 2, width);
        out.push('\n');
    }
    out
}

/// Articles that a shortened identifier may mean, one a line.
pub fn candidates(articles: &[Article]) -> String {
    let mut out = String::new();
    for article in articles {
        let mut line = Paragraph::of(&article.head.id, FAINT);
        line.pad(2);
        line.push(article.head.headline.as_deref().unwrap_or(&article.head.path), PLAIN);
        line.write(&mut out, "  ", 2, None);
    }
    out
}

fn headline(head: &Head, look: Look) -> Paragraph {
    let Some(text) = &head.headline else { return Paragraph::of("no headline", FAINT) };
    let mut headline = Paragraph::of(text, HEADLINE);
    if let (Links::On, Some(url)) = (look.links, &head.url) {
        headline.link(url);
    }
    if let Some(found_in) = &head.found_in.headline {
        headline.pad(2);
        headline.push_whole(&format!("← {found_in}"), FAINT);
    }
    headline
}

/// How much of what is known to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// What was read in the text.
    Reading,
    /// And where the article is kept.
    Everything,
}

fn facts(article: &Article, detail: Detail, indent: usize, look: Look, out: &mut String) {
    let facts = listed(article, detail);
    let values: Vec<Paragraph> = facts.iter().map(value).collect();
    let widest = values.iter().map(Paragraph::columns).filter(|&columns| columns <= VALUE).max();
    for (fact, mut paragraph) in facts.iter().zip(values) {
        if let Some(found_in) = fact.found_in {
            let gap = widest.unwrap_or(0).saturating_sub(paragraph.columns());
            paragraph.pad(gap + 2);
            paragraph.push_whole(&format!("← {found_in}"), FAINT);
        }
        let label = format!("{:indent$}{FAINT}{:<LABEL$}{FAINT:#}", "", fact.label);
        paragraph.write(out, &label, indent + LABEL, look.measure());
    }
    for note in &article.head.notes {
        let label = format!("{:indent$}{FAINT}{:<LABEL$}{FAINT:#}", "", "note");
        Paragraph::of(note, PLAIN).write(out, &label, indent + LABEL, look.measure());
    }
    out.push('\n');
}

fn value(fact: &Fact<'_>) -> Paragraph {
    match &fact.value {
        Some(value) if fact.label == "source" => Paragraph::of(value, SOURCE),
        Some(value) => Paragraph::of(value, PLAIN),
        None => Paragraph::of("unknown", FAINT),
    }
}

/// The facts to show, in order. The four that make an article news are always there.
fn listed(article: &Article, detail: Detail) -> Vec<Fact<'_>> {
    let head = &article.head;
    let found_in = &head.found_in;
    let people = (!head.byline.is_empty()).then(|| head.byline.join(", "));
    let source = head.source.as_ref();
    let mut facts = vec![
        Fact {
            label: "source",
            value: source.and_then(publication),
            found_in: source.map(|source| source.found_in.as_ref()),
        },
        dated("date", head.date.as_ref()),
        Fact { label: "by", value: people, found_in: found_in.byline.as_deref() },
        known("language", head.language.as_ref(), found_in.language.as_deref()),
    ];
    let mut also = vec![
        dated("modified", head.modified.as_ref()),
        dated("crawled", head.crawled.as_ref()),
        known("agency", head.agency.as_ref(), found_in.agency.as_deref()),
        known("url", head.url.as_ref(), found_in.url.as_deref()),
        known("key", head.key.as_ref(), None),
    ];
    if detail == Detail::Everything {
        also.push(Fact {
            label: "format",
            value: Some(head.format.as_str().to_owned()),
            found_in: None,
        });
        also.push(Fact { label: "file", value: Some(place(head)), found_in: None });
        also.push(known("id", Some(&head.id), None));
    }
    let size = match article.body.chars().count() {
        0 => "none".to_owned(),
        characters => counted(characters as u64, "character"),
    };
    also.push(Fact { label: "text", value: Some(size), found_in: found_in.body.as_deref() });
    facts.extend(also.into_iter().filter(|fact| fact.value.is_some()));
    facts
}

fn known<'a>(label: &'static str, value: Option<&String>, found_in: Option<&'a str>) -> Fact<'a> {
    Fact { label, value: value.cloned(), found_in }
}

fn dated<'a>(label: &'static str, dated: Option<&'a Dated>) -> Fact<'a> {
    Fact {
        label,
        value: dated.map(|dated| date(&dated.date)),
        found_in: dated.map(|dated| dated.found_in.as_ref()),
    }
}

fn publication(source: &Source) -> Option<String> {
    match (&source.name, &source.domain) {
        (Some(name), Some(domain)) if name != domain => Some(format!("{name} ({domain})")),
        (name, domain) => name.clone().or_else(|| domain.clone()),
    }
}

#[cfg(test)]
mod tests;
