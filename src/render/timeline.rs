//! How many articles match when: a chart with its peaks, or rows.

mod chart;

pub use chart::Chart;

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::paragraph::Paragraph;
use super::style::{FAINT, HEADLINE, LEAD, PLAIN, SOURCE};
use super::table::{Sign, row};
use super::words::{count, counted};
use super::{Look, clean};
use crate::results::{Bucket, Part, Peak, Series, Split, Step, Timeline, Unit};

/// What stands before each condition that must hold as well.
const AND: &str = " AND ";

/// How many digits of an identifier are shown, as with hits.
const ID_DIGITS: usize = 8;

/// The counts as a chart, what stands out in them, and what has no place in it.
pub fn timeline(timeline: &Timeline, chart: Chart) -> String {
    let mut out = heading(timeline, chart.look);
    let buckets = timeline.series.first().map_or(0, |series| series.buckets.len());
    if buckets > 0 {
        out.push('\n');
        let columns = match single(timeline) {
            Some(only) => chart::one(only, plural(timeline.count), chart),
            None => chart::side_by_side(timeline, chart),
        };
        chart::draw(timeline, &columns, &mut out);
    }
    for series in timeline.series.iter().filter(|series| !series.peaks.is_empty()) {
        let of = of(timeline, series);
        let _infallible = write!(out, "\n{HEADLINE}peaks{of}{HEADLINE:#}\n");
        for peak in &series.peaks {
            self::peak(peak, series, chart.look, &mut out);
        }
    }
    let unplaced = unplaced(timeline);
    if !unplaced.is_empty() {
        let _infallible = write!(out, "\n{unplaced}");
    }
    out
}

/// The counts, a row for each bucket of each series.
pub fn timeline_rows(timeline: &Timeline, sign: Sign) -> String {
    let titles = ["query", "part", "value", "bucket", "articles", "total", "ratio"];
    let mut out = row(sign, titles);
    for series in &timeline.series {
        let part = match series.part {
            Part::Whole => "whole",
            Part::Value => "value",
            Part::Others => "others",
            Part::Unknown => "unknown",
        };
        let value = series.value.as_deref().unwrap_or_default();
        for Bucket { bucket, articles, total, ratio } in &series.buckets {
            let [articles, total] = [articles, total].map(u64::to_string);
            let ratio = ratio.map(|ratio| ratio.to_string()).unwrap_or_default();
            let values = [&series.query, part, value, bucket, &articles, &total, &ratio];
            out.push_str(&row(sign, values));
        }
    }
    out
}

/// How many articles are in no bucket, and why; a line for each series that has such.
pub fn unplaced(timeline: &Timeline) -> String {
    let mut out = String::new();
    for series in &timeline.series {
        let mut parts = Vec::new();
        if series.undated > 0 {
            parts.push(format!("{} without a date", numbered(series.undated, timeline.count)));
        }
        if series.imprecise > 0 {
            let step = timeline.by.map_or("bucket", noun);
            let articles = numbered(series.imprecise, timeline.count);
            parts.push(format!("{articles} whose date may lie in more than one {step}"));
        }
        let of = of(timeline, series);
        if !parts.is_empty() {
            let _infallible = writeln!(out, "not shown{of}: {}", parts.join(", "));
        }
    }
    out
}

/// What is counted, and how much of it there is.
fn numbered(number: u64, unit: Unit) -> String {
    match unit {
        Unit::Articles | Unit::Groups => counted(number, "article"),
        Unit::Stories if number == 1 => "1 story".to_owned(),
        Unit::Stories => format!("{} stories", count(number)),
    }
}

fn plural(unit: Unit) -> &'static str {
    match unit {
        Unit::Articles | Unit::Groups => "articles",
        Unit::Stories => "stories",
    }
}

/// How many articles there are of what.
fn heading(timeline: &Timeline, look: Look) -> String {
    let by = match (timeline.by, timeline.series.iter().any(|series| !series.buckets.is_empty())) {
        (Some(step), true) => format!(" by {}", noun(step)),
        _ => String::new(),
    };
    let once = match timeline.count {
        Unit::Groups => ", versions of one counted once",
        Unit::Articles | Unit::Stories => "",
    };
    if let Some(only) = single(timeline) {
        let found = numbered(only.articles, timeline.count);
        return format!("{HEADLINE}{found}{HEADLINE:#}{by}{once}\n");
    }
    let mut out = format!("{HEADLINE}{}{by}{HEADLINE:#}{once}", plural(timeline.count));
    let of_all = match (timeline.split, timeline.series.first()) {
        (Some(_), Some(series)) => &series.query,
        _ => shared(timeline).trim_start_matches(AND),
    };
    if !of_all.is_empty() {
        let _infallible = write!(out, "{FAINT} · {}{FAINT:#}", clean::line(of_all));
    }
    out.push('\n');
    let articles = timeline.series.iter().map(|series| count(series.articles));
    let articles: Vec<String> = articles.collect();
    let widest = articles.iter().map(String::len).max().unwrap_or(0);
    let digits = articles.len().to_string().len();
    for (nth, (series, articles)) in timeline.series.iter().zip(&articles).enumerate() {
        let number = nth + 1;
        let first = format!("  {FAINT}{number:>digits$}{FAINT:#}  {articles:>widest$}  ");
        let name = Paragraph::of(&name(timeline, series), PLAIN);
        name.write(&mut out, &first, digits + widest + 6, look.measure());
    }
    out
}

/// Appends a bucket that stands out with the headline that stands for it.
fn peak(peak: &Peak, series: &Series, look: Look, out: &mut String) {
    let digits = series.peaks.iter().map(|peak| count(peak.articles).len()).max().unwrap_or(1);
    let first = format!("  {}  {:>digits$}  ", peak.bucket, count(peak.articles));
    let indent = first.width();
    let mut line = Paragraph::default();
    match &peak.article {
        None => line.push("no article to show", FAINT),
        Some(article) => {
            match (&article.headline, &article.lead) {
                (Some(headline), _) => line.push(headline, HEADLINE),
                (None, Some(lead)) => line.push(&format!("“{lead} …”"), LEAD),
                (None, None) => line.push("no headline", FAINT),
            }
            if let Some(source) = &article.source {
                line.push(" · ", FAINT);
                line.push(source, SOURCE);
            }
            line.push(" ", FAINT);
            let id = article.id.get(..ID_DIGITS).unwrap_or(&article.id);
            line.push_whole(&format!("· {id}"), FAINT);
        }
    }
    line.write(out, &first, indent, look.measure());
}

/// The only series of a timeline that has but one and need not say which.
fn single(timeline: &Timeline) -> Option<&Series> {
    match &timeline.series[..] {
        [only] if only.part == Part::Whole => Some(only),
        _ => None,
    }
}

/// ` of ` and what a series is called, where there are others.
fn of(timeline: &Timeline, series: &Series) -> String {
    match single(timeline) {
        Some(_) => String::new(),
        None => format!(" of {}", name(timeline, series)),
    }
}

/// What a series is called.
fn name(timeline: &Timeline, series: &Series) -> String {
    match (series.part, &series.value) {
        (Part::Value, Some(value)) => clean::line(value),
        (Part::Others, _) => {
            let noun = match timeline.split {
                Some(Split::Lang) => "language",
                Some(Split::Agency) => "agency",
                Some(Split::Source) | None => "source",
            };
            match (timeline.more, noun) {
                (1, noun) => format!("1 other {noun}"),
                (more, "agency") => format!("{} other agencies", count(more)),
                (more, noun) => format!("{} other {noun}s", count(more)),
            }
        }
        (Part::Unknown, _) => "unknown".to_owned(),
        _ => {
            let own = series.query.strip_suffix(shared(timeline)).unwrap_or(&series.query);
            // Brackets that were only needed before what was taken away.
            let bare = own.strip_prefix('(').and_then(|own| own.strip_suffix(')'));
            let bare = bare.filter(|bare| !bare.contains(['(', ')']));
            clean::line(bare.unwrap_or(own))
        }
    }
}

/// What all queries of a timeline end with that restricts them from outside: ` AND date:2024..`.
fn shared(timeline: &Timeline) -> &str {
    let [first, others @ ..] = &timeline.series[..] else { return "" };
    let ends = first.query.match_indices(AND).map(|(at, _)| &first.query[at..]);
    let is_whole = |end: &str| end.matches('(').count() == end.matches(')').count();
    let is_shared =
        |end: &&str| is_whole(end) && others.iter().all(|series| series.query.ends_with(end));
    ends.into_iter().find(is_shared).filter(|_| !others.is_empty()).unwrap_or_default()
}

fn noun(step: Step) -> &'static str {
    match step {
        Step::Day => "day",
        Step::Week => "week",
        Step::Month => "month",
        Step::Year => "year",
    }
}

#[cfg(test)]
mod tests;
