//! The chart of a timeline: a line for each bucket, a column for each figure and each bar.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::super::stats::{blocks, fit};
use super::super::style::{FAINT, PLAIN, SOURCE};
use super::super::words::{count, counted};
use super::super::{Look, MEASURE, NARROWEST};
use super::{name, noun};
use crate::results::{Bucket, Measure, Series, Timeline};

/// So many empty buckets side by side, or more, are one line.
const GAP: usize = 4;

/// The longest bars: of one series, and of several side by side. The eye compares no longer ones.
const BAR: usize = 60;
const BARS: usize = 40;

/// With shorter bars than this there are none: they would all look alike.
const SHORTEST: usize = 8;

/// A chart is as wide as the terminal, up to so many columns.
const WIDEST: usize = 240;

/// How to draw a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chart {
    /// As everything for people.
    pub look: Look,
    /// How long they are.
    pub drawn: Measure,
}

impl Chart {
    fn width(self) -> usize {
        self.look.width.map_or(MEASURE, |width| width.clamp(NARROWEST, WIDEST))
    }

    /// How much a bar stands for.
    fn amount(self, bucket: &Bucket) -> u64 {
        match self.drawn {
            Measure::Articles => bucket.articles,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share is from 0 to 1"
            )]
            Measure::Ratio => (bucket.ratio.unwrap_or(0.0) * 1_000_000.0).round() as u64,
        }
    }

    /// The figure before a bar, where there is room for one alone.
    fn figure(self, bucket: &Bucket) -> String {
        match self.drawn {
            Measure::Articles => count(bucket.articles),
            Measure::Ratio => percent(bucket.ratio),
        }
    }

    fn bar(self, bucket: &Bucket, most: u64, columns: usize) -> String {
        blocks(self.amount(bucket), most, columns)
    }
}

/// A line of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A bucket.
    At(usize),
    /// So many empty ones.
    Gap(usize),
}

/// A column of a chart.
pub(super) struct Column {
    title: String,
    style: Style,
    /// One for each bucket.
    cells: Vec<String>,
    align: Align,
    /// How many columns of the terminal are free before it.
    before: usize,
    /// How many it takes at least.
    least: usize,
}

impl Column {
    fn width(&self) -> usize {
        let cells = self.cells.iter().chain([&self.title]);
        cells.map(|cell| cell.width()).max().unwrap_or(0).max(self.least)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

/// The columns of one series: what matches, all there is, the share, and a bar for it.
pub(super) fn one(series: &Series, counted: &str, chart: Chart) -> Vec<Column> {
    let mut columns = vec![figures(counted, PLAIN, series, |bucket| count(bucket.articles))];
    // Of everything, every share is whole.
    if series.buckets.iter().any(|bucket| bucket.articles != bucket.total) {
        columns.push(figures("of", FAINT, series, |bucket| count(bucket.total)));
        columns.push(figures("share", PLAIN, series, |bucket| percent(bucket.ratio)));
    }
    let taken: usize = columns.iter().map(|column| column.before + column.width()).sum();
    let room = chart.width().saturating_sub(2 + label_width(series) + taken + 2);
    if room >= SHORTEST {
        columns.push(bars(
            "",
            2,
            series,
            chart,
            most(std::slice::from_ref(series), chart),
            room.min(BAR),
        ));
    }
    columns
}

/// The columns of several series: a figure and a bar for each, in one scale; figures alone where
/// there is no room.
pub(super) fn side_by_side(timeline: &Timeline, chart: Chart) -> Vec<Column> {
    let several = &timeline.series[..];
    let label = several.first().map_or(0, label_width);
    let share = chart.width().saturating_sub(2 + label) / several.len().max(1);
    let figures = several.iter().map(|series| figures("", PLAIN, series, |one| chart.figure(one)));
    let figures: Vec<Column> = figures.collect();
    let widest = figures.iter().map(Column::width).max().unwrap_or(1);
    // Two columns before the figure, one before the bar.
    let bar = share.saturating_sub(widest + 3).min(BARS);
    let most = most(several, chart);
    let mut columns = Vec::new();
    for (nth, (series, mut figure)) in several.iter().zip(figures).enumerate() {
        let name = name(timeline, series);
        if bar >= SHORTEST {
            columns.push(figure);
            // What is cut is found above by its number.
            let numbered = format!("{} {name}", nth + 1);
            let title = if name.width() <= bar { name } else { fit(&numbered, bar) };
            columns.push(bars(&title, 1, series, chart, most, bar));
            continue;
        }
        let fits = name.width() <= share.saturating_sub(2).max(figure.width());
        figure.title = if fits { name } else { (nth + 1).to_string() };
        columns.push(figure);
    }
    columns
}

fn figures(
    title: &str,
    style: Style,
    series: &Series,
    figure: impl Fn(&Bucket) -> String,
) -> Column {
    let cells = series.buckets.iter().map(figure).collect();
    Column { title: title.to_owned(), style, cells, align: Align::Right, before: 2, least: 0 }
}

fn bars(
    title: &str,
    before: usize,
    series: &Series,
    chart: Chart,
    most: u64,
    columns: usize,
) -> Column {
    let cells = series.buckets.iter().map(|bucket| chart.bar(bucket, most, columns)).collect();
    // What follows stands at the same place however long the bars are.
    Column {
        title: title.to_owned(),
        style: SOURCE,
        cells,
        align: Align::Left,
        before,
        least: columns,
    }
}

/// What the longest bar stands for.
fn most(several: &[Series], chart: Chart) -> u64 {
    let buckets = several.iter().flat_map(|series| &series.buckets);
    buckets.map(|bucket| chart.amount(bucket)).max().unwrap_or(0)
}

/// The lines of a chart: buckets, and gaps where several of them are empty in every series.
fn lines(series: &[Series]) -> Vec<Line> {
    let buckets = series.first().map_or(0, |series| series.buckets.len());
    let is_empty = |at: usize| series.iter().all(|series| series.buckets[at].articles == 0);
    let mut lines = Vec::new();
    let mut empty = 0;
    for at in 0..=buckets {
        if at < buckets && is_empty(at) {
            empty += 1;
            continue;
        }
        if empty >= GAP {
            lines.push(Line::Gap(empty));
        } else {
            lines.extend((at - empty..at).map(Line::At));
        }
        empty = 0;
        if at < buckets {
            lines.push(Line::At(at));
        }
    }
    lines
}

/// Appends the lines of a chart below the titles of its columns.
pub(super) fn draw(timeline: &Timeline, columns: &[Column], out: &mut String) {
    let Some(first) = timeline.series.first() else { return };
    let label = label_width(first);
    let widths: Vec<usize> = columns.iter().map(Column::width).collect();
    let row = |name: &str, cell: &dyn Fn(&Column) -> (String, Style), out: &mut String| {
        let _infallible = write!(out, "  {name}");
        // Space is written only before something.
        let mut free = label - name.width();
        for (column, &width) in columns.iter().zip(&widths) {
            let (text, style) = cell(column);
            let padding = width.saturating_sub(text.width());
            let (left, right) = match column.align {
                Align::Left => (0, padding),
                Align::Right => (padding, 0),
            };
            free += column.before + left;
            if !text.is_empty() {
                let _infallible = write!(out, "{:free$}{style}{text}{style:#}", "");
                free = 0;
            }
            free += right;
        }
        out.push('\n');
    };
    row("", &|column| (column.title.clone(), FAINT), out);
    for line in lines(&timeline.series) {
        match line {
            Line::At(at) => {
                row(
                    &first.buckets[at].bucket,
                    &|column| (column.cells[at].clone(), column.style),
                    out,
                );
            }
            Line::Gap(buckets) => {
                let step = timeline.by.map_or("bucket", noun);
                let gap = counted(buckets as u64, step);
                let _infallible =
                    writeln!(out, "  {FAINT}{:<label$}  none for {gap}{FAINT:#}", "⋮");
            }
        }
    }
}

fn label_width(series: &Series) -> usize {
    series.buckets.iter().map(|bucket| bucket.bucket.width()).max().unwrap_or(0)
}

/// A share with one decimal; what is not quite nothing does not look so.
fn percent(share: Option<f64>) -> String {
    match share {
        None => String::new(),
        Some(share) if share > 0.0 && share < 0.0005 => "<0.1%".to_owned(),
        Some(share) => format!("{:.1}%", share * 100.0),
    }
}
