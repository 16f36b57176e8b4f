//! What an article is known by: its telling words with their weights.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{Word, is_stop_word, words};

/// So many words of an article are read: news says first what it is about, and with this bound an
/// article costs the same whatever is printed behind it. With 500 the yardstick does not change.
const READ: usize = 1_000;

/// By how many terms an article is known at most. Between 60 and all of them the yardstick does not
/// change; fewer are quicker.
const TERMS: usize = 100;

/// By how many of its terms, those that weigh most, an article is found.
const LEADING: usize = 30;

/// So many letters of a word are its term, which joins inflections in any language. The English
/// stemmer serves no better; of five letters, names such as Transcontinental and Transcanada are one.
const STEM: usize = 6;

/// How much more a name weighs than another word: who and where tell an event from its like.
/// Anything from 2 to 4 serves.
const NAME: f32 = 2.5;

/// How much more a figure weighs than another word; 2 serves as well.
const FIGURE: f32 = 1.5;

/// Articles supposed beside those of the index, so that the words of a small index, which nearly all
/// of its articles have, weigh nearly alike rather than nothing. With 50 the yardstick has a `BCubed` F
/// of .939, with 0 or 200 .935.
const SUPPOSED: u64 = 50;

/// An article as far as the finding of stories is concerned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Telling {
    /// Terms and weights, sorted by term, of length 1 as a vector (of less in a small index, where lone
    /// words are part of it). A term is a hash of 32 bits: that
    /// two articles share one by chance is a matter of one pair in half a million.
    pub(super) terms: Vec<(u32, f32)>,
    /// The terms that weigh most, sorted by weight.
    pub(super) leading: Vec<(u32, f32)>,
}

impl Telling {
    /// Whether nothing was found that tells the article from others; it is a story of its own.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Reads what tells an article from others. `frequency` says how many of the `total` articles of the
/// index have a folded word, the article included: a word that no other has joins it to none. Where
/// all articles were found by the same words, these tell nothing: give them the frequency `total`.
pub fn telling(
    headline: Option<&str>,
    body: &str,
    frequency: &dyn Fn(&str) -> u64,
    total: u64,
) -> Telling {
    let mut reader =
        Reader { frequency, known: HashMap::new(), places: HashMap::new(), terms: vec![] };
    let headline = headline.unwrap_or_default();
    reader.read(headline, Place::Headline);
    // A headline printed again above the text is still one.
    reader.read(body.strip_prefix(headline).unwrap_or(body), Place::Body);
    let (lone, shared): (Vec<&Term>, Vec<&Term>) =
        reader.terms.iter().partition(|term| term.frequency <= 1);
    let mut terms: Vec<(u32, f32)> = shared
        .iter()
        .map(|term| (term.hash, term.weight(total)))
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    terms.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    terms.truncate(TERMS);
    // What no other article has tells little about likeness, unless there are few others: then two
    // words in common may be chance, and having much besides is to be unlike.
    let lone = lone.iter().filter(|term| term.frequency == 1).map(|term| term.weight(total));
    let weights = terms.iter().map(|(_, weight)| *weight);
    let square = |weight: f32| weight * weight;
    let length = weights.map(square).sum::<f32>() + small(total) * lone.map(square).sum::<f32>();
    let length = length.sqrt();
    for (_, weight) in &mut terms {
        *weight /= length;
    }
    let leading = terms.iter().take(LEADING).copied().collect();
    terms.sort_unstable_by_key(|(term, _)| *term);
    Telling { terms, leading }
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Headline,
    Body,
}

/// What is known of a term of one article.
struct Term {
    hash: u32,
    /// Of its most frequent form.
    frequency: u64,
    count: u16,
    figure: bool,
    /// How surely it is a name: a capital where all words may have one tells half as much.
    capital: u16,
    small: u16,
}

impl Term {
    fn weight(&self, total: u64) -> f32 {
        let count = f32::from(self.count);
        let rare = rarity(self.frequency, total);
        let kind = if self.capital >= 2 && self.capital > self.small {
            NAME
        } else if self.figure {
            FIGURE
        } else {
            1.0
        };
        // Squared, so that the rare words of a short notice outweigh those of its form: "shr",
        // "qtly", "dividend".
        count / (count + 1.0) * rare * rare * kind
    }
}

/// How small an index is, 0 to 1: one half with as many articles as are supposed beside them.
#[expect(clippy::cast_precision_loss, reason = "a ratio")]
fn small(total: u64) -> f32 {
    SUPPOSED as f32 / total.saturating_add(SUPPOSED) as f32
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a ratio")]
fn rarity(frequency: u64, total: u64) -> f32 {
    let total = total.max(frequency).saturating_add(SUPPOSED);
    (total as f64 / frequency as f64).ln() as f32
}

struct Reader<'f> {
    frequency: &'f dyn Fn(&str) -> u64,
    /// Which of `terms` a word is, by the hash of the word; `None` of stop words.
    known: HashMap<u64, Option<usize>>,
    /// Which of `terms` a term is, by its hash.
    places: HashMap<u32, usize>,
    terms: Vec<Term>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, place: Place) {
        let mut reader = words(text);
        let mut end = 0;
        // The character of a script without spaces that ended where this word begins.
        let mut last: Option<char> = None;
        for _ in 0..READ {
            let Some(word) = reader.next() else { break };
            let gap = &text[end..word.start];
            let begins = end == 0 || begins_anew(gap);
            end = word.end;
            let single = single(&word);
            match (last.filter(|_| gap.is_empty()), single) {
                (Some(before), Some(c)) => self.pair(before, c),
                (_, None) if word.text.len() > 1 => self.word(&word, text, begins, place),
                _ => {}
            }
            last = single;
        }
    }

    fn word(&mut self, word: &Word<'_>, text: &str, begins: bool, place: Place) {
        let hash = xxh3_64(word.text.as_bytes());
        let at = if let Some(known) = self.known.get(&hash) {
            *known
        } else {
            let at = (!is_stop_word(word.text)).then(|| self.meet(word.text));
            self.known.insert(hash, at);
            at
        };
        let Some(term) = at.map(|at| &mut self.terms[at]) else { return };
        term.count = term.count.saturating_add(1);
        if !text[word.start..].starts_with(char::is_uppercase) {
            term.small = term.small.saturating_add(1);
        } else if begins || place == Place::Headline {
            term.capital = term.capital.saturating_add(1);
        } else {
            term.capital = term.capital.saturating_add(2);
        }
    }

    /// The term of a word that was not seen before.
    fn meet(&mut self, word: &str) -> usize {
        let figure = word.starts_with(|c: char| c.is_ascii_digit());
        let at = self.term(if figure { word } else { stem(word) });
        let frequency = (self.frequency)(word);
        let term = &mut self.terms[at];
        term.figure |= figure;
        term.frequency = term.frequency.max(frequency);
        at
    }

    /// Two characters side by side are what comes nearest to a word where none are parted.
    fn pair(&mut self, one: char, other: char) {
        let mut pair = String::from(one);
        pair.push(other);
        let at = self.term(&pair);
        if self.terms[at].count == 0 {
            let frequency = |c: char| (self.frequency)(c.encode_utf8(&mut [0; 4]));
            self.terms[at].frequency = frequency(one).min(frequency(other));
        }
        self.terms[at].count = self.terms[at].count.saturating_add(1);
    }

    fn term(&mut self, term: &str) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let hash = xxh3_64(term.as_bytes()) as u32;
        *self.places.entry(hash).or_insert_with(|| {
            self.terms.push(Term {
                hash,
                frequency: 0,
                count: 0,
                figure: false,
                capital: 0,
                small: 0,
            });
            self.terms.len() - 1
        })
    }
}

/// Whether a sentence may begin behind this gap between two words, so that a capital tells little.
fn begins_anew(gap: &str) -> bool {
    gap.contains(['.', '!', '?', ':', '"', '“', '”', '«', '„', '•']) || gap.contains("\n\n")
}

/// The one character, not of ASCII, that a word is.
fn single(word: &Word<'_>) -> Option<char> {
    let mut chars = word.text.chars();
    let first = chars.next().filter(|c| !c.is_ascii())?;
    chars.next().is_none().then_some(first)
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}
