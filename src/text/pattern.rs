//! Patterns of words: wildcards and regular expressions.

use regex::{Regex, RegexBuilder};

use super::fold;

/// How large a compiled expression may become, in bytes: enough for any that a person writes, and
/// small enough that no expression takes long to compile.
const LARGEST: usize = 1 << 20;

/// A pattern that a folded word matches as a whole or not.
#[derive(Debug, Clone)]
pub struct Pattern {
    whole: Regex,
    prefix: String,
}

impl Pattern {
    /// A word with `*` for any number of characters and `?` for one; the word is folded already.
    pub fn wildcard(word: &str) -> Option<Self> {
        let mut expression = String::new();
        for c in word.chars() {
            match c {
                '*' => expression.push_str(".*"),
                '?' => expression.push('.'),
                letter => expression.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4]))),
            }
        }
        let prefix = word.split(['*', '?']).next().unwrap_or_default().to_owned();
        Some(Self { whole: compile(&expression)?, prefix })
    }

    /// A regular expression; case and diacritics in it do not matter. `None` for one that cannot be
    /// read, or is too large.
    pub fn regex(expression: &str) -> Option<Self> {
        let mut folded = String::new();
        for c in expression.chars() {
            if c.is_ascii() { folded.push(c) } else { fold::push(c, &mut folded) }
        }
        Some(Self { whole: compile(&folded)?, prefix: literal_prefix(&folded) })
    }

    /// Whether a folded word is of this form.
    pub fn matches(&self, word: &str) -> bool {
        self.whole.is_match(word)
    }

    /// What every word of this form begins with; may be empty.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }
}

fn compile(expression: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{expression})$"))
        .case_insensitive(true)
        .dot_matches_new_line(true)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .build()
        .ok()
}

/// The letters an expression begins with, as far as that is plain: none where it offers a choice or
/// sets flags.
fn literal_prefix(expression: &str) -> String {
    if expression.contains('|') || expression.contains("(?") {
        return String::new();
    }
    let letters = |c: &char| c.is_alphanumeric();
    let mut prefix: String = expression.chars().take_while(letters).collect();
    let behind = expression[prefix.len()..].chars().next();
    if matches!(behind, Some('?' | '*' | '{')) {
        prefix.pop();
    }
    prefix.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_word_matches_as_a_whole() {
        let wild = |word: &str, other: &str| Pattern::wildcard(word).unwrap().matches(other);
        assert!(wild("wom?n", "women") && wild("*gate", "watergate") && wild("g*s", "gs"));
        assert!(!wild("wom?n", "womn") && !wild("wom?n", "women's") && !wild("u.s.", "u5s."));
        let regex = |word: &str, other: &str| Pattern::regex(word).unwrap().matches(other);
        assert!(regex("gr[ae]y", "grey") && regex("Zürich", "zurich") && regex("a|b", "b"));
        assert!(!regex("gr[ae]y", "greys") && !regex("a|bc", "bcd"));
        assert!(Pattern::regex("gr[ae").is_none());
        assert!(Pattern::regex("(a{1000}){1000}").is_none());
    }

    #[test]
    fn a_prefix_is_common_to_all() {
        for (expression, prefix) in [
            ("gr[ae]y", "gr"),
            ("Colou?r", "colo"),
            ("ab*", "a"),
            ("a|b", ""),
            ("(?x)a b", ""),
            (".*", ""),
            ("ab+", "ab"),
            ("2{4}", ""),
        ] {
            assert_eq!(Pattern::regex(expression).unwrap().prefix(), prefix, "{expression}");
        }
    }
}
