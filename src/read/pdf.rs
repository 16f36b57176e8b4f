//! PDF documents.

use super::{Context, Reason};
use crate::article::Article;

/// Reads a document as an article.
pub(super) fn read(_: &[u8], _: Context<'_>) -> Result<Article, Reason> {
    Err(Reason::NotYet("PDF"))
}
