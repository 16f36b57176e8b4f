//! Whether an article is what a query asks for, by looking at all of its words.

use std::collections::BTreeSet;

use news_search::article::{Article, Dated};
use news_search::date::DateRange;
use news_search::query::{Clause, Field, LEAD, Leaf, Need, Query, Test, Within};
use news_search::text::{Stemmer, sentences, words};

/// How many of the clauses side by side must hold.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    One,
    Every,
}

/// Whether an article is what a query asks for.
pub(crate) fn holds(query: &Query, article: &Scanned, side: Side) -> bool {
    match query {
        Query::Everything => true,
        Query::Leaf(leaf) => leaf_holds(leaf, article),
        Query::And(parts) => parts.iter().all(|part| holds(part, article, side)),
        Query::Or(parts) => parts.iter().any(|part| holds(part, article, side)),
        // Whatever has one of the words is left out.
        Query::Not(part) => !holds(part, article, Side::One),
        Query::Boost(part, _) => holds(part, article, side),
        Query::Clauses(clauses) => {
            let of = |need| clauses.iter().filter(move |clause| clause.need == need);
            let held = |clause: &Clause| holds(&clause.query, article, side);
            let left_out = |clause: &Clause| holds(&clause.query, article, Side::One);
            let is_text =
                |clause: &Clause| clause.query.leaves().iter().any(|(leaf, _)| leaf.is_text());
            let wanted = match side {
                _ if of(Need::Wanted).count() == 0 => true,
                Side::One => of(Need::Required).any(is_text) || of(Need::Wanted).any(held),
                Side::Every => of(Need::Wanted).all(held),
            };
            wanted && of(Need::Required).all(held) && !of(Need::Excluded).any(left_out)
        }
    }
}

fn leaf_holds(Leaf { field, test }: &Leaf, scanned: &Scanned) -> bool {
    if field.is_text() {
        return scanned.text_holds(*field, test);
    }
    let head = &scanned.article.head;
    let name = head.source.iter().flat_map(|source| [&source.name, &source.domain]).flatten();
    let domain = head.source.iter().filter_map(|source| source.domain.as_ref());
    let values: Vec<String> = match field {
        Field::Text | Field::Headline | Field::Body | Field::Lead | Field::Url => Vec::new(),
        Field::Source => name.cloned().collect(),
        Field::Domain => domain.cloned().collect(),
        Field::Agency => head.agency.iter().cloned().collect(),
        Field::By => head.byline.clone(),
        Field::Lang => head.language.iter().cloned().collect(),
        Field::Path => vec![head.path.clone()],
        Field::Format => vec![head.format.as_str().to_owned()],
        Field::Date => return date_holds(test, head.date.as_ref()),
        Field::Modified => return date_holds(test, head.modified.as_ref()),
        Field::Id => match test {
            Test::Words { words, .. } => return head.id.starts_with(&words.concat()),
            _ => return *test == Test::Present,
        },
        Field::Key => match test {
            Test::Words { words: typed, .. } => {
                return head.key.as_ref().is_some_and(|key| words(key).to_vec() == *typed);
            }
            _ => return head.key.is_some(),
        },
    };
    match test {
        Test::Present => !values.is_empty(),
        test => values.iter().any(|value| !Text::new(value).places(test, &Scope::NAME).is_empty()),
    }
}

/// An article with its words.
pub(crate) struct Scanned {
    pub(crate) article: Article,
    headline: Option<Text>,
    body: Text,
}

impl Scanned {
    pub(crate) fn new(article: Article) -> Self {
        let headline = article.head.headline.as_deref().map(Text::new);
        Self { headline, body: Text::new(&article.body), article }
    }

    fn text_holds(&self, field: Field, test: &Test) -> bool {
        let texts: Vec<&Text> = match field {
            Field::Headline => self.headline.iter().collect(),
            Field::Text => self.headline.iter().chain([&self.body]).collect(),
            _ => vec![&self.body],
        };
        let scope = if field == Field::Lead { Scope::LEAD } else { Scope::TEXT };
        match test {
            Test::Present => !texts.is_empty(),
            Test::AtLeast { times, test } => {
                let found: usize = texts.iter().map(|text| text.places(test, &scope).len()).sum();
                found >= usize::try_from(*times).unwrap()
            }
            test => texts.iter().any(|text| !text.places(test, &scope).is_empty()),
        }
    }
}

/// What counts in a text.
struct Scope {
    inflections: bool,
    /// How many of its words.
    words: u32,
}

impl Scope {
    const TEXT: Self = Self { inflections: true, words: u32::MAX };
    const LEAD: Self = Self { inflections: true, words: LEAD };
    const NAME: Self = Self { inflections: false, words: u32::MAX };
}

fn date_holds(test: &Test, dated: Option<&Dated>) -> bool {
    let within = |range: &DateRange, dated: &Dated| {
        let (first, last) = (dated.date.first_day(), dated.date.last_day());
        range.from.is_none_or(|from| from <= first) && range.to.is_none_or(|to| last <= to)
    };
    match test {
        Test::Dates(range) => dated.is_some_and(|dated| within(range, dated)),
        _ => dated.is_some(),
    }
}

/// A text with its words, and the stem, sentence and paragraph of each.
struct Text {
    words: Vec<String>,
    stems: Vec<String>,
    sentence: Vec<usize>,
    paragraph: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let (mut sentence, mut paragraph) = (Vec::new(), Vec::new());
        let sentences = sentences(text);
        let mut reader = words(text);
        while let Some(word) = reader.next() {
            let holds = |range: &std::ops::Range<usize>| range.contains(&word.start);
            sentence.push(sentences.iter().position(holds).unwrap());
            paragraph.push(text[..word.start].matches("\n\n").count());
        }
        let words = words(text).to_vec();
        Self { stems: words.iter().map(|word| stem(word)).collect(), words, sentence, paragraph }
    }

    /// Where a test holds: the first word and the one behind the last.
    fn places(&self, test: &Test, scope: &Scope) -> BTreeSet<(usize, usize)> {
        let end = self.words.len().min(usize::try_from(scope.words).unwrap());
        let single = |is: &dyn Fn(&str) -> bool| -> BTreeSet<(usize, usize)> {
            let found = self.words[..end].iter().enumerate().filter(|(_, word)| is(word));
            found.map(|(at, _)| (at, at + 1)).collect()
        };
        match test {
            Test::Words { words, exact } => {
                let inflections = scope.inflections && !exact;
                let typed: Vec<(&String, String)> =
                    words.iter().map(|word| (word, stem(word))).collect();
                let all_alike = |&at: &usize| {
                    let mut typed = (at..).zip(&typed);
                    typed.all(|(at, typed)| self.alike(at, typed, inflections))
                };
                let starts = (0..(end + 1).saturating_sub(words.len())).filter(all_alike);
                starts.map(|at| (at, at + words.len())).collect()
            }
            Test::Prefix(prefix) => single(&|word| word.starts_with(prefix)),
            Test::Wildcard(pattern) => single(&|word| is_of_form(word, pattern)),
            Test::Regex(pattern) => single(&|word| match pattern.as_str() {
                "gr[ae]y" => matches!(word, "gray" | "grey"),
                "(oil|gas)e?s?" => {
                    matches!(
                        word,
                        "oil" | "oile" | "oils" | "oiles" | "gas" | "gase" | "gass" | "gases"
                    )
                }
                "u.*" => word.starts_with('u'),
                "[hv].{4,5}" => word.starts_with(['h', 'v']) && matches!(word.len(), 5 | 6),
                other => panic!("no meaning written down for /{other}/"),
            }),
            Test::Fuzzy { word, edits } => {
                single(&|other| strsim_osa(word, other) <= usize::from(*edits))
            }
            Test::Choice(tests) => tests.iter().flat_map(|test| self.places(test, scope)).collect(),
            Test::Together { words, between } => self.together(words, *between, end),
            Test::Near { left, right, within, ordered } => {
                let (left, right) = (self.places(left, scope), self.places(right, scope));
                let mut found = BTreeSet::new();
                for &one in &left {
                    for &other in &right {
                        let forward = one.1 <= other.0;
                        let backward = other.1 <= one.0 && !ordered;
                        let whole = (one.0.min(other.0), one.1.max(other.1));
                        let gap =
                            if forward { other.0 - one.1 } else { one.0.saturating_sub(other.1) };
                        if (forward || backward) && self.close(whole, gap, *within) {
                            found.insert(whole);
                        }
                    }
                }
                found
            }
            Test::AtLeast { .. } | Test::Dates(_) | Test::Present => BTreeSet::new(),
        }
    }

    fn close(&self, whole: (usize, usize), gap: usize, within: Within) -> bool {
        match within {
            Within::Words(most) => gap <= usize::try_from(most).unwrap(),
            Within::Sentence => self.sentence[whole.0] == self.sentence[whole.1 - 1],
            Within::Paragraph => self.paragraph[whole.0] == self.paragraph[whole.1 - 1],
        }
    }

    /// Every stretch from one of the words to another that holds all of them and is not too long.
    fn together(&self, words: &[String], between: u32, end: usize) -> BTreeSet<(usize, usize)> {
        let longest = words.len() + usize::try_from(between).unwrap();
        let holds_all = |stretch: &[String]| {
            let mut open: Vec<&String> = words.iter().collect();
            for word in stretch {
                if let Some(at) = open.iter().position(|typed| *typed == word) {
                    open.swap_remove(at);
                }
            }
            open.is_empty()
        };
        let is_one = |at: usize| words.contains(&self.words[at]);
        let mut found = BTreeSet::new();
        for stop in (1..=end).filter(|&stop| is_one(stop - 1)) {
            let starts = (stop.saturating_sub(longest)..stop).filter(|&start| is_one(start));
            let whole = starts.filter(|&start| holds_all(&self.words[start..stop]));
            found.extend(whole.map(|start| (start, stop)));
        }
        found
    }

    fn alike(&self, at: usize, (typed, stem): &(&String, String), inflections: bool) -> bool {
        let word = &self.words[at];
        if word == *typed || !inflections {
            return word == *typed;
        }
        let plain = |word: &str| word.replace('.', "");
        let stems = typed.len() > 2 && !typed.contains('.') && !word.contains('.');
        plain(word) == plain(typed) || stems && self.stems[at] == *stem
    }
}

/// Whether a word is of the form of a pattern with `*` and `?`.
fn is_of_form(word: &str, pattern: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => word.is_empty(),
        Some('*') => {
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            ends.into_iter().any(|at| is_of_form(&word[at..], rest.as_str()))
        }
        Some(first) => {
            let mut letters = word.chars();
            letters.next().is_some_and(|letter| first == '?' || first == letter)
                && is_of_form(letters.as_str(), rest.as_str())
        }
    }
}

fn stem(word: &str) -> String {
    Stemmer::for_language("en").unwrap().stem(word).into_owned()
}

/// Edits between two words, a swap of neighbours being one.
fn strsim_osa(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut edits = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            edits[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = edits[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = same.min(edits[i - 1][j] + 1).min(edits[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(edits[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    edits[a.len()][b.len()]
}
