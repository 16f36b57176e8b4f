//! `query`: finds articles.

use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status};
use crate::render;
use crate::results::Results;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Query, output: &mut Output) -> Result<Status, Failure> {
    let mut results = Backend::open(&settings.dir)?.search(&settings.request)?;
    // What the parser noted stands before what the search did.
    results.notes.splice(0..0, settings.notes.iter().cloned());
    for note in &results.notes {
        output.note(&note.text);
    }
    if settings.request.explain && settings.form != Form::Json {
        output.message(&render::explanation(&results, settings.look));
        output.message("\n");
    }
    match settings.form {
        Form::Text => output.data(&render::hits(&results, settings.look))?,
        Form::Json => output.data(&render::json_line(&results)?)?,
        Form::JsonLines => {
            for hit in &results.hits {
                output.data(&render::json_line(hit)?)?;
            }
        }
    }
    output.flush()?;
    if settings.form != Form::Json {
        report(settings, &results, output);
    }
    let nothing =
        results.hits.is_empty() && (settings.request.limit > 0 || results.total.articles == 0);
    Ok(if nothing { Status::Nothing } else { Status::Done })
}

/// Says how much was found, or what may have kept it from being found.
fn report(settings: &settings::Query, results: &Results, output: &mut Output) {
    if results.total.articles == 0 {
        output.message(&format!("nothing found for `{}`\n", render::line(&results.query)));
        output.message(&render::reasons(results));
        output.message("\n");
        output.hint("see how the query was understood with `--explain`, and what there is to find with `news-search stats`");
        return;
    }
    output.message(&render::closing(results));
    if results.hits.is_empty() && settings.request.limit > 0 {
        output.message("\n");
        output.hint("there are not so many: give a smaller `--offset`");
    }
}
