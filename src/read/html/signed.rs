//! The lines and boxes of a page that name who wrote the article.
//!
//! Links and boxes marked as the author's are looked for above the story first and behind it last,
//! for behind it stand commenters and the authors of other articles too.

use std::ops::Range;

use super::blocks::{Block, Shape, blocks};
use super::body::letters;
use super::furniture::{Furniture, furniture, names};
use super::markup::Tag;
use super::page::{Kind, Page, is_inline, is_unreadable};
use crate::read::byline::{self, Byline, Opening};
use crate::read::plain;

/// No article has more authors; what lists more lists something else.
pub(super) const MOST: usize = 40;

/// A box of more characters is more than a byline; those inside it are looked at instead.
const LONGEST_BOX: usize = 200;

/// A box of more nodes is more than a byline, and looking into boxes in boxes would take forever.
const LARGEST_BOX: usize = 200;

/// No more links and boxes of a page are looked into.
const MOST_TRIED: usize = 200;

/// A line of more characters is running text.
const LONGEST_LINE: usize = 100;

/// The texts of links and elements marked as the author.
pub(super) fn linked(page: &Page, nodes: Range<usize>) -> Vec<String> {
    outermost(page, nodes, |tag, _| is_link(tag))
}

fn is_link(tag: &Tag) -> bool {
    let says = |key: &str, value: &str| {
        tag.attr(key).is_some_and(|text| {
            text.split_whitespace().any(|word| word.eq_ignore_ascii_case(value))
        })
    };
    says("rel", "author")
        || says("itemprop", "author")
        || tag.attr("href").is_some_and(|place| leads_to_author(&place))
}

/// Whether an address is that of a person's page, by a part of its path and a name behind it.
fn leads_to_author(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.any(|part| AUTHOR_PAGES.contains(&part)) && parts.next().is_some()
}

/// Parts of paths behind which publishers keep the pages of their authors.
#[rustfmt::skip]
const AUTHOR_PAGES: [&str; 29] = [
    "author", "authors", "autor", "autora", "autoren", "autores", "auteur", "auteurs", "autori", "autore", "byline",
    "columnist", "columnists", "contributor", "contributors", "firmas", "journalist", "journaliste", "journalistes",
    "journalists", "penulis", "reporter", "reporters", "signataires", "skribent", "writer", "writers", "yazar",
    "yazarlar",
];

/// The texts of boxes named as bylines, and of those for whom to write to.
pub(super) fn boxes(page: &Page, nodes: Range<usize>) -> Vec<String> {
    outermost(page, nodes, |tag, names| tag.name == "address" || have_part(names, &BOXES))
}

/// Whether one of the names of an element has one of these parts.
fn have_part(names: &[String], parts: &[&str]) -> bool {
    names.iter().any(|name| name.split('-').any(|part| parts.contains(&part)))
}

/// Parts of the names of boxes that hold the authors.
#[rustfmt::skip]
const BOXES: [&str; 31] = [
    "auteur", "auteurs", "author", "authorname", "authors", "autor", "autora", "autore", "autoren", "autores", "autori",
    "autors", "avtor", "byline", "bylines", "columnist", "contributor", "contributors", "forfatter", "journalist",
    "journaliste", "muhabir", "penulis", "redacteur", "reporter", "signature", "skribent", "szerzo", "writer", "writers",
    "yazar",
];

/// The line that names a person in the first link or box behind the story that is the author's,
/// leaving out those of readers and of other articles.
pub(super) fn behind(page: &Page, nodes: Range<usize>) -> Vec<String> {
    let mut tried = 0;
    let mut at = nodes.start;
    while at < nodes.end && tried < MOST_TRIED {
        let Some(tag) = page.element(at) else {
            at += 1;
            continue;
        };
        let names = names(tag);
        let is_others = names_others(tag, &names) || have_part(&names, &OTHERS);
        if is_others || furniture(tag) == Furniture::Surely {
            at = page.node(at).end;
            continue;
        }
        if have_part(&names, &BOXES) || is_link(tag) {
            tried += 1;
            let found = short_text(page, at)
                .and_then(|text| text.lines().find(|line| names_person(line)).map(str::to_owned));
            if let Some(name) = found.or_else(|| set_off_name(page, at)) {
                return vec![name];
            }
        }
        at += 1;
    }
    Vec::new()
}

/// The name that a note on the author sets off from its text.
fn set_off_name(page: &Page, index: usize) -> Option<String> {
    let inside = (index + 1..page.node(index).end).take(MOST);
    let sets_off =
        |tag: &Tag| matches!(&*tag.name, "strong" | "b" | "a" | "h2" | "h3" | "h4" | "h5" | "h6");
    inside
        .filter(|at| page.element(*at).is_some_and(sets_off))
        .map(|at| parted(page, at))
        .find(|line| line.chars().count() < LONGEST_LINE && lists_people(line))
}

/// Parts of the names of boxes that are for readers or for other articles.
#[rustfmt::skip]
const OTHERS: [&str; 21] = [
    "card", "cards", "feed", "footer", "latest", "more", "next", "popular", "promo", "quote", "recirc", "recommended",
    "related", "review", "reviews", "sidebar", "sponsored", "teaser", "testimonial", "trending", "widget",
];

/// The lines that begin as bylines do, and those of a name and a post; names alone close below a
/// heading, where they are not links to a topic; "by" on a line of its own belongs to the next.
pub(super) fn lines(page: &Page, nodes: Range<usize>) -> Vec<String> {
    let mut found = Vec::new();
    let mut follows_by = false;
    let mut below_heading = CLOSE;
    let blocks = blocks(page, nodes);
    for block in blocks.iter().filter(|block| !is_caption(page, block)) {
        let may_be_name = block.linked == 0 && below_heading < CLOSE;
        for line in block.text.lines() {
            let is_signed = || follows_by || is_byline(line) || may_be_name && lists_people(line);
            if line.chars().count() < LONGEST_LINE && is_signed() {
                found.push(line.to_owned());
            }
            follows_by = byline::is_only_opening(line);
        }
        below_heading = if block.shape == Shape::Heading { 0 } else { below_heading + 1 };
    }
    found
}

/// So many blocks below a heading names alone are authors.
const CLOSE: usize = 3;

/// Whether a block stands in a picture, its caption or a credit.
fn is_caption(page: &Page, block: &Block) -> bool {
    page.ancestors(block.at).take(5).any(|(_, around)| names_others(around, &names(around)))
}

/// A byline in a story stands among this many of its first paragraphs, with headline and captions.
const OPENING: usize = 5;

/// The bylines with which a story opens or ends, as far as whole lines are bylines or the last one
/// closes with one.
pub(super) fn ends_of_story(blocks: &[Block], first: usize, last: Option<usize>) -> Vec<Byline> {
    let opening = blocks.iter().skip_while(|block| block.at < first).take(OPENING);
    let opening = opening.flat_map(|block| block.text.lines().take(1));
    let opening = opening.filter(|line| line.chars().count() < LONGEST_LINE && is_byline(line));
    let closing = last.map_or(&[][..], |at| &blocks[at..blocks.len().min(at + 3)]);
    let closing = closing.iter().filter_map(|block| block.text.lines().last());
    opening.map(byline::read).chain(closing.filter_map(signature)).collect()
}

/// The byline that a line at the end of a story is or closes with: `— Anna Berg, Reuters`, `Text:
/// Anna Berg`, `…。【山田花子】`.
fn signature(line: &str) -> Option<Byline> {
    let is_short = line.chars().count() < LONGEST_LINE;
    let dashed = line.strip_prefix(['-', '–', '—', '―']).map(str::trim);
    let bracketed = || {
        let (before, inside) = line.strip_suffix('】')?.rsplit_once('【')?;
        before.trim_end().ends_with(['。', '」']).then_some(inside)
    };
    plain::signature(line).or_else(|| {
        let names = dashed
            .filter(|names| is_short && names.split_whitespace().count() <= 8)
            .or_else(|| Some(line).filter(|line| is_short && is_byline(line)))
            .or_else(bracketed)?;
        Some(byline::read(names))
    })
}

/// Whether a line is a byline by its first words, or a name and a post.
fn is_byline(line: &str) -> bool {
    BY.iter().any(|by| line.to_lowercase().starts_with(by))
        || matches!(byline::opening(line), Some((Opening::Certain, _)))
        || byline::opens_with_post(line)
        || has_name_and_post(line)
}

/// Whether a line is nothing but names that begin with known given names.
fn lists_people(line: &str) -> bool {
    let Byline { people, agency } = byline::read(line);
    let named: usize = people.iter().map(|name| letters(name).chars().count()).sum();
    // Words for "and" are short.
    !people.is_empty()
        && agency.is_none()
        && people.iter().all(|name| byline::has_given_name(name))
        && letters(line).chars().count() <= named + 3
}

/// Whether a line is a name and a post with a mark between them: `Anna Berg | Senior Writer`.
fn has_name_and_post(line: &str) -> bool {
    let mut parts = line.split(['|', ',', '•', '·']).map(str::trim);
    parts.next().is_some_and(|part| !byline::has_role(part) && names_person(part))
        && parts
            .next()
            .is_some_and(|part| part.split_whitespace().count() <= 4 && byline::ends_in_role(part))
}

fn names_person(text: &str) -> bool {
    byline::read(text).people.iter().any(|name| byline::is_full_name(name))
}

/// "By", in the languages that put it before a name and a space behind it.
const BY: [&str; 9] = ["by ", "von ", "par ", "por ", "di ", "door ", "af ", "av ", "автор: "];

/// The short texts of the outermost elements that fit, each once.
fn outermost(
    page: &Page,
    nodes: Range<usize>,
    fits: impl Fn(&Tag, &[String]) -> bool,
) -> Vec<String> {
    let (mut texts, mut tried) = (Vec::new(), 0);
    let mut at = nodes.start;
    while at < nodes.end && tried < MOST_TRIED {
        let Some(tag) = page.element(at) else {
            at += 1;
            continue;
        };
        let names = names(tag);
        if names_others(tag, &names) {
            at = page.node(at).end;
            continue;
        }
        if !fits(tag, &names) {
            at += 1;
            continue;
        }
        tried += 1;
        match short_text(page, at) {
            Some(text) => {
                if !text.is_empty() && !texts.contains(&text) {
                    texts.push(text);
                }
                at = page.node(at).end;
            }
            None => at += 1,
        }
    }
    texts
}

/// The text inside an element that is no longer than a byline.
fn short_text(page: &Page, index: usize) -> Option<String> {
    let is_small = page.node(index).end - index <= LARGEST_BOX;
    is_small.then(|| parted(page, index)).filter(|text| text.chars().count() < LONGEST_BOX)
}

/// Whether an element names others than the authors: photographers, editors, experts.
fn names_others(tag: &Tag, names: &[String]) -> bool {
    matches!(&*tag.name, "figure" | "figcaption" | "picture") || have_part(names, &HELPERS)
}

/// Parts of the names of such boxes.
const HELPERS: [&str; 8] = [
    "caption",
    "captions",
    "credit",
    "credits",
    "figcaption",
    "photographer",
    "reviewed",
    "reviewer",
];

/// The text inside an element without times and buttons, a line break wherever a reader sees two
/// things: between boxes, and between elements that touch.
fn parted(page: &Page, index: usize) -> String {
    let mut text = String::new();
    let end = page.node(index).end.min(index + LARGEST_BOX);
    let mut at = index;
    while at < end && text.len() < 4 * LONGEST_BOX {
        match &page.node(at).kind {
            Kind::Element(tag) if is_unreadable(&tag.name) || tag.name == "time" => {
                at = page.node(at).end;
                continue;
            }
            Kind::Element(tag) if tag.name == "meta" => {
                let is_name = tag.attr("itemprop").is_some_and(|name| name == "name");
                let name = tag.attr("content").filter(|_| is_name).unwrap_or_default();
                text = format!("{text}\n{name}\n");
            }
            Kind::Element(tag) if !is_inline(&tag.name) => text.push('\n'),
            Kind::Text(run) => {
                let touches = !run.starts_with(char::is_whitespace)
                    && !text.is_empty()
                    && !text.ends_with(char::is_whitespace);
                if touches {
                    text.push('\n');
                }
                text.extend(run.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
            }
            Kind::Element(_) | Kind::Raw(_) | Kind::Root => {}
        }
        at += 1;
    }
    let lines = text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
