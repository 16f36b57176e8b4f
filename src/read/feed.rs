//! RSS and Atom: an item is an article, and the feed around it is its publication.

use std::borrow::Cow;

use super::tree::{self, Element};
use super::value::Value;
use super::{Context, Reason, address, html, record};
use crate::article::{Article, Source};

/// The elements that are articles, in lower case.
pub(super) const ITEMS: &[&str] = &["item", "entry"];

/// Reads an item as an article.
pub(super) fn read(item: &str, context: Context<'_>) -> Result<Article, Reason> {
    let (document, fault) = tree::parse(item);
    let Some(item) = document.children().next() else { return Err(Reason::Empty) };
    let fields: Vec<_> = item.children().filter_map(fields).collect();
    let fields = Value::Record(fields);
    let mut article = record::read(&fields, beside(&context.around.head), context)?;
    article.head.notes.extend(fault.map(|fault| format!("not well-formed: {fault}")));
    Ok(article)
}

/// The fields that an element of an item stands for.
fn fields<'x>(element: &'x Element<'x>) -> Option<(Cow<'x, str>, Value<'x>)> {
    let text = |text: String| Value::Text(Cow::Owned(text));
    let value = match element.name {
        "link" | "atom:link" => match element.attribute("href") {
            Some(href) if is_alternate(element) => Value::Text(Cow::Borrowed(href)),
            Some(_) => return None,
            None => text(element.text()),
        },
        // The name of the feed that an item was taken from, and where it is.
        "source" => {
            let url = element.attribute("url").map(str::to_owned).or_else(|| link(element));
            let name = element
                .children()
                .find(|child| child.is("title"))
                .map_or_else(|| element.line(), Element::line);
            let member = |key, value: Option<String>| Some((Cow::Borrowed(key), text(value?)));
            Value::Record(
                [member("name", name), member("url", url)].into_iter().flatten().collect(),
            )
        }
        // An identifier that is also the address.
        "guid" => {
            let address = element.attribute("isPermaLink") != Some("false");
            let guid = element.line()?;
            if address && address::clean(&guid).is_some() {
                return Some((Cow::Borrowed("uri"), text(guid)));
            }
            text(guid)
        }
        "content" | "summary" | "title" if element.attribute("type") == Some("xhtml") => {
            Value::Text(Cow::Borrowed(element.inner))
        }
        "author" | "contributor" => {
            let name = element.children().find(|child| child.is("name"));
            text(name.unwrap_or(element).text())
        }
        _ => text(element.text()),
    };
    Some((Cow::Borrowed(element.name), value))
}

fn is_alternate(link: &Element<'_>) -> bool {
    link.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"))
}

/// The address of the site that a feed belongs to.
fn link(feed: &Element<'_>) -> Option<String> {
    let mut links = feed.children().filter(|child| child.is("link") && is_alternate(child));
    links.find_map(|link| link.attribute("href").map(str::to_owned).or_else(|| link.line()))
}

/// What the head of a feed says of all its items.
fn beside(head: &str) -> record::Beside {
    let mut beside = record::Beside::nothing("element");
    let (document, _) = tree::parse(head);
    let Some(feed) = document.find(&["channel", "rss:channel", "feed", "atom:feed"]) else {
        return beside;
    };
    let child = |name: &str| feed.children().find(|child| child.is(name))?.line();
    let domain = link(feed).as_deref().and_then(address::domain);
    // `The Daily Example - World` is the feed of a section.
    let name = child("title").and_then(|title| html::publication(&title, domain.as_deref()));
    beside.source = Some(Source { name, domain, found_in: "feed title".into() });
    let language = child("language").or_else(|| child("dc:language"));
    let language = language.or_else(|| feed.attribute("xml:lang").map(str::to_owned));
    beside.language = language.map(|code| (code, "feed language".into()));
    beside
}
