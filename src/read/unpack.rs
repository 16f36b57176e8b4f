//! Files as streams of bytes: opened, counted, unpacked.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::File;
use super::sniff::{self, Packing};
use super::walk::STDIN;

const BUFFER: usize = 128 * 1024;

/// Opens a file and unpacks it as it is read. `read` is raised by the bytes read from the disk.
pub(super) fn open(file: &File, read: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
    let raw: Box<dyn Read> = if file.path.as_os_str() == STDIN {
        Box::new(io::stdin())
    } else {
        Box::new(fs::File::open(&file.path)?)
    };
    let mut raw = BufReader::with_capacity(BUFFER, Counted { raw, read });
    Ok(match sniff::packing(raw.fill_buf()?) {
        Packing::None => Box::new(raw),
        Packing::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))),
        Packing::Zstd => {
            let unpacked = zstd::stream::read::Decoder::with_buffer(raw)?;
            Box::new(BufReader::with_capacity(BUFFER, unpacked))
        }
    })
}

struct Counted<R> {
    raw: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
