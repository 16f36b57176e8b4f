//! Articles in `tests/articles`, each beside what a careful reader takes from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::finish::finish;
use super::{Around, Context, Reason};
use crate::article::Article;

/// What a careful reader accepts for each field of an article (any value where a field is left
/// out), and finds in its body or not.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Truth {
    fields: BTreeMap<String, Vec<Value>>,
}

impl Truth {
    /// The checks that an article does not hold, one a line.
    fn failures(&self, name: &str, article: &Article) -> Vec<String> {
        let failed = |(field, wanted): (&String, &Vec<Value>)| match field.as_str() {
            "in_body" | "not_in_body" => wanted
                .iter()
                .filter_map(Value::as_str)
                .filter(|part| article.body.contains(*part) != (field == "in_body"))
                .map(|part| format!("{name}: {field}: {part:?}"))
                .collect(),
            _ => {
                let have = value(article, field);
                let is_right = wanted.contains(&have);
                let miss = || format!("{name}: {field}: wanted {wanted:?}, have {have}");
                (!is_right).then(miss).into_iter().collect::<Vec<_>>()
            }
        };
        self.fields.iter().flat_map(failed).collect()
    }
}

/// What an article has for a field.
fn value(article: &Article, field: &str) -> Value {
    let head = &article.head;
    let source = head.source.as_ref();
    match field {
        "headline" => json!(head.headline),
        "source" => json!(source.and_then(|source| source.name.as_ref())),
        "domain" => json!(source.and_then(|source| source.domain.as_ref())),
        "agency" => json!(head.agency),
        "byline" => json!(head.byline),
        "date" => json!(head.date.as_ref().map(|dated| dated.date)),
        "language" => json!(head.language),
        "url" => json!(head.url),
        _ => panic!("no such field: {field}"),
    }
}

/// The day on which the articles are read.
pub(super) fn context() -> Context<'static> {
    Context { today: jiff::civil::date(2026, 1, 1), around: Around::NOTHING }
}

/// The folder of the articles of a format.
pub(super) fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(format)
}

/// What the reader of a format makes of its articles otherwise than a careful reader, one a line.
pub(super) fn failures(format: &str, read: fn(&str, Context) -> Result<Article, Reason>) -> String {
    failures_of_bytes(format, |bytes| read(std::str::from_utf8(bytes).unwrap(), context()))
}

/// The same for a format that is no text.
pub(super) fn failures_of_bytes(
    format: &str,
    read: impl Fn(&[u8]) -> Result<Article, Reason>,
) -> String {
    let folder = folder(format);
    let truth = std::fs::read_to_string(folder.join("truth.json")).unwrap();
    let truth: BTreeMap<String, Truth> = serde_json::from_str(&truth).unwrap();
    let failed: Vec<String> = truth
        .iter()
        .flat_map(|(name, truth)| {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            let article = read(&bytes).and_then(|article| finish(article, context()));
            truth.failures(name, &article.unwrap())
        })
        .collect();
    failed.join("\n")
}
