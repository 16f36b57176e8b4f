//! When an article was published and when it was last changed.
//!
//! What the page declares comes first, in the order of how seldom it is wrong; then what stands
//! near the headline or says below the story what it is. A date that the story, a comment or a
//! pointer to another article mentions is never taken: an undated article stays undated.

mod labels;
mod scripts;
mod shown;
#[cfg(test)]
mod tests;
mod value;
mod zones;

use jiff::ToSpan;

use super::blocks::Block;
use super::furniture::names;
use super::head::PageHead;
use super::json_ld::Declared;
use super::markup::Tag;
use super::page::Page;
use crate::article::{Dated, Evidence};
use crate::date::{Date, Manner, Order, Precision};
use crate::read::{Context, address};
use labels::Label;
use shown::{Mark, Shown};
use zones::{Place, Zones};

/// The dates of an article and what was noticed about them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub published: Option<Dated>,
    pub modified: Option<Dated>,
    pub notes: Vec<String>,
}

/// Names of meta tags that tell when an article was published, as letters alone
/// (`article:published_time`, `article.published-time`); the most reliable first.
const PUBLISHED: &[&str] = &[
    "articlepublishedtime",
    "articlepublished",
    "articlepublishedat",
    "articlepublisheddate",
    "articlepublicationdate",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "ogpublishdate",
    "datepublished",
    "publishedtime",
    "publishdate",
    "publisheddate",
    "publishedat",
    "publishedon",
    "published",
    "publishtime",
    "publicationdate",
    "datepublication",
    "parselypubdate",
    "sailthrudate",
    "cxenseparserecspublishtime",
    "cxenseparsepublishtime",
    "pubdate",
    "btpubdate",
    "dcdateissued",
    "dctermsissued",
    "dcissued",
    "dcdatepublished",
    "dcsextarticlefirstpublished",
    "firstpublished",
    "firstpublishedat",
    "displaydate",
    "rnewsdatepublished",
    "citationpublicationdate",
    "citationonlinedate",
    "articledateoriginal",
    "originalpublicationdate",
    "articledate",
    "postdate",
    "dateposted",
    "newsdate",
    "releasedate",
    "issued",
];

/// Names of meta tags that hold a date of the article without telling which: some programs write
/// the day of the page's making or last change there.
const VAGUE: &[&str] = &[
    "date",
    "dcdate",
    "dctermsdate",
    "dctermscreated",
    "dcdatecreated",
    "dccreated",
    "datecreated",
    "created",
    "creationdate",
];

/// Names of meta tags that tell when it was last changed.
const MODIFIED: &[&str] = &[
    "articlemodifiedtime",
    "articlemodified",
    "articlemodifieddate",
    "ogarticlemodifiedtime",
    "ogmodifiedtime",
    "ogupdatedtime",
    "datemodified",
    "lastmodified",
    "lastmodifieddate",
    "lastmod",
    "lastupdated",
    "lastupdate",
    "lastupdateddate",
    "dctermsmodified",
    "dcdatemodified",
    "dcmodified",
    "modified",
    "modifieddate",
    "modifiedtime",
    "articleupdated",
    "articleupdatedtime",
    "updated",
    "updatedtime",
    "revised",
];

/// No dateline is longer, in bytes.
const LONGEST_DATELINE: usize = 100;

/// Small words in the names of places and between a place and a date.
const PARTICLES: &[&str] = &[
    "am", "an", "der", "den", "de", "del", "di", "da", "do", "du", "la", "le", "el", "bei", "im",
    "sur", "on", "of",
];

/// Where to look in a page.
pub(super) struct Places<'p> {
    pub blocks: &'p [Block],
    pub headline: Option<&'p str>,
    /// The first paragraph of the story in the page.
    pub first: usize,
    /// The block that is its last one, where it stands in the page.
    pub last: Option<usize>,
    /// The text of the story.
    pub story: &'p str,
    /// Where other matter begins behind the story.
    pub others: usize,
    pub url: Option<&'p str>,
    pub domain: Option<&'p str>,
}

/// Reads the dates of a page.
pub(super) fn read(
    page: &Page,
    head: &PageHead,
    declared: &Declared,
    places: &Places,
    context: Context,
) -> Dates {
    let manner = manner(head, places);
    let zones = Zones::new(page, places);
    let mut gathering = Gathering {
        found: Vec::new(),
        dates: Dates::default(),
        shown: shown::gather(page, places, &zones, manner),
        manner,
        context,
    };
    gathering.publication(page, head, declared, places);
    let found = std::mem::take(&mut gathering.found);
    gathering.dates.choose(&found);
    gathering.dates.modified = gathering.modification(page, head, declared);
    gathering.dates
}

/// How a page writes dates in figures: by its language and its country.
fn manner(head: &PageHead, places: &Places) -> Manner {
    let tag = head.language.as_deref().or_else(|| head.meta("og:locale")).unwrap_or_default();
    let tag = tag.trim().to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().filter(|part| !part.is_empty());
    let region = parts.rfind(|part| part.len() == 2);
    // Programs of America set their own English everywhere; the domain tells of the country.
    let country = places.domain.and_then(|domain| domain.rsplit('.').next());
    let by_country = Manner::of(language, country);
    let mut manner =
        if by_country.order.is_some() { by_country } else { Manner::of(language, region) };
    if manner.order.is_none() {
        let lines = places.blocks.iter().filter(|block| block.chars < 100);
        manner.order = lines.into_iter().find_map(|block| Order::shown_in(&block.text));
    }
    manner
}

/// The evidence as it is gathered, the most reliable first.
struct Gathering<'c> {
    found: Vec<Dated>,
    dates: Dates,
    shown: Vec<Shown>,
    manner: Manner,
    context: Context<'c>,
}

impl Gathering<'_> {
    fn publication(&mut self, page: &Page, head: &PageHead, declared: &Declared, places: &Places) {
        self.declare(declared.published.as_deref(), "json-ld".into());
        self.metas(head, PUBLISHED);
        self.declare(marked(page, "datepublished").as_deref(), "itemprop datePublished".into());
        self.earlier_as_shown();
        self.show(|shown| shown.place == Place::Above && shown.mark < Mark::Line);
        self.address(places.url);
        self.show(|shown| shown.place == Place::Above);
        self.vague(head);
        self.show(|shown| shown.place == Place::Ahead);
        self.otherwise(|it| {
            it.declare(declared.created.as_deref(), "json-ld dateCreated".into());
        });
        self.otherwise(|it| {
            it.show_one(|shown| shown.place == Place::Below && shown.mark < Mark::Line);
        });
        self.otherwise(|it| it.add(scripts::published(page, it.manner), "script".into()));
        self.otherwise(|it| it.dateline(places.story));
        self.otherwise(|it| it.show_one(|shown| shown.place >= Place::Below));
        self.otherwise(Self::change);
    }

    /// Puts a day that the page shows as that of publication before a later one that it declares:
    /// what is published anew is declared anew, but has been published before.
    fn earlier_as_shown(&mut self) {
        let Some(declared) = self.found.first().map(|dated| dated.date.first_day()) else { return };
        let shown = self.shown.iter().find(|shown| {
            shown.label == Label::Published
                && shown.place == Place::Above
                && shown.mark < Mark::Line
        });
        let Some(shown) = shown else { return };
        // A day apart may be a matter of time zones.
        let is_earlier = shown.date.first_day() < declared.saturating_sub(1.days());
        if is_earlier && shown.date.is_plausible(self.context.today) {
            let (date, found_in) = (shown.date, shown.found_in().into());
            self.found.insert(0, Dated { date, found_in });
        }
    }

    /// Looks further where no day is known yet.
    fn otherwise(&mut self, look: impl FnOnce(&mut Self)) {
        if !self.found.iter().any(|dated| dated.date.precision() >= Precision::Day) {
            look(self);
        }
    }

    fn declare(&mut self, text: Option<&str>, found_in: Evidence) {
        let date = text.and_then(|text| value::parse(text, self.manner));
        let dated = date.and_then(|date| self.dates.check(date, found_in, self.context));
        self.found.extend(dated);
    }

    fn metas(&mut self, head: &PageHead, keys: &[&str]) {
        for (key, content) in head.by_letters(keys) {
            self.declare(Some(content), format!("meta {key}").into());
        }
    }

    /// Vague declarations; one later than a change that the page shows tells of a later change.
    fn vague(&mut self, head: &PageHead) {
        let changes = self.shown.iter().filter(|shown| shown.label == Label::Modified);
        let latest = changes.map(|shown| shown.date.first_day()).min();
        let known = self.found.len();
        self.metas(head, VAGUE);
        let mut place = 0;
        self.found.retain(|dated| {
            place += 1;
            place <= known || latest.is_none_or(|latest| dated.date.first_day() <= latest)
        });
    }

    /// The day that a story gives in its dateline: `BERLIN, 17. Juni 2024 – …`.
    fn dateline(&mut self, story: &str) {
        let line = story.lines().next().unwrap_or_default();
        let line = &line[..line.floor_char_boundary(LONGEST_DATELINE)];
        let Some((range, date)) = self.manner.find(line) else { return };
        let place = line[..range.start].trim_matches(|c: char| !c.is_alphanumeric());
        let is_place = (1..=4).contains(&place.split_whitespace().count())
            && place.chars().next().is_some_and(|c| !c.is_lowercase())
            && place
                .split_whitespace()
                .all(|word| !word.starts_with(char::is_lowercase) || PARTICLES.contains(&word))
            && !place.contains(['.', ':', ';', '!', '?']);
        let is_parted =
            line[range.end..].trim_start().starts_with([')', '–', '—', '-', ':', '.', '/', '|']);
        if is_place && is_parted && date.precision() >= Precision::Day {
            self.add(Some(date), "dateline".into());
        }
    }

    fn add(&mut self, date: Option<Date>, found_in: Evidence) {
        let date = date.filter(|date| date.is_plausible(self.context.today));
        self.found.extend(date.map(|date| Dated { date, found_in }));
    }

    fn show(&mut self, wanted: impl Fn(&Shown) -> bool) {
        let shown = self.shown.iter().filter(|shown| shown.label == Label::Published);
        let wanted: Vec<Shown> = shown.filter(|shown| wanted(shown)).cloned().collect();
        for shown in wanted {
            self.add(Some(shown.date), shown.found_in().into());
        }
    }

    fn address(&mut self, url: Option<&str>) {
        let day = url.and_then(address::day);
        let date = day.and_then(|day| Date::day(day.year(), day.month(), day.day()));
        self.add(date, "url".into());
    }

    /// The day that the surest of the wanted marks tell, if they tell only one.
    fn show_one(&mut self, wanted: impl Fn(&Shown) -> bool) {
        let wanted = || {
            let shown = self.shown.iter().filter(|shown| shown.label == Label::Published);
            shown.filter(|shown| wanted(shown))
        };
        let Some(first) = wanted().next() else { return };
        let mut as_sure = wanted().filter(|other| other.mark == first.mark);
        if as_sure.all(|other| other.date.first_day() == first.date.first_day()) {
            let (date, found_in) = (first.date, first.found_in().into());
            self.add(Some(date), found_in);
        }
    }

    /// The day of a change that the page tells where others tell the day of publication: its
    /// readers take it for the article's, and the article is not younger. What is only declared
    /// says less: programs declare a change at every saving.
    fn change(&mut self) {
        let told = self
            .shown
            .iter()
            .find(|shown| shown.label == Label::Modified && shown.place <= Place::Below);
        if let Some(date) = told.map(|told| told.date) {
            self.add(Some(date), "shown change".into());
        }
    }

    fn modification(&mut self, page: &Page, head: &PageHead, declared: &Declared) -> Option<Dated> {
        self.found.clear();
        self.declare(declared.modified.as_deref(), "json-ld".into());
        self.metas(head, MODIFIED);
        self.declare(marked(page, "datemodified").as_deref(), "itemprop dateModified".into());
        let shown: Vec<Shown> =
            self.shown.iter().filter(|shown| shown.label == Label::Modified).cloned().collect();
        for shown in shown.iter().filter(|shown| shown.place < Place::Elsewhere) {
            self.add(Some(shown.date), shown.found_in().into());
        }
        std::mem::take(&mut self.found).into_iter().next()
    }
}

impl Shown {
    fn found_in(&self) -> &'static str {
        match (self.place, self.mark) {
            (_, Mark::Element) if self.is_time_element => "time",
            (_, Mark::Element) => "date element",
            (Place::Above | Place::Ahead, _) => "line near the headline",
            (Place::Below, Mark::Words) => "line below the story",
            _ => "line of its own",
        }
    }
}

impl Dates {
    /// A declared date, unless it is an impossible one, which is noted.
    fn check(&mut self, date: Date, found_in: Evidence, context: Context) -> Option<Dated> {
        if !date.is_plausible(context.today) {
            self.notes.push(format!("{found_in}: impossible date {date}"));
            return None;
        }
        Some(Dated { date, found_in })
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

/// The value of the first element with an itemprop, outside of readers' comments.
fn marked(page: &Page, property: &str) -> Option<String> {
    let is_comment = |tag: &Tag| {
        // Their classes say whether comments are open.
        if matches!(&*tag.name, "html" | "body" | "main" | "article") {
            return false;
        }
        tag.attr("itemprop").is_some_and(|value| value.eq_ignore_ascii_case("comment"))
            || names(tag).iter().any(|name| name.split('-').any(|part| part.starts_with("comment")))
    };
    page.elements()
        .filter(|(_, tag)| tag.name != "meta" || tag.attr("content").is_some())
        .filter(|(_, tag)| {
            tag.attr("itemprop").is_some_and(|value| {
                value.split_whitespace().any(|name| name.eq_ignore_ascii_case(property))
            })
        })
        .take(8)
        .find(|(index, _)| !page.ancestors(*index).any(|(_, tag)| is_comment(tag)))
        .map(|(index, tag)| {
            ["content", "datetime", "title"]
                .iter()
                .find_map(|key| tag.attr(key))
                .map_or_else(|| page.line(index), std::borrow::Cow::into_owned)
        })
}
