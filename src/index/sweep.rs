//! Ranking by plain words: a window of articles at a time instead of one article at a time.
//!
//! To walk the postings of all words side by side, every list is asked at every step where it
//! stands. A sweep reads one list after the other through a window of articles, adds up what each
//! article has of the word, scores it, and goes on to the next word. That is what Lucene's
//! `BooleanScorer` does; here the lists of a word's forms, in headline and body, are one word. It also
//! tells at no cost how many articles have all of the words.
//!
//! The words that may add most come first. An article whose score so far, with the most that the words
//! to come can add, is behind the page that was found so far is only counted (Turtle and Flood, *Query
//! evaluation: strategies and optimizations*, 1995, call this max-score).

use std::mem;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{EnableScoring, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use super::bits::ones;
use super::bm25::{Bm25, Occurrences};
use super::cursor::reach;
use super::lower::Alternatives;
use super::ranking::{Ranking, Ranks, SegmentRanking, rounded};
use super::text_query::{TextQuery, TextScorer, TextWeight, as_score, lengths};
use crate::results::Recency;

/// How many articles a window has: what is counted of them stays in the nearest cache (24 KB).
const WINDOW: u32 = 2048;

/// The same, as an index.
const PLACES: usize = WINDOW as usize;

/// A word with more lists than this, of its forms in all columns, is walked article by article, with the
/// lists added up beforehand: each open list takes more than a kilobyte.
const LISTS: usize = 64;

/// What the words to come can add is taken for greater by this factor: sums of scores come out a little
/// greater or less in another order.
const SURELY: Score = 1.0001;

/// Where a condition is this many times rarer than the only word, it leads: the postings of the word are
/// passed over, not read.
const RARE: u32 = 64;

/// A query of plain words and phrases, of which an article must have at least one.
pub(super) struct Sweep {
    /// Those that may add most to a score come first.
    parts: Vec<TextWeight>,
    /// What must hold besides.
    conditions: Vec<Box<dyn Weight>>,
    /// Whether articles that have all of the parts are counted.
    counts_whole: bool,
    is_scored: bool,
}

impl Sweep {
    /// With what scoring needs, where there is to be any.
    pub(super) fn new(
        alternatives: Alternatives,
        searcher: &Searcher,
        is_scored: bool,
    ) -> tantivy::Result<Self> {
        let weight = |(query, factor): (TextQuery, Score)| {
            if is_scored { query.weighed(factor, searcher) } else { Ok(query.unscored()) }
        };
        let Alternatives { parts, conditions, are_side_by_side: counts_whole } = alternatives;
        let mut parts = parts.into_iter().map(weight).collect::<Result<Vec<_>, _>>()?;
        parts.sort_by(|a, b| b.most().total_cmp(&a.most()));
        let unscored = || EnableScoring::disabled_from_searcher(searcher);
        let conditions = conditions.iter().map(|condition| condition.weight(unscored()));
        let conditions = conditions.collect::<Result<_, _>>()?;
        Ok(Self { parts, conditions, counts_whole, is_scored })
    }

    /// Ranks what it finds, and counts the articles that have all of the parts.
    pub(super) fn rank(
        &self,
        ranking: &Ranking<'_>,
        searcher: &Searcher,
    ) -> tantivy::Result<Ranks> {
        let mut segments = Vec::new();
        let mut whole = 0;
        let recent = ranking.recency.map_or(1.0, |_| Recency::MOST);
        let mut least = i64::MIN;
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let mut collector = ranking.for_segment(segment, reader)?;
            let alive = reader.alive_bitset();
            let mut collect = |collector: &mut SegmentRanking, (doc, score, is_whole)| {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    whole += u64::from(is_whole);
                    collector.collect(doc, if self.is_scored { score } else { 0.0 });
                }
            };
            let mut parts = self.open(reader)?;
            let conditions = self.conditions.iter().map(|weight| weight.scorer(reader, 1.0));
            let mut conditions = conditions.collect::<tantivy::Result<Vec<_>>>()?;
            conditions.sort_by_key(DocSet::size_hint);
            if let [only] = &self.parts[..]
                && is_led(&parts, &conditions)
            {
                let mut scorer = only.open(reader, 1.0)?;
                while let Some(doc) = meet(&mut conditions, &mut scorer) {
                    collect(&mut collector, (doc, scorer.score(), true));
                    scorer.advance();
                }
            } else {
                let mut window = Window::new();
                while window.find(&mut parts, &mut conditions) {
                    let is_enough = |most| self.is_scored && rounded(most * recent) >= least;
                    window.read(&mut parts, is_enough);
                    window.keep(&mut conditions);
                    window.matches().for_each(|found| collect(&mut collector, found));
                    least = least.max(collector.least());
                }
            }
            segments.push(collector.harvest());
        }
        let whole = self.counts_whole.then_some(whole);
        Ok(Ranks { whole, ..ranking.merge_fruits(segments)? })
    }

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Vec<Part>> {
        let mut rest = 0.0;
        let parts = self.parts.iter().rev().map(|weight| {
            rest += weight.most();
            Part::open(weight, rest * SURELY, reader)
        });
        let mut parts = parts.collect::<tantivy::Result<Vec<_>>>()?;
        parts.reverse();
        Ok(parts)
    }
}

/// Whether the first condition is so much rarer than the only word that it leads.
fn is_led(parts: &[Part], conditions: &[Box<dyn Scorer>]) -> bool {
    let [only] = parts else { return false };
    let rarest = conditions.first().map(DocSet::size_hint);
    rarest.is_some_and(|rarest| rarest.saturating_mul(RARE) < only.size_hint())
}

/// The next document, from that of the word on, in which all of them meet.
fn meet(conditions: &mut [Box<dyn Scorer>], word: &mut TextScorer) -> Option<DocId> {
    let mut doc = word.doc();
    loop {
        let target = doc;
        for condition in &mut *conditions {
            doc = reach(&mut **condition, doc);
        }
        doc = reach(word, doc);
        if doc == TERMINATED {
            return None;
        }
        if doc == target {
            return Some(doc);
        }
    }
}

/// One word or phrase in a segment.
struct Part {
    /// What it and those behind it add to no score more than.
    rest: Score,
    walk: Walk,
}

enum Walk {
    Word(Word),
    Other(Box<TextScorer>),
}

impl Part {
    fn open(weight: &TextWeight, rest: Score, reader: &SegmentReader) -> tantivy::Result<Self> {
        let walk = match Word::open(weight, reader)? {
            Some(word) => Walk::Word(word),
            None => Walk::Other(Box::new(weight.open(reader, 1.0)?)),
        };
        Ok(Self { rest, walk })
    }

    /// In how many articles it is, more or less.
    fn size_hint(&self) -> u32 {
        match &self.walk {
            Walk::Word(word) => {
                word.lists.iter().map(|list| list.postings.doc_freq()).fold(0, u32::saturating_add)
            }
            Walk::Other(scorer) => scorer.size_hint(),
        }
    }

    /// The first article that was not read yet.
    fn doc(&self) -> DocId {
        match &self.walk {
            Walk::Word(word) => word.lists.iter().map(List::doc).min().unwrap_or(TERMINATED),
            Walk::Other(scorer) => scorer.doc(),
        }
    }

    /// Passes over what comes before an article.
    fn seek(&mut self, target: DocId) {
        match &mut self.walk {
            Walk::Word(word) => word.lists.iter_mut().for_each(|list| list.seek(target)),
            Walk::Other(scorer) => {
                reach(&mut **scorer, target);
            }
        }
    }
}

/// The postings of a word in a segment.
struct Word {
    lists: Vec<List>,
    /// The lengths of the columns.
    norms: Vec<FieldNormReader>,
    /// `None` where nothing is scored.
    bm25: Option<Bm25>,
}

impl Word {
    /// `None` where it is no plain word, or stands for too many.
    fn open(weight: &TextWeight, reader: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let Some(columns) = weight.query.plain_words() else { return Ok(None) };
        if columns.iter().map(|(_, words)| words.len()).sum::<usize>() > LISTS {
            return Ok(None);
        }
        let (mut lists, mut norms) = (Vec::new(), Vec::new());
        let several = columns.len() > 1;
        for (nth, (field, words)) in columns.into_iter().enumerate() {
            let index = reader.inverted_index(field)?;
            let is_headline = nth == 0 && several;
            for word in words {
                let postings = index.read_block_postings(word, IndexRecordOption::WithFreqs)?;
                lists.extend(postings.map(|postings| List { is_headline, postings, at: 0 }));
            }
            norms.push(lengths(reader, field)?);
        }
        Ok(Some(Self { lists, norms, bm25: weight.bm25 }))
    }

    /// The score of an article, given how often the word stands there.
    fn score(&self, doc: DocId, times: Times) -> Score {
        let Some(bm25) = self.bm25 else { return 1.0 };
        let mut norms = self.norms.iter().map(|norms| as_score(norms.fieldnorm(doc)));
        let first = norms.next().unwrap_or_default();
        bm25.score(Occurrences {
            times: as_score(times.in_all),
            length: first + norms.sum::<Score>(),
            in_headline: as_score(times.in_headline),
            headline: first,
        })
    }
}

/// One list of postings.
struct List {
    /// Whether it is that of a headline, where both headline and body are asked.
    is_headline: bool,
    postings: BlockSegmentPostings,
    /// The next posting of the block.
    at: usize,
}

impl List {
    fn doc(&self) -> DocId {
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn seek(&mut self, target: DocId) {
        if self.doc() < target {
            self.at = self.postings.seek(target);
        }
    }

    /// Hands over the postings before `end`, article and frequency.
    fn read(&mut self, end: DocId, mut see: impl FnMut(DocId, u32)) {
        loop {
            let docs = self.postings.docs().get(self.at..).unwrap_or_default();
            let frequencies = self.postings.freqs().get(self.at..).unwrap_or_default();
            let here = docs.partition_point(|&doc| doc < end);
            for (&doc, &frequency) in docs[..here].iter().zip(frequencies) {
                see(doc, frequency);
            }
            self.at += here;
            if here < docs.len() || docs.is_empty() {
                return;
            }
            self.postings.advance();
            self.at = 0;
        }
    }
}

/// How often a word stands in an article.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    /// In all columns asked, together.
    in_all: u32,
    in_headline: u32,
}

/// What is known of [`WINDOW`] articles side by side.
struct Window {
    /// The first of them.
    base: DocId,
    /// How often the word that is read stands in each; zero between words.
    times: Vec<Times>,
    /// The scores of those in `any`, as far as they were taken; zero for the others.
    scores: Vec<Score>,
    /// Those that have any of the parts.
    any: Set,
    /// Those that have all.
    all: Set,
}

impl Window {
    fn new() -> Self {
        let (times, scores) = (vec![Times::default(); PLACES], vec![0.0; PLACES]);
        Self { base: 0, times, scores, any: Set::EMPTY, all: Set::EMPTY }
    }

    /// Goes to the next articles that may be found; `false` where there are no more.
    fn find(&mut self, parts: &mut [Part], conditions: &mut [Box<dyn Scorer>]) -> bool {
        let mut next = parts.iter().map(Part::doc).min().unwrap_or(TERMINATED);
        for condition in &mut *conditions {
            next = reach(&mut **condition, next);
        }
        if next == TERMINATED {
            return false;
        }
        self.base = next - next % WINDOW;
        if !conditions.is_empty() {
            for part in parts {
                part.seek(self.base);
            }
        }
        true
    }

    /// Reads what they have of the parts. Those for which even the most they can score is not enough
    /// are not scored to the end.
    fn read(&mut self, parts: &mut [Part], is_enough: impl Fn(Score) -> bool) {
        self.scores.fill(0.0);
        self.any = Set::EMPTY;
        for (nth, part) in parts.iter_mut().enumerate() {
            let is_enough = |score: Score| is_enough(score + part.rest);
            let here = match &mut part.walk {
                Walk::Word(word) => self.read_word(word, is_enough),
                Walk::Other(scorer) => self.read_other(scorer, is_enough),
            };
            self.all = if nth == 0 { here } else { self.all.and(&here) };
            self.any = self.any.or(&here);
        }
    }

    /// Leaves out what does not meet the conditions.
    fn keep(&mut self, conditions: &mut [Box<dyn Scorer>]) {
        for condition in conditions {
            let mut held = Set::EMPTY;
            for place in self.any.places() {
                let doc = self.base + place;
                if reach(&mut **condition, doc) == doc {
                    held.insert(place);
                }
            }
            self.any = held;
        }
        self.all = self.all.and(&self.any);
    }

    fn end(&self) -> DocId {
        self.base.saturating_add(WINDOW).min(TERMINATED)
    }

    fn read_word(&mut self, word: &mut Word, is_enough: impl Fn(Score) -> bool) -> Set {
        let (base, end) = (self.base, self.end());
        let mut here = Set::EMPTY;
        for list in &mut word.lists {
            let is_headline = list.is_headline;
            list.read(end, |doc, frequency| {
                // It is less than a window anyway: so the compiler knows, too.
                let place = (doc - base) % WINDOW;
                here.insert(place);
                let times = &mut self.times[place as usize];
                times.in_all = times.in_all.saturating_add(frequency);
                if is_headline {
                    times.in_headline = times.in_headline.saturating_add(frequency);
                }
            });
        }
        for place in here.places() {
            let times = mem::take(&mut self.times[place as usize]);
            let score = &mut self.scores[place as usize];
            if is_enough(*score) {
                *score += word.score(base + place, times);
            }
        }
        here
    }

    fn read_other(&mut self, scorer: &mut TextScorer, is_enough: impl Fn(Score) -> bool) -> Set {
        let (base, end) = (self.base, self.end());
        let mut here = Set::EMPTY;
        while scorer.doc() < end {
            let place = (scorer.doc() - base) % WINDOW;
            here.insert(place);
            let score = &mut self.scores[place as usize];
            if is_enough(*score) {
                *score += scorer.score();
            }
            scorer.advance();
        }
        here
    }

    /// The articles that have any of the parts: which it is, its score, and whether it has all.
    fn matches(&self) -> impl Iterator<Item = (DocId, Score, bool)> {
        self.any
            .places()
            .map(|place| (self.base + place, self.scores[place as usize], self.all.contains(place)))
    }
}

/// A set of articles of a window, a bit for each.
#[derive(Clone, Copy)]
struct Set([u64; PLACES / 64]);

impl Set {
    const EMPTY: Self = Self([0; PLACES / 64]);

    fn insert(&mut self, place: u32) {
        self.0[place as usize / 64] |= 1 << (place % 64);
    }

    fn contains(&self, place: u32) -> bool {
        self.0[place as usize / 64] >> (place % 64) & 1 == 1
    }

    fn or(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|nth| self.0[nth] | other.0[nth]))
    }

    fn and(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|nth| self.0[nth] & other.0[nth]))
    }

    /// The places of its articles, in order.
    fn places(&self) -> impl Iterator<Item = u32> {
        (0..).step_by(64).zip(self.0).flat_map(|(first, word)| ones(first, word))
    }
}

#[cfg(test)]
mod tests {
    use super::{Set, WINDOW};

    #[test]
    fn a_set_has_what_was_put_in_in_order() {
        let mut set = Set::EMPTY;
        let places = [0, 1, 63, 64, 1000, WINDOW - 1];
        places.iter().rev().for_each(|&place| set.insert(place));
        assert_eq!(set.places().collect::<Vec<_>>(), places);
        assert!(set.contains(64) && !set.contains(65));
        let mut other = Set::EMPTY;
        other.insert(1);
        other.insert(2);
        assert_eq!(set.and(&other).places().collect::<Vec<_>>(), [1]);
        assert_eq!(set.or(&other).places().count(), places.len() + 1);
    }
}
