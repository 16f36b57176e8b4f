use std::collections::BTreeSet;

use jiff::civil;
use proptest::prelude::*;

use super::Finder;
use crate::query::{Expansion, Leaf, Query, Test, parse};
use crate::results::{Context, Cut, Excerpt, Passage, PassageField};
use crate::text;

/// What an index would answer that holds just these texts and knows no inflections but a final s.
fn expansions(query: &Query, texts: &[&str]) -> Vec<Expansion> {
    let vocabulary: BTreeSet<String> =
        texts.iter().flat_map(|text| text::words(text).to_vec()).collect();
    let all = |holds: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
        vocabulary.iter().filter(|word| holds(word)).cloned().collect()
    };
    let singular = |word: &str| word.trim_end_matches('s').to_owned();
    let expand = |test: &Test| match test {
        Test::Words { words, exact: true } => {
            words.iter().map(|word| all(&|known| known == word)).collect()
        }
        Test::Words { words, exact: false } => {
            words.iter().map(|word| all(&|known| singular(known) == singular(word))).collect()
        }
        Test::Prefix(prefix) => vec![all(&|known| known.starts_with(prefix))],
        Test::Wildcard(pattern) => {
            let pattern = text::Pattern::wildcard(pattern).unwrap();
            vec![all(&|known| pattern.matches(known))]
        }
        Test::Regex(pattern) => {
            let pattern = text::Pattern::regex(pattern).unwrap();
            vec![all(&|known| pattern.matches(known))]
        }
        Test::Fuzzy { word, .. } => vec![all(&|known| known == word)],
        _ => Vec::new(),
    };
    let leaves = query.leaves().into_iter();
    let atoms = leaves.flat_map(|(leaf, positive)| {
        let field = leaf.field;
        leaf.test.atoms().into_iter().map(move |test| (Leaf { field, test }, positive))
    });
    atoms
        .map(|(leaf, positive)| Expansion {
            words: expand(&leaf.test),
            leaf,
            positive,
            left_out: Vec::new(),
        })
        .collect()
}

fn passages(
    query: &str,
    headline: Option<&str>,
    body: &str,
    most: usize,
    width: usize,
) -> Vec<Passage> {
    let query = parse(query, civil::date(2024, 6, 19)).query;
    let expansions = expansions(&query, &[headline.unwrap_or_default(), body]);
    let excerpt = Excerpt { passages: most, width, context: Context::Sentence };
    Finder::new(&query, &expansions).passages(headline, body, &excerpt)
}

/// A passage with its marks in brackets, and where it was cut.
fn shown(passage: &Passage) -> String {
    let mut shown = String::new();
    if matches!(passage.cut, Cut::Start | Cut::Both) {
        shown.push('…');
    }
    for (at, c) in passage.text.chars().enumerate() {
        if passage.marks.iter().any(|mark| mark.0 == at) {
            shown.push('[');
        }
        shown.push(c);
        if passage.marks.iter().any(|mark| mark.1 == at + 1) {
            shown.push(']');
        }
    }
    if matches!(passage.cut, Cut::End | Cut::Both) {
        shown.push('…');
    }
    shown
}

fn marked(query: &str, body: &str) -> Vec<String> {
    passages(query, None, body, 2, 200).iter().map(shown).collect()
}

#[test]
fn what_matched_is_marked_and_nothing_else() {
    let body = "The minister signed two deals on oil. The state visit ended; a state of visits.";
    for (query, want) in [
        ("deal", "The minister signed two [deals] on oil."),
        ("\"deal\"", "The minister signed two deals on oil."),
        ("\"state visit\"", "The [state visit] ended; a state of visits."),
        ("state-visit", "The [state visit] ended; a state of visits."),
        ("minist*", "The [minister] signed two deals on oil."),
        ("oil -minister", "The minister signed two deals on [oil]."),
        ("oil source:deals", "The minister signed two deals on [oil]."),
        ("oil headline:minister", "The minister signed two deals on [oil]."),
        ("body:oil", "The minister signed two deals on [oil]."),
        ("\"two deals\" \"deals on\"", "The minister signed [two deals on] oil."),
        ("oil oil", "The minister signed two deals on [oil]."),
        ("de?l*", "The minister signed two [deals] on oil."),
        ("/[a-z]{8}/", "The [minister] signed two deals on oil."),
        ("minister NEAR/2 deals", "The [minister] signed two [deals] on oil."),
        ("minister NEAR/1 deals", "The minister signed two deals on oil."),
        ("deals BEFORE/9 minister", "The minister signed two deals on oil."),
        ("minister NEAR/s (oil OR gas)", "The [minister] signed two deals on [oil]."),
        ("\"oil minister\"~4", "The [minister] signed two deals on [oil]."),
        ("atleast:2:visit", "The state [visit] ended; a state of [visits]."),
        ("oil AND NOT minister NEAR/2 deals", "The minister signed two deals on [oil]."),
        ("oil^3", "The minister signed two deals on [oil]."),
    ] {
        let got = passages(query, None, body, 1, 60);
        assert_eq!(got.iter().map(shown).collect::<Vec<_>>(), [want], "{query}");
    }
}

#[test]
fn phrases_are_followed_through_repeated_words_and_past_a_block() {
    assert_eq!(
        marked("\"very very good\"", "a very very very good year"),
        ["a very [very very good] year"]
    );
    let long: Vec<String> = (0..150).map(|nth| format!("w{nth}")).collect();
    let long = long.join(" ");
    let body = format!("x {long} y");
    let got = passages(&format!("\"{long}\""), None, &body, 1, 10_000);
    assert_eq!(got[0].marks, [(2, 2 + long.len())]);
    assert_eq!(passages(&format!("\"{long} w0\""), None, &body, 1, 10_000)[0].marks, []);
}

#[test]
fn a_phrase_across_two_sentences_is_shown_with_both() {
    let body = "He left Hanoi. Putin flew home. It rained.";
    assert_eq!(marked("\"hanoi putin\"", body), ["He left [Hanoi. Putin] flew home."]);
}

#[test]
fn what_is_close_across_sentences_is_shown_together() {
    let body = "It rained. Oil rose again. Nobody knew the price. It rained.";
    assert_eq!(marked("oil NEAR/5 price", body), ["[Oil] rose again. Nobody knew the [price]."]);
    assert_eq!(
        marked("oil NEAR/s price", body),
        ["It rained. Oil rose again. Nobody knew the price. It rained."]
    );
}

#[test]
fn only_the_lead_is_marked_where_the_lead_is_asked_for() {
    let body = format!("Oil rose.\n\n{}\n\nOil fell.", "Word. ".repeat(60).trim());
    assert_eq!(marked("lead:oil", &body), ["[Oil] rose."]);
    assert_eq!(marked("body:oil", &body), ["[Oil] rose.", "[Oil] fell."]);
}

#[test]
fn words_that_stand_together_as_asked_come_first() {
    let body = "The minister of oil spoke of oil. Later came the oil minister, they said.";
    let got = passages("oil minister", None, body, 1, 60);
    assert_eq!(shown(&got[0]), "Later came the [oil] [minister], they said.");
}

#[test]
fn a_paragraph_is_shown_whole_if_asked_for() {
    let body =
        "It rained.\n\nOil rose, as it had all through that long week. Nobody knew why.\n\nGas.";
    let query = parse("oil", civil::date(2024, 6, 19)).query;
    let expansions = expansions(&query, &[body]);
    let excerpt = Excerpt { passages: 2, width: 20, context: Context::Paragraph };
    let got = Finder::new(&query, &expansions).passages(None, body, &excerpt);
    assert_eq!(
        got.iter().map(shown).collect::<Vec<_>>(),
        ["[Oil] rose, as it had all through that long week. Nobody knew why."]
    );
}

#[test]
fn passages_cover_the_query_in_reading_order() {
    let body = "Gas is cheap. Gas and gas again.\n\nOil is dear.\n\nIt rained on Tuesday.";
    assert_eq!(marked("oil gas", body), ["[Gas] and [gas] again.", "[Oil] is dear."]);
}

#[test]
fn neighbours_that_fit_are_one_passage() {
    let body = "Oil rose. Gas fell.\n\nOil and gas.";
    let got = passages("oil gas", None, body, 9, 200);
    assert_eq!(
        got.iter().map(shown).collect::<Vec<_>>(),
        ["[Oil] rose. [Gas] fell.", "[Oil] and [gas]."]
    );
}

#[test]
fn a_headline_with_a_match_comes_first_and_a_body_without_shows_its_beginning() {
    let got = passages("Zürich", Some("Ärger in ZÜRICH"), "Es regnet. Es schneit.", 1, 12);
    let want = [
        Passage {
            field: PassageField::Headline,
            start: 0,
            end: 15,
            text: "Ärger in ZÜRICH".to_owned(),
            marks: vec![(9, 15)],
            cut: Cut::None,
        },
        Passage {
            field: PassageField::Body,
            start: 0,
            end: 10,
            text: "Es regnet.".to_owned(),
            marks: Vec::new(),
            cut: Cut::None,
        },
    ];
    assert_eq!(got, want);
    assert_eq!(passages("x", Some("x"), "x", 0, 80), []);
    assert_eq!(passages("x", None, "", 3, 80), []);
}

#[test]
fn long_sentences_are_cut_at_words_around_what_matched() {
    let body =
        "One two three four five six seven eight nine ten eleven twelve thirteen “fourteen” end.";
    for (query, width, want) in [
        ("one", 20, "[One] two three four…"),
        ("seven", 20, "…six [seven] eight nine…"),
        ("end", 20, "…“fourteen” [end]."),
        ("seven nine one", 24, "…[seven] eight [nine] ten…"),
        ("absent", 10, "One two…"),
        ("\"three four five\"", 10, "…[three four]…"),
        ("thirteen", 4, "…[thir]…"),
    ] {
        let got = passages(query, None, body, 1, width);
        assert_eq!(got.iter().map(shown).collect::<Vec<_>>(), [want], "{query}");
    }
    let body = "Nobody in the city spoke of COVID-19 any more then.";
    let got = passages("spoke", None, body, 1, 16);
    assert_eq!(got.iter().map(shown).collect::<Vec<_>>(), ["…[spoke] of…"]);
    assert_eq!(
        shown(&passages("河内", None, "俄罗斯总统普京访问河内并会见越南领导人", 1, 6)[0]),
        "…问[河内]并会见…"
    );
}

proptest! {
    #[test]
    fn passages_are_slices_and_marks_lie_inside(
        query in "[a-c*~ \"()+-]{0,12}|.{0,12}",
        headline in prop::option::of("[a-c .]{0,12}"),
        body in "[a-cA-C .,\"\\-\n普京é]{0,80}|.{0,80}",
        most in 0..4_usize,
        width in 0..40_usize,
    ) {
        let found = passages(&query, headline.as_deref(), &body, most, width);
        let mut behind = 0;
        let in_body = found.iter().filter(|one| one.field == PassageField::Body).count();
        prop_assert!(in_body <= most);
        for (nth, one) in found.iter().enumerate() {
            let field = match one.field {
                PassageField::Headline => {
                    prop_assert!(nth == 0 && !one.marks.is_empty());
                    headline.as_deref().unwrap_or_default()
                }
                PassageField::Body => {
                    prop_assert!(one.start >= behind);
                    behind = one.end;
                    prop_assert!(one.text.chars().count() <= width.max(1));
                    body.as_str()
                }
            };
            let slice: String = field.chars().skip(one.start).take(one.end - one.start).collect();
            prop_assert_eq!(&slice, &one.text);
            prop_assert_eq!(one.text.chars().count(), one.end - one.start);
            let mut last = 0;
            for &(start, end) in &one.marks {
                prop_assert!(last <= start && start < end && end <= one.end - one.start);
                last = end;
            }
        }
    }
}
