//! When an article was published and when it was last changed.
//!
//! What the page declares comes first, in the order of how seldom it is wrong; then what stands
//! near the headline. A date from the story, from comments or from pointers to other articles is
//! never taken: an undated article stays undated.

use std::ops::Range;

use super::blocks::blocks;
use super::body::letters;
use super::furniture::names;
use super::head::PageHead;
use super::json_ld::Declared;
use super::page::Page;
use crate::article::{Dated, Evidence};
use crate::date::{self, Date, Precision};
use crate::read::{Context, address};

/// The dates of an article and what was noticed about them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub published: Option<Dated>,
    pub modified: Option<Dated>,
    pub notes: Vec<String>,
}

/// Meta tags that tell when an article was published; the most reliable first.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "published_time",
    "publish_date",
    "publish-date",
    "publishdate",
    "published-date",
    "publication_date",
    "publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dcsext.articlefirstpublished",
    "displaydate",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_online_date",
    "article_date_original",
    "release_date",
    "date",
];

/// Meta tags that tell when it was last changed.
const MODIFIED: [&str; 12] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "date_modified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
    "article.updated",
    "article:modified",
];

/// Where to look in a page.
pub(super) struct Places {
    /// From a little before the headline to the first paragraph of the story.
    pub near_headline: Range<usize>,
    pub url: Option<String>,
}

/// Reads the dates of a page.
pub(super) fn read(
    page: &Page,
    head: &PageHead,
    declared: &Declared,
    places: &Places,
    context: Context,
) -> Dates {
    let mut dates = Dates::default();
    let mut candidates: Vec<(String, Evidence)> = Vec::new();
    let mut add = |text: Option<&str>, evidence: Evidence| {
        candidates.extend(text.map(|text| (text.to_owned(), evidence)));
    };
    add(declared.published.as_deref(), "json-ld".into());
    for key in PUBLISHED {
        add(head.meta(key), format!("meta {key}").into());
    }
    add(marked(page, "datepublished").as_deref(), "itemprop datePublished".into());
    let mut found: Vec<Dated> = candidates
        .iter()
        .filter_map(|(text, evidence)| dates.check(text, evidence, context))
        .collect();
    found.extend(near(page, places, context));
    if let Some(day) = places.url.as_deref().and_then(address::day) {
        let date = Date::day(day.year(), day.month(), day.day());
        found.extend(
            date.filter(|date| date.is_plausible(context.today))
                .map(|date| Dated { date, found_in: "url".into() }),
        );
    }
    if let Some(created) = &declared.created {
        found.extend(dates.check(created, &"json-ld dateCreated".into(), context));
    }
    dates.choose(&found);
    dates.modified = modified(page, head, declared, &mut dates, context);
    dates
}

fn modified(
    page: &Page,
    head: &PageHead,
    declared: &Declared,
    dates: &mut Dates,
    context: Context,
) -> Option<Dated> {
    let declared = declared.modified.as_deref();
    if let Some(found) = declared.and_then(|text| dates.check(text, &"json-ld".into(), context)) {
        return Some(found);
    }
    MODIFIED
        .iter()
        .find_map(|key| dates.check(head.meta(key)?, &format!("meta {key}").into(), context))
        .or_else(|| {
            dates.check(&marked(page, "datemodified")?, &"itemprop dateModified".into(), context)
        })
}

impl Dates {
    /// A declared date, unless it is none or an impossible one, which is noted.
    fn check(&mut self, text: &str, found_in: &Evidence, context: Context) -> Option<Dated> {
        let date = parse(text)?;
        if !date.is_plausible(context.today) {
            self.notes.push(format!("{found_in}: impossible date {date}"));
            return None;
        }
        Some(Dated { date, found_in: found_in.clone() })
    }

    /// Takes the first, or a later one of the same day that is more precise; notes another day.
    fn choose(&mut self, found: &[Dated]) {
        let first =
            found.iter().find(|dated| dated.date.precision() >= Precision::Day).or(found.first());
        let Some(first) = first.map(|first| local(first, found).unwrap_or(first)) else { return };
        let same_day = |dated: &&Dated| dated.date.first_day() == first.date.first_day();
        let chosen = found
            .iter()
            .filter(same_day)
            .find(|dated| dated.date.precision() == Precision::Time)
            .unwrap_or(first);
        if let Some(other) = found.iter().find(|dated| !same_day(dated)) {
            self.notes.push(format!("{}: another date {}", other.found_in, other.date));
        }
        self.published = Some(chosen.clone());
    }
}

/// The same moment on the calendar of the place of publication, where the page tells it too: a
/// time in UTC late in the evening or early in the morning belongs to the neighbouring day there.
fn local<'d>(first: &Dated, found: &'d [Dated]) -> Option<&'d Dated> {
    let is_utc = |dated: &Dated| {
        let written = dated.date.to_string();
        dated.date.precision() == Precision::Time
            && (written.ends_with('Z') || written.ends_with("+00:00"))
    };
    let hour = first.date.to_string().get(11..13)?.parse::<i8>().ok()?;
    let day = first.date.first_day();
    let neighbour = if hour < 12 { day.yesterday() } else { day.tomorrow() }.ok()?;
    found
        .iter()
        .filter(|dated| is_utc(first) && !is_utc(dated))
        .filter(|dated| dated.date.precision() >= Precision::Day)
        .find(|dated| dated.date.first_day() == neighbour)
}

/// A text that is a date, or begins with one.
fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    date::parse(text)
        .or_else(|| (text.len() < 100).then(|| date::find(text))?.map(|(_, date)| date))
}

/// The value of the first element with an itemprop, outside of nested items such as comments.
fn marked(page: &Page, property: &str) -> Option<String> {
    page.elements()
        .filter(|(_, tag)| tag.name != "meta" || tag.attr("content").is_some())
        .find(|(_, tag)| {
            tag.attr("itemprop").is_some_and(|value| {
                value.split_whitespace().any(|name| name.eq_ignore_ascii_case(property))
            })
        })
        .map(|(index, tag)| {
            ["content", "datetime"]
                .iter()
                .find_map(|key| tag.attr(key))
                .map_or_else(|| page.line(index), std::borrow::Cow::into_owned)
        })
}

/// The dates that stand near the headline: `<time>` first, then text.
fn near(page: &Page, places: &Places, context: Context) -> Vec<Dated> {
    let plausible = |date: &Date| date.is_plausible(context.today);
    let is_update = |index: usize| {
        page.element(index).is_some_and(|tag| {
            names(tag).iter().any(|name| name.split('-').any(|part| UPDATES.contains(&part)))
        })
    };
    let times: Vec<usize> = places
        .near_headline
        .clone()
        .filter(|index| {
            page.element(*index).is_some_and(|tag| {
                tag.name == "time" || tag.name == "abbr" || tag.attr("datetime").is_some()
            })
        })
        .collect();
    let mut found: Vec<Dated> = times
        .iter()
        .filter(|index| !is_update(**index))
        .filter_map(|&index| {
            let tag = page.element(index)?;
            let stated = tag.attr("datetime").or_else(|| tag.attr("title"));
            let stated = stated.and_then(|text| parse(&text));
            stated.or_else(|| parse(&page.line(index)))
        })
        .filter(plausible)
        .map(|date| Dated { date, found_in: "time".into() })
        .collect();
    let lines = blocks(page, places.near_headline.clone());
    found.extend(
        lines
            .iter()
            .filter(|block| block.chars < 200)
            .filter(|block| !starts_as_update(&block.text))
            .filter_map(|block| date::find(&block.text))
            .map(|(_, date)| date)
            .filter(|date| plausible(date) && date.precision() >= Precision::Day)
            .map(|date| Dated { date, found_in: "line near the headline".into() }),
    );
    found
}

/// Parts of class names that tell a date of change.
const UPDATES: [&str; 6] = ["updated", "modified", "update", "lastmod", "dateline", "modification"];

/// Whether a line tells when the article was changed.
fn starts_as_update(line: &str) -> bool {
    let line = letters(line);
    [
        "updated",
        "lastupdated",
        "modified",
        "aktualisiert",
        "misàjour",
        "actualizado",
        "aggiornato",
        "bijgewerkt",
        "обновлено",
        "更新",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}
