//! Tables of data inside a story, which are told a row a line.

use std::collections::{HashMap, HashSet};

use super::blocks::Block;
use super::page::Page;

/// What parts the cells of a row.
pub(super) const CELLS: &str = " | ";

/// The tables of a story that hold data, not the layout of the page.
pub(super) struct Tables<'p, 'a> {
    page: &'p Page<'a>,
    data: HashSet<usize>,
}

/// What is counted of the cells of a table.
#[derive(Default)]
struct Cells {
    /// The cell counted last.
    last: usize,
    count: usize,
    blocks: usize,
    longest: usize,
    chars: usize,
    linked: usize,
}

impl<'p, 'a> Tables<'p, 'a> {
    /// Tells tables apart by their cells: several, most of a single paragraph, none as long as a
    /// story, few of them links.
    pub(super) fn new(page: &'p Page<'a>, inside: &[&Block]) -> Self {
        let mut tables: HashMap<usize, Cells> = HashMap::new();
        for block in inside {
            if let Some(table) = around(page, block, "table") {
                let cells = tables.entry(table).or_default();
                let cell = around(page, block, "td").or_else(|| around(page, block, "th"));
                let cell = cell.unwrap_or(block.element);
                cells.count += usize::from(cell != cells.last);
                cells.last = cell;
                cells.blocks += 1;
                cells.longest = cells.longest.max(block.chars);
                cells.chars += block.chars;
                cells.linked += block.linked;
            }
        }
        let is_data = |cells: &Cells| {
            cells.count >= 4
                && cells.blocks * 2 <= cells.count * 3
                && cells.longest <= 400
                && cells.linked * 2 <= cells.chars
        };
        let data = tables.into_iter().filter(|(_, cells)| is_data(cells));
        Self { page, data: data.map(|(table, _)| table).collect() }
    }

    pub(super) fn holds(&self, block: &Block) -> bool {
        around(self.page, block, "table").is_some_and(|table| self.data.contains(&table))
    }

    /// The row of data a block stands in.
    pub(super) fn row(&self, block: &Block) -> Option<usize> {
        if self.holds(block) { around(self.page, block, "tr") } else { None }
    }
}

/// The nearest element of a name around a block: few stand between a table and its text.
fn around(page: &Page, block: &Block, name: &str) -> Option<usize> {
    let element = std::iter::once(block.element);
    element
        .chain(page.ancestors(block.element).map(|(index, _)| index))
        .take(8)
        .find(|index| page.element(*index).is_some_and(|tag| tag.name == name))
}
