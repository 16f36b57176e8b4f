//! The only room that names tantivy: schema, writing, searching, counting.
//!
//! *Writing:* [`Writer`] is told of files and their articles and commits once. *Searching:*
//! [`Index::expand`] says what the words of a query stand for here, [`Index::rank`] lowers the
//! query with that and collects a page, and [`Index::articles`] has what is in it. The engine's own
//! query parser and snippets are not used: the parser turns news into syntax errors (`AT&T`,
//! `11:30`), and the snippets cut sentences.

mod analysis;
mod bits;
mod bm25;
mod check;
mod checked;
mod compression;
mod cursor;
mod document;
mod error;
mod expand;
mod explain;
mod facets;
mod groups;
mod guard;
mod hashes;
mod lower;
mod manifest;
mod open;
mod probe;
mod range_filter;
mod ranking;
mod refine;
mod schema;
mod span_cursor;
mod state;
mod stats;
mod suggest;
mod sweep;
mod text_query;
mod timeline;
mod versions;
mod writer;

pub use check::check;
pub use error::Error;
pub use guard::is_guarded;
pub use manifest::FileStamp;
pub use open::is_in;
pub use ranking::Ranked;
pub use timeline::{Apart, GroupDates};
pub use versions::{Alike, Folded, Kept};
pub use writer::{Effort, FileState, Start, Writer, id_number};

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::collector::DocSetCollector;
use tantivy::query::{EnableScoring, TermQuery};
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use crate::article::Article;
use crate::query::{Clause, Expansion, Field, Need, Query};
use crate::results::{Fold, Match, Position, Recency, Scored, Sort, Total, Versions};
use checked::Faults;
use compression::Dictionary;
use cursor::reach;
use expand::Expander;
use groups::Groups;
use lower::Lowering;
use range_filter::RangeFilter;
use ranking::{Columns, Ranking, Ranks};
use refine::{BEST, Refinement};
use schema::{Fields, column};
use sweep::Sweep;

/// An index opened for searching, in the state of one commit.
pub struct Index {
    dir: PathBuf,
    engine: tantivy::Index,
    faults: Faults,
    searcher: Searcher,
    fields: Fields,
    dictionary: Option<Dictionary>,
    groups: OnceLock<Groups>,
    columns: OnceLock<Vec<Columns>>,
}

/// A query, and what its words stand for in an index.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'q> {
    /// The query.
    pub query: &'q Query,
    /// From [`Index::expand`], of the same query.
    pub expansions: &'q [Expansion],
    /// How many of the plain words an article must have.
    pub matching: Match,
}

/// Which hits of a ranking to return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: usize,
    /// How many to pass over first.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// How much age counts in an order by score.
    pub recency: Option<Recency>,
    /// What is one hit.
    pub fold: Fold,
    /// Where to go on; from the beginning otherwise.
    pub after: Option<Position>,
}

/// A page of a ranking, and how many hits there are in all.
#[derive(Debug, Clone)]
pub struct Found {
    /// How many articles match.
    pub articles: u64,
    /// How many of them have all of the plain words side by side, where that was counted.
    whole: Option<u64>,
    /// How many hits these are.
    pub hits: u64,
    /// How many hits come before the page.
    pub before: usize,
    /// The page, in order; [`Index::articles`] has what is in them.
    pub page: Vec<Ranked>,
    /// What its hits stand for.
    pub folded: Folded,
}

impl Found {
    /// Where the next page goes on; `None` where there is none.
    pub fn next(&self) -> Option<Position> {
        let behind = self.before.saturating_add(self.page.len());
        self.page.last().filter(|_| (behind as u64) < self.hits).map(Ranked::position)
    }
}

/// An article found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundArticle {
    /// BM25; 0 where the order is not by relevance.
    pub score: f32,
    /// The article as it was read.
    pub article: Article,
    /// The absolute path of its file.
    pub file: String,
    /// The wanted clauses it does not meet, in the query language.
    pub missing: Vec<String>,
    /// The other versions that it stands for; `None` where they are not folded.
    pub versions: Option<Versions>,
}

impl Index {
    /// Opens the index in a folder.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        open::open(dir)
    }

    /// What each text leaf of a query stands for in this index.
    pub fn expand(&self, query: &Query) -> Result<Vec<Expansion>, Error> {
        self.ask(|| Expander::new(&self.searcher, &self.fields)?.expand(query))
    }

    /// Ranks the articles that match, and counts them.
    pub fn rank(&self, asked: Asked<'_>, page: Page) -> Result<Found, Error> {
        self.ask(|| self.rank_engine(asked, page))
    }

    fn rank_engine(&self, asked: Asked<'_>, page: Page) -> tantivy::Result<Found> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = LazyCell::new(|| lowering.lower(asked.query, asked.matching));
        let alternatives = match asked.matching {
            Match::Any | Match::Best => lowering.alternatives(asked.query),
            Match::All => None,
        };
        let columns = self.columns()?;
        let is_scored = page.sort == Sort::Relevance;
        let sweep = alternatives.map(|parts| Sweep::new(parts, &self.searcher, is_scored));
        let sweep = sweep.transpose()?;
        let groups = match page.fold {
            Fold::Versions => Some(self.groups()?),
            Fold::Nothing => None,
        };
        let collect = |limit, after| -> tantivy::Result<Ranks> {
            let Page { sort, recency, .. } = page;
            let ranking = Ranking { sort, recency, limit, after, groups, columns };
            match &sweep {
                Some(sweep) => sweep.rank(&ranking, &self.searcher),
                None => self.searcher.search(&**query, &ranking),
            }
        };
        let refinement = match page.sort {
            Sort::Relevance => Refinement::of(asked.query, &lowering, &self.searcher)?,
            Sort::Newest | Sort::Oldest => None,
        };
        let wanted = page.offset.saturating_add(page.limit);
        let Some(refinement) = refinement else {
            return Ok(found(collect(wanted, page.after)?, page));
        };
        if let Some(after) = page.after {
            // The end of an earlier page is one of the best, or else behind all of them.
            let mut ranks = collect(BEST, None)?;
            let last = ranks.best.last().map(Ranked::position);
            refinement.apply(&mut ranks.best, &self.searcher)?;
            let Some(at) = ranks.best.iter().position(|best| best.position() == after) else {
                return Ok(found(collect(wanted, Some(after))?, page));
            };
            ranks.best.drain(..=at);
            ranks.passed = at as u64 + 1;
            if let Some(last) = last.filter(|_| ranks.best.len() < wanted) {
                let more = wanted - ranks.best.len();
                let more = collect(more, Some(last))?;
                ranks.best.extend(more.best);
                ranks.members.extend(more.members);
            }
            ranks.best.truncate(wanted);
            return Ok(found(ranks, page));
        }
        let mut ranks = collect(wanted.max(BEST), None)?;
        refinement.apply(&mut ranks.best, &self.searcher)?;
        ranks.best.truncate(wanted);
        Ok(found(ranks, page))
    }

    /// What is looked up to put articles in order, of each segment.
    fn columns(&self) -> tantivy::Result<&[Columns]> {
        if let Some(columns) = self.columns.get() {
            return Ok(columns);
        }
        let readers = self.searcher.segment_readers().iter();
        let columns = readers.map(|reader| Columns::open(reader, self.fields.body));
        let columns = columns.collect::<tantivy::Result<_>>()?;
        Ok(self.columns.get_or_init(|| columns))
    }

    /// What the score of an article is made of; `None` where there is no such article.
    pub fn scored(&self, asked: Asked<'_>, page: Page, id: &str) -> Result<Option<Scored>, Error> {
        self.ask(|| explain::scored(self, asked, page, id))
    }

    /// How many articles match, given what a ranking of the same query found.
    pub fn total(&self, asked: Asked<'_>, found: &Found) -> Result<Total, Error> {
        let Found { articles, whole, .. } = *found;
        let groups = found.folded.is_folded().then_some(found.hits);
        if asked.matching == Match::All || !is_forgiving(asked.query) {
            return Ok(Total { articles, all_words: articles, groups });
        }
        if let Some(all_words) = whole {
            return Ok(Total { articles, all_words, groups });
        }
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, Match::All);
        let all_words = self.ask(|| self.count_engine(&*query))?;
        Ok(Total { articles, all_words, groups })
    }

    /// What is in hits that were ranked, some or all of a page, and what they stand for.
    pub fn articles(
        &self,
        asked: Asked<'_>,
        ranked: &[Ranked],
        folded: &Folded,
    ) -> Result<Vec<FoundArticle>, Error> {
        self.ask(|| self.fetch_ranked(asked, ranked, folded))
    }

    /// How many articles a query finds.
    pub fn count(&self, query: &Query) -> Result<u64, Error> {
        self.count_expanded(query, &self.expand(query)?)
    }

    /// The same, where `expansions` has what the words of the query stand for, among others.
    pub fn count_expanded(&self, query: &Query, expansions: &[Expansion]) -> Result<u64, Error> {
        let lowering = Lowering::new(&self.fields, expansions);
        self.ask(|| self.count_engine(&*lowering.lower(query, Match::Any)))
    }

    /// Words of a field that are spelled nearly like this one, the commonest first.
    pub fn near(&self, word: &str, field: Field, most: usize) -> Result<Vec<String>, Error> {
        self.ask(|| Expander::new(&self.searcher, &self.fields)?.near(word, field, most))
    }

    /// The articles whose identifier begins with these hexadecimal digits, 16 at the most, with
    /// their roots; at most `limit` of them.
    pub fn by_id(&self, digits: &str, limit: usize) -> Result<Vec<(Article, String)>, Error> {
        let Some((least, most)) = id_range(digits) else { return Ok(Vec::new()) };
        self.ask(|| {
            let query = RangeFilter::Ids { least, most };
            let mut found: Vec<DocAddress> =
                self.searcher.search(&query, &DocSetCollector)?.into_iter().collect();
            found.sort_unstable();
            found.into_iter().take(limit).map(|address| self.fetch(address)).collect()
        })
    }

    fn fetch_ranked(
        &self,
        asked: Asked<'_>,
        ranked: &[Ranked],
        folded: &Folded,
    ) -> tantivy::Result<Vec<FoundArticle>> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let wanted = match asked.matching {
            Match::Best => wanted(asked.query),
            Match::Any | Match::All => Vec::new(),
        };
        let addresses: Vec<DocAddress> = ranked.iter().map(|ranked| ranked.address).collect();
        let mut missing = self.missing(&addresses, &wanted, &lowering)?;
        let mut found = Vec::with_capacity(ranked.len());
        for hit @ Ranked { score, address, .. } in ranked {
            let (article, file) = self.fetch(*address)?;
            let missing = missing.remove(address).unwrap_or_default();
            let versions = folded.versions(hit, self)?;
            found.push(FoundArticle { score: *score, article, file, missing, versions });
        }
        Ok(found)
    }

    fn count_engine(&self, query: &dyn tantivy::query::Query) -> tantivy::Result<u64> {
        query.count(&self.searcher).map(|count| u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// The wanted clauses that each article does not meet, as far as there are any.
    fn missing(
        &self,
        addresses: &[DocAddress],
        wanted: &[&Query],
        lowering: &Lowering<'_>,
    ) -> tantivy::Result<HashMap<DocAddress, Vec<String>>> {
        let mut addresses = addresses.to_vec();
        addresses.sort_unstable();
        let mut missing: HashMap<DocAddress, Vec<String>> = HashMap::new();
        for clause in wanted {
            let lowered = lowering.lower(clause, Match::Any);
            let weight = lowered.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
            // One walk along each segment serves all of its articles.
            for run in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
                let reader = self.searcher.segment_reader(run[0].segment_ord);
                let mut scorer = weight.scorer(reader, 1.0)?;
                for address in run {
                    if reach(&mut *scorer, address.doc_id) != address.doc_id {
                        missing.entry(*address).or_default().push(clause.to_string());
                    }
                }
            }
        }
        Ok(missing)
    }

    /// A stored article and the absolute path of its file.
    fn fetch(&self, address: DocAddress) -> tantivy::Result<(Article, String)> {
        let article = self.article(&self.searcher.doc(address)?)?;
        Ok((article, self.text_column(address, column::FILE)?))
    }

    /// What is stored in a document.
    fn article(&self, document: &TantivyDocument) -> io::Result<Article> {
        let stored = document.get_first(self.fields.article).and_then(|value| value.as_bytes());
        compression::article(stored.unwrap_or_default(), self.dictionary.as_ref())
    }

    fn text_column(&self, address: DocAddress, name: &str) -> tantivy::Result<String> {
        let reader = self.searcher.segment_reader(address.segment_ord);
        let Some(strings) = reader.fast_fields().str(name)? else { return Ok(String::new()) };
        let ord = strings.term_ords(address.doc_id).next();
        ord.map_or(Ok(String::new()), |ord| manifest::string(&strings, ord))
    }

    /// The files of the articles with this identifier.
    fn files_of(&self, id: u64) -> tantivy::Result<Vec<String>> {
        let term = Term::from_field_u64(self.fields.id, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        found.into_iter().map(|address| self.text_column(address, column::FILE)).collect()
    }
}

/// A page of what was collected from its beginning on.
fn found(mut ranks: Ranks, page: Page) -> Found {
    ranks.best.drain(..page.offset.min(ranks.best.len()));
    let passed = usize::try_from(ranks.passed).unwrap_or(usize::MAX);
    let before = passed.saturating_add(page.offset);
    let folded = Folded::new(page.fold, &ranks);
    let Ranks { articles, whole, hits, best, .. } = ranks;
    Found { articles, whole, hits, before, page: best, folded }
}

/// The plain words side by side that an article may lack: none where there is but one clause to be
/// found by.
fn wanted(query: &Query) -> Vec<&Query> {
    match query {
        // What restricts a query from outside is joined to it by AND.
        Query::And(parts) => parts.iter().flat_map(wanted).collect(),
        Query::Clauses(clauses) => {
            let asking = clauses.iter().filter(|clause| clause.need != Need::Excluded);
            if asking.clone().count() < 2 {
                return Vec::new();
            }
            let wanted = asking.filter(|clause| clause.need == Need::Wanted);
            let mut once = HashSet::new();
            let wanted = wanted.map(|Clause { query, .. }| unweighted(query));
            wanted.filter(|query| once.insert(*query)).collect()
        }
        Query::Boost(part, _) => wanted(part),
        Query::Everything | Query::Leaf(_) | Query::Or(_) | Query::Not(_) => Vec::new(),
    }
}

/// Whether an article may lack a word of the query, anywhere in it.
fn is_forgiving(query: &Query) -> bool {
    match query {
        Query::Everything | Query::Leaf(_) => false,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(is_forgiving),
        Query::Not(part) | Query::Boost(part, _) => is_forgiving(part),
        Query::Clauses(clauses) => clauses.iter().any(|clause| {
            clause.need == Need::Wanted && clauses.len() > 1 || is_forgiving(&clause.query)
        }),
    }
}

/// What is looked for, without how much it counts.
fn unweighted(query: &Query) -> &Query {
    match query {
        Query::Boost(part, _) => unweighted(part),
        other => other,
    }
}

/// The least and the greatest identifier that begins with these digits.
fn id_range(digits: &str) -> Option<(u64, u64)> {
    let missing = 16_u32.checked_sub(u32::try_from(digits.len()).ok()?)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let first = u64::from_str_radix(digits, 16).ok()?;
    let least = first.checked_shl(4 * missing).unwrap_or(0);
    let rest = 1_u64.checked_shl(4 * missing).map_or(u64::MAX, |span| span - 1);
    Some((least, least | rest))
}

#[cfg(test)]
mod tests {
    use super::id_range;

    #[test]
    fn the_beginning_of_an_identifier_is_a_range() {
        assert_eq!(id_range("00000000000000ff"), Some((255, 255)));
        assert_eq!(id_range("f"), Some((0xf000_0000_0000_0000, u64::MAX)));
        assert_eq!(id_range(""), None);
        assert_eq!(id_range("xyz"), None);
        assert_eq!(id_range("00000000000000000"), None);
    }
}
