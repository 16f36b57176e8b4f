//! Sets of saved pages, each in the layout of its makers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// A saved page and what a careful reader takes from it.
#[derive(Debug)]
pub(crate) struct Page {
    pub path: PathBuf,
    pub truth: Truth,
}

/// What is known of a page; what is not known is not scored.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pub body: Option<String>,
    pub headline: Option<String>,
    /// `2024-06-17`
    pub day: Option<String>,
    /// Empty where unknown.
    pub byline: Vec<String>,
    pub domain: Option<String>,
}

/// The pages of a set, whichever it is.
pub(crate) fn pages(folder: &Path) -> Result<Vec<Page>> {
    let has = |name: &str| folder.join(name).try_exists().unwrap_or(false);
    if has("truth.jsonl") {
        truth_lines(folder)
    } else if has("ground-truth.json") {
        ground_truth(folder)
    } else if has("tests/eval_default.json") {
        htmldate(&folder.join("tests"))
    } else if has("tests/resources/parser/test_data") {
        fundus(&folder.join("tests/resources/parser/test_data"))
    } else {
        bail!("`{}` is in no layout that is known", folder.display())
    }
}

/// A line of JSON for each page.
fn truth_lines(folder: &Path) -> Result<Vec<Page>> {
    let text = fs::read_to_string(folder.join("truth.jsonl"))?;
    let page = |line: &str| {
        let fields: Value = serde_json::from_str(line)?;
        let name = fields["page"].as_str().context("a line of `truth.jsonl` without `page`")?;
        let truth = Truth {
            body: string(&fields["body"]),
            headline: string(&fields["headline"]),
            day: string(&fields["date"]),
            byline: strings(&fields["byline"]),
            domain: string(&fields["domain"]).map(|domain| without_www(&domain)),
        };
        Ok(Page { path: folder.join("pages").join(name), truth })
    };
    text.lines().map(page).collect()
}

/// article-extraction-benchmark and web-content-extraction-benchmark.
fn ground_truth(folder: &Path) -> Result<Vec<Page>> {
    let truth: BTreeMap<String, Value> = json(&folder.join("ground-truth.json"))?;
    let page = |(name, fields): (String, Value)| Page {
        path: folder.join("html").join(format!("{name}.html.gz")),
        truth: Truth {
            body: string(&fields["articleBody"]),
            headline: string(&fields["title"]),
            day: string(&fields["publish_date"]).map(|date| day(&date)),
            byline: string(&fields["author"]).into_iter().collect(),
            domain: None,
        },
    };
    Ok(truth.into_iter().map(page).collect())
}

/// htmldate: the truth of both of its evaluations, the pages in either folder.
fn htmldate(tests: &Path) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for name in ["eval_default.json", "eval_mediacloud_2020.json"] {
        let truth: BTreeMap<String, Value> = json(&tests.join(name))?;
        for fields in truth.values() {
            let file = fields["file"].as_str().context("a page without `file`")?;
            let places = ["cache", "eval"].map(|folder| tests.join(folder).join(file));
            let path = places.into_iter().find(|path| path.try_exists().unwrap_or(false));
            let Some(path) = path else { continue };
            let truth = Truth { day: string(&fields["date"]), ..Truth::default() };
            pages.push(Page { path, truth });
        }
    }
    Ok(pages)
}

/// The tests of fundus: a folder for each country, and in it for each publisher a file of what
/// the versions of its reader take from a page. The last version belongs to the newest page.
fn fundus(folder: &Path) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for country in fs::read_dir(folder)? {
        let country = country?.path();
        if !country.join("meta.info").try_exists()? {
            continue;
        }
        let about: BTreeMap<String, Value> = json(&country.join("meta.info"))?;
        let newest: BTreeMap<&str, (&String, &Value)> = about
            .iter()
            .filter_map(|(file, about)| Some((file.split_once("_2")?.0, (file, about))))
            .collect();
        for (publisher, (file, about)) in newest {
            let versions: BTreeMap<String, Value> =
                json(&country.join(format!("{publisher}.json")))?;
            let last = versions.iter().max_by_key(|(version, _)| (version.len(), *version));
            let Some((_, fields)) = last else { continue };
            let address = about["url"].as_str().unwrap_or_default();
            let truth = Truth {
                body: Some(sections(&fields["body"])).filter(|body| !body.is_empty()),
                headline: string(&fields["title"]),
                day: string(&fields["publishing_date"]).map(|date| day(&date)),
                byline: strings(&fields["authors"]),
                domain: address.split('/').nth(2).map(without_www),
            };
            pages.push(Page { path: country.join(file), truth });
        }
    }
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(pages)
}

/// The paragraphs of an article as fundus writes them: its summary, then its sections.
fn sections(body: &Value) -> String {
    let mut paragraphs = strings(&body["summary"]);
    for section in body["sections"].as_array().into_iter().flatten() {
        paragraphs.extend(strings(&section["headline"]));
        paragraphs.extend(strings(&section["paragraphs"]));
    }
    paragraphs.join("\n\n")
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).filter(|text| !text.is_empty())
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(string).collect()
}

/// The day of a date and time.
fn day(date: &str) -> String {
    date.chars().take(10).collect()
}

fn without_www(domain: &str) -> String {
    domain.strip_prefix("www.").unwrap_or(domain).to_owned()
}
