//! Files as streams of bytes: opened, counted, unpacked within bounds.

use std::cell::Cell;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use super::File;
use super::sniff::{self, Packing};
use super::walk::STDIN;

const BUFFER: usize = 128 * 1024;

/// How many times the size of a file its unpacked text may have, archives in archives included,
/// beyond [`FREE`]. News packs to a third or a tenth; what packs to a hundredth is made to do harm.
const RATIO: u64 = 250;

/// What any file may unpack to, in bytes.
const FREE: u64 = 64 << 20;

/// How often a stream may be packed in itself.
const LAYERS: usize = 3;

/// Opens a file, or standard input, as it is. `read` is raised by the bytes read from it.
pub(super) fn open(file: &File, read: &Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
    Ok(if file.path.as_os_str() == STDIN {
        Box::new(BufReader::with_capacity(BUFFER, Counted { raw: io::stdin(), read: read.clone() }))
    } else {
        Box::new(open_on_disk(file, read)?)
    })
}

/// Opens a file in which any place can be gone to.
pub(super) fn open_on_disk(
    file: &File,
    read: &Arc<AtomicU64>,
) -> io::Result<BufReader<Counted<fs::File>>> {
    let raw = fs::File::open(&file.path)?;
    Ok(BufReader::with_capacity(BUFFER, Counted { raw, read: Arc::clone(read) }))
}

/// Unpacks a stream as it is read, and says whether it was packed.
pub(super) fn unpack<'r>(
    raw: Box<dyn BufRead + 'r>,
    bounds: &'r Bounds,
) -> io::Result<(Box<dyn BufRead + 'r>, bool)> {
    let mut stream = raw;
    for layer in 0..LAYERS {
        let unpacked: Box<dyn Read + 'r> = match sniff::packing(stream.fill_buf()?) {
            Packing::None => return Ok((stream, layer > 0)),
            Packing::Gzip => Box::new(Gunzip::new(stream)),
            Packing::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(stream)?),
        };
        let bounded = Bounded { unpacked, bounds };
        stream = Box::new(BufReader::with_capacity(BUFFER, bounded));
    }
    Ok((stream, true))
}

/// How much a file may unpack to.
pub(super) struct Bounds {
    /// Bytes read from the disk, of this file from `start` on.
    pub(super) read: Arc<AtomicU64>,
    start: u64,
    unpacked: Cell<u64>,
}

impl Bounds {
    /// For a file of which nothing has been read yet; `read` counts what is read from the disk.
    pub(super) fn new(read: &Arc<AtomicU64>) -> Self {
        let start = read.load(Ordering::Relaxed);
        Self { read: Arc::clone(read), start, unpacked: Cell::new(0) }
    }

    /// Takes note that so many bytes were unpacked; an error where it is too much.
    pub(super) fn unpacked(&self, bytes: usize) -> io::Result<()> {
        let unpacked = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(unpacked);
        let packed = self.read.load(Ordering::Relaxed) - self.start;
        if unpacked > FREE.saturating_add(packed.saturating_mul(RATIO)) {
            return Err(io::Error::other(format!("unpacks to more than {RATIO} times its size")));
        }
        Ok(())
    }
}

/// What is unpacked, within bounds.
pub(super) struct Bounded<'b, R> {
    pub(super) unpacked: R,
    pub(super) bounds: &'b Bounds,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.bounds.unpacked(count)?;
        Ok(count)
    }
}

/// Gzip members one behind another. Behind a damaged one, which is an error once, reading goes on
/// with the next that can be found: a crawl archive has a member for each record.
struct Gunzip<R> {
    state: Member<R>,
}

enum Member<R> {
    /// Where a member may begin.
    Between(R),
    Inside(GzDecoder<R>),
    /// For the moment of passing from one to the other.
    Gone,
}

impl<R: BufRead> Gunzip<R> {
    fn new(packed: R) -> Self {
        Self { state: Member::Between(packed) }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, Member::Gone) {
                Member::Gone => return Ok(0),
                Member::Between(mut packed) => {
                    // Behind the last member may stand padding.
                    if !find_member(&mut packed)? {
                        return Ok(0);
                    }
                    self.state = Member::Inside(GzDecoder::new(packed));
                }
                Member::Inside(mut member) => match member.read(buffer) {
                    Ok(0) => self.state = Member::Between(member.into_inner()),
                    Ok(count) => {
                        self.state = Member::Inside(member);
                        return Ok(count);
                    }
                    Err(error) if error.raw_os_error().is_some() => return Err(error),
                    Err(error) => {
                        self.state = Member::Between(member.into_inner());
                        return Err(error);
                    }
                },
            }
        }
    }
}

/// Goes to the next member of a gzip file; whether there is one.
fn find_member(packed: &mut impl BufRead) -> io::Result<bool> {
    const MAGIC: &[u8] = &[0x1F, 0x8B, 8];
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        // Two of the three bytes may end a buffer: the rest is for the decoder to see.
        let start = &bytes[..bytes.len().min(MAGIC.len())];
        if MAGIC.starts_with(start) {
            return Ok(true);
        }
        let found = memchr::memchr(MAGIC[0], &bytes[1..]).map(|at| at + 1);
        let passed = found.unwrap_or(bytes.len());
        packed.consume(passed);
    }
}

/// A stream that counts what is read from it.
pub(super) struct Counted<R> {
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

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.raw.seek(to)
    }
}
