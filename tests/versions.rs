//! Versions of one article are one hit: whatever the order, the page and the filters, the hits are
//! those of the search without folding, each group once, and nothing is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::date;
use news_search::article::{Article, Dated, Head, Source, identify};
use news_search::date::Date;
use news_search::index::{Effort, Error, FileStamp, Start, Writer};
use news_search::query::parse;
use news_search::results::{
    Context, Excerpt, Explain, Fold, Hit, Match, Measure, Request, Results, Sort, Step,
    TimelineRequest, Unit,
};
use news_search::search::{Backend, cursor};

mod dice;

use dice::Dice;

fn article(name: &str, body: String, day: Option<i8>, source: &str) -> Article {
    let date =
        day.map(|day| Dated { date: Date::day(2024, 6, day).unwrap(), found_in: "test".into() });
    let source = Source { name: Some(source.to_owned()), domain: None, found_in: "test".into() };
    let head = Head {
        id: identify(name, None),
        path: name.to_owned(),
        date,
        source: Some(source),
        ..Head::default()
    };
    Article { head, body }
}

/// Sixty stories, a third of them told two to five times: whole, cut, or with a sentence more.
/// Every third article has the word `common`.
fn archive(dice: &mut Dice) -> Vec<Article> {
    let mut articles = Vec::new();
    for story in 0..60 {
        let text = dice.text(12);
        let versions = if story % 3 == 0 { 2 + dice.roll(4) } else { 1 };
        let day = 1 + i8::try_from(dice.roll(25)).unwrap();
        for version in 0..versions {
            let mut body = match version % 3 {
                1 => text.split_inclusive("\n\n").take(7).collect(),
                2 => format!("{text}\n\n{}", dice.sentence()),
                _ => text.clone(),
            };
            if dice.roll(3) == 0 {
                body.push_str("\n\ncommon");
            }
            let day = (dice.roll(10) > 0).then_some(day + i8::try_from(version % 2).unwrap());
            let source = ["Gazette", "Courier", "Observer"][dice.roll(3)];
            articles.push(article(&format!("{story}-{version}.txt"), body, day, source));
        }
    }
    articles
}

/// Indexes articles in several runs, so that groups lie across segments.
fn write(dir: &Path, articles: &[Article]) {
    for run in 0..3 {
        let roots = ["/news".to_owned()];
        let mut writer = Writer::open(dir, Start::Update, Effort::default(), &roots).unwrap();
        for article in articles.iter().skip(run).step_by(3) {
            let (path, root) = (format!("/news/{}", article.head.path), "/news".to_owned());
            writer.add(article.clone(), &FileStamp { path, root, bytes: 1, modified: 1 }).unwrap();
        }
        writer.commit().unwrap();
    }
}

fn request(typed: &str, sort: Sort, fold: Fold) -> Request {
    Request {
        query: parse(typed, date(2024, 6, 30)).query,
        limit: 1000,
        offset: 0,
        sort,
        recency: None,
        matching: Match::Any,
        fold,
        after: None,
        excerpt: Excerpt { passages: 0, width: 80, context: Context::Sentence },
        explain: Explain::Nothing,
    }
}

/// The number of the group of each article that has versions.
fn groups(backend: &Backend) -> HashMap<String, usize> {
    let mut groups = HashMap::new();
    let mut number = 0;
    let read: Result<(), Error> = backend.every_group(|group| {
        number += 1;
        for head in &group.articles {
            assert_eq!(groups.insert(head.id.clone(), number), None, "{} twice", head.path);
        }
        Ok(())
    });
    read.unwrap();
    groups
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.head.id.as_str()).collect()
}

#[test]
fn folding_loses_nothing_and_doubles_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(1);
    write(dir.path(), &archive(&mut dice));
    let backend = Backend::open(dir.path()).unwrap();
    let groups = groups(&backend);
    assert_eq!(groups.values().collect::<BTreeSet<_>>().len(), 20);
    let mut folded = 0;
    for typed in ["common", "source:gazette", "", "common date:2024-06-05..", "ba* der*", "zzz"] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let search = |fold| backend.search(&request(typed, sort, fold)).unwrap();
            let (plain, grouped) = (search(Fold::Nothing), search(Fold::Versions));
            assert_eq!(plain.total.groups, None);
            assert_eq!(plain.total.articles, plain.hits.len() as u64);
            assert_eq!(grouped.total.articles, plain.total.articles);
            assert_eq!(grouped.total.groups, Some(grouped.hits.len() as u64));
            folded += plain.hits.len() - grouped.hits.len();
            let mut told: Vec<&str> = Vec::new();
            for hit in &grouped.hits {
                let versions = hit.versions.as_ref().unwrap();
                assert_eq!(versions.count, versions.ids.len());
                assert_eq!(versions.first.len(), versions.count.min(4));
                let members = versions.ids.iter().chain([&hit.head.id]);
                let groups: BTreeSet<Option<&usize>> = members.map(|id| groups.get(id)).collect();
                assert_eq!(groups.len(), 1, "{typed}: {} stands for others", hit.head.path);
                told.push(&hit.head.id);
                told.extend(versions.ids.iter().map(String::as_str));
            }
            told.sort_unstable();
            let mut matching = ids(&plain.hits);
            matching.sort_unstable();
            assert_eq!(told, matching, "{typed}: every article once");
            // The same order, and no version matches better than the one that is shown.
            let shown = ids(&grouped.hits);
            let mut order = ids(&plain.hits);
            order.retain(|id| shown.contains(id));
            assert_eq!(shown, order, "{typed}");
            for hit in &grouped.hits {
                let group = groups.get(&hit.head.id);
                let best = plain.hits.iter().find(|other| {
                    other.head.id == hit.head.id
                        || group.is_some() && groups.get(&other.head.id) == group
                });
                assert_eq!(best.unwrap().score.to_bits(), hit.score.to_bits(), "{typed}");
            }
        }
    }
    assert!(folded > 100, "{folded} folded hits are no test");
}

#[test]
fn pages_of_folded_hits_are_the_whole_in_pieces() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(2);
    write(dir.path(), &archive(&mut dice));
    let backend = Backend::open(dir.path()).unwrap();
    for (typed, sort) in
        [("common", Sort::Relevance), ("ba* der* common", Sort::Relevance), ("", Sort::Oldest)]
    {
        let whole = backend.search(&request(typed, sort, Fold::Versions)).unwrap();
        for limit in [1, 3, 7] {
            let mut page = Request { limit, ..request(typed, sort, Fold::Versions) };
            let (mut by_cursor, mut by_offset) = (Vec::new(), Vec::new());
            loop {
                let results: Results = backend.search(&page).unwrap();
                assert_eq!(results.total, whole.total);
                by_cursor.extend(results.hits);
                let Some(next) = results.next else { break };
                page.after = Some(cursor::read(&next, &page).unwrap());
            }
            page.after = None;
            while page.offset < whole.hits.len() {
                by_offset.extend(backend.search(&page).unwrap().hits);
                page.offset += limit;
            }
            assert_eq!(ids(&by_cursor), ids(&whole.hits), "{typed} by {limit}");
            assert_eq!(by_offset, whole.hits, "{typed} by {limit}");
        }
    }
}

#[test]
fn a_timeline_counts_a_group_once_on_the_day_of_its_earliest() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(5);
    write(dir.path(), &archive(&mut dice));
    let backend = Backend::open(dir.path()).unwrap();
    let groups = groups(&backend);
    for (typed, filters) in
        [("common", ""), ("source:gazette", "source:gazette"), ("ba* der*", ""), ("", "")]
    {
        let query = parse(typed, date(2024, 6, 30)).query;
        // The articles that match are on the day of the earliest version that has the filters.
        let search = |typed, fold| {
            let request = Request { matching: Match::All, ..request(typed, Sort::Newest, fold) };
            backend.search(&request).unwrap().hits
        };
        let day = |hit: &Hit| hit.head.date.as_ref().map(|dated| dated.date.to_string());
        let all = search(filters, Fold::Nothing);
        let mut want: BTreeMap<Option<String>, u64> = BTreeMap::new();
        for hit in search(typed, Fold::Versions) {
            let group = groups.get(&hit.head.id);
            let earliest = all.iter().filter(|other| {
                other.head.id == hit.head.id
                    || group.is_some() && groups.get(&other.head.id) == group
            });
            *want.entry(earliest.filter_map(day).min()).or_default() += 1;
        }
        let timeline = backend.timeline(&TimelineRequest {
            queries: vec![query],
            count: Unit::Groups,
            by: Some(Step::Day),
            measure: Measure::Articles,
            split: None,
            limit: 5,
        });
        let [series] = &timeline.unwrap().series[..] else { panic!("{typed}: not one series") };
        assert!(series.buckets.iter().all(|bucket| bucket.articles <= bucket.total), "{typed}");
        let buckets = series.buckets.iter().filter(|bucket| bucket.articles > 0);
        let mut got: BTreeMap<Option<String>, u64> =
            buckets.map(|bucket| (Some(bucket.bucket.clone()), bucket.articles)).collect();
        if series.undated > 0 {
            got.insert(None, series.undated);
        }
        assert_eq!(got, want, "{typed}");
    }
}

#[test]
fn a_group_is_shown_by_its_best_match_or_else_its_earliest_and_fullest() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(3);
    let text = dice.text(10);
    let cut = text.split_inclusive("\n\n").take(8).collect::<String>();
    let articles = vec![
        article("late.txt", text.clone(), Some(9), "Gazette"),
        article("early-cut.txt", format!("{cut}ferry"), Some(7), "Gazette"),
        article("early.txt", text.clone(), Some(7), "Courier"),
        article("undated.txt", text.clone(), None, "Courier"),
    ];
    write(dir.path(), &articles);
    let backend = Backend::open(dir.path()).unwrap();
    let shown = |typed: &str, sort| {
        let results = backend.search(&request(typed, sort, Fold::Versions)).unwrap();
        let [hit] = &results.hits[..] else { panic!("{typed}: {} hits", results.hits.len()) };
        let count = hit.versions.as_ref().unwrap().count;
        format!("{} +{count}", hit.head.path.trim_start_matches("/news/"))
    };
    assert_eq!(shown("ferry", Sort::Relevance), "early-cut.txt +0");
    assert_eq!(shown("source:courier OR source:gazette", Sort::Relevance), "early.txt +3");
    assert_eq!(shown("", Sort::Newest), "late.txt +3");
    assert_eq!(shown("", Sort::Oldest), "early.txt +3");
    assert_eq!(shown("date:2024-06-09", Sort::Relevance), "late.txt +0");
}

#[test]
fn groups_follow_what_is_added_changed_and_removed() {
    let mut dice = Dice(4);
    let articles = archive(&mut dice);
    let whole = tempfile::tempdir().unwrap();
    write(whole.path(), &articles);
    let pieces = tempfile::tempdir().unwrap();
    let roots = ["/news".to_owned()];
    // In another order, with articles that change and others that go again.
    for (run, article) in articles.iter().rev().enumerate().step_by(40) {
        let mut writer =
            Writer::open(pieces.path(), Start::Update, Effort::default(), &roots).unwrap();
        let other = self::article("passing.txt", article.body.clone(), Some(1), "Gazette");
        let stamp = |path: &str, modified| FileStamp {
            path: format!("/news/{path}"),
            root: "/news".to_owned(),
            bytes: 1,
            modified,
        };
        writer.remove("/news/passing.txt");
        writer.add(other, &stamp("passing.txt", i64::try_from(run).unwrap())).unwrap();
        for article in articles.iter().rev().skip(run).take(40) {
            writer.add(article.clone(), &stamp(&article.head.path, 1)).unwrap();
        }
        writer.commit().unwrap();
    }
    let mut writer = Writer::open(pieces.path(), Start::Update, Effort::default(), &roots).unwrap();
    writer.remove("/news/passing.txt");
    writer.commit().unwrap();
    let sets = |dir: &Path| {
        let mut sets: HashMap<usize, BTreeSet<String>> = HashMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "put into ordered sets")]
        for (id, group) in groups(&Backend::open(dir).unwrap()) {
            sets.entry(group).or_default().insert(id);
        }
        sets.into_values().collect::<BTreeSet<_>>()
    };
    assert_eq!(sets(pieces.path()), sets(whole.path()));
    // A table that is missing or damaged changes nothing.
    let table = pieces.path().join("versions.table");
    let before = std::fs::read(&table).unwrap();
    for damage in [Vec::new(), before[..before.len() - 1].to_vec(), vec![7; before.len()]] {
        std::fs::write(&table, damage).unwrap();
        assert_eq!(sets(pieces.path()), sets(whole.path()));
    }
    let mut flipped = before.clone();
    *flipped.last_mut().unwrap() ^= 1;
    std::fs::write(&table, flipped).unwrap();
    assert_eq!(sets(pieces.path()), sets(whole.path()));
    std::fs::remove_file(&table).unwrap();
    assert_eq!(sets(pieces.path()), sets(whole.path()));
}
