//! Lines that are there to tell a date: `Published June 17, 2024`, `Bay Times — 2 June 2016`.

use super::super::byline;
use super::head::Kind;
use super::lines::ends_sentence;
use crate::date::{self, Date};
use crate::text::small_beginning;

/// The dates of a line that is there to tell them.
pub(super) fn read(line: &str) -> Option<Kind> {
    if line.chars().count() > 160 || !line.chars().any(char::is_numeric) {
        return None;
    }
    let (mut published, mut modified, mut source) = (None, None, None);
    if let Some((date, changed)) = labelled(line) {
        if changed {
            modified = Some(date);
        } else {
            published = Some(date);
        }
        return Some(Kind::Dates { published, modified, source });
    }
    let seps = ['|', '•', '·', '–', '—', '\t'];
    for part in line
        .split(seps)
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match labelled(part) {
            // From one date to another: a span of time, not a day of publication.
            Some((date, false)) if published.is_some_and(|other| other != date) => return None,
            Some((date, false)) => published = Some(date),
            Some((date, true)) => modified = modified.or(Some(date)),
            None if byline::names_publication(part) || is_domain(part) => {
                source = Some(part.to_owned());
            }
            // Places, issue numbers and reading times stand beside dates; sentences do not.
            None if part.split_whitespace().count() > 5 || ends_sentence(part) => return None,
            None => {}
        }
    }
    (published.is_some() || modified.is_some()).then_some(Kind::Dates {
        published,
        modified,
        source,
    })
}

/// A date with the label before it, and whether the label tells of a change.
fn labelled(text: &str) -> Option<(Date, bool)> {
    let (rest, changed) = label(text).unwrap_or((text, false));
    let rest = rest.trim_matches(['(', ')', '[', ']', ' ', ':', '.']);
    date::parse(rest)
        .map(|date| (date, changed))
        .filter(|(date, _)| date.precision() >= date::Precision::Month)
}

/// As [`labelled`], but only with a label: a bare date under a story may be anything.
pub(super) fn labelled_only(text: &str) -> Option<(Date, bool)> {
    label(text)
        .and_then(|_| labelled(text))
        .filter(|(date, _)| date.precision() >= date::Precision::Day)
}

/// The label a text begins with, whatever its letter case: the text behind it, and whether it
/// tells of a change.
fn label(text: &str) -> Option<(&str, bool)> {
    let lower = small_beginning(text);
    LABELS.iter().filter(|(label, _)| lower.starts_with(label)).find_map(|(label, changed)| {
        let end = text.char_indices().nth(label.chars().count()).map(|(at, _)| at)?;
        let rest = &text[end..];
        let is_whole = rest.starts_with([' ', ':', '\u{a0}']);
        is_whole.then(|| (rest.trim_start_matches([':', ' ', '\u{a0}']), *changed))
    })
}

fn is_domain(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && text.rsplit_once('.').is_some_and(|(site, end)| {
            site.len() > 2
                && (2..=6).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_lowercase())
        })
}

/// The labels of dates, longest first where one begins another, and whether they tell of a change.
#[rustfmt::skip]
const LABELS: &[(&str, bool)] = &[
    ("last updated on", true), ("last updated", true), ("last modified", true), ("updated on", true), ("updated at", true),
    ("updated", true), ("modified", true), ("first published on", false), ("first published", false),
    ("originally published", false), ("published on", false), ("published at", false), ("published", false),
    ("posted on", false), ("posted", false), ("publication date", false), ("created", false), ("date", false), ("issued", false),
    ("zuletzt aktualisiert", true), ("aktualisiert am", true), ("aktualisiert", true), ("stand", true),
    ("veröffentlicht am", false), ("veröffentlicht", false), ("erschienen am", false), ("vom", false), ("datum", false),
    ("mis à jour le", true), ("modifié le", true), ("publié le", false), ("le", false), ("actualizado el", true),
    ("actualizado", true), ("publicado el", false), ("publicado", false), ("fecha", false), ("aggiornato il", true),
    ("pubblicato il", false), ("atualizado em", true), ("publicado em", false), ("обновлено", true),
    ("опубликовано", false), ("дата публикации", false), ("дата", false),
];
