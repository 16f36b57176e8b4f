//! Plain text read as news.

use super::{Context, Reason};
use crate::article::Article;

/// Reads a plain text as an article, all but its identity and place.
pub(super) fn read(text: &str, context: Context) -> Result<Article, Reason> {
    let _ = (text, context);
    todo!("plain text")
}
