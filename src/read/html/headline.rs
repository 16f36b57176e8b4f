//! The headline, chosen between what the page declares and what it shows.
//!
//! A page names its headline up to four times, and each naming has its own fault: the `<h1>` may
//! be the site's name, `og:title` may be written for social media, JSON-LD may be cut short, and
//! `<title>` carries the name of the site. Two that agree are believed before one that stands alone.

use super::blocks::Block;
use super::body::letters;
use super::furniture::{Furniture, furniture};
use super::head::PageHead;
use super::page::Page;
use crate::article::Evidence;

/// The longest text that is taken for a headline, in bytes.
const LONGEST: usize = 1000;

/// A headline and where it was read.
pub(super) type Found = (String, Evidence);

/// Chooses the headline; `site` are the names by which the site calls itself.
pub(super) fn read(
    page: &Page,
    blocks: &[Block],
    head: &PageHead,
    declared: Option<&str>,
    site: &[String],
) -> Option<Found> {
    let own = |text: &str| Some(without_site(text, site)).filter(|text| is_headline(text, site));
    let titles = [
        (head.meta("og:title"), "meta og:title"),
        (head.meta("twitter:title"), "meta twitter:title"),
        (head.title.as_deref(), "title"),
    ];
    let titles: Vec<(String, &'static str)> =
        titles.into_iter().filter_map(|(text, found_in)| Some((own(text?)?, found_in))).collect();
    let declared = declared.filter(|text| text.len() <= LONGEST).and_then(own);
    let shown: Vec<String> =
        headings(page).into_iter().filter(|text| is_headline(text, site)).collect();
    let agree = |one: &str, other: &str| letters(one) == letters(other);
    let is_titled = |text: &str| titles.iter().any(|(title, _)| agree(title, text));
    let is_declared = |text: &str| declared.as_deref().is_some_and(|other| agree(other, text));
    // The title, its copy for social media and so on are written together: they are one voice.
    let supported = shown.iter().find(|text| is_titled(text) || is_declared(text));
    if let Some(text) = supported {
        return Some((text.clone(), "h1".into()));
    }
    if let Some(text) = declared.as_ref().filter(|text| is_titled(text)) {
        return Some((text.clone(), "json-ld".into()));
    }
    let shown = shown.into_iter().next().map(|text| (text, "h1"));
    shown
        .or_else(|| shown_part(head.title.as_deref()?, blocks).map(|text| (text, "title")))
        .or(declared.map(|text| (text, "json-ld")))
        .or(titles.into_iter().next())
        .map(|(text, found_in)| (text, found_in.into()))
}

/// The part of a title that stands on the page as a line of its own.
fn shown_part(title: &str, blocks: &[Block]) -> Option<String> {
    let parts = title_parts(title);
    let lines =
        blocks.iter().filter(|block| block.linked == 0).flat_map(|block| block.text.lines());
    let found = lines.take(200).find(|line| {
        line.split_whitespace().nth(2).is_some()
            && parts.iter().any(|part| letters(part) == letters(line))
    });
    found.map(str::to_owned)
}

/// The texts of the page's `<h1>`, furniture left out.
fn headings(page: &Page) -> Vec<String> {
    page.elements()
        .filter(|(index, tag)| {
            tag.name == "h1"
                && !page.ancestors(*index).take(3).any(|(_, around)| {
                    furniture(around) == Furniture::Surely
                        && !matches!(&*around.name, "header" | "div" | "section")
                })
        })
        .map(|(index, _)| page.line(index))
        .take(5)
        .collect()
}

fn is_headline(text: &str, site: &[String]) -> bool {
    if text.len() > LONGEST {
        return false;
    }
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
