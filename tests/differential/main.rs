//! What the engine finds against a plain scan of the stored articles, for thousands of queries over
//! every operator. The scan is written as the documentation reads, without the engine's positions,
//! expansions or cursors.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod generate;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generate::{Numbers, article, query};
use jiff::ToSpan;
use jiff::civil::{self, date};
use news_search::article::Article;
use news_search::index::{Effort, FileStamp, Start, Writer};
use news_search::query::parse;
use news_search::results::{
    Context, Excerpt, Explain, Fold, Match, Measure, Request, Sort, Step, TimelineRequest, Unit,
};
use news_search::search::Backend;
use scan::{Scanned, Side, holds};

const TODAY: civil::Date = date(2024, 6, 19);

const ARTICLES: usize = 150;
/// How many queries; `NEWS_SEARCH_QUERIES` asks for another number.
const QUERIES: usize = 3_000;

fn write(dir: &Path, articles: &[Article]) {
    // Several runs make several segments.
    for part in articles.chunks(articles.len() / 3 + 1) {
        let mut writer =
            Writer::open(dir, Start::Update, Effort::default(), &["/news".to_owned()]).unwrap();
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

#[test]
fn timelines_count_what_a_scan_counts() {
    let mut numbers = Numbers(0x5EED_0F4E_0150_0002);
    let articles: Vec<Article> = (0..ARTICLES).map(|nth| article(nth, &mut numbers)).collect();
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &articles);
    let backend = Backend::open(dir.path()).unwrap();
    let articles: Vec<Scanned> = articles.into_iter().map(Scanned::new).collect();
    let mut filled = 0;
    for nth in 0..400 {
        let depth = numbers.below(4);
        let typed = query(&mut numbers, depth);
        let query = parse(&typed, TODAY).query;
        let step = [Step::Day, Step::Week, Step::Month, Step::Year][nth % 4];
        let queries = vec![query.clone()];
        let request = TimelineRequest {
            queries,
            count: Unit::Articles,
            measure: Measure::Articles,
            by: Some(step),
            split: None,
            limit: 0,
        };
        let series = backend.timeline(&request).unwrap().series.remove(0);
        let (want, undated, imprecise) = scanned(&articles, &query, step);
        let (total, _, _) = scanned(&articles, &query.filters(), step);
        for bucket in &series.buckets {
            let of = |counts: &BTreeMap<String, u64>| counts.get(&bucket.bucket).copied();
            assert_eq!(bucket.articles, of(&want).unwrap_or(0), "{typed}");
            assert_eq!(bucket.total, of(&total).unwrap_or(0), "{typed}");
            assert!(bucket.articles <= bucket.total, "{typed}");
        }
        assert_eq!((series.undated, series.imprecise), (undated, imprecise), "{typed}");
        let placed: u64 = series.buckets.iter().map(|bucket| bucket.articles).sum();
        assert_eq!(placed + undated + imprecise, series.articles, "{typed}");
        assert_eq!(placed, want.values().sum::<u64>(), "{typed}");
        filled += u32::from(placed > 0);
    }
    assert!(filled > 100, "{filled}");
}

/// How many articles have every word, by the names of their buckets; and how many of them are
/// undated, and in more than one bucket.
fn scanned(
    articles: &[Scanned],
    query: &news_search::query::Query,
    step: Step,
) -> (BTreeMap<String, u64>, u64, u64) {
    let name = |day: civil::Date| match step {
        Step::Day => day.to_string(),
        Step::Week => (day - i64::from(day.weekday().to_monday_zero_offset()).days()).to_string(),
        Step::Month => day.strftime("%Y-%m").to_string(),
        Step::Year => day.strftime("%Y").to_string(),
    };
    let (mut counts, mut undated, mut imprecise) = (BTreeMap::new(), 0, 0);
    for scanned in articles.iter().filter(|scanned| holds(query, scanned, Side::Every)) {
        match scanned.article.head.date.as_ref().map(|dated| dated.date) {
            None => undated += 1,
            Some(date) if name(date.first_day()) != name(date.last_day()) => imprecise += 1,
            Some(date) => *counts.entry(name(date.first_day())).or_insert(0) += 1,
        }
    }
    (counts, undated, imprecise)
}
