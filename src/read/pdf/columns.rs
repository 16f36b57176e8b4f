//! Words to lines, in the order of reading: where a gutter runs down a part of the page, the
//! column before it is read before the one behind it.
//!
//! A page is gone through from the top. As long as some gap stays free of words from row to row it
//! may be a gutter; where the last closes, a band of the page ends. A gap counts as a gutter if
//! there is running text on both sides of it: the gaps of a table are none.

use super::words::{SAME_LINE, Word};

/// The narrowest gutter, in parts of the size of the letters: columns of newspapers are 3 to 4 mm
/// apart. The gaps between words may be as wide in one line, but not in several at one place.
const GUTTER: f32 = 0.75;

/// Text on either side of a gutter has at least this many lines; where it has fewer than the
/// second, gaps between words may lie one above the other by chance, and a gutter is wider.
const FEWEST_LINES: usize = 3;
const FEW_LINES: usize = 8;
const WIDE_GUTTER: f32 = 1.5;

/// The narrowest column, in parts of the size of the letters.
const NARROWEST: f32 = 7.0;

/// The part of a column that its lines fill; those of tables are mostly white.
const FILLED: f32 = 0.5;

/// How many lines above the first of two columns side by side may belong to one of them.
const LINES_ABOVE: usize = 12;

/// Lines that start, or end, this near to each other are aligned, in parts of the size of the
/// letters: by chance the gaps between words are not.
const AT_EDGE: f32 = 0.6;

/// Lines of one column are further apart than this, in parts of the size of their letters.
const NEXT_LINE: f32 = 0.9;

/// No page has more gutters side by side; a table of figures may have.
const MOST_GUTTERS: usize = 16;

/// How often columns are looked for inside columns.
const DEEPEST: usize = 6;

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// From where to where it reaches, and its column.
    pub from: f32,
    pub to: f32,
    pub column: (f32, f32),
    pub down: f32,
    pub size: f32,
    pub font: usize,
    /// How wide its first word is.
    pub first_word: f32,
    pub is_right_to_left: bool,
}

/// The lines of a page in the order of reading.
pub(super) fn lines(words: Vec<Word>) -> Vec<Line> {
    let mut lines = Vec::new();
    // Parts of the page still to be read, the next one last.
    let mut parts = vec![(words, 0)];
    while let Some((words, depth)) = parts.pop() {
        let (from, to) = reach(&words);
        let mut whole = Vec::new();
        let mut found = Vec::new();
        for band in bands(rows(words, is_beside), (from, to)) {
            match band {
                Band { columns, rows } if columns.len() > 1 && depth < DEEPEST => {
                    found.push((std::mem::take(&mut whole), depth + 1));
                    found.extend(split(rows, &columns).into_iter().map(|words| (words, depth + 1)));
                }
                Band { rows, .. } => whole.extend(rows.into_iter().flatten()),
            }
        }
        if found.is_empty() {
            lines.extend(
                rows(whole, shares_line).into_iter().filter_map(|row| line(row, (from, to))),
            );
            continue;
        }
        found.push((whole, DEEPEST));
        // What stands between bands is read as it stands.
        parts.extend(found.into_iter().rev().filter(|(words, _)| !words.is_empty()));
    }
    lines
}

/// From where to where words reach.
fn reach(words: &[Word]) -> (f32, f32) {
    let from = words.iter().map(|word| word.from).fold(f32::INFINITY, f32::min);
    let to = words.iter().map(|word| word.to).fold(f32::NEG_INFINITY, f32::max);
    (from, to)
}

/// Words that belong to one row as their first does, from the top down, each row from left to right.
fn rows(mut words: Vec<Word>, belongs: fn(&Word, &Word) -> bool) -> Vec<Vec<Word>> {
    words.sort_by(|one, other| one.down.total_cmp(&other.down));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if belongs(&row[0], &word) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.from.total_cmp(&other.from));
    }
    rows
}

/// Whether a word stands on the line of another; raised letters and marks of notes do.
fn shares_line(first: &Word, word: &Word) -> bool {
    word.down - first.down < SAME_LINE * first.size.max(word.size)
}

/// Whether a word stands so near to the line of another that both are of different columns, if
/// they are not of one line.
fn is_beside(first: &Word, word: &Word) -> bool {
    word.down - first.down < NEXT_LINE * first.size.min(word.size)
}

/// Rows with the same columns.
struct Band {
    rows: Vec<Vec<Word>>,
    /// From where to where each column reaches; one where there is no gutter.
    columns: Vec<(f32, f32)>,
}

/// Cuts rows into bands.
fn bands(rows: Vec<Vec<Word>>, extent: (f32, f32)) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut band: Vec<Vec<Word>> = Vec::new();
    let mut free = vec![extent];
    // Whether a row of the band has words on both sides of a gap.
    let mut is_parted = false;
    for row in rows {
        let left = without(&free, &row);
        let (row_from, row_to) = reach(&row);
        let is_inside = |gap: &(f32, f32)| row_from < gap.0 && row_to > gap.1;
        let parts = left.iter().any(is_inside);
        let inside: Vec<_> = without(&[extent], &row).into_iter().filter(is_inside).collect();
        if !left.is_empty() && (is_parted || parts || inside.is_empty()) {
            is_parted |= parts;
            band.push(row);
            free = left;
            continue;
        }
        let mut closed = done(std::mem::take(&mut band), extent);
        is_parted = !inside.is_empty();
        free = if is_parted { inside } else { without(&[extent], &row) };
        // Lines above it that leave a gap of its own free may be the first of a column.
        let are_loose = is_parted && closed.columns.len() == 1;
        while let Some(last) = closed.rows.last().filter(|_| are_loose && band.len() < LINES_ABOVE)
        {
            let left = without(&free, last);
            if left.is_empty() {
                break;
            }
            free = left;
            band.extend(closed.rows.pop());
        }
        bands.push(closed);
        band.reverse();
        band.push(row);
    }
    bands.push(done(band, extent));
    bands
}

/// The gaps that are left when a row is laid over them.
fn without(free: &[(f32, f32)], row: &[Word]) -> Vec<(f32, f32)> {
    let narrowest = GUTTER * row.iter().map(|word| word.size).fold(f32::INFINITY, f32::min);
    let mut left = Vec::new();
    let mut words = row.iter().peekable();
    for &(mut from, to) in free {
        while let Some(word) = words.peek() {
            if word.from >= to {
                break;
            }
            if word.from - from >= narrowest {
                left.push((from, word.from));
            }
            from = from.max(word.to);
            if word.to > to {
                // It may reach into the next gap as well.
                break;
            }
            words.next();
        }
        if to - from >= narrowest {
            left.push((from, to));
        }
    }
    left
}

/// A band, with those gaps for gutters that part running text from running text.
fn done(rows: Vec<Vec<Word>>, extent: (f32, f32)) -> Band {
    let free = rows.iter().fold(vec![extent], |free, row| without(&free, row));
    let mut gutters: Vec<(f32, f32)> =
        free.into_iter().filter(|gap| gap.0 > extent.0 && gap.1 < extent.1).collect();
    if gutters.len() > MOST_GUTTERS {
        gutters.clear();
    }
    loop {
        let edges = std::iter::once(extent.0).chain(gutters.iter().map(|gap| gap.1));
        let ends = gutters.iter().map(|gap| gap.0).chain(std::iter::once(extent.1));
        let columns: Vec<(f32, f32)> = edges.zip(ends).collect();
        let width = |at: usize| gutters.get(at).map_or(f32::INFINITY, |gap| gap.1 - gap.0);
        let mut sides = columns.iter().enumerate();
        let bad = sides.find_map(|(at, column)| {
            let around = at.checked_sub(1).map_or(f32::INFINITY, width).min(width(at));
            (!is_column(&rows, *column, around)).then_some(at)
        });
        let Some(bad) = bad else { return Band { rows, columns } };
        if gutters.is_empty() {
            return Band { rows, columns };
        }
        // It belongs to a neighbour: what the narrower gap parts belongs together.
        let before = bad.checked_sub(1);
        let at = before.filter(|&before| width(before) <= width(bad)).unwrap_or(bad);
        gutters.remove(at.min(gutters.len() - 1));
    }
}

/// Whether the words between two places are running text, beside a gutter of some width.
fn is_column(rows: &[Vec<Word>], column: (f32, f32), gutter: f32) -> bool {
    let lines: Vec<Extent> = rows.iter().filter_map(|row| Extent::within(row, column)).collect();
    let size = lines.iter().map(|line| line.size).fold(f32::INFINITY, f32::min);
    let width = column.1 - column.0;
    let is_aligned = is_aligned(lines.iter().map(|line| line.from), size)
        || is_aligned(lines.iter().map(|line| line.to), size);
    lines.len() >= FEWEST_LINES
        && (lines.len() >= FEW_LINES || gutter >= WIDE_GUTTER * size)
        && width >= NARROWEST * size
        && is_aligned
        && lines.iter().map(|line| line.inked / width / FILLED - 1.0).sum::<f32>() >= 0.0
}

/// Whether most of some lines start, or end, below each other.
fn is_aligned(edges: impl Iterator<Item = f32>, size: f32) -> bool {
    let mut edges: Vec<f32> = edges.collect();
    edges.sort_by(f32::total_cmp);
    let Some(middle) = edges.get(edges.len() / 2) else { return false };
    let near = edges.iter().filter(|edge| (*edge - middle).abs() < AT_EDGE * size).count();
    near * 5 >= edges.len() * 3
}

/// The part of a row that lies in a column.
struct Extent {
    from: f32,
    to: f32,
    /// How wide its words are, with the spaces between them.
    inked: f32,
    size: f32,
}

impl Extent {
    fn within(row: &[Word], column: (f32, f32)) -> Option<Self> {
        let words = row.iter().filter(|word| word.from >= column.0 && word.to <= column.1);
        words.fold(None, |line: Option<Self>, word| {
            let inked = word.to - word.from + word.size / 4.0;
            let line = line.unwrap_or(Self { from: word.from, to: word.to, inked: 0.0, size: 0.0 });
            Some(Self {
                from: line.from.min(word.from),
                to: line.to.max(word.to),
                inked: line.inked + inked,
                size: line.size.max(word.size),
            })
        })
    }
}

/// Whether words are read from the right to the left; numbers are of no side.
fn runs_to_left(words: &[Word]) -> bool {
    let to_left = words.iter().filter(|word| word.is_right_to_left).count();
    let is_written = |word: &&Word| word.text.contains(char::is_alphabetic);
    to_left * 2 > words.iter().filter(is_written).count()
}

/// The words of each column, in the order of reading.
fn split(rows: Vec<Vec<Word>>, columns: &[(f32, f32)]) -> Vec<Vec<Word>> {
    let to_left = rows.iter().filter(|row| runs_to_left(row)).count() * 2 > rows.len();
    let mut split = vec![Vec::new(); columns.len()];
    for word in rows.into_iter().flatten() {
        let at = columns.partition_point(|column| column.1 < word.to).min(columns.len() - 1);
        split[at].push(word);
    }
    if to_left {
        split.reverse();
    }
    split
}

/// A line of the words of a row.
fn line(row: Vec<Word>, column: (f32, f32)) -> Option<Line> {
    let to_left = runs_to_left(&row);
    let (from, to) = reach(&row);
    let weight = |word: &&Word| word.text.len();
    let widest = row.iter().max_by_key(weight)?;
    let (down, size, font) = (widest.down, widest.size, widest.font);
    let mut words = row;
    if to_left {
        words.reverse();
        // Words of other scripts keep their own order.
        let runs = words.chunk_by_mut(|one, other| one.is_right_to_left == other.is_right_to_left);
        runs.filter(|run| !run[0].is_right_to_left).for_each(<[Word]>::reverse);
    }
    let mut text = String::new();
    let mut last: Option<&Word> = None;
    for word in &words {
        if last.is_some_and(|last| is_apart(last, word)) {
            text.push(' ');
        }
        text.push_str(&word.text);
        last = Some(word);
    }
    let first_word = words.first().map_or(0.0, |word| {
        // Where there are no spaces a line may end behind any letter.
        if word.text.starts_with(is_dense) { word.size } else { word.to - word.from }
    });
    let is_right_to_left = to_left;
    Some(Line { text, from, to, column, down, size, font, first_word, is_right_to_left })
}

/// Whether a space stands between two words. Scripts that have none leave none out.
fn is_apart(last: &Word, word: &Word) -> bool {
    let gap = (word.from - last.to).max(last.from - word.to);
    if word.is_spaced {
        return true;
    }
    let dense = last.text.ends_with(is_dense) || word.text.starts_with(is_dense);
    gap >= last.size.min(word.size) * if dense { 0.2 } else { 0.08 }
}

/// Whether a character is of a script that sets no spaces between words.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}
