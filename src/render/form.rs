//! The forms in which the hits of a search are printed, one behind the other or as one document.

use serde::Serialize;

use super::fields::Fields;
use super::table::{self, Sign};
use super::{Look, clean, hits, json_line};
use crate::results::{Hit, Results, Total};

/// What a run for `trec_eval` says it was made by.
const TAG: &str = "news-search";

/// A form of the results of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// A document for each search, its hits whole or with these fields alone.
    Json(Option<Fields>),
    /// A hit a line, whole or with these fields alone.
    JsonLines(Option<Fields>),
    /// A hit a row.
    Table(Sign, Fields),
    /// A hit a line, in the six columns of `trec_eval`.
    Trec,
    /// The identifiers.
    Ids(End),
    /// The files.
    Paths(End),
}

/// What stands behind an identifier or a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A line end.
    Line,
    /// A NUL, which no path can hold.
    Nul,
}

impl End {
    /// A text with this behind it.
    pub fn behind(self, text: &str) -> String {
        match self {
            Self::Line => format!("{text}\n"),
            Self::Nul => format!("{text}\0"),
        }
    }
}

impl Form {
    /// Whether passages are shown: where not, none need be looked for.
    pub fn shows_passages(&self) -> bool {
        match self {
            Self::Text | Self::Json(None) | Self::JsonLines(None) => true,
            Self::Json(Some(fields)) | Self::JsonLines(Some(fields)) | Self::Table(_, fields) => {
                fields.has_passages()
            }
            Self::Trec | Self::Ids(_) | Self::Paths(_) => false,
        }
    }

    /// Whether a hit can say what versions it stands for. Identifiers, files and runs cannot: there
    /// every version has its own line.
    pub fn tells_versions(&self) -> bool {
        match self {
            Self::Text | Self::Json(_) | Self::JsonLines(_) | Self::Table(..) => true,
            Self::Trec | Self::Ids(_) | Self::Paths(_) => false,
        }
    }

    /// Whether what is printed is to reach another program character by character.
    pub fn is_raw(&self) -> bool {
        matches!(self, Self::Ids(_) | Self::Paths(_))
    }
}

/// Whether a search is one of several, and then what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batch<'q> {
    /// It stands alone.
    Single,
    /// The identifier of the query.
    Query(&'q str),
}

impl<'q> Batch<'q> {
    fn id(self) -> Option<&'q str> {
        match self {
            Self::Single => None,
            Self::Query(id) => Some(id),
        }
    }
}

/// Prints the hits of one search.
#[derive(Debug)]
pub struct Printer<'f> {
    form: &'f Form,
    look: Look,
    batch: Batch<'f>,
    /// How many digits the greatest rank has.
    digits: usize,
    /// The score printed last, in a run.
    last: f32,
}

/// A hit of one query among several.
#[derive(Serialize)]
struct Named<'h, T> {
    query_id: &'h str,
    #[serde(flatten)]
    hit: &'h T,
}

impl<'f> Printer<'f> {
    /// For hits whose greatest rank is this.
    pub fn new(form: &'f Form, look: Look, batch: Batch<'f>, greatest: u64) -> Self {
        Self { form, look, batch, digits: greatest.to_string().len(), last: f32::INFINITY }
    }

    /// What stands once above all hits of all searches.
    pub fn header(form: &Form, several: bool) -> Option<String> {
        let Form::Table(sign, fields) = form else { return None };
        Some(table::row(*sign, several.then_some("query_id").into_iter().chain(fields.iter())))
    }

    /// One hit.
    pub fn hit(&mut self, hit: &Hit) -> anyhow::Result<String> {
        match self.form {
            Form::Text => Ok(hits::hit(hit, self.digits, self.look)),
            Form::Json(None) | Form::JsonLines(None) => self.named(hit),
            Form::Json(Some(fields)) | Form::JsonLines(Some(fields)) => {
                self.named(&fields.pick(hit)?)
            }
            Form::Table(sign, fields) => {
                let values: Vec<String> = fields.values(hit)?.iter().map(table::cell).collect();
                let values = values.iter().map(String::as_str);
                Ok(table::row(*sign, self.batch.id().into_iter().chain(values)))
            }
            Form::Trec => Ok(self.run_line(hit)),
            Form::Ids(end) => Ok(end.behind(&hit.head.id)),
            Form::Paths(end) if *end == End::Line && self.look.width.is_some() => {
                // On a terminal a name is cleaned; another program gets it as it is.
                Ok(end.behind(&clean::line(&hit.head.path)))
            }
            Form::Paths(end) => Ok(end.behind(&hit.head.path)),
        }
    }

    /// All hits of a page, or the document.
    pub fn page(&mut self, results: &Results) -> anyhow::Result<String> {
        match self.form {
            Form::Json(None) => json_line(results),
            Form::Json(Some(fields)) => {
                let picked = results.hits.iter().map(|hit| fields.pick(hit));
                let picked = picked.collect::<anyhow::Result<Vec<_>>>()?;
                json_line(&results.clone().with_hits(picked))
            }
            _ => results.hits.iter().map(|hit| self.hit(hit)).collect(),
        }
    }

    fn named<T: Serialize>(&self, hit: &T) -> anyhow::Result<String> {
        match self.batch {
            Batch::Single => json_line(hit),
            Batch::Query(query_id) => json_line(&Named { query_id, hit }),
        }
    }

    /// A line of a run. Where scores are equal, or there are none, the order is told by what is
    /// printed for them: `trec_eval` goes by the scores alone.
    fn run_line(&mut self, hit: &Hit) -> String {
        #[expect(clippy::cast_precision_loss, reason = "exact for the first 16 million")]
        let rank = hit.rank as f32;
        let score = if hit.score > 0.0 { hit.score } else { -rank };
        self.last = if score < self.last { score } else { self.last.next_down() };
        let query = column(self.batch.id().unwrap_or("1"));
        let article = column(hit.head.key.as_deref().unwrap_or(&hit.head.id));
        format!("{query} Q0 {article} {} {} {TAG}\n", hit.rank, self.last)
    }
}

/// How many articles match, how many have every word, and how many hits they are once versions are
/// folded.
pub fn count(results: &Results, form: &Form, batch: Batch<'_>) -> anyhow::Result<String> {
    let Total { articles, all_words, groups } = results.total;
    let sign = match form {
        Form::Json(_) | Form::JsonLines(_) => return json_line(results),
        Form::Table(sign, _) => *sign,
        Form::Text | Form::Trec | Form::Ids(_) | Form::Paths(_) => Sign::Tab,
    };
    let counts = [Some(articles), Some(all_words), groups];
    let counts = counts.map(|count| count.map(|count| count.to_string()).unwrap_or_default());
    Ok(table::row(sign, batch.id().into_iter().chain(counts.iter().map(String::as_str))))
}

/// What stands above the counts.
pub fn count_header(form: &Form, several: bool) -> Option<String> {
    let Form::Table(sign, _) = form else { return None };
    let names =
        several.then_some("query_id").into_iter().chain(["articles", "all_words", "groups"]);
    Some(table::row(*sign, names))
}

/// A name in one column of a run: what would part it in two becomes `_`.
fn column(name: &str) -> String {
    let gap = |c: char| c.is_whitespace() || c.is_control();
    let name: String = name.chars().map(|c| if gap(c) { '_' } else { c }).collect();
    if name.is_empty() { "_".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
