//! Files cut into records, a bounded piece at a time.
//!
//! This is the part of reading that must see the bytes of a file in order: unpacking, sniffing,
//! opening archives, finding where records end. Nothing is understood here, so that one thread
//! keeps many fed. A file is a [`Part`]; an archive is a part that holds others.

mod archive;
mod elements;
mod mail;
mod records;
#[cfg(test)]
mod tests;
mod warc;

use std::io::{self, BufRead, Cursor, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::Encoding;

use super::sniff::{self, Container, Kind};
use super::unpack::{self, Bounds, Failing};
use super::{Around, File, Reason, STDIN, decode, feed, walk, xml};
use crate::article::Format;

/// A chunk is handed on when it has this many bytes or records: enough to make the channel cheap.
const CHUNK_BYTES: usize = 256 * 1024;
const CHUNK_RECORDS: usize = 64;

/// How deep archives are opened that lie in archives.
const DEEPEST: usize = 4;

/// Some records of one file.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub bytes: Vec<u8>,
    pub records: Vec<Cut>,
}

impl Chunk {
    /// Drops the records that are among the first of the file; `passed` counts them over its chunks.
    pub(super) fn pass_over(&mut self, first: u64, passed: &mut u64) {
        let count = self.records.len();
        let over = usize::try_from(first - *passed).map_or(count, |left| left.min(count));
        self.records.drain(..over);
        *passed += over as u64;
    }
}

/// One record: what it is a part of, its number there, and where it stands in the bytes.
#[derive(Debug)]
pub(super) struct Cut {
    pub origin: Arc<Origin>,
    pub number: Option<u64>,
    pub place: Result<Range<usize>, Reason>,
}

/// What the records of one part have in common.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The name of the part inside the file; `None` where it is the file.
    pub member: Option<String>,
    pub format: Format,
    /// What the records are encoded in where they are not UTF-8.
    pub encoding: Option<&'static Encoding>,
    pub around: Around,
}

/// Something to be told apart and cut: a file, or what an archive holds.
struct Part<'a> {
    /// For its ending.
    name: &'a Path,
    /// See [`Origin::member`].
    member: Option<String>,
    /// The record that the part is of the one that holds it.
    number: Option<u64>,
    /// What the container says it is encoded in.
    encoding: Option<&'static Encoding>,
    around: Around,
}

/// What a part is called if it is one record.
struct Alone {
    number: Option<u64>,
    origin: Arc<Origin>,
}

/// Nobody wants the rest of the file.
#[derive(Debug)]
pub(super) struct Unwanted;

/// Cuts a file and hands it on chunk by chunk. Whatever is wrong with it is a record of a chunk.
/// `read` is raised by the bytes read from the disk; no record is longer than `longest` bytes.
pub(super) fn cut(
    file: &File,
    read: &Arc<AtomicU64>,
    longest: usize,
    take: impl FnMut(Chunk) -> Result<(), Unwanted>,
) -> Result<(), Unwanted> {
    let bounds = Bounds::new(file, read);
    let part = Part {
        name: &file.path,
        member: None,
        number: None,
        encoding: None,
        around: Around::NOTHING.clone(),
    };
    let mut cutter = Cutter {
        chunk: Chunk::default(),
        origin: Arc::new(part.origin()),
        file,
        bounds: &bounds,
        depth: 0,
        longest,
        count: 0,
        take,
    };
    // To open a pipe that has taken the place of the file since could wait for ever.
    if let Some(what) = walk::special_now(&file.path) {
        cutter.skip(None, Reason::Special(what))?;
        return cutter.hand_on();
    }
    match unpack::open(file, read) {
        Ok(reader) => cutter.part(part, reader)?,
        Err(error) => cutter.skip(None, Reason::io(&error))?,
    }
    cutter.hand_on()
}

/// Why cutting a part ends before its end.
enum Stop {
    Unwanted,
    Reason(Reason),
}

impl From<Unwanted> for Stop {
    fn from(_: Unwanted) -> Self {
        Self::Unwanted
    }
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Reason(Reason::io(&error))
    }
}

impl Part<'_> {
    /// What is common to its records before anything of it has been read.
    fn origin(&self) -> Origin {
        Origin {
            member: self.member.clone(),
            format: Format::Text,
            encoding: self.encoding,
            around: self.around.clone(),
        }
    }

    /// What it is told of itself is not true of each of the records it turned out to hold.
    fn becomes_a_container(&mut self) {
        self.around.url = None;
        if let Some(number) = self.number.take() {
            self.member = Some(nested(self.member.as_deref(), &number.to_string()));
        }
    }
}

struct Cutter<'f, T> {
    chunk: Chunk,
    /// The part that is being cut.
    origin: Arc<Origin>,
    file: &'f File,
    bounds: &'f Bounds,
    /// How many archives the part lies in.
    depth: usize,
    longest: usize,
    /// Records found so far, good and bad.
    count: u64,
    take: T,
}

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// Cuts a part, and the parts it holds. What is wrong with it ends it, not what it lies in.
    fn part(&mut self, mut part: Part<'_>, reader: Box<dyn BufRead + '_>) -> Result<(), Unwanted> {
        let outer = std::mem::replace(&mut self.origin, Arc::new(part.origin()));
        let before = self.count;
        let is_record = part.number.is_some();
        let done = self.read(&mut part, reader);
        let number = part.number;
        match done {
            Ok(()) if self.count == before => self.skip(number, Reason::Empty)?,
            Ok(()) => {}
            Err(Stop::Unwanted) => return Err(Unwanted),
            // A picture among the pages of an archive is no loss.
            Err(Stop::Reason(Reason::NoNews(_))) if is_record => {}
            Err(Stop::Reason(reason)) => self.skip(number, reason)?,
        }
        self.origin = outer;
        Ok(())
    }

    fn read(&mut self, part: &mut Part<'_>, raw: Box<dyn BufRead + '_>) -> Result<(), Stop> {
        let bounds = self.bounds;
        let (mut reader, packed) = unpack::unpack(raw, bounds)?;
        let mut head = Vec::new();
        // What can be read is looked at even if the rest cannot: the error comes again below.
        let failed = reader.by_ref().take(sniff::HEAD as u64).read_to_end(&mut head).err();
        let wide = decode::utf16(&head);
        let kind = match sniff::bytes(&head).filter(|_| wide.is_none()) {
            Some(kind) if kind != sniff::BINARY || !sniff::is_called_web_archive(part.name) => kind,
            _ => sniff::text(&decode::decode(&head, part.encoding).text, part.name),
        };
        let declared =
            if kind == Kind::News(Format::Html) { decode::declared(&head) } else { None };
        let encoding = part.encoding.or(declared).or_else(|| decode::guess(&head));
        let rest: Box<dyn Read + '_> = match failed {
            Some(error) => Box::new(Failing { error: Some(error), rest: reader }),
            None => reader,
        };
        let mut whole: Box<dyn BufRead + '_> =
            Box::new(Cursor::new(head).chain(io::BufReader::new(rest)));
        let format = match kind {
            Kind::News(format) => format,
            Kind::Container(_) if self.depth >= DEEPEST => {
                return Err(Reason::TooDeep(DEEPEST).into());
            }
            Kind::Container(container) => {
                part.becomes_a_container();
                self.origin = Arc::new(part.origin());
                self.depth += 1;
                let is_stream = self.file.path.as_os_str() == STDIN;
                let on_disk = self.depth == 1 && !packed && !is_stream;
                let done = match container {
                    Container::Tar => self.tar(whole),
                    Container::Warc => self.warc(whole),
                    Container::Zip if on_disk => self.zip_on_disk(),
                    Container::Zip => self.zip_in_memory(whole),
                };
                self.depth -= 1;
                return done;
            }
            Kind::NotYet(what) => return Err(Reason::NotYet(what).into()),
            Kind::NoNews(what) => return Err(Reason::NoNews(what).into()),
        };
        let many = !matches!(format, Format::Text | Format::Html | Format::Markdown | Format::Pdf);
        let alone = Alone {
            number: part.number,
            origin: Arc::new(Origin { format, encoding, ..part.origin() }),
        };
        if many {
            part.becomes_a_container();
        }
        self.origin = Arc::new(Origin { format, encoding, ..part.origin() });
        if wide.is_some() && many {
            let text = self.decoded(whole)?;
            return self.records(&alone, &mut Cursor::new(text));
        }
        self.records(&alone, &mut whole)
    }

    fn records(&mut self, alone: &Alone, reader: &mut dyn BufRead) -> Result<(), Stop> {
        match self.origin.format {
            Format::Jsonl => self.lines(reader),
            Format::Json => self.values(alone, reader),
            Format::Feed => self.elements(reader, feed::ITEMS),
            Format::Xml => self.elements(reader, xml::ITEMS),
            Format::Csv => self.rows(reader),
            Format::Mail => self.mail(reader),
            Format::Text | Format::Html | Format::Markdown | Format::Pdf => {
                self.whole(alone.number, reader)
            }
        }
    }

    /// UTF-16, whose lines do not end in the byte other encodings end them with, as UTF-8.
    fn decoded(&self, reader: impl Read) -> Result<Vec<u8>, Stop> {
        let mut bytes = Vec::new();
        reader.take(self.longest as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > self.longest {
            return Err(Reason::TooLong(self.longest).into());
        }
        Ok(decode::decode(&bytes, None).text.into_owned().into_bytes())
    }

    /// A part that is one record.
    fn whole(&mut self, number: Option<u64>, reader: impl Read) -> Result<(), Stop> {
        let start = self.chunk.bytes.len();
        let read = reader.take(self.longest as u64 + 1).read_to_end(&mut self.chunk.bytes);
        let record = &self.chunk.bytes[start..];
        let fault = match read {
            Err(error) => Err(Stop::from(error)),
            Ok(_) if record.len() > self.longest => Err(Reason::TooLong(self.longest).into()),
            Ok(_) if record.trim_ascii().is_empty() => Ok(()),
            Ok(_) => return Ok(self.found(number, Ok(start..self.chunk.bytes.len()))?),
        };
        self.chunk.bytes.truncate(start);
        fault
    }

    /// Moves bytes into the chunk until `end` finds the end of the record in them, or the input
    /// ends. What is longer than allowed is read over and not kept.
    fn take_until(
        &mut self,
        reader: &mut impl BufRead,
        end: &mut impl FnMut(&[u8]) -> Option<usize>,
    ) -> io::Result<Taken> {
        let start = self.chunk.bytes.len();
        let mut taken = Taken::Nothing;
        loop {
            let bytes = match reader.fill_buf() {
                Err(error) => {
                    self.chunk.bytes.truncate(start);
                    return Err(error);
                }
                Ok([]) => return Ok(taken),
                Ok(bytes) => bytes,
            };
            let found = end(bytes);
            let count = found.unwrap_or(bytes.len());
            if taken != Taken::TooLong {
                taken = Taken::Whole;
                if self.chunk.bytes.len() - start + count > self.longest {
                    self.chunk.bytes.truncate(start);
                    taken = Taken::TooLong;
                } else {
                    self.chunk.bytes.extend_from_slice(&bytes[..count]);
                }
            }
            reader.consume(count);
            if found.is_some() {
                return Ok(taken);
            }
        }
    }

    fn found(
        &mut self,
        number: Option<u64>,
        place: Result<Range<usize>, Reason>,
    ) -> Result<(), Unwanted> {
        self.count += 1;
        let origin = Arc::clone(&self.origin);
        self.chunk.records.push(Cut { origin, number, place });
        if self.chunk.bytes.len() >= CHUNK_BYTES || self.chunk.records.len() >= CHUNK_RECORDS {
            self.hand_on()?;
        }
        Ok(())
    }

    /// A part that cannot be read.
    fn faulty(&mut self, part: &Part<'_>, reason: Reason) -> Result<(), Unwanted> {
        let outer = std::mem::replace(&mut self.origin, Arc::new(part.origin()));
        self.skip(part.number, reason)?;
        self.origin = outer;
        Ok(())
    }

    fn skip(&mut self, number: Option<u64>, reason: Reason) -> Result<(), Unwanted> {
        self.found(number, Err(reason))
    }

    fn hand_on(&mut self) -> Result<(), Unwanted> {
        if self.chunk.records.is_empty() {
            return Ok(());
        }
        (self.take)(std::mem::take(&mut self.chunk))
    }
}

/// The name of a part inside another.
fn nested(outer: Option<&str>, name: &str) -> String {
    outer.map_or_else(|| name.to_owned(), |outer| format!("{outer}/{name}"))
}

/// What [`Cutter::take_until`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Whole,
    TooLong,
}

fn peek(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    Ok(reader.fill_buf()?.first().copied())
}

/// The next byte that is not blank.
fn skip_blanks(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        match peek(reader)? {
            Some(byte) if byte.is_ascii_whitespace() => reader.consume(1),
            next => return Ok(next),
        }
    }
}
