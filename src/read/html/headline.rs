//! The headline, chosen between what the page declares and what it shows.
//!
//! A page names its headline up to four times, and each naming has its own fault: the `<h1>` may
//! be the site's name, `og:title` may be written for social media, JSON-LD may be cut short, and
//! `<title>` carries the name of the site. Two that agree are believed before one that stands alone.

use super::body::letters;
use super::furniture::is_furniture;
use super::head::PageHead;
use super::page::Page;
use crate::article::Evidence;

/// A headline and where it was read.
pub(super) type Found = (String, Evidence);

/// Chooses the headline; `site` are the names by which the site calls itself.
pub(super) fn read(
    page: &Page,
    head: &PageHead,
    declared: Option<&str>,
    site: &[String],
) -> Option<Found> {
    let title = head.title.as_deref();
    let mut found: Vec<Found> = Vec::new();
    let mut add = |text: Option<String>, evidence: &'static str| {
        if let Some(text) = text.filter(|text| is_headline(text, site)) {
            found.push((text, evidence.into()));
        }
    };
    for heading in headings(page) {
        add(Some(heading), "h1");
    }
    add(declared.map(|text| without_site(text, site)), "json-ld");
    add(head.meta("og:title").map(|text| without_site(text, site)), "meta og:title");
    add(head.meta("twitter:title").map(|text| without_site(text, site)), "meta twitter:title");
    add(title.map(|text| without_site(text, site)), "title");
    let support = |text: &str| {
        let text = letters(text);
        found.iter().filter(|(other, _)| letters(other) == text).count()
            + usize::from(title.is_some_and(|title| letters(title).starts_with(&text)))
    };
    // The first of the best supported: `max_by_key` keeps the last.
    found.iter().rev().max_by_key(|(text, _)| support(text)).cloned()
}

/// The texts of the page's `<h1>`, furniture left out.
fn headings(page: &Page) -> Vec<String> {
    page.elements()
        .filter(|(index, tag)| {
            tag.name == "h1"
                && !page.ancestors(*index).take(3).any(|(_, around)| {
                    is_furniture(around) && !matches!(&*around.name, "header" | "div" | "section")
                })
        })
        .map(|(index, _)| page.line(index))
        .take(5)
        .collect()
}

fn is_headline(text: &str, site: &[String]) -> bool {
    let letters_of = letters(text);
    !letters_of.is_empty() && !site.iter().any(|name| letters(name) == letters_of)
}

/// A title without the name of the site before or behind it.
pub(super) fn without_site(title: &str, site: &[String]) -> String {
    let mut title = title;
    while let Some(cut) = cut(title, site) {
        title = cut;
    }
    title.to_owned()
}

/// What parts a title from the name of the site.
const SEPARATORS: [&str; 10] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / ", "｜"];

/// The title without its last or first part, where that part is a name of the site.
fn cut<'t>(title: &'t str, site: &[String]) -> Option<&'t str> {
    let is_site = |part: &str| {
        let part = letters(part);
        !part.is_empty()
            && site.iter().any(|name| {
                let name = letters(name);
                name == part
                    || name.len() >= 4
                        && (part.starts_with(&name) || name.starts_with(&part) && part.len() >= 4)
            })
    };
    SEPARATORS.iter().find_map(|separator| {
        let behind = title.rsplit_once(separator).filter(|(_, name)| is_site(name));
        let before = title.split_once(separator).filter(|(name, _)| is_site(name));
        behind.map(|(rest, _)| rest).or(before.map(|(_, rest)| rest)).map(str::trim)
    })
}

/// The parts of a title that may be the name of the site: the last, then the first.
pub(super) fn title_parts(title: &str) -> Vec<&str> {
    SEPARATORS
        .iter()
        .filter_map(|separator| {
            let (_, last) = title.rsplit_once(separator)?;
            let (first, _) = title.split_once(separator)?;
            Some([last.trim(), first.trim()])
        })
        .flatten()
        .collect()
}
