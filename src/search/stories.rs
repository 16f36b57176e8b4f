//! The articles that match as stories, and one story from its beginning.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::time::Instant;

use super::{Backend, CHUNK, WINDOW, from_here, lead, milliseconds, related};
use crate::article::{Article, Head};
use crate::index::{Asked, Error, Found, FoundArticle, Index, Page, Ranked, id_number};
use crate::query::Query;
use crate::results::{
    Chapter, Count, Fold, Match, SCHEMA, Sort, Stories, StoriesRequest, Story, StoryArticle,
    StoryOrder, StoryTold, Versions,
};
use crate::stories::{self, Seen, Telling};
use crate::timeline::Days;

/// Of how many groups of versions stories are made where a query finds more: the best ones. So many
/// take some seconds.
const MOST: usize = 10_000;

/// Among how many articles that share its telling words the story of one is looked for.
const NEAR: usize = 500;

/// How many sentences tell what is new in an article.
const NEW: usize = 2;

impl Backend {
    /// The articles that have every word of a query, as stories.
    pub fn stories(&self, request: &StoriesRequest) -> Result<Stories, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let query = &request.query;
        let expansions = index.expand(query)?;
        let asked = Asked { query, expansions: &expansions, matching: Match::All };
        let mut found = index.rank(asked, page(MOST, Sort::Oldest))?;
        if found.hits > MOST as u64 {
            found = index.rank(asked, page(MOST, Sort::Relevance))?;
        }
        let mut teller = Teller::new(index);
        let mut nodes = Vec::with_capacity(found.page.len());
        teller.nodes(asked, &found, |node, telling| nodes.push((node.without_body(), telling)))?;
        let (nodes, mut told) = told(nodes);
        let total = told.len() as u64;
        told.sort_by_cached_key(|tale| place(tale, &nodes, request.order));
        told.truncate(request.limit);
        let stories = told.iter().map(|tale| story(index, tale, |node| &nodes[node]));
        Ok(Stories {
            schema: SCHEMA.to_owned(),
            query: query.to_string(),
            notes: Vec::new(),
            articles: found.articles,
            groups: found.hits,
            left_out: found.hits.saturating_sub(found.page.len() as u64),
            total,
            stories: stories.collect::<Result<_, Error>>()?,
            took_ms: milliseconds(started.elapsed()),
        })
    }

    /// Hands over every story of the articles that have every word of a query, however many there
    /// are, about in the order in which they end. Only stories that may still go on are held.
    pub fn every_story<E: From<Error>>(
        &self,
        query: &Query,
        mut see: impl FnMut(&Story) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self::Local(index) = self;
        let expansions = index.expand(query)?;
        let asked = Asked { query, expansions: &expansions, matching: Match::All };
        every_tale(index, asked, |tale, nodes| see(&story(index, tale, |node| &nodes[&node])?))
    }

    /// The story that an article belongs to, from its beginning; `None` where it is not in the index.
    pub fn story(&self, article: &Article) -> Result<Option<StoryTold>, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let id = &article.head.id;
        let query = related::surroundings(index, article)?;
        let expansions = index.expand(&query)?;
        let asked = Asked { query: &query, expansions: &expansions, matching: Match::Any };
        let found = index.rank(asked, page(NEAR, Sort::Relevance))?;
        let mut teller = Teller::new(index);
        let mut nodes = Vec::with_capacity(found.page.len());
        teller.nodes(asked, &found, |node, telling| nodes.push((node, telling)))?;
        let has = |node: &Node| node.head.id == *id || node.versions.ids.contains(id);
        if !nodes.iter().any(|(node, _)| has(node)) {
            // Its words are so common here that others are found ahead of it.
            let itself = related::itself(article);
            let asked = Asked { query: &itself, ..asked };
            let found = index.rank(asked, page(1, Sort::Relevance))?;
            teller.nodes(asked, &found, |node, telling| nodes.push((node, telling)))?;
        }
        let (nodes, told) = told(nodes);
        let own = told.iter().find(|tale| tale.articles.iter().any(|told| has(&nodes[told.key])));
        let Some(tale) = own else { return Ok(None) };
        let mut seen = Seen::default();
        let chapters = tale.articles.iter().map(|told| {
            let node = &nodes[told.key];
            let new = seen.read(node.head.headline.as_deref(), &node.body, NEW);
            let new = new.into_iter().map(str::to_owned).collect();
            let Node { head, versions, .. } = node;
            let lead = node.lead.clone();
            Chapter { head: head.clone(), lead, versions: versions.clone(), new }
        });
        let chapters = chapters.collect();
        Ok(Some(StoryTold {
            schema: SCHEMA.to_owned(),
            asked: id.clone(),
            story: story(index, tale, |node| &nodes[node])?,
            chapters,
            took_ms: milliseconds(started.elapsed()),
        }))
    }
}

/// The days on which stories begin: those of which any article matches, and all there are.
pub(super) fn days(index: &Index, asked: Asked<'_>, all: Asked<'_>) -> Result<(Days, Days), Error> {
    let mut matching = HashSet::new();
    let each = Page { fold: Fold::Nothing, ..page(WINDOW, Sort::Newest) };
    super::windows(index, asked, each, |found| {
        matching.extend(found.page.iter().map(|ranked| ranked.position().id));
        Ok::<_, Error>(ControlFlow::Continue(()))
    })?;
    let (mut days, mut total) = (Days::default(), Days::default());
    every_tale(index, all, |tale, nodes| {
        let nodes = || tale.articles.iter().map(|told| &nodes[&told.key]);
        let earliest = nodes().filter_map(Node::span).min_by_key(|(first, last)| (*last, *first));
        let add = |days: &mut Days| match earliest {
            Some((first, last)) => days.add(first, last),
            None => days.add_undated(),
        };
        add(&mut total);
        let mut ids = nodes().flat_map(|node| node.versions.ids.iter().chain([&node.head.id]));
        if ids.any(|id| matching.contains(&id_number(id))) {
            add(&mut days);
        }
        Ok::<_, Error>(())
    })?;
    Ok((days, total))
}

type Tale<K> = stories::Story<K>;

/// Hands over every story of the articles that match, with its articles by what it calls them.
fn every_tale<E: From<Error>>(
    index: &Index,
    asked: Asked<'_>,
    mut see: impl FnMut(&Tale<u64>, &HashMap<u64, Node>) -> Result<(), E>,
) -> Result<(), E> {
    let mut teller = Teller::new(index);
    let mut open: HashMap<u64, Node> = HashMap::new();
    let mut stories = stories::Stories::default();
    let mut added = 0;
    let mut tell = |ended: Vec<Tale<u64>>, open: &mut HashMap<u64, Node>| {
        for tale in ended {
            let keys = tale.articles.iter().map(|told| told.key);
            let nodes = keys.filter_map(|key| open.remove_entry(&key)).collect();
            see(&tale, &nodes)?;
        }
        Ok::<_, E>(())
    };
    let mut add = |node: Node,
                   telling,
                   open: &mut HashMap<u64, Node>,
                   stories: &mut stories::Stories<u64>| {
        added += 1;
        stories.add(added, telling, node.span());
        open.insert(added, node.without_body());
    };
    let mut vague = Vec::new();
    super::windows(index, asked, page(WINDOW, Sort::Oldest), |found| {
        for chunk in found.page.chunks(CHUNK) {
            teller.chunk(asked, found, chunk, |node, telling| {
                if stories::has_day(node.span()) {
                    add(node, telling, &mut open, &mut stories);
                } else {
                    vague.push((node.without_body(), telling));
                }
            })?;
            tell(stories.closed(), &mut open)?;
        }
        Ok::<_, E>(ControlFlow::Continue(()))
    })?;
    // What joins by its text alone comes last.
    for (node, telling) in vague {
        add(node, telling, &mut open, &mut stories);
    }
    tell(stories.finish(), &mut open)
}

/// Versions are one node of a story.
fn page(limit: usize, sort: Sort) -> Page {
    Page { limit, offset: 0, sort, recency: None, fold: Fold::Versions, after: None }
}

/// An article, its versions with it.
struct Node {
    head: Head,
    /// The first words, where there is no headline.
    lead: Option<String>,
    body: String,
    versions: Versions,
}

impl Node {
    fn span(&self) -> Option<(i64, i64)> {
        self.head.date.as_ref().map(|dated| dated.date.seconds())
    }

    /// The same for those who hold many and need not read them.
    fn without_body(self) -> Self {
        Self { body: String::new(), ..self }
    }
}

/// Says what is telling in articles, by how many others have their words.
struct Teller<'i> {
    index: &'i Index,
    known: RefCell<HashMap<String, u64>>,
    failed: RefCell<Option<Error>>,
}

impl<'i> Teller<'i> {
    fn new(index: &'i Index) -> Self {
        Self { index, known: RefCell::default(), failed: RefCell::default() }
    }

    /// Hands over what was found, as nodes with what is telling in them.
    fn nodes(
        &mut self,
        asked: Asked<'_>,
        found: &Found,
        mut see: impl FnMut(Node, Telling),
    ) -> Result<(), Error> {
        found.page.chunks(CHUNK).try_for_each(|chunk| self.chunk(asked, found, chunk, &mut see))
    }

    /// The same of some of the hits.
    fn chunk(
        &mut self,
        asked: Asked<'_>,
        found: &Found,
        chunk: &[Ranked],
        mut see: impl FnMut(Node, Telling),
    ) -> Result<(), Error> {
        let articles = self.index.articles(asked, chunk, &found.folded)?;
        for FoundArticle { article, file, versions, .. } in articles {
            let telling = self.telling(&article)?;
            let Article { mut head, body } = article;
            head.path = from_here(file);
            let lead = head.headline.is_none().then(|| lead(&body));
            see(Node { head, lead, body, versions: versions.unwrap_or_default() }, telling);
        }
        Ok(())
    }

    fn telling(&self, article: &Article) -> Result<Telling, Error> {
        let frequency = |word: &str| {
            if let Some(known) = self.known.borrow().get(word) {
                return *known;
            }
            let frequency = self.index.frequency(word).unwrap_or_else(|error| {
                self.failed.replace(Some(error));
                0
            });
            self.known.borrow_mut().insert(word.to_owned(), frequency);
            frequency
        };
        let headline = article.head.headline.as_deref();
        let telling = stories::telling(headline, &article.body, &frequency, self.index.count_all());
        self.failed.take().map_or(Ok(telling), Err)
    }
}

/// The stories of some nodes, and the nodes in order of time, by which the stories name them.
fn told(mut found: Vec<(Node, Telling)>) -> (Vec<Node>, Vec<Tale<usize>>) {
    found.sort_by_cached_key(|(node, _)| {
        let span = node.span();
        (!stories::has_day(span), span.map(|(first, last)| (last, first)), node.head.id.clone())
    });
    let mut stories = stories::Stories::default();
    let mut nodes = Vec::with_capacity(found.len());
    for (place, (node, telling)) in found.into_iter().enumerate() {
        stories.add(place, telling, node.span());
        nodes.push(node);
    }
    (nodes, stories.finish())
}

/// What stories are sorted by: the least comes first.
fn place(tale: &Tale<usize>, nodes: &[Node], order: StoryOrder) -> (i64, Reverse<i64>, usize) {
    let nodes = || tale.articles.iter().map(|told| &nodes[told.key]);
    let latest = nodes().filter_map(|node| Some(node.span()?.1)).max().unwrap_or(i64::MIN);
    let first = match order {
        StoryOrder::Size => {
            let articles: usize = nodes().map(|node| 1 + node.versions.count).sum();
            -i64::try_from(articles).unwrap_or(i64::MAX)
        }
        StoryOrder::Newest => latest.checked_neg().unwrap_or(i64::MAX),
        StoryOrder::Oldest => {
            nodes().filter_map(|node| Some(node.span()?.0)).min().unwrap_or(i64::MAX)
        }
    };
    (first, Reverse(latest), tale.articles.first().map_or(0, |told| told.key))
}

/// A story with all its articles, versions among them.
fn story<'n, K: Copy + Ord>(
    index: &Index,
    tale: &Tale<K>,
    node: impl Fn(K) -> &'n Node,
) -> Result<Story, Error> {
    let mut articles: Vec<Head> = Vec::new();
    for told in &tale.articles {
        let Node { head, versions, .. } = node(told.key);
        articles.push(head.clone());
        for id in &versions.ids {
            articles.extend(index.kept(id)?.map(|(article, _)| article.head));
        }
    }
    articles.sort_by_cached_key(|head| {
        let last = head.date.as_ref().map(|dated| dated.date.seconds().1);
        (last.is_none(), last, head.id.clone())
    });
    let mut sources: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for head in &articles {
        let source = head.source.as_ref().and_then(|source| source.label()).map(str::to_owned);
        *sources.entry(source).or_default() += 1;
    }
    let counts = sources.into_iter().map(|(value, articles)| Count { value, articles });
    let mut sources: Vec<Count> = counts.collect();
    sources.sort_by_key(|count| (count.value.is_none(), Reverse(count.articles)));
    // What most papers printed stands for the story; of several such, the most central.
    let titled = |key| node(key).head.headline.is_some();
    let any_titled = tale.articles.iter().any(|told| titled(told.key));
    let serves = |key| titled(key) || !any_titled;
    let serving = tale.articles.iter().map(|told| told.key).filter(|&key| serves(key));
    let most = serving.map(|key| node(key).versions.count).max();
    let name = tale.central(|key| serves(key) && Some(node(key).versions.count) == most).map(node);
    Ok(Story {
        id: name.map(|node| node.head.id.clone()).unwrap_or_default(),
        headline: name.and_then(|node| node.head.headline.clone()),
        lead: name.and_then(|node| node.lead.clone()),
        sources,
        groups: tale.articles.len() as u64,
        articles: articles.into_iter().map(StoryArticle::from).collect(),
    })
}
