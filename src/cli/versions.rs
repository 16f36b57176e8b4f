//! `versions`: one article told again, and what each version adds and drops.

use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status, show};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Versions, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let Some(digits) = &settings.id else { return every(settings, &backend, output) };
    let id = show::one(&backend, digits)?;
    let Some(list) = backend.versions(&id)? else { return Ok(Status::Nothing) };
    output.data(&match settings.form {
        Form::Text => render::versions(&list, settings.look),
        Form::Json | Form::JsonLines => render::json_line(&list)?,
    })?;
    Ok(Status::Done)
}

/// Prints every group as it comes.
fn every(
    settings: &settings::Versions,
    backend: &Backend,
    output: &mut Output,
) -> Result<Status, Failure> {
    let mut groups = 0;
    backend.every_group(|group| {
        groups += 1;
        output.data(&match settings.form {
            Form::Text => render::version_group(group, settings.look),
            Form::Json | Form::JsonLines => render::json_line(group)?,
        })
    })?;
    output.flush()?;
    if groups == 0 {
        output.message("no article has another version\n");
        return Ok(Status::Nothing);
    }
    Ok(Status::Done)
}
