//! Tables: a row is an article.

use super::{Context, Reason};
use crate::article::Article;

/// Reads a row as an article.
pub(super) fn read(_: &str, _: Context<'_>) -> Result<Article, Reason> {
    Err(Reason::NotYet("CSV"))
}
