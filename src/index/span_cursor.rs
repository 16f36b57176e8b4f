//! Walking the documents in which words and phrases stand close to one another.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::cursor::{PhraseCursor, reach};
use crate::query::{Breaks, Plan, Span};

/// The documents in which a [`Plan`] holds.
pub(super) struct SpanCursor {
    plan: Plan,
    /// The atoms of the plan; `None` for one that the segment lacks.
    atoms: Vec<Option<PhraseCursor>>,
    /// Where sentences and paragraphs begin, where the plan asks for that.
    breaks: Option<[Option<SegmentPostings>; 2]>,
    until: Option<u32>,
    doc: DocId,
    /// In how many places the plan holds in the current document.
    frequency: u32,
    /// Room for the places of the atoms and of the breaks in one document.
    places: Vec<Vec<Span>>,
    begins: [Vec<u32>; 2],
}

impl SpanCursor {
    /// Stands at the first document in which the plan holds. `until` leaves out what does not end
    /// before that many words.
    pub(super) fn new(
        plan: Plan,
        atoms: Vec<Option<PhraseCursor>>,
        breaks: Option<[Option<SegmentPostings>; 2]>,
        until: Option<u32>,
    ) -> Self {
        let places = vec![Vec::new(); atoms.len()];
        let begins = [Vec::new(), Vec::new()];
        let mut cursor = Self { plan, atoms, breaks, until, doc: 0, frequency: 0, places, begins };
        cursor.find(0);
        cursor
    }

    /// In how many places the plan holds in the current document.
    pub(super) fn frequency(&self) -> u32 {
        self.frequency
    }

    fn find(&mut self, mut target: DocId) {
        loop {
            self.doc = candidate(&self.plan, &mut self.atoms, target);
            if self.doc == TERMINATED {
                return;
            }
            self.frequency = self.count();
            if self.frequency > 0 {
                return;
            }
            target = self.doc + 1;
        }
    }

    fn count(&mut self) -> u32 {
        for (atom, places) in self.atoms.iter().zip(&mut self.places) {
            places.clear();
            if let Some(atom) = atom.as_ref().filter(|atom| atom.doc() == self.doc) {
                places.extend(atom.spans());
                if let Some(until) = self.until {
                    places.retain(|span| span.end <= until);
                }
            }
        }
        for (postings, begins) in self.breaks.iter_mut().flatten().zip(&mut self.begins) {
            begins.clear();
            if let Some(postings) = postings
                && reach(postings, self.doc) == self.doc
            {
                postings.positions(begins);
            }
        }
        let [sentences, paragraphs] = &self.begins;
        let spans = self.plan.spans(&self.places, Breaks { sentences, paragraphs });
        u32::try_from(spans.len()).unwrap_or(u32::MAX)
    }
}

/// The first document from `target` on in which the plan may hold: one that has its atoms.
fn candidate(plan: &Plan, atoms: &mut [Option<PhraseCursor>], target: DocId) -> DocId {
    match plan {
        Plan::Atom(nth) => seek(atoms, *nth, target),
        Plan::Any(plans) => {
            plans.iter().map(|plan| candidate(plan, atoms, target)).min().unwrap_or(TERMINATED)
        }
        Plan::Together { words, .. } => {
            agreed(target, words.len(), |nth, target| seek(atoms, words[nth].0, target))
        }
        Plan::Near { left, right, .. } => agreed(target, 2, |nth, target| {
            candidate(if nth == 0 { left } else { right }, atoms, target)
        }),
    }
}

fn seek(atoms: &mut [Option<PhraseCursor>], nth: usize, target: DocId) -> DocId {
    match atoms.get_mut(nth) {
        Some(Some(atom)) => reach(atom, target),
        _ => TERMINATED,
    }
}

/// The first document from `target` on at which all of so many parties meet.
fn agreed(mut target: DocId, parties: usize, mut next: impl FnMut(usize, DocId) -> DocId) -> DocId {
    loop {
        let far = (0..parties).fold(target, |target, nth| next(nth, target));
        if far == target || far == TERMINATED {
            return far;
        }
        target = far;
    }
}

impl DocSet for SpanCursor {
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
        self.atoms.iter().flatten().map(DocSet::size_hint).max().unwrap_or(0)
    }
}
