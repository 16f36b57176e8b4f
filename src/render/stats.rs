//! What an index holds, as tables with bars.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::style::{FAINT, HEADLINE, SOURCE};
use super::words::{bytes, count, counted};
use super::{Look, clean, wrap};
use crate::results::{Count, Stats};

/// How many rows a table of open length shows; the rest is one row that says how many it stands for.
const ROWS: usize = 15;

/// Columns of the longest label and the longest bar.
const LABEL: usize = 36;
const BAR: usize = 24;

/// The share of a column from one eighth to seven.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// How much of a table to show.
#[derive(Clone, Copy)]
enum Rows {
    All,
    Most,
}

/// Everything counted, a table for each.
pub fn stats(stats: &Stats, look: Look) -> String {
    let mut out = format!(
        "{HEADLINE}{}{HEADLINE:#} from {}, {} on disk\n",
        counted(stats.articles, "article"),
        counted(stats.files, "file"),
        bytes(stats.bytes),
    );
    let tables = [
        ("sources", &stats.sources, Rows::Most),
        ("years", &stats.years, Rows::All),
        ("languages", &stats.languages, Rows::Most),
        ("formats", &stats.formats, Rows::All),
        ("where dates were found", &stats.date_evidence, Rows::Most),
        ("where sources were found", &stats.source_evidence, Rows::Most),
    ];
    let width = look.measure().unwrap_or(super::MEASURE);
    for (title, counts, rows) in tables {
        if !counts.is_empty() {
            let _infallible = write!(out, "\n{HEADLINE}{title}{HEADLINE:#}\n");
            table(counts, rows, width, &mut out);
        }
    }
    out
}

fn table(counts: &[Count], rows: Rows, width: usize, out: &mut String) {
    let rows = shortened(counts, rows);
    let most = rows.iter().map(|row| row.articles).max().unwrap_or(0);
    let digits = rows.iter().map(|row| count(row.articles).len()).max().unwrap_or(1);
    // Two columns before the label, two behind it, two before the bar; the bar may be short.
    let room = width.saturating_sub(digits + 6);
    let label = rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
    let label = label.min(LABEL).min(room).max(1);
    let bar = BAR.min(room.saturating_sub(label));
    for row in rows {
        let text = fit(&row.label, label);
        let padding = label - text.width();
        let style = if row.known { anstyle::Style::new() } else { FAINT };
        let number = count(row.articles);
        let blocks = blocks(row.articles, most, bar);
        let _infallible = writeln!(
            out,
            "  {style}{text}{style:#}{:padding$}  {number:>digits$}  {SOURCE}{blocks}{SOURCE:#}",
            ""
        );
    }
}

struct Row {
    label: String,
    articles: u64,
    known: bool,
}

/// The rows to show: a long tail becomes one row, and the unknown stay last.
fn shortened(counts: &[Count], rows: Rows) -> Vec<Row> {
    let known = |count: &Count| match &count.value {
        Some(value) => Row { label: clean::line(value), articles: count.articles, known: true },
        None => Row { label: "unknown".to_owned(), articles: count.articles, known: false },
    };
    let tail_from = match rows {
        Rows::Most if counts.len() > ROWS + 1 => ROWS,
        _ => counts.len(),
    };
    let (head, tail) = counts.split_at(tail_from);
    let (others, unknown): (Vec<_>, Vec<_>) = tail.iter().partition(|count| count.value.is_some());
    let mut shown: Vec<Row> = head.iter().map(known).collect();
    if !others.is_empty() {
        let articles = others.iter().map(|count| count.articles).sum();
        let label = format!("{} others", count(others.len() as u64));
        shown.push(Row { label, articles, known: false });
    }
    shown.extend(unknown.into_iter().map(known));
    shown
}

/// As much of a label as fits so many columns, with an ellipsis where it was cut.
fn fit(label: &str, columns: usize) -> String {
    if label.width() <= columns {
        return label.to_owned();
    }
    let first = wrap::prefix(label, columns.saturating_sub(1));
    format!("{}…", first.trim_end())
}

/// A bar of so many columns for the largest number; every number but nought shows something.
fn blocks(number: u64, most: u64, columns: usize) -> String {
    let eighths = u128::from(number) * columns as u128 * 8;
    let eighths = usize::try_from(eighths.div_ceil(u128::from(most.max(1)))).unwrap_or(0);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
