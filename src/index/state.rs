//! What a commit says of itself, beside the articles: how they are laid out, what it takes to read them, and
//! which files it has only a part of.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::schema::LAYOUT;

/// What is written with every commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The layout of the index.
    pub(super) layout: u32,
    /// Which dictionary it takes to read its articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) dictionary: Option<NonZeroU32>,
    /// The paths of the files of which only the first records are here, and how many: articles and
    /// skipped ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) unfinished: BTreeMap<String, u64>,
}

impl State {
    /// Of this version's layout.
    pub(super) fn new(dictionary: Option<NonZeroU32>, unfinished: BTreeMap<String, u64>) -> Self {
        Self { layout: LAYOUT, dictionary, unfinished }
    }

    /// As it is written: a number where there is no more to tell, otherwise JSON.
    pub(super) fn print(&self) -> String {
        if self.dictionary.is_none() && self.unfinished.is_empty() {
            return self.layout.to_string();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What [`Self::print`] wrote; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Ok(layout) = text.parse() {
            return Some(Self { layout, dictionary: None, unfinished: BTreeMap::new() });
        }
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let whole = State::new(None, [].into());
        let with_dictionary = State::new(NonZeroU32::new(7), [].into());
        let part = [("/a\nb.jsonl".to_owned(), 7), ("/c".to_owned(), 1)];
        let part = State::new(NonZeroU32::new(u32::MAX), part.into());
        for state in [whole, with_dictionary, part] {
            assert_eq!(State::parse(&state.print()), Some(state));
        }
        assert_eq!(State::parse("of another program"), None);
    }
}
