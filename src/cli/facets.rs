//! `facets`: how many of the articles that match share what.

use super::output::Output;
use super::settings::{self, TableForm};
use super::{Failure, Status};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Facets, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let mut counted = backend.facets(&settings.query, &settings.by, settings.limit)?;
    counted.notes.clone_from(&settings.notes);
    for note in &counted.notes {
        output.note(&note.text);
    }
    output.data(&match settings.form {
        TableForm::Text => render::facets(&counted, settings.look),
        TableForm::Json => render::json_line(&counted)?,
        TableForm::Table(sign) => render::facet_rows(&counted, sign),
    })?;
    Ok(if counted.articles == 0 { Status::Nothing } else { Status::Done })
}
