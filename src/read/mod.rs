//! Files to articles: walking, sniffing, decoding, one file per format.

mod agencies;
mod byline;
mod html;
mod plain;

use jiff::civil;

use crate::article::Article;

/// What every format's reader is told besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The day of reading, against which impossible dates are refused.
    pub today: civil::Date,
}

/// Why a file or record gave no article. The text is what a person reads behind the path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is no text in it.
    #[error("no text in it")]
    Empty,
}

/// A file or record that gave no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: std::path::PathBuf,
    /// The record inside it, from 1.
    pub record: Option<u64>,
    /// Why.
    pub reason: Reason,
}

/// A page or text as an article; the caller fills in where it came from.
fn _formats(text: &str, context: Context) -> [Result<Article, Reason>; 2] {
    [plain::read(text, context), html::read(text, context)]
}
