//! Crawl archives.

use std::io::BufRead;

use super::{Chunk, Cutter, Stop, Unwanted};
use crate::read::Reason;

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The records of a crawl archive.
    pub(super) fn warc(&mut self, reader: impl BufRead) -> Result<(), Stop> {
        let _ = reader;
        Err(Reason::NotYet("WARC").into())
    }
}
