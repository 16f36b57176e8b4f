//! The only room that names tantivy: schema, writing, searching, counting.

mod error;

pub use error::Error;

use std::path::Path;

/// An index opened for searching.
pub struct Index {}

impl Index {
    /// Opens the index in a folder.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let _ = dir;
        todo!("index room")
    }
}
