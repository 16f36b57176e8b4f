//! The records of a web archive found, one behind another, over whatever damage.
//!
//! A record says how long it is. That is believed where the next record, or the end, or the blank
//! lines that belong there follow; else the record ends where the next one begins.

use std::io::{BufRead, Read};

use memchr::memmem;

use super::fields::{self, field};
use crate::read::Reason;
use crate::read::cut::Stop;
use crate::read::unpack::{self, Loss};

/// How much is read at a time.
const READ: usize = 128 * 1024;

/// The longest head of a record; those of crawlers have a thousand bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// How every record begins.
const MAGIC: &[u8] = b"WARC/";

/// As many bytes as tell the beginning of a record from text about archives.
const BEGINNING: usize = 32;

/// How many bytes are looked at behind a record: its two line ends, and how the next begins.
const BEHIND: usize = 16;

/// A record in the unread bytes of a [`Window`].
pub(super) struct Record {
    /// How many bytes its head has, and its block behind that.
    pub head: usize,
    pub block: usize,
    /// What is wrong with it though it can be read.
    pub fault: Option<&'static str>,
}

/// The unread bytes of a web archive, as far ahead as they are needed.
pub(super) struct Window<R> {
    reader: R,
    bytes: Vec<u8>,
    /// Where the unread bytes begin.
    at: usize,
    end: End,
    /// The longest block that is kept.
    longest: usize,
}

/// What comes behind the bytes of a window.
enum End {
    More,
    Nothing,
    /// Something that did not unpack.
    Damage(Loss, Reason),
}

impl<R: BufRead> Window<R> {
    pub(super) fn new(reader: R, longest: usize) -> Self {
        Self { reader, bytes: Vec::new(), at: 0, end: End::More, longest }
    }

    /// What has been looked at and not passed.
    pub(super) fn unread(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    pub(super) fn pass(&mut self, count: usize) {
        self.at = self.bytes.len().min(self.at + count);
    }

    /// The next record, at the beginning of the unread bytes; `None` behind the last. One that
    /// cannot be read has been passed.
    pub(super) fn next(&mut self) -> Result<Option<Result<Record, Reason>>, Stop> {
        while self.ahead(1)?.first().is_some_and(|&byte| is_blank(byte)) {
            self.pass(self.unread().iter().take_while(|&&byte| is_blank(byte)).count());
        }
        let beginning = self.ahead(MAGIC.len())?;
        if beginning.is_empty() {
            return Ok(self.damage(|_| true).map(Err));
        }
        let known = beginning.starts_with(MAGIC);
        if let Some(head) = if known { self.head()? } else { None } {
            return self.record(head).map(Some);
        }
        self.pass(1);
        self.pass_over(u64::MAX)?;
        let reason = Reason::Damaged("the head of a record cannot be read".to_owned());
        Ok(Some(Err(self.damage(|loss| loss == Loss::Rest).unwrap_or(reason))))
    }

    /// The unread bytes: so many at least, if there are so many ahead of the end or of damage.
    fn ahead(&mut self, count: usize) -> Result<&[u8], Stop> {
        if self.bytes.len() - self.at < count {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
        while self.unread().len() < count && matches!(self.end, End::More) {
            let wanted = READ.max(count - self.bytes.len());
            let mut some = self.reader.by_ref().take(wanted as u64);
            match some.read_to_end(&mut self.bytes) {
                Ok(read) if read < wanted => self.end = End::Nothing,
                Ok(_) => {}
                Err(error) => {
                    let loss = unpack::loss(&error).ok_or_else(|| Reason::io(&error))?;
                    self.end = End::Damage(loss, Reason::io(&error));
                }
            }
        }
        Ok(self.unread())
    }

    /// The damage that comes next, which is passed, if it is of the kind.
    fn damage(&mut self, kind: impl FnOnce(Loss) -> bool) -> Option<Reason> {
        match std::mem::replace(&mut self.end, End::More) {
            End::Damage(loss, reason) if self.unread().is_empty() && kind(loss) => Some(reason),
            other => {
                self.end = other;
                None
            }
        }
    }

    /// How long the head is that the unread bytes begin with; `None` where it runs into the next.
    fn head(&mut self) -> Result<Option<usize>, Stop> {
        // Few heads are long, and to look for the next one from afar takes time.
        for longest in [LONGEST_HEAD / 16, LONGEST_HEAD] {
            let unread = self.ahead(longest)?;
            let unread = &unread[..unread.len().min(longest)];
            let end = fields::end(unread);
            if find(&unread[MAGIC.len()..end.unwrap_or(unread.len())]).is_some() {
                return Ok(None);
            }
            if end.is_some() {
                return Ok(end);
            }
        }
        Ok(None)
    }

    /// The record that begins with a head so long.
    fn record(&mut self, head: usize) -> Result<Result<Record, Reason>, Stop> {
        let fields = fields::unfolded(&self.unread()[..head]);
        let length =
            field(&fields, "Content-Length").and_then(|text| std::str::from_utf8(text).ok());
        let length = length.and_then(|length| length.parse::<u64>().ok());
        let block = length.and_then(|length| usize::try_from(length).ok());
        let block = match block.filter(|&block| block <= self.longest) {
            None if length.is_some() => {
                self.pass(head);
                self.pass_over(length.unwrap_or(u64::MAX))?;
                return Ok(Err(Reason::TooLong(self.longest)));
            }
            block => block,
        };
        if let Some(block) = block {
            let end = head + block;
            let unread = self.ahead(end + BEHIND)?;
            if unread.len() >= end && ends_record(&unread[head..], block) {
                let over = self.unread()[end..].iter().all(|&byte| is_blank(byte));
                let damaged = over && matches!(self.end, End::Damage(Loss::Rest, _));
                if damaged {
                    self.end = End::More;
                }
                let fault = damaged.then_some("its checksum does not match: perhaps damaged");
                return Ok(Ok(Record { head, block, fault }));
            }
        }
        self.misjudged(head, block)
    }

    /// A record that is not as long as it says: it ends where the next begins.
    fn misjudged(
        &mut self,
        head: usize,
        claimed: Option<usize>,
    ) -> Result<Result<Record, Reason>, Stop> {
        let mut searched = head;
        let end = loop {
            let unread = self.ahead(searched + READ)?;
            if let Some(at) = find(&unread[searched..]) {
                break searched + at;
            }
            let length = unread.len();
            match &self.end {
                End::More if length - head > self.longest => {
                    self.pass(length - BEGINNING);
                    self.pass_over(u64::MAX)?;
                    return Ok(Err(Reason::TooLong(self.longest)));
                }
                End::More => searched = length - BEGINNING,
                // What stands behind the last record is no part of it.
                End::Nothing if claimed.is_none_or(|block| head + block <= length) => {
                    break claimed.map_or(length, |block| head + block);
                }
                End::Nothing => {
                    self.pass(length);
                    return Ok(Err(Reason::Damaged("the file ends inside it".to_owned())));
                }
                End::Damage(..) => {
                    self.pass(length);
                    let reason = self.damage(|_| true);
                    return Ok(Err(reason.unwrap_or(Reason::Empty)));
                }
            }
        };
        let block = self.unread()[head..end].trim_ascii_end().len();
        let fault = "its length is another than the archive says: perhaps not whole";
        Ok(Ok(Record { head, block, fault: Some(fault) }))
    }

    /// Passes so many bytes, or fewer where a record begins or they end.
    fn pass_over(&mut self, mut most: u64) -> Result<(), Stop> {
        loop {
            let unread = self.ahead(READ)?;
            let found = find(unread);
            let over = unread.len() < READ;
            let known = if over { unread.len() } else { unread.len() - BEGINNING };
            let count = found.unwrap_or(known);
            let step = usize::try_from(most).map_or(count, |most| count.min(most));
            self.pass(step);
            most -= step as u64;
            if found.is_some() || over || most == 0 {
                return Ok(());
            }
        }
    }
}

/// Whether of these bytes so many can be a block: another record follows, or the end, or else what
/// parts records, and the block holds none.
fn ends_record(bytes: &[u8], block: usize) -> bool {
    let (block, behind) = bytes.split_at(block);
    let next = behind.iter().position(|&byte| !is_blank(byte)).unwrap_or(behind.len());
    let next = &behind[next..];
    next.starts_with(&MAGIC[..next.len().min(MAGIC.len())])
        || behind.starts_with(b"\r\n\r\n") && find(block).is_none()
}

/// Where in the bytes a record begins, surely.
fn find(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, MAGIC).find(|&at| begins_record(&bytes[at + MAGIC.len()..]))
}

/// Whether behind the magic stands a version, and on the next line the name of a field.
fn begins_record(behind: &[u8]) -> bool {
    let version = behind.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let line = &behind[version..];
    let line = line.strip_prefix(b"\r").unwrap_or(line);
    let field = line.strip_prefix(b"\n").unwrap_or_default();
    let named = |name: &[u8]| field.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
    (1..8).contains(&version) && (named(b"WARC-") || named(b"Content-"))
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
