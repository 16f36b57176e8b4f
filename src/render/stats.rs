//! What an index holds, as tables with bars.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::style::{FAINT, HEADLINE, PLAIN, SOURCE};
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
    let tables = tables.map(|(title, counts, rows)| (title, shortened(counts, rows)));
    let columns = Columns::of(tables.iter().flat_map(|(_, rows)| rows), look);
    for (title, rows) in tables.iter().filter(|(_, rows)| !rows.is_empty()) {
        let _infallible = write!(out, "\n{HEADLINE}{title}{HEADLINE:#}\n");
        table(rows, columns, &mut out);
    }
    out
}

/// How wide the parts of a row are, the same in all tables.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    label: usize,
    digits: usize,
    bar: usize,
}

impl Columns {
    pub(super) fn of<'r>(rows: impl Iterator<Item = &'r Row> + Clone, look: Look) -> Self {
        let width = look.measure().unwrap_or(super::MEASURE);
        let digits = rows.clone().map(|row| count(row.articles).len()).max().unwrap_or(1);
        // Two columns before the label, two behind it, two before the bar.
        let room = width.saturating_sub(digits + 6);
        let label = rows.map(|row| row.label.width()).max().unwrap_or(1);
        let label = label.min(LABEL).min(room * 2 / 3).max(1);
        Self { label, digits, bar: BAR.min(room.saturating_sub(label)) }
    }
}

/// Appends these rows with their bars.
pub(super) fn table(rows: &[Row], columns: Columns, out: &mut String) {
    let Columns { label, digits, bar } = columns;
    let most = rows.iter().map(|row| row.articles).max().unwrap_or(0);
    for row in rows {
        let text = fit(&row.label, label);
        let padding = label.saturating_sub(text.width());
        let style = if row.known { PLAIN } else { FAINT };
        let number = count(row.articles);
        let _infallible = write!(out, "  {style}{text}{style:#}{:padding$}  {number:>digits$}", "");
        let blocks = blocks(row.articles, most, bar);
        if !blocks.is_empty() {
            let _infallible = write!(out, "  {SOURCE}{blocks}{SOURCE:#}");
        }
        out.push('\n');
    }
}

/// A row of a table.
pub(super) struct Row {
    label: String,
    articles: u64,
    known: bool,
}

impl Row {
    /// The row of a count.
    pub(super) fn of(count: &Count) -> Self {
        match &count.value {
            Some(value) => {
                Self { label: clean::line(value), articles: count.articles, known: true }
            }
            None => Self { label: "unknown".to_owned(), articles: count.articles, known: false },
        }
    }
}

/// The rows to show: a long tail becomes one row, and the unknown stay last.
fn shortened(counts: &[Count], rows: Rows) -> Vec<Row> {
    let tail_from = match rows {
        Rows::Most if counts.len() > ROWS + 1 => ROWS,
        _ => counts.len(),
    };
    let (head, tail) = counts.split_at(tail_from);
    let (others, unknown): (Vec<_>, Vec<_>) = tail.iter().partition(|count| count.value.is_some());
    let mut shown: Vec<Row> = head.iter().map(Row::of).collect();
    if !others.is_empty() {
        let articles = others.iter().map(|count| count.articles).sum();
        let label = format!("{} others", count(others.len() as u64));
        shown.push(Row { label, articles, known: false });
    }
    shown.extend(unknown.into_iter().map(Row::of));
    shown
}

/// As much of a label as fits so many columns, with an ellipsis where it was cut.
pub(super) fn fit(label: &str, columns: usize) -> String {
    if label.width() <= columns {
        return label.to_owned();
    }
    let first = wrap::prefix(label, columns.saturating_sub(1));
    format!("{}…", first.trim_end())
}

/// A bar of so many columns for the largest number; every number but nought shows something.
pub(super) fn blocks(number: u64, most: u64, columns: usize) -> String {
    let eighths = u128::from(number) * columns as u128 * 8;
    let eighths = usize::try_from(eighths.div_ceil(u128::from(most.max(1)))).unwrap_or(0);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests;
