//! `stories` and `story`: one event told by different hands.

use super::output::Output;
use super::settings::{self, Form, Reach};
use super::{Failure, Status, show};
use crate::render;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Stories, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    for note in &settings.notes {
        output.note(&note.text);
    }
    if settings.reach == Reach::Every {
        return every(settings, &backend, output);
    }
    let mut stories = backend.stories(&settings.request)?;
    stories.notes.clone_from(&settings.notes);
    match settings.form {
        Form::Json => output.data(&render::json_line(&stories)?)?,
        Form::JsonLines => {
            for story in &stories.stories {
                output.data(&render::json_line(story)?)?;
            }
        }
        Form::Text => output.data(&render::stories(&stories, settings.look))?,
    }
    output.flush()?;
    if settings.form != Form::Json {
        output.message(&if stories.articles == 0 {
            format!("nothing found for `{}`\n", render::line(&stories.query))
        } else {
            render::stories_closing(&stories)
        });
    }
    Ok(if stories.articles == 0 { Status::Nothing } else { Status::Done })
}

/// Prints every story as it ends.
fn every(
    settings: &settings::Stories,
    backend: &Backend,
    output: &mut Output,
) -> Result<Status, Failure> {
    let mut any = false;
    backend.every_story(&settings.request.query, |story| {
        any = true;
        output.data(&match settings.form {
            Form::Text => render::story(story, settings.look),
            Form::Json | Form::JsonLines => render::json_line(story)?,
        })
    })?;
    Ok(if any { Status::Done } else { Status::Nothing })
}

pub(super) fn one(settings: &settings::Story, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let id = show::one(&backend, &settings.id)?;
    let article = backend.show(&id)?.into_iter().next();
    let told = article.map(|article| backend.story(&article)).transpose()?.flatten();
    let Some(told) = told else { return Ok(Status::Nothing) };
    output.data(&match settings.form {
        Form::Text => render::story_told(&told, settings.look),
        Form::Json | Form::JsonLines => render::json_line(&told)?,
    })?;
    Ok(Status::Done)
}
