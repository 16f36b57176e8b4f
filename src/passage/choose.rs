//! Choosing the sentences that tell most about why an article was found.
//!
//! Each sentence is scored like a small document: a leaf that few sentences of the article hold
//! tells more, repetition soon stops to add, and a phrase tells more than a word. Sentences are
//! taken greedily, and what has been shown already counts little, so that several passages show
//! several sides of the query.

use std::collections::BTreeMap;
use std::ops::Range;

use super::find::Match;

/// How soon repetition within a sentence stops to add: the k1 of BM25.
const SATURATION: f64 = 1.2;
/// What a leaf is still worth once a chosen sentence has it.
const SHOWN: f64 = 0.3;
/// How much more a phrase tells than a word.
const PHRASE: f64 = 1.5;
/// The share by which the first sentence leads over a distant one that holds as much: news says
/// first what matters.
const EARLY: f64 = 0.2;

/// A sentence with matches.
struct Candidate {
    sentence: usize,
    /// What each leaf it holds is worth here.
    leaves: BTreeMap<usize, f64>,
}

/// The ranges of the text to show, in order and not overlapping: the best `how_many` sentences,
/// neighbours joined where both fit into `width` characters; the beginning where nothing matches.
pub(super) fn choose(
    text: &str,
    sentences: &[Range<usize>],
    matches: &[Match],
    how_many: usize,
    width: usize,
) -> Vec<Range<usize>> {
    let mut candidates = candidates(sentences, matches);
    let mut chosen: Vec<usize> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    while chosen.len() < how_many {
        let best = candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| (at, candidate.worth(&shown)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((at, _)) = best else { break };
        let candidate = candidates.remove(at);
        shown.extend(candidate.leaves.keys());
        chosen.push(candidate.sentence);
    }
    if chosen.is_empty() {
        return sentences.first().cloned().into_iter().collect();
    }
    chosen.sort_unstable();
    joined(text, sentences, &chosen, width)
}

impl Candidate {
    fn worth(&self, shown: &[usize]) -> f64 {
        let leaves = self.leaves.iter();
        let sum: f64 = leaves
            .map(|(leaf, worth)| if shown.contains(leaf) { worth * SHOWN } else { *worth })
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "an article has few sentences")]
        let early = 1.0 + EARLY / (1.0 + self.sentence as f64);
        sum * early
    }
}

/// The sentences that hold the start of a match, in order.
fn candidates(sentences: &[Range<usize>], matches: &[Match]) -> Vec<Candidate> {
    // Sentence and leaf to how often and how long.
    let mut found: BTreeMap<(usize, usize), (u32, usize)> = BTreeMap::new();
    for Match { leaf, words, range } in matches {
        let behind = sentences.partition_point(|sentence| sentence.start <= range.start);
        let Some(sentence) = behind.checked_sub(1) else { continue };
        found.entry((sentence, *leaf)).or_insert((0, *words)).0 += 1;
    }
    let mut holding: BTreeMap<usize, u32> = BTreeMap::new();
    for (_, leaf) in found.keys() {
        *holding.entry(*leaf).or_default() += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "an article has few sentences")]
    let all = sentences.len() as f64;
    let mut candidates: Vec<Candidate> = Vec::new();
    for ((sentence, leaf), (times, words)) in found {
        let (times, holding) = (f64::from(times), f64::from(holding[&leaf]));
        let rarity = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        let phrase = if words > 1 { PHRASE } else { 1.0 };
        let worth = phrase * rarity * times * (1.0 + SATURATION) / (times + SATURATION);
        match candidates.last_mut().filter(|last| last.sentence == sentence) {
            Some(last) => drop(last.leaves.insert(leaf, worth)),
            None => {
                candidates.push(Candidate { sentence, leaves: BTreeMap::from([(leaf, worth)]) });
            }
        }
    }
    candidates
}

/// Sentences of one paragraph that follow one another become one passage where that is not longer
/// than `width` characters.
fn joined(
    text: &str,
    sentences: &[Range<usize>],
    chosen: &[usize],
    width: usize,
) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for &sentence in chosen {
        let range = sentences[sentence].clone();
        if let Some(before) = ranges.last_mut()
            && last == Some(sentence.wrapping_sub(1))
            && !text[before.end..range.start].contains('\n')
            && text[before.start..range.end].chars().count() <= width
        {
            before.end = range.end;
        } else {
            ranges.push(range);
        }
        last = Some(sentence);
    }
    ranges
}
