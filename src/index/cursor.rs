//! Walking the postings of a group of words as if they were one.

use std::io;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use crate::query::Span;

/// Up to so many lists are merged as they are walked, each step looking at every list; more are
/// added up beforehand, one after the other, so that no more than one is open at a time.
const MERGED: usize = 8;

/// Goes to the first document from `target` on, unless it was passed already; answers where that is.
pub(super) fn reach(docs: &mut (impl DocSet + ?Sized), target: DocId) -> DocId {
    if docs.doc() < target { docs.seek(target) } else { docs.doc() }
}

/// The postings of a group of words: the documents that have any of them, with their frequencies
/// added up.
#[expect(clippy::large_enum_variant, reason = "a query has few cursors, and each is asked often")]
pub(super) enum Cursor {
    /// One list, the common case.
    Single(SegmentPostings),
    /// A few lists, walked side by side.
    Merge {
        /// Never empty.
        lists: Vec<SegmentPostings>,
        /// The least document any list stands at.
        doc: DocId,
    },
    /// Many lists with their positions, added up.
    Places {
        /// Every document and position, in order.
        places: Vec<(DocId, u32)>,
        /// The first of the current document.
        at: usize,
    },
    /// Many lists, added up: documents in order with their frequencies, without positions.
    Sum {
        /// Document and frequency.
        postings: Vec<(DocId, u32)>,
        /// The current entry.
        at: usize,
    },
}

impl Cursor {
    /// Opens the postings of those of the words that the segment has; `None` where it has none.
    /// Positions are there only for `IndexRecordOption::WithFreqsAndPositions`.
    pub(super) fn open(
        words: &[Term],
        index: &InvertedIndexReader,
        max_doc: DocId,
        option: IndexRecordOption,
    ) -> tantivy::Result<Option<Self>> {
        if words.len() > MERGED {
            let lists = words.iter().map(|word| index.read_postings(word, option));
            return Self::added_up(lists, max_doc, option);
        }
        let mut lists = Vec::new();
        for word in words {
            lists.extend(index.read_postings(word, option)?);
        }
        if lists.len() < 2 {
            return Ok(lists.pop().map(Self::Single));
        }
        let doc = lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        Ok(Some(Self::Merge { lists, doc }))
    }

    fn added_up(
        lists: impl Iterator<Item = io::Result<Option<SegmentPostings>>>,
        max_doc: DocId,
        option: IndexRecordOption,
    ) -> tantivy::Result<Option<Self>> {
        if !option.has_positions() {
            let mut frequencies = vec![0_u32; max_doc as usize];
            for list in lists {
                let Some(mut list) = list? else { continue };
                while list.doc() != TERMINATED {
                    let sum = &mut frequencies[list.doc() as usize];
                    *sum = sum.saturating_add(list.term_freq());
                    list.advance();
                }
            }
            let postings = (0..).zip(frequencies).filter(|&(_, frequency)| frequency > 0);
            let postings: Vec<(DocId, u32)> = postings.collect();
            return Ok((!postings.is_empty()).then_some(Self::Sum { postings, at: 0 }));
        }
        let (mut places, mut positions) = (Vec::new(), Vec::new());
        for list in lists {
            let Some(mut list) = list? else { continue };
            while list.doc() != TERMINATED {
                list.positions(&mut positions);
                places.extend(positions.iter().map(|&position| (list.doc(), position)));
                list.advance();
            }
        }
        places.sort_unstable();
        Ok((!places.is_empty()).then_some(Self::Places { places, at: 0 }))
    }

    /// How often the words stand in the current document.
    pub(super) fn frequency(&self) -> u32 {
        match self {
            Self::Single(list) => list.term_freq(),
            Self::Merge { lists, doc } => {
                let here = lists.iter().filter(|list| list.doc() == *doc);
                here.map(Postings::term_freq).fold(0, u32::saturating_add)
            }
            Self::Places { places, at } => {
                u32::try_from(here(places, *at).len()).unwrap_or(u32::MAX)
            }
            Self::Sum { postings, at } => postings.get(*at).map_or(0, |&(_, frequency)| frequency),
        }
    }

    /// Where the words stand in the current document, in order.
    pub(super) fn positions(&mut self, into: &mut Vec<u32>) {
        match self {
            Self::Single(list) => list.positions(into),
            Self::Merge { lists, doc } => {
                into.clear();
                for list in lists.iter_mut().filter(|list| list.doc() == *doc) {
                    list.append_positions_with_offset(0, into);
                }
                into.sort_unstable();
            }
            Self::Places { places, at } => {
                into.clear();
                into.extend(here(places, *at).iter().map(|&(_, position)| position));
            }
            Self::Sum { .. } => into.clear(),
        }
    }
}

/// The places of the document that begins at `at`.
fn here(places: &[(DocId, u32)], at: usize) -> &[(DocId, u32)] {
    let rest = places.get(at..).unwrap_or_default();
    let Some(&(doc, _)) = rest.first() else { return rest };
    let count = rest.iter().take_while(|&&(other, _)| other == doc).count();
    &rest[..count]
}

impl DocSet for Cursor {
    fn advance(&mut self) -> DocId {
        match self {
            Self::Single(list) => return list.advance(),
            Self::Merge { lists, doc } => {
                let mut next = TERMINATED;
                for list in lists {
                    let at = if list.doc() == *doc { list.advance() } else { list.doc() };
                    next = next.min(at);
                }
                *doc = next;
            }
            Self::Places { places, at } => *at += here(places, *at).len(),
            Self::Sum { at, .. } => *at += 1,
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Single(list) => return list.seek(target),
            Self::Merge { lists, doc } => {
                let mut next = TERMINATED;
                for list in lists {
                    next = next.min(reach(list, target));
                }
                *doc = next;
            }
            Self::Places { places: postings, at } | Self::Sum { postings, at } => {
                let rest = postings.get(*at..).unwrap_or_default();
                *at += rest.partition_point(|&(doc, _)| doc < target);
            }
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Single(list) => list.doc(),
            Self::Merge { doc, .. } => *doc,
            Self::Places { places: postings, at } | Self::Sum { postings, at } => {
                postings.get(*at).map_or(TERMINATED, |&(doc, _)| doc)
            }
        }
    }

    fn size_hint(&self) -> u32 {
        match self {
            Self::Single(list) => list.size_hint(),
            Self::Merge { lists, .. } => {
                lists.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
            }
            Self::Places { places: postings, .. } | Self::Sum { postings, .. } => {
                u32::try_from(postings.len()).unwrap_or(u32::MAX)
            }
        }
    }
}

/// The documents in which groups of words stand side by side, in order.
pub(super) struct PhraseCursor {
    /// A cursor for each word of the phrase; one at least.
    words: Vec<Cursor>,
    doc: DocId,
    /// How often the phrase stands in the current document.
    frequency: u32,
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl PhraseCursor {
    /// Stands at the first document with the phrase.
    pub(super) fn new(words: Vec<Cursor>) -> Self {
        let mut cursor =
            Self { words, doc: 0, frequency: 0, starts: Vec::new(), positions: Vec::new() };
        cursor.find(0);
        cursor
    }

    /// Stands nowhere yet; for [`PhraseCursor::frequency_in`] alone.
    pub(super) fn at_rest(words: Vec<Cursor>) -> Self {
        Self { words, doc: 0, frequency: 0, starts: Vec::new(), positions: Vec::new() }
    }

    /// How often the phrase stands in a document, without a look at any behind it; to be asked of
    /// rising documents. A phrase of one word needs no positions.
    pub(super) fn frequency_in(&mut self, doc: DocId) -> u32 {
        for word in &mut self.words {
            if reach(word, doc) != doc {
                return 0;
            }
        }
        match &self.words[..] {
            [only] => only.frequency(),
            _ => self.count(),
        }
    }

    /// How often the phrase stands in the current document.
    pub(super) fn frequency(&self) -> u32 {
        self.frequency
    }

    /// Where the phrase stands in the current document, in order.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let length = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.starts.iter().map(move |&start| Span { start, end: start.saturating_add(length) })
    }

    /// Moves to the first document from `target` on that has the phrase.
    fn find(&mut self, mut target: DocId) {
        while target < TERMINATED {
            let mut agreed = target;
            for word in &mut self.words {
                agreed = reach(word, agreed);
                if agreed > target {
                    break;
                }
            }
            if agreed > target {
                target = agreed;
                continue;
            }
            self.frequency = self.count();
            if self.frequency > 0 {
                break;
            }
            target += 1;
        }
        self.doc = target;
    }

    fn count(&mut self) -> u32 {
        let Some((first, others)) = self.words.split_first_mut() else { return 0 };
        first.positions(&mut self.starts);
        for (distance, word) in (1..).zip(others) {
            word.positions(&mut self.positions);
            let positions = &self.positions;
            let mut at = 0;
            self.starts.retain(|&start| {
                while at < positions.len() && positions[at] < start + distance {
                    at += 1;
                }
                positions.get(at) == Some(&(start + distance))
            });
            if self.starts.is_empty() {
                return 0;
            }
        }
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }
}

impl DocSet for PhraseCursor {
    fn advance(&mut self) -> DocId {
        if self.doc < TERMINATED {
            self.find(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.words.iter().map(DocSet::size_hint).min().unwrap_or(0)
    }
}
