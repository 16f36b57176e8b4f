//! How well questions find their article in the sample archive: floors that only rise. What the
//! ranking was chosen by is in `docs/benchmarks.md`; these few queries keep it from breaking.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod archive;

use std::collections::BTreeMap;

use archive::{Archive, document, root};
use serde_json::Value;

/// What readers ask, and for each question a part of the headline of every article that answers it.
const QUESTIONS: &str = "tests/questions.jsonl";

/// The mean over all questions of one divided by the rank of the first answer.
const FLOOR: f64 = 0.93;

#[test]
fn questions_find_their_articles() {
    let questions: Vec<Value> =
        document(QUESTIONS).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let file = root().join(QUESTIONS);
    let output = Archive::indexed().shell(&format!(
        "news-search query --batch '{}' --jsonl -n 10 --fields headline,rank",
        file.display()
    ));
    assert!(output.status.success(), "{output:?}");
    let mut found: BTreeMap<String, f64> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        let question =
            questions.iter().find(|question| question["_id"] == hit["query_id"]).unwrap();
        let headline = hit["headline"].as_str().unwrap_or_default();
        let mut answers = question["answers"].as_array().unwrap().iter();
        if answers.any(|answer| headline.contains(answer.as_str().unwrap())) {
            let rank = hit["rank"].as_f64().unwrap();
            found.entry(question["text"].to_string()).or_insert(1.0 / rank);
        }
    }
    assert_eq!(found.len(), questions.len(), "an answer is not among ten: {found:#?}");
    #[expect(clippy::cast_precision_loss, reason = "a few questions")]
    let mean = found.values().sum::<f64>() / questions.len() as f64;
    assert!(mean >= FLOOR, "mean reciprocal rank {mean:.3}: {found:#?}");
}
