//! `timeline`: how many of the articles match when.

use std::collections::BTreeSet;

use super::output::Output;
use super::settings::{self, TableForm};
use super::{Failure, Status};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Timeline, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let mut timeline = backend.timeline(&settings.request)?;
    // With a query split by a value there are several series, else one for each query.
    let single = settings.notes.len() == 1;
    for (nth, series) in timeline.series.iter_mut().enumerate() {
        series.notes =
            settings.notes.get(if single { 0 } else { nth }).cloned().unwrap_or_default();
    }
    let mut said = BTreeSet::new();
    for note in timeline.series.iter().flat_map(|series| &series.notes) {
        if said.insert(note.text.as_str()) {
            output.note(&note.text);
        }
    }
    let chart = render::Chart { look: settings.look, drawn: settings.request.measure };
    output.data(&match settings.form {
        TableForm::Text => render::timeline(&timeline, chart),
        TableForm::Json => render::json_line(&timeline)?,
        TableForm::Table(sign) => render::timeline_rows(&timeline, sign),
    })?;
    if let TableForm::Table(_) = settings.form {
        output.message(&render::unplaced(&timeline));
    }
    let found = timeline.series.iter().any(|series| series.articles > 0);
    Ok(if found { Status::Done } else { Status::Nothing })
}
