//! E-mails: a newsletter or a wire that comes by mail is an article.

use encoding_rs::Encoding;

use super::{Context, Reason};
use crate::article::Article;

/// Whether a text begins as an e-mail or a mailbox does.
pub(super) fn is_mail(_: &str) -> bool {
    false
}

/// Reads a message, whose parts may each have an encoding of their own, as an article.
pub(super) fn read(
    _: &[u8],
    _: Option<&'static Encoding>,
    _: Context<'_>,
) -> Result<Article, Reason> {
    Err(Reason::NotYet("e-mail"))
}
