//! Mailboxes cut into messages, and messages opened: the files that came with one are parts.

use std::io::{BufRead, Cursor, Read};
use std::path::Path;

use super::{Chunk, Cutter, DEEPEST, Part, Stop, Taken, Unwanted, nested};
use crate::read::{Around, Reason, mail};

/// A line of a mailbox that may part two messages has its like within so many bytes.
const LOOKED_AT: usize = 4096;

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// A message, or many in one file.
    pub(super) fn mail(&mut self, reader: &mut dyn BufRead) -> Result<(), Stop> {
        let start = reader.fill_buf()?;
        let first = start[..start.len().min(LOOKED_AT)].trim_ascii_start();
        let first = first.split(|&byte| byte == b'\n').next().unwrap_or_default();
        if mail::is_separator(first) {
            return self.mailbox(reader);
        }
        let start = self.chunk.bytes.len();
        let read = reader.take(self.longest as u64 + 1).read_to_end(&mut self.chunk.bytes);
        let length = self.chunk.bytes.len() - start;
        match read {
            Ok(_) if length <= self.longest => Ok(self.message(None, start)?),
            read => {
                self.chunk.bytes.truncate(start);
                read?;
                Err(Reason::TooLong(self.longest).into())
            }
        }
    }

    /// The messages of a mailbox, numbered. One ends where a line has the form of those that part
    /// messages and the head of another stands below: a message that is cut off has no blank line
    /// ahead of it.
    fn mailbox(&mut self, mut reader: &mut dyn BufRead) -> Result<(), Stop> {
        let mut number = 1;
        let mut start = self.chunk.bytes.len();
        let mut is_too_long = false;
        // Where the line begins that may part messages.
        let mut parts_at = None;
        loop {
            let line = self.chunk.bytes.len();
            let end = &mut |bytes: &[u8]| memchr::memchr(b'\n', bytes).map(|at| at + 1);
            let taken = self.take_until(&mut reader, end)?;
            if taken == Taken::Nothing {
                break;
            }
            let text = &self.chunk.bytes[line..];
            if let Some(at) = parts_at.take_if(|at| *at > start && mail::is_field(text)) {
                let next = self.chunk.bytes.split_off(at);
                self.boxed(number, start, is_too_long)?;
                number += 1;
                start = self.chunk.bytes.len();
                is_too_long = false;
                self.chunk.bytes.extend(next);
                continue;
            }
            parts_at = mail::is_separator(text).then_some(line);
            if taken == Taken::TooLong || line - start > self.longest {
                is_too_long = true;
            }
            if is_too_long && parts_at.is_none() {
                // One byte is left, so that what parts messages stands behind something.
                self.chunk.bytes.truncate(start + 1);
            }
        }
        Ok(self.boxed(number, start, is_too_long)?)
    }

    /// A message of a mailbox.
    fn boxed(&mut self, number: u64, start: usize, is_too_long: bool) -> Result<(), Unwanted> {
        let is_blank = self.chunk.bytes[start..].trim_ascii().is_empty();
        if is_too_long || self.chunk.bytes.len() - start > self.longest {
            self.chunk.bytes.truncate(start);
            return self.skip(Some(number), Reason::TooLong(self.longest));
        }
        if is_blank {
            self.chunk.bytes.truncate(start);
            return Ok(());
        }
        self.message(Some(number), start)
    }

    /// The message that stands at the end of the chunk, and what came with it.
    fn message(&mut self, number: Option<u64>, start: usize) -> Result<(), Unwanted> {
        let (has_text, files) = mail::attached(&self.chunk.bytes[start..]);
        let is_blank = self.chunk.bytes[start..].trim_ascii().is_empty();
        if has_text || files.is_empty() && !is_blank {
            self.found(number, Ok(start..self.chunk.bytes.len()))?;
        } else {
            self.chunk.bytes.truncate(start);
        }
        for file in files {
            let name = match number {
                Some(number) => nested(Some(&number.to_string()), &file.name),
                None => file.name,
            };
            let part = Part {
                name: Path::new(&name),
                member: Some(nested(self.origin.member.as_deref(), &name)),
                number: None,
                encoding: file.encoding,
                around: Around::NOTHING.clone(),
            };
            match file.bytes {
                Err(what) => self.faulty(&part, Reason::NoNews(what))?,
                Ok(_) if self.depth >= DEEPEST => self.faulty(&part, Reason::TooDeep(DEEPEST))?,
                Ok(bytes) => {
                    self.depth += 1;
                    let done = self.part(part, Box::new(Cursor::new(bytes)));
                    self.depth -= 1;
                    done?;
                }
            }
        }
        Ok(())
    }
}
