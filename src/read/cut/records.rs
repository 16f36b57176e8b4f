//! Files cut into lines, rows and JSON values.

use std::io::BufRead;
use std::sync::Arc;

use csv_core::ReadRecordResult;

use super::{Alone, Chunk, Cutter, Stop, Taken, Unwanted, peek, skip_blanks};
use crate::read::{Reason, decode, json, table};

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The rows of a table, numbered as a spreadsheet does: the first names the columns.
    pub(super) fn rows(&mut self, mut reader: &mut dyn BufRead) -> Result<(), Stop> {
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
