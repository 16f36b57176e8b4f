//! The headline, chosen between what the page declares and what it shows.
//!
//! A page names its headline up to four times, and each naming has its own fault: the `<h1>` may
//! be the site's name, `og:title` may be written for social media, JSON-LD may be cut short, and
//! `<title>` carries the name of the site. Two that agree are believed before one that stands alone.

use super::blocks::{Block, Shape};
use super::body::letters;
use super::furniture::{Furniture, furniture, names};
use super::head::PageHead;
use super::markup::Tag;
use super::page::Page;
use crate::article::Evidence;
use crate::read::publishers;

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
    let (shown, parts) = headings(page, site);
    let agree = |one: &str, other: &str| letters(one) == letters(other);
    let is_titled = |text: &str| titles.iter().any(|(title, _)| agree(title, text));
    let is_declared = |text: &str| declared.as_deref().is_some_and(|other| agree(other, text));
    // The title, its copy for social media and so on are written together: they are one voice.
    let supported =
        shown.iter().chain(&parts).find(|(text, _)| is_titled(text) || is_declared(text));
    if let Some((text, found_in)) = supported {
        return Some((text.clone(), (*found_in).into()));
    }
    let opens_title = |text: &str| titles.iter().any(|(title, _)| opens(title, text));
    let opening = shown.iter().find(|(text, _)| opens_title(text)).cloned();
    if let Some((text, found_in)) = &opening {
        return Some((text.clone(), (*found_in).into()));
    }
    if let Some(text) = declared.as_ref().filter(|text| is_titled(text)) {
        return Some((text.clone(), "json-ld".into()));
    }
    // Of several headings that nothing else supports, none is known to be the headline.
    let only = shown.first().filter(|_| shown.len() == 1).cloned();
    let first = shown.into_iter().next();
    only.or_else(|| shown_part(head.title.as_deref()?, blocks).map(|text| (text, "title")))
        .or(declared.map(|text| (text, "json-ld")))
        .or(titles.into_iter().next())
        .or(first)
        .map(|(text, found_in)| (text, found_in.into()))
}

/// Whether a title goes on behind a text of some length that it opens with.
fn opens(title: &str, text: &str) -> bool {
    let rest = title.to_lowercase();
    let rest = rest.strip_prefix(&text.to_lowercase());
    text.chars().count() >= 15 && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The part of a title that stands on the page as a line of its own.
fn shown_part(title: &str, blocks: &[Block]) -> Option<String> {
    let parts = title_parts(title);
    let lines = blocks
        .iter()
        .filter(|block| block.linked == 0 && block.shape != Shape::Item)
        .flat_map(|block| block.text.lines());
    let found = lines.take(200).find(|line| {
        line.split_whitespace().nth(2).is_some()
            && parts.iter().any(|part| letters(part) == letters(line))
    });
    found.map(str::to_owned)
}

/// A text that stands on the page and where.
type Shown = (String, &'static str);

/// The texts of the page's `<h1>` and of what is marked as its headline, furniture left out; and
/// the part of each behind an element at its beginning, which may be a line above the headline.
fn headings(page: &Page, site: &[String]) -> (Vec<Shown>, Vec<Shown>) {
    let (mut shown, mut parts) = (Vec::<Shown>::new(), Vec::new());
    let marked = page.elements().filter_map(|(index, tag)| Some((index, mark(tag)?)));
    for (index, found_in) in marked.filter(|(index, _)| !is_furniture(page, *index)).take(MOST) {
        let text = page.line(index);
        let is_known = |(other, _): &Shown| *other == text;
        if is_headline(&text, site) && !shown.iter().any(is_known) && !is_logo(page, index, &text) {
            parts.extend(behind_first_element(page, index, &text).map(|part| (part, found_in)));
            shown.push((text, found_in));
        }
    }
    shown.sort_by_key(|(_, found_in)| *found_in != "h1");
    (shown, parts)
}

/// No more headings are looked at.
const MOST: usize = 12;

/// How an element is marked as a headline.
fn mark(tag: &Tag) -> Option<&'static str> {
    match &*tag.name {
        "h1" => Some("h1"),
        "meta" | "html" | "body" | "a" => None,
        _ if !tag.mentions("headline") => None,
        _ => (tag.attr("itemprop")? == "headline").then_some("itemprop headline"),
    }
}

/// Whether a heading stands in furniture or is the last of a trail of breadcrumbs.
fn is_furniture(page: &Page, index: usize) -> bool {
    let is_breadcrumb = page.element(index).is_some_and(|tag| {
        names(tag).iter().any(|name| name.split('-').any(|part| part.starts_with("breadcrumb")))
    });
    is_breadcrumb
        || page.ancestors(index).take(3).any(|(_, around)| {
            // A headline is no item of a list, but the page is one of its trail.
            &*around.name == "li"
                || furniture(around) == Furniture::Surely
                    && !matches!(&*around.name, "header" | "div" | "section")
        })
}

/// Whether a heading is the name of the site: all of it a link to the front page.
fn is_logo(page: &Page, index: usize, text: &str) -> bool {
    (index + 1..page.node(index).end).take(MOST).any(|at| {
        page.element(at).is_some_and(|tag| {
            let leads_home = |place: &str| {
                let path = place.split_once("://").map_or(place, |(_, path)| path);
                let path = path.trim_end_matches('/');
                path.is_empty() || path != place && !path.contains('/')
            };
            &*tag.name == "a"
                && tag.attr("href").is_some_and(|place| leads_home(&place))
                && page.line(at) == text
        })
    })
}

/// What a heading says behind the element it begins with.
fn behind_first_element(page: &Page, index: usize, text: &str) -> Option<String> {
    let first = page.children(index).find(|child| !page.line(*child).is_empty())?;
    page.element(first)?;
    let rest = text.strip_prefix(page.line(first).as_str())?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_quote(c));
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '„'
            | '”'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '「'
            | '『'
            | '('
            | '['
            | '¿'
            | '¡'
    )
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
const SEPARATORS: [&str; 13] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / ", "｜", "|", "_", "："];

/// The title without its last or first part, where that part is a name of the site.
fn cut<'t>(title: &'t str, site: &[String]) -> Option<&'t str> {
    let is_site = |part: &str| is_site(part, site);
    // Scripts without spaces need none around the mark.
    let is_dense = |part: &str| !part.is_ascii() && is_site(part);
    let tight = || {
        let (rest, name) = title.rsplit_once(['-', '–', '—'])?;
        is_dense(name).then_some(rest.trim_end_matches(['-', '–', '—']))
    };
    let found = SEPARATORS.iter().find_map(|separator| {
        let behind = title.rsplit_once(separator).filter(|(_, name)| is_site(name));
        let before = title.split_once(separator).filter(|(name, _)| is_site(name));
        behind.map(|(rest, _)| rest).or(before.map(|(_, rest)| rest))
    });
    found.or_else(tight).map(str::trim)
}

/// Whether a part of a title is a name of the site, or of a publication that is named in full.
fn is_site(part: &str, site: &[String]) -> bool {
    let is_full = part.trim().contains(' ')
        || part.contains(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    let part_letters = letters(part);
    !part_letters.is_empty()
        && (is_full && publishers::is_listed(part.trim())
            || site.iter().any(|name| {
                let name = letters(name);
                let part = &part_letters;
                name == *part
                    || name.len() >= 4
                        && (part.starts_with(&name) || name.starts_with(part) && part.len() >= 4)
            }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_cut_in_every_script() {
        let site =
            ["The Harrow Packet", "北浜日日新聞", "바람일보", "جريدة المرجان"].map(str::to_owned);
        let cases = [
            ("Boats | News | The Harrow Packet", "Boats | News"),
            ("The Harrow Packet: boats", "The Harrow Packet: boats"),
            ("Boats of Harrow - a packet", "Boats of Harrow - a packet"),
            ("渡し船が就航：北浜日日新聞デジタル", "渡し船が就航"),
            ("渡し船が就航_北浜日日新聞", "渡し船が就航"),
            ("渡し船が就航-北浜日日新聞", "渡し船が就航"),
            ("新造船――海へ", "新造船――海へ"),
            ("도서관 버스 | 바람일보", "도서관 버스"),
            ("سوق السمك -جريدة المرجان", "سوق السمك"),
            ("Труд - это радость", "Труд - это радость"),
            ("Fähre fährt - Neue Zürcher Zeitung", "Fähre fährt"),
            ("The Harrow Packet", "The Harrow Packet"),
        ];
        for (title, wanted) in cases {
            assert_eq!(without_site(title, &site), wanted);
        }
    }

    #[test]
    fn logos_breadcrumbs_and_parts_of_headings() {
        let cases = [
            ("<h1><a href='/'>Packet</a></h1><h1>Boats</h1>", vec!["Boats"], vec![]),
            ("<h1><a href='https://p.example'>Packet</a></h1>", vec![], vec![]),
            ("<h1><a href='/2024/boats'>Boats</a></h1>", vec!["Boats"], vec![]),
            ("<nav><h1>Menu</h1></nav><h1 class='breadcrumb-item'>Boats</h1>", vec![], vec![]),
            (
                "<h1><span>Harbour:</span> Boats sail</h1>",
                vec!["Harbour: Boats sail"],
                vec!["Boats sail"],
            ),
            ("<h2 itemprop=headline>Sail</h2><h1>Boats</h1>", vec!["Boats", "Sail"], vec![]),
        ];
        for (html, shown, parts) in cases {
            let texts =
                |found: Vec<Shown>| found.into_iter().map(|(text, _)| text).collect::<Vec<_>>();
            let (have_shown, have_parts) = headings(&Page::parse(html), &[]);
            assert_eq!(
                (texts(have_shown), texts(have_parts)),
                (
                    shown.iter().map(ToString::to_string).collect(),
                    parts.iter().map(ToString::to_string).collect()
                ),
                "{html}"
            );
        }
    }
}
