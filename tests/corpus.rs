//! The sample archive as the program reads it, held to what a careful reader takes from it
//! (`tests/corpus_truth.json`; `docs/corpus.md` has the rules). Each field has a floor.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the archive has failed")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::{Value, json};

/// Fields, and how many of the articles they must be right in. These numbers only rise.
const FLOORS: &[(&str, usize)] = &[
    ("headline", 65),
    ("source", 65),
    ("date", 65),
    ("modified", 65),
    ("byline", 65),
    ("agency", 65),
    ("language", 65),
    ("url", 65),
    ("key", 65),
    ("format", 65),
    ("body_has", 65),
    ("body_lacks", 65),
];

#[derive(Deserialize)]
struct Truth {
    articles: Vec<Wanted>,
    skipped: Vec<Place>,
    refused_dates: Vec<Refused>,
}

/// Where an article stands.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: String,
    #[serde(default)]
    member: Option<String>,
    record: Option<u64>,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(flatten)]
    place: Place,
    body_has: Vec<String>,
    body_lacks: Vec<String>,
    /// Other right answers, by field.
    #[serde(default)]
    also: BTreeMap<String, Vec<Value>>,
    #[serde(flatten)]
    fields: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Refused {
    #[serde(flatten)]
    place: Place,
    value: String,
}

/// What `extract` made of the archive.
struct Extracted {
    articles: BTreeMap<Place, Value>,
    skipped: Vec<Place>,
}

fn truth() -> Truth {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus_truth.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn extract() -> Extracted {
    let folder = tempfile::tempdir().unwrap();
    let errors = folder.path().join("skipped.jsonl");
    let output = Command::new(env!("CARGO_BIN_EXE_news-search"))
        .args(["extract", "corpus", "--jsonl", "--errors"])
        .arg(&errors)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines_out = lines(&String::from_utf8(output.stdout).unwrap());
    let count = lines_out.len();
    let articles: BTreeMap<Place, Value> =
        lines_out.into_iter().map(|article| (place(&article), article)).collect();
    assert_eq!(articles.len(), count, "two articles of one place");
    Extracted {
        articles,
        skipped: lines(&std::fs::read_to_string(&errors).unwrap()).iter().map(place).collect(),
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The place of an article or a skipped record, as the truth names it.
fn place(value: &Value) -> Place {
    let mut place: Place = serde_json::from_value(value.clone()).unwrap();
    place.path = place.path.trim_start_matches("corpus/").to_owned();
    place
}

/// What an article has for a field, in the form of the truth.
fn field(article: &Value, name: &str) -> Value {
    match name {
        "source" => article["source"]["name"].clone(),
        "date" | "modified" if !article[name].is_null() => {
            json!({ "value": article[name]["value"], "precision": article[name]["precision"] })
        }
        _ => article[name].clone(),
    }
}

/// What is wrong with a field; `None` where it is right.
fn miss(wanted: &Wanted, article: &Value, name: &str) -> Option<String> {
    let body = article["body"].as_str().unwrap_or_default();
    match name {
        "body_has" => wanted
            .body_has
            .iter()
            .find(|text| !body.contains(*text))
            .map(|text| format!("not in the body: {text}")),
        "body_lacks" => wanted
            .body_lacks
            .iter()
            .find(|text| body.contains(*text))
            .map(|text| format!("in the body: {text}")),
        _ => {
            let have = field(article, name);
            let others = wanted.also.get(name).into_iter().flatten();
            let is_right = std::iter::once(&wanted.fields[name]).chain(others).any(|w| *w == have);
            (!is_right).then(|| format!("wanted {}, have {have}", wanted.fields[name]))
        }
    }
}

#[test]
fn every_article_is_read_as_a_careful_reader_would() {
    let (truth, extracted) = (truth(), extract());
    let mut report = Vec::new();
    let mut below = Vec::new();
    for &(name, floor) in FLOORS {
        let misses: Vec<String> = truth
            .articles
            .iter()
            .filter_map(|wanted| {
                let article = extracted.articles.get(&wanted.place).unwrap_or(&Value::Null);
                let Place { path, member, record } = &wanted.place;
                let record = record.map(|number| format!(" #{number}")).unwrap_or_default();
                let member = member.as_ref().map(|member| format!("/{member}")).unwrap_or_default();
                Some(format!("  {path}{member}{record}: {}", miss(wanted, article, name)?))
            })
            .collect();
        let held = truth.articles.len() - misses.len();
        report.push(format!("{name}: {held} of {}", truth.articles.len()));
        report.extend(misses);
        if held < floor {
            below.push(format!("{name}: {held}, floor {floor}"));
        }
    }
    assert!(below.is_empty(), "below the floor: {below:?}\n\n{}", report.join("\n"));
}

#[test]
fn nothing_is_read_twice_or_lost() {
    let (truth, extracted) = (truth(), extract());
    let mut wanted: Vec<Place> = truth.articles.into_iter().map(|wanted| wanted.place).collect();
    wanted.sort();
    let have: Vec<Place> = extracted.articles.into_keys().collect();
    assert_eq!((have, extracted.skipped), (wanted, truth.skipped));
}

#[test]
fn impossible_dates_are_refused_and_told() {
    let (truth, extracted) = (truth(), extract());
    let refusals: Vec<(Place, Value)> = extracted
        .articles
        .into_iter()
        .filter(|(_, article)| article["notes"].to_string().contains("refused"))
        .map(|(place, article)| (place, json!([article["date"], article["notes"]])))
        .collect();
    let wanted: Vec<(Place, Value)> = truth
        .refused_dates
        .into_iter()
        .map(|Refused { place, value }| {
            (place, json!([null, [format!("date {value} refused: more than two days ahead")]]))
        })
        .collect();
    assert_eq!(refusals, wanted);
}
