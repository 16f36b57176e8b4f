//! `index`: reads files and makes them searchable.

use super::inputs::Inputs;
use super::output::Output;
use super::progress::Progress;
use super::settings;
use super::skips::Skips;
use super::{Failure, Status};
use crate::render::{self, Summary};

pub(super) fn run(settings: settings::Index, output: &mut Output) -> Result<Status, Failure> {
    let inputs = Inputs::open(&settings.input.paths)?;
    let mut skips = Skips::new(&settings.input)?;
    let progress = Progress::start(None);
    let _ = (settings.dir, settings.start, settings.threads, inputs);
    // The loop over `read::articles` and the index writer belongs here.
    let summary = Summary { skipped: skips.count(), took: progress.finish(), ..Summary::default() };
    skips.finish(output)?;
    output.message(&render::summary(&summary));
    Ok(skips.status(Status::Done))
}
