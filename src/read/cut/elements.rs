//! Markup cut into the elements that are articles.

use std::io::BufRead;

use super::{Chunk, Cutter, Stop, Unwanted};
use crate::read::Reason;

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The elements of these names.
    pub(super) fn elements(&mut self, reader: &mut dyn BufRead, _: &[&str]) -> Result<(), Stop> {
        let _ = reader;
        Err(Reason::NotYet("XML").into())
    }
}
