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

/// What is lost of a piece of a packed stream that does not unpack, where others can follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// All of it.
    Whole,
    /// What does not come: something of it has been read.
    Rest,
}

/// What an error is the sign of; `None` for one behind which nothing can be read.
pub(super) fn loss(error: &io::Error) -> Option<Loss> {
    match error.kind() {
        io::ErrorKind::InvalidInput => Some(Loss::Whole),
        io::ErrorKind::InvalidData => Some(Loss::Rest),
        _ => None,
    }
}

impl Loss {
    /// An error that is the sign of it.
    fn sign(self, text: &str) -> io::Error {
        let kind = match self {
            Self::Whole => io::ErrorKind::InvalidInput,
            Self::Rest => io::ErrorKind::InvalidData,
        };
        io::Error::new(kind, text)
    }
}

/// Gzip members one behind another. Behind a damaged one, which is an error once, reading goes on
/// with the next that can be found: a crawl archive has a member for each record.
struct Gunzip<R> {
    state: Member<Kept<R>>,
}

enum Member<R> {
    /// Where a member may begin.
    Between(R),
    /// Inside or behind a damaged one.
    Damaged(R),
    /// A member, and what would be lost of it now.
    Inside(GzDecoder<R>, Loss),
    /// For the moment of passing from one to the other.
    Gone,
}

impl<R: BufRead> Gunzip<R> {
    fn new(packed: R) -> Self {
        Self { state: Member::Between(Kept::new(packed)) }
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
                Member::Between(mut packed) => match find(&mut packed, GZIP)? {
                    // Behind the last member may stand anything.
                    Found::Nothing => return Ok(0),
                    Found::Here | Found::BehindZeros => self.state = begin(packed),
                    Found::BehindOthers => {
                        self.state = Member::Damaged(packed);
                        return Err(Loss::Whole.sign("what stands here does not unpack"));
                    }
                },
                Member::Damaged(mut packed) => match find(&mut packed, GZIP)? {
                    Found::Nothing => return Ok(0),
                    _ => self.state = begin(packed),
                },
                Member::Inside(mut member, loss) => match member.read(buffer) {
                    Ok(0) => self.state = Member::Between(member.into_inner()),
                    Ok(count) => {
                        self.state = Member::Inside(member, Loss::Rest);
                        return Ok(count);
                    }
                    Err(error) if !is_damage(&error) => return Err(error),
                    Err(error) => {
                        let mut packed = member.into_inner();
                        // The decoder may have gone astray and into the next member.
                        packed.go_back();
                        self.state = Member::Damaged(packed);
                        return Err(loss.sign(&error.to_string()));
                    }
                },
            }
        }
    }
}

fn begin<R: BufRead>(mut packed: Kept<R>) -> Member<Kept<R>> {
    packed.mark();
    Member::Inside(GzDecoder::new(packed), Loss::Whole)
}

/// Whether an error comes from what is packed, not from where it is read.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    error.raw_os_error().is_none()
        && matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// How a member of a gzip file begins.
const GZIP: &[u8] = &[0x1F, 0x8B, 8];

/// Where something was found, if it was.
enum Found {
    Nothing,
    Here,
    /// Some systems pad files to whole blocks.
    BehindZeros,
    BehindOthers,
}

/// Goes to the next place that begins so.
fn find(packed: &mut impl BufRead, magic: &[u8]) -> io::Result<Found> {
    let (mut passed, mut others) = (false, false);
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(Found::Nothing);
        }
        // Some of the bytes may end a buffer: the rest is for the decoder to see.
        let start = &bytes[..bytes.len().min(magic.len())];
        if magic.starts_with(start) {
            return Ok(match (passed, others) {
                (false, _) => Found::Here,
                (true, false) => Found::BehindZeros,
                (true, true) => Found::BehindOthers,
            });
        }
        let next = memchr::memchr(magic[0], &bytes[1..]).map(|at| at + 1);
        let count = next.unwrap_or(bytes.len());
        passed = true;
        others |= bytes[..count].iter().any(|&byte| byte != 0);
        packed.consume(count);
    }
}

/// A stream in which one can go back to a mark, as long as it is near.
struct Kept<R> {
    stream: R,
    /// What has been read since the mark.
    bytes: Vec<u8>,
    /// How much of that has been read again.
    at: usize,
    /// Whether all since the mark is there.
    whole: bool,
}

/// How many packed bytes are kept: those of a page of several megabytes.
const KEPT: usize = 1 << 20;

impl<R: BufRead> Kept<R> {
    fn new(stream: R) -> Self {
        Self { stream, bytes: Vec::new(), at: 0, whole: false }
    }

    fn mark(&mut self) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.whole = true;
    }

    /// Goes back to the byte behind the mark.
    fn go_back(&mut self) {
        if self.whole {
            self.at = self.bytes.len().min(1);
        }
    }
}

impl<R: BufRead> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Kept<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.bytes.len() { Ok(&self.bytes[self.at..]) } else { self.stream.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.bytes.len() {
            self.at += count;
            return;
        }
        if self.whole && self.bytes.len() + count <= KEPT {
            // They are in the buffer, so that nothing is read and nothing can fail.
            let read = self.stream.fill_buf().unwrap_or_default();
            self.bytes.extend_from_slice(&read[..count.min(read.len())]);
            self.at = self.bytes.len();
        } else {
            self.bytes.clear();
            self.at = 0;
            self.whole = false;
        }
        self.stream.consume(count);
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
