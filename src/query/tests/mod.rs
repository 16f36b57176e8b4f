//! What holds for anything typed; the language itself is a table in [`language`].

mod language;

use jiff::civil;
use proptest::prelude::*;

use super::{Clause, Need, Query, parse};
use crate::text;

const TODAY: civil::Date = civil::date(2024, 6, 19);

#[test]
fn plain_words_are_wanted_filters_required() {
    let parsed = parse("a source:b -c +d e AND f", TODAY);
    let needs = match parsed.query {
        Query::Clauses(clauses) => clauses.iter().map(|clause| clause.need).collect(),
        _ => Vec::new(),
    };
    assert_eq!(
        needs,
        [Need::Wanted, Need::Required, Need::Excluded, Need::Required, Need::Required]
    );
}

#[test]
fn leaves_know_whether_they_are_excluded() {
    let query = parse("a -(b NOT c) (d OR NOT source:e)", TODAY).query;
    let leaves: Vec<String> =
        query.leaves().into_iter().map(|(leaf, positive)| format!("{leaf} {positive}")).collect();
    assert_eq!(leaves, ["a true", "b false", "c true", "d true", "source:e false"]);
}

#[test]
fn trees_are_put_together_in_one_form() {
    let word = |word: &str| parse(word, TODAY).query;
    let any = Query::any_of([word("a"), Query::any_of([word("b"), word("c")])]);
    assert_eq!(any.to_string(), "a OR b OR c");
    let all = Query::all_of([Query::Everything, any, word("source:d")]);
    assert_eq!(all.to_string(), "(a OR b OR c) AND source:d");
    assert_eq!(Query::any_of([word("a"), Query::Everything]), Query::Everything);
    assert_eq!(Query::all_of([]), Query::Everything);
    assert_eq!(Query::all_of([word("a")]), word("a"));
    assert_eq!(word("a").negated().negated(), word("a"));
}

#[test]
fn endless_input_is_a_search() {
    let many = 100_000;
    for (typed, understood) in [
        ("(".repeat(many) + "a", "a"),
        ("(".repeat(many) + "a" + &")".repeat(many), "a"),
        ("NOT ".repeat(many) + "a", "a"),
        ("AND ".repeat(many) + "a", "a"),
        ("\"".repeat(many + 1) + "a", "a"),
        ("«".repeat(many + 1) + "a", "a"),
        ("-".repeat(many) + "a", "a"),
        ("source:".repeat(many) + "a", ""),
        (")".repeat(many), "*"),
    ] {
        let parsed = parse(&typed, TODAY);
        if !understood.is_empty() {
            assert_eq!(parsed.query.to_string(), understood);
        }
        assert!(parsed.notes.len() < 10);
    }
    let pasted = "Vietnam, Russia sign deals. ".repeat(2_500);
    let Query::Clauses(clauses) = parse(&pasted, TODAY).query else { panic!("words expected") };
    assert_eq!(clauses.len(), 10_000);
    let Query::Or(choices) = parse(&"source:a ".repeat(10_000), TODAY).query else {
        panic!("a choice expected")
    };
    assert_eq!(choices.len(), 10_000);
}

/// Pieces of the language, to be strung together in any order.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "c",
        "covid-19",
        "u.s.",
        "5,000",
        "AT&T",
        "普京",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "+",
        "-",
        "\"",
        "“",
        "»",
        "headline:",
        "source:",
        "date:",
        "body:",
        "lang:",
        "2024",
        "2023..",
        "gre*",
        "a~",
        "b~2",
        "*",
        "~",
        "^2",
        "/",
        "!",
        "&&",
        " ",
        " ",
        " ",
        " ",
        "source:x",
        "source:y",
        "date:2022",
        " OR ",
        " AND ",
        " -",
        " NOT ",
        " (",
        ") ",
        "headline:(",
        "source:(",
        "\"a b\"",
        "\"a b\"~3",
        " NEAR/5 ",
        " BEFORE/s ",
        "atleast:2:",
        "/a|b/",
        "a*b",
        "none",
        "date:foo",
        "…",
        ":",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Whether the words of a query cut to themselves, as all but a few compatibility characters do.
fn is_printable(query: &Query) -> bool {
    query.leaves().into_iter().all(|(leaf, _)| match &leaf.test {
        super::Test::Dates(_) | super::Test::Present => true,
        test => test.atoms().iter().all(is_printable_atom),
    })
}

fn is_printable_atom(test: &super::Test) -> bool {
    let one = |word: &str| text::words(word).to_vec() == [word];
    match test {
        super::Test::Words { words, .. } => words.iter().all(|word| one(word)),
        super::Test::Prefix(word) | super::Test::Fuzzy { word, .. } => one(word),
        super::Test::Wildcard(word) => {
            word.split(['*', '?']).all(|piece| piece.is_empty() || one(piece))
        }
        _ => true,
    }
}

fn reads_back(typed: &str) -> Result<(), TestCaseError> {
    let parsed = parse(typed, TODAY);
    let length = typed.chars().count();
    for note in &parsed.notes {
        prop_assert!(note.at.start <= note.at.end && note.at.end <= length, "{note:?}");
    }
    prop_assert!(is_canonical(&parsed.query), "{:?}", parsed.query);
    if is_printable(&parsed.query) {
        let printed = parsed.query.to_string();
        let again = parse(&printed, TODAY);
        prop_assert_eq!(again.query, parsed.query, "{}", printed);
        prop_assert_eq!(again.notes, Vec::new(), "{}", printed);
    }
    Ok(())
}

#[test]
fn filters_are_what_is_asked_of_facts() {
    for (typed, want) in [
        ("oil", "*"),
        ("oil gas -whale", "*"),
        ("oil source:bbc", "source:bbc"),
        ("oil -source:bbc date:2024", "NOT source:bbc AND date:2024-01-01..2024-12-31"),
        ("source:bbc source:cnn oil", "source:(bbc OR cnn)"),
        ("source:bbc OR oil", "*"),
        ("(oil OR gas) AND lang:fr AND NOT (whale AND by:anna)", "lang:fr"),
        ("source:bbc lang:en", "source:bbc lang:en"),
        ("source:none oil^2", "NOT source:*"),
        ("headline:oil headline:*", "headline:*"),
    ] {
        let filters = parse(typed, TODAY).query.filters();
        assert_eq!(filters.to_string(), want, "{typed}");
        assert!(is_canonical(&filters), "{typed}");
    }
}

/// No group of one, no group directly inside one of its kind, nothing that asks nothing.
fn is_canonical(query: &Query) -> bool {
    let inner = |query: &Query| *query != Query::Everything && is_canonical(query);
    match query {
        Query::Everything | Query::Leaf(_) => true,
        Query::And(parts) => {
            parts.len() > 1
                && parts.iter().all(|part| inner(part) && !matches!(part, Query::And(_)))
        }
        Query::Or(parts) => {
            parts.len() > 1 && parts.iter().all(|part| inner(part) && !matches!(part, Query::Or(_)))
        }
        Query::Not(part) => is_canonical(part) && !matches!(**part, Query::Not(_)),
        Query::Boost(part, _) => inner(part),
        Query::Clauses(clauses) => {
            let fine = |Clause { need, query }: &Clause| {
                let asks = *need == Need::Excluded || *query != Query::Everything;
                asks && is_canonical(query) && !matches!(query, Query::Not(_))
            };
            clauses.len() > 1 && clauses.iter().all(fine)
        }
    }
}

proptest! {
    #[test]
    fn what_is_understood_reads_back_as_itself(typed in typed()) {
        reads_back(&typed)?;
    }

    #[test]
    fn anything_typed_is_a_search(typed in ".{0,60}") {
        reads_back(&typed)?;
    }

    #[test]
    fn any_characters_are_a_search(typed in prop::collection::vec(any::<char>(), 0..60)) {
        reads_back(&typed.into_iter().collect::<String>())?;
    }
}
