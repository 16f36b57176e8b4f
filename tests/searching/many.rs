//! Words are read through windows of articles: the same is found, counted and scored as where each article
//! is looked at alone.

use std::path::Path;

use jiff::civil::date;
use news_search::article::{Article, Dated};
use news_search::date::Date;
use news_search::index::{Effort, Start, Writer};
use news_search::results::{Fold, Recency, Request, Sort};
use news_search::search::{Backend, cursor};

use super::scene::{article, request, stamp, write};

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
            for words in ["(harvest storm)", "storm"] {
                let total = asked(&format!("{words} AND ({typed})"), sort, 3).total;
                assert_eq!((total.articles, total.all_words), (found, found), "{words} {typed}");
            }
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
        ("storm path:6930", "+storm -hail path:6930"),
        ("harvest storm -rain", "+(harvest OR storm) -rain"),
        ("harvest storm date:2024-06-05", "+(harvest OR storm) -hail date:2024-06-05"),
        ("harvest \"red fox\"", "+(harvest OR \"red fox\") -hail"),
    ] {
        assert!(ranked(side_by_side) == ranked(otherwise), "{side_by_side}");
    }
}
