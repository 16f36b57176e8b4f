//! Stems: which words are inflections of one another, by language.

use std::borrow::Cow;

/// The stemmer of one language. It is asked about folded words only, those of the query and those
/// of the index alike, so folding away accents costs some fineness but never a match.
#[derive(Clone, Copy)]
pub struct Stemmer(frostem::Stemmer);

impl Stemmer {
    /// The Snowball stemmer for an ISO 639 code; `None` where there is none for the language.
    pub fn for_language(code: &str) -> Option<Self> {
        // Snowball also answers to the names of superseded algorithms (`porter`, `lovins`).
        if !matches!(code.len(), 2 | 3) {
            return None;
        }
        frostem::Stemmer::try_from_name(code).ok().map(Self)
    }

    /// The stem of a folded word.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.0.stem(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Stemmer;

    #[test]
    fn languages_are_known_by_their_codes() {
        assert_eq!(Stemmer::for_language("en").unwrap().stem("missiles"), "missil");
        assert_eq!(Stemmer::for_language("de").unwrap().stem("wahlen"), "wahl");
        assert!(Stemmer::for_language("ru").is_some());
        assert!(Stemmer::for_language("zh").is_none());
        assert!(Stemmer::for_language("porter").is_none());
    }
}
