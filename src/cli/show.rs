//! `show`: one article, and how each fact about it was found.

use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status};
use crate::render;
use crate::search::Backend;

/// The identifier that these digits begin, of one article and no other.
pub(super) fn one(backend: &Backend, digits: &str) -> Result<String, Failure> {
    let articles = backend.show(digits)?;
    match &articles[..] {
        [article] => Ok(article.head.id.clone()),
        [] => Err(Failure::Usage {
            what: format!("no article `{digits}`"),
            hint: "identifiers stand last in the second line of each hit of `news-search query`",
        }),
        several => Err(Failure::Ambiguous { id: digits.to_owned(), count: several.len() }),
    }
}

pub(super) fn run(settings: &settings::Show, output: &mut Output) -> Result<Status, Failure> {
    let articles = Backend::open(&settings.dir)?.show(&settings.id)?;
    match &articles[..] {
        [] => {
            let id = render::line(&settings.id);
            output.message(&format!("no article `{id}`\n\n"));
            output.hint(
                "identifiers stand last in the second line of each hit of `news-search query`",
            );
            Ok(Status::Nothing)
        }
        [article] => {
            let text = match settings.form {
                Form::Text => render::article(article, settings.look),
                Form::Json | Form::JsonLines => render::json_line(article)?,
            };
            output.data(&text)?;
            Ok(Status::Done)
        }
        several => {
            output.message(&render::candidates(several));
            Err(Failure::Ambiguous { id: settings.id.clone(), count: several.len() })
        }
    }
}
