//! What a hit stands for: the other versions that match, and looking versions up.

use std::collections::HashMap;

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::groups::Group;
use super::ranking::{Ranked, Ranks};
use super::schema::{column, numbers};
use super::writer::id_number;
use super::{Error, Index};
use crate::article::Article;
use crate::group::Relation;
use crate::results::{Fold, Version, Versions};

/// Of how many versions a hit tells where and when they were published: as many as fit a line.
const FIRST: usize = 4;

/// The articles that the hits of a page stand for.
#[derive(Debug, Clone)]
pub struct Folded(Option<HashMap<Group, Vec<DocAddress>>>);

impl Folded {
    /// Those of these hits.
    pub(super) fn new(fold: Fold, ranks: &Ranks) -> Self {
        if fold == Fold::Nothing {
            return Self(None);
        }
        let mut folded: HashMap<Group, Vec<DocAddress>> = HashMap::new();
        for (group, address) in &ranks.members {
            folded.entry(*group).or_default().push(*address);
        }
        Self(Some(folded))
    }

    /// Whether versions are folded at all.
    pub(super) fn is_folded(&self) -> bool {
        self.0.is_some()
    }

    /// The other versions that a hit stands for.
    pub(super) fn versions(
        &self,
        hit: &Ranked,
        index: &Index,
    ) -> tantivy::Result<Option<Versions>> {
        let Some(folded) = &self.0 else { return Ok(None) };
        let members = hit.group.and_then(|group| folded.get(&group));
        let others = members.into_iter().flatten().copied().filter(|other| *other != hit.address);
        let others = index.in_order_of_time(others)?;
        let mut first = Vec::new();
        for (_, address) in others.iter().take(FIRST) {
            let (article, _) = index.fetch(*address)?;
            let head = article.head;
            first.push(Version { id: head.id, source: head.source, date: head.date });
        }
        let ids = others.into_iter().map(|(id, _)| format!("{id:016x}")).collect::<Vec<_>>();
        Ok(Some(Versions { count: ids.len(), ids, first }))
    }
}

/// An article and the absolute path of its file.
pub type Kept = (Article, String);

/// An article and those that have text of it.
#[derive(Debug)]
pub struct Alike {
    /// Its versions in order of time, itself among them; those without a date last.
    pub versions: Vec<Kept>,
    /// Articles that are no versions of it, with how they stand to it, in order of time.
    pub others: Vec<(Relation, Kept)>,
}

impl Index {
    /// The versions of an article, and what else has text of it; `None` where there is no such
    /// article.
    pub fn alike(&self, id: &str) -> Result<Option<Alike>, Error> {
        self.ask(|| self.alike_engine(id))
    }

    fn alike_engine(&self, id: &str) -> tantivy::Result<Option<Alike>> {
        let Some(asked) = self.address(id)? else { return Ok(None) };
        let labels = self.groups()?.of_segment(asked.segment_ord);
        let members = match labels.group(asked.doc_id) {
            Some(group) => {
                let grouped = self.groups()?.grouped();
                grouped.filter(|(_, other)| *other == group).map(|(member, _)| member).collect()
            }
            None => vec![asked],
        };
        let mut relations: HashMap<DocAddress, Relation> =
            self.related_by_text(asked)?.into_iter().collect();
        for member in &members {
            relations.remove(member);
        }
        let versions = self.in_order_of_time(members)?;
        let versions = versions.into_iter().map(|(_, address)| self.fetch(address));
        let others = self.in_order_of_time(relations.keys().copied())?;
        let others = others.into_iter().filter_map(|(_, address)| {
            let relation = relations.get(&address)?;
            Some(self.fetch(address).map(|kept| (*relation, kept)))
        });
        Ok(Some(Alike {
            versions: versions.collect::<tantivy::Result<_>>()?,
            others: others.collect::<tantivy::Result<_>>()?,
        }))
    }

    /// The article with an identifier, if there is one.
    pub fn kept(&self, id: &str) -> Result<Option<Kept>, Error> {
        self.ask(|| self.address(id)?.map(|address| self.fetch(address)).transpose())
    }

    /// Where the article with an identifier is.
    fn address(&self, id: &str) -> tantivy::Result<Option<DocAddress>> {
        let term = Term::from_field_u64(self.fields.id, id_number(id));
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        Ok(found.into_iter().min())
    }

    /// Hands over every group of versions, in order of time by their earliest.
    pub fn every_group<E: From<Error>>(
        &self,
        mut see: impl FnMut(Vec<Kept>) -> Result<(), E>,
    ) -> Result<(), E> {
        let groups = self.ask(|| self.groups_in_order_of_time())?;
        for group in groups {
            let fetch = || group.iter().map(|address| self.fetch(*address)).collect();
            see(self.ask(fetch)?)?;
        }
        Ok(())
    }

    fn groups_in_order_of_time(&self) -> tantivy::Result<Vec<Vec<DocAddress>>> {
        let mut places: HashMap<Group, usize> = HashMap::new();
        let mut groups: Vec<Vec<DocAddress>> = Vec::new();
        let grouped = self.groups()?.grouped();
        let group_of: HashMap<DocAddress, Group> = grouped.collect();
        for (_, address) in self.in_order_of_time(group_of.keys().copied())? {
            let next = groups.len();
            let place = *places.entry(group_of[&address]).or_insert(next);
            if place == next {
                groups.push(Vec::new());
            }
            groups[place].push(address);
        }
        Ok(groups)
    }

    /// Articles with their identifiers, the earliest first and those without a date last.
    fn in_order_of_time(
        &self,
        articles: impl IntoIterator<Item = DocAddress>,
    ) -> tantivy::Result<Vec<(u64, DocAddress)>> {
        let mut articles: Vec<DocAddress> = articles.into_iter().collect();
        articles.sort_unstable();
        let mut timed = Vec::with_capacity(articles.len());
        for run in articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let reader = self.searcher.segment_reader(run[0].segment_ord);
            // By when it was out at the latest: what is known to be of 2024 comes behind its days.
            let last = numbers::<i64>(reader, column::LAST)?;
            let ids = numbers::<u64>(reader, column::ID)?;
            for address in run {
                let time = last.first(address.doc_id).unwrap_or(i64::MAX);
                timed.push((time, ids.first(address.doc_id).unwrap_or_default(), *address));
            }
        }
        timed.sort_unstable();
        Ok(timed.into_iter().map(|(_, id, address)| (id, address)).collect())
    }
}
