//! The dates that a page shows to its readers, and where they stand.
//!
//! One pass gathers the elements that mark a date; lines of text are looked at only around the
//! headline and below the story. What stands in the story, in comments, in boxes about other
//! articles or about the site is passed over.

use std::ops::Range;

use super::Places;
use super::labels::{self, Label};
use super::value;
use super::zones::{Place, Zones};
use crate::date::{Date, Manner, Precision};
use crate::read::html::body::letters;
use crate::read::html::furniture::{is_furniture_role, is_hidden, names};
use crate::read::html::markup::Tag;
use crate::read::html::page::{Kind, Page, is_unreadable};

/// How a date is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// An element that is or is named for the day of publication.
    Element,
    /// The words before it.
    Words,
    /// It stands in a line.
    Line,
}

/// A date that a reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub date: Date,
    pub label: Label,
    pub place: Place,
    pub mark: Mark,
    pub is_time_element: bool,
}

/// The longest line that is there to tell a date, in characters.
const LONGEST_LINE: usize = 200;

/// Gathers the dates of a page, the surest first.
pub(super) fn gather(page: &Page, places: &Places, zones: &Zones, manner: Manner) -> Vec<Shown> {
    let (mut shown, aside) = elements(page, zones, places.others, manner);
    let mut passed = aside.iter().peekable();
    let mut term = "";
    let own = zones.start()..places.others;
    for block in places.blocks.iter().filter(|block| own.contains(&block.at)) {
        while passed.next_if(|range| range.end <= block.at).is_some() {}
        if passed.peek().is_some_and(|range| range.contains(&block.at)) {
            continue;
        }
        let before = std::mem::replace(&mut term, &block.text);
        if block.chars >= LONGEST_LINE || !block.text.chars().any(char::is_numeric) {
            continue;
        }
        let behind_story = !matches!(zones.place(block.at), Place::Above | Place::Ahead);
        if behind_story && (labels::is_of_site(&block.text) || labels::is_of_site(before)) {
            continue;
        }
        if let Some(label) = labels::of_term(before) {
            shown.extend(described(&block.text, label, manner));
        }
        let place = zones.place(block.at);
        if place == Place::Story {
            shown.extend(line_of_story(&block.text, zones.is_last(block.at), manner));
        } else {
            shown.extend(line(&block.text, block.at, zones, manner));
        }
    }
    shown.sort_by_key(|shown| (shown.place, shown.mark));
    shown
}

/// The dates that elements mark, and the parts of the page that are about something else.
fn elements(
    page: &Page,
    zones: &Zones,
    others: usize,
    manner: Manner,
) -> (Vec<Shown>, Vec<Range<usize>>) {
    let mut shown = Vec::new();
    let mut aside = Vec::new();
    let mut at = zones.start().max(1);
    while at < others {
        let Some(tag) = page.element(at) else {
            at += 1;
            continue;
        };
        let end = page.node(at).end;
        if (at..end).contains(&zones.story_start()) {
            at += 1;
            continue;
        }
        let place = zones.place(at);
        if is_unreadable(&tag.name) || is_aside(tag, place, zones.is_in_article(at)) {
            aside.push(at..end);
            at = end;
            continue;
        }
        if let Some((date, label)) = marked(page, at, tag, manner)
            && !holds_marks(page, at, manner)
        {
            let is_time_element = tag.name == "time";
            // Live reports mark the times of their entries.
            let place = if place == Place::Story { Place::Elsewhere } else { place };
            shown.push(Shown { date, label, place, mark: Mark::Element, is_time_element });
            at = end;
            continue;
        }
        at += 1;
    }
    (shown, aside)
}

/// Whether an element at a place is about something else than the article. What is called a
/// footer or an aside inside the article's own element often tells of the article.
fn is_aside(tag: &Tag, place: Place, in_article: bool) -> bool {
    let around_headline = matches!(place, Place::Above | Place::Ahead);
    match &*tag.name {
        "nav" | "dialog" | "menu" | "figcaption" | "figure" => true,
        "aside" | "footer" => !in_article && !around_headline,
        "time" | "abbr" => false,
        _ if tag.is_bare() => false,
        _ => {
            let names = names(tag);
            let has_part = |parts: &[&str]| {
                names.iter().any(|name| name.split('-').any(|part| parts.contains(&part)))
            };
            is_hidden(tag)
                || has_part(OTHERS)
                || labels::is_of_other(&names)
                || !around_headline && (has_part(ELSEWHERE) || is_furniture_role(tag))
        }
    }
}

/// Parts of the names of boxes about other articles.
const OTHERS: &[&str] = &[
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "popular",
    "trending",
    "mostread",
    "carousel",
    "similar",
];

/// Parts of the names of boxes about readers, the site, its writers and other articles, which
/// around the headline have other uses: an opinion piece is a comment, a standfirst a teaser.
const ELSEWHERE: &[&str] = &[
    "comment",
    "comments",
    "sidebar",
    "archive",
    "calendar",
    "caption",
    "advert",
    "ad",
    "ads",
    "bio",
    "recent",
    "slider",
    "swiper",
    "latest",
    "teaser",
    "teasers",
    "ticker",
    "promo",
    "newsletter",
    "menu",
    "nav",
    "navbar",
    "upcoming",
    "respond",
    "disqus",
    "commentlist",
    "breadcrumb",
    "breadcrumbs",
];

/// How many nodes an element may hold that is there to tell a date.
const NODES: usize = 30;

/// The date that an element marks.
fn marked(page: &Page, at: usize, tag: &Tag, manner: Manner) -> Option<(Date, Label)> {
    let is_time = tag.name == "time" || tag.name == "abbr" && tag.attr("title").is_some();
    if !is_time && !tag.has_trace(labels::is_trace) {
        return None;
    }
    let named = labels::of_box(&names(tag));
    let stated = ["datetime", "data-datetime", "data-date", "data-timestamp", "data-published"]
        .iter()
        .chain(is_time.then_some(&"title"))
        .chain(is_time.then_some(&"unixtime"))
        .filter_map(|key| tag.attr(key))
        .find_map(|text| value::parse(&text, manner));
    if named.is_none() && !is_time && stated.is_none() || page.node(at).end - at > NODES {
        return None;
    }
    let text = page.line(at);
    if text.chars().count() > LONGEST_LINE {
        return None;
    }
    let mut seen = line_dates(&text, manner);
    let label = seen.next().map(|(date, label)| (date, label.unwrap_or(Label::Published)));
    let named = named.or(preceding(page, at)).filter(|label| *label == Label::Modified);
    let (date, label) = match (stated, label) {
        (Some(date), seen) => (date, seen.map_or(Label::Published, |(_, label)| label)),
        (None, Some(seen)) => seen,
        (None, None) => return None,
    };
    (date.precision() >= Precision::Day).then_some((date, named.unwrap_or(label)))
}

/// Whether an element that marks a date is only the wrapping of others that do.
fn holds_marks(page: &Page, at: usize, manner: Manner) -> bool {
    (at + 1..page.node(at).end)
        .filter_map(|inner| Some((inner, page.element(inner)?)))
        .any(|(inner, tag)| marked(page, inner, tag, manner).is_some())
}

/// What the text directly before an element says of the date in it: `Updated: <time>`.
fn preceding(page: &Page, at: usize) -> Option<Label> {
    let texts = (at.saturating_sub(5)..at).rev().filter_map(|index| match &page.node(index).kind {
        Kind::Text(text) => Some(text.trim()),
        Kind::Element(_) | Kind::Raw(_) | Kind::Root => None,
    });
    let text = texts.into_iter().find(|text| !text.is_empty()).filter(|text| text.len() < 60)?;
    labels::before(text)
}

/// All dates of a line with what the words around them say they are.
fn line_dates(text: &str, manner: Manner) -> impl Iterator<Item = (Date, Option<Label>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (range, date) = manner.find(rest)?;
        let label = labels::before(&rest[..range.start]);
        rest = &rest[range.end..];
        Some((date, label.or_else(|| labels::behind(rest))))
    })
    // A line with more dates than these is a calendar.
    .take(4)
}

/// The date that a line begins with, where the line before it is the term for it: `Published`.
fn described(text: &str, label: Label, manner: Manner) -> Option<Shown> {
    let (range, date) = manner.find(text)?;
    let told = date.precision() >= Precision::Day && letters(&text[..range.start]).len() < 12;
    told.then_some(Shown::line(date, label, Place::Below, Mark::Words))
}

/// The date of a line among the paragraphs of a story, where the line is there for the date: it
/// begins with a label, is a signature below the last paragraph, or is nothing but a date.
fn line_of_story(text: &str, is_last: bool, manner: Manner) -> Option<Shown> {
    let (range, date) = manner.find(text)?;
    let before = &text[..range.start];
    if date.precision() < Precision::Day {
        return None;
    }
    let label = labels::before(before).filter(|_| is_label_length(before));
    if labels::begins(before) || label == Some(Label::Modified) {
        let label = label.unwrap_or(Label::Published);
        return Some(Shown::line(date, label, Place::Below, Mark::Words));
    }
    if text[range.end..].trim().len() > 2 {
        None
    } else if is_last && is_label_length(text) {
        Some(Shown::line(date, Label::Published, Place::Below, Mark::Words))
    } else {
        let alone = before.trim().len() < 3;
        alone.then_some(Shown::line(date, Label::Published, Place::Story, Mark::Line))
    }
}

impl Shown {
    fn line(date: Date, label: Label, place: Place, mark: Mark) -> Self {
        Self { date, label, place, mark, is_time_element: false }
    }
}

/// Whether a line has no more words than belong to a date.
fn is_label_length(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() < 40
}

/// The dates of a line that is there to tell one.
fn line(text: &str, at: usize, zones: &Zones, manner: Manner) -> Vec<Shown> {
    let place = zones.place(at);
    let believed = match place {
        Place::Above => zones.is_close(at),
        Place::Ahead => is_label_length(text),
        Place::Below | Place::Story | Place::Elsewhere => zones.is_close(at) && is_bare(text),
    };
    line_dates(text, manner)
        .filter(|(date, label)| date.precision() >= Precision::Day && (label.is_some() || believed))
        .map(|(date, label)| {
            let mark = if label.is_some() { Mark::Words } else { Mark::Line };
            Shown::line(date, label.unwrap_or(Label::Published), place, mark)
        })
        .collect()
}

/// Whether a line is nothing but a date, with its weekday and time.
fn is_bare(text: &str) -> bool {
    text.chars().count() < 40 && text.chars().filter(|c| c.is_alphabetic()).count() < 20
}
