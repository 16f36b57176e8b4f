//! Web pages read as news.

use super::{Context, Reason};
use crate::article::Article;

/// Reads a page as an article, all but its identity and place.
pub(super) fn read(html: &str, context: Context) -> Result<Article, Reason> {
    let _ = (html, context);
    todo!("html")
}

/// The readable text of a piece of HTML: paragraphs parted by a blank line.
pub(super) fn text(fragment: &str) -> String {
    let _ = fragment;
    todo!("html")
}
