//! What the engine finds against a plain scan of the stored articles, for thousands of queries over
//! every operator. The scan is written as the documentation reads, without the engine's positions,
//! expansions or cursors.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod generate;
mod scan;

use std::collections::BTreeSet;
use std::path::Path;

use generate::{Numbers, article, query};
use jiff::civil::{self, date};
use news_search::article::Article;
use news_search::index::{FileStamp, Start, Writer};
use news_search::query::parse;
use news_search::results::{Context, Excerpt, Explain, Fold, Match, Request, Sort};
use news_search::search::Backend;
use scan::{Scanned, Side, holds};

const TODAY: civil::Date = date(2024, 6, 19);

const ARTICLES: usize = 150;
/// How many queries; `NEWS_SEARCH_QUERIES` asks for another number.
const QUERIES: usize = 3_000;

fn write(dir: &Path, articles: &[Article]) {
    // Several runs make several segments.
    for part in articles.chunks(articles.len() / 3 + 1) {
        let mut writer = Writer::open(dir, Start::Update, &["/news".to_owned()]).unwrap();
        for article in part {
            let path = format!("/news/{}", article.head.path);
            let file = FileStamp { path, root: "/news".to_owned(), bytes: 1, modified: 1 };
            writer.see(&file);
            writer.add(article.clone(), &file).unwrap();
        }
        writer.commit().unwrap();
    }
}

#[test]
fn the_engine_finds_what_a_scan_finds() {
    let mut numbers = Numbers(0x5EED_0F4E_0150_0001);
    let articles: Vec<Article> = (0..ARTICLES).map(|nth| article(nth, &mut numbers)).collect();
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &articles);
    let backend = Backend::open(dir.path()).unwrap();
    let articles: Vec<Scanned> = articles.into_iter().map(Scanned::new).collect();
    let excerpt = Excerpt { passages: 0, width: 0, context: Context::Sentence };
    let asked = std::env::var("NEWS_SEARCH_QUERIES").ok().and_then(|number| number.parse().ok());
    let queries = asked.unwrap_or(QUERIES);
    let (mut some, mut none) = (0, 0);
    for _ in 0..queries {
        let depth = numbers.below(4);
        let typed = query(&mut numbers, depth);
        let query = parse(&typed, TODAY).query;
        let scan = |side| -> BTreeSet<String> {
            let held = articles.iter().filter(|article| holds(&query, article, side));
            held.map(|scanned| scanned.article.head.id.clone()).collect()
        };
        let want = scan(Side::One);
        let request = Request {
            query: query.clone(),
            limit: ARTICLES,
            offset: 0,
            sort: Sort::Relevance,
            recency: None,
            fold: Fold::Nothing,
            matching: Match::Best,
            after: None,
            excerpt,
            explain: Explain::Nothing,
        };
        let results = backend.search(&request).unwrap();
        let found: BTreeSet<String> = results.hits.iter().map(|hit| hit.head.id.clone()).collect();
        assert_eq!(found, want, "{typed}");
        assert_eq!(results.total.articles, want.len() as u64, "{typed}");
        assert_eq!(results.total.all_words, scan(Side::Every).len() as u64, "{typed}");
        if want.is_empty() { none += 1 } else { some += 1 }
    }
    // Queries that all find something, or nothing, would show little.
    assert!(some > queries / 2 && none > queries / 20, "{some} {none}");
}
