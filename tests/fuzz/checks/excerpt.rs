//! What is promised of passages, whatever the text and the query.

use news_search::results::{Context, Cut, Excerpt, Passage, PassageField};
use news_search::text;

/// Panics unless the passages are pieces of the text, in order, as long and as many as was asked
/// for, whole where they say so, and the marks lie in them side by side.
pub(crate) fn check(passages: &[Passage], headline: Option<&str>, body: &str, asked: &Excerpt) {
    let sentences = text::sentences(body);
    let in_body: Vec<&Passage> =
        passages.iter().filter(|one| one.field == PassageField::Body).collect();
    assert!(in_body.len() <= asked.passages, "more passages than asked for");
    let is_nothing = asked.passages == 0 || sentences.is_empty();
    assert_eq!(in_body.is_empty(), is_nothing, "something is shown of every text");
    let mut behind = 0;
    for one in &in_body {
        assert!(one.start >= behind, "passages overlap or are out of order");
        behind = one.end;
        let is_trimmed = asked.context == Context::Sentence;
        assert!(!is_trimmed || one.text.chars().count() <= asked.width.max(1), "too long");
        is_piece(one, body);
    }
    let begins: Vec<usize> = sentences.iter().map(|one| chars(body, one.start)).collect();
    let ends: Vec<usize> = sentences.iter().map(|one| chars(body, one.end)).collect();
    for one in in_body {
        let begins = begins.binary_search(&one.start).is_ok();
        let ends = ends.binary_search(&one.end).is_ok();
        assert!(begins || matches!(one.cut, Cut::Start | Cut::Both), "begins in a sentence");
        assert!(ends || matches!(one.cut, Cut::End | Cut::Both), "ends in a sentence");
    }
    for (nth, one) in passages.iter().enumerate() {
        if one.field == PassageField::Headline {
            assert!(nth == 0 && !one.marks.is_empty(), "only a headline with a match, and first");
            let whole = headline.expect("a headline is shown where there is one");
            is_piece(one, whole);
            assert_eq!(one.text, whole, "headlines are shown whole");
        }
    }
}

/// Panics unless a passage is what stands at its place, and its marks lie in it side by side.
fn is_piece(one: &Passage, text: &str) {
    assert!(one.start <= one.end);
    let piece: String = text.chars().skip(one.start).take(one.end - one.start).collect();
    assert_eq!(piece, one.text, "the text at the offsets is another");
    let length = one.text.chars().count();
    assert_eq!(length, one.end - one.start, "the offsets are not those of the text");
    let mut last = 0;
    for &(start, end) in &one.marks {
        assert!(last <= start && start < end && end <= length, "marks outside or overlapping");
        let marked: String = one.text.chars().skip(start).take(end - start).collect();
        assert!(marked.contains(|c: char| !c.is_whitespace()), "nothing is marked");
        last = end;
    }
}

/// How many characters stand before a byte.
fn chars(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}
