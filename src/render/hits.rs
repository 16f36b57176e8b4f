//! The hits of a search, for people.

use std::fmt::Write;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::clean;
use super::paragraph::Paragraph;
use super::style::{FAINT, HEADLINE, LEAD, MARK, PLAIN, SOURCE};
use super::words::{count, counted, day, duration};
use super::{Links, Look, Paths};
use crate::article::Head;
use crate::query::{Expansion, Query};
use crate::results::{
    Cut, Hit, Match, Passage, PassageField, Reason, Results, ScoreKind, Scored, Total, Versions,
};

/// How many names of a long byline are shown.
const NAMES: usize = 3;

/// How many digits of an identifier are shown: enough to be the only one among millions, as a rule.
const ID_DIGITS: usize = 8;

/// How many columns the parts of an explained query are aligned to at most.
const LEAF: usize = 24;

/// How many words an explained part of a query lists.
const WORDS: usize = 12;

/// A hit, a blank line behind it; its rank has room for so many digits.
pub(super) fn hit(hit: &Hit, digits: usize, look: Look) -> String {
    let mut out = String::new();
    one(hit, digits, look, &mut out);
    out.push('\n');
    out
}

/// The line above the hits of one query among several: what it is called, what was asked, and what
/// was found.
pub fn heading(results: &Results, look: Look) -> String {
    let mut line = Paragraph::default();
    if let Some(id) = &results.id {
        line.push_whole(id, HEADLINE);
        line.pad(2);
    }
    line.push(&results.query, HEADLINE);
    line.push(" · ", FAINT);
    match results.total.articles {
        0 => line.push("nothing found", FAINT),
        _ => line.push(&totals(results), PLAIN),
    }
    let mut out = String::new();
    line.write(&mut out, "", 0, look.measure());
    out.push('\n');
    out
}

/// How to ask for the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// By the number of hits seen.
    Offset,
    /// By where this one ended.
    Cursor,
}

/// The line under the hits: how many there are in all, and how to see more of them.
pub fn closing(results: &Results, paging: Paging) -> String {
    let total = results.total;
    let mut out = String::new();
    let (first, last) = match &results.hits[..] {
        [] => (0, 0),
        [first, .., last] => (first.rank, last.rank),
        [only] => (only.rank, only.rank),
    };
    let shown = results.hits.len() as u64;
    if shown > 0 && shown < total.groups.unwrap_or(total.articles) {
        let range = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        let _infallible = write!(out, "{range} of ");
    }
    out.push_str(&totals(results));
    let took = Duration::try_from_secs_f64(results.took_ms / 1000.0).unwrap_or_default();
    let _infallible = write!(out, " · {}", duration(took));
    if let Some(next) = &results.next {
        let _infallible = match paging {
            Paging::Offset => write!(out, " · more: --offset {last}"),
            Paging::Cursor => write!(out, " · more: --after {next}"),
        };
    }
    out.push('\n');
    out
}

/// Why nothing was found, a paragraph for each reason.
pub fn reasons(results: &Results, look: Look) -> String {
    let mut out = String::new();
    for reason in &results.why {
        let line = match reason {
            Reason::Unknown { part, near } if near.is_empty() => format!("no article has `{part}`"),
            Reason::Unknown { part, near } => {
                format!("no article has `{part}`; spelled nearly so: {}", near.join(", "))
            }
            Reason::Apart { part, articles } => {
                let has = if *articles == 1 { "has" } else { "have" };
                let articles = counted(*articles, "article");
                format!("{articles} {has} the words of `{part}`, but not as it asks")
            }
            Reason::Without { part, articles, undated } => {
                let undated = match undated {
                    None | Some(0) => String::new(),
                    Some(undated) if undated == articles => ", without a date".to_owned(),
                    Some(undated) => format!(", {} of them without a date", count(*undated)),
                };
                format!("without `{part}`: {}{undated}", counted(*articles, "article"))
            }
        };
        Paragraph::of(&line, PLAIN).write(&mut out, "  ", 4, look.measure());
    }
    out
}

/// How many hits there are, how many articles match, and how many of them have every word.
fn totals(results: &Results) -> String {
    let Total { articles, all_words, groups } = results.total;
    let all = match groups.filter(|&groups| groups < articles) {
        Some(groups) => {
            format!("{} · {} articles with versions", counted(groups, "hit"), count(articles))
        }
        None => counted(articles, "article"),
    };
    match all_words {
        _ if results.matching != Match::Best || all_words >= articles => all,
        0 => format!("{all}, none with every word"),
        some => format!("{all}, {} with every word", count(some)),
    }
}

/// The query as understood, and what each part of it came to stand for.
pub fn explanation(results: &Results, look: Look) -> String {
    let mut out = String::new();
    Paragraph::of(&results.query, PLAIN).write(&mut out, "query: ", 7, look.measure());
    let expansions = results.expansions.as_deref().unwrap_or_default();
    let leaves: Vec<String> = expansions
        .iter()
        .map(|expansion| clean::line(&Query::Leaf(expansion.leaf.clone()).to_string()))
        .collect();
    let widest = leaves.iter().map(|leaf| leaf.width()).filter(|&width| width <= LEAF).max();
    for (expansion, leaf) in expansions.iter().zip(leaves) {
        let indent = leaf.width().max(widest.unwrap_or(0)) + 4;
        let padding = indent - leaf.width() - 2;
        let first = format!("  {leaf}{:padding$}", "");
        stands_for(expansion).write(&mut out, &first, indent, look.measure());
    }
    if let Some(scored) = &results.scored {
        out.push_str(&score(scored));
    }
    out
}

/// What the score of an article is made of, a line for each part.
fn score(scored: &Scored) -> String {
    let id = short_id(&scored.id);
    let Some(whole) = scored.score else {
        return format!("the query does not find {id}\n");
    };
    let mut out = format!("score of {id}: {whole:.3}\n");
    for part in &scored.parts {
        let times = match (part.times, part.in_headline) {
            (None, _) => String::new(),
            (Some(times), None | Some(0)) => format!(" · {}", counted(u64::from(times), "time")),
            (Some(times), Some(headline)) => {
                format!(" · {}, {headline} in the headline", counted(u64::from(times), "time"))
            }
        };
        let kind = match part.kind {
            ScoreKind::Wanted => "",
            ScoreKind::Aside => " (set aside)",
            ScoreKind::Pair => " (side by side)",
            ScoreKind::Quoted => " (of a quotation)",
        };
        let _infallible =
            writeln!(out, "  {:7.3}  {}{kind}{times}", part.score, clean::line(&part.part));
    }
    if scored.recency > 1.0 {
        let _infallible = writeln!(out, "  × {:.3}  for its age", scored.recency);
    }
    out
}

fn stands_for(expansion: &Expansion) -> Paragraph {
    let mut paragraph = Paragraph::default();
    for (position, words) in expansion.words.iter().enumerate() {
        if position > 0 {
            paragraph.push(" + ", FAINT);
        }
        if words.is_empty() {
            paragraph.push("not in the index", FAINT);
        }
        let listed: Vec<&str> = words.iter().take(WORDS).map(String::as_str).collect();
        paragraph.push(&listed.join(", "), PLAIN);
        if words.len() > WORDS {
            let more = count((words.len() - WORDS) as u64);
            paragraph.push(&format!(" and {more} more"), FAINT);
        }
    }
    paragraph
}

fn one(hit: &Hit, digits: usize, look: Look, out: &mut String) {
    let width = look.measure();
    let indent = digits + 2;
    let rank = format!("{FAINT}{:>digits$}{FAINT:#}  ", hit.rank);
    let headline = hit.passages.iter().find(|passage| passage.field == PassageField::Headline);
    title(hit, headline, look).write(out, &rank, indent, width);
    let margin = " ".repeat(indent);
    facts(hit).write(out, &margin, indent, width);
    let leader = format!("{margin}{FAINT}›{FAINT:#} ");
    for passage in hit.passages.iter().filter(|passage| passage.field == PassageField::Body) {
        quoted(passage).write(out, &leader, indent + 2, width);
    }
    if let Some(versions) = hit.versions.as_ref().filter(|versions| versions.count > 0) {
        others(versions, &hit.head).write(out, &margin, indent, width);
    }
    if !hit.missing.is_empty() {
        let lacks = format!("lacks: {}", hit.missing.join(", "));
        Paragraph::of(&lacks, FAINT).write(out, &margin, indent, width);
    }
    if look.paths == Paths::Shown {
        let mut path = Paragraph::of(&place(&hit.head), FAINT);
        if look.links == Links::On {
            path.link_file(&hit.head.path);
        }
        path.write(out, &margin, indent, width);
    }
}

/// The headline, marked where the search marked it; or the first words, as a quotation.
fn title(hit: &Hit, marked: Option<&Passage>, look: Look) -> Paragraph {
    let mut title = Paragraph::default();
    if let Some(passage) = marked {
        title.push_marked(&passage.text, &passage.marks, HEADLINE, MARK);
    } else if let Some(headline) = &hit.head.headline {
        title.push(headline, HEADLINE);
    }
    if title.is_empty() {
        title = derived_title(hit.lead.as_deref());
    }
    if let (Links::On, Some(url)) = (look.links, &hit.head.url) {
        title.link(url);
    }
    title
}

fn derived_title(lead: Option<&str>) -> Paragraph {
    match lead.map(str::trim).filter(|lead| !lead.is_empty()) {
        Some(lead) => {
            let words = lead.trim_end_matches('…').trim_end();
            Paragraph::of(&format!("“{words} …”"), LEAD)
        }
        None => Paragraph::of("no headline", FAINT),
    }
}

/// Source, date, agency, people and identifier, as far as they are known.
fn facts(hit: &Hit) -> Paragraph {
    let head = &hit.head;
    let mut facts = Paragraph::default();
    let source = head.source.as_ref().and_then(|source| source.label());
    match source {
        Some(label) => facts.push(label, SOURCE),
        None => facts.push("no source", FAINT),
    }
    let mut add = |text: &str, style| {
        facts.push(" · ", FAINT);
        facts.push(text, style);
    };
    match &head.date {
        Some(dated) => add(&day(&dated.date), PLAIN),
        None => add("no date", FAINT),
    }
    if let Some(agency) = head.agency.as_deref().filter(|&agency| Some(agency) != source) {
        add(agency, PLAIN);
    }
    if !head.byline.is_empty() {
        add(&people(&head.byline), PLAIN);
    }
    // The identifier may stand on a line of its own, but no separator is left behind.
    facts.push(" ", FAINT);
    facts.push_whole(&format!("· {}", short_id(&head.id)), FAINT);
    facts
}

/// The versions that a hit stands for: how many, and where and when the first were published.
pub(super) fn others(versions: &Versions, shown: &Head) -> Paragraph {
    let mut line = Paragraph::of(&format!("+{}", counted(versions.count as u64, "version")), PLAIN);
    for (place, version) in versions.first.iter().enumerate() {
        line.push(if place == 0 { ": " } else { ", " }, FAINT);
        let source = version.source.as_ref().and_then(|source| source.label());
        line.push(source.unwrap_or_else(|| short_id(&version.id)), SOURCE);
        if let Some(dated) = &version.date {
            let same = shown
                .date
                .as_ref()
                .is_some_and(|own| own.date.first_day() == dated.date.first_day());
            if !same {
                line.push(&format!(" ({})", day(&dated.date)), FAINT);
            }
        }
    }
    if (1..versions.count).contains(&versions.first.len()) {
        line.push(" and others", FAINT);
    }
    line
}

/// Names joined by commas; of a long list the first few and a count of the others.
fn people(names: &[String]) -> String {
    if names.len() <= NAMES + 1 {
        return names.join(", ");
    }
    format!("{} and {} others", names[..NAMES].join(", "), names.len() - NAMES)
}

pub(super) fn short_id(id: &str) -> &str {
    id.get(..ID_DIGITS).unwrap_or(id)
}

/// The file of an article, and the record inside it.
pub(super) fn place(head: &Head) -> String {
    match head.record {
        Some(record) => format!("{}:{record}", head.place()),
        None => head.place().into_owned(),
    }
}

/// A passage with an ellipsis where it begins or ends within a sentence.
fn quoted(passage: &Passage) -> Paragraph {
    let mut paragraph = Paragraph::default();
    if matches!(passage.cut, Cut::Start | Cut::Both) {
        paragraph.push("… ", FAINT);
    }
    paragraph.push_marked(&passage.text, &passage.marks, PLAIN, MARK);
    if matches!(passage.cut, Cut::End | Cut::Both) {
        paragraph.push(" …", FAINT);
    }
    paragraph
}

#[cfg(test)]
mod tests;
