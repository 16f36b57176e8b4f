//! One entry for every caller: a request in, results out.
//!
//! The command line asks here, and so will a web page or an API: they cannot disagree. A second
//! kind of index (a cluster over the network) is one more variant of [`Backend`].

pub mod cursor;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::article::Article;
use crate::index::{Asked, Error, FoundArticle, Index, Page, Ranked};
use crate::passage::Finder;
use crate::query::Expansion;
use crate::results::{Hit, Request, Results, SCHEMA, Stats};
use crate::text::words;

/// How many words stand for a headline where an article has none.
const LEAD_WORDS: usize = 12;

/// How many articles an ambiguous identifier may name before the rest are left out: enough to
/// choose from.
const AMBIGUOUS: usize = 20;

/// How many places of a ranking are held at a time where all hits are asked for. Each window is a
/// search of its own; so many are about 4 MB for each segment of the index.
const WINDOW: usize = 100_000;

/// How many articles are held at a time where all hits are asked for.
const CHUNK: usize = 100;

/// Where articles are searched.
pub enum Backend {
    /// An index in a folder on this machine.
    Local(Index),
}

impl Backend {
    /// Opens the index in a folder for searching.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Index::open(dir).map(Self::Local)
    }

    /// Answers a request. Notes on how the query was understood are the caller's to add: the
    /// request holds the query, not what was typed.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let expansions = index.expand(&request.query)?;
        let asked = asked(request, &expansions);
        let found = index.rank(asked, page(request))?;
        let total = index.total(asked, found.articles)?;
        let finder = Finder::new(&expansions);
        let hits = hits(index, asked, (found.before, &found.page), &finder, request)?;
        let next = found.next().map(|position| cursor::write(position, request));
        Ok(Results {
            schema: SCHEMA.to_owned(),
            id: None,
            query: request.query.to_string(),
            matching: request.matching,
            notes: Vec::new(),
            total,
            took_ms: milliseconds(started.elapsed()),
            expansions: request.explain.then_some(expansions),
            hits,
            next,
        })
    }

    /// Hands over every hit from the request's beginning on, in order, however many there are: its
    /// limit does not matter. Only a part of them is held at a time.
    pub fn every<E: From<Error>>(
        &self,
        request: &Request,
        mut see: impl FnMut(Hit) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self::Local(index) = self;
        let expansions = index.expand(&request.query)?;
        let asked = asked(request, &expansions);
        let finder = Finder::new(&expansions);
        let mut page = Page { limit: WINDOW, ..page(request) };
        loop {
            let found = index.rank(asked, page)?;
            let mut before = found.before;
            for chunk in found.page.chunks(CHUNK) {
                for hit in hits(index, asked, (before, chunk), &finder, request)? {
                    see(hit)?;
                }
                before += chunk.len();
            }
            let Some(next) = found.next() else { return Ok(()) };
            page = Page { offset: 0, after: Some(next), ..page };
        }
    }

    /// The articles with this identifier, or whose identifiers begin so: one, as a rule, and none
    /// where it is unknown. Their paths are as a person in the current folder would write them.
    pub fn show(&self, id: &str) -> Result<Vec<Article>, Error> {
        let Self::Local(index) = self;
        let found = index.by_id(id, AMBIGUOUS)?;
        let shown = found.into_iter().map(|(mut article, file)| {
            article.head.path = from_here(file);
            article
        });
        Ok(shown.collect())
    }

    /// What the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        let Self::Local(index) = self;
        index.stats()
    }
}

fn asked<'q>(request: &'q Request, expansions: &'q [Expansion]) -> Asked<'q> {
    Asked { query: &request.query, expansions, matching: request.matching }
}

fn page(request: &Request) -> Page {
    let Request { limit, offset, sort, after, .. } = *request;
    Page { limit, offset, sort, after }
}

/// The hits of a piece of a ranking, given how many come before it.
fn hits(
    index: &Index,
    asked: Asked<'_>,
    (before, ranked): (usize, &[Ranked]),
    finder: &Finder<'_>,
    request: &Request,
) -> Result<Vec<Hit>, Error> {
    let found = index.articles(asked, ranked)?;
    let ranks = before.saturating_add(1)..;
    Ok(ranks.zip(found).map(|(rank, found)| hit(rank, found, finder, request)).collect())
}

fn hit(rank: usize, found: FoundArticle, finder: &Finder<'_>, request: &Request) -> Hit {
    let FoundArticle { score, article, file, missing } = found;
    let headline = article.head.headline.as_deref();
    let passages = finder.passages(headline, &article.body, request.passages, request.width);
    let lead = article.head.headline.is_none().then(|| lead(&article.body));
    let mut head = article.head;
    head.path = from_here(file);
    Hit { rank, score, head, lead, passages, missing, versions: None }
}

/// Milliseconds to the microsecond: more digits would only claim to mean something.
fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// The first words of a body, as they stand, on one line.
fn lead(body: &str) -> String {
    let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut reader = words(first);
    let mut end = 0;
    for _ in 0..LEAD_WORDS {
        let Some(word) = reader.next() else { return first.trim().to_owned() };
        end = word.end;
    }
    first[..end].trim().to_owned()
}

/// A path below the current folder, relative to it; any other as it is.
fn from_here(file: String) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    match Path::new(&file).strip_prefix(here) {
        Ok(below) if below.as_os_str().is_empty() => file,
        Ok(below) => below.to_string_lossy().into_owned(),
        Err(_) => file,
    }
}
