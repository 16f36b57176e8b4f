//! A small index with everything in it: several segments, deleted articles, versions, stories.

use std::ops::Range;
use std::path::Path;

use jiff::civil::date;
use news_search::article::{Article, Dated, Head, Source, identify};
use news_search::date::Date;
use news_search::index::{Effort, Error, FileStamp, Start, Writer};
use news_search::query::{Query, parse};
use news_search::results::{
    Context, Excerpt, Explain, Facet, Fold, Match, Measure, Request, Sort, StoriesRequest,
    StoryOrder, SuggestField, TimelineRequest, Unit,
};
use news_search::search::Backend;

use crate::dice::Dice;

/// A sentence that is found.
fn sentence(dice: &mut Dice) -> String {
    format!("Ferry {}", dice.sentence())
}

/// The article of this number; every third is a version of the one before.
fn article(nth: usize) -> Article {
    let mut dice = Dice((nth - usize::from(nth % 3 == 2)) as u64);
    let sentences: Vec<String> = (0..8).map(|_| sentence(&mut dice)).collect();
    let mut body = sentences.join(" The old harbour of Gull Point waits.\n\n");
    if nth % 3 == 2 {
        body.push_str(" One sentence more.");
    }
    let day = i8::try_from(1 + nth % 27).unwrap();
    let dated = Dated { date: Date::day(2024, 6, day).unwrap(), found_in: "test".into() };
    let source = ["Gazette", "Courier", "Observer"][nth % 3].to_owned();
    let source = Source { name: Some(source), domain: None, found_in: "test".into() };
    let path = format!("{nth}.txt");
    let head = Head {
        id: identify(&path, None),
        path,
        headline: Some(format!("Ferries {}", dice.sentence())),
        date: (!nth.is_multiple_of(5)).then_some(dated),
        source: Some(source),
        language: Some("en".to_owned()),
        ..Head::default()
    };
    Article { head, body }
}

/// Makes an index of so many articles in three runs, the last of which takes a few out again.
pub(crate) fn index(dir: &Path, articles: usize) {
    let all: Vec<usize> = (0..articles).collect();
    for part in all.chunks(articles / 2) {
        let mut writer = open(dir);
        for &nth in part {
            let article = article(nth);
            let stamp = stamp(&article.head.path);
            writer.see(&stamp);
            writer.add(article, &stamp).unwrap();
        }
        writer.commit().unwrap();
    }
    let mut writer = open(dir);
    for nth in (0..articles).step_by(10) {
        writer.remove(&format!("/news/{nth}.txt"));
    }
    writer.commit().unwrap();
}

/// Adds articles of so many sentences in a run of their own.
pub(crate) fn add_long(dir: &Path, numbers: Range<usize>, sentences: usize) -> Result<(), Error> {
    let mut writer = Writer::open(dir, Start::Update, Effort::default(), &["/news".to_owned()])?;
    for nth in numbers {
        let mut article = article(nth);
        article.body = Dice(nth as u64).text(sentences);
        let stamp = stamp(&article.head.path);
        writer.see(&stamp);
        writer.add(article, &stamp)?;
    }
    writer.commit()
}

fn open(dir: &Path) -> Writer {
    Writer::open(dir, Start::Update, Effort::default(), &["/news".to_owned()]).unwrap()
}

fn stamp(path: &str) -> FileStamp {
    let path = format!("/news/{path}");
    FileStamp { path, root: "/news".to_owned(), bytes: 1, modified: 1 }
}

fn query(typed: &str) -> Query {
    parse(typed, date(2024, 6, 30)).query
}

fn request(typed: &str, sort: Sort, fold: Fold) -> Request {
    Request {
        query: query(typed),
        limit: 20,
        offset: 0,
        sort,
        recency: None,
        fold,
        matching: Match::Best,
        after: None,
        excerpt: Excerpt { passages: 2, width: 80, context: Context::Sentence },
        explain: Explain::Nothing,
    }
}

/// A question to an index.
pub(crate) type Question = Box<dyn Fn(&Backend) -> Result<String, Error>>;

fn shown(what: &impl std::fmt::Debug) -> String {
    format!("{what:?}")
}

fn search(typed: &'static str, sort: Sort, fold: Fold) -> Question {
    Box::new(move |backend| {
        let mut results = backend.search(&request(typed, sort, fold))?;
        results.took_ms = 0.0;
        Ok(shown(&results))
    })
}

/// Questions that between them read every kind of file.
pub(crate) fn questions() -> Vec<Question> {
    let id = identify("4.txt", None);
    let (of_article, of_versions) = (id.clone(), id);
    vec![
        search("ferry", Sort::Relevance, Fold::Versions),
        search("ferries harbour gander", Sort::Relevance, Fold::Nothing),
        search("\"gull point\"", Sort::Newest, Fold::Nothing),
        search("harb* source:gazette date:2024-06-03..", Sort::Oldest, Fold::Nothing),
        search("ferrys~ -lang:de headline:ferries", Sort::Relevance, Fold::Versions),
        search("nowhere", Sort::Relevance, Fold::Nothing),
        Box::new(|backend| {
            let facets = [Facet::Source, Facet::Month, Facet::Lang];
            let mut facets = backend.facets(&query("harbour"), &facets, 9)?;
            facets.took_ms = 0.0;
            Ok(shown(&facets))
        }),
        Box::new(|backend| {
            let mut timeline = backend.timeline(&TimelineRequest {
                queries: vec![query("harbour")],
                count: Unit::Articles,
                measure: Measure::Articles,
                by: None,
                split: None,
                limit: 0,
            })?;
            timeline.took_ms = 0.0;
            Ok(shown(&timeline))
        }),
        Box::new(|backend| {
            let mut stories = backend.stories(&StoriesRequest {
                query: query("harbour"),
                limit: 5,
                order: StoryOrder::Size,
            })?;
            stories.took_ms = 0.0;
            Ok(shown(&stories))
        }),
        Box::new(move |backend| Ok(shown(&backend.show(&of_article)?))),
        Box::new(move |backend| {
            let mut versions = backend.versions(&of_versions)?.unwrap();
            versions.took_ms = 0.0;
            Ok(shown(&versions))
        }),
        Box::new(|backend| Ok(shown(&backend.suggest("ba", SuggestField::Word, 5)?))),
        Box::new(|backend| Ok(shown(&backend.stats()?))),
    ]
}
