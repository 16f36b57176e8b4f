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

/// How much is read at a time.
const BUFFER: usize = 128 * 1024;
/// What is looked at to tell the form of a file is in the first buffer.
const LEAST: usize = 8 * 1024;

/// How many times the size of a file its unpacked text may have, archives in archives included,
/// beyond [`FREE`]. News packs to a third or a tenth; what packs to a hundredth is made to do harm.
const RATIO: u64 = 250;

/// What any file may unpack to, in bytes.
const FREE: u64 = 64 << 20;

/// How often a stream may be packed in itself.
const LAYERS: usize = 3;

/// Opens a file, or standard input, as it is. `read` is raised by the bytes read from it. A file is
/// read as far as it goes now: one that grows faster than it is read would have no end.
pub(super) fn open(file: &File, read: &Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
    let read = Arc::clone(read);
    if file.path.as_os_str() == STDIN {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Counted { raw: io::stdin(), read })));
    }
    let raw = fs::File::open(&file.path)?;
    let length = match raw.metadata()?.len() {
        // Some systems do not say how long their files are.
        0 => u64::MAX,
        length => length,
    };
    // The whole buffer is cleared once, which costs as much as reading a short text.
    let capacity = usize::try_from(length).map_or(BUFFER, |length| length.clamp(LEAST, BUFFER));
    Ok(Box::new(BufReader::with_capacity(capacity, Counted { raw: raw.take(length), read })))
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
        let packing = match stream.fill_buf() {
            Ok(head) => sniff::packing(head),
            // The beginning is lost, which the reader shall know, and not the rest.
            Err(error) if layer > 0 => {
                let failing = Failing { error: Some(error), rest: stream };
                return Ok((Box::new(BufReader::with_capacity(BUFFER, failing)), true));
            }
            Err(error) => return Err(error),
        };
        let unpacked: Box<dyn Read + 'r> = match packing {
            Packing::None => return Ok((stream, layer > 0)),
            Packing::Gzip => Box::new(Unpacked::gzip(stream)),
            Packing::Zstd => Box::new(Unpacked::zstd(stream)?),
        };
        let bounded = Bounded { unpacked, bounds };
        stream = Box::new(BufReader::with_capacity(BUFFER, bounded));
    }
    Ok((stream, true))
}

/// Input that could not be read at one place.
pub(super) struct Failing<R> {
    pub(super) error: Option<io::Error>,
    /// What can be read behind it, if anything can.
    pub(super) rest: R,
}

impl<R: Read> Read for Failing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.error.take().map_or_else(|| self.rest.read(buffer), Err)
    }
}

/// How much a file may unpack to.
pub(super) struct Bounds {
    /// Bytes read from the disk, of this file from `start` on.
    pub(super) read: Arc<AtomicU64>,
    start: u64,
    /// How many of these are different ones, at most: an archive can list the same bytes as many
    /// files.
    size: u64,
    unpacked: Cell<u64>,
}

impl Bounds {
    /// For a file of which nothing has been read yet; `read` counts what is read from the disk.
    pub(super) fn new(file: &File, read: &Arc<AtomicU64>) -> Self {
        let start = read.load(Ordering::Relaxed);
        // Standard input is read but once.
        let size = if file.path.as_os_str() == STDIN { u64::MAX } else { file.bytes };
        Self { read: Arc::clone(read), start, size, unpacked: Cell::new(0) }
    }

    /// Takes note that so many bytes were unpacked; an error where it is too much.
    pub(super) fn unpacked(&self, bytes: usize) -> io::Result<()> {
        let unpacked = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(unpacked);
        let packed = (self.read.load(Ordering::Relaxed) - self.start).min(self.size);
        if unpacked > FREE.saturating_add(packed.saturating_mul(RATIO)) {
            let reason = format!("unpacks to more than {RATIO} times its size");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
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

/// An error that ends a piece and not the stream.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct Lost {
    loss: Loss,
    text: String,
}

/// What was lost where an error came; `None` for one behind which nothing can be read.
pub(super) fn loss(error: &io::Error) -> Option<Loss> {
    error.get_ref()?.downcast_ref::<Lost>().map(|lost| lost.loss)
}

impl Loss {
    /// An error that is the sign of it.
    fn sign(self, text: &str) -> io::Error {
        let lost = Lost { loss: self, text: text.to_owned() };
        io::Error::new(io::ErrorKind::InvalidData, lost)
    }
}

/// The members of a gzip file, or the frames of a Zstandard one, one behind another. Behind a
/// damaged one, which is an error once, reading goes on with the next that can be found: a crawl
/// archive has one for each record.
struct Unpacked<R: BufRead> {
    packing: Packing,
    /// What all frames of a Zstandard file were packed with.
    dictionary: Vec<u8>,
    state: State<Kept<R>>,
}

enum State<R: BufRead> {
    /// Where a member may begin.
    Between(R),
    /// Inside or behind a damaged one.
    Damaged(R),
    /// A member, and what would be lost of it now.
    Inside(Member<R>, Loss),
    /// For the moment of passing from one to the other.
    Gone,
}

enum Member<R: BufRead> {
    Gzip(GzDecoder<R>),
    Zstd(zstd::stream::read::Decoder<'static, R>),
}

impl<R: BufRead> Unpacked<R> {
    fn gzip(packed: R) -> Self {
        let state = State::Between(Kept::new(packed));
        Self { packing: Packing::Gzip, dictionary: Vec::new(), state }
    }

    fn zstd(mut packed: R) -> io::Result<Self> {
        let dictionary = dictionary(&mut packed)?;
        let state = State::Between(Kept::new(packed));
        Ok(Self { packing: Packing::Zstd, dictionary, state })
    }

    fn begin(&self, mut packed: Kept<R>) -> io::Result<State<Kept<R>>> {
        packed.mark();
        let member = match self.packing {
            Packing::Zstd => {
                let decoder =
                    zstd::stream::read::Decoder::with_dictionary(packed, &self.dictionary)?;
                Member::Zstd(decoder.single_frame())
            }
            _ => Member::Gzip(GzDecoder::new(packed)),
        };
        Ok(State::Inside(member, Loss::Whole))
    }
}

impl<R: BufRead> Member<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(member) => member.read(buffer),
            Self::Zstd(frame) => frame.read(buffer),
        }
    }

    fn into_inner(self) -> R {
        match self {
            Self::Gzip(member) => member.into_inner(),
            Self::Zstd(frame) => frame.into_inner(),
        }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Gone) {
                State::Gone => return Ok(0),
                State::Between(mut packed) => {
                    let next = find(&mut packed, self.packing)?;
                    if next.found && !next.behind_others {
                        self.state = self.begin(packed)?;
                        continue;
                    }
                    // Behind the last member may stand anything, but a damaged one can seem to end
                    // before it does, or far behind.
                    if next.behind_others {
                        packed.go_back()?;
                    }
                    if !find(&mut packed, self.packing)?.found {
                        return Ok(0);
                    }
                    self.state = State::Damaged(packed);
                    return Err(Loss::Whole.sign("what stands here does not unpack"));
                }
                State::Damaged(mut packed) => {
                    if !find(&mut packed, self.packing)?.found {
                        return Ok(0);
                    }
                    self.state = self.begin(packed)?;
                }
                State::Inside(mut member, loss) => match member.read(buffer) {
                    Ok(0) => self.state = State::Between(member.into_inner()),
                    Ok(count) => {
                        self.state = State::Inside(member, Loss::Rest);
                        return Ok(count);
                    }
                    Err(error) if !is_damage(&error) => return Err(error),
                    Err(error) => {
                        let mut packed = member.into_inner();
                        // The decoder may have gone astray and into the next member.
                        packed.go_back()?;
                        self.state = State::Damaged(packed);
                        return Err(loss.sign(&error.to_string()));
                    }
                },
            }
        }
    }
}

/// Whether an error comes from what is packed, not from where it is read.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    error.raw_os_error().is_none()
        && matches!(error.kind(), InvalidData | InvalidInput | Other | UnexpectedEof)
}

/// The dictionary that stands ahead of the frames of a web archive, itself packed or not
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
fn dictionary(packed: &mut impl BufRead) -> io::Result<Vec<u8>> {
    /// Dictionaries have a hundred thousand bytes as a rule.
    const LARGEST: u64 = 16 << 20;
    let mut dictionary = Vec::new();
    if packed.fill_buf()?.starts_with(b"\x5D\x2A\x4D\x18") {
        let mut head = [0; 8];
        packed.read_exact(&mut head)?;
        let [.., a, b, c, d] = head;
        let size = u64::from(u32::from_le_bytes([a, b, c, d]));
        if size > LARGEST {
            return Err(Loss::Whole.sign("its dictionary is too large"));
        }
        packed.take(size).read_to_end(&mut dictionary)?;
    }
    if sniff::packing(&dictionary) == Packing::Zstd {
        let mut unpacked = Vec::new();
        let decoder = zstd::stream::read::Decoder::with_buffer(&dictionary[..])?;
        decoder.take(LARGEST).read_to_end(&mut unpacked)?;
        dictionary = unpacked;
    }
    Ok(dictionary)
}

/// Whether a member was found, and whether behind anything but zeros, to which some systems pad.
struct Found {
    found: bool,
    behind_others: bool,
}

/// Goes to the next place at which a member begins.
fn find(packed: &mut impl BufRead, packing: Packing) -> io::Result<Found> {
    let magic: &[u8] = match packing {
        Packing::Zstd => &[0x28, 0xB5, 0x2F, 0xFD],
        _ => &[0x1F, 0x8B, 8],
    };
    let mut behind_others = false;
    loop {
        let bytes = packed.fill_buf()?;
        // The buffer may end inside the magic: the rest is for the decoder to see.
        let short = bytes.len() < magic.len() && magic.starts_with(bytes);
        if bytes.is_empty() || short || sniff::packing(bytes) == packing {
            return Ok(Found { found: !bytes.is_empty(), behind_others });
        }
        let next = memchr::memchr(magic[0], &bytes[1..]).map(|at| at + 1);
        let count = next.unwrap_or(bytes.len());
        behind_others |= bytes[..count].iter().any(|&byte| byte != 0);
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
    /// How many bytes were read for the first time, and how many were to be read again.
    first: u64,
    again: u64,
}

/// How many packed bytes are kept: those of a page of several megabytes.
const KEPT: usize = 1 << 20;

impl<R: BufRead> Kept<R> {
    fn new(stream: R) -> Self {
        Self { stream, bytes: Vec::new(), at: 0, whole: false, first: 0, again: 0 }
    }

    fn mark(&mut self) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.whole = true;
    }

    /// Goes back to the byte behind the mark, or on to it. A file made to be read again and again
    /// is not.
    fn go_back(&mut self) -> io::Result<()> {
        let again = self.again + self.bytes.len() as u64;
        if self.whole && self.at == 0 {
            let count = self.fill_buf()?.len().min(1);
            self.consume(count);
        } else if self.whole && again <= self.first.saturating_mul(4) {
            self.again = again;
            self.at = 1;
        }
        Ok(())
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
        self.first += count as u64;
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
