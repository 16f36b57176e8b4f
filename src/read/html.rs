//! Web pages read as news.

use super::{Context, Reason};
use crate::article::Article;

/// Reads a page as an article, all but its identity and place.
pub(super) fn read(html: &str, context: Context) -> Result<Article, Reason> {
    let _ = (html, context);
    todo!("html")
}
