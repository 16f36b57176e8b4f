//! Who wrote an article, and whose copy it is.

use std::ops::Range;

use super::blocks::blocks;
use super::body::letters;
use super::furniture::names;
use super::head::PageHead;
use super::json_ld::Declared;
use super::page::Page;
use crate::article::Evidence;
use crate::read::agencies::{self, Agency};
use crate::read::byline::{self, Byline};

/// The people and the agency, each with where it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub byline: Vec<String>,
    pub byline_in: Option<Evidence>,
    pub agency: Option<String>,
    pub agency_in: Option<Evidence>,
}

/// No article has more authors; what lists more lists something else.
const MOST: usize = 40;

/// Meta tags that name authors.
const AUTHORS: [&str; 9] = [
    "author",
    "byl",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
];

/// Reads the people of a page; `site` are the names of the publication, which is nobody's name.
pub(super) fn read(
    page: &Page,
    head: &PageHead,
    declared: &Declared,
    near_headline: Range<usize>,
    site: &[String],
) -> People {
    let mut people = People::default();
    people.add(&declared.authors, "json-ld".into(), site);
    for key in AUTHORS {
        let names: Vec<String> =
            head.all(key).filter(|name| !name.contains("://")).map(str::to_owned).collect();
        people.add(&names, format!("meta {key}").into(), site);
    }
    people.add(&labelled(head), "meta twitter:data".into(), site);
    people.add(&linked(page, near_headline.clone()), "rel author".into(), site);
    people.add_shown(&shown(page, near_headline.clone()), "byline".into(), site);
    people.add_shown(&lines(page, near_headline), "byline line".into(), site);
    for organisation in declared.organisations.iter().chain(&declared.source_organisation) {
        people.add_agency(agencies::agency(organisation), "json-ld".into());
    }
    people
}

impl People {
    /// Takes the people of these names, unless there are some already, and any agency.
    fn add(&mut self, names: &[String], found_in: Evidence, site: &[String]) {
        let names = names.iter().take(MOST);
        let own = |name: &String| site.iter().any(|site| letters(site) == letters(name));
        let read = names.filter(|name| !own(name)).map(|name| byline::read(name)).collect();
        self.add_read(read, found_in, site);
    }

    /// The same for what the page only shows, where one word is a section or a label.
    fn add_shown(&mut self, texts: &[String], found_in: Evidence, site: &[String]) {
        let mut read: Vec<Byline> =
            texts.iter().take(MOST).map(|text| byline::read(text)).collect();
        for byline in &mut read {
            byline.people.retain(|name| byline::is_full_name(name));
        }
        self.add_read(read, found_in, site);
    }

    fn add_read(&mut self, read: Vec<Byline>, found_in: Evidence, site: &[String]) {
        for byline in &read {
            self.add_agency(byline.agency.clone(), found_in.clone());
        }
        if self.byline.is_empty() {
            let names: Vec<String> = read.into_iter().flat_map(|byline| byline.people).collect();
            // Beside whole names, one word is an account or a supplier of pictures.
            let is_whole = |name: &String| name.contains(' ') || !name.is_ascii();
            let whole_only = names.iter().any(is_whole);
            for name in names.into_iter().filter(|name| !whole_only || is_whole(name)) {
                if !self.byline.contains(&name)
                    && !site.iter().any(|site| letters(site) == letters(&name))
                {
                    self.byline.push(name);
                }
            }
            self.byline_in = (!self.byline.is_empty()).then_some(found_in);
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

/// The texts of links and elements marked as the author.
fn linked(page: &Page, nodes: Range<usize>) -> Vec<String> {
    outermost(page, nodes, |index| {
        page.element(index).is_some_and(|tag| {
            let says = |key: &str, value: &str| {
                tag.attr(key).is_some_and(|text| {
                    text.split_whitespace().any(|word| word.eq_ignore_ascii_case(value))
                })
            };
            says("rel", "author")
                || says("itemprop", "author")
                || tag.attr("href").is_some_and(|place| leads_to_author(&place))
        })
    })
}

/// Whether an address is that of a person's page, by a part of its path and a name behind it.
fn leads_to_author(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.any(|part| AUTHOR_PAGES.contains(&part)) && parts.next().is_some()
}

/// Parts of paths behind which publishers keep the pages of their authors.
const AUTHOR_PAGES: [&str; 13] = [
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "auteur",
    "auteurs",
    "autori",
    "byline",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
];

/// The lines that begin as bylines do, and those of a name and a post.
fn lines(page: &Page, nodes: Range<usize>) -> Vec<String> {
    blocks(page, nodes)
        .iter()
        .flat_map(|block| block.text.lines())
        .filter(|line| line.chars().count() < 100)
        .filter(|line| {
            BY.iter().any(|by| line.to_lowercase().starts_with(by)) || has_name_and_post(line)
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a line is a name and a post with a mark between them: `Anna Berg | Senior Writer`.
fn has_name_and_post(line: &str) -> bool {
    let mut parts = line.split(['|', ',', '•', '·']).map(str::trim);
    let is_name = |part: &str| {
        !byline::has_role(part)
            && byline::read(part).people.iter().any(|name| byline::is_full_name(name))
    };
    parts.next().is_some_and(is_name)
        && parts
            .next()
            .is_some_and(|part| part.split_whitespace().count() <= 4 && byline::ends_in_role(part))
}

/// "By", in the languages that put it before a name and a space behind it.
const BY: [&str; 9] = ["by ", "von ", "par ", "por ", "di ", "door ", "af ", "av ", "автор: "];

/// The texts of boxes named as bylines.
fn shown(page: &Page, nodes: Range<usize>) -> Vec<String> {
    outermost(page, nodes, |index| {
        page.element(index).is_some_and(|tag| {
            names(tag).iter().any(|name| {
                name.split('-').any(|part| {
                    matches!(
                        part,
                        "byline"
                            | "author"
                            | "authors"
                            | "authorname"
                            | "autor"
                            | "auteur"
                            | "autore"
                            | "writer"
                    )
                })
            })
        })
    })
}

/// The short texts of the outermost elements that fit, each once.
fn outermost(page: &Page, nodes: Range<usize>, fits: impl Fn(usize) -> bool) -> Vec<String> {
    let mut texts = Vec::new();
    let mut at = nodes.start;
    while at < nodes.end && texts.len() < MOST {
        if !fits(at) {
            at += 1;
            continue;
        }
        let text = page.line(at);
        if !text.is_empty() && text.chars().count() < 200 && !texts.contains(&text) {
            texts.push(text);
        }
        at = page.node(at).end;
    }
    texts
}
