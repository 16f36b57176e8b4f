//! Archives opened: their files are parts, told apart and cut like files on the disk.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Chunk, Cutter, Part, Stop, Unwanted, nested};
use crate::read::Reason;
use crate::read::unpack::{self, Bounded};

/// The buffer for each file of an archive, most of which are small.
const BUFFER: usize = 16 * 1024;

/// What in a tar archive is no file with bytes of its own: links, devices, folders, pipes, headers of
/// headers, and what GNU's tar keeps for itself. Whatever else is to be taken for a file (POSIX).
const NO_FILES: &[u8] = b"123456xgXLKDMNV";

/// How many bytes may stand ahead of a file in a tar archive: its header, those that go before it, and
/// what fills up the file before. Names and attributes have a few kilobytes.
const LONGEST_HEADER: u64 = 1 << 20;

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The files of a tar archive, one behind another.
    pub(super) fn tar(&mut self, reader: impl BufRead) -> Result<(), Stop> {
        let bounds = self.bounds;
        let room = Cell::new(LONGEST_HEADER);
        let mut archive = tar::Archive::new(Headers { archive: reader, room: &room });
        let mut names = Names::default();
        for file in archive.entries()? {
            let mut file = file?;
            room.set(u64::MAX);
            let name = String::from_utf8_lossy(&file.path_bytes()).into_owned();
            let kind = file.header().entry_type();
            let bytes =
                if kind.is_gnu_sparse() { file.header().entry_size()? } else { file.size() };
            if !NO_FILES.contains(&kind.as_byte()) && !is_hidden(&name) {
                let name = names.distinct(name);
                if kind.is_gnu_sparse() {
                    // Its holes take no room in the archive.
                    self.member(&name, Bounded { unpacked: &mut file, bounds })?;
                } else {
                    self.member(&name, &mut file)?;
                }
            }
            let rest = bytes.saturating_sub(u64::MAX - room.get());
            room.set(rest.saturating_add(LONGEST_HEADER));
        }
        Ok(())
    }

    /// The files of a ZIP archive that is a file itself.
    pub(super) fn zip_on_disk(&mut self) -> Result<(), Stop> {
        let archive = unpack::open_on_disk(self.file, &self.bounds.read)?;
        self.zip(archive)
    }

    /// The files of a ZIP archive inside something else: its directory stands at its end, so that
    /// the whole must be had.
    pub(super) fn zip_in_memory(&mut self, reader: impl BufRead) -> Result<(), Stop> {
        let mut bytes = Vec::new();
        reader.take(self.longest as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > self.longest {
            return Err(Reason::TooLong(self.longest).into());
        }
        self.zip(Cursor::new(bytes))
    }

    fn zip(&mut self, mut archive: impl Read + Seek) -> Result<(), Stop> {
        let bounds = self.bounds;
        let listed = listed(&mut archive)?;
        let mut archive = ZipArchive::new(archive).map_err(reason)?;
        // The directory is kept by names, the last of a name in place of those before.
        if let Some(hidden) = listed.checked_sub(archive.len()).filter(|&hidden| hidden > 0) {
            self.skip(None, Reason::SameName(hidden))?;
        }
        for index in 0..archive.len() {
            let name = match archive.by_index_raw(index) {
                Ok(file) if !file.is_file() => continue,
                Ok(file) => {
                    let lossy = |_| String::from_utf8_lossy(file.name_raw()).into_owned();
                    file.name().map_or_else(lossy, Cow::into_owned)
                }
                Err(_) => format!("file {}", index + 1),
            };
            if is_hidden(&name) {
                continue;
            }
            match archive.by_index(index) {
                Ok(file) => self.member(&name, Bounded { unpacked: file, bounds })?,
                Err(error) => self.faulty(&self.inside(&name), reason(error))?,
            }
        }
        Ok(())
    }

    /// A file of an archive.
    fn member(&mut self, name: &str, bytes: impl Read) -> Result<(), Unwanted> {
        let reader = Box::new(BufReader::with_capacity(BUFFER, bytes));
        self.part(self.inside(name), reader)
    }

    fn inside<'n>(&self, name: &'n str) -> Part<'n> {
        Part {
            name: Path::new(name),
            member: Some(nested(self.origin.member.as_deref(), name)),
            number: None,
            encoding: None,
            // What it lies in may have been got by a crawler.
            around: self.origin.around.clone(),
        }
    }
}

/// The headers of a tar archive, names of any length among them, are kept in memory as they are read:
/// `room` is how many bytes may be read until it is raised again.
struct Headers<'r, R> {
    archive: R,
    room: &'r Cell<u64>,
}

impl<R: Read> Read for Headers<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.room.get()).unwrap_or(usize::MAX).min(buffer.len());
        if room == 0 && !buffer.is_empty() {
            let reason = format!("headers of more than {} MB", LONGEST_HEADER >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
        }
        let count = self.archive.read(&mut buffer[..room])?;
        self.room.set(self.room.get() - count as u64);
        Ok(count)
    }
}

/// The names of an archive's files so far, by their hashes: an archive that was added to has some
/// twice.
#[derive(Default)]
struct Names(HashMap<u64, u32>);

impl Names {
    /// The name, with its number behind it where it is not the first of it.
    fn distinct(&mut self, name: String) -> String {
        let times = self.0.entry(xxhash_rust::xxh3::xxh3_64(name.as_bytes())).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    }
}

/// How many files the directory of a ZIP archive lists by its own account; 0 where it gives none
/// (as those of more than 65,534 do, at this place).
fn listed(archive: &mut (impl Read + Seek)) -> io::Result<usize> {
    /// The record at the end of the archive, and the longest comment that may follow.
    const RECORD: u64 = 22;
    const COMMENT: u64 = 65_535;
    let end = archive.seek(SeekFrom::End(0))?;
    archive.seek(SeekFrom::Start(end.saturating_sub(RECORD + COMMENT)))?;
    let mut tail = Vec::new();
    archive.by_ref().take(RECORD + COMMENT).read_to_end(&mut tail)?;
    archive.rewind()?;
    let count = memchr::memmem::rfind(&tail, b"PK\x05\x06")
        .and_then(|at| tail.get(at + 10..at + 12)?.try_into().ok())
        .map_or(0, u16::from_le_bytes);
    Ok(if count == u16::MAX { 0 } else { usize::from(count) })
}

/// Whether a part of the path begins with a dot, or the folder is the one in which macOS keeps
/// what it cannot keep elsewhere.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part == "__MACOSX" || part.starts_with('.') && part != "." && part != "..")
}

fn reason(error: ZipError) -> Reason {
    match error {
        ZipError::Io(error) => Reason::io(&error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Reason::Encrypted,
        other => Reason::Damaged(other.to_string()),
    }
}
