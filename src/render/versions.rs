//! The versions of an article, for people.
//!
//! A paragraph that a version adds or drops stands behind `+` or `−`, one that it has elsewhere behind
//! `↕`. Within a paragraph, `[-…-]` is what it drops and `{+…+}` what it adds, so that a change can be
//! read without colour too.

use std::borrow::Cow;

use super::Look;
use super::hits::short_id;
use super::paragraph::Paragraph;
use super::style::{ADDED, DROPPED, FAINT, HEADLINE, PLAIN, SOURCE};
use super::words::{counted, day};
use crate::article::Head;
use crate::results::{Change, ChangeKind, PieceKind, Sharing, Told, VersionGroup, VersionList};

/// How far what belongs to an article stands in.
pub(super) const INDENT: usize = 3;

/// How many versions, and how many reports of the same kind, are shown; the others are counted.
const LISTED: usize = 100;

/// How many characters of a changed or new passage are shown.
pub(super) const LONGEST: usize = 1_000;

/// Of how many changes of a version are shown; the others are counted. Beyond so many it is easier
/// to read both.
const CHANGES: usize = 20;

/// An article and its versions in order of time, each with what it adds and drops; then what else
/// shares its text.
pub fn versions(list: &VersionList, look: Look) -> String {
    let mut out = String::new();
    let id = short_id(&list.id);
    let heading = match list.versions.len() {
        1 => "no other version".to_owned(),
        some => format!("{}, held against {id}", counted(some as u64, "version")),
    };
    Paragraph::of(&heading, HEADLINE).write(&mut out, "", 0, look.measure());
    for told in list.versions.iter().take(LISTED) {
        out.push('\n');
        version(told, &list.id, look, &mut out);
    }
    more(list.versions.len(), "version", look, &mut out);
    if !list.passages.is_empty() {
        head("Articles of their own that share passages", look, &mut out);
        for sharing in &list.passages {
            out.push('\n');
            shared(sharing, look, &mut out);
        }
    }
    if !list.recurring.is_empty() {
        head("Reports of the same kind", look, &mut out);
        for told in list.recurring.iter().take(LISTED) {
            facts(&told.head).write(&mut out, "", INDENT, look.measure());
            title(&told.head, look, &mut out);
        }
        more(list.recurring.len(), "report", look, &mut out);
    }
    out
}

/// The articles of a group of versions and an empty line; a headline is not repeated.
pub fn version_group(group: &VersionGroup, look: Look) -> String {
    let mut out = String::new();
    let mut shown = None;
    for article in &group.articles {
        facts(article).write(&mut out, "", INDENT, look.measure());
        if shown != Some(&article.headline) {
            title(article, look, &mut out);
            shown = Some(&article.headline);
        }
    }
    out.push('\n');
    out
}

/// How many more there are than are listed.
fn more(there_are: usize, noun: &str, look: Look, out: &mut String) {
    if let Some(more @ 1..) = there_are.checked_sub(LISTED) {
        let line = format!("and {} more: see them with --json", counted(more as u64, noun));
        out.push('\n');
        Paragraph::of(&line, FAINT).write(out, "", 0, look.measure());
    }
}

/// A text, or its beginning if it is very long.
pub(super) fn clipped(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{} …", text[..end].trim_end())),
        None => Cow::Borrowed(text),
    }
}

fn head(text: &str, look: Look, out: &mut String) {
    out.push('\n');
    Paragraph::of(text, HEADLINE).write(out, "", 0, look.measure());
}

/// When and where an article was published, and how to get at it.
pub(super) fn facts(head: &Head) -> Paragraph {
    let mut line = Paragraph::default();
    match &head.date {
        Some(dated) => line.push(&day(&dated.date), PLAIN),
        None => line.push("no date", FAINT),
    }
    line.push(" · ", FAINT);
    let source = head.source.as_ref().and_then(|source| source.label());
    match source {
        Some(label) => line.push(label, SOURCE),
        None => line.push("no source", FAINT),
    }
    if let Some(agency) = head.agency.as_deref().filter(|&agency| Some(agency) != source) {
        line.push(" · ", FAINT);
        line.push(agency, PLAIN);
    }
    line.push(" ", FAINT);
    line.push_whole(&format!("· {}", short_id(&head.id)), FAINT);
    line
}

/// The headline, if there is one, below the facts.
pub(super) fn title(head: &Head, look: Look, out: &mut String) {
    let Some(headline) = &head.headline else { return };
    Paragraph::of(headline, HEADLINE).write(out, &" ".repeat(INDENT), INDENT, look.measure());
}

fn version(told: &Told, asked: &str, look: Look, out: &mut String) {
    let width = look.measure();
    let margin = " ".repeat(INDENT);
    facts(&told.head).write(out, "", INDENT, width);
    title(&told.head, look, out);
    let words = counted(told.words as u64, "word");
    let about = if told.head.id == asked {
        words
    } else if told.changes.is_empty() {
        format!("{words}: the same text")
    } else {
        format!("{words}, {} of them shared", percent(told.shared))
    };
    Paragraph::of(&about, FAINT).write(out, &margin, INDENT, width);
    for change in told.changes.iter().take(CHANGES) {
        changed(change, look, out);
    }
    if let Some(more @ 1..) = told.changes.len().checked_sub(CHANGES) {
        let more = format!("and {}", counted(more as u64, "change"));
        Paragraph::of(&format!("{more} more"), FAINT).write(out, &margin, INDENT, width);
    }
}

fn changed(change: &Change, look: Look, out: &mut String) {
    let mut line = Paragraph::default();
    for part in &change.parts {
        let kept = part.text.trim_end();
        let space = &part.text[kept.len()..];
        let text = &*clipped(kept);
        match (change.kind, part.kind) {
            (ChangeKind::Changed, PieceKind::Added) => line.push(&format!("{{+{text}+}}"), ADDED),
            (ChangeKind::Changed, PieceKind::Dropped) => line.push(&format!("[-{text}-]"), DROPPED),
            (_, PieceKind::Added) => line.push(text, ADDED),
            (_, PieceKind::Dropped) => line.push(text, DROPPED),
            (_, PieceKind::Same) => line.push(text, PLAIN),
        }
        line.push(if space.is_empty() { "" } else { " " }, PLAIN);
    }
    let (sign, style) = match change.kind {
        ChangeKind::Added => ('+', ADDED),
        ChangeKind::Dropped => ('−', DROPPED),
        ChangeKind::Changed => ('~', FAINT),
        ChangeKind::Moved => ('↕', FAINT),
    };
    let sign = format!("{:INDENT$}{style}{sign}{style:#} ", "");
    line.write(out, &sign, INDENT + 2, look.measure());
}

fn shared(sharing: &Sharing, look: Look, out: &mut String) {
    let width = look.measure();
    let margin = " ".repeat(INDENT);
    facts(&sharing.head).write(out, "", INDENT, width);
    title(&sharing.head, look, out);
    let words = counted(sharing.words as u64, "word");
    let about = format!("{words}, {} of them shared", percent(sharing.shared));
    Paragraph::of(&about, FAINT).write(out, &margin, INDENT, width);
    for passage in &sharing.passages {
        let sign = format!("{margin}{FAINT}›{FAINT:#} ");
        Paragraph::of(&clipped(passage), PLAIN).write(out, &sign, INDENT + 2, width);
    }
}

/// A part as a percentage; only nothing is 0 and only everything 100.
fn percent(part: f32) -> String {
    match part {
        part if part <= 0.0 => "none".to_owned(),
        part if part >= 1.0 => "all".to_owned(),
        part => format!("{:.0} %", (part * 100.0).clamp(1.0, 99.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::{percent, version_group, versions};
    use crate::render::samples::{known, plain, tagged, unknown};
    use crate::render::{Look, samples};
    use crate::results::{
        Change, ChangeKind, Piece, PieceKind, SCHEMA, Sharing, Told, VersionGroup, VersionList,
    };

    fn change(kind: ChangeKind, parts: &[(PieceKind, &str)]) -> Change {
        let part = |&(kind, text): &(PieceKind, &str)| Piece { kind, text: text.to_owned() };
        Change { kind, parts: parts.iter().map(part).collect() }
    }

    fn list() -> VersionList {
        let head = known().head;
        let changes = vec![
            change(ChangeKind::Added, &[(PieceKind::Added, "A new paragraph.")]),
            change(ChangeKind::Dropped, &[(PieceKind::Dropped, "An old\u{1b} one.")]),
            change(
                ChangeKind::Changed,
                &[
                    (PieceKind::Same, "on the quay "),
                    (PieceKind::Dropped, "212 people "),
                    (PieceKind::Added, "214 people "),
                    (PieceKind::Same, "waited"),
                ],
            ),
            change(ChangeKind::Moved, &[(PieceKind::Same, "It rained.")]),
        ];
        let told = |head, changes| Told { head, words: 1200, shared: 0.996, changes };
        let passages = vec!["The joint venture had a new director.".to_owned()];
        VersionList {
            schema: SCHEMA.to_owned(),
            id: head.id.clone(),
            took_ms: 1.0,
            versions: vec![told(head.clone(), Vec::new()), told(unknown().head, changes)],
            passages: vec![Sharing { head: head.clone(), words: 1, shared: 0.01, passages }],
            recurring: vec![told(head, Vec::new())],
        }
    }

    #[test]
    fn versions_on_a_terminal() {
        let look = Look { width: Some(60), ..Look::default() };
        let shown = tagged(&versions(&list(), look));
        assert_eq!(
            shown.lines().collect::<Vec<_>>(),
            [
                "<b>2 versions, held against 3f9a0c12</>",
                "",
                "17 June 2024<f> · </><s>Harbour Gazette</><f> · </>Reuters<f> </><f>· 3f9a0c12</>",
                "   <b>Offshore venture names a new director after a year</>",
                "   <b>without one</>",
                "   <f>1,200 words</>",
                "",
                "<f>no date</><f> · </><f>no source</><f> </><f>· 00ff00ff</>",
                "   <f>1,200 words, 99 % of them shared</>",
                "   <+>+</> <+>A new paragraph.</>",
                "   <->−</> <->An old one.</>",
                "   <f>~</> on the quay <->[-212 people-]</> <+>{+214 people+}</> waited",
                "   <f>↕</> It rained.",
                "",
                "<b>Articles of their own that share passages</>",
                "",
                "17 June 2024<f> · </><s>Harbour Gazette</><f> · </>Reuters<f> </><f>· 3f9a0c12</>",
                "   <b>Offshore venture names a new director after a year</>",
                "   <b>without one</>",
                "   <f>1 word, 1 % of them shared</>",
                "   <f>›</> The joint venture had a new director.",
                "",
                "<b>Reports of the same kind</>",
                "17 June 2024<f> · </><s>Harbour Gazette</><f> · </>Reuters<f> </><f>· 3f9a0c12</>",
                "   <b>Offshore venture names a new director after a year</>",
                "   <b>without one</>",
            ]
        );
    }

    #[test]
    fn a_headline_is_not_repeated_in_a_group() {
        let [first, second] = [known().head, known().head];
        let mut third = samples::unknown().head;
        third.headline = Some("Other".to_owned());
        let group = VersionGroup { articles: vec![first, second, third] };
        assert_eq!(
            plain(&version_group(&group, Look::default())),
            "17 June 2024 · Harbour Gazette · Reuters · 3f9a0c12\n   Offshore venture names a \
             new director after a year without one\n\
             17 June 2024 · Harbour Gazette · Reuters · 3f9a0c12\n\
             no date · no source · 00ff00ff\n   Other\n\n"
        );
    }

    #[test]
    fn only_nothing_is_none_and_only_everything_all() {
        let told = [0.0, 0.001, 0.5, 0.999, 1.0].map(percent);
        assert_eq!(told, ["none", "1 %", "50 %", "99 %", "all"]);
    }
}
