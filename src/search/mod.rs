//! One entry for every caller: a request in, results out.
//!
//! The command line asks here, and so will a web page or an API: they cannot disagree. A second
//! kind of index (a cluster over the network) is one more variant of [`Backend`].

pub mod cursor;
mod quotations;
mod related;
mod stories;
mod timeline;
mod versions;
mod why;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::article::Article;
use crate::index::{Asked, Error, Found, FoundArticle, Index, Page};
use crate::passage::Finder;
use crate::query::{Expansion, Note, Query};
use crate::results::{
    Count, Explain, Facet, Facets, Hit, Match, Request, Results, SCHEMA, Stats, SuggestField,
    Suggestions,
};
use crate::text::words;

/// How many words stand for a headline where an article has none.
const LEAD_WORDS: usize = 12;

/// How many articles an ambiguous identifier may name before the rest are left out: enough to
/// choose from.
pub const AMBIGUOUS: usize = 20;

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
        let (query, mut notes) = quotations::taken_apart(index, &request.query, request.matching)?;
        let expansions = index.expand(&query)?;
        let asked = asked(&query, &expansions, request);
        let found = index.rank(asked, page(request))?;
        let total = index.total(asked, &found)?;
        let finder = Finder::new(&query, &expansions);
        let ranks = found.before.saturating_add(1)..;
        let hits = ranks.zip(index.articles(asked, &found.page, &found.folded)?);
        let hits = hits.map(|(rank, found)| hit(rank, found, &finder, request)).collect();
        let why = match found.articles {
            0 => why::why(index, &query, &expansions)?,
            _ => Vec::new(),
        };
        notes.extend(left_out(&expansions));
        let next = found.next().map(|position| cursor::write(position, request));
        Ok(Results {
            schema: SCHEMA.to_owned(),
            id: None,
            query: query.to_string(),
            matching: request.matching,
            notes,
            total,
            took_ms: milliseconds(started.elapsed()),
            scored: match &request.explain {
                Explain::Score(id) => index.scored(asked, page(request), id)?,
                Explain::Nothing | Explain::Words => None,
            },
            expansions: (request.explain != Explain::Nothing).then_some(expansions),
            why,
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
        let (query, _) = quotations::taken_apart(index, &request.query, request.matching)?;
        let expansions = index.expand(&query)?;
        let asked = asked(&query, &expansions, request);
        let finder = Finder::new(&query, &expansions);
        walk(index, asked, window(request), |rank, found| {
            see(hit(rank, found, &finder, request))?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Hands over the identifier of every hit in the same way: a small part of the work, since no
    /// article need be looked at.
    pub fn every_id<E: From<Error>>(
        &self,
        request: &Request,
        mut see: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self::Local(index) = self;
        let (query, _) = quotations::taken_apart(index, &request.query, request.matching)?;
        let expansions = index.expand(&query)?;
        windows(index, asked(&query, &expansions, request), window(request), |found| {
            for article in &found.page {
                see(&format!("{:016x}", article.position().id))?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Counts the articles that have every word of a query by what they have in common: for each
    /// facet the `limit` most frequent values. A ranked list forgives near misses, a count must not.
    pub fn facets(&self, query: &Query, facets: &[Facet], limit: usize) -> Result<Facets, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let expansions = index.expand(query)?;
        let asked = Asked { query, expansions: &expansions, matching: Match::All };
        let (articles, facets) = index.facets(asked, facets, limit)?;
        Ok(Facets {
            schema: SCHEMA.to_owned(),
            query: query.to_string(),
            notes: Vec::new(),
            articles,
            took_ms: milliseconds(started.elapsed()),
            facets,
        })
    }

    /// What the beginning of a word, or of any word of a name, may be completed to: the `limit`
    /// values that most articles have.
    pub fn suggest(
        &self,
        prefix: &str,
        field: SuggestField,
        limit: usize,
    ) -> Result<Suggestions, Error> {
        let Self::Local(index) = self;
        let typed = words(prefix).to_vec();
        let (values, more) = match field {
            SuggestField::Word => {
                index.words_with_prefix(typed.last().map_or("", String::as_str), limit)?
            }
            SuggestField::Source => names(index, Facet::Source, &typed, limit)?,
            SuggestField::By => names(index, Facet::By, &typed, limit)?,
            SuggestField::Agency => names(index, Facet::Agency, &typed, limit)?,
        };
        let (schema, prefix) = (SCHEMA.to_owned(), prefix.to_owned());
        Ok(Suggestions { schema, prefix, field, values, more })
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

/// The names in which the words typed stand side by side, the last of them perhaps unfinished.
fn names(
    index: &Index,
    facet: Facet,
    typed: &[String],
    limit: usize,
) -> Result<(Vec<Count>, u64), Error> {
    let asked = Asked { query: &Query::Everything, expansions: &[], matching: Match::All };
    let (_, counted) = index.facets(asked, &[facet], usize::MAX)?;
    let mut values: Vec<Count> = counted.into_iter().flat_map(|counts| counts.values).collect();
    values.retain(|count| count.value.as_deref().is_some_and(|name| continues(name, typed)));
    let more = values.len().saturating_sub(limit) as u64;
    values.truncate(limit);
    Ok((values, more))
}

/// Whether a name has these words side by side, the last of them perhaps unfinished.
fn continues(name: &str, typed: &[String]) -> bool {
    let Some((last, whole)) = typed.split_last() else { return true };
    let own = words(name).to_vec();
    own.windows(typed.len())
        .any(|own| own[..whole.len()] == *whole && own[whole.len()].starts_with(last.as_str()))
}

/// Hands over the articles of a ranking with their ranks, from a page's beginning on, until told to
/// stop.
fn walk<E: From<Error>>(
    index: &Index,
    asked: Asked<'_>,
    from: Page,
    mut see: impl FnMut(usize, FoundArticle) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    windows(index, asked, from, |Found { before, page, folded, .. }| {
        let mut rank = *before;
        for chunk in page.chunks(CHUNK) {
            for article in index.articles(asked, chunk, folded)? {
                rank += 1;
                if see(rank, article)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// Hands over a ranking in pieces of the page's limit.
fn windows<E: From<Error>>(
    index: &Index,
    asked: Asked<'_>,
    from: Page,
    mut see: impl FnMut(&Found) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut page = from;
    loop {
        let found = index.rank(asked, page)?;
        if see(&found)?.is_break() {
            return Ok(());
        }
        let Some(next) = found.next() else { return Ok(()) };
        page = Page { offset: 0, after: Some(next), ..page };
    }
}

/// Notes on what patterns stand for that is not looked for.
fn left_out(expansions: &[Expansion]) -> Vec<Note> {
    let thinned = expansions.iter().filter(|expansion| !expansion.left_out.is_empty());
    let note = |expansion: &Expansion| {
        let common: Vec<&str> = expansion.left_out.iter().take(5).map(String::as_str).collect();
        let text = format!(
            "`{}` stands for words so common that they are not looked for here: {}{}",
            expansion.leaf,
            common.join(", "),
            if expansion.left_out.len() > 5 { " and others" } else { "" }
        );
        Note { at: 0..0, text }
    };
    thinned.map(note).collect()
}

fn asked<'q>(query: &'q Query, expansions: &'q [Expansion], request: &Request) -> Asked<'q> {
    Asked { query, expansions, matching: request.matching }
}

/// The first piece of a ranking that is wanted whole.
fn window(request: &Request) -> Page {
    Page { limit: WINDOW, ..page(request) }
}

fn page(request: &Request) -> Page {
    let Request { limit, offset, sort, recency, fold, after, .. } = *request;
    Page { limit, offset, sort, recency, fold, after }
}

fn hit(rank: usize, found: FoundArticle, finder: &Finder<'_>, request: &Request) -> Hit {
    let FoundArticle { score, article, file, missing, versions } = found;
    let headline = article.head.headline.as_deref();
    let passages = finder.passages(headline, &article.body, &request.excerpt);
    let lead = article.head.headline.is_none().then(|| lead(&article.body));
    let mut head = article.head;
    head.path = from_here(file);
    Hit { rank, score, head, lead, passages, missing, versions }
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

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::{Backend, Error, Page, asked, continues, page, windows};
    use crate::article::{Article, Head, identify};
    use crate::index::{Effort, FileStamp, Start, Writer};
    use crate::query::Query;
    use crate::results::{Context, Excerpt, Explain, Fold, Match, Request, Sort};
    use crate::text::words;

    #[test]
    fn a_ranking_in_pieces_is_the_ranking() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer =
            Writer::open(dir.path(), Start::Update, Effort::default(), &["/news".to_owned()])
                .unwrap();
        for number in 0..7 {
            let path = format!("{number}.txt");
            let head = Head { id: identify(&path, None), path: path.clone(), ..Head::default() };
            let article = Article { head, body: "Rain.".to_owned() };
            let (path, root) = (format!("/news/{path}"), "/news".to_owned());
            writer.add(article, &FileStamp { path, root, bytes: 1, modified: 1 }).unwrap();
        }
        writer.commit().unwrap();
        let Backend::Local(index) = Backend::open(dir.path()).unwrap();
        let request = Request {
            query: Query::Everything,
            limit: 100,
            offset: 1,
            sort: Sort::Newest,
            recency: None,
            matching: Match::Best,
            fold: Fold::Nothing,
            after: None,
            excerpt: Excerpt { passages: 0, width: 80, context: Context::Sentence },
            explain: Explain::Nothing,
        };
        let whole = index.rank(asked(&request.query, &[], &request), page(&request)).unwrap();
        assert_eq!((whole.articles, whole.before, whole.page.len()), (7, 1, 6));
        for limit in 1..8 {
            let (mut pieces, mut befores) = (Vec::new(), Vec::new());
            let from = Page { limit, ..page(&request) };
            windows(
                &index,
                asked(&request.query, &[], &request),
                from,
                |found| -> Result<_, Error> {
                    befores.push(found.before);
                    pieces.extend_from_slice(&found.page);
                    Ok(ControlFlow::Continue(()))
                },
            )
            .unwrap();
            assert_eq!(pieces, whole.page, "{limit}");
            let want: Vec<usize> = (1..7).step_by(limit).collect();
            assert_eq!(befores, want, "{limit}");
        }
    }

    #[test]
    fn a_name_is_found_by_the_beginning_of_any_of_its_words() {
        for (typed, want) in [
            ("ber", true),
            ("anna b", true),
            ("Ánna", true),
            ("", true),
            ("an b", false),
            ("berg anna", false),
            ("erg", false),
        ] {
            assert_eq!(continues("Anna Berg", &words(typed).to_vec()), want, "{typed}");
        }
    }
}
