//! Choosing sentences: BM25 over the sentences of one article, with a bonus for those that tell
//! more of the query, for words that stand together as they do in it, and for early ones. What an earlier choice has told counts for less, so that
//! several passages together cover the query.

#![expect(clippy::cast_precision_loss, reason = "scores need no more than a few digits")]

use std::cmp::Ordering;
use std::ops::Range;

use super::find::Found;
use crate::results::{Context, Excerpt};
use crate::text::begins_paragraph;

/// BM25's saturation and length normalisation. Sentences are short: a repeated word says little,
/// and length must not favour the fragment.
const K1: f32 = 1.2;
const B: f32 = 0.5;
/// What a leaf still counts once a chosen sentence has told it.
const AGAIN: f32 = 0.3;
/// How much a sentence gains that holds every leaf of the query.
const TOGETHER: f32 = 0.5;
/// How much a sentence gains in which what stands side by side in the query does so too.
const UNBROKEN: f32 = 0.5;
/// How much the first sentence gains; the second half of it, and so on.
const EARLY: f32 = 0.2;

/// A sentence, or several where a phrase runs across their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Which matches begin in it.
    pub(super) matches: Range<usize>,
}

/// The sentences of each paragraph together.
pub(super) fn paragraphs(text: &str, sentences: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for sentence in sentences {
        match paragraphs.last_mut() {
            Some(last) if !begins_paragraph(&text[last.end..sentence.start]) => {
                last.end = sentence.end;
            }
            _ => paragraphs.push(sentence),
        }
    }
    paragraphs
}

/// The sentences with what matches in each; those that a match runs across are one.
pub(super) fn units(text: &str, sentences: Vec<Range<usize>>, found: &Found) -> Vec<Unit> {
    let mut units = Vec::with_capacity(sentences.len());
    let mut sentences = sentences.into_iter();
    let (mut next, mut next_stretch) = (0, 0);
    while let Some(mut range) = sentences.next() {
        let from = next;
        let mut reach = range.end;
        loop {
            let matched = found.matches.get(next).map(|one| found.bytes(one));
            let stretch = found.stretches.get(next_stretch).map(|&one| found.stretch_bytes(one));
            if let Some(stretch) = stretch.filter(|stretch| stretch.start < range.end) {
                next_stretch += 1;
                reach = reach.max(stretch.end);
            } else if let Some(matched) = matched.filter(|matched| matched.start < range.end) {
                next += 1;
                reach = reach.max(matched.end);
            } else {
                break;
            }
            while reach > range.end {
                range.end = sentences.next().map_or(text.len(), |sentence| sentence.end);
            }
        }
        units.push(Unit { range, matches: from..next });
    }
    units
}

/// How much each leaf tells: the rarer in this article, the more, and a phrase more than a word.
pub(super) fn weights(
    units: &[Unit],
    found: &Found,
    lengths: impl Iterator<Item = usize>,
) -> Vec<f32> {
    let lengths: Vec<usize> = lengths.collect();
    let mut holding = vec![0_usize; lengths.len()];
    let mut last_unit = vec![usize::MAX; lengths.len()];
    for (nth, unit) in units.iter().enumerate() {
        for one in &found.matches[unit.matches.clone()] {
            if last_unit[one.leaf] != nth {
                last_unit[one.leaf] = nth;
                holding[one.leaf] += 1;
            }
        }
    }
    let weight = |(&holding, &length): (&usize, &usize)| {
        let lacking = (units.len() - holding) as f32;
        let rarity = (1.0 + (lacking + 0.5) / (holding as f32 + 0.5)).ln();
        rarity * (1.0 + (length as f32).ln())
    };
    holding.iter().zip(&lengths).map(weight).collect()
}

/// What a unit would add to the passages.
struct Candidate {
    nth: usize,
    /// Its different leaves, each with what it tells the first time.
    leaves: Vec<(usize, f32)>,
    bonus: f32,
}

impl Candidate {
    fn gain(&self, told: &[bool]) -> f32 {
        let sum = |sum: f32, &(leaf, value): &(usize, f32)| {
            sum + if told[leaf] { value * AGAIN } else { value }
        };
        self.bonus * self.leaves.iter().fold(0.0, sum)
    }
}

/// The best units with a match, at most so many, in reading order.
pub(super) fn best(units: &[Unit], found: &Found, weights: &[f32], how_many: usize) -> Vec<Unit> {
    let mut candidates = candidates(units, found, weights);
    let mut told = vec![false; weights.len()];
    let mut untold = found_leaves(found, weights.len());
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < how_many && !candidates.is_empty() {
        // Scores are finite; of equal ones the earlier sentence is the better.
        let better = |a: &Candidate, b: &Candidate| -> Ordering {
            a.gain(&told).total_cmp(&b.gain(&told)).then(b.nth.cmp(&a.nth))
        };
        if untold == 0 {
            // Nothing will change the scores any more.
            candidates.sort_by(|a, b| better(b, a));
            chosen.extend(candidates.iter().map(|one| one.nth).take(how_many - chosen.len()));
            break;
        }
        let best = candidates.iter().enumerate().max_by(|(_, a), (_, b)| better(a, b));
        let Some((at, _)) = best else { break };
        let best = candidates.swap_remove(at);
        chosen.push(best.nth);
        for (leaf, _) in best.leaves {
            untold -= usize::from(!told[leaf]);
            told[leaf] = true;
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|nth| units[nth].clone()).collect()
}

fn candidates(units: &[Unit], found: &Found, weights: &[f32]) -> Vec<Candidate> {
    let average = found.words.len() as f32 / units.len().max(1) as f32;
    let all = found_leaves(found, weights.len()) as f32;
    let with_match = units.iter().enumerate().filter(|(_, unit)| !unit.matches.is_empty());
    let candidate = |(nth, unit): (usize, &Unit)| {
        let mut leaves: Vec<usize> =
            found.matches[unit.matches.clone()].iter().map(|one| one.leaf).collect();
        leaves.sort_unstable();
        let length = found.words_in(&unit.range).len() as f32;
        let norm = K1 * (1.0 - B + B * length / average.max(1.0));
        let value = |same: &[usize]| {
            let times = same.len() as f32;
            (same[0], weights[same[0]] * times * (K1 + 1.0) / (times + norm))
        };
        let leaves: Vec<(usize, f32)> = leaves.chunk_by(|a, b| a == b).map(value).collect();
        let together = 1.0 + TOGETHER * (leaves.len() as f32 - 1.0) / (all - 1.0).max(1.0);
        let early = 1.0 + EARLY / (nth as f32 + 1.0);
        let unbroken = 1.0 + UNBROKEN * unbroken(found, unit) as f32 / (all - 1.0).max(1.0);
        Candidate { nth, leaves, bonus: together * early * unbroken }
    };
    with_match.map(candidate).collect()
}

/// How many different leaves of the query have the next one right behind them in a unit.
fn unbroken(found: &Found, unit: &Unit) -> usize {
    let pairs = found.matches[unit.matches.clone()].windows(2);
    let unbroken =
        pairs.filter(|pair| pair[0].last + 1 == pair[1].first && pair[0].leaf + 1 == pair[1].leaf);
    let mut leaves: Vec<usize> = unbroken.map(|pair| pair[0].leaf).collect();
    leaves.sort_unstable();
    leaves.dedup();
    leaves.len()
}

/// How many different leaves match.
fn found_leaves(found: &Found, leaves: usize) -> usize {
    let mut seen = vec![false; leaves];
    for one in &found.matches {
        seen[one.leaf] = true;
    }
    seen.into_iter().filter(|&seen| seen).count()
}

/// Units that stand side by side in one paragraph become one where they fit the width.
pub(super) fn joined(text: &str, units: Vec<Unit>, asked: &Excerpt) -> Vec<Unit> {
    let mut all: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match all.last_mut() {
            Some(last) if fit_together(text, last, &unit, asked) => {
                last.range.end = unit.range.end;
                last.matches.end = unit.matches.end;
            }
            _ => all.push(unit),
        }
    }
    all
}

/// The first sentence, and those behind it that still fit.
pub(super) fn beginning(text: &str, units: Vec<Unit>, asked: &Excerpt) -> Vec<Unit> {
    let mut units = units.into_iter();
    let Some(mut first) = units.next() else { return Vec::new() };
    for unit in units {
        if !fit_together(text, &first, &unit, asked) {
            break;
        }
        first.range.end = unit.range.end;
    }
    vec![first]
}

fn fit_together(text: &str, a: &Unit, b: &Unit, asked: &Excerpt) -> bool {
    let gap = &text[a.range.end..b.range.start];
    let one_paragraph = gap.chars().all(char::is_whitespace) && !begins_paragraph(gap);
    let width = asked.width.max(1);
    asked.context == Context::Sentence
        && one_paragraph
        && text[a.range.start..b.range.end].chars().take(width + 1).count() <= width
}
