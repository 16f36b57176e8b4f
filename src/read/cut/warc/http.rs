//! What a web server answered, as a crawler kept it.

use std::borrow::Cow;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::fields::{self, field};
use crate::read::Reason;
use crate::read::sniff::{self, Packing};
use crate::read::unpack::{Bounded, Bounds};

/// The longest line that says how long a chunk is.
const CHUNK_LINE: usize = 256;

/// An answer.
pub(super) struct Answer<'b> {
    pub status: u16,
    /// Unfolded.
    pub head: Cow<'b, [u8]>,
    /// As it was sent.
    pub body: &'b [u8],
}

/// Reads an answer; `None` where there is none. One that announces another is passed.
pub(super) fn answer(mut block: &[u8]) -> Option<Answer<'_>> {
    loop {
        let line = &block[..memchr::memchr(b'\n', block).unwrap_or(block.len())];
        if !line.starts_with(b"HTTP/") {
            return None;
        }
        let status = line.split(u8::is_ascii_whitespace).nth(1)?;
        let status = std::str::from_utf8(status).ok()?.parse().ok()?;
        let (head, body) = block.split_at(fields::end(block).unwrap_or(block.len()));
        if !(100..200).contains(&status) || !body.starts_with(b"HTTP/") {
            return Some(Answer { status, head: fields::unfolded(head), body });
        }
        block = body;
    }
}

impl<'b> Answer<'b> {
    /// The body as it was meant: in one piece, and unpacked where its bytes do not say themselves
    /// how it is packed, as those of gzip and Zstandard do. Crawlers often keep bodies unpacked
    /// beside a head that says otherwise, so what does not unpack is taken as it is.
    pub(super) fn payload(&self, longest: usize, bounds: &Bounds) -> Result<Cow<'b, [u8]>, Reason> {
        let names = |name: &str| list(field(&self.head, name)).collect::<Vec<_>>();
        let mut body = Cow::Borrowed(self.body);
        if names("Transfer-Encoding").contains(&"chunked".to_owned())
            && let Some(joined) = joined(self.body)
        {
            body = Cow::Owned(joined);
        }
        for coding in names("Content-Encoding").iter().rev() {
            let unpacked = match coding.as_str() {
                _ if sniff::packing(&body) != Packing::None => continue,
                "br" => unpack(Decompressor::new(&*body, 4096), longest, bounds),
                "deflate" => unpack(ZlibDecoder::new(&*body), longest, bounds)
                    .or_else(|_| unpack(DeflateDecoder::new(&*body), longest, bounds)),
                _ => continue,
            };
            match unpacked {
                Ok(unpacked) if unpacked.len() > longest => return Err(Reason::TooLong(longest)),
                Ok(unpacked) => body = Cow::Owned(unpacked),
                Err(_) if is_text(&body) => {}
                Err(reason) => return Err(reason),
            }
        }
        Ok(body)
    }
}

/// The names of a list of them, in lower case.
fn list(value: Option<&[u8]>) -> impl Iterator<Item = String> {
    let names = value.unwrap_or_default().split(|&byte| byte == b',');
    names.map(|name| String::from_utf8_lossy(name.trim_ascii()).to_ascii_lowercase())
}

fn unpack(packed: impl Read, longest: usize, bounds: &Bounds) -> Result<Vec<u8>, Reason> {
    let mut unpacked = Vec::new();
    let mut reader = Bounded { unpacked: packed, bounds }.take(longest as u64 + 1);
    match reader.read_to_end(&mut unpacked) {
        Ok(_) => Ok(unpacked),
        Err(error) => Err(Reason::io(&error)),
    }
}

/// Whether the first bytes hold next to no controls but blanks, as no packed ones do.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(256)];
    let controls = start.iter().filter(|byte| byte.is_ascii_control()).count();
    let blanks = start.iter().filter(|byte| byte.is_ascii_whitespace()).count();
    controls <= blanks
}

/// A body that was sent in chunks, joined; `None` where it does not begin with one. What stands
/// where a later chunk should begin is taken as it is, and so is what is left of one cut off.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let (mut size, mut rest) = chunk(body)?;
    // The first line of a text can look like a size.
    let first_ends = rest.get(size..).is_none_or(|behind| {
        behind.is_empty() || behind.starts_with(b"\r\n") || behind.starts_with(b"\n")
    });
    if !first_ends {
        return None;
    }
    let mut joined = Vec::with_capacity(body.len());
    while size > 0 {
        let (part, behind) = rest.split_at(size.min(rest.len()));
        joined.extend_from_slice(part);
        let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
        let behind = behind.strip_prefix(b"\n").unwrap_or(behind);
        let Some(next) = chunk(behind) else {
            joined.extend_from_slice(behind);
            break;
        };
        (size, rest) = next;
    }
    Some(joined)
}

/// The size of the chunk that the bytes begin with, and what stands behind the line that says it.
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(CHUNK_LINE)])?;
    let line = bytes[..end].split(|&byte| byte == b';').next()?.trim_ascii();
    // No sign, which the parser would take.
    let digits = std::str::from_utf8(line).ok().filter(|line| !line.starts_with('+'))?;
    Some((usize::from_str_radix(digits, 16).ok()?, &bytes[end + 1..]))
}
