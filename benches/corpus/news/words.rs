//! What the generated news is made of: function words of English, and words, names and places of
//! syllables, each told by its rank.

use super::random::{Random, Zipf};

/// The commonest words of English, in order: half of a text.
const FUNCTION: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "for",
    "that",
    "is",
    "on",
    "said",
    "with",
    "was",
    "by",
    "it",
    "as",
    "at",
    "from",
    "he",
    "has",
    "have",
    "are",
    "were",
    "be",
    "which",
    "this",
    "been",
    "their",
    "would",
    "an",
    "his",
    "but",
    "not",
    "who",
    "they",
    "had",
    "will",
    "or",
    "its",
    "after",
    "more",
    "about",
    "one",
    "also",
    "than",
    "her",
    "we",
    "she",
    "up",
    "when",
    "there",
    "out",
    "two",
    "all",
    "new",
    "year",
    "people",
    "last",
    "first",
    "over",
    "could",
    "into",
    "other",
    "can",
    "some",
    "if",
    "what",
    "time",
    "no",
    "so",
    "before",
    "years",
    "day",
    "while",
    "because",
    "during",
    "most",
    "only",
    "between",
    "against",
    "him",
    "them",
    "any",
    "where",
    "made",
    "many",
    "three",
    "since",
    "under",
    "through",
    "such",
    "being",
    "did",
    "should",
    "then",
    "now",
    "may",
    "both",
    "those",
    "these",
    "how",
    "just",
    "like",
    "still",
    "even",
    "according",
    "around",
    "well",
    "our",
    "very",
    "do",
    "does",
    "my",
    "your",
    "you",
    "I",
    "me",
    "us",
    "off",
    "down",
    "back",
    "own",
    "same",
    "much",
    "each",
    "few",
    "several",
    "another",
    "without",
    "within",
    "until",
    "among",
    "however",
    "per",
    "put",
    "way",
    "week",
    "month",
    "government",
    "country",
    "city",
    "state",
    "told",
    "says",
    "say",
    "make",
    "take",
    "get",
    "including",
    "part",
    "four",
    "five",
    "though",
];

/// Beginnings of syllables.
const ONSETS: [&str; 26] = [
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pl", "pr",
    "r", "s", "st", "t", "tr", "v", "w", "sp", "cr",
];

const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];

/// Ends of words, such that any ending can follow.
const FINALS: [&str; 16] =
    ["n", "l", "r", "t", "m", "st", "nt", "rt", "lt", "rk", "nk", "mp", "ft", "p", "rm", "lm"];

/// Ends of the names of people, and those of places.
const FAMILIES: [&str; 8] = ["son", "man", "berg", "ini", "ov", "ez", "ley", "wick"];
const PLACES: [&str; 8] = ["ville", "ford", "burg", "ton", "stad", "port", "field", "mouth"];

/// Open syllables: an onset and a vowel.
const SYLLABLES: usize = ONSETS.len() * VOWELS.len();

/// Words of two syllables, and of three: more than any corpus here needs.
const SHORT: usize = SYLLABLES * SYLLABLES * FINALS.len();
const LONG: usize = SHORT * SYLLABLES;

/// Steps through these by which ranks are spelt: near ranks get unlike spellings. Each is without a
/// common factor with the number of spellings, so that no two ranks are spelt alike.
const SHORT_STEP: usize = 167_111;
const LONG_STEP: usize = 21_725_137;
const NAME_STEP: usize = 104_417;

/// Words that are common, those of [`FUNCTION`] among them: chosen so that 50,000 articles have some
/// 200,000 words.
const COMMON: u16 = 3_000;

/// Names that are common. A larger share of names than of words is rare.
const COMMON_NAMES: u16 = 1_500;

/// First names: few enough that each goes with many family names.
const FIRST_NAMES: usize = 400;

/// The vocabulary.
#[derive(Debug)]
pub(super) struct Words {
    all: Zipf,
    content: Zipf,
    names: Zipf,
}

/// A person of an article.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) first: String,
    pub(super) family: String,
}

impl Words {
    pub(super) fn new() -> Self {
        Self {
            all: Zipf::new(COMMON),
            content: Zipf::new(COMMON - u16::try_from(FUNCTION.len()).unwrap_or_default()),
            names: Zipf::new(COMMON_NAMES),
        }
    }

    /// A function word, or the rank of one that says what a text is about.
    pub(super) fn any(&self, random: &mut Random) -> Result<&'static str, usize> {
        let rank = self.all.rank(random);
        FUNCTION.get(rank).copied().ok_or(rank.saturating_sub(FUNCTION.len()))
    }

    /// The rank of a word that says what a text is about.
    pub(super) fn content(&self, random: &mut Random) -> usize {
        self.content.rank(random)
    }

    pub(super) fn person(&self, random: &mut Random) -> Person {
        person(self.names.rank(random), random.below(4))
    }

    pub(super) fn place(&self, random: &mut Random) -> String {
        name(self.names.rank(random), &PLACES)
    }
}

/// The person of a rank. Some namesakes share a family name.
fn person(rank: usize, namesake: usize) -> Person {
    // The first names are spelt with open syllables, which no word is.
    let first = (rank * 4 + namesake) * 7919 % FIRST_NAMES;
    let first = format!("{}{}", syllable(first % SYLLABLES), syllable((first * 31) % SYLLABLES));
    Person { first: capitalised(&first), family: name(rank, &FAMILIES) }
}

/// The bare word of a rank.
pub(super) fn lemma(rank: usize) -> String {
    if rank < SHORT {
        let number = rank * SHORT_STEP % SHORT;
        let (number, last) = (number / FINALS.len(), FINALS[number % FINALS.len()]);
        return format!("{}{}{last}", syllable(number / SYLLABLES), syllable(number % SYLLABLES));
    }
    let number = (rank - SHORT) % LONG * LONG_STEP % LONG;
    let (number, last) = (number / FINALS.len(), FINALS[number % FINALS.len()]);
    let (number, third) = (number / SYLLABLES, syllable(number % SYLLABLES));
    format!("{}{}{third}{last}", syllable(number / SYLLABLES), syllable(number % SYLLABLES))
}

/// The word of a rank with one of the endings it takes. What takes which is told by the rank: each
/// word is a noun, a verb or an adjective.
pub(super) fn inflected(rank: usize, random: &mut Random) -> String {
    let endings: &[(usize, &str)] = match rank % 5 {
        0 | 1 => &[(68, ""), (100, "s")],
        2 | 3 => &[(38, ""), (54, "s"), (82, "ed"), (94, "ing"), (100, "ation")],
        _ => &[(80, ""), (95, "ly"), (100, "ness")],
    };
    let roll = random.below(100);
    let ending = endings.iter().find(|(end, _)| roll < *end).map_or("", |(_, ending)| ending);
    lemma(rank) + ending
}

/// A name of two syllables and an end.
fn name(rank: usize, ends: &[&str; 8]) -> String {
    let number = rank % (SHORT / 2) * NAME_STEP % (SHORT / 2);
    let (number, end) = (number / ends.len(), ends[number % ends.len()]);
    capitalised(&format!("{}{}{end}", syllable(number / SYLLABLES), syllable(number % SYLLABLES)))
}

fn syllable(number: usize) -> String {
    format!("{}{}", ONSETS[number / VOWELS.len() % ONSETS.len()], VOWELS[number % VOWELS.len()])
}

/// A text with its first letter made a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut capitalised = text.to_owned();
    if let Some(first) = capitalised.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capitalised
}
