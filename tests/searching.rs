//! Searching through the library: what matches, in which order, and what the index remembers.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

use std::path::Path;

use jiff::civil::date;
use news_search::article::{Article, Dated, Head, Source, identify};
use news_search::date::Date;
use news_search::index::{Effort, FileStamp, FileState, Start, Writer};
use news_search::query::parse;
use news_search::results::{
    Context, Excerpt, Explain, Fold, Match, Reason, Recency, Request, Results, Sort,
};
use news_search::search::{Backend, cursor};

/// An article by a shorthand: `headline | body`, with what else a test needs.
fn article(name: &str, text: &str) -> Article {
    let (headline, body) = text.split_once(" | ").map_or((None, text), |(h, b)| (Some(h), b));
    Article {
        head: Head {
            id: identify(name, None),
            headline: headline.map(str::to_owned),
            language: Some("en".to_owned()),
            path: name.to_owned(),
            ..Head::default()
        },
        body: body.to_owned(),
    }
}

fn stamp(name: &str, modified: i64) -> FileStamp {
    let path = format!("/news/{name}");
    FileStamp { path, root: "/news".to_owned(), bytes: 1, modified }
}

fn write(dir: &Path, articles: Vec<Article>) {
    let mut writer =
        Writer::open(dir, Start::Update, Effort::default(), &["/news".to_owned()]).unwrap();
    for article in articles {
        let file = stamp(&article.head.path, 1);
        assert_eq!(writer.see(&file), FileState::New);
        writer.add(article, &file).unwrap();
    }
    writer.commit().unwrap();
}

fn search(dir: &Path, typed: &str, sort: Sort) -> Results {
    Backend::open(dir).unwrap().search(&request(typed, sort)).unwrap()
}

fn request(typed: &str, sort: Sort) -> Request {
    let query = parse(typed, date(2024, 6, 30)).query;
    Request {
        query,
        limit: 10,
        offset: 0,
        sort,
        recency: None,
        fold: Fold::Nothing,
        matching: Match::Best,
        after: None,
        excerpt: Excerpt { passages: 2, width: 200, context: Context::Sentence },
        explain: Explain::Words,
    }
}

/// The paths found, in order, and what each lacks.
fn found(dir: &Path, typed: &str) -> String {
    let results = search(dir, typed, Sort::Relevance);
    let hits = results.hits.iter().map(|hit| {
        let name = hit.head.path.trim_start_matches("/news/");
        if hit.missing.is_empty() {
            name.to_owned()
        } else {
            format!("{name}-{}", hit.missing.join(","))
        }
    });
    hits.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_find_their_inflections_and_quoted_words_only_themselves() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("grew", "The economy grew in Zürich."),
            article("growing", "A growing economy, growing fast."),
            article("missile", "Missiles were seen. The nuclear-armed state denied it."),
            article("usa", "The U.S. and AT&T spoke of COVID-19."),
            article("brien", "Mr O’Brien and the nuclear question, armed with facts."),
            article("asia", "普京星期四访问河内。"),
        ],
    );
    for (typed, want) in [
        ("missile", "missile"),
        ("\"missile\"", ""),
        ("\"missiles\"", "missile"),
        ("gre*", "grew"),
        ("growin~", "growing"),
        ("grows", "growing"),
        ("zurich", "grew"),
        ("US", "usa"),
        ("u.s.", "usa"),
        ("\"us\"", ""),
        ("AT&T", "usa"),
        ("covid", "usa"),
        ("covid-19", "usa"),
        ("covid-20", ""),
        ("OBrien", "brien"),
        ("o'brien's", "brien"),
        ("nuclear-armed", "missile"),
        ("\"nuclear armed\"", "missile"),
        ("访问", "asia"),
        ("河访", ""),
        ("nothinglikeit", ""),
    ] {
        assert_eq!(found(dir.path(), typed), want, "{typed}");
    }
}

#[test]
fn a_language_joins_only_words_of_its_own_articles() {
    let dir = tempfile::tempdir().unwrap();
    let french = |name, text| {
        let mut french = article(name, text);
        french.head.language = Some("fr".to_owned());
        french
    };
    write(
        dir.path(),
        vec![
            article("vote", "The vote was close."),
            article("voters", "Voters stayed at home."),
            article("other", "Nothing of the kind."),
            french("voter", "Il faut voter."),
        ],
    );
    assert_eq!(found(dir.path(), "vote"), "voter vote");
}

#[test]
fn any_word_matches_and_a_hit_names_what_it_lacks() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("both", "Oil and gas | Oil and gas from the sea."),
            article("oil", "The price of oil fell again on every market that trades it."),
            article("gas", "There is gas below the sea and around the pole and elsewhere."),
        ],
    );
    assert_eq!(found(dir.path(), "oil gas"), "both oil-gas gas-oil");
    let total = search(dir.path(), "oil gas", Sort::Relevance).total;
    assert_eq!((total.articles, total.all_words), (3, 1));
    for (typed, want) in [
        ("+oil gas", "both oil-gas"),
        ("oil -gas", "oil"),
        ("oil AND gas", "both"),
        ("oil NOT gas", "oil"),
        ("-gas", "oil"),
        ("(oil OR gas) pole", "both-pole gas oil-pole"),
        ("headline:oil", "both"),
        ("body:pole gas", "gas both"),
    ] {
        let mut got: Vec<_> = found(dir.path(), typed).split(' ').map(str::to_owned).collect();
        let mut want: Vec<_> = want.split(' ').map(str::to_owned).collect();
        if typed.starts_with("body:") {
            got.truncate(1);
            want.truncate(1);
        }
        assert_eq!(got, want, "{typed}");
    }
}

fn dated(name: &str, date: Option<Date>, source: Option<&str>) -> Article {
    let mut article = article(name, "Rain fell on the harbour.");
    article.head.date = date.map(|date| Dated { date, found_in: "test".into() });
    article.head.source = source.map(|name| Source {
        name: Some(name.to_owned()),
        domain: None,
        found_in: "test".into(),
    });
    article
}

#[test]
fn dates_are_matched_as_precisely_as_they_are_known() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            dated("year", Date::year(2024), Some("The Harbour Gazette")),
            dated("month", Date::month(2024, 6), Some("Gazette")),
            dated("day", Date::day(2024, 6, 17), Some("Nordlicht Zeitung")),
            dated("old", Date::day(1999, 12, 31), None),
            dated("none", None, None),
        ],
    );
    let sorted = |typed: &str, sort| {
        let results = search(dir.path(), typed, sort);
        let names = results.hits.iter().map(|hit| hit.head.path.trim_start_matches("/news/"));
        names.collect::<Vec<_>>().join(" ")
    };
    for (typed, want) in [
        ("date:2024", "year month day"),
        ("date:2024-06", "month day"),
        ("date:2024-06-17", "day"),
        ("date:..2023", "old"),
        ("date:2024-06-01..", "month day"),
        ("rain", "year month day old none"),
        ("rain date:1999", "old"),
        ("-date:2024", "old none"),
        ("source:gazette", "year month"),
        ("source:\"harbour gazette\"", "year"),
        ("source:gazette source:nordlicht", "year month day"),
        ("date:\"last 20 days\"", "day"),
    ] {
        assert_eq!(sorted(typed, Sort::Newest), want, "{typed}");
    }
    assert_eq!(sorted("rain", Sort::Oldest), "old day month year none");
}

#[test]
fn the_writer_knows_what_is_new_changed_and_gone() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha"), article("b", "beta"), article("c", "gamma")]);

    let mut writer =
        Writer::open(dir.path(), Start::Update, Effort::default(), &["/news".to_owned()]).unwrap();
    assert_eq!(writer.see(&stamp("a", 1)), FileState::Unchanged { articles: 1 });
    assert_eq!(writer.see(&stamp("b", 2)), FileState::Changed { articles: 1 });
    writer.remove("/news/b");
    writer.add(article("b", "delta"), &stamp("b", 2)).unwrap();
    assert_eq!(writer.remove_unseen("/elsewhere"), 0);
    assert_eq!(writer.remove_unseen("/new"), 0);
    assert_eq!(writer.remove_unseen("/news"), 1);
    assert_eq!(found(dir.path(), "beta"), "b", "nothing is seen before the commit");
    writer.commit().unwrap();

    assert_eq!(found(dir.path(), "beta gamma"), "");
    assert_eq!(found(dir.path(), "delta"), "b");
}

#[test]
fn a_writer_that_is_dropped_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha")]);
    let mut writer = Writer::open(dir.path(), Start::Rebuild, Effort::default(), &[]).unwrap();
    writer.add(article("b", "beta"), &stamp("b", 1)).unwrap();
    drop(writer);
    assert_eq!(found(dir.path(), "alpha"), "a");
    assert_eq!(found(dir.path(), "beta"), "");
}

#[test]
fn the_same_path_under_two_roots_gives_two_articles() {
    let dir = tempfile::tempdir().unwrap();
    let roots = ["/one".to_owned(), "/two".to_owned()];
    let mut writer = Writer::open(dir.path(), Start::Update, Effort::default(), &roots).unwrap();
    for root in &roots {
        let path = format!("{root}/a");
        let file = FileStamp { path, root: root.clone(), bytes: 1, modified: 1 };
        writer.add(article("a", "alpha"), &file).unwrap();
    }
    writer.commit().unwrap();
    let results = search(dir.path(), "alpha", Sort::Relevance);
    let mut ids: Vec<_> = results.hits.iter().map(|hit| hit.head.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&identify("a", None)));
}

#[test]
fn a_key_is_found_whole_and_a_path_by_its_parts() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = article("2024/06/one.txt", "alpha");
    one.head.key = Some("RTQA-000012".to_owned());
    let mut two = article("2023/two.txt", "alpha");
    two.head.key = Some("rtqa-000012-b".to_owned());
    write(dir.path(), vec![one, two]);
    for (typed, want) in [
        ("key:rtqa-000012", "2024/06/one.txt"),
        ("key:RTQA-000012-B", "2023/two.txt"),
        ("key:000012", ""),
        ("path:2024/06", "2024/06/one.txt"),
        ("path:two.txt", "2023/two.txt"),
        ("lang:en path:2023", "2023/two.txt"),
        ("lang:en-GB path:2023", "2023/two.txt"),
    ] {
        assert_eq!(found(dir.path(), typed), want, "{typed}");
    }
}

#[test]
fn an_identifier_may_be_cut_short() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha"), article("b", "beta")]);
    let backend = Backend::open(dir.path()).unwrap();
    let id = identify("a", None);
    let shown = |id: &str| -> Vec<String> {
        backend.show(id).unwrap().into_iter().map(|article| article.body).collect()
    };
    assert_eq!(shown(&id), ["alpha"]);
    assert_eq!(shown(&id[..8]), ["alpha"]);
    assert_eq!(shown("0000000000000000"), [""; 0]);
    assert_eq!(shown("no id"), [""; 0]);
}

#[test]
fn nothing_found_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let mut dated = article("dated", "Oil | The minister spoke of oil, and later of gas.");
    let day = Date::day(2024, 6, 17).unwrap();
    dated.head.date = Some(Dated { date: day, found_in: "byline line".into() });
    let source = Source { name: Some("Gazette".to_owned()), domain: None, found_in: "meta".into() };
    dated.head.source = Some(source);
    write(dir.path(), vec![dated, article("undated", "Oil and coal.")]);
    let why = |typed: &str| -> Vec<String> {
        let told = search(dir.path(), typed, Sort::Relevance).why.into_iter();
        told.map(|reason| match reason {
            Reason::Unknown { part, near } => format!("unknown {part}: {}", near.join(" ")),
            Reason::Apart { part, articles } => format!("{articles} apart {part}"),
            Reason::Without { part, articles, undated } => {
                format!("{articles} without {part}, undated {undated:?}")
            }
        })
        .collect()
    };
    for (typed, want) in [
        ("minster", &["unknown minster: minister"][..]),
        (
            "source:gazete oil",
            &["unknown source:gazete: gazette", "2 without source:gazete, undated None"],
        ),
        ("\"oil minister\"", &["1 apart \"oil minister\""]),
        ("oil BEFORE/0 gas", &["1 apart oil BEFORE/0 gas"]),
        ("oil date:2023", &["2 without date:2023-01-01..2023-12-31, undated Some(1)"]),
        ("oil -oil", &["2 without NOT oil, undated None"]),
        ("gas AND coal", &["1 without gas, undated None", "1 without coal, undated None"]),
        ("oil", &[]),
    ] {
        assert_eq!(why(typed), want, "{typed}");
    }
}

#[test]
fn distances_are_those_of_words() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("near", "The price of crude oil rose. Gas fell."),
            article("far", "Oil was cheap. Nobody in the whole of the town asked for the price."),
            article("twice", "Oil here, oil there.\n\nOil everywhere. A price."),
            article("late", &format!("{} The price of oil.", "Word after word. ".repeat(20))),
        ],
    );
    for (typed, want) in [
        ("oil NEAR/2 price", "late near twice"),
        ("oil NEAR/1 price", "late"),
        ("oil BEFORE/2 price", "twice"),
        ("price BEFORE/2 oil", "late near"),
        ("oil NEAR/s price", "late near"),
        ("oil NEAR/p price", "far late near twice"),
        ("\"oil price\"~2", "late near twice"),
        ("\"oil price\"~1", "late"),
        ("(crude OR cheap) NEAR/2 oil", "far near"),
        ("atleast:3:oil", "twice"),
        ("lead:price", "far near twice"),
        ("oil AND NOT oil NEAR/s price", "far twice"),
    ] {
        let mut names: Vec<String> =
            found(dir.path(), typed).split_whitespace().map(str::to_owned).collect();
        names.sort();
        assert_eq!(names.join(" "), want, "{typed}");
    }
}

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

/// How many articles [`write_many`] writes; the first fifty are taken out again.
const MANY: usize = 7000;

/// Many short articles in two segments: every seventh has a harvest, every eleventh storms, every fifth
/// the red fox, and all but every thirteenth rain.
fn write_many(dir: &Path) {
    let text = |nth: usize| {
        let mut text = "rain. ".repeat(nth % 13);
        for (every, what) in [(7, "A harvest. "), (11, "Many storms. "), (5, "The red fox. ")] {
            if nth.is_multiple_of(every) {
                text = if nth.is_multiple_of(2) { text + what } else { format!("{what}{text}") };
            }
        }
        if nth.is_multiple_of(77) { format!("Storm | {text}") } else { text }
    };
    let many = |range: std::ops::Range<usize>| -> Vec<Article> {
        let dated = |nth: usize| {
            let mut article = article(&format!("{nth}"), &text(nth));
            let day = Date::day(2024, 6, i8::try_from(1 + nth % 28).unwrap());
            article.head.date = day.map(|date| Dated { date, found_in: "test".into() });
            article
        };
        range.map(dated).collect()
    };
    write(dir, many(0..5000));
    let roots = ["/news".to_owned()];
    let mut writer = Writer::open(dir, Start::Update, Effort::default(), &roots).unwrap();
    (0..50).for_each(|nth| writer.remove(&format!("/news/{nth}")));
    for article in many(5000..MANY) {
        let file = stamp(&article.head.path, 1);
        writer.add(article, &file).unwrap();
    }
    writer.commit().unwrap();
}

/// Articles are ranked some thousands at a time; where words are required they are not.
#[test]
fn words_are_counted_and_scored_alike_among_many_articles() {
    let dir = tempfile::tempdir().unwrap();
    write_many(dir.path());
    let backend = Backend::open(dir.path()).unwrap();
    let asked = |typed: &str, sort, limit| {
        backend.search(&Request { limit, ..request(typed, sort) }).unwrap()
    };
    let count = |has: fn(usize) -> bool| (50..MANY).filter(|&nth| has(nth)).count() as u64;
    for sort in [Sort::Relevance, Sort::Newest] {
        let total = asked("harvest storm \"red fox\"", sort, 3).total;
        assert_eq!(total.articles, count(|nth| nth % 7 == 0 || nth % 11 == 0 || nth % 5 == 0));
        assert_eq!(total.all_words, count(|nth| nth % 385 == 0));
        assert_eq!(asked("storm", sort, 3).total.articles, count(|nth| nth % 11 == 0));
        assert_eq!(asked("storm hail", sort, 3).total.all_words, 0);
        let total = asked("harvest storm -rain lang:en", sort, 3).total;
        assert_eq!(total.articles, count(|nth| nth % 13 == 0 && (nth % 7 == 0 || nth % 11 == 0)));
        assert_eq!(total.all_words, count(|nth| nth % (13 * 77) == 0));
        // What is rare may be in one of the windows alone.
        for (typed, found) in [("path:6930", 1), ("path:77 OR path:6006", 2), ("path:6931", 0)] {
            let total = asked(&format!("(harvest storm) AND ({typed})"), sort, 3).total;
            assert_eq!((total.articles, total.all_words), (found, found), "{typed}");
        }
    }
    // What is asked of the text beside them makes words a preference, a filter does not.
    for (typed, articles) in [
        ("storm path:77 AND NOT fox", 1),
        ("storm (path:78 AND NOT fox)", 1),
        ("storm +path:78", 0),
    ] {
        assert_eq!(asked(typed, Sort::Relevance, 3).total.articles, articles, "{typed}");
    }
    let total = asked("(harvest OR storm) AND NOT (hail snow)", Sort::Relevance, 3).total;
    assert_eq!(total.all_words, total.articles);

    let ranked = |typed: &str| {
        let mut ranked = Vec::new();
        for (fold, recency) in [
            (Fold::Nothing, None),
            (Fold::Versions, None),
            (Fold::Nothing, Some(Recency { today: date(2024, 6, 30), half_life: 7 })),
        ] {
            let first = Request { fold, recency, limit: 60, ..request(typed, Sort::Relevance) };
            let results = backend.search(&first).unwrap();
            let after = results.next.as_ref().map(|next| cursor::read(next, &first).unwrap());
            let second = backend.search(&Request { after, ..first.clone() }).unwrap();
            for results in [results, second] {
                ranked.push(format!("{} {:?}", results.total.articles, results.total.groups));
                let hits = results.hits.iter();
                ranked.extend(
                    hits.map(|hit| format!("{} {} {}", hit.rank, hit.head.path, hit.score)),
                );
            }
        }
        ranked
    };
    for (side_by_side, otherwise) in [
        ("harvest storm", "+(harvest OR storm) -hail"),
        ("harvest OR storm", "+(harvest OR storm) -hail"),
        ("storm", "+storm -hail"),
        ("harvest storm -rain", "+(harvest OR storm) -rain"),
        ("harvest storm date:2024-06-05", "+(harvest OR storm) -hail date:2024-06-05"),
        ("harvest \"red fox\"", "+(harvest OR \"red fox\") -hail"),
    ] {
        assert!(ranked(side_by_side) == ranked(otherwise), "{side_by_side}");
    }
}

#[test]
fn an_exclusion_leaves_out_whatever_has_one_of_its_words() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("one", "Gas and a storm."),
            article("both", "Gas, a storm and a flood."),
            article("none", "Gas alone."),
        ],
    );
    for matching in [Match::Any, Match::Best, Match::All] {
        let request = Request { matching, ..request("gas -(storm flood)", Sort::Relevance) };
        let results = Backend::open(dir.path()).unwrap().search(&request).unwrap();
        assert_eq!((results.total.articles, results.total.all_words), (1, 1), "{matching:?}");
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
