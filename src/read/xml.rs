//! The markup of news agencies.

use super::{Context, Reason};
use crate::article::Article;

/// The elements that are articles, in lower case.
pub(super) const ITEMS: &[&str] = &[];

/// Reads one of them as an article.
pub(super) fn read(_: &str, _: Context<'_>) -> Result<Article, Reason> {
    Err(Reason::NotYet("XML"))
}
