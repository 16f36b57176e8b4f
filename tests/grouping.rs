//! Versions and stories of the sample archive, held to what a careful reader takes for such
//! (`tests/corpus_truth.json`).

#![expect(clippy::unwrap_used, reason = "a test that cannot read the archive has failed")]

mod archive;

use std::collections::{BTreeMap, BTreeSet};

use archive::{Archive, document};
use serde::Deserialize;
use serde_json::Value;

/// Pairs of articles that are one story and found together, of all that are found together and of
/// all that are one story. These numbers only rise. What is told in another language is not found.
const STORIES: (f64, f64) = (1.0, 0.54);

#[derive(Deserialize)]
struct Truth {
    versions: Vec<Vec<Place>>,
    apart: Vec<Vec<Place>>,
    stories: Vec<Vec<Place>>,
}

/// Where an article stands.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: String,
    record: Option<u64>,
}

fn truth() -> Truth {
    serde_json::from_str(&document("tests/corpus_truth.json")).unwrap()
}

/// The places of articles, by what the program calls them.
fn places(archive: &Archive) -> BTreeMap<String, Place> {
    let hits = lines(archive, "query --all --no-group --jsonl");
    let place = |hit: &Value| {
        let path = hit["path"].as_str().unwrap().trim_start_matches("corpus/").to_owned();
        let place = Place { path, record: hit["record"].as_u64() };
        (hit["id"].as_str().unwrap().to_owned(), place)
    };
    hits.iter().map(place).collect()
}

fn lines(archive: &Archive, command: &str) -> Vec<Value> {
    let output = archive.shell(&format!("news-search {command}"));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The sets that a command prints, a line each, under `articles`.
fn sets(archive: &Archive, command: &str) -> BTreeSet<BTreeSet<Place>> {
    let places = places(archive);
    let set = |line: &Value| {
        let articles = line["articles"].as_array().unwrap().iter();
        articles.map(|article| places[article["id"].as_str().unwrap()].clone()).collect()
    };
    lines(archive, command).iter().map(set).collect()
}

#[test]
fn versions_are_those_a_reader_sees() {
    let archive = Archive::indexed();
    let found = sets(&archive, "versions --all --jsonl");
    let truth = truth();
    let wanted: BTreeSet<BTreeSet<Place>> =
        truth.versions.into_iter().map(|set| set.into_iter().collect()).collect();
    assert_eq!(found, wanted);
    for apart in &truth.apart {
        for set in &found {
            let together = apart.iter().filter(|place| set.contains(place)).count();
            assert!(together < 2, "{apart:?}");
        }
    }
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "a few pairs")]
fn stories_are_those_a_reader_sees() {
    let archive = Archive::indexed();
    let pairs = |sets: BTreeSet<BTreeSet<Place>>| -> BTreeSet<(Place, Place)> {
        let pairs = |set: BTreeSet<Place>| {
            let all: Vec<Place> = set.into_iter().collect();
            let behind = |at: usize| all[at + 1..].iter().map(move |other| (at, other.clone()));
            let pairs = (0..all.len()).flat_map(behind);
            pairs.map(|(at, other)| (all[at].clone(), other)).collect::<Vec<_>>()
        };
        sets.into_iter().flat_map(pairs).collect()
    };
    let wanted = truth().stories.into_iter().map(|set| set.into_iter().collect()).collect();
    let (found, wanted) = (pairs(sets(&archive, "stories --all --jsonl")), pairs(wanted));
    let right = found.intersection(&wanted).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / wanted.len() as f64);
    let astray: Vec<_> = found.symmetric_difference(&wanted).collect();
    assert!(precision >= STORIES.0 && recall >= STORIES.1, "{precision} {recall} {astray:#?}");
}
