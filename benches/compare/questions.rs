//! What is asked: chosen by how frequent words are in the first articles, so that it is the same
//! however many there are.

use std::collections::{BTreeMap, BTreeSet};

/// Articles looked at.
const SAMPLE: usize = 2000;

/// Queries that are asked one behind the other in one run.
const BATCH: usize = 500;

/// Words of more than this share of the articles are in all texts, whatever they are about.
const EVERYWHERE: usize = 5;

/// The shares of the articles that the two words of a query stand in, as divisors.
const TWO: [usize; 2] = [20, 50];

/// A query, for any program.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// What kind it is of.
    pub(crate) kind: &'static str,
    pub(crate) words: Vec<String>,
    /// Whether the words must stand side by side; else any of them will do.
    pub(crate) phrase: bool,
}

/// The first articles.
#[derive(Debug, Default)]
pub(crate) struct Sample(Vec<String>);

impl Question {
    /// As most programs have it: any of the words, or all between quotation marks.
    pub(crate) fn text(&self) -> String {
        let words = self.words.join(" ");
        if self.phrase { format!("\"{words}\"") } else { words }
    }
}

impl Sample {
    pub(crate) fn add(&mut self, body: impl FnOnce() -> String) {
        if self.0.len() < SAMPLE {
            self.0.push(body());
        }
    }

    /// The queries that every program answers, and those that are answered in one run.
    pub(crate) fn questions(&self) -> (Vec<Question>, Vec<String>) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for body in &self.0 {
            for word in words(body).collect::<BTreeSet<_>>() {
                *counts.entry(word).or_default() += 1;
            }
        }
        let most = self.0.len() / EVERYWHERE;
        counts.retain(|_, count| *count <= most);
        (self.single(&counts), self.batch(&counts))
    }

    fn single(&self, counts: &BTreeMap<&str, usize>) -> Vec<Question> {
        // Names are only for the phrase.
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let below = |most: usize| {
            let words = counts.iter().filter(|(word, count)| **count <= most && plain(word));
            let word = words.max_by_key(|(_, count)| **count).map(|(word, _)| (*word).to_owned());
            word.unwrap_or_default()
        };
        let question = |kind, words: Vec<String>, phrase| Question { kind, words, phrase };
        vec![
            question("rare word", vec![below(1)], false),
            question("common word", vec![below(self.0.len())], false),
            question("two words", TWO.map(|share| below(self.0.len() / share)).to_vec(), false),
            question("phrase", self.pair(counts), true),
        ]
    }

    /// The two words that most articles have side by side.
    fn pair(&self, counts: &BTreeMap<&str, usize>) -> Vec<String> {
        let mut pairs: BTreeMap<[&str; 2], usize> = BTreeMap::new();
        for body in &self.0 {
            for pair in pairs_of(body, counts).collect::<BTreeSet<_>>() {
                *pairs.entry(pair).or_default() += 1;
            }
        }
        let best = pairs.into_iter().max_by_key(|(_, count)| *count);
        best.map(|(pair, _)| pair.map(str::to_owned).to_vec()).unwrap_or_default()
    }

    /// Queries of one to three words and phrases, as an article has them.
    fn batch(&self, counts: &BTreeMap<&str, usize>) -> Vec<String> {
        let query = |(nth, body): (usize, &String)| {
            let words: Vec<&str> = words(body).filter(|word| counts.contains_key(word)).collect();
            let pairs: Vec<[&str; 2]> = pairs_of(body, counts).collect();
            // Any way through the article serves that is the same on every run.
            let word = |way: usize| words[nth * way % words.len()];
            match nth % 6 {
                _ if words.is_empty() || pairs.is_empty() => "government".to_owned(),
                0 | 1 => word(31).to_owned(),
                2 | 3 => format!("{} {}", word(31), word(57)),
                4 => format!("{} {} {}", word(31), word(57), word(83)),
                _ => format!("\"{}\"", pairs[nth * 31 % pairs.len()].join(" ")),
            }
        };
        self.0.iter().cycle().take(BATCH).enumerate().map(query).collect()
    }
}

/// The words of a text that are letters alone.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split(|c: char| !c.is_alphanumeric()).filter(move |part| word(part))
}

/// Pairs of words with nothing but a blank between them, both of them among those counted.
fn pairs_of<'t>(
    text: &'t str,
    counts: &BTreeMap<&str, usize>,
) -> impl Iterator<Item = [&'t str; 2]> {
    let known = |word: &str| counts.contains_key(word);
    text.split_ascii_whitespace()
        .zip(text.split_ascii_whitespace().skip(1))
        .map(|(one, other)| [one, other])
        .filter(move |pair| pair.iter().all(|word| known(word)))
}
