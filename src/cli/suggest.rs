//! `suggest`: what the beginning of a word or a name may be completed to.

use super::output::Output;
use super::settings::{self, TableForm};
use super::{Failure, Status};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Suggest, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let found = backend.suggest(&settings.prefix, settings.field, settings.limit)?;
    output.data(&match settings.form {
        TableForm::Text => render::suggestions(&found, settings.look),
        TableForm::Json => render::json_line(&found)?,
        TableForm::Table(sign) => render::suggestion_rows(&found, sign),
    })?;
    if found.values.is_empty() && found.more == 0 && settings.form == TableForm::Text {
        output.message(&format!("nothing begins with `{}`\n", render::line(&settings.prefix)));
    }
    Ok(if found.values.is_empty() { Status::Nothing } else { Status::Done })
}
