//! How the text of one version differs from that of another: by paragraph, then by word.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::results::{Change, ChangeKind, Piece, PieceKind};
use crate::text::words;

/// So many words in a row, shared, are shared text rather than shared vocabulary.
const RUN: usize = 5;

/// A passage that is carried over has so many words at least: a clause, not a turn of phrase.
const PASSAGE: usize = 8;

/// How many unchanged words are kept before and behind a change, so that its place can be seen.
const CONTEXT: usize = 6;

/// Fewer unchanged words than this between two changes are part of one change: a lone `the` that
/// two sentences have in common only makes them harder to read.
const ISLAND: usize = 3;

/// How one text stands to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// How many words it has.
    pub words: usize,
    /// The part of its runs of five words that the other text has too, 0 to 1.
    pub shared: f32,
    /// What it adds and drops, in the order of the text.
    pub changes: Vec<Change>,
}

/// How a text differs from the one it is held against.
pub fn compare(base: &str, text: &str) -> Comparison {
    let mut vocabulary = Vocabulary::default();
    let (whole, base) = (base == text, vocabulary.read(base));
    let text = vocabulary.read(text);
    if whole {
        let shared = shared(&base.words, &text.words);
        return Comparison { words: text.words.len(), shared, changes: Vec::new() };
    }
    let (moved, old, new) = moved(&base, &text);
    let mut changes = changes(&vocabulary.read(&old), &vocabulary.read(&new));
    let moved = moved.into_iter().map(|text| Piece { kind: PieceKind::Same, text });
    changes.extend(moved.map(|part| Change { kind: ChangeKind::Moved, parts: vec![part] }));
    Comparison { words: text.words.len(), shared: shared(&base.words, &text.words), changes }
}

/// The part of the runs of words of the shorter of two texts that the longer has too, 0 to 1.
pub fn containment(one: &str, other: &str) -> f32 {
    let mut vocabulary = Vocabulary::default();
    let (one, other) = (vocabulary.read(one).words, vocabulary.read(other).words);
    if one.len() < other.len() { shared(&other, &one) } else { shared(&one, &other) }
}

/// The passages of a text that another has too, word for word.
pub fn passages(base: &str, other: &str) -> Vec<String> {
    let mut vocabulary = Vocabulary::default();
    let base = vocabulary.read(base);
    let other = vocabulary.read(other);
    let runs: HashSet<&[u32]> = other.words.windows(RUN).collect();
    let mut passages = Vec::new();
    let mut covered: Range<usize> = 0..0;
    let mut close = |covered: &Range<usize>| {
        if covered.len() >= PASSAGE {
            passages.push(base.text(covered.clone()).trim().to_owned());
        }
    };
    for (start, run) in base.words.windows(RUN).enumerate() {
        if !runs.contains(run) {
            continue;
        }
        if start > covered.end {
            close(&covered);
            covered = start..start;
        }
        covered.end = start + RUN;
    }
    close(&covered);
    passages
}

/// The part of the runs of a text that another has too; of a text shorter than a run, whether the
/// other has all of it in a row.
#[expect(clippy::cast_precision_loss, reason = "a ratio")]
fn shared(base: &[u32], text: &[u32]) -> f32 {
    let run = RUN.min(text.len());
    if run == 0 {
        return 0.0;
    }
    let runs: HashSet<&[u32]> = base.windows(run).collect();
    let shared = text.windows(run).filter(|run| runs.contains(run)).count();
    shared as f32 / (text.len() - run + 1) as f32
}

/// The words of several texts as numbers.
#[derive(Default)]
struct Vocabulary(HashMap<String, u32>);

/// A text as the numbers of its words.
struct Numbered<'t> {
    text: &'t str,
    words: Vec<u32>,
    /// Where each word starts in the text.
    starts: Vec<usize>,
    /// The words of each paragraph, by their places.
    paragraphs: Vec<Range<usize>>,
}

impl Vocabulary {
    fn read<'t>(&mut self, text: &'t str) -> Numbered<'t> {
        let mut numbered =
            Numbered { text, words: Vec::new(), starts: Vec::new(), paragraphs: Vec::new() };
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let first = numbered.words.len();
            let mut reader = words(line);
            let mut end = 0;
            while let Some(word) = reader.next() {
                let start = opening(&line[end..word.start], word.start, end == 0);
                end = word.end;
                let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
                let number = match self.0.get(word.text) {
                    Some(&number) => number,
                    None => *self.0.entry(word.text.to_owned()).or_insert(next),
                };
                numbered.words.push(number);
                numbered.starts.push(from + start);
            }
            from += line.len();
            if numbered.words.len() > first {
                numbered.paragraphs.push(first..numbered.words.len());
            }
        }
        numbered
    }
}

/// Where a word starts: with what opens right before it, as a quotation mark does. `gap` is what
/// stands between it and the word before.
fn opening(gap: &str, start: usize, is_first: bool) -> usize {
    let opens = gap.rsplit(char::is_whitespace).next().unwrap_or_default();
    if is_first || opens.len() < gap.len() { start - opens.len() } else { start }
}

impl Numbered<'_> {
    /// The text of a range of words: from the first to where the next behind them starts.
    fn text(&self, words: Range<usize>) -> &str {
        let place = |word: usize| self.starts.get(word).copied().unwrap_or(self.text.len());
        &self.text[place(words.start)..place(words.end)]
    }

    /// The places behind the first and the last paragraph that ends in some words.
    fn paragraph_ends(&self, words: Range<usize>) -> Option<(usize, usize)> {
        let inside = |end: &usize| words.start < *end && *end <= words.end;
        let mut ends = self.paragraphs.iter().map(|paragraph| paragraph.end).filter(inside);
        let first = ends.next()?;
        Some((first, ends.next_back().unwrap_or(first)))
    }

    /// The words of each paragraph.
    fn in_paragraphs(&self) -> Vec<&[u32]> {
        self.paragraphs.iter().map(|paragraph| &self.words[paragraph.clone()]).collect()
    }

    /// The text of a paragraph, and what stands between it and the next.
    fn paragraph(&self, paragraph: usize) -> &str {
        self.text(self.paragraphs[paragraph].clone())
    }

    /// The text without some paragraphs, which are in order.
    fn without(&self, paragraphs: &[usize]) -> String {
        let mut gone = paragraphs.iter().copied().peekable();
        let kept =
            (0..self.paragraphs.len()).filter(|paragraph| gone.next_if_eq(paragraph).is_none());
        kept.map(|paragraph| self.paragraph(paragraph)).collect()
    }

    /// The words of a range of paragraphs.
    fn of(&self, paragraphs: Range<usize>) -> Range<usize> {
        match self.paragraphs.get(paragraphs) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }
}

fn changes(base: &Numbered<'_>, text: &Numbered<'_>) -> Vec<Change> {
    let ops = capture_diff_slices(Algorithm::Myers, &base.in_paragraphs(), &text.in_paragraphs());
    let mut changes = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (old, new) = (base.of(op.old_range()), text.of(op.new_range()));
        changes.extend(in_words(base, old, text, new));
    }
    changes
}

/// What of two texts stands in both, but in another place: whole paragraphs, and the texts without
/// them.
fn moved(base: &Numbered<'_>, text: &Numbered<'_>) -> (Vec<String>, String, String) {
    let (old, new) = (base.in_paragraphs(), text.in_paragraphs());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let apart = |range: fn(&DiffOp) -> Range<usize>| {
        let apart = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        apart.flat_map(range).collect::<Vec<usize>>()
    };
    let (mut dropped, mut added) = (apart(DiffOp::old_range), apart(DiffOp::new_range));
    let words: HashSet<&[u32]> = dropped.iter().map(|&paragraph| old[paragraph]).collect();
    added.retain(|&paragraph| words.contains(new[paragraph]));
    let words: HashSet<&[u32]> = added.iter().map(|&paragraph| new[paragraph]).collect();
    dropped.retain(|&paragraph| words.contains(old[paragraph]));
    let moved = added.iter().map(|&paragraph| text.paragraph(paragraph).trim().to_owned());
    (moved.collect(), base.without(&dropped), text.without(&added))
}

/// A stretch of the two texts: the same words of both, or words of one in place of words of the
/// other.
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The changes from some words to others, each with a little of what is unchanged around it.
fn in_words(
    base: &Numbered<'_>,
    old: Range<usize>,
    text: &Numbered<'_>,
    new: Range<usize>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut parts: Vec<Piece> = Vec::new();
    let stretches = stretches(&base.words[old.clone()], &text.words[new.clone()]);
    for (place, stretch) in stretches.iter().enumerate() {
        let old = stretch.old.start + old.start..stretch.old.end + old.start;
        let new = stretch.new.start + new.start..stretch.new.end + new.start;
        if !stretch.same {
            push(&mut parts, PieceKind::Dropped, base.text(old));
            push(&mut parts, PieceKind::Added, text.text(new));
            continue;
        }
        let ends = text.paragraph_ends(new.clone());
        let behind = if place == 0 { 0 } else { CONTEXT };
        let before = if place + 1 == stretches.len() { 0 } else { CONTEXT };
        if behind > 0 && before > 0 && ends.is_none() && new.len() <= behind + before {
            push(&mut parts, PieceKind::Same, text.text(new));
            continue;
        }
        // What is shown around a change is of its own paragraph.
        let (first, last) = ends.unwrap_or((new.end, new.start));
        push(&mut parts, PieceKind::Same, text.text(new.start..first.min(new.start + behind)));
        changes.extend(change(std::mem::take(&mut parts)));
        let start = new.end.saturating_sub(before).max(last);
        push(&mut parts, PieceKind::Same, text.text(start..new.end));
    }
    changes.extend(change(parts));
    changes
}

/// The words of both texts in stretches, small islands of the same words drowned.
fn stretches(old: &[u32], new: &[u32]) -> Vec<Stretch> {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let last = ops.len().saturating_sub(1);
    let mut stretches: Vec<Stretch> = Vec::new();
    for (place, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        let at_an_end = place == 0 || place == last;
        let same = matches!(op, DiffOp::Equal { .. }) && (at_an_end || new.len() >= ISLAND);
        match stretches.last_mut() {
            Some(before) if before.same == same => {
                before.old.end = old.end;
                before.new.end = new.end;
            }
            _ => stretches.push(Stretch { same, old, new }),
        }
    }
    stretches
}

fn push(parts: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    if !text.is_empty() {
        parts.push(Piece { kind, text: text.to_owned() });
    }
}

/// The changes that these parts are, if anything changes in them: one place within a paragraph, or
/// whole paragraphs that are dropped and added.
fn change(parts: Vec<Piece>) -> Vec<Change> {
    if parts.iter().all(|part| part.kind == PieceKind::Same) {
        return Vec::new();
    }
    if parts.iter().any(|part| part.kind == PieceKind::Same) {
        return vec![Change { kind: ChangeKind::Changed, parts }];
    }
    let mut changes = Vec::new();
    for Piece { kind, text } in parts {
        let whole = if kind == PieceKind::Added { ChangeKind::Added } else { ChangeKind::Dropped };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let part = Piece { kind, text: line.to_owned() };
            changes.push(Change { kind: whole, parts: vec![part] });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::{compare, containment, passages};
    use crate::results::PieceKind;

    const WIRE: &str = "The harbour of Wexcombe reopened on Friday after three weeks of dredging, \
                        the port authority said.\n\nThe first ferry came in at noon with 212 people \
                        aboard. Fishermen had asked for the work for years.\n\nIt cost 4 million.";

    /// Changes as `[-dropped-]`, `{+added+}` and what is around them, one a line.
    fn told(base: &str, text: &str) -> Vec<String> {
        let told = compare(base, text).changes.into_iter().map(|change| {
            let parts = change.parts.iter().map(|part| match part.kind {
                PieceKind::Same => part.text.clone(),
                PieceKind::Dropped => format!("[-{}-]", part.text),
                PieceKind::Added => format!("{{+{}+}}", part.text),
            });
            format!("{:?}: {}", change.kind, parts.collect::<String>())
        });
        told.collect()
    }

    #[test]
    fn the_same_words_are_no_change_however_they_are_set() {
        let set = WIRE.replace("\n\n", "\n").replace("Friday", "FRIDAY").replace(',', "");
        assert_eq!(told(WIRE, WIRE), Vec::<String>::new());
        assert_eq!(told(WIRE, &set), Vec::<String>::new());
        let comparison = compare(WIRE, &set);
        assert_eq!((comparison.words, comparison.shared.to_bits()), (39, 1.0_f32.to_bits()));
    }

    #[test]
    fn what_is_added_and_dropped_is_told_by_paragraph_and_by_word() {
        let text = WIRE
            .replace("\n\nIt cost 4 million.", "")
            .replace("212 people", "214 people and a dog")
            .replace("The harbour", "WEXCOMBE (MNA) - The harbour");
        assert_eq!(
            told(WIRE, &text),
            [
                "Changed: {+WEXCOMBE (MNA) - +}The harbour of Wexcombe reopened on ",
                "Changed: ferry came in at noon with [-212 people -]{+214 people and a dog +}\
                 aboard. Fishermen had asked for the ",
                "Dropped: [-It cost 4 million.-]",
            ]
        );
    }

    #[test]
    fn a_paragraph_in_another_place_is_moved() {
        let text = format!(
            "“It cost 4 million.”\n\n{}",
            WIRE.replace("It cost 4 million.", "“What a day”\n\n“A ferry!”")
        );
        assert_eq!(
            told(WIRE, &text),
            ["Added: {+“What a day”+}", "Added: {+“A ferry!”+}", "Moved: “It cost 4 million.”"]
        );
    }

    #[test]
    fn texts_without_a_word_in_common_or_without_words_are_told_apart() {
        assert_eq!(
            told("One two.", "Three four."),
            ["Dropped: [-One two.-]", "Added: {+Three four.+}"]
        );
        assert_eq!(told("", "Three four."), ["Added: {+Three four.+}"]);
        assert_eq!(told("One two.", "…"), ["Dropped: [-One two.-]"]);
        assert_eq!(compare("", "").shared.to_bits(), 0.0_f32.to_bits());
        assert!(compare("a b c d e f g", "b c d").shared > 0.99);
    }

    #[test]
    fn a_cut_copy_is_told_from_a_text_about_the_same() {
        let cut = "WEXCOMBE (MNA) - The harbour of Wexcombe reopened on Friday after three weeks \
                   of dredging.";
        let other = "After three weeks the ferry is back: the harbour of Wexcombe was dredged, and \
                     the authority reopened it on Friday.";
        assert!(containment(WIRE, cut) > 0.5 && containment(cut, WIRE) > 0.5);
        assert!(containment(WIRE, WIRE) > 0.99);
        assert!(containment(WIRE, other) < 0.1 && containment("", WIRE) < 0.1);
    }

    #[test]
    fn passages_are_what_stands_in_both_word_for_word() {
        let other = "Prices rose. “The first ferry came in at noon with 212 people aboard,” a man \
                     recalled, and it cost 4 million.";
        assert_eq!(
            passages(WIRE, other),
            ["The first ferry came in at noon with 212 people aboard."]
        );
        assert_eq!(passages(WIRE, WIRE), [WIRE]);
        assert_eq!(passages(WIRE, ""), Vec::<String>::new());
    }
}
