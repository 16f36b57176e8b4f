//! Anything typed: how it is understood, printed back, and answered by a small index.

use std::path::Path;

use jiff::civil;
use news_search::article::{Article, Dated, Head, Source, identify};
use news_search::date;
use news_search::index::{Effort, FileStamp, Start, Writer};
use news_search::query::{Note, Query, Test, parse};
use news_search::results::{Context, Excerpt, Explain, Facet, Fold, Match, Request, Sort};
use news_search::search::Backend;
use news_search::text;

use super::excerpt;

const TODAY: civil::Date = civil::date(2024, 6, 19);

/// Half as deep as brackets are followed: printing may add a pair for each.
const DEEPEST: usize = 32;

/// Takes the bytes for a query, and panics where a promise is not held.
pub(crate) fn check(bytes: &[u8], backend: &Backend) {
    let typed = String::from_utf8_lossy(bytes);
    let parsed = parse(&typed, TODAY);
    are_inside(&parsed.notes, &typed);
    if depth(&typed) <= DEEPEST && is_printable(&parsed.query) {
        let printed = parsed.query.to_string();
        let again = parse(&printed, TODAY);
        assert_eq!(again.query, parsed.query, "printed as {printed}");
        assert_eq!(again.notes, [], "printed as {printed}");
    }
    is_answered(parsed.query, &typed, backend);
}

/// Panics unless notes stand at places of the text, in order.
fn are_inside(notes: &[Note], typed: &str) {
    let length = typed.chars().count();
    for note in notes {
        assert!(note.at.start <= note.at.end && note.at.end <= length, "{note:?}");
    }
    assert!(notes.is_sorted_by_key(|note| note.at.start), "notes are in the order of the text");
}

/// How deep brackets nest at most.
fn depth(typed: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for c in typed.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether the words of a query cut to themselves, as all but a few compatibility characters do.
fn is_printable(query: &Query) -> bool {
    query.leaves().into_iter().all(|(leaf, _)| match &leaf.test {
        Test::Dates(_) | Test::Present => true,
        test => test.atoms().iter().all(is_printable_atom),
    })
}

fn is_printable_atom(test: &Test) -> bool {
    let one = |word: &str| text::words(word).to_vec() == [word];
    match test {
        Test::Words { words, .. } => words.iter().all(|word| one(word)),
        Test::Prefix(word) | Test::Fuzzy { word, .. } => one(word),
        Test::Wildcard(word) => word.split(['*', '?']).all(|part| part.is_empty() || one(part)),
        _ => true,
    }
}

/// Panics unless every way of asking finds the same, and what is shown of it is whole.
fn is_answered(query: Query, typed: &str, backend: &Backend) {
    let excerpt = Excerpt { passages: 2, width: 60, context: Context::Sentence };
    let mut request = Request {
        query,
        limit: 5,
        offset: 0,
        sort: Sort::Relevance,
        recency: None,
        matching: Match::Best,
        fold: Fold::Nothing,
        after: None,
        excerpt,
        explain: Explain::Words,
    };
    let results = backend.search(&request).expect("whatever is typed is answered");
    are_inside(&results.notes, typed);
    let total = results.total;
    assert!(total.all_words <= total.articles, "more articles have every word than any");
    assert_eq!(results.hits.len() as u64, total.articles.min(5), "a page is full or all");
    for hit in &results.hits {
        let shown = backend.show(&hit.head.id).expect("what was found is there");
        let [article] = &shown[..] else { panic!("an identifier is of one article") };
        excerpt::check(&hit.passages, article.head.headline.as_deref(), &article.body, &excerpt);
    }
    assert_eq!(ids(&request, backend).len() as u64, total.articles, "all hits are so many");
    request.matching = Match::All;
    let all = ids(&request, backend).len() as u64;
    assert_eq!(all, total.all_words, "those with every word are so many");
    let counted = backend.facets(&request.query, &[Facet::Source], 3).expect("counts");
    assert_eq!(counted.articles, all, "and are counted so");
    // Words side by side must all be there, or none if they are excluded.
    if !has_clauses(&request.query) {
        let negated = request.query.negated();
        let others = backend.facets(&negated, &[], 1).expect("counts").articles;
        assert_eq!(all + others, ARTICLES.len() as u64, "what does not match is all the rest");
    }
}

/// Whether words stand side by side in it.
fn has_clauses(query: &Query) -> bool {
    match query {
        Query::Everything | Query::Leaf(_) => false,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(has_clauses),
        Query::Not(part) | Query::Boost(part, _) => has_clauses(part),
        Query::Clauses(_) => true,
    }
}

/// The identifiers of all hits; none is there twice.
fn ids(request: &Request, backend: &Backend) -> Vec<String> {
    let mut ids = Vec::new();
    let see = |id: &str| {
        ids.push(id.to_owned());
        Ok::<_, news_search::index::Error>(())
    };
    backend.every_id(request, see).expect("whatever is typed is answered");
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an article is found twice");
    ids
}

/// Language, day, publication, author, headline and text of each article.
const ARTICLES: [[&str; 6]; 10] = [
    [
        "en",
        "2024-06-17",
        "The Gull",
        "Ida Morrow",
        "Ferry stopped by fog",
        "The ferry stopped. Nobody knew why, and oil rose.\n\nGas fell.",
    ],
    [
        "en",
        "2024-06",
        "The Gull",
        "Ida Morrow",
        "Oil and gas",
        "Oil, oil and gas: the ministers signed two deals. The state visit ended.",
    ],
    [
        "en",
        "2023",
        "Lakeland Post",
        "Ann Lee",
        "",
        "The U.S. and AT&T spoke of COVID-19 at 11:30. It cost 5,000 dollars.",
    ],
    ["en", "", "", "", "Who won", "The WHO said who won the election. A B c a b."],
    [
        "de",
        "2024-05-03",
        "Nordlicht",
        "Jörg Müller",
        "Nebel über der Fähre",
        "Die Fähre hielt an. Niemand wusste, warum. Öl stieg.",
    ],
    [
        "fr",
        "2024-06-18",
        "Le Courrier",
        "Zoé Noël",
        "L’été à Paris",
        "Aujourd’hui, l’élection a eu lieu. Le pétrole monte.",
    ],
    [
        "ru",
        "2022-02-01",
        "Вестник",
        "Анна Петрова",
        "Визит в Ханой",
        "Путин прибыл в Ханой. Визит во Вьетнам завершён.",
    ],
    ["zh", "2024-06-19", "海湾报", "", "普京访问河内", "俄罗斯总统普京访问河内。石油价格上涨。"],
    ["ar", "2021-12-31", "", "", "النفط والغاز", "ارتفع سعر النفط. وقال الوزير إن الغاز انخفض."],
    ["en", "2024-06-17", "The Gull", "", "", "x"],
];

/// Writes the articles, in two parts so that there are several segments.
pub(crate) fn index(folder: &Path) -> Backend {
    for (nth, part) in ARTICLES.chunks(6).enumerate() {
        let mut writer =
            Writer::open(folder, Start::Update, Effort::default(), &["/news".to_owned()])
                .expect("an index");
        for (at, fields) in part.iter().enumerate() {
            let name = format!("{nth}-{at}.txt");
            let path = format!("/news/{name}");
            let file = FileStamp { path, root: "/news".to_owned(), bytes: 1, modified: 1 };
            writer.see(&file);
            writer.add(article(&name, fields), &file).expect("room for an article");
        }
        writer.commit().expect("a commit");
    }
    Backend::open(folder).expect("what was written")
}

fn article(name: &str, fields: &[&str; 6]) -> Article {
    let [language, day, source, by, headline, body] = fields.map(str::to_owned);
    let known = |text: String| Some(text).filter(|text| !text.is_empty());
    let source = known(source).map(|name| Source {
        name: Some(name),
        domain: Some("gull.example".to_owned()),
        found_in: "a test".into(),
    });
    let date = date::parse(&day);
    let head = Head {
        id: identify(name, None),
        headline: known(headline),
        source,
        date: date.map(|date| Dated { date, found_in: "a test".into() }),
        byline: known(by).into_iter().collect(),
        language: Some(language),
        path: name.to_owned(),
        ..Head::default()
    };
    Article { head, body }
}
