//! `query`: finds articles.

mod batch;
mod lines;

use super::output::Output;
use super::settings::{self, Asked, Reach};
use super::{Failure, Status};
use crate::query::Note;
use crate::render::{self, Batch, Form, Paging, Printer};
use crate::results::{Explain, Request, Results};
use crate::search::Backend;

pub(super) fn run(settings: &settings::Query, output: &mut Output) -> Result<Status, Failure> {
    let text = match &settings.asked {
        Asked::Batch(file) => return batch::run(settings, file, output),
        Asked::Text(text) => text,
    };
    let (mut request, notes) = settings.plan.request(text)?;
    let backend = Backend::open(&settings.dir)?;
    if let Explain::Score(id) = &request.explain {
        request.explain = Explain::Score(super::show::one(&backend, id)?);
    }
    let results = answer(&backend, &request, notes)?;
    for note in &results.notes {
        output.note(&note.text);
    }
    if request.explain != Explain::Nothing && !matches!(settings.form, Form::Json(_)) {
        output.message(&render::explanation(&results, settings.look));
        output.message("\n");
    }
    match settings.reach {
        Reach::Page => page(settings, &results, output)?,
        Reach::Count => {
            header(render::count_header(&settings.form, false), output)?;
            output.data(&render::counts(&results, &settings.form, Batch::Single)?)?;
            let nothing = results.total.articles == 0;
            return Ok(if nothing { Status::Nothing } else { Status::Done });
        }
        Reach::Every => {
            request.explain = Explain::Nothing;
            every(settings, &backend, &request, results.total.articles, output)?;
        }
    }
    output.flush()?;
    if !matches!(settings.form, Form::Json(_)) {
        report(settings, &request, &results, output);
    }
    let asked_for_some = settings.reach == Reach::Page && request.limit > 0;
    let nothing = results.total.articles == 0 || (asked_for_some && results.hits.is_empty());
    Ok(if nothing { Status::Nothing } else { Status::Done })
}

/// Searches; what the parser noted stands before what the search did.
fn answer(backend: &Backend, request: &Request, notes: Vec<Note>) -> Result<Results, Failure> {
    let mut results = backend.search(request)?;
    results.notes.splice(0..0, notes);
    Ok(results)
}

fn header(header: Option<String>, output: &mut Output) -> Result<(), Failure> {
    header.map_or(Ok(()), |header| output.data(&header))
}

/// Writes hits in their form.
pub(super) fn write(form: &Form, text: &str, output: &mut Output) -> Result<(), Failure> {
    if form.is_raw() { output.raw(text) } else { output.data(text) }
}

fn page(settings: &settings::Query, results: &Results, output: &mut Output) -> Result<(), Failure> {
    header(Printer::header(&settings.form, false), output)?;
    let greatest = results.hits.last().map_or(1, |hit| hit.rank as u64);
    let mut printer = Printer::new(&settings.form, settings.look, Batch::Single, greatest);
    write(&settings.form, &printer.page(results)?, output)
}

/// Prints every hit as it comes.
fn every(
    settings: &settings::Query,
    backend: &Backend,
    request: &Request,
    articles: u64,
    output: &mut Output,
) -> Result<(), Failure> {
    if let Form::Ids(end) = settings.form {
        return backend.every_id(request, |id| output.raw(&end.behind(id)));
    }
    header(Printer::header(&settings.form, false), output)?;
    let mut printer = Printer::new(&settings.form, settings.look, Batch::Single, articles);
    backend.every(request, |hit| write(&settings.form, &printer.hit(&hit)?, output))
}

/// Says how much was found, or what may have kept it from being found.
fn report(settings: &settings::Query, request: &Request, results: &Results, output: &mut Output) {
    if results.total.articles == 0 {
        output.message(&format!("nothing found for `{}`\n", render::line(&results.query)));
        output.message(&render::reasons(results, settings.look));
        output.message("\n");
        output.hint("see how the query was understood with `--explain`, and what there is to find with `news-search stats`");
        return;
    }
    let by_offset = settings.form == Form::Text && request.after.is_none();
    let paging = if by_offset { Paging::Offset } else { Paging::Cursor };
    output.message(&render::closing(results, paging));
    if results.hits.is_empty() && settings.reach == Reach::Page && request.limit > 0 {
        output.message("\n");
        output.hint("there are not so many: give a smaller `--offset`");
    }
}
