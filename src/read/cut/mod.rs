//! Files cut into records, a bounded piece at a time.
//!
//! This is the part of reading that must see the bytes of a file in order: unpacking, sniffing,
//! opening archives, finding where records end. Nothing is understood here, so that one thread
//! keeps many fed. A file is a [`Part`]; an archive is a part that holds others.

mod archive;
mod elements;

use std::io::{self, BufRead, Cursor, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use csv_core::ReadRecordResult;
use encoding_rs::Encoding;

use super::sniff::{self, Container, Kind};
use super::unpack::{self, Bounds};
use super::{Around, File, Reason, decode, feed, json, table, xml};
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
    let bounds = Bounds::new(read);
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
    fn part(&mut self, part: Part<'_>, reader: Box<dyn BufRead + '_>) -> Result<(), Unwanted> {
        let outer = std::mem::replace(&mut self.origin, Arc::new(part.origin()));
        let before = self.count;
        let number = part.number;
        match self.read(part, reader) {
            Ok(()) if self.count == before => self.skip(number, Reason::Empty)?,
            Ok(()) => {}
            Err(Stop::Unwanted) => return Err(Unwanted),
            Err(Stop::Reason(reason)) => self.skip(number, reason)?,
        }
        self.origin = outer;
        Ok(())
    }

    fn read(&mut self, mut part: Part<'_>, raw: Box<dyn BufRead + '_>) -> Result<(), Stop> {
        let bounds = self.bounds;
        let (mut reader, packed) = unpack::unpack(raw, bounds)?;
        let mut head = Vec::new();
        // What can be read is looked at even if the rest cannot: the error comes again below.
        let failed = reader.by_ref().take(sniff::HEAD as u64).read_to_end(&mut head).err();
        let wide = decode::utf16(&head);
        let kind = match sniff::bytes(&head).filter(|_| wide.is_none()) {
            Some(kind) => kind,
            None => sniff::text(&decode::decode(&head, part.encoding).text, part.name),
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
                self.depth += 1;
                let on_disk = self.depth == 1 && !packed;
                let done = match container {
                    Container::Tar => self.tar(whole),
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
        if let Some(number) = part.number.take_if(|_| many) {
            part.member = Some(nested(part.member.as_deref(), &number.to_string()));
        }
        self.origin = Arc::new(Origin { format, encoding, ..part.origin() });
        if wide.is_some() && many {
            let text = self.decoded(whole)?;
            return self.records(part.number, &mut Cursor::new(text));
        }
        self.records(part.number, &mut whole)
    }

    fn records(&mut self, number: Option<u64>, reader: &mut dyn BufRead) -> Result<(), Stop> {
        match self.origin.format {
            Format::Jsonl => self.lines(reader),
            Format::Json => self.values(reader),
            Format::Feed => self.elements(reader, feed::ITEMS),
            Format::Xml => self.elements(reader, xml::ITEMS),
            Format::Csv => self.rows(reader),
            Format::Text | Format::Html | Format::Markdown | Format::Pdf => {
                self.whole(number, reader)
            }
        }
    }

    /// The rows of a table, numbered as a spreadsheet does: the first names the columns.
    fn rows(&mut self, mut reader: &mut dyn BufRead) -> Result<(), Stop> {
        let mut rows = table::reader(reader.fill_buf()?);
        // Values are not wanted here, only where rows end.
        let (mut values, mut ends) = ([0; 4096], [0; 64]);
        let mut end = |bytes: &[u8]| {
            let mut passed = 0;
            // No bytes would mean that the input is over.
            while passed < bytes.len() {
                let (result, read, ..) = rows.read_record(&bytes[passed..], &mut values, &mut ends);
                passed += read;
                match result {
                    ReadRecordResult::Record => return Some(passed),
                    ReadRecordResult::InputEmpty | ReadRecordResult::End => break,
                    ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
                }
            }
            None
        };
        for number in 1.. {
            let start = self.chunk.bytes.len();
            let place = match self.take_until(&mut reader, &mut end)? {
                Taken::Nothing => break,
                Taken::TooLong => Err(Reason::TooLong(self.longest)),
                Taken::Whole => Ok(start..self.chunk.bytes.len()),
            };
            let row = &self.chunk.bytes[start..];
            if number == 1 {
                let mut origin = (*self.origin).clone();
                origin.around.head = decode::decode(row, origin.encoding).text.into_owned();
                self.origin = Arc::new(origin);
            }
            if place.is_ok() && (number == 1 || row.trim_ascii().is_empty()) {
                self.chunk.bytes.truncate(start);
                continue;
            }
            self.found(Some(number), place)?;
        }
        Ok(())
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

    fn lines(&mut self, mut reader: impl BufRead) -> Result<(), Stop> {
        for number in 1.. {
            let start = self.chunk.bytes.len();
            let read = self.take_until(&mut reader, &mut |bytes| {
                memchr::memchr(b'\n', bytes).map(|at| at + 1)
            })?;
            let place = match read {
                Taken::Nothing => break,
                Taken::TooLong => Err(Reason::TooLong(self.longest)),
                Taken::Whole => Ok(start..self.chunk.bytes.len()),
            };
            let line = &self.chunk.bytes[start..];
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
            if place.is_ok() && line.trim_ascii().is_empty() {
                self.chunk.bytes.truncate(start);
                continue;
            }
            self.found(Some(number), place)?;
        }
        Ok(())
    }

    /// JSON values: those of an array, the articles of an object that wraps them, or what stands
    /// in the file one behind another. An object that is alone has no number.
    fn values(&mut self, mut reader: impl BufRead) -> Result<(), Stop> {
        let start = reader.fill_buf()?;
        let wrapped = json::wrapped(start);
        if let Some(head) =
            wrapped.and_then(|at| start.get(..at)).filter(|head| json::is_feed(head))
        {
            let mut origin = (*self.origin).clone();
            origin.around.head = String::from_utf8_lossy(head).into_owned();
            self.origin = Arc::new(origin);
        }
        reader.consume(wrapped.unwrap_or(0));
        let mut array = wrapped.is_some();
        for number in 1.. {
            let next = loop {
                match peek(&mut reader)? {
                    Some(b']') if wrapped.is_some() => return Ok(()),
                    Some(b'[') => array = true,
                    Some(b',' | b']' | b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF) => {}
                    next => break next,
                }
                reader.consume(1);
            };
            if next.is_none() {
                break;
            }
            let start = self.chunk.bytes.len();
            let mut scanner = json::Scanner::default();
            let place = match self.take_until(&mut reader, &mut |bytes| scanner.end(bytes))? {
                Taken::Nothing => break,
                Taken::TooLong => Err(Reason::TooLong(self.longest)),
                Taken::Whole => Ok(start..self.chunk.bytes.len()),
            };
            let next = skip_blanks(&mut reader);
            let alone = number == 1 && !array && matches!(next, Ok(None));
            self.found((!alone).then_some(number), place)?;
            // Only now: a record is not lost to an error behind it.
            next?;
        }
        Ok(())
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

/// Input that could not be read at one place.
struct Failing<R> {
    error: Option<io::Error>,
    /// What can be read behind it, if anything can.
    rest: R,
}

impl<R: Read> Read for Failing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.error.take().map_or_else(|| self.rest.read(buffer), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers and texts of the records, chunk borders forgotten.
    fn records(name: &str, bytes: &[u8], longest: usize) -> Vec<(Option<u64>, String)> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let file =
            File { root: path.clone(), relative: name.to_owned(), path, bytes: 0, modified: 0 };
        let mut found = Vec::new();
        let take = |chunk: Chunk| {
            for cut in chunk.records {
                let text = match cut.place {
                    Ok(range) => String::from_utf8_lossy(&chunk.bytes[range]).trim().to_owned(),
                    Err(reason) => format!("! {reason}"),
                };
                found.push((cut.number, text));
            }
            Ok(())
        };
        cut(&file, &Arc::default(), longest, take).unwrap();
        found
    }

    #[test]
    fn files_are_cut_into_records() {
        type Case = (&'static str, &'static str, &'static [(Option<u64>, &'static str)]);
        let cases: &[Case] = &[
            ("a.txt", "One\n\ntext", &[(None, "One\n\ntext")]),
            ("a.txt", " \n ", &[(None, "! no text in it")]),
            (
                "a.jsonl",
                "{\"a\":1}\n\n{\"a\":2}",
                &[(Some(1), "{\"a\":1}"), (Some(3), "{\"a\":2}")],
            ),
            ("a.json", "{\"a\": \"}\\\"}\"}\n", &[(None, "{\"a\": \"}\\\"}\"}")]),
            ("a.json", "{\"a\":1} {\"a\":2}", &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":2}")]),
            (
                "a.json",
                "[{\"a\":[{}]}, 3, \"x]\"]",
                &[(Some(1), "{\"a\":[{}]}"), (Some(2), "3"), (Some(3), "\"x]\"")],
            ),
            (
                "a.json",
                "{\"ok\":1,\"articles\":[{\"a\":1},{\"a\":2}],\"n\":2}",
                &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":2}")],
            ),
            (
                "a.json",
                "{\"hits\":{\"total\":{\"v\":1},\"hits\":[{\"a\":1}]}}",
                &[(Some(1), "{\"a\":1}")],
            ),
            (
                "a.json",
                "{\"body\":\"t\",\"items\":[{\"a\":1}]}",
                &[(None, "{\"body\":\"t\",\"items\":[{\"a\":1}]}")],
            ),
            ("a.json", "[]", &[(None, "! no text in it")]),
            ("a.json", "[{\"a\":1}, {\"a\":", &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":")]),
        ];
        for (name, text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|&(n, t)| (n, t.to_owned())).collect();
            assert_eq!(records(name, text.as_bytes(), 100), expected, "{text}");
            let marked = format!("\u{FEFF}{text}");
            let found: Vec<_> = records(name, marked.as_bytes(), 100)
                .into_iter()
                .map(|(n, t)| (n, t.trim_start_matches('\u{FEFF}').to_owned()))
                .collect();
            if !text.trim().is_empty() {
                assert_eq!(found, expected, "with a byte order mark: {text}");
            }
        }
    }

    #[test]
    fn what_is_too_long_is_skipped_and_the_rest_read() {
        let long = "x".repeat(200_000);
        let lines = format!("{{\"a\":1}}\n{{\"a\":\"{long}\"}}\n{{\"a\":3}}\n");
        let values = format!("[{{\"a\":1}},{{\"a\":\"{long}\"}},{{\"a\":3}}]");
        let expected = [
            (Some(1), "{\"a\":1}".to_owned()),
            (Some(2), "! longer than 1 kB".to_owned()),
            (Some(3), "{\"a\":3}".to_owned()),
        ];
        assert_eq!(records("a.jsonl", lines.as_bytes(), 1000), expected);
        assert_eq!(records("a.json", values.as_bytes(), 1000), expected);
        let whole = [(None, "! longer than 1 kB".to_owned())];
        assert_eq!(records("a.txt", long.as_bytes(), 1000), whole);
    }

    #[test]
    fn utf16_lines_are_cut_where_they_end() {
        let text = "{\"a\":\"ਊ\"}\n{\"a\":2}\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let expected = [(Some(1), "{\"a\":\"ਊ\"}".to_owned()), (Some(2), "{\"a\":2}".to_owned())];
        assert_eq!(records("a.jsonl", &bytes, 1000), expected);
    }
}
