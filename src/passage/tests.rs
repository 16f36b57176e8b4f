use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Passages;
use crate::article::{Article, Head};
use crate::query::{Expansion, Field, Leaf, Test};
use crate::results::{Passage, PassageField};

/// A leaf that stands for these words: `a|b c` is a phrase whose first word is either.
fn expansion(field: Field, typed: &str, positive: bool) -> Expansion {
    let group = |group: &str| group.split('|').map(str::to_owned).collect::<BTreeSet<_>>();
    let words: Vec<_> = typed.split(' ').map(group).collect();
    let test = Test::Words { words: vec![typed.to_owned()], exact: true };
    Expansion { leaf: Leaf { field, test }, words, positive }
}

fn article(headline: &str, body: &str) -> Article {
    let head = Head { headline: Some(headline.to_owned()), ..Head::default() };
    Article { head, body: body.to_owned() }
}

/// Passages with their marks in brackets, headlines behind `#`.
fn shown(passages: &[Passage]) -> Vec<String> {
    let show = |passage: &Passage| {
        let mut text = if passage.field == PassageField::Headline { "#" } else { "" }.to_owned();
        for (at, c) in passage.text.chars().enumerate() {
            if passage.marks.iter().any(|mark| mark.0 == at) {
                text.push('[');
            }
            text.push(c);
            if passage.marks.iter().any(|mark| mark.1 == at + 1) {
                text.push(']');
            }
        }
        text
    };
    passages.iter().map(show).collect()
}

const BODY: &str = "The oil price fell on Monday. Traders spoke of fear.\n\n\
    Vietsovpetro, a joint venture, pumps oil at Bach Ho. Bach said ho. \
    The joint venture is old. Rain fell in Hanoi.";

#[test]
fn the_most_telling_sentences_are_shown_with_exact_marks() {
    let cases: [(&[(Field, &str, bool)], usize, usize, &[&str]); 9] = [
        (
            &[(Field::Text, "vietsovpetro", true)],
            2,
            200,
            &["[Vietsovpetro], a joint venture, pumps oil at Bach Ho."],
        ),
        (
            &[(Field::Text, "bach ho", true)],
            3,
            200,
            &["Vietsovpetro, a joint venture, pumps oil at [Bach Ho]."],
        ),
        (
            &[(Field::Text, "oil", true), (Field::Text, "rain|rained", true)],
            2,
            40,
            &["The [oil] price fell on Monday.", "[Rain] fell in Hanoi."],
        ),
        (
            &[(Field::Text, "rain", true), (Field::Text, "hanoi", false)],
            1,
            200,
            &["[Rain] fell in Hanoi."],
        ),
        (
            &[(Field::Headline, "rain", true)],
            1,
            200,
            &["#[Rain] and oil", "The oil price fell on Monday."],
        ),
        (&[(Field::Body, "oil", true)], 1, 200, &["The [oil] price fell on Monday."]),
        (&[(Field::Source, "oil", true)], 1, 200, &["The oil price fell on Monday."]),
        (
            &[(Field::Text, "joint venture", true), (Field::Text, "venture", true)],
            2,
            60,
            &[
                "Vietsovpetro, a [joint venture], pumps oil at Bach Ho.",
                "The [joint venture] is old.",
            ],
        ),
        (&[(Field::Text, "oil", true)], 0, 200, &[]),
    ];
    for (leaves, how_many, width, want) in cases {
        let expansions: Vec<_> = leaves
            .iter()
            .map(|&(field, typed, positive)| expansion(field, typed, positive))
            .collect();
        let headline = if leaves[0].0 == Field::Headline { "Rain and oil" } else { "News" };
        let passages = Passages::new(&expansions, how_many, width).of(&article(headline, BODY));
        assert_eq!(shown(&passages), want, "{leaves:?}");
    }
}

#[test]
fn sentences_that_follow_one_another_are_joined_where_they_fit() {
    let expansions = [expansion(Field::Text, "oil", true), expansion(Field::Text, "fear", true)];
    let passages = |width| {
        let body = "The oil price fell. Traders spoke of fear. Rain fell.";
        shown(&Passages::new(&expansions, 2, width).of(&article("News", body)))
    };
    assert_eq!(passages(100), ["The [oil] price fell. Traders spoke of [fear]."]);
    assert_eq!(passages(30), ["The [oil] price fell.", "Traders spoke of [fear]."]);
}

#[test]
fn a_long_sentence_is_trimmed_between_words_around_its_matches() {
    let filler = "so many words that nobody wants to read them all ".repeat(5);
    let body = format!("At first {filler}came the oil and the gas and {filler}the end.");
    let expansions = [expansion(Field::Text, "oil", true), expansion(Field::Text, "gas", true)];
    let passages = Passages::new(&expansions, 1, 60).of(&article("News", &body));
    assert_eq!(shown(&passages), ["all came the [oil] and the [gas] and so many words that nobody"]);
    let start = body.find("all came the oil").unwrap();
    assert_eq!((passages[0].start, passages[0].end), (start, start + 58));
}

#[test]
fn text_without_spaces_is_trimmed_between_characters() {
    let body = format!("{}石油{}", "天".repeat(100), "地".repeat(100));
    let expansions = [expansion(Field::Text, "石 油", true)];
    let passages = Passages::new(&expansions, 1, 20).of(&article("News", &body));
    assert_eq!(shown(&passages), [format!("{}[石油]{}", "天".repeat(6), "地".repeat(12))]);
}

proptest! {
    #[test]
    fn whatever_the_text_offsets_and_marks_are_true(
        body in "(oil|gas|Öl|石油|the|\\.|\\. |\n\n| |[a-z]{1,9}|\\PC){0,60}",
        headline in "\\PC{0,20}",
        how_many in 0_usize..4,
        width in 0_usize..60,
    ) {
        let leaves = ["oil", "gas oil", "the|ol", "石 油", "a"];
        let expansions = leaves.map(|typed| expansion(Field::Text, typed, true));
        let article = article(&headline, &body);
        let passages = Passages::new(&expansions, how_many, width).of(&article);
        let mut behind = 0;
        for passage in &passages {
            let field = match passage.field {
                PassageField::Headline => &headline,
                PassageField::Body => &body,
            };
            let length = passage.end - passage.start;
            let text: String = field.chars().skip(passage.start).take(length).collect();
            prop_assert_eq!(&text, &passage.text);
            prop_assert_eq!(passage.text.chars().count(), length);
            if passage.field == PassageField::Body {
                prop_assert!(passage.start >= behind);
                behind = passage.end;
            }
            let mut last = 0;
            for &(from, to) in &passage.marks {
                prop_assert!(last <= from && from < to && to <= length);
                last = to;
            }
        }
    }
}
