//! `check`: whether the index is what was written.

use std::fmt::Write as _;

use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status};
use crate::index;
use crate::render;
use crate::results::Health;

pub(super) fn run(settings: &settings::Check, output: &mut Output) -> Result<Status, Failure> {
    let health = index::check(&settings.dir)?;
    let text = match settings.form {
        Form::Text => render::health(&health),
        Form::Json | Form::JsonLines => render::json_line(&health)?,
    };
    output.data(&text)?;
    if health.sound {
        return Ok(Status::Done);
    }
    Err(Failure::Unsound { index: settings.dir.clone(), remedy: remedy(&health) })
}

/// The command that makes a damaged index anew.
fn remedy(health: &Health) -> String {
    let mut command = format!("news-search index --rebuild --index {}", quoted(&health.index));
    for root in &health.roots {
        let _infallible = write!(command, " {}", quoted(root));
    }
    if health.roots.is_empty() {
        format!("make it anew with `{command}` and the folders it was made from")
    } else {
        format!("make it anew with `{command}`")
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}
