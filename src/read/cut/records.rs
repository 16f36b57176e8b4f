//! Files cut into lines, rows and JSON values.

use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader};

use super::{Alone, Chunk, Cutter, Stop, Taken, Unwanted, peek, skip_blanks};
use crate::read::{Reason, decode, json, table};

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The rows of a table, numbered as a spreadsheet does: the first names the columns. Where a
    /// quotation mark is never closed, the line it stands in is lost and the next is a row again.
    pub(super) fn rows(&mut self, mut reader: &mut dyn BufRead) -> Result<(), Stop> {
        let mut rows = Rows::new(reader.fill_buf()?);
        let mut named = false;
        let mut again = VecDeque::new();
        for number in 1.. {
            let start = self.chunk.bytes.len();
            let mut input = (&mut again).chain(&mut reader);
            let taken = self.take_until(&mut input, &mut |bytes| rows.end(bytes))?;
            let mut place = match taken {
                Taken::Nothing => break,
                Taken::TooLong => Err(Reason::TooLong(self.longest)),
                Taken::Whole => Ok(start..self.chunk.bytes.len()),
            };
            let row = &self.chunk.bytes[start..];
            let line = memchr::memchr(b'\n', row).map(|at| at + 1);
            if let Some(line) = line.filter(|&line| line < row.len() || rows.are_lines)
                && place.is_ok()
                && memchr::memchr(b'"', row).is_some()
                && table::is_torn(row, &self.origin.around.head)
            {
                for &byte in row[line..].iter().rev() {
                    again.push_front(byte);
                }
                rows.begin_again(line, row.len(), self.file.bytes);
                self.chunk.bytes.truncate(start);
                place = Err(Reason::OpenQuote);
            } else {
                rows.passed += row.len() as u64;
            }
            let row = &self.chunk.bytes[start..];
            let is_head = !named && place.is_ok() && !table::is_mark(row);
            if is_head {
                named = true;
                let mut origin = (*self.origin).clone();
                origin.around.head = decode::decode(row, origin.encoding).text.into_owned();
                self.origin = Arc::new(origin);
            }
            if place.is_ok() && (is_head || !named || row.trim_ascii().is_empty()) {
                self.chunk.bytes.truncate(start);
                continue;
            }
            self.found(Some(number), place)?;
        }
        Ok(())
    }

    /// The lines of a file, numbered; blank ones are none.
    pub(super) fn lines(&mut self, mut reader: impl BufRead) -> Result<(), Stop> {
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
    /// in the file one behind another. An object that is alone has no number in the part.
    pub(super) fn values(&mut self, one: &Alone, mut reader: impl BufRead) -> Result<(), Stop> {
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
            if alone {
                self.origin = Arc::clone(&one.origin);
            }
            self.found(if alone { one.number } else { Some(number) }, place)?;
            // Only now: a record is not lost to an error behind it.
            next?;
        }
        Ok(())
    }
}

/// Finds where the rows of a table end.
struct Rows {
    parser: Reader,
    /// How many bytes of rows are behind, and how many were put back to be read again.
    passed: u64,
    again: u64,
    /// Whether every line is a row, whatever quotation marks say: so much was put back that the table
    /// is made to be read again and again.
    are_lines: bool,
    /// Values are not wanted here, but the parser wants places for them.
    values: [u8; 4096],
    ends: [usize; 64],
}

impl Rows {
    /// For a table that begins with these bytes.
    fn new(head: &[u8]) -> Self {
        Self {
            parser: table::reader(head),
            passed: 0,
            again: 0,
            are_lines: false,
            values: [0; 4096],
            ends: [0; 64],
        }
    }

    /// Of a row of so many bytes, in a file of so many, all but its first line is read again.
    fn begin_again(&mut self, line: usize, row: usize, file: u64) {
        /// How often the bytes of a table may be read again, one with another.
        const TIMES: u64 = 4;
        self.parser.reset();
        self.passed += line as u64;
        self.again += (row - line) as u64;
        self.are_lines |= self.again > TIMES.saturating_mul(self.passed.max(file));
    }

    /// How many of the bytes belong to the row; `None` where it does not end in them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.are_lines {
            return memchr::memchr(b'\n', bytes).map(|at| at + 1);
        }
        let mut passed = 0;
        // No bytes would mean that the input is over.
        while passed < bytes.len() {
            let (result, read, ..) =
                self.parser.read_record(&bytes[passed..], &mut self.values, &mut self.ends);
            passed += read;
            match result {
                ReadRecordResult::Record => return Some(passed),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => break,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            }
        }
        None
    }
}
