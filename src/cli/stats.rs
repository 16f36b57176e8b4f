//! `stats`: what the index holds.

use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Stats, output: &mut Output) -> Result<Status, Failure> {
    let stats = Backend::open(&settings.dir)?.stats()?;
    let text = match settings.form {
        Form::Text => render::stats(&stats, settings.look),
        Form::Json | Form::JsonLines => render::json_line(&stats)?,
    };
    output.data(&text)?;
    Ok(if stats.articles == 0 { Status::Nothing } else { Status::Done })
}
