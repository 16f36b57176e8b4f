//! How fast the parts are that the time goes to: words and sentences, reading, queries, passages,
//! and what versions of an article are known by. All on generated news, in bytes a second.

#[path = "../corpus/news/mod.rs"]
mod news;

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::Path;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use news_search::passage::Finder;
use news_search::query::{Expansion, Leaf, Query, Test, parse};
use news_search::results::{Context, Excerpt};
use news_search::{group, read, text};

use news::{Article, Corpus};

/// Articles that a measurement goes over: enough that lengths average out.
const ARTICLES: u64 = 200;

/// Any day serves: queries ask for relative dates.
const TODAY: Date = date(2024, 6, 19);

/// Queries as they are typed, one of each kind.
const QUERIES: [&str; 8] = [
    "oil",
    "oil minister visit",
    "\"joint venture\" -russia",
    "source:reuters since:2024-06 (hanoi OR saigon)",
    "gre* colour~1",
    "oil NEAR/5 price",
    "The government said on Monday that it would raise the minimum wage again, the third time",
    "AT&T 11:30 COVID-19 http://example.com/a?b=c",
];

criterion_group!(parts, words, reading, queries, passages, signatures);
criterion_main!(parts);

fn words(criterion: &mut Criterion) {
    let bodies = bodies();
    let mut group = criterion.benchmark_group("text");
    over(&mut group, "words", &bodies, |body| {
        let mut words = text::words(body);
        let mut bytes = 0;
        while let Some(word) = words.next() {
            bytes += word.text.len();
        }
        bytes
    });
    over(&mut group, "sentences", &bodies, text::sentences);
    group.finish();
}

/// Reads files from the disk, as memory has them after the first time, with one thread for
/// understanding.
fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for samples");
    let mut group = criterion.benchmark_group("read");
    let mut over_files = |form: &str, texts: Vec<String>| {
        let folder = folder.path().join(form);
        fs::create_dir(&folder).expect("a folder for samples");
        for (nth, text) in texts.iter().enumerate() {
            fs::write(folder.join(format!("{nth}.{form}")), text).expect("a sample");
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        group.throughput(Throughput::BytesDecimal(bytes as u64));
        group.bench_function(form, |bencher| bencher.iter(|| read_all(&folder)));
    };
    let articles = || Corpus::new(ARTICLES);
    over_files("jsonl", vec![articles().map(|article| article.json() + "\n").collect()]);
    over_files("txt", articles().map(|article| article.file().1).collect());
    over_files("html", articles().map(|article| page(&article)).collect());
    group.finish();
}

fn read_all(path: &Path) -> usize {
    let settings =
        read::Settings { threads: NonZeroUsize::MIN, today: TODAY, ..read::Settings::default() };
    let files: Vec<_> = read::walk(path).expect("a sample").filter_map(Result::ok).collect();
    let mut articles = read::articles(files, settings).expect("a sample");
    let mut count = 0;
    while let Some(file) = articles.next_file() {
        count += file.flatten().count();
    }
    assert!(count > 0, "nothing was read of {}", path.display());
    count
}

/// An article as a paper's site shows it: a menu, boxes and a foot around the story.
fn page(article: &Article) -> String {
    let headline = &article.headline;
    let link =
        |number: usize| format!("<li><a href=\"/section/{number}\">Section {number}</a></li>");
    let teaser = |number: usize| {
        format!(
            "<div class=\"teaser\"><a href=\"/story/{number}\"><img src=\"/t/{number}.jpg\">{headline}</a></div>"
        )
    };
    let menu: String = (0..60).map(link).collect();
    let teasers: String = (0..30).map(teaser).collect();
    let body = article.body().replace("\n\n", "</p>\n<p>");
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{headline} | The Gazette</title>
<meta property=\"article:published_time\" content=\"2024-06-17T08:30:00Z\">
<style>{}</style><script>{}</script></head><body><nav><ul>{menu}</ul></nav>
<article><h1>{headline}</h1><p class=\"byline\">By Anna Berg</p><p>{body}</p></article>
<aside>{teasers}</aside><footer><ul>{menu}</ul></footer></body></html>",
        ".teaser { color: #123; margin: 0 auto; }\n".repeat(200),
        "window.dataLayer = window.dataLayer || [];\n".repeat(200),
    )
}

fn queries(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    over(&mut group, "parse", &QUERIES, |typed| parse(typed, TODAY));
    group.finish();
}

fn passages(criterion: &mut Criterion) {
    let bodies = bodies();
    let query = parse("government percent \"last year\"", TODAY).query;
    let expansions = expansions(&query);
    let finder = Finder::new(&query, &expansions);
    let excerpt = Excerpt { passages: 3, width: 320, context: Context::Sentence };
    let mut group = criterion.benchmark_group("passage");
    over(&mut group, "passages", &bodies, |body| finder.passages(None, body, &excerpt));
    group.finish();
}

/// What an index would answer that has the words of the query in no other form.
fn expansions(query: &Query) -> Vec<Expansion> {
    let expansion = |leaf: &Leaf, positive| {
        let words = match &leaf.test {
            Test::Words { words, .. } => words.as_slice(),
            _ => &[],
        };
        let words = words.iter().map(|word| BTreeSet::from([word.clone()])).collect();
        Expansion { leaf: leaf.clone(), words, positive, left_out: Vec::new() }
    };
    query.leaves().into_iter().map(|(leaf, positive)| expansion(leaf, positive)).collect()
}

fn signatures(criterion: &mut Criterion) {
    let bodies = bodies();
    let mut group = criterion.benchmark_group("group");
    over(&mut group, "prints", &bodies, group::prints);
    over(&mut group, "numbers", &bodies, group::numbers);
    over(&mut group, "names", &bodies, group::names);
    group.finish();
}

fn bodies() -> Vec<String> {
    Corpus::new(ARTICLES).map(|article| article.body()).collect()
}

/// Measures a function over all these texts.
fn over<Made>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    texts: &[impl AsRef<str>],
    function: impl Fn(&str) -> Made,
) {
    let bytes: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            for text in texts {
                black_box(function(text.as_ref()));
            }
        });
    });
}
