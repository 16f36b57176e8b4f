//! Articles by a shorthand, put into an index and asked for.

use std::path::Path;

use jiff::civil::date;
use news_search::article::{Article, Dated, Head, Source, identify};
use news_search::date::Date;
use news_search::index::{Effort, FileStamp, FileState, Start, Writer};
use news_search::query::parse;
use news_search::results::{Context, Excerpt, Explain, Fold, Match, Request, Results, Sort};
use news_search::search::Backend;

/// An article by a shorthand: `headline | body`, with what else a test needs.
pub(crate) fn article(name: &str, text: &str) -> Article {
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

pub(crate) fn stamp(name: &str, modified: i64) -> FileStamp {
    let path = format!("/news/{name}");
    FileStamp { path, root: "/news".to_owned(), bytes: 1, modified }
}

pub(crate) fn write(dir: &Path, articles: Vec<Article>) {
    let mut writer =
        Writer::open(dir, Start::Update, Effort::default(), &["/news".to_owned()]).unwrap();
    for article in articles {
        let file = stamp(&article.head.path, 1);
        assert_eq!(writer.see(&file), FileState::New);
        writer.add(article, &file).unwrap();
    }
    writer.commit().unwrap();
}

pub(crate) fn search(dir: &Path, typed: &str, sort: Sort) -> Results {
    Backend::open(dir).unwrap().search(&request(typed, sort)).unwrap()
}

pub(crate) fn request(typed: &str, sort: Sort) -> Request {
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
pub(crate) fn found(dir: &Path, typed: &str) -> String {
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

pub(crate) fn dated(name: &str, date: Option<Date>, source: Option<&str>) -> Article {
    let mut article = article(name, "Rain fell on the harbour.");
    article.head.date = date.map(|date| Dated { date, found_in: "test".into() });
    article.head.source = source.map(|name| Source {
        name: Some(name.to_owned()),
        domain: None,
        found_in: "test".into(),
    });
    article
}
