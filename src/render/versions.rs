//! The versions of an article, for people.
//!
//! A paragraph that a version adds or drops stands behind `+` or `−`, one that it has elsewhere behind
//! `↕`. Within a paragraph, `[-…-]` is what it drops and `{+…+}` what it adds, so that a change can be
//! read without colour too.

use super::Look;
use super::hits::short_id;
use super::paragraph::Paragraph;
use super::style::{ADDED, DROPPED, FAINT, HEADLINE, PLAIN, SOURCE};
use super::words::{counted, day};
use crate::article::Head;
use crate::results::{Change, ChangeKind, PartKind, Sharing, Told, VersionGroup, VersionList};

/// How far what belongs to an article stands in.
const INDENT: usize = 3;

/// Of how many changes of a version are shown; the others are counted. Beyond so many it is easier
/// to read both.
const CHANGES: usize = 20;

/// An article and its versions in order of time, each with what it adds and drops; then what else
/// shares its text.
pub fn versions(list: &VersionList, look: Look) -> String {
    let mut out = String::new();
    let id = short_id(&list.id);
    let title = match list.versions.len() {
        1 => "no other version".to_owned(),
        some => format!("{}, held against {id}", counted(some as u64, "version")),
    };
    Paragraph::of(&title, HEADLINE).write(&mut out, "", 0, look.measure());
    for told in &list.versions {
        out.push('\n');
        version(told, &list.id, look, &mut out);
    }
    if !list.passages.is_empty() {
        head("Articles of their own that share passages", look, &mut out);
        for sharing in &list.passages {
            out.push('\n');
            shared(sharing, look, &mut out);
        }
    }
    if !list.recurring.is_empty() {
        head("Reports of the same kind", look, &mut out);
        for told in &list.recurring {
            let mut line = facts(&told.head);
            title_of(&told.head, &mut line);
            line.write(&mut out, "", INDENT, look.measure());
        }
    }
    out
}

/// The articles of a group of versions, one a line, and an empty line.
pub fn version_group(group: &VersionGroup, look: Look) -> String {
    let mut out = String::new();
    let mut shown = None;
    for article in &group.articles {
        let mut line = facts(article);
        if shown != Some(&article.headline) {
            title_of(article, &mut line);
            shown = Some(&article.headline);
        }
        line.write(&mut out, "", INDENT, look.measure());
    }
    out.push('\n');
    out
}

fn head(text: &str, look: Look, out: &mut String) {
    out.push('\n');
    Paragraph::of(text, HEADLINE).write(out, "", 0, look.measure());
}

/// When and where an article was published, and how to get at it.
fn facts(head: &Head) -> Paragraph {
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

fn title_of(head: &Head, line: &mut Paragraph) {
    if let Some(headline) = &head.headline {
        line.push(" · ", FAINT);
        line.push(headline, HEADLINE);
    }
}

fn version(told: &Told, asked: &str, look: Look, out: &mut String) {
    let width = look.measure();
    let margin = " ".repeat(INDENT);
    facts(&told.head).write(out, "", INDENT, width);
    if let Some(headline) = &told.head.headline {
        Paragraph::of(headline, HEADLINE).write(out, &margin, INDENT, width);
    }
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
        let text = part.text.trim_end();
        let space = &part.text[text.len()..];
        match (change.kind, part.kind) {
            (ChangeKind::Changed, PartKind::Added) => line.push(&format!("{{+{text}+}}"), ADDED),
            (ChangeKind::Changed, PartKind::Dropped) => line.push(&format!("[-{text}-]"), DROPPED),
            (_, PartKind::Added) => line.push(text, ADDED),
            (_, PartKind::Dropped) => line.push(text, DROPPED),
            (_, PartKind::Same) => line.push(text, PLAIN),
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
    if let Some(headline) = &sharing.head.headline {
        Paragraph::of(headline, HEADLINE).write(out, &margin, INDENT, width);
    }
    let words = counted(sharing.words as u64, "word");
    let about = format!("{words}, {} of them shared", percent(sharing.shared));
    Paragraph::of(&about, FAINT).write(out, &margin, INDENT, width);
    for passage in &sharing.passages {
        let sign = format!("{margin}{FAINT}›{FAINT:#} ");
        Paragraph::of(passage, PLAIN).write(out, &sign, INDENT + 2, width);
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
