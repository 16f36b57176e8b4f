//! `related`: background to an article.

use std::path::Path;

use anyhow::Context;

use super::output::Output;
use super::settings;
use super::{Failure, Status};
use crate::article::Article;
use crate::read::{self, STDIN};
use crate::render::{self, Batch, Form, Printer};
use crate::results::When;
use crate::search::Backend;

pub(super) fn run(settings: &settings::Related, output: &mut Output) -> Result<Status, Failure> {
    let backend = Backend::open(&settings.dir)?;
    let path = Path::new(&settings.article);
    let is_file = settings.article == STDIN || path.try_exists().unwrap_or(false);
    let article = if is_file { Some(from_file(path)?) } else { from_index(settings, &backend)? };
    let Some(article) = article else {
        let id = render::line(&settings.article);
        output.message(&format!("no article `{id}`, and no such file\n"));
        return Ok(Status::Nothing);
    };
    if settings.ask.when != When::Ever && article.head.date.is_none() {
        return Err(Failure::Usage {
            what: format!("the date of `{}` is not known", settings.article),
            hint: "leave out `--before` and `--after`",
        });
    }
    let related = backend.related(&article, settings.ask)?;
    if let Form::Json(fields) = &settings.form {
        output.data(&render::related(&related, fields.as_ref())?)?;
    } else {
        if let Some(header) = Printer::header(&settings.form, false) {
            output.data(&header)?;
        }
        let greatest = related.hits.len() as u64;
        let mut printer = Printer::new(&settings.form, settings.look, Batch::Single, greatest);
        for hit in &related.hits {
            super::query::write(&settings.form, &printer.hit(hit)?, output)?;
        }
        output.flush()?;
        output.message(&render::related_by(&related, settings.look));
    }
    Ok(if related.hits.is_empty() { Status::Nothing } else { Status::Done })
}

/// The article with an identifier, or the only one whose identifier begins so.
fn from_index(settings: &settings::Related, backend: &Backend) -> Result<Option<Article>, Failure> {
    let mut articles = backend.show(&settings.article)?;
    if articles.len() > 1 {
        return Err(Failure::Ambiguous { id: settings.article.clone(), count: articles.len() });
    }
    Ok(articles.pop())
}

/// The only article of a file.
fn from_file(path: &Path) -> Result<Article, Failure> {
    let name = path.display();
    let files = read::walk(path)?.filter_map(Result::ok);
    let mut articles =
        read::articles(files, read::Settings::default()).context("cannot start reading")?;
    let (mut found, mut reason) = (None, None);
    while let Some(file) = articles.next_file() {
        for answer in file {
            match answer {
                Ok(_) if found.is_some() => {
                    return Err(Failure::Usage {
                        what: format!("`{name}` holds more than one article"),
                        hint: "give the identifier of one, as `news-search extract` prints it, once it is indexed",
                    });
                }
                Ok(article) => found = Some(article),
                Err(skipped) => reason = Some(skipped.reason.to_string()),
            }
        }
    }
    found.ok_or_else(|| Failure::Usage {
        what: match reason {
            Some(reason) => format!("cannot read `{name}` as an article: {reason}"),
            None => format!("`{name}` holds no article"),
        },
        hint: "see what is understood of it with `news-search extract`",
    })
}
