//! What is new in an article, seen from those before it.

use std::cmp::Reverse;
use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{is_stop_word, sentences, words};

/// A sentence has so many telling words at least that nobody said before.
const WORDS: usize = 3;

/// And they are one in so many of its telling words at least: else it is the old news with a new verb.
const PART: usize = 2;

/// The telling words of all articles read so far.
#[derive(Debug, Default)]
pub struct Seen {
    words: HashSet<u64>,
    articles: usize,
}

impl Seen {
    /// The sentences of an article, `most` of them, that say most that was in none before it, in the
    /// order of the text; of the first article its first. The article then counts as read.
    pub fn read<'t>(&mut self, headline: Option<&str>, body: &'t str, most: usize) -> Vec<&'t str> {
        let sentences: Vec<&str> = sentences(body)
            .into_iter()
            .map(|range| body[range].trim())
            .filter(|text| !text.is_empty())
            .collect();
        let mut places: Vec<usize> = if self.articles == 0 {
            (0..sentences.len()).collect()
        } else {
            self.newest(&sentences)
        };
        places.truncate(most);
        places.sort_unstable();
        self.articles += 1;
        self.words.extend(headline.into_iter().chain(sentences.iter().copied()).flat_map(telling));
        places.into_iter().map(|place| sentences[place]).collect()
    }

    /// The places of the sentences that are mostly new, those first that have most new words.
    fn newest(&self, sentences: &[&str]) -> Vec<usize> {
        let mut newest: Vec<(Reverse<usize>, usize)> = Vec::new();
        for (place, sentence) in sentences.iter().enumerate() {
            let telling = telling(sentence);
            let new = telling.iter().filter(|word| !self.words.contains(word)).count();
            if new >= WORDS && new * PART >= telling.len() {
                newest.push((Reverse(new), place));
            }
        }
        newest.sort_unstable();
        newest.into_iter().map(|(_, place)| place).collect()
    }
}

/// The distinct words of a text that tell what it is about, as hashes.
fn telling(text: &str) -> HashSet<u64> {
    let mut reader = words(text);
    let mut telling = HashSet::new();
    while let Some(word) = reader.next() {
        if !is_stop_word(word.text) {
            telling.insert(xxh3_64(word.text.as_bytes()));
        }
    }
    telling
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn the_first_article_begins_and_the_others_say_what_none_said() {
        let mut seen = Seen::default();
        let wreck =
            "The Moira ran aground on Skerry Bank. Her crew of nine was saved. It was foggy.";
        assert_eq!(
            seen.read(None, wreck, 2),
            ["The Moira ran aground on Skerry Bank.", "Her crew of nine was saved."]
        );
        assert_eq!(seen.read(None, wreck, 2), Vec::<&str>::new());
        let inquiry = "The Moira ran aground in fog. An inquiry blamed her captain, Edda Falk. \
                       Her owners, Nordline of Merrin, will appeal against the verdict. \
                       The crew of nine was saved at Skerry Bank, said witnesses.";
        assert_eq!(
            seen.read(Some("Captain blamed"), inquiry, 2),
            [
                "An inquiry blamed her captain, Edda Falk.",
                "Her owners, Nordline of Merrin, will appeal against the verdict."
            ]
        );
        assert_eq!(seen.read(None, "", 3), Vec::<&str>::new());
    }
}
