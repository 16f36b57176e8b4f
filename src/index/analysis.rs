//! The engine's way to the words of [`crate::text`]: no second tokeniser, so that index, query and
//! passage cannot disagree.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{Words, words};

/// Cuts fields into words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Analyzer;

/// The words of one text, as tokens.
pub(super) struct Tokens<'t> {
    words: Words<'t>,
    token: Token,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        Tokens { words: words(text), token: Token::default() }
    }
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.text.clear();
        self.token.text.push_str(word.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
