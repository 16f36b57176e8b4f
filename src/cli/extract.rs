//! `extract`: what is understood of each file, without an index.

use std::sync::mpsc;

use anyhow::Context;

use super::inputs::Inputs;
use super::output::Output;
use super::settings::{self, Form};
use super::skips::Skips;
use super::{Failure, Status};
use crate::read::{self, Skipped};
use crate::render;

pub(super) fn run(settings: &settings::Extract, output: &mut Output) -> Result<Status, Failure> {
    let mut inputs = Inputs::open(&settings.input.paths)?;
    let mut skips = Skips::new(&settings.input)?;
    let (refuse, refused) = mpsc::channel();
    let found = inputs.files(settings.input.errors.as_deref());
    let files = found.filter_map(move |found| match found {
        Ok(file) => Some(file),
        Err(skipped) => {
            // The other end lives as long as this program reads.
            let _ = refuse.send(skipped);
            None
        }
    });
    let reading = read::Settings { undated: settings.input.undated, ..read::Settings::default() };
    let mut articles = read::articles(files, reading).context("cannot start reading")?;
    let mut found = false;
    let mut skip = |skipped: &Skipped, output: &mut Output| -> Result<(), Failure> {
        if let Some(line) = skips.add(&inputs.as_given(&skipped.path), skipped)? {
            output.message(&line);
        }
        Ok(())
    };
    while let Some(file) = articles.next_file() {
        let path = read::printable(inputs.as_given(&file.file.path).as_os_str());
        for answer in file {
            match answer {
                Ok(mut article) => {
                    found = true;
                    article.head.path.clone_from(&path);
                    let text = match settings.form {
                        Form::Text => render::extracted(&article, settings.look),
                        Form::Json | Form::JsonLines => render::json_line(&article)?,
                    };
                    output.data(&text)?;
                }
                Err(skipped) => skip(&skipped, output)?,
            }
        }
        for skipped in refused.try_iter() {
            skip(&skipped, output)?;
        }
        if settings.form == Form::Text {
            output.flush()?;
        }
    }
    for skipped in &refused {
        skip(&skipped, output)?;
    }
    skips.finish(output)?;
    Ok(skips.status(if found { Status::Done } else { Status::Nothing }))
}
