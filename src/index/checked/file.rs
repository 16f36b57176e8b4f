//! A file of the index, read block by block, and how the checksums stand behind its content.
//!
//! | what | bytes |
//! |---|---|
//! | the content, as the engine wrote it | |
//! | a checksum for each block of it, the last of which may be short | 8 each |
//! | the length of the content | 8 |
//! | a checksum of the name of the file, the checksums and the length | 8 |
//! | [`MAGIC`] | 8 |

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Faults;

/// The unit that is compared. Blocks of 64 KB cost a first query .3 ms more at 50,000 articles: most
/// of what they hold is not what was asked for. Smaller ones make the checksums long.
pub(super) const BLOCK: usize = 16 * 1024;

/// What a file ends with.
const MAGIC: [u8; 8] = *b"nssums 1";

/// How many bytes a checksum or a length takes.
const WIDTH: usize = 8;

/// What stands behind the checksums of the blocks.
const TAIL: usize = 2 * WIDTH + MAGIC.len();

/// What is said of a file that does not end as it should.
const LOST: &str = "its end with the checksums is lost or damaged";

/// What is put behind the content of a file.
pub(super) fn tail(name: &Path, sums: &[u64], length: usize) -> Vec<u8> {
    let mut tail: Vec<u8> = sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
    tail.extend((length as u64).to_le_bytes());
    let seal = seal(name, &tail);
    tail.extend(seal);
    tail.extend(MAGIC);
    tail
}

/// The checksum of the checksums. The name is in it so that no file passes for another.
fn seal(name: &Path, sums_and_length: &[u8]) -> [u8; WIDTH] {
    let mut seal = Xxh3::new();
    seal.update(name.as_os_str().as_encoded_bytes());
    seal.update(sums_and_length);
    seal.digest().to_le_bytes()
}

/// A file of the index. What is read of it has been compared with its checksums once in the life
/// of this value.
#[derive(Debug)]
pub(super) struct CheckedFile {
    name: PathBuf,
    content: OwnedBytes,
    sums: OwnedBytes,
    /// A bit for each block that was compared.
    compared: Box<[AtomicU64]>,
    /// Whether it is known to be as it was when all of it was compared.
    is_unchanged: bool,
    faults: Faults,
}

impl CheckedFile {
    /// A file with its checksums behind it.
    pub(super) fn open(whole: &OwnedBytes, name: &Path, faults: &Faults) -> io::Result<Self> {
        let Some((content, sums)) = parts(whole, name) else {
            return Err(faults.damage(name, LOST));
        };
        let words = (sums.len() / WIDTH).div_ceil(64);
        Ok(Self {
            name: name.to_owned(),
            content: whole.slice(content),
            sums: whole.slice(sums),
            compared: (0..words).map(|_| AtomicU64::new(0)).collect(),
            is_unchanged: false,
            faults: faults.clone(),
        })
    }

    /// The same where it is known not to have changed since all of it was compared: it is not
    /// compared again.
    pub(super) fn unchanged(self) -> Self {
        Self { is_unchanged: true, ..self }
    }

    /// Compares a block, unless that was done before.
    fn compare(&self, block: usize) -> io::Result<()> {
        let (word, bit) = (&self.compared[block / 64], 1 << (block % 64));
        if word.load(Ordering::Relaxed) & bit != 0 {
            return Ok(());
        }
        let start = block * BLOCK;
        let bytes = &self.content[start..self.content.len().min(start + BLOCK)];
        let sum = &self.sums[block * WIDTH..(block + 1) * WIDTH];
        if xxh3_64(bytes).to_le_bytes() != sum {
            return Err(self.faults.damage(&self.name, &disagree(start)));
        }
        word.fetch_or(bit, Ordering::Relaxed);
        Ok(())
    }
}

/// Where the content of a file and its checksums are; `None` unless these are as they were written.
fn parts(whole: &[u8], name: &Path) -> Option<(Range<usize>, Range<usize>)> {
    let tail = whole.len().checked_sub(TAIL)?;
    let content = content_length(tail, &whole[tail..])?;
    is_whole(name, &whole[content..]).then_some((0..content, content..tail))
}

/// How long the content is, where the checksums end at `end` and are followed by these bytes.
fn content_length(end: usize, behind: &[u8]) -> Option<usize> {
    let content = usize::try_from(u64::from_le_bytes(*behind.first_chunk::<WIDTH>()?)).ok()?;
    (content <= end && end - content == content.div_ceil(BLOCK) * WIDTH).then_some(content)
}

/// Whether what stands behind the content of a file is as it was written.
fn is_whole(name: &Path, behind: &[u8]) -> bool {
    let Some((rest, magic)) = behind.split_last_chunk::<{ MAGIC.len() }>() else { return false };
    let Some((sealed, sum)) = rest.split_last_chunk::<WIDTH>() else { return false };
    *magic == MAGIC && *sum == seal(name, sealed)
}

/// Compares all of a file with its checksums; answers what is wrong with it. It is read, not mapped:
/// a disk that fails is then an error and not the end of the program.
pub(super) fn problem(mut file: &File, name: &Path) -> io::Result<Option<String>> {
    let lost = || Ok(Some(LOST.to_owned()));
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let Some(end) = length.checked_sub(TAIL) else { return lost() };
    let mut tail = [0; TAIL];
    file.seek(SeekFrom::Start(end as u64))?;
    file.read_exact(&mut tail)?;
    let Some(content) = content_length(end, &tail) else { return lost() };
    let mut behind = vec![0; length - content];
    file.seek(SeekFrom::Start(content as u64))?;
    file.read_exact(&mut behind)?;
    if !is_whole(name, &behind) {
        return lost();
    }
    file.seek(SeekFrom::Start(0))?;
    let mut block = vec![0; BLOCK];
    for (start, sum) in (0..content).step_by(BLOCK).zip(behind.chunks_exact(WIDTH)) {
        let block = &mut block[..BLOCK.min(content - start)];
        file.read_exact(block)?;
        if xxh3_64(block).to_le_bytes() != sum {
            return Ok(Some(disagree(start)));
        }
    }
    Ok(None)
}

/// What is said of a block.
fn disagree(start: usize) -> String {
    format!("the block at byte {start} and its checksum disagree")
}

impl FileHandle for CheckedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.content.len() {
            return Err(self.faults.damage(&self.name, "a place behind its end is referred to"));
        }
        if !self.is_unchanged {
            for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
                self.compare(block)?;
            }
        }
        Ok(self.content.slice(range))
    }
}

impl HasLen for CheckedFile {
    fn len(&self) -> usize {
        self.content.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "0.term";

    /// Three blocks and a half, with the checksums behind them.
    fn written() -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..=250).cycle().take(7 * BLOCK / 2).collect();
        let sums: Vec<u64> = bytes.chunks(BLOCK).map(xxh3_64).collect();
        let tail = tail(Path::new(NAME), &sums, bytes.len());
        bytes.extend(tail);
        bytes
    }

    fn open(bytes: Vec<u8>) -> io::Result<CheckedFile> {
        CheckedFile::open(&OwnedBytes::new(bytes), Path::new(NAME), &Faults::default())
    }

    #[test]
    fn a_block_is_handed_out_only_as_it_was_written() {
        let mut bytes = written();
        bytes[BLOCK] ^= 1;
        let file = open(bytes).unwrap();
        assert_eq!(file.len(), 7 * BLOCK / 2);
        for (range, whole) in [
            (0..BLOCK, true),
            (0..BLOCK + 1, false),
            (2 * BLOCK - 1..2 * BLOCK, false),
            (2 * BLOCK..file.len(), true),
            (BLOCK..BLOCK, true),
            (file.len()..file.len(), true),
            (0..file.len(), false),
            (0..file.len() + 1, false),
        ] {
            assert_eq!(file.read_bytes(range.clone()).is_ok(), whole, "{range:?}");
        }
        assert!(file.faults.first().is_some());
    }

    #[test]
    fn checksums_that_are_damaged_or_of_another_file_are_not_believed() {
        let bytes = written();
        for at in 7 * BLOCK / 2..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x10;
            assert!(open(bytes).is_err(), "{at}");
        }
        for kept in [0, 1, TAIL - 1, TAIL, bytes.len() - 1] {
            assert!(open(bytes[..kept].to_vec()).is_err(), "{kept}");
        }
        let other =
            CheckedFile::open(&OwnedBytes::new(bytes), Path::new("1.term"), &Faults::default());
        assert!(other.is_err());
    }

    #[test]
    fn what_is_unchanged_is_not_compared_again_but_for_its_checksums() {
        let mut bytes = written();
        bytes[BLOCK] ^= 1;
        let file = open(bytes).unwrap().unchanged();
        assert!(file.read_bytes(0..file.len()).is_ok());
        assert!(file.read_bytes(0..file.len() + 1).is_err());
    }
}
