//! The versions of an article, and what else shares its text.

use std::time::Instant;

use super::{Backend, from_here, milliseconds};
use crate::article::Article;
use crate::group::{Relation, compare, passages};
use crate::index::{Alike, Error, Kept};
use crate::results::{SCHEMA, Sharing, Told, VersionGroup, VersionList};

impl Backend {
    /// The versions of the article with an identifier, each held against it; `None` where there is
    /// no such article.
    pub fn versions(&self, id: &str) -> Result<Option<VersionList>, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let Some(Alike { versions, others }) = index.alike(id)? else { return Ok(None) };
        let asked = versions.iter().find(|(article, _)| article.head.id == id);
        let Some(base) = asked.map(|(article, _)| article.body.clone()) else { return Ok(None) };
        let mut list = VersionList {
            schema: SCHEMA.to_owned(),
            id: id.to_owned(),
            took_ms: 0.0,
            versions: versions.into_iter().map(|kept| told(&base, kept)).collect(),
            passages: Vec::new(),
            recurring: Vec::new(),
        };
        for (relation, kept) in others {
            match relation {
                // A version of a version, and of this article too far away to be one of its own.
                Relation::Version | Relation::Passages => {
                    list.passages.extend(sharing(&base, kept));
                }
                Relation::Recurring => list.recurring.push(told(&base, kept)),
            }
        }
        list.passages.sort_by(|a, b| b.shared.total_cmp(&a.shared));
        list.took_ms = milliseconds(started.elapsed());
        Ok(Some(list))
    }

    /// Hands over every group of versions, in order of time by their earliest.
    pub fn every_group<E: From<Error>>(
        &self,
        mut see: impl FnMut(&VersionGroup) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self::Local(index) = self;
        index.every_group(|group| {
            let articles = group.into_iter().map(|kept| placed(kept).head).collect();
            see(&VersionGroup { articles })
        })
    }
}

/// An article held against the text of another.
fn told(base: &str, kept: Kept) -> Told {
    let Article { head, body } = placed(kept);
    let comparison = compare(base, &body);
    let (words, shared) = (comparison.words, comparison.shared);
    Told { head, words, shared, changes: comparison.changes }
}

/// What an article carries over from a text; `None` where it is no more than turns of phrase.
fn sharing(base: &str, kept: Kept) -> Option<Sharing> {
    let Article { head, body } = placed(kept);
    let passages = passages(base, &body);
    let comparison = compare(base, &body);
    let (words, shared) = (comparison.words, comparison.shared);
    (!passages.is_empty()).then_some(Sharing { head, words, shared, passages })
}

/// The article, its path as a person in the current folder would write it.
fn placed((mut article, file): Kept) -> Article {
    article.head.path = from_here(file);
    article
}
