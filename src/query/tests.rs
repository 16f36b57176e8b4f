//! The query language as a table, and what holds for anything typed.

use jiff::civil;
use proptest::prelude::*;

use super::{Clause, Need, Query, parse};
use crate::text;

const TODAY: civil::Date = civil::date(2024, 6, 19);

/// What is typed, how it is understood, and the notes, each behind its place. Every example of
/// `docs/query.md` is here.
const LANGUAGE: &[(&str, &str, &[&str])] = &[
    ("Putin Hanoi", "putin hanoi", &[]),
    ("Vietsovpetro", "vietsovpetro", &[]),
    ("\"state visit\"", "\"state visit\"", &[]),
    ("“state visit”", "\"state visit\"", &[]),
    ("„Staatsbesuch in Hanoi“", "\"staatsbesuch in hanoi\"", &[]),
    ("«визит во Вьетнам»", "\"визит во вьетнам\"", &[]),
    ("\"missiles\"", "\"missiles\"", &[]),
    ("+Putin Hanoi", "+putin hanoi", &[]),
    ("Putin -Ukraine", "putin -ukraine", &[]),
    ("Putin −Ukraine", "putin -ukraine", &[]),
    ("-Ukraine", "NOT ukraine", &[]),
    ("-Ukraine -Russia", "-ukraine -russia", &[]),
    ("-(Ukraine Russia) gas", "-(ukraine russia) gas", &[]),
    ("Putin NOT Ukraine", "putin -ukraine", &[]),
    ("NOT Ukraine", "NOT ukraine", &[]),
    ("NOT NOT Ukraine", "ukraine", &[]),
    ("Putin AND Hanoi", "putin AND hanoi", &[]),
    ("Putin OR Kim visit", "(putin OR kim) visit", &[]),
    ("visit Putin OR Kim gas", "visit (putin OR kim) gas", &[]),
    ("oil OR gas AND Hanoi", "oil OR (gas AND hanoi)", &[]),
    ("Putin AND NOT Ukraine", "putin AND NOT ukraine", &[]),
    ("oil AND gas visit", "(oil AND gas) visit", &[]),
    ("(Putin OR Kim) AND (Hanoi OR Pyongyang)", "(putin OR kim) AND (hanoi OR pyongyang)", &[]),
    ("Putin (Hanoi OR Pyongyang)", "putin (hanoi OR pyongyang)", &[]),
    ("who won the election", "who won the election", &[]),
    ("WHO covid", "WHO covid", &[]),
    ("WHO COVID", "who covid", &[]),
    ("Hanoi BEFORE. noon", "hanoi BEFORE. noon", &[]),
    (
        "TALKS ON OIL AND GAS IN HANOI",
        "talks on oil and gas in hanoi",
        &["13..16 this reads as a sentence: AND, OR and NOT are words"],
    ),
    (
        "This is NOT what the minister of oil said to us in Hanoi on Monday.",
        "this is not what the minister of oil said to us in hanoi on monday",
        &["8..11 this reads as a sentence: AND, OR and NOT are words"],
    ),
    ("president of France AND visit to China", "president of (france AND visit) to china", &[]),
    ("NATO AND EU OR UN AND OPEC", "(nato AND eu) OR (un AND opec)", &[]),
    ("to be or not to be", "to be or not to be", &[]),
    ("the +who", "the +who", &[]),
    ("#BlackFriday sales", "blackfriday black friday sales", &[]),
    ("#BlackFriday AND sales", "blackfriday AND sales", &[]),
    (
        "Putin in Hanoi https://t.co/Ab1Cd",
        "putin in hanoi",
        &["15..33 an address beside words: left out; write url: before it to search for it"],
    ),
    ("+https://t.co/a Putin", "+https-t-co-a putin", &[]),
    ("Putin and Hanoi or Pyongyang not Kim", "putin and hanoi or pyongyang not kim", &[]),
    ("Hanoi (-Ukraine -Russia)", "hanoi -ukraine -russia", &[]),
    ("headline:Putin", "headline:putin", &[]),
    ("headline:Putin visit", "headline:putin visit", &[]),
    ("headline:\"state visit\"", "headline:\"state visit\"", &[]),
    ("headline:(Putin OR Kim) gas", "headline:(putin OR kim) gas", &[]),
    ("headline:(Putin Hanoi)", "headline:(putin hanoi)", &[]),
    ("headline:(Putin body:gas -Kim)", "headline:(putin body:gas -kim)", &[]),
    ("body:gas", "body:gas", &[]),
    ("title:Putin text:gas", "headline:putin body:gas", &[]),
    ("source:reuters Putin", "source:reuters putin", &[]),
    ("source:\"BBC News\"", "source:\"bbc news\"", &[]),
    ("source:bbc source:cnn Putin", "source:(bbc OR cnn) putin", &[]),
    ("source:(bbc OR cnn)", "source:(bbc OR cnn)", &[]),
    ("+source:bbc +source:news", "+source:bbc +source:news", &[]),
    ("-source:bbc", "NOT source:bbc", &[]),
    ("site:bbc.co.uk publisher:cnn", "source:(bbc-co-uk OR cnn)", &[]),
    ("outlet:(bbc cnn)", "source:(bbc OR cnn)", &[]),
    ("by:\"Jane Doe\"", "by:\"jane doe\"", &[]),
    ("author:Doe byline:Doe", "by:(doe OR doe)", &[]),
    ("agency:afp", "agency:afp", &[]),
    ("lang:fr", "lang:fr", &[]),
    ("language:fr lang:de", "lang:(fr OR de)", &[]),
    ("url:https://example.com/news/putin", "url:https-example-com-news-putin", &[]),
    ("path:2024/june.html", "path:2024-june-html", &[]),
    ("key:ABC-123", "key:abc-123", &[]),
    ("Headline:Putin", "headline:putin", &[]),
    ("date:2024", "date:2024-01-01..2024-12-31", &[]),
    ("date:2024-06", "date:2024-06-01..2024-06-30", &[]),
    ("date:2024-06-17", "date:2024-06-17", &[]),
    ("date:2024-06-01..2024-06-19", "date:2024-06-01..2024-06-19", &[]),
    ("date:2024-06..", "date:2024-06-01..", &[]),
    ("date:..2024-06", "date:..2024-06-30", &[]),
    ("date:>=2024-06-01", "date:2024-06-01..", &[]),
    ("date:today", "date:2024-06-19", &[]),
    ("date:yesterday Putin", "date:2024-06-18 putin", &[]),
    ("date:7d", "date:2024-06-13..2024-06-19", &[]),
    ("date:\"last 7 days\"", "date:2024-06-13..2024-06-19", &[]),
    ("date:(2022 OR 2024)", "date:(2022-01-01..2022-12-31 OR 2024-01-01..2024-12-31)", &[]),
    ("date:2022 date:2024", "date:(2022-01-01..2022-12-31 OR 2024-01-01..2024-12-31)", &[]),
    ("date:2024-01.. date:..2024-03 gas", "date:2024-01-01.. date:..2024-03-31 gas", &[]),
    ("-date:2024", "NOT date:2024-01-01..2024-12-31", &[]),
    ("gre*", "gre*", &[]),
    ("headline:gre*", "headline:gre*", &[]),
    ("hano~", "hano~1", &[]),
    ("vietnam~", "vietnam~2", &[]),
    ("vietnam~1", "vietnam~1", &[]),
    ("vietsovpetro~2", "vietsovpetro~2", &[]),
    ("vietnam~9", "vietnam~2", &["0..9 \"~9\": words can be 1 or 2 edits away"]),
    ("COVID-19", "covid-19", &[]),
    ("nuclear-armed Korea", "nuclear-armed korea", &[]),
    ("-COVID-19", "NOT covid-19", &[]),
    ("普京", "普京", &[]),
    ("\"普京访问\"", "\"普 京 访 问\"", &[]),
    ("U.S. AT&T O’Brien 5,000", "u.s. at&t o'brien 5000", &[]),
    ("11:30", "11-30", &[]),
    ("Biden: we agreed", "biden we agreed", &[]),
    ("http://x.com/a", "http-x-com-a", &[]),
    ("Nasdaq +1.2% Dow -0.4%", "nasdaq 1.2 dow 0.4", &[]),
    ("oil NOT 2019", "oil -(2019)", &[]),
    ("+(2019) oil -(3*)", "+(2019) oil -(3*)", &[]),
    ("@user #tag 🙂 C++", "user tag c", &[]),
    ("*", "*", &[]),
    ("", "*", &["0..0 nothing to search for: every article is found"]),
    ("   ", "*", &["0..3 nothing to search for: every article is found"]),
    (
        "— … !",
        "*",
        &[
            "0..5 nothing to search for: every article is found",
            "4..5 \"!\" is no operator: ignored; write NOT",
        ],
    ),
    (
        "()",
        "*",
        &[
            "0..2 nothing to search for between the brackets: ignored",
            "0..2 nothing to search for: every article is found",
        ],
    ),
    ("OR", "or", &["0..2 nothing but operators and names of fields: searched as words"]),
    ("AND OR", "and or", &["0..6 nothing but operators and names of fields: searched as words"]),
    (
        "sorce:bbc",
        "sorce bbc",
        &["0..6 no field \"sorce\": searched as words; did you mean \"source\"?"],
    ),
    (
        "section:sport",
        "section-sport",
        &["0..8 no field \"section\": searched as words side by side"],
    ),
    (
        "soruce:\"BBC News\"",
        "soruce \"bbc news\"",
        &["0..7 no field \"soruce\": searched as words; did you mean \"source\"?"],
    ),
    (
        "date:yesteday",
        "yesteday",
        &[
            "0..13 \"yesteday\" is no date or range of dates: searched as words; several words need quotes, as in date:\"last 7 days\"",
        ],
    ),
    (
        "date:(foo OR 2024) gas",
        "(foo OR date:2024-01-01..2024-12-31) gas",
        &[
            "6..9 \"foo\" is no date or range of dates: searched as words; several words need quotes, as in date:\"last 7 days\"",
        ],
    ),
    (
        "headline:(gas date:foo)",
        "headline:(gas foo)",
        &[
            "14..22 \"foo\" is no date or range of dates: searched as words; several words need quotes, as in date:\"last 7 days\"",
        ],
    ),
    ("source: bbc", "source bbc", &["0..7 nothing right behind \"source:\": searched as a word"]),
    ("source:", "source", &["0..7 nothing right behind \"source:\": searched as a word"]),
    (
        "headline:…",
        "headline",
        &["0..10 nothing but operators and names of fields: searched as words"],
    ),
    ("source:() gas", "gas", &["0..9 nothing to search for between the brackets: ignored"]),
    ("\"state visit", "state visit", &["0..1 a quotation mark without its partner: ignored"]),
    ("state visit\"", "state visit", &["11..12 a quotation mark without its partner: ignored"]),
    (
        "5\" gun \"state visit\"",
        "5 \"gun\" state visit",
        &["19..20 a quotation mark without its partner: ignored"],
    ),
    (
        "(Putin Hanoi",
        "putin hanoi",
        &["0..1 a bracket that is not closed: taken as closed at the end"],
    ),
    ("Putin) Hanoi", "putin hanoi", &["5..6 a closing bracket without an opening one: ignored"]),
    (
        "((Putin",
        "putin",
        &[
            "0..1 a bracket that is not closed: taken as closed at the end (here and in another place)",
        ],
    ),
    ("Putin AND", "putin", &["6..9 \"AND\" with nothing to join: ignored"]),
    ("AND Putin", "putin", &["0..3 \"AND\" with nothing to join: ignored"]),
    ("Putin AND OR Hanoi", "putin AND hanoi", &["10..12 \"OR\" with nothing to join: ignored"]),
    ("Putin NOT", "putin", &["6..9 \"NOT\" with nothing to join: ignored"]),
    (
        "Putin AND (OR) Hanoi",
        "putin AND hanoi",
        &[
            "10..14 nothing to search for between the brackets: ignored",
            "11..13 \"OR\" with nothing to join: ignored",
        ],
    ),
    ("Putin - Hanoi", "putin hanoi", &["6..7 a sign with nothing right behind it: ignored"]),
    ("Putin + Hanoi", "putin hanoi", &["6..7 a sign with nothing right behind it: ignored"]),
    ("Putin -… Hanoi", "putin hanoi", &["6..7 a sign with nothing right behind it: ignored"]),
    ("Putin --strict", "putin strict", &[]),
    ("-AND Putin", "-and putin", &[]),
    ("-(NOT Putin) Kim", "+putin kim", &[]),
    ("NOT -Putin Kim", "putin kim", &[]),
    ("+Putin OR Kim", "putin OR kim", &["7..9 \"+\" beside OR: ignored"]),
    ("+Putin AND Kim", "putin AND kim", &[]),
    ("\"\" Putin", "putin", &["0..2 nothing to search for between the quotation marks: ignored"]),
    ("\"…\" Putin", "putin", &["0..3 nothing to search for between the quotation marks: ignored"]),
    ("*nam", "*nam", &[]),
    ("wom*n", "wom*n", &[]),
    ("wom?n", "wom?n", &[]),
    ("*gate", "*gate", &[]),
    ("headline:*gate", "headline:*gate", &[]),
    ("**very** *important*", "very *important*", &[]),
    ("what?why? who?", "what?why who", &[]),
    ("http://x.com/a?b=c", "http-x-com-a-b-c", &[]),
    ("* Putin", "putin", &[]),
    ("Putin OR *", "*", &[]),
    ("NOT *", "NOT *", &[]),
    ("oil * gas", "oil gas", &[]),
    ("who is Putin?", "who is putin", &[]),
    (
        "nuclear-arm*",
        "nuclear-arm",
        &["0..12 \"*\" belongs to a single word: ignored, searched as the words \"nuclear arm\""],
    ),
    (
        "nuclear-arme~",
        "nuclear-arme",
        &["0..13 \"~\" belongs to a single word: ignored, searched as the words \"nuclear arme\""],
    ),
    (
        "\"nuclear weap*\"",
        "\"nuclear weap\"",
        &["0..15 \"*\" in a phrase: ignored, words in quotes are exact"],
    ),
    ("\"state visit\"~3", "\"state visit\"~3", &[]),
    ("\"state visit\"~0", "\"state visit\"", &[]),
    ("headline:\"state visit\"~3^2", "headline:\"state visit\"~3^2", &[]),
    ("\"visit\"~3", "\"visit\"", &["7..9 a distance needs several words in quotes: ignored"]),
    (
        "\"state visit\"~",
        "\"state visit\"",
        &["13..14 \"~\" without a distance, as in ~5: ignored"],
    ),
    (
        "\"state visit\"~5000",
        "\"state visit\"~255",
        &["13..18 a distance of more than 255 words: taken for 255"],
    ),
    ("\"state visit\"*", "\"state visit\"", &["13..14 \"*\" behind a phrase: ignored"]),
    ("(oil gas)^2 Hanoi", "(oil gas)^2 hanoi", &[]),
    ("gas^2 oil", "gas^2 oil", &[]),
    ("gas^.5 -oil^2", "gas^0.5 -oil^2", &[]),
    ("gas^0 oil", "gas oil", &["3..5 a weight must be above 0: ignored"]),
    ("\"gas\"^ oil", "\"gas\" oil", &["5..6 \"^\" without a weight, as in ^2: ignored"]),
    ("source:bbc^2 oil", "source:bbc oil", &["10..12 a weight on what does not rank: ignored"]),
    ("/gr[ae]y/", "/gr[ae]y/", &[]),
    ("headline:/gr(a|e)y/^3", "headline:/gr(a|e)y/^3", &[]),
    ("/gr[ae/", "gr-ae", &["0..7 no regular expression that can be searched: taken as words"]),
    ("and/or /usr/bin", "and-or usr-bin", &[]),
    ("oil NEAR/5 price", "oil NEAR/5 price", &[]),
    ("oil W/5 price", "oil NEAR/5 price", &[]),
    ("oil BEFORE/5 price", "oil BEFORE/5 price", &[]),
    ("oil PRE/5 price", "oil BEFORE/5 price", &[]),
    ("oil NEAR/s price", "oil NEAR/s price", &[]),
    ("oil NEAR/p \"joint venture\"", "oil NEAR/p \"joint venture\"", &[]),
    ("(oil OR gas) NEAR/5 price*", "(oil OR gas) NEAR/5 price*", &[]),
    ("(oil gas) NEAR/5 price", "(oil OR gas) NEAR/5 price", &[]),
    ("oil NEAR/5 price NEAR/9 gas", "(oil NEAR/5 price) NEAR/9 gas", &[]),
    ("headline:(oil NEAR/5 price)", "headline:(oil NEAR/5 price)", &[]),
    ("headline:oil NEAR/5 price gas", "headline:(oil NEAR/5 price) gas", &[]),
    ("-oil NEAR/5 price", "NOT oil NEAR/5 price", &[]),
    ("gas NOT oil NEAR/5 price", "gas -oil NEAR/5 price", &[]),
    ("(oil NEAR/5 price)^2 gas", "(oil NEAR/5 price)^2 gas", &[]),
    (
        "oil NEAR price",
        "oil near price",
        &["4..8 \"NEAR\" needs a distance, as in NEAR/5: searched as a word"],
    ),
    ("oil NEAR/5", "oil", &["4..10 \"NEAR\" with nothing to join: ignored"]),
    (
        "oil NEAR/5 source:bbc",
        "oil AND source:bbc",
        &["4..10 NEAR joins words, phrases and choices of them, in one field: taken for AND"],
    ),
    (
        "oil NEAR/5 (gas AND coal)",
        "oil AND gas AND coal",
        &["4..10 NEAR joins words, phrases and choices of them, in one field: taken for AND"],
    ),
    ("atleast:3:oil", "atleast:3:oil", &[]),
    ("atleast:3:headline:\"joint venture\"", "atleast:3:headline:\"joint venture\"", &[]),
    ("atleast:3:(oil OR gas) price", "atleast:3:(oil OR gas) price", &[]),
    ("atleast:1:oil", "oil", &[]),
    ("gas atleast:1:(oil OR coal)", "gas (oil OR coal)", &[]),
    ("atleast:3", "atleast-3", &[]),
    ("atleast:2:source:bbc", "atleast:2:source:bbc", &[]),
    (
        "atleast:2:date:2024",
        "date:2024-01-01..2024-12-31",
        &["0..10 only words and phrases can be counted: ignored"],
    ),
    ("lead:Putin", "lead:putin", &[]),
    ("domain:bbc.co.uk", "domain:bbc-co-uk", &[]),
    ("id:3f9a0c12", "id:3f9a0c12", &[]),
    ("format:html", "format:html", &[]),
    ("modified:2024-06", "modified:2024-06-01..2024-06-30", &[]),
    ("date:none", "NOT date:*", &[]),
    ("source:none Putin", "-source:* putin", &[]),
    ("by:*", "by:*", &[]),
    ("headline:*", "headline:*", &[]),
    ("headline:none", "headline:none", &[]),
    ("source:(bbc OR none)", "source:(bbc OR NOT *)", &[]),
    ("oil && gas", "oil gas", &["4..6 \"&&\" is no operator: ignored; write AND"]),
    ("oil || gas", "oil gas", &["4..6 \"||\" is no operator: ignored; write OR"]),
    ("! gas", "gas", &["0..1 \"!\" is no operator: ignored; write NOT"]),
    ("!gas oil", "gas oil", &["0..4 \"!\" is no operator: ignored; write NOT or \"-\""]),
    (
        "“state visit» Hanoi",
        "state visit hanoi",
        &["0..1 a quotation mark without its partner: ignored (here and in another place)"],
    ),
    ("（Putin Hanoi） gas", "(putin hanoi) gas", &[]),
    ("a*", "a*", &[]),
    (
        "date:2024* Putin",
        "2024* putin",
        &[
            "0..10 \"2024*\" is no date or range of dates: searched as words; several words need quotes, as in date:\"last 7 days\"",
        ],
    ),
];

#[test]
fn the_language() {
    for (typed, understood, notes) in LANGUAGE {
        let parsed = parse(typed, TODAY);
        let place =
            |note: &super::Note| format!("{}..{} {}", note.at.start, note.at.end, note.text);
        let got: Vec<String> = parsed.notes.iter().map(place).collect();
        assert_eq!(
            (parsed.query.to_string().as_str(), got.as_slice()),
            (*understood, &*owned(notes)),
            "{typed}"
        );
        assert_eq!(parse(understood, TODAY).query, parsed.query, "{understood}");
    }
}

fn owned(notes: &[&str]) -> Vec<String> {
    notes.iter().map(|&note| note.to_owned()).collect()
}

#[test]
fn every_example_of_the_page_is_in_the_table() {
    let page = include_str!("../../docs/query.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let examples = rows.filter_map(|row| row.split_once("` |")).map(|(typed, _)| typed);
    let missing: Vec<&str> =
        examples.filter(|typed| !LANGUAGE.iter().any(|(known, ..)| known == typed)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

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
