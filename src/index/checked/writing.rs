//! A file of the index being written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tantivy::directory::{AntiCallToken, TerminatingWrite};
use xxhash_rust::xxh3::Xxh3;

use super::Faults;
use super::file::{BLOCK, tail};

/// Writes a file, and the checksums of its blocks behind it.
pub(super) struct CheckedWrite {
    name: PathBuf,
    file: Box<dyn TerminatingWrite + Send + Sync>,
    /// The checksums of the blocks that are complete.
    sums: Vec<u64>,
    /// The block that is not.
    block: Xxh3,
    /// How many bytes it has.
    filled: usize,
    faults: Faults,
}

impl CheckedWrite {
    /// Writes to this new file.
    pub(super) fn new(
        file: Box<dyn TerminatingWrite + Send + Sync>,
        name: &Path,
        faults: Faults,
    ) -> Self {
        let (name, sums) = (name.to_owned(), Vec::new());
        Self { name, file, sums, block: Xxh3::new(), filled: 0, faults }
    }

    fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.filled));
            self.block.update(now);
            self.filled += now.len();
            if self.filled == BLOCK {
                self.end_block();
            }
            bytes = later;
        }
    }

    fn end_block(&mut self) {
        self.sums.push(self.block.digest());
        self.block.reset();
        self.filled = 0;
    }

    /// Remembers what went wrong.
    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| self.faults.writing(&self.name, error))
    }
}

impl Write for CheckedWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        let written = self.noted(written)?;
        self.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.noted(flushed)
    }
}

impl TerminatingWrite for CheckedWrite {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let length = self.sums.len() * BLOCK + self.filled;
        if self.filled > 0 {
            self.end_block();
        }
        let tail = tail(&self.name, &self.sums, length);
        let ended = self.file.write_all(&tail).and_then(|()| self.file.terminate_ref(token));
        self.noted(ended)
    }
}
