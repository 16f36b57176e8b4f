//! Who wrote an article, and whose copy it is.

use std::ops::Range;

use super::body::letters;
use super::head::PageHead;
use super::json_ld::Declared;
use super::page::Page;
use super::signed::{self, MOST};
use crate::article::Evidence;
use crate::read::agencies::{self, Agency};
use crate::read::byline::{self, Byline};
use crate::read::publishers;

/// The people and the agency, each with where it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub byline: Vec<String>,
    pub byline_in: Option<Evidence>,
    pub agency: Option<String>,
    pub agency_in: Option<Evidence>,
}

/// Meta tags that name authors.
const AUTHORS: [&str; 16] = [
    "author",
    "authors",
    "byl",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "citation_authors",
    "cxenseparse:author",
    "article.author",
    "og:article:author",
    "mediator_author",
    "dc:creator",
    "creator",
];

/// Where a page names people in what it shows.
pub(super) struct Places {
    /// From the headline to the first paragraph.
    pub near_headline: Range<usize>,
    /// From there to the end of the element that holds the article.
    pub behind: Range<usize>,
    /// What the first and last lines of the story say.
    pub ends_of_story: Vec<Byline>,
}

/// Reads the people of a page; `site` are the names of the publication, which is nobody's name.
pub(super) fn read(
    page: &Page,
    head: &PageHead,
    declared: &Declared,
    places: &Places,
    site: &[String],
) -> People {
    // A personal site is called after its author.
    let site = if declared.is_personal { &[] } else { site };
    let mut people = People::default();
    people.add(&declared.authors, "json-ld".into(), site);
    for key in AUTHORS {
        let names: Vec<String> =
            head.all(key).filter(|name| !name.contains("://")).map(str::to_owned).collect();
        people.add(&names, format!("meta {key}").into(), site);
    }
    people.add(&labelled(head), "meta twitter:data".into(), site);
    let near = || places.near_headline.clone();
    let linked = signed::linked(page, near());
    people.add_shown(&linked, "rel author".into(), site, Trust::Fuller);
    people.add_shown(&signed::boxes(page, near()), "byline".into(), site, Trust::Last);
    people.add_shown(&signed::lines(page, near()), "byline line".into(), site, Trust::Last);
    people.add(&linked, "rel author".into(), site);
    if people.byline.is_empty() {
        let texts = signed::behind(page, places.behind.clone());
        people.add_shown(&texts, "byline".into(), site, Trust::Last);
    }
    people.add_read(places.ends_of_story.clone(), "reporting credit".into(), site, Trust::Last);
    for organisation in declared.organisations.iter().chain(&declared.source_organisation) {
        people.add_agency(agencies::agency(organisation), "json-ld".into());
    }
    people
}

/// What is done with names that are shown where others are declared.
#[derive(Clone, Copy)]
enum Trust {
    /// Taken where they include all those, or are the names behind accounts.
    Fuller,
    /// Not taken.
    Last,
}

impl People {
    /// Takes the people of these names, unless there are some already, and any agency.
    fn add(&mut self, names: &[String], found_in: Evidence, site: &[String]) {
        let names = names.iter().take(MOST);
        let read =
            names.filter(|name| !is_site(name, site)).map(|name| byline::read(name)).collect();
        let names = self.names(read, &found_in, site);
        if self.byline.is_empty() {
            self.take(names, found_in);
        }
    }

    /// The same for what the page shows, where one word is a section or a label.
    fn add_shown(&mut self, texts: &[String], found_in: Evidence, site: &[String], trust: Trust) {
        let read = texts.iter().take(MOST).map(|text| byline::read(text)).collect();
        self.add_read(read, found_in, site, trust);
    }

    fn add_read(
        &mut self,
        mut read: Vec<Byline>,
        found_in: Evidence,
        site: &[String],
        trust: Trust,
    ) {
        for byline in &mut read {
            byline.people.retain(|name| byline::is_full_name(name));
        }
        let names = self.names(read, &found_in, site);
        let has = |known: &String| names.iter().any(|name| letters(name) == letters(known));
        let is_fuller = match trust {
            Trust::Fuller => {
                names.len() > self.byline.len() && self.byline.iter().all(has)
                    || self.byline.iter().all(|name| name.is_ascii() && !name.contains(' '))
            }
            Trust::Last => self.byline.is_empty(),
        };
        if is_fuller {
            self.take(names, found_in);
        }
    }

    /// The people of what was read, each once, and the agency kept.
    fn names(&mut self, read: Vec<Byline>, found_in: &Evidence, site: &[String]) -> Vec<String> {
        for byline in &read {
            self.add_agency(byline.agency.clone(), found_in.clone());
        }
        let read: Vec<String> = read.into_iter().flat_map(|byline| byline.people).collect();
        // Beside whole names, one word is an account or a supplier of pictures.
        let is_whole = |name: &String| name.contains(' ') || !name.is_ascii();
        let whole_only = read.iter().any(is_whole);
        let mut names: Vec<String> = Vec::new();
        for name in read.into_iter().filter(|name| !whole_only || is_whole(name)) {
            let is_same = |other: &String| letters(other) == letters(&name);
            if !names.iter().any(is_same) && !is_site(&name, site) {
                names.push(name);
            }
        }
        names
    }

    fn take(&mut self, names: Vec<String>, found_in: Evidence) {
        if !names.is_empty() {
            self.byline = names;
            self.byline_in = Some(found_in);
        }
    }

    /// Credits an agency, unless there is one already.
    pub(super) fn add_agency(&mut self, agency: Option<Agency>, found_in: Evidence) {
        if let Some(agency) = agency.filter(|_| self.agency.is_none()) {
            self.agency = Some(agency.into_owned());
            self.agency_in = Some(found_in);
        }
    }
}

/// Whether a name is the publication's, and not that of a person a site is called after.
fn is_site(name: &str, site: &[String]) -> bool {
    site.iter().any(|site| letters(site) == letters(name))
        && (publishers::is_listed(name) || !byline::has_given_name(name))
}

/// The author in the pairs of label and value that pages give for their previews.
fn labelled(head: &PageHead) -> Vec<String> {
    [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")]
        .iter()
        .filter(|(label, _)| {
            head.meta(label).is_some_and(|label| WRITTEN_BY.contains(&&*label.to_lowercase()))
        })
        .filter_map(|(_, value)| head.meta(value).map(str::to_owned))
        .collect()
}

/// "Written by", as the labels of previews say it.
const WRITTEN_BY: [&str; 9] = [
    "written by",
    "author",
    "verfasst von",
    "geschrieben von",
    "autor",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
];
