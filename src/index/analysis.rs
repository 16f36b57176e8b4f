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
    /// What is still to come of the word that was read last.
    rest: Rest,
    /// That word, when marks have put it off.
    held: String,
}

/// What is still to come of a word and the marks before it.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    Word,
    /// The mark of a paragraph, then the word.
    ParagraphAndWord,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        let breaks = match self {
            Self::Words => None,
            Self::Sentences => Some(BreakReader::new(text)),
        };
        Tokens {
            words: words(text),
            breaks,
            token: Token::default(),
            rest: Rest::Nothing,
            held: String::new(),
        }
    }
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        match self.rest {
            Rest::Nothing => {}
            Rest::Word => {
                std::mem::swap(&mut self.token.text, &mut self.held);
                self.rest = Rest::Nothing;
                return true;
            }
            Rest::ParagraphAndWord => {
                self.mark(PARAGRAPH);
                self.rest = Rest::Word;
                return true;
            }
        }
        let Some((start, end)) = self.words.next_into(&mut self.token.text) else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = start;
        self.token.offset_to = end;
        if let Some(begins) = self.breaks.as_mut().and_then(|breaks| breaks.before(start)) {
            std::mem::swap(&mut self.token.text, &mut self.held);
            self.mark(SENTENCE);
            self.rest = if begins.paragraph { Rest::ParagraphAndWord } else { Rest::Word };
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

impl Tokens<'_> {
    fn mark(&mut self, mark: &str) {
        self.token.text.clear();
        self.token.text.push_str(mark);
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
