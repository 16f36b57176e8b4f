//! What is resolved for `timeline`.

use std::path::PathBuf;

use super::super::Failure;
use super::super::args::TimelineArgs;
use super::query::{Scope, TableForm, need};
use crate::query::Note;
use crate::render::Look;
use crate::results::{Measure, TimelineRequest, Unit};

/// For `timeline`.
#[derive(Debug)]
pub(in crate::cli) struct Timeline {
    pub dir: PathBuf,
    pub request: TimelineRequest,
    /// What was noted in reading each query.
    pub notes: Vec<Vec<Note>>,
    pub form: TableForm,
    pub look: Look,
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
        if args.split.is_some() && args.count == Unit::Stories {
            return Err(Failure::Usage {
                what: "a story has no one publication: `--split` cannot count stories".to_owned(),
                hint: "count `articles` or `groups`",
            });
        }
        let scope = Scope::resolve(&args.scope, need(&args.scope, &texts.join(" ")))?;
        let (mut queries, mut notes) = (Vec::new(), Vec::new());
        for (nth, text) in texts.iter().enumerate() {
            let (query, mut remarks) = scope.query_or_all(text);
            remarks.extend(lone_exclusion(&texts[..=nth]));
            queries.push(query);
            notes.push(remarks);
        }
        let request = TimelineRequest {
            queries,
            count: args.count,
            measure: if args.ratio { Measure::Ratio } else { Measure::Articles },
            by: args.by.step(),
            split: args.split,
            limit: args.limit,
        };
        Ok(Self {
            dir,
            request,
            notes,
            form: TableForm::resolve(&args.form),
            look: super::plain_look(),
        })
    }
}

/// A note on an exclusion that is the last of several queries: it was meant for the one before it.
fn lone_exclusion(queries: &[String]) -> Option<Note> {
    let [.., before, last] = queries else { return None };
    let (before, typed) = (before.trim(), last.trim());
    let alone = typed.starts_with('-') && !typed.contains(char::is_whitespace);
    alone.then(|| Note {
        at: 0..last.len(),
        text: format!(
            "`{typed}` is a query of its own; quote what belongs to one: \"{before} {typed}\""
        ),
    })
}
