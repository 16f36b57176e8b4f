//! Where sentences and paragraphs begin among the words of a text.

use std::ops::Range;
use std::vec;

use super::sentences;

/// Tells, word by word, where sentences and paragraphs begin.
#[derive(Debug, Clone)]
pub struct BreakReader<'t> {
    text: &'t str,
    sentences: vec::IntoIter<Range<usize>>,
    /// The next sentence that no word was read of yet.
    next: Option<Range<usize>>,
    /// Where the sentence before it ends.
    end: usize,
    begun: bool,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begins {
    /// Whether a paragraph does, and not only a sentence.
    pub paragraph: bool,
}

impl<'t> BreakReader<'t> {
    /// Begins to read a text.
    pub fn new(text: &'t str) -> Self {
        Self::with(text, sentences(text))
    }

    /// The same, where the sentences of the text are known.
    pub fn with(text: &'t str, sentences: Vec<Range<usize>>) -> Self {
        let mut sentences = sentences.into_iter();
        let next = sentences.next();
        Self { text, sentences, next, end: 0, begun: false }
    }

    /// What begins with the word at this byte, if anything does; nothing does with the first word of
    /// a text. To be asked of every word in turn.
    pub fn before(&mut self, word: usize) -> Option<Begins> {
        let mut begins: Option<Begins> = None;
        while let Some(sentence) = self.next.take_if(|next| next.start <= word) {
            let paragraph = begins_paragraph(&self.text[self.end..sentence.start])
                || begins.is_some_and(|begins| begins.paragraph);
            begins = Some(Begins { paragraph });
            self.end = sentence.end;
            self.next = self.sentences.next();
        }
        let is_first = !std::mem::replace(&mut self.begun, true);
        begins.filter(|_| !is_first)
    }
}

/// Whether what stands between two sentences parts two paragraphs: a blank line does.
pub fn begins_paragraph(gap: &str) -> bool {
    gap.bytes().filter(|&byte| byte == b'\n').count() > 1
}
