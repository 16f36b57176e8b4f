//! The one table: a row for each measure, a column for each program.

use std::fmt;

/// Values by program, those of this program first; what a program does not do has none.
#[derive(Debug)]
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(programs: impl IntoIterator<Item = &'static str>) -> Self {
        let head = std::iter::once("").chain(programs).collect();
        Self { head, rows: Vec::new() }
    }

    /// Adds a row; behind each value stands how many times that of this program it is.
    pub(crate) fn row(&mut self, label: &str, values: &[Option<f64>]) {
        let own = values.first().copied().flatten();
        let cell = |(nth, value): (usize, &Option<f64>)| {
            let Some(value) = value else { return String::new() };
            match own.filter(|own| nth > 0 && *own > 0.0) {
                Some(own) => format!("{} (×{})", Figure(*value), Figure(value / own)),
                None => Figure(*value).to_string(),
            }
        };
        let mut row = vec![label.to_owned()];
        row.extend(values.iter().enumerate().map(cell));
        row.resize(self.head.len(), String::new());
        self.rows.push(row);
    }
}

/// A number with three figures that count.
struct Figure(f64);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match self.0 {
            100.0.. => 0,
            10.0.. => 1,
            _ => 2,
        };
        write!(f, "{:.decimals$}", self.0)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let cells = self.rows.iter().map(|row| row[column].chars().count());
                cells.max().unwrap_or_default().max(self.head[column].chars().count()).max(3)
            })
            .collect();
        let line = |f: &mut fmt::Formatter<'_>, cells: &mut dyn Iterator<Item = &str>| {
            for (cell, width) in cells.zip(&widths) {
                write!(f, "| {cell:<width$} ")?;
            }
            writeln!(f, "|")
        };
        line(f, &mut self.head.iter().copied())?;
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        line(f, &mut rules.iter().map(String::as_str))?;
        self.rows.iter().try_for_each(|row| line(f, &mut row.iter().map(String::as_str)))
    }
}
