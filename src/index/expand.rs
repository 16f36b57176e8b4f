//! What the words of a query stand for in this index.
//!
//! An unquoted word is the group of indexed words that share its stem in any language of the
//! index. They are found by walking the term dictionary from what the word and its stem have in
//! common: on 26,195 articles with 201,559 words the median group has 3 forms and the median walk
//! 31 terms. Spellings that news mixes freely (`US`, `U.S.`; `OBrien`, `O'Brien`) belong together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::termdict::TermDictionary;
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};
use tantivy_fst::Automaton;

use super::analysis::is_mark;
use super::schema::Fields;
use crate::query::{Expansion, Field, Leaf, Query, Test};
use crate::text::{Pattern, Stemmer, words};

/// A word shorter than this has no inflections worth looking for.
const SHORTEST_STEMMED: usize = 3;

/// A word, its inflections and its spellings are no more than these: only patterns stand for more.
const FEW: usize = 64;

/// The places of so many postings, some 40 MB, are held for a pattern that must be close to
/// something.
const MOST_POSTINGS: u64 = 2_000_000;

/// The language of an index none of whose articles tells its own.
const FALLBACK: &str = "en";

/// The dictionaries of an index, ready to expand words.
pub(super) struct Expander<'s> {
    searcher: &'s Searcher,
    fields: &'s Fields,
    languages: Vec<Language>,
}

/// A language of the index.
struct Language {
    stemmer: Stemmer,
    /// Its term; `None` for the language of most articles.
    minor: Option<Term>,
}

impl<'s> Expander<'s> {
    pub(super) fn new(searcher: &'s Searcher, fields: &'s Fields) -> tantivy::Result<Self> {
        let mut expander = Self { searcher, fields, languages: Vec::new() };
        let mut articles: BTreeMap<String, u64> = BTreeMap::new();
        expander.each_dictionary(&[fields.language], |_, terms| {
            let mut stream = terms.stream()?;
            while let Some((code, info)) = stream.next() {
                if let Ok(code) = std::str::from_utf8(code) {
                    *articles.entry(code.to_owned()).or_default() += u64::from(info.doc_freq);
                }
            }
            Ok(())
        })?;
        if articles.is_empty() {
            // Texts too short to tell their language are still inflected.
            articles.insert(FALLBACK.to_owned(), 0);
        }
        let most = articles.values().max().copied();
        for (code, articles) in articles {
            let Some(stemmer) = Stemmer::for_language(&code) else { continue };
            let is_minor = Some(articles) != most;
            let minor = is_minor.then(|| Term::from_field_text(fields.language, &code));
            expander.languages.push(Language { stemmer, minor });
        }
        Ok(expander)
    }

    /// What each text leaf of a query stands for, in the order of the query, each leaf once.
    pub(super) fn expand(&self, query: &Query) -> tantivy::Result<Vec<Expansion>> {
        let mut expansions: Vec<Expansion> = Vec::new();
        let mut places: HashMap<Leaf, usize> = HashMap::new();
        for (leaf, positive) in query.leaves() {
            let asks_places = leaf.test.asks_places() || leaf.field == Field::Lead;
            for test in leaf.test.atoms() {
                let leaf = Leaf { field: leaf.field, test };
                if let Some(&place) = places.get(&leaf) {
                    expansions[place].positive |= positive;
                } else {
                    places.insert(leaf.clone(), expansions.len());
                    let mut words = self.words(&leaf)?;
                    let left_out =
                        if asks_places { self.thin_out(&leaf, &mut words)? } else { Vec::new() };
                    expansions.push(Expansion { leaf, words, positive, left_out });
                }
            }
        }
        Ok(expansions)
    }

    /// Takes the commonest words out of what a pattern stands for, until their places can be held;
    /// answers which. What is left says more.
    fn thin_out(
        &self,
        leaf: &Leaf,
        words: &mut [BTreeSet<String>],
    ) -> tantivy::Result<Vec<String>> {
        let mut left_out = Vec::new();
        let columns = self.fields.columns(leaf.field);
        for group in words.iter_mut().filter(|group| group.len() > FEW) {
            let mut by_frequency = Vec::with_capacity(group.len());
            let mut sum = 0;
            for word in group.iter() {
                let mut articles = 0;
                for &column in &columns {
                    articles += self.searcher.doc_freq(&Term::from_field_text(column, word))?;
                }
                sum += articles;
                by_frequency.push((articles, word.clone()));
            }
            if sum <= MOST_POSTINGS {
                continue;
            }
            by_frequency.sort_unstable();
            while let Some((articles, word)) = by_frequency.pop().filter(|_| sum > MOST_POSTINGS) {
                sum -= articles;
                group.remove(&word);
                left_out.push(word);
            }
        }
        Ok(left_out)
    }

    /// Words of a field that are spelled nearly like this one: one edit away, or two where there is
    /// none nearer. Of equally near ones the commonest come first.
    pub(super) fn near(
        &self,
        word: &str,
        field: Field,
        most: usize,
    ) -> tantivy::Result<Vec<String>> {
        let columns = self.fields.columns(field);
        let letters = word.chars().count();
        let mut found = BTreeSet::new();
        for edits in 1..=2 {
            // Two edits make anything of a short word.
            if found.is_empty() && letters > 2 * usize::from(edits) {
                found = self.similar(word, edits, &columns)?;
            }
        }
        let mut near = Vec::with_capacity(found.len());
        for word in found {
            let mut articles = 0;
            for &column in &columns {
                articles += self.searcher.doc_freq(&Term::from_field_text(column, &word))?;
            }
            near.push((std::cmp::Reverse(articles), word));
        }
        near.sort_unstable();
        Ok(near.into_iter().take(most).map(|(_, word)| word).collect())
    }

    fn words(&self, leaf: &Leaf) -> tantivy::Result<Vec<BTreeSet<String>>> {
        let columns = self.fields.columns(leaf.field);
        match &leaf.test {
            // A key is one term, whatever stands between its words: see `key_term`.
            Test::Words { words, .. } if leaf.field == Field::Key => {
                Ok(vec![self.known(&words.join(" "), &columns)?])
            }
            // `zh-CN` asks for the language, not for the country.
            Test::Words { words, .. } if leaf.field == Field::Lang => {
                words.iter().take(1).map(|word| self.known(word, &columns)).collect()
            }
            // Names and addresses are not inflected.
            Test::Words { words, exact } if *exact || !leaf.field.is_text() => {
                words.iter().map(|word| self.known(word, &columns)).collect()
            }
            Test::Words { words, .. } => {
                words.iter().map(|word| self.inflections(word, &columns)).collect()
            }
            Test::Prefix(prefix) => Ok(vec![self.with_prefix(prefix, &columns)?]),
            Test::Wildcard(pattern) => {
                Ok(vec![self.of_form(Pattern::wildcard(pattern), &columns)?])
            }
            Test::Regex(pattern) => Ok(vec![self.of_form(Pattern::regex(pattern), &columns)?]),
            Test::Fuzzy { word, edits } => Ok(vec![self.similar(word, *edits, &columns)?]),
            Test::Choice(_)
            | Test::Together { .. }
            | Test::Near { .. }
            | Test::AtLeast { .. }
            | Test::Dates(_)
            | Test::Present => Ok(Vec::new()),
        }
    }

    /// The word itself, where the index has it.
    fn known(&self, word: &str, columns: &[Column]) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        self.each_dictionary(columns, |_, terms| {
            if terms.get(word)?.is_some() {
                found.insert(word.to_owned());
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn inflections(&self, word: &str, columns: &[Column]) -> tantivy::Result<BTreeSet<String>> {
        let mut found = self.known(word, columns)?;
        for spelling in spellings(word) {
            found.extend(self.known(&spelling, columns)?);
        }
        if word.chars().count() < SHORTEST_STEMMED || word.chars().any(|c| !c.is_alphabetic()) {
            return Ok(found);
        }
        for language in &self.languages {
            let stem = language.stemmer.stem(word);
            let prefix = common_prefix(word, &stem);
            self.each_dictionary(columns, |index, terms| {
                let mut forms = Vec::new();
                each_with_prefix(terms, prefix, |candidate, _| {
                    if !found.contains(candidate) && language.stemmer.stem(candidate) == stem {
                        forms.push(candidate.to_owned());
                    }
                })?;
                for form in forms {
                    if language.has(&form, index)? {
                        found.insert(form);
                    }
                }
                Ok(())
            })?;
        }
        Ok(found)
    }

    fn with_prefix(&self, prefix: &str, columns: &[Column]) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        self.each_dictionary(columns, |_, terms| {
            each_with_prefix(terms, prefix, |word, _| {
                found.insert(word.to_owned());
            })
        })?;
        Ok(found)
    }

    fn of_form(
        &self,
        pattern: Option<Pattern>,
        columns: &[Column],
    ) -> tantivy::Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        let Some(pattern) = pattern else { return Ok(found) };
        self.each_dictionary(columns, |_, terms| {
            each_with_prefix(terms, pattern.prefix(), |word, _| {
                if pattern.matches(word) {
                    found.insert(word.to_owned());
                }
            })
        })?;
        Ok(found)
    }

    fn similar(
        &self,
        word: &str,
        edits: u8,
        columns: &[Column],
    ) -> tantivy::Result<BTreeSet<String>> {
        let automaton =
            Similar(LevenshteinAutomatonBuilder::new(edits.min(2), true).build_dfa(word));
        let mut found = BTreeSet::new();
        self.each_dictionary(columns, |_, terms| {
            let mut stream = terms.search(&automaton).into_stream()?;
            while let Some((candidate, _)) = stream.next() {
                if !is_mark(candidate) {
                    found.extend(std::str::from_utf8(candidate).map(str::to_owned));
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn each_dictionary(
        &self,
        columns: &[Column],
        mut visit: impl FnMut(Dictionary<'_>, &TermDictionary) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        for segment in self.searcher.segment_readers() {
            for &column in columns {
                let index = segment.inverted_index(column)?;
                visit(Dictionary { segment, index: &index, column }, index.terms())?;
            }
        }
        Ok(())
    }
}

/// Where a dictionary belongs.
#[derive(Clone, Copy)]
struct Dictionary<'i> {
    segment: &'i SegmentReader,
    index: &'i InvertedIndexReader,
    column: Column,
}

impl Language {
    /// Whether a word stands in an article of this language. Without this, the rules of a language
    /// of few articles would join words of the language of most: French would have `voters` for a
    /// form of `vote`. The language of most articles also takes the words of those whose language
    /// is unknown.
    fn has(&self, word: &str, dictionary: Dictionary<'_>) -> tantivy::Result<bool> {
        let Some(language) = &self.minor else { return Ok(true) };
        let word = Term::from_field_text(dictionary.column, word);
        let languages = dictionary.segment.inverted_index(language.field())?;
        let basic = IndexRecordOption::Basic;
        let (Some(mut having), Some(mut written)) = (
            dictionary.index.read_postings(&word, basic)?,
            languages.read_postings(language, basic)?,
        ) else {
            return Ok(false);
        };
        let mut at = having.doc();
        while at < TERMINATED {
            let doc = if written.doc() < at { written.seek(at) } else { written.doc() };
            if doc == at {
                return Ok(true);
            }
            at = if doc < TERMINATED { having.seek(doc) } else { TERMINATED };
        }
        Ok(false)
    }
}

impl Fields {
    /// The columns of the index that a field of a query looks into.
    pub(super) fn columns(&self, field: Field) -> Vec<Column> {
        match field {
            Field::Text => vec![self.headline, self.body],
            Field::Headline => vec![self.headline],
            Field::Body | Field::Lead => vec![self.body],
            Field::Source => vec![self.source],
            Field::Domain => vec![self.domain],
            Field::Agency => vec![self.agency],
            Field::By => vec![self.by],
            Field::Lang => vec![self.language],
            Field::Url => vec![self.url],
            Field::Path => vec![self.path],
            Field::Key => vec![self.key],
            Field::Format => vec![self.format],
            // Numbers, which no words are looked up for.
            Field::Date | Field::Modified | Field::Id => Vec::new(),
        }
    }
}

/// A record's own identifier as the one term under which it is found.
pub(super) fn key_term(key: &str) -> String {
    words(key).to_vec().join(" ")
}

/// Other ways to write a word that mean the same to a reader of news.
fn spellings(word: &str) -> Vec<String> {
    let plain: String = word.chars().filter(|c| !matches!(c, '.' | '\'')).collect();
    if plain != word {
        return if plain.chars().any(char::is_numeric) { Vec::new() } else { vec![plain] };
    }
    let letters = word.chars().count();
    let mut other = Vec::new();
    if (2..=5).contains(&letters) && word.chars().all(char::is_alphabetic) {
        other.push(word.chars().flat_map(|c| [c, '.']).collect());
    }
    if letters >= 4
        && let Some(name) = word.strip_prefix('o')
    {
        other.push(format!("o'{name}"));
    }
    other
}

/// What a word and its stem begin with alike, less one character so that stems that change the
/// last letter before the ending are met too; short words are not cut, as the walk would be long.
fn common_prefix<'w>(word: &'w str, stem: &str) -> &'w str {
    let alike = word.char_indices().zip(stem.chars()).find(|((_, a), b)| a != b);
    let end = alike.map_or(stem.len().min(word.len()), |((at, _), _)| at);
    let prefix = &word[..end];
    match prefix.char_indices().next_back() {
        Some((last, _)) if prefix.chars().count() > SHORTEST_STEMMED => &prefix[..last],
        Some(_) => prefix,
        None => word,
    }
}

/// Every word that begins so, and how many articles had it when the dictionary was written.
pub(super) fn each_with_prefix(
    terms: &TermDictionary,
    prefix: &str,
    mut visit: impl FnMut(&str, u32),
) -> tantivy::Result<()> {
    let mut stream = terms.range().ge(prefix).into_stream()?;
    while let Some((word, info)) = stream.next() {
        if !word.starts_with(prefix.as_bytes()) {
            break;
        }
        if is_mark(word) {
            continue;
        }
        if let Ok(word) = std::str::from_utf8(word) {
            visit(word, info.doc_freq);
        }
    }
    Ok(())
}

/// Words within a distance, as the term dictionary's automata understand it.
struct Similar(DFA);

impl Automaton for Similar {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

#[cfg(test)]
mod tests {
    use super::{common_prefix, spellings};

    #[test]
    fn a_walk_starts_where_every_form_can_be_met() {
        for (word, stem, want) in [
            ("missiles", "missil", "missi"),
            ("happily", "happili", "happi"),
            ("war", "war", "war"),
            ("dying", "die", "d"),
            ("ab", "xy", "ab"),
        ] {
            assert_eq!(common_prefix(word, stem), want, "{word}");
        }
    }

    #[test]
    fn spellings_go_both_ways() {
        assert_eq!(spellings("u.s."), ["us"]);
        assert_eq!(spellings("us"), ["u.s."]);
        assert_eq!(spellings("o'brien"), ["obrien"]);
        assert_eq!(spellings("obrien"), ["o'brien"]);
        assert!(spellings("3.5").is_empty());
        assert!(spellings("missiles").is_empty());
    }
}
