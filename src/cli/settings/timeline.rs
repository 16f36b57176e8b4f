//! What is resolved for `timeline`.

use std::path::PathBuf;

use super::super::args::TimelineArgs;
use super::super::{Failure, output};
use super::query::{Scope, TableForm, need};
use crate::query::Note;
use crate::render::{Bars, Drawn, Look};
use crate::results::TimelineRequest;

/// For `timeline`.
#[derive(Debug)]
pub(in crate::cli) struct Timeline {
    pub dir: PathBuf,
    pub request: TimelineRequest,
    /// What was noted in reading each query.
    pub notes: Vec<Vec<Note>>,
    pub form: TableForm,
    pub look: Look,
    pub bars: Bars,
    pub drawn: Drawn,
}

impl Timeline {
    pub(in crate::cli) fn resolve(args: &TimelineArgs, dir: PathBuf) -> Result<Self, Failure> {
        let everything = [String::new()];
        let texts = match &args.scope.text[..] {
            [] => &everything[..],
            texts => texts,
        };
        if args.split.is_some() && texts.len() > 1 {
            return Err(Failure::Usage {
                what: format!("`--split` counts one query apart, not {}", texts.len()),
                hint: "quote what belongs to one query, as in `news-search timeline \"oil price\" --split source`",
            });
        }
        let scope = Scope::resolve(&args.scope, need(&args.scope, &texts.join(" ")))?;
        let (mut queries, mut notes) = (Vec::new(), Vec::new());
        for text in texts {
            let (query, mut noted) = scope.query_or_all(text);
            noted.extend(lone_exclusion(text, texts.len()));
            queries.push(query);
            notes.push(noted);
        }
        let request =
            TimelineRequest { queries, by: args.by.step(), split: args.split, limit: args.limit };
        Ok(Self {
            dir,
            request,
            notes,
            form: TableForm::resolve(&args.form),
            look: super::plain_look(),
            bars: if output::draws_blocks() { Bars::Blocks } else { Bars::Signs },
            drawn: if args.ratio { Drawn::Ratios } else { Drawn::Articles },
        })
    }
}

/// A note on an exclusion that stands for itself among others: it was meant for one of them.
fn lone_exclusion(text: &str, queries: usize) -> Option<Note> {
    let typed = text.trim();
    let alone = queries > 1 && typed.starts_with('-') && !typed.contains(char::is_whitespace);
    alone.then(|| Note {
        at: 0..text.len(),
        text: format!(
            "`{typed}` is a query of its own; quote what belongs to one query: \"oil {typed}\""
        ),
    })
}
