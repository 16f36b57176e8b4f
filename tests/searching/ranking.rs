//! The order of what is found.

use jiff::civil::date;
use news_search::article::{Dated, identify};
use news_search::date::Date;
use news_search::results::{Explain, Recency, Request, Sort};
use news_search::search::{Backend, cursor};

use super::scene::{article, found, request, search, write};

#[test]
fn the_parts_of_a_score_add_up() {
    let dir = tempfile::tempdir().unwrap();
    let mut dated = article("dated", "Oil minister | The oil minister of the state spoke of oil.");
    let day = Date::day(2024, 6, 20).unwrap();
    dated.head.date = Some(Dated { date: day, found_in: "byline line".into() });
    write(dir.path(), vec![dated, article("other", "A minister, and later oil.")]);
    let backend = Backend::open(dir.path()).unwrap();
    for typed in [
        "oil minister",
        "the minister of oil",
        "oil oil minister^3",
        "+oil \"oil minister\" state NEAR/2 spoke",
        "(oil OR gas) AND minister",
        "the of",
        "source:none minister",
        "minister \"spoke of coal and oil\"",
    ] {
        for recency in [None, Some(Recency { today: date(2024, 6, 30), half_life: 10 })] {
            let explain = Explain::Score(identify("dated", None));
            let request = Request { explain, recency, ..request(typed, Sort::Relevance) };
            let results = backend.search(&request).unwrap();
            let score = results.hits.iter().find(|hit| hit.head.id == identify("dated", None));
            let score = score.map(|hit| hit.score);
            let told = results.scored.unwrap();
            let close = |a: f32, b: f32| (a - b).abs() < 1e-4;
            assert!(close(told.score.unwrap(), score.unwrap()), "{typed}: {told:?} {score:?}");
        }
    }
    let explain = Explain::Score(identify("other", None)[..6].to_owned());
    let request = Request { explain, ..request("state", Sort::Relevance) };
    let told = backend.search(&request).unwrap().scored.unwrap();
    assert_eq!((told.score, told.parts), (None, Vec::new()));
}

#[test]
fn age_counts_where_it_is_asked_to() {
    let dir = tempfile::tempdir().unwrap();
    let aged = |name: &str, text: &str, day: i8| {
        let mut aged = article(name, text);
        let date = Date::day(2024, 6, day).unwrap();
        aged.head.date = Some(Dated { date, found_in: "byline line".into() });
        aged
    };
    write(
        dir.path(),
        vec![
            aged("old", "Oil, oil and more oil.", 1),
            aged("new", "Oil rose today on news.", 29),
            article("undated", "Oil, oil and oil again."),
        ],
    );
    let backend = Backend::open(dir.path()).unwrap();
    let order = |half_life: Option<u32>| -> Vec<String> {
        let recency = half_life.map(|half_life| Recency { today: date(2024, 6, 30), half_life });
        let request = Request { recency, ..request("oil", Sort::Relevance) };
        let hits = backend.search(&request).unwrap().hits.into_iter();
        hits.map(|hit| hit.head.path.trim_start_matches("/news/").to_owned()).collect()
    };
    assert_eq!(order(None), ["old", "undated", "new"]);
    assert_eq!(order(Some(7)), ["new", "old", "undated"]);
}

#[test]
fn pages_of_an_order_by_score_neither_overlap_nor_leave_out() {
    let dir = tempfile::tempdir().unwrap();
    let articles = (0..230).map(|nth: usize| {
        let text = format!("{}oil minister{}", "word ".repeat(nth % 7), " of oil".repeat(nth % 5));
        article(
            &format!("{nth:03}"),
            if nth.is_multiple_of(3) { "The minister and oil." } else { &text },
        )
    });
    write(dir.path(), articles.collect());
    let backend = Backend::open(dir.path()).unwrap();
    let typed = "the oil minister";
    let ids = |request: &Request| -> Vec<String> {
        let hits = backend.search(request).unwrap().hits.into_iter();
        hits.map(|hit| hit.head.id).collect()
    };
    let whole = ids(&Request { limit: 1000, ..request(typed, Sort::Relevance) });
    assert_eq!(whole.len(), 230);
    for limit in [7, 50, 99, 100, 101] {
        let (mut by_offset, mut by_cursor) = (Vec::new(), Vec::new());
        let mut after = None;
        while by_offset.len() < whole.len() {
            let offset = by_offset.len();
            by_offset.extend(ids(&Request { limit, offset, ..request(typed, Sort::Relevance) }));
            let page = Request { limit, after, ..request(typed, Sort::Relevance) };
            let results = backend.search(&page).unwrap();
            assert_eq!(results.hits[0].rank, by_cursor.len() + 1);
            by_cursor.extend(results.hits.iter().map(|hit| hit.head.id.clone()));
            after = results.next.map(|next| cursor::read(&next, &page).unwrap());
        }
        assert_eq!(by_offset, whole, "{limit}");
        assert_eq!(by_cursor, whole, "{limit}");
    }
}

#[test]
fn a_quotation_ranks_what_other_words_find() {
    let dir = tempfile::tempdir().unwrap();
    let quoted = "\"the officer shot a man dead\" oil";
    write(
        dir.path(),
        vec![
            article("quoted", "Oil fell. The officer shot a man dead, they said."),
            article("alike", "Oil rose. The officer who shot the man is dead."),
            article("oil", "Oil rose. The man was well, and nobody else was asked."),
            article("words", "An officer shot at a man. He is dead."),
        ],
    );
    assert_eq!(
        found(dir.path(), quoted),
        format!("quoted alike-{0} oil-{0}", "\"the officer shot a man dead\"")
    );
    assert_eq!(found(dir.path(), "\"the officer shot a man dead\""), "quoted");
    let pasted = search(dir.path(), "\"officer who shot that very man\" gas", Sort::Relevance);
    assert_eq!(pasted.query, "officer who shot that very man gas");
    assert_eq!(
        pasted.notes[0].text,
        "no article has \"officer who shot that very man\": its words are searched"
    );
    assert_eq!(pasted.hits[0].missing, ["gas"]);
    assert_eq!(found(dir.path(), "\"officer who shot that very man\""), "");
}

#[test]
fn stop_words_beside_others_find_nothing() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("who", "Who is the minister?"), article("oil", "Oil fell.")]);
    assert_eq!(found(dir.path(), "who is the minister"), "who");
    assert_eq!(found(dir.path(), "the mnister"), "");
    assert_eq!(found(dir.path(), "who is the"), "who");
    assert_eq!(found(dir.path(), "+who oil"), "who-oil");
}
