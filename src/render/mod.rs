//! Results to terminal or JSON; never searches.
//!
//! Every renderer reads the same plain values and gives a string; it neither writes nor knows where
//! the string goes. Strings for people carry styles as ANSI sequences, which whoever writes them
//! takes out where colour is not wanted; all text in them is clean. Nothing but style marks a match,
//! so that text copied from a screen or piped into a file is the article's own.

mod article;
mod clean;
mod facets;
mod fields;
mod form;
mod health;
mod hits;
mod json;
mod paragraph;
mod related;
#[cfg(test)]
mod samples;
mod stats;
mod stories;
mod style;
mod summary;
mod table;
mod timeline;
mod versions;
mod words;
mod wrap;

pub use article::{article, candidates, extracted};
pub use facets::{facet_rows, facets, suggestion_rows, suggestions};
pub use fields::Fields;
pub use form::{Batch, End, Form, Printer, count as counts, count_header};
pub use health::health;
pub use hits::{Paging, closing, explanation, heading, reasons};
pub use json::json_line;
pub use related::{related, related_by};
pub use stats::stats;
pub use stories::{stories, stories_closing, story, story_told};
pub use summary::{Summary, summary};
pub use table::{Sign, row};
pub use timeline::{Chart, timeline, timeline_rows, unplaced};
pub use versions::{version_group, versions};
pub use words::{bytes, count, counted, duration};

/// A line of text is easy to follow up to about so many columns, however wide the terminal is.
const MEASURE: usize = 100;

/// A terminal narrower than this is treated as if it had so many columns.
const NARROWEST: usize = 20;

/// How to show things to people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; `None` where there is none: every passage is then one line.
    pub width: Option<usize>,
    /// Whether a headline leads to the article's address.
    pub links: Links,
    /// Whether a hit says which file it is in.
    pub paths: Paths,
}

/// Whether headlines are hyperlinks (OSC 8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Links {
    /// Plain headlines.
    #[default]
    Off,
    /// A headline leads to the article's address.
    On,
}

/// Whether hits show their files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paths {
    /// Files are not shown.
    #[default]
    Hidden,
    /// Each hit ends with its file.
    Shown,
}

impl Look {
    /// The columns to fill.
    fn measure(self) -> Option<usize> {
        self.width.map(|width| width.clamp(NARROWEST, MEASURE))
    }
}

/// Lines in which every character counts, with a sign in the place of those that a terminal acts on.
pub fn visible(text: &str) -> String {
    clean::visible(text)
}

/// A text of unknown origin as one line that is safe on a terminal.
pub fn line(text: &str) -> String {
    clean::line(text)
}
