//! How near an article that was read is to the one a careful reader takes from the page.

use std::collections::HashMap;
use std::fmt;

use news_search::article::Article;
use news_search::date::Precision;

use crate::sets::Truth;

/// The length in words of the pieces by which texts are compared: a piece tells order as well, as
/// the article-extraction-benchmark has it.
const SHINGLE: usize = 4;

/// What was right on the pages so far.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pages: usize,
    read: usize,
    body: f64,
    bodies: usize,
    headline: Share,
    date: Share,
    /// Dates that are there and wrong: a missing one is an answer, a wrong one is none.
    wrong_dates: usize,
    byline: Share,
    domain: Share,
}

/// How many of how many.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, right: bool) -> bool {
        self.right += usize::from(right);
        self.all += 1;
        right
    }
}

impl Score {
    /// Counts a page; what was read otherwise, one a line.
    pub(crate) fn add(&mut self, truth: &Truth, article: Option<&Article>) -> Vec<String> {
        self.pages += 1;
        self.read += usize::from(article.is_some());
        let head = article.map(|article| &article.head);
        let mut failures = Vec::new();
        if let Some(body) = &truth.body {
            let read = article.map(|article| article.body.as_str()).unwrap_or_default();
            self.body += similarity(read, body);
            self.bodies += 1;
        }
        if let Some(headline) = &truth.headline {
            let read = head.and_then(|head| head.headline.as_deref()).unwrap_or_default();
            if !self.headline.add(fold(read) == fold(headline)) {
                failures.push(format!("headline {read:?}, not {headline:?}"));
            }
        }
        if let Some(day) = &truth.day {
            let date = head.and_then(|head| head.date.as_ref());
            let read = date.filter(|dated| dated.date.precision() >= Precision::Day);
            let read = read.map(|dated| dated.date.first_day().to_string()).unwrap_or_default();
            if !self.date.add(read == *day) {
                self.wrong_dates += usize::from(!read.is_empty());
                failures.push(format!("date {read:?}, not {day:?}"));
            }
        }
        if !truth.byline.is_empty() {
            let read = head.map(|head| head.byline.as_slice()).unwrap_or_default();
            if !self.byline.add(folded(read) == folded(&truth.byline)) {
                failures.push(format!("byline {read:?}, not {:?}", truth.byline));
            }
        }
        if let Some(domain) = &truth.domain {
            let source = head.and_then(|head| head.source.as_ref());
            let read = source.and_then(|source| source.domain.as_deref()).unwrap_or_default();
            if !self.domain.add(read == domain) {
                failures.push(format!("domain {read:?}, not {domain:?}"));
            }
        }
        failures
    }
}

impl fmt::Display for Score {
    #[expect(clippy::cast_precision_loss, reason = "numbers of pages")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  pages {}, read {}", self.pages, self.read)?;
        if self.bodies > 0 {
            write!(f, "\n  body      F1 {:.4}", self.body / self.bodies as f64)?;
        }
        let shares = [
            ("headline", self.headline),
            ("date", self.date),
            ("byline", self.byline),
            ("domain", self.domain),
        ];
        for (name, Share { right, all }) in shares.into_iter().filter(|(_, share)| share.all > 0) {
            write!(f, "\n  {name:9} {:.4} ({right} of {all})", right as f64 / all as f64)?;
            if name == "date" {
                // As htmldate counts: a wrong date is a false positive, a missing one a false
                // negative, so that all there are is the sum of both and the right ones.
                let f1 = 2.0 * right as f64 / (right + all) as f64;
                write!(f, ", {} wrong, F1 {f1:.4}", self.wrong_dates)?;
            }
        }
        Ok(())
    }
}

/// The F1 of two texts over their pieces of [`SHINGLE`] words, from 0 to 1.
fn similarity(read: &str, truth: &str) -> f64 {
    let (read, truth) = (words(read), words(truth));
    if read.is_empty() && truth.is_empty() {
        return 1.0;
    }
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    let (mut all, mut both) = (0, 0);
    for piece in pieces(&truth) {
        *counts.entry(piece).or_default() += 1;
        all += 1;
    }
    for piece in pieces(&read) {
        all += 1;
        if let Some(left) = counts.get_mut(piece).filter(|left| **left > 0) {
            *left -= 1;
            both += 1;
        }
    }
    2.0 * f64::from(both) / f64::from(all)
}

/// The pieces of a text; the whole of one that is shorter than a piece.
fn pieces(words: &[String]) -> impl Iterator<Item = &[String]> {
    let length = SHINGLE.min(words.len()).max(1);
    words.windows(length)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A line without case and marks.
fn fold(line: &str) -> String {
    words(line).join(" ")
}

fn folded(names: &[String]) -> std::collections::BTreeSet<String> {
    names.iter().map(|name| fold(name)).collect()
}
