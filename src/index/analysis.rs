//! The engine's way to the words of [`crate::text`]: no second tokeniser, so that index, query and
//! passage cannot disagree.
//!
//! A body's words come with marks where sentences and paragraphs begin: terms of their own that
//! take no place, so that phrases do not know of them. They cost about a hundredth of the index, and
//! let "in one sentence" be answered from postings alone.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{BreakReader, Words, words};

/// The term at every word that begins a sentence but the first; no word can be it.
pub(super) const SENTENCE: &str = "\u{1}";
/// The term at every word that begins a paragraph but the first.
pub(super) const PARAGRAPH: &str = "\u{2}";

/// Whether a term is a mark and no word.
pub(super) fn is_mark(term: &[u8]) -> bool {
    matches!(term, [1 | 2])
}

/// Cuts fields into words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Analyzer {
    /// Words alone.
    Words,
    /// Words, and marks where sentences and paragraphs begin.
    Sentences,
}

/// The words of one text, as tokens.
pub(super) struct Tokens<'t> {
    words: Words<'t>,
    breaks: Option<BreakReader<'t>>,
    token: Token,
    /// The word that the marks before it have put off.
    held: Option<Held>,
}

/// A word that is still to come, behind its marks.
struct Held {
    text: String,
    /// Whether the mark of a paragraph comes first.
    paragraph: bool,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        let breaks = match self {
            Self::Words => None,
            Self::Sentences => Some(BreakReader::new(text)),
        };
        Tokens { words: words(text), breaks, token: Token::default(), held: None }
    }
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        if let Some(held) = &mut self.held {
            self.token.text.clear();
            if std::mem::take(&mut held.paragraph) {
                self.token.text.push_str(PARAGRAPH);
            } else {
                self.token.text.push_str(&held.text);
                self.held = None;
            }
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.text.clear();
        match self.breaks.as_mut().and_then(|breaks| breaks.before(word.start)) {
            None => self.token.text.push_str(word.text),
            Some(begins) => {
                self.token.text.push_str(SENTENCE);
                self.held = Some(Held { text: word.text.to_owned(), paragraph: begins.paragraph });
            }
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::Analyzer;

    #[test]
    fn marks_take_no_place() {
        let mut analyzer = Analyzer::Sentences;
        let mut stream = analyzer.token_stream("One two. Three.\n\nFour, five.");
        let mut seen = Vec::new();
        while stream.advance() {
            let token = stream.token();
            let text = token.text.replace('\u{1}', "S").replace('\u{2}', "P");
            seen.push(format!("{text}{}", token.position));
        }
        assert_eq!(seen, ["one0", "two1", "S2", "three2", "S3", "P3", "four3", "five4"]);
    }
}
