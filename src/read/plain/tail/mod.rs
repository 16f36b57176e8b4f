//! Lines that stand under a story, and those that pages scatter through it: who reported, who
//! holds the rights, where it first stood, what to read and follow next.
//!
//! Only whole lines of a known form count. A line that merely resembles one is text.

mod words;

use super::super::agencies::{self, Agency};
use super::super::byline;
use super::lines::ends_sentence;
use crate::text::small_beginning;
use words::{
    ADDRESS_LABELS, APPEALS, COMPANIES, CREDITS, DESK_NOTES, FIRST_PLACES, HOLDER_ENDS, ICONS,
    LIST_HEADINGS, MENU, OPENINGS, ORIGINS, PICTURE_DESKS, PICTURE_WORDS, REPORTING, RESERVATIONS,
};

/// No note under a story is longer, in bytes.
const LONGEST: usize = 600;

/// No line that a page puts between paragraphs is longer, in characters; notes of desks can be.
const LONGEST_FURNITURE: usize = 160;

/// What a line under a story says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Note<'a> {
    /// `The post HEADLINE appeared first on SOURCE.`
    Post { headline: &'a str, source: &'a str },
    /// `©2024 Bloomberg L.P.`, `Copyright 2024 The Example. Distributed by …`
    Copyright { year: Option<i16>, holder: Option<&'a str>, agency: Option<Agency> },
    /// `(Reporting by Anna Berg; Editing by Tom Miller)`
    Reporters(Vec<String>),
    /// `Source: The Example`, `This story was originally published by The Example.`
    Origin(&'a str),
    /// `(dpa)`, `– Reuters`
    Credit(Agency),
    /// Nothing to keep.
    Furniture,
}

/// Reads a line as a note; `None` where it is text.
pub(super) fn read(line: &str) -> Option<Note<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    post(line)
        .or_else(|| copyright(line))
        .or_else(|| reporters(line))
        .or_else(|| origin(line))
        .or_else(|| is_furniture(line).then_some(Note::Furniture))
}

/// The credit at the end of a last paragraph (`… he said. (dpa)`, `… (Reporting by Anna Berg)`)
/// and the paragraph without it.
pub(super) fn closing(paragraph: &str) -> Option<(&str, Note<'_>)> {
    let open = paragraph.rfind('(')?;
    let (before, closing) = (paragraph[..open].trim_end(), paragraph[open..].trim_end_matches('.'));
    if !closing.ends_with(')') || !(before.is_empty() || ends_sentence(before)) {
        return None;
    }
    let inside = &closing[1..closing.len() - 1];
    let mut parts = inside.split(['/', ',', ' ']).map(str::trim);
    let is_sign = |part: &str| part.len() <= 4 && part.chars().all(|c| c.is_ascii_lowercase());
    if let Some(agency) = agencies::agency(inside) {
        return Some((before, Note::Credit(agency)));
    }
    if let Some(agency) = parts.clone().find_map(agencies::agency)
        && parts.all(|part| is_sign(part) || agencies::agency(part).is_some())
    {
        return Some((before, Note::Credit(agency)));
    }
    Some((before, reporters(closing).or_else(|| is_desk_note(closing).then_some(Note::Furniture))?))
}

/// Whether a line is a picture's caption: it ends with a credit such as `(Ann Lee/AFP/Getty
/// Images)`, `(AP Photo/Ann Lee)`, `Photo: Ann Lee`, `[Ann Lee/Reuters]`.
pub(super) fn is_caption(line: &str) -> bool {
    let line = line.trim_end_matches('.');
    let credit = line
        .strip_suffix(')')
        .and_then(|line| line.rfind('(').map(|at| &line[at + 1..]))
        .or_else(|| {
            line.strip_suffix(']').and_then(|line| line.rfind('[').map(|at| &line[at + 1..]))
        })
        .or_else(|| line.rsplit_once(['©', '|']).map(|(_, credit)| credit))
        .or_else(|| line.rsplit_once(". ").map(|(_, credit)| credit));
    let Some(credit) = credit.filter(|credit| credit.chars().count() <= 80) else { return false };
    let lower = credit.to_lowercase();
    if PICTURE_WORDS.iter().any(|word| begins_with_word(&lower, word)) {
        return true;
    }
    let parts: Vec<&str> = credit.split('/').map(str::trim).collect();
    let is_picture_desk = |part: &&str| PICTURE_DESKS.contains(&part.to_lowercase().as_str());
    let is_name =
        |part: &&str| part.contains(' ') && part.chars().next().is_some_and(char::is_uppercase);
    let is_supplier = |part: &&str| is_picture_desk(part) || agencies::agency(part).is_some();
    parts.iter().any(is_picture_desk)
        || (parts.len() > 1 && parts.iter().any(is_supplier) && parts.iter().any(is_name))
        || lower.split_once(" via ").is_some_and(|(_, by)| {
            agencies::agency(credit[credit.len() - by.len()..].trim()).is_some()
        })
}

/// `The post HEADLINE appeared first on SOURCE.`
fn post(line: &str) -> Option<Note<'_>> {
    let rest = line.strip_prefix("The post ")?;
    let (headline, source) = rest.rsplit_once(" appeared first on ")?;
    let (headline, source) = (headline.trim(), source.trim().trim_end_matches('.'));
    (!headline.is_empty() && !source.is_empty()).then_some(Note::Post { headline, source })
}

/// A copyright line. A span of years is a site's, not an article's.
fn copyright(line: &str) -> Option<Note<'_>> {
    let Rights { year, is_span, rest } = rights(line)?;
    let agency = rest
        .split_once("istributed by ")
        .and_then(|(_, by)| agencies::agency(by.split([',', '.']).next()?));
    let holder = if is_span { None } else { holder(rest) };
    let has_more =
        year.is_some() || holder.is_some_and(|holder| agencies::agency(holder).is_some());
    let lower = line.to_lowercase();
    let is_line = has_more || RESERVATIONS.iter().any(|words| lower.contains(words));
    is_line.then(|| Note::Copyright { year: year.filter(|_| !is_span), holder, agency })
}

/// Who claims the rights in a line that opens as claims do, whether or not it is one: a name to
/// compare with others.
pub(super) fn claimant(line: &str) -> Option<&str> {
    let Rights { is_span, rest, .. } = rights(line)?;
    holder(if is_span { rest.trim_start_matches(|c: char| !c.is_alphabetic()) } else { rest })
}

/// What stands behind the sign of a copyright.
struct Rights<'a> {
    year: Option<i16>,
    /// Whether another year follows the first.
    is_span: bool,
    rest: &'a str,
}

fn rights(line: &str) -> Option<Rights<'_>> {
    let mut rest = line;
    let mut is_signed = false;
    let signs = ["©", "(c)", "(C)", "&copy;", "Copyright", "COPYRIGHT", "copyright"];
    while let Some((sign, behind)) =
        signs.iter().find_map(|sign| Some((sign, rest.strip_prefix(sign)?)))
    {
        is_signed |= !sign.ends_with(['t', 'T']);
        rest = behind.trim_start_matches([' ', '\u{a0}', ':', ',']);
    }
    if rest.len() == line.len() {
        return None;
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 4 {
        let behind = rest[4..].trim_start_matches([' ', ',', '.']);
        let is_span = behind.starts_with(['-', '–', '—']);
        return Some(Rights { year: rest[..4].parse().ok(), is_span, rest: behind });
    }
    // `© The Example, 2024`; behind the word alone a year may end any sentence.
    let first = rest.split_once(". ").map_or(rest, |(first, _)| first);
    let last = [first, rest].into_iter().find_map(|text| {
        let (before, year) = text.trim_end_matches('.').rsplit_once([' ', ','])?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        (is_signed && is_year).then_some((before, year))
    });
    Some(match last {
        Some((before, year)) => Rights {
            year: year.parse().ok(),
            is_span: false,
            rest: before.trim_end_matches([' ', ',']),
        },
        None => Rights { year: None, is_span: false, rest },
    })
}

/// The holder of a copyright without form of company and reservations.
fn holder(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    // Lower case can change a text's length; then the cut is not worth a guess.
    let end = if lower.len() == text.len() {
        HOLDER_ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(text.len())
    } else {
        text.len()
    };
    let text = text.get(..end)?.trim_start_matches("by ").trim();
    let text = COMPANIES.iter().fold(text, |text, form| {
        text.strip_suffix(form).map_or(text, |text| text.trim_end_matches([',', ' ']))
    });
    let text = text.trim_end_matches(['.', ',', ' ']);
    let is_name =
        (1..=60).contains(&text.len()) && text.chars().next().is_some_and(char::is_alphabetic);
    is_name.then_some(text)
}

/// `(Reporting by …; Editing by …)`: the people of the clauses on reporting and writing.
fn reporters(line: &str) -> Option<Note<'_>> {
    let inside =
        line.trim_start_matches(['(', '-', '–', '—', ' ']).trim_end_matches([')', '.', ' ']);
    let beginning = small_beginning(inside);
    if !REPORTING.iter().any(|verb| beginning.starts_with(verb)) {
        return None;
    }
    let lower = inside.to_lowercase();
    let is_bracketed = line.starts_with('(') && line.trim_end_matches('.').ends_with(')');
    if !(is_bracketed || lower.contains("editing by") || lower.len() < 120) {
        return None;
    }
    let mut people: Vec<String> = Vec::new();
    for clause in inside.split([';', '.']).map(str::trim) {
        let lower = clause.to_lowercase();
        if lower.starts_with("reporting by") || lower.starts_with("writing by") {
            let names = clause.get(clause.find(" by").map_or(0, |at| at + 3)..).unwrap_or_default();
            people.extend(byline::read(names).people);
        }
    }
    Some(if people.is_empty() { Note::Furniture } else { Note::Reporters(people) })
}

/// `Source: …` and notes on where a story first stood.
fn origin(line: &str) -> Option<Note<'_>> {
    let name = ORIGINS.iter().find_map(|start| line.strip_prefix(start)).or_else(|| {
        let rest = ["This story ", "This article ", "This piece "]
            .iter()
            .find_map(|start| line.strip_prefix(start))?;
        FIRST_PLACES.iter().find_map(|verb| rest.strip_prefix(verb))
    })?;
    let name = name.trim().split([',', '(']).next()?;
    let end = name
        .find(" and ")
        .or_else(|| name.find(" on "))
        .or_else(|| name.find(". "))
        .unwrap_or(name.len());
    let name = name[..end].trim_end_matches('.').trim();
    let words = name.split_whitespace().count();
    let is_name = (1..=6).contains(&words)
        && !name.contains([':', ';', '/'])
        && !name.chars().any(char::is_numeric)
        && name.chars().next().is_some_and(|c| !c.is_lowercase() || name.contains('.'));
    is_name.then_some(Note::Origin(name))
}

/// Whether a line is of a page's or a desk's making, with nothing to learn from it.
fn is_furniture(line: &str) -> bool {
    if !line.contains(char::is_alphanumeric) {
        return true;
    }
    if line.chars().count() > LONGEST_FURNITURE {
        return is_desk_note(line);
    }
    let marks = ['*', '►', '▶', '→', '>', '-', '–', '—', ' ', '[', '•'];
    let lower = line.trim_start_matches(marks).to_lowercase();
    is_desk_note(line)
        || is_end_mark(line)
        || is_address(line)
        || APPEALS.iter().any(|appeal| lower.contains(appeal))
        || lower.ends_with("contributed to this report.")
        || lower.ends_with("all rights reserved.")
        || OPENINGS.iter().any(|opening| begins_with_word(&lower, opening))
        || (lower.contains("min read") && lower.contains(|c: char| c.is_ascii_digit()))
        || is_navigation(&lower)
}

/// The sign that ends a dispatch: `-- 30 --`, `(END)`, `-ends-`.
fn is_end_mark(line: &str) -> bool {
    let inside = line.trim_matches(|c: char| !c.is_alphanumeric());
    line == "ENDS"
        || (inside.len() + 2 <= line.len()
            && ["30", "end", "ends", "more"].contains(&inside.to_lowercase().as_str()))
}

/// Whether a line is nothing but how to reach somebody: mail addresses, handles, their labels.
fn is_address(line: &str) -> bool {
    let words = || line.split([' ', ',', ';', '|', '/']).filter(|word| !word.is_empty());
    let is_handle = |word: &str| word.contains('@') && word.chars().any(char::is_alphabetic);
    let is_label = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
        ADDRESS_LABELS.contains(&word.as_str()) || !word.contains(char::is_alphanumeric)
    };
    words().any(is_handle) && words().all(|word| is_handle(word) || is_label(word))
}

/// Whether a line heads a list of other stories (`Most read`, `Lesen Sie auch`).
pub(super) fn heads_list(line: &str) -> bool {
    let line = small_beginning(line.trim_matches(|c: char| !c.is_alphanumeric()));
    LIST_HEADINGS.contains(&line.as_str())
}

/// Whether a line is the way to a page: short parts behind each other (`Home / Nation & World`).
pub(super) fn is_breadcrumbs(line: &str) -> bool {
    let parts_line = |mark: &&str| {
        let parts = || line.split(*mark);
        parts().count() >= 2
            && parts().all(|part| (1..=4).contains(&part.split_whitespace().count()))
    };
    !ends_sentence(line) && [" / ", " > ", " » ", " › "].iter().any(parts_line)
}

/// `(Updates with …)`, `–With assistance from …`, `(Editing by …)`.
pub(super) fn is_desk_note(line: &str) -> bool {
    let is_set_apart =
        line.starts_with(['(', '-', '–', '—', '[', '（']) || line.starts_with("Eds:");
    if !is_set_apart && line.len() > LONGEST_FURNITURE {
        return false;
    }
    let lower = line.trim_start_matches(['(', '-', '–', '—', ' ', '[', '（']).to_lowercase();
    (is_set_apart && DESK_NOTES.iter().any(|note| lower.starts_with(note)))
        || (lower.len() < LONGEST_FURNITURE && CREDITS.iter().any(|note| lower.starts_with(note)))
}

/// Whether a lower-case line is made of the words of menus and icons only.
pub(super) fn is_navigation(lower: &str) -> bool {
    let mut parts = lower
        .split(['|', '›', '>', '•', '/', '»', '·'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let is_menu = |part: &str| {
        MENU.contains(&part)
            || part.split_whitespace().all(|word| MENU.contains(&word) || ICONS.contains(&word))
    };
    lower.len() <= 200 && parts.clone().next().is_some() && parts.all(is_menu)
}

/// Whether a text begins with these words, and not with a longer word.
fn begins_with_word(text: &str, opening: &str) -> bool {
    text.strip_prefix(opening)
        .is_some_and(|rest| opening.ends_with(':') || !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copyright_note(
        year: Option<i16>,
        holder: Option<&'static str>,
        agency: Option<&'static str>,
    ) -> Note<'static> {
        Note::Copyright { year, holder, agency: agency.map(Agency::Borrowed) }
    }

    #[test]
    fn notes_under_a_story() {
        let people =
            |names: &[&str]| Some(Note::Reporters(names.iter().map(ToString::to_string).collect()));
        let cases = [
            (
                "The post Rain at Last appeared first on The Example.",
                Some(Note::Post { headline: "Rain at Last", source: "The Example" }),
            ),
            ("©2024 Bloomberg L.P.", Some(copyright_note(Some(2024), Some("Bloomberg"), None))),
            (
                "Copyright 2024 The Associated Press. All rights reserved. This material may not be published.",
                Some(copyright_note(Some(2024), Some("The Associated Press"), None)),
            ),
            (
                "©2024 The Example. Visit example.com. Distributed by Tribune Content Agency, LLC.",
                Some(copyright_note(Some(2024), Some("The Example"), Some("Tribune News Service"))),
            ),
            ("© 1999-2024 The Example", Some(copyright_note(None, None, None))),
            ("Copyright law is an old subject.", None),
            (
                "(Reporting by Anna Berg in Oslo and Tom Miller; Writing by Wei Zhang; Editing by Max Vogel)",
                people(&["Anna Berg", "Tom Miller", "Wei Zhang"]),
            ),
            ("(Editing by Max Vogel)", Some(Note::Furniture)),
            ("–With assistance from Anna Berg.", Some(Note::Furniture)),
            ("(Updates with details in paragraph four.)", Some(Note::Furniture)),
            ("Image Source: Example/AP", Some(Note::Furniture)),
            ("Source: The Example", Some(Note::Origin("The Example"))),
            ("Source: a person who was there said so in 2011", None),
            (
                "This story was originally published by Example Today and is shared here.",
                Some(Note::Origin("Example Today")),
            ),
            ("© The Example, 2024", Some(copyright_note(Some(2024), Some("The Example"), None))),
            (
                "© El Ejemplo del Sur. Prohibida la reproducción sin permiso.",
                Some(copyright_note(None, Some("El Ejemplo del Sur"), None)),
            ),
            ("Copyright law was changed in 2024", None),
            ("-- 30 --", Some(Note::Furniture)),
            ("(END)", Some(Note::Furniture)),
            ("30", None),
            ("anna.berg@news.example", Some(Note::Furniture)),
            ("E-mail: anna.berg@news.example | Twitter: @annaberg", Some(Note::Furniture)),
            ("She wrote to anna.berg@news.example", None),
            ("Local journalism is made possible by readers like you.", Some(Note::Furniture)),
            ("（责任编辑：张伟）", Some(Note::Furniture)),
            ("Home > News > World", Some(Note::Furniture)),
            ("Arrow-right Camera", Some(Note::Furniture)),
            ("Photographers were kept away.", None),
            ("Read more: rivers rise again", Some(Note::Furniture)),
        ];
        for (line, wanted) in cases {
            assert_eq!(read(line), wanted, "{line:?}");
        }
    }

    #[test]
    fn credits_that_close_a_paragraph() {
        let cases = [
            ("He left. (dpa)", Some(("He left.", Note::Credit("dpa".into())))),
            ("He left. (dpa/lno)", Some(("He left.", Note::Credit("dpa".into())))),
            ("He left (AP).", None),
            ("He left. (It rained.)", None),
            ("()", None),
        ];
        for (paragraph, wanted) in cases {
            assert_eq!(closing(paragraph), wanted, "{paragraph:?}");
        }
    }

    #[test]
    fn ways_to_a_page() {
        let cases = [
            ("Home / Nation & World", true),
            ("News » Local » Harbour", true),
            ("Rain at last", false),
            ("Either/or", false),
            ("She bought a house on the hill in spring / and sold it.", false),
        ];
        for (line, wanted) in cases {
            assert_eq!(is_breadcrumbs(line), wanted, "{line:?}");
        }
    }

    #[test]
    fn captions_end_with_a_credit() {
        let cases = [
            ("A bridge on Monday. (Ann Lee/AFP/Getty Images)", true),
            ("A bridge on Monday. (AP Photo/Ann Lee)", true),
            ("A bridge on Monday [Ann Lee/Reuters]", true),
            ("A bridge on Monday. Photo: Ann Lee", true),
            ("He left. (dpa)", false),
            ("The company (Reuters) rose.", false),
            ("She spoke of the vote (and/or the count)", false),
        ];
        for (line, wanted) in cases {
            assert_eq!(is_caption(line), wanted, "{line:?}");
        }
    }
}
