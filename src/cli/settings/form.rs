//! In which form articles that were found are printed.

use super::super::args::{FormArgs, Format};
use super::super::{Failure, nearest};
use super::Reach;
use crate::render::{End, Fields, Form, Sign};

/// The form with what was chosen of it.
pub(in crate::cli) fn resolve(args: &FormArgs) -> Result<Form, Failure> {
    let format = match args {
        _ if args.json => Format::Json,
        _ if args.jsonl => Format::Jsonl,
        _ if args.list => Format::Paths,
        _ => args.format,
    };
    let fields = fields(&args.fields)?;
    let end = if args.null { End::Nul } else { End::Line };
    if fields.is_some()
        && matches!(format, Format::Text | Format::Trec | Format::Ids | Format::Paths)
    {
        return Err(Failure::Usage {
            what: "`--fields` chooses what JSON and tables hold".to_owned(),
            hint: "add `--format json`, `jsonl`, `csv` or `tsv`",
        });
    }
    if args.null && !matches!(format, Format::Ids | Format::Paths) {
        return Err(Failure::Usage {
            what: "`--null` ends identifiers and paths".to_owned(),
            hint: "add `--format ids` or `--format paths`",
        });
    }
    Ok(match format {
        Format::Text => Form::Text,
        Format::Json => Form::Json(fields),
        Format::Jsonl => Form::JsonLines(fields),
        Format::Csv => Form::Table(Sign::Comma, fields.unwrap_or_else(Fields::of_tables)),
        Format::Tsv => Form::Table(Sign::Tab, fields.unwrap_or_else(Fields::of_tables)),
        Format::Trec => Form::Trec,
        Format::Ids => Form::Ids(end),
        Format::Paths => Form::Paths(end),
    })
}

/// Refuses forms that cannot hold what is asked.
pub(in crate::cli) fn check(form: &Form, reach: Reach) -> Result<(), Failure> {
    match (form, reach) {
        (Form::Json(_), Reach::Every) => Err(Failure::Usage {
            what: "`--all` gives more than one JSON document should hold".to_owned(),
            hint: "use `--format jsonl`, which has an article on each line",
        }),
        (Form::Trec | Form::Ids(_) | Form::Paths(_), Reach::Count) => Err(Failure::Usage {
            what: "this `--format` has no place for counts".to_owned(),
            hint: "use `--count` alone, or with `--format json`, `jsonl`, `csv` or `tsv`",
        }),
        _ => Ok(()),
    }
}

/// The fields chosen, where any were.
fn fields(names: &[String]) -> Result<Option<Fields>, Failure> {
    if names.is_empty() {
        return Ok(None);
    }
    Fields::named(names).map(Some).map_err(|unknown| {
        let near = nearest::of(&unknown, Fields::names());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Failure::Usage {
            what: format!("no field `{unknown}`{near}"),
            hint: "they are called as in `--format json`, parts of them as in `date.value`",
        }
    })
}
