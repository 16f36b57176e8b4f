//! Web pages read as news.
//!
//! The way of a page: [`markup`] cuts it into tags and texts, [`page`] lists them, [`head`] and
//! [`json_ld`] gather what it declares about itself, [`layout`] and [`body`]
//! find the story among its [`blocks`] or in its [`scripts`], and [`headline`], [`source`],
//! [`dates`] and [`people`] each choose between what is declared and what is shown. No rule knows a
//! site.

mod blocks;
mod body;
mod dates;
mod furniture;
mod head;
mod headline;
mod json_ld;
mod layout;
mod markup;
mod page;
mod people;
mod phrases;
mod scripts;
mod signed;
mod source;
mod tables;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use body::letters;

use super::{Context, Reason, address, agencies, plain};
use crate::article::{Article, Format, FoundIn, Head, Source};
use head::PageHead;
use page::Page;

/// The name of a publication out of what it is titled: see there.
pub(super) use source::tidy as publication;

/// The most of a page that is read, in bytes. The largest news pages have two million.
const LONGEST: usize = 16 << 20;

/// Reads a page as an article, all but its identity and place. The language is what the page
/// claims, if it claims one.
pub(super) fn read(html: &str, context: Context) -> Result<Article, Reason> {
    let mut notes = Vec::new();
    let html = cut(html, &mut notes);
    let page = Page::parse(html);
    if page.is_cut {
        notes.push(format!("only the first {} elements were read", page::NODES));
    }
    let head = PageHead::read(&page);
    let url = [head.canonical.as_deref(), head.meta("og:url")]
        .into_iter()
        .flatten()
        .find_map(own_address);
    let about = [head.meta("og:title"), head.title.as_deref(), url.as_deref()];
    let declared = json_ld::read(&page, &about.map(Option::unwrap_or_default));
    let url = url
        .map(|url| (url, "canonical link"))
        .or_else(|| otherwise_addressed(html, declared.url.as_deref(), context));
    let (url, url_in) = url.unzip();
    let site = source::site_names(&head, &declared, url.as_deref());
    let blocks = blocks::blocks(&page, 0..page.len());
    let headline = headline::read(&page, &blocks, &head, declared.headline.as_deref(), &site);
    let description = head.meta("og:description").or_else(|| head.meta("description"));
    let story = body::story(
        &page,
        &blocks,
        &body::Hints {
            headline: headline.as_ref().map(|(text, _)| text.as_str()),
            description: description.or(declared.description.as_deref()),
            declared: declared.body.as_deref(),
        },
    );
    if story.text.is_empty() {
        return Err(Reason::Empty);
    }
    let near = near_headline(&page, &story);
    let others = others(&page, &blocks, &story);
    let domain = url.as_deref().and_then(address::domain);
    let places = dates::Places {
        blocks: &blocks,
        headline: headline.as_ref().map(|(text, _)| text.as_str()),
        first: story.first,
        last: story.last,
        story: &story.text,
        others,
        url: url.as_deref(),
        domain: domain.as_deref(),
    };
    let dates = dates::read(&page, &head, &declared, &places, context);
    let places = places_of_people(&page, &blocks, &story, near, others, headline.as_ref());
    let mut people = people::read(&page, &head, &declared, &places, &site);
    people.add_agency(plain::credit(&story.text), "dateline".into());
    notes.extend(dates.notes);
    let language = head.language.as_deref().and_then(language_code);
    let (headline, headline_in) = headline.unzip();
    let source = source::read(&head, &declared, url.as_deref());
    if let Some(Source { name: Some(name), found_in, .. }) = &source {
        people.add_agency(agencies::agency(name), found_in.clone());
    }
    // Templates escape some headlines a second time.
    let headline = headline.map(|text| htmlize::unescape(&*text).into_owned());
    let head = Head {
        headline,
        source,
        date: dates.published,
        modified: dates.modified,
        byline: people.byline,
        agency: people.agency,
        format: Format::Html,
        found_in: FoundIn {
            headline: headline_in,
            byline: people.byline_in,
            agency: people.agency_in,
            language: language.as_ref().map(|_| "html lang".into()),
            url: url_in.map(Into::into),
            body: Some(story.found_in),
        },
        language,
        url,
        notes,
        ..Head::default()
    };
    Ok(Article { head, body: story.text })
}

/// The readable text of a piece of HTML: paragraphs parted by a blank line.
pub(super) fn text(fragment: &str) -> String {
    let page = Page::parse(cut(fragment, &mut Vec::new()));
    let blocks = blocks::blocks(&page, 0..page.len());
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// The text of a letter in HTML: all that is shown, item by item, but links that stand alone and
/// advertising labels. The story of a page is chosen by its weight; the items of a letter are all
/// its story.
pub(super) fn letter(html: &str) -> String {
    let page = Page::parse(cut(html, &mut Vec::new()));
    let mut hidden = 0;
    let mut at = 0;
    let mut shown = Vec::new();
    for block in blocks::blocks(&page, 0..page.len()) {
        while at <= block.at {
            if at >= hidden && page.element(at).is_some_and(furniture::is_unseen) {
                hidden = page.node(at).end;
            }
            at += 1;
        }
        // The titles of items are links, and so are `Share` and `Read more`.
        let is_link = block.linked * 5 > block.chars * 4 && block.shape != blocks::Shape::Heading;
        let is_title =
            block.text.split_whitespace().count() >= 4 || block.text.len() > block.chars * 2;
        if block.at >= hidden && (!is_link || is_title) && !phrases::is_furniture(&block.text) {
            shown.push(block.text);
        }
    }
    shown.join("\n\n")
}

/// The address of a page that declares none in its head, and where it was read.
fn otherwise_addressed(
    html: &str,
    declared: Option<&str>,
    context: Context,
) -> Option<(String, &'static str)> {
    let own = |url: Option<&str>, found_in| Some((own_address(url?)?, found_in));
    own(declared, "json-ld")
        .or_else(|| own(context.around.url.as_deref(), "crawled address"))
        .or_else(|| own(saved_from(html), "saved-from comment"))
}

/// The address in the comment of a browser that saved the page: `<!-- saved from url=(0023)… -->`,
/// or ` url: …` in that of `SingleFile`.
fn saved_from(html: &str) -> Option<&str> {
    /// The comment stands at the top.
    const TOP: usize = 4000;
    let top = &html[..html.floor_char_boundary(TOP)];
    let (_, rest) = top.split_once("<!--")?;
    let (comment, _) = rest.split_once("-->")?;
    let browser = || comment.trim_start().strip_prefix("saved from url=(")?.split_once(')');
    let address = match browser() {
        Some((_, address)) => address,
        None if comment.contains("SingleFile") => comment.split_once("url: ")?.1,
        None => return None,
    };
    address.split_whitespace().next()
}

/// An absolute address as that of a page, which a fragment is no part of.
fn own_address(url: &str) -> Option<String> {
    address::clean(url.split('#').next()?)
}

/// As much of a page as is read.
fn cut<'h>(html: &'h str, notes: &mut Vec<String>) -> &'h str {
    if html.len() <= LONGEST {
        return html;
    }
    notes.push(format!("only the first {} MB were read", LONGEST >> 20));
    &html[..html.floor_char_boundary(LONGEST)]
}

/// From the box around the headline, or the element that holds the article, to the first
/// paragraph of the story.
fn near_headline(page: &Page, story: &body::Story) -> Range<usize> {
    let headings = page.elements().filter(|(index, tag)| tag.name == "h1" && *index < story.first);
    let heading = headings.map(|(index, _)| index).last().map(|heading| {
        page.ancestors(heading)
            .take(3)
            .take_while(|(_, tag)| !matches!(&*tag.name, "body" | "main" | "html"))
            .map(|(index, _)| index)
            .last()
            .unwrap_or(heading)
    });
    let start = heading.into_iter().chain(holder(page, story)).min().unwrap_or(story.nodes.start);
    start.min(story.first)..story.first
}

/// Where the page may name its authors.
fn places_of_people(
    page: &Page,
    blocks: &[blocks::Block],
    story: &body::Story,
    near: Range<usize>,
    others: usize,
    headline: Option<&headline::Found>,
) -> people::Places {
    let names_it = |index| headline.is_some_and(|(text, _)| page.line(index) == *text);
    let headings = page.elements().filter(|(index, tag)| tag.name == "h1" && *index < near.start);
    // Pages that repeat the headline in print may have the authors by the first of them.
    let first = headings.take(MOST_HEADINGS).find(|(index, _)| names_it(*index));
    let start = first.map_or(near.start, |(index, _)| index);
    let end = holder(page, story).map_or(page.len(), |index| page.node(index).end).min(others);
    let blocks = &blocks[..blocks.partition_point(|block| block.at < others)];
    people::Places {
        near_headline: start..near.end,
        behind: near.end..end.max(near.end),
        ends_of_story: signed::ends_of_story(blocks, story.first, story.last),
    }
}

/// Where other matter begins behind the story: other articles, readers' comments.
fn others(page: &Page, blocks: &[blocks::Block], story: &body::Story) -> usize {
    let last = story.last.unwrap_or_else(|| blocks.partition_point(|block| block.at < story.first));
    let begins_others = |block: &&blocks::Block| {
        phrases::ends_article(&block.text) || layout::is_linked_title(block)
    };
    blocks.iter().skip(last + 1).find(begins_others).map_or(page.len(), |block| block.at)
}

/// No more headings are compared.
const MOST_HEADINGS: usize = 12;

/// The element that says it holds the article.
fn holder(page: &Page, story: &body::Story) -> Option<usize> {
    let mut around = page.ancestors(story.first);
    around.find(|(_, tag)| matches!(&*tag.name, "article" | "main")).map(|(index, _)| index)
}

/// The language of a tag such as `en-GB`.
fn language_code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase()))
        .then_some(code)
}
