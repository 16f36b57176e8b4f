//! How many articles match when: a chart, or rows.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::paragraph::Paragraph;
use super::stats::{blocks, fit};
use super::style::{FAINT, HEADLINE, LEAD, PLAIN, SOURCE};
use super::table::{Sign, row};
use super::words::{count, counted};
use super::{Look, MEASURE, NARROWEST, clean};
use crate::results::{Bucket, Part, Peak, Series, Split, Step, Timeline};

/// So many empty buckets side by side, or more, are one line.
const GAP: usize = 4;

/// The longest bars: of one series, and of several side by side. The eye compares no longer ones.
const BAR: usize = 60;
const BARS: usize = 40;

/// With shorter bars than this there are none: they would all look alike.
const SHORTEST: usize = 8;

/// A chart is as wide as the terminal, up to so many columns.
const WIDEST: usize = 240;

/// What stands before each condition that must hold as well.
const AND: &str = " AND ";

/// How many digits of an identifier are shown, as with hits.
const ID_DIGITS: usize = 8;

/// How to draw a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chart {
    /// As everything for people.
    pub look: Look,
    /// What bars are made of.
    pub bars: Bars,
    /// How long they are.
    pub drawn: Drawn,
}

/// What bars are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bars {
    /// Block elements, exact to an eighth of a column.
    Blocks,
    /// Signs that every font and file has.
    Signs,
}

/// What the length of a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The number of articles.
    Articles,
    /// Their share of all articles of the time.
    Ratios,
}

impl Chart {
    fn width(self) -> usize {
        self.look.width.map_or(MEASURE, |width| width.clamp(NARROWEST, WIDEST))
    }

    /// How much a bar stands for.
    fn amount(self, bucket: &Bucket) -> u64 {
        match self.drawn {
            Drawn::Articles => bucket.articles,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share is from 0 to 1"
            )]
            Drawn::Ratios => (bucket.ratio.unwrap_or(0.0) * 1_000_000.0).round() as u64,
        }
    }

    /// The figure before a bar, where there is room for one alone.
    fn figure(self, bucket: &Bucket) -> String {
        match self.drawn {
            Drawn::Articles => count(bucket.articles),
            Drawn::Ratios => percent(bucket.ratio),
        }
    }

    fn bar(self, bucket: &Bucket, most: u64, columns: usize) -> String {
        let drawn = blocks(self.amount(bucket), most, columns);
        match self.bars {
            Bars::Blocks => drawn,
            Bars::Signs => "#".repeat(drawn.chars().count()),
        }
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
struct Column {
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

/// The counts as a chart, what stands out in them, and what has no place in it.
pub fn timeline(timeline: &Timeline, chart: Chart) -> String {
    let mut out = heading(timeline, chart.look);
    let buckets = timeline.series.first().map_or(0, |series| series.buckets.len());
    if buckets > 0 {
        out.push('\n');
        let columns = match single(timeline) {
            Some(only) => one(only, chart),
            None => side_by_side(timeline, chart),
        };
        draw(timeline, &columns, chart, &mut out);
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
            parts.push(format!("{} without a date", counted(series.undated, "article")));
        }
        if series.imprecise > 0 {
            let step = timeline.by.map_or("bucket", noun);
            let articles = counted(series.imprecise, "article");
            parts.push(format!("{articles} whose date may lie in more than one {step}"));
        }
        let of = of(timeline, series);
        if !parts.is_empty() {
            let _infallible = writeln!(out, "not shown{of}: {}", parts.join(", "));
        }
    }
    out
}

/// How many articles there are of what.
fn heading(timeline: &Timeline, look: Look) -> String {
    let by = match (timeline.by, timeline.series.iter().any(|series| !series.buckets.is_empty())) {
        (Some(step), true) => format!(" by {}", noun(step)),
        _ => String::new(),
    };
    if let Some(only) = single(timeline) {
        return format!("{HEADLINE}{}{HEADLINE:#}{by}\n", counted(only.articles, "article"));
    }
    let mut out = format!("{HEADLINE}articles{by}{HEADLINE:#}");
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

/// The columns of one series: what matches, all there is, the share, and a bar for it.
fn one(series: &Series, chart: Chart) -> Vec<Column> {
    let mut columns = vec![figures("articles", PLAIN, series, |bucket| count(bucket.articles))];
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
fn side_by_side(timeline: &Timeline, chart: Chart) -> Vec<Column> {
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
fn draw(timeline: &Timeline, columns: &[Column], chart: Chart, out: &mut String) {
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
                let sign = if chart.bars == Bars::Blocks { "⋮" } else { ":" };
                let step = timeline.by.map_or("bucket", noun);
                let gap = counted(buckets as u64, step);
                let _infallible = writeln!(out, "  {FAINT}{sign:<label$}  none for {gap}{FAINT:#}");
            }
        }
    }
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

fn label_width(series: &Series) -> usize {
    series.buckets.iter().map(|bucket| bucket.bucket.width()).max().unwrap_or(0)
}

fn noun(step: Step) -> &'static str {
    match step {
        Step::Day => "day",
        Step::Week => "week",
        Step::Month => "month",
        Step::Year => "year",
    }
}

/// A share with one decimal; what is not quite nothing does not look so.
fn percent(share: Option<f64>) -> String {
    match share {
        None => String::new(),
        Some(share) if share > 0.0 && share < 0.0005 => "<0.1%".to_owned(),
        Some(share) => format!("{:.1}%", share * 100.0),
    }
}

#[cfg(test)]
mod tests;
