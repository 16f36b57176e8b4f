//! The table of groups: a number for each article of each segment, 0 for one that stands alone.

use std::fs::Metadata;
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};
use tantivy::{DocAddress, DocId, Searcher, SegmentOrdinal};
use xxhash_rust::xxh3::xxh3_64;

use crate::index::Error;
use crate::index::checked::Faults;

/// The name of the table in the folder of the index.
pub(in crate::index) const TABLE: &str = "versions.table";

/// What a table begins with. The digit rises when the rules for versions change, so that a table
/// made by older rules is not taken for one made by these.
const MAGIC: &[u8; 8] = b"nsvers 1";

/// How many bytes the number of a group takes.
const WIDTH: usize = 4;

/// A group of versions, by its number in this state of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::index) struct Group(NonZeroU32);

impl Group {
    /// Its number: from 1 on, without gaps.
    pub(in crate::index) fn number(self) -> u32 {
        self.0.get()
    }
}

/// The groups of all segments.
pub(in crate::index) struct Groups {
    segments: Vec<Labels>,
}

/// The groups of the articles of one segment.
#[derive(Clone)]
pub(in crate::index) struct Labels(OwnedBytes);

impl Labels {
    /// The group of an article; `None` for one that stands alone.
    pub(in crate::index) fn group(&self, doc: DocId) -> Option<Group> {
        let start = (doc as usize).checked_mul(WIDTH)?;
        let bytes = self.0.get(start..start.checked_add(WIDTH)?)?;
        let number = u32::from_le_bytes(bytes.try_into().ok()?);
        NonZeroU32::new(number).map(Group)
    }
}

impl Groups {
    /// Those where the articles of each segment have these numbers.
    pub(in crate::index) fn new(segments: Vec<Vec<u32>>) -> Self {
        let labels = |numbers: Vec<u32>| {
            let bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
            Labels(OwnedBytes::new(bytes))
        };
        Self { segments: segments.into_iter().map(labels).collect() }
    }

    /// The groups of a segment's articles.
    pub(in crate::index) fn of_segment(&self, segment: SegmentOrdinal) -> Labels {
        let labels = self.segments.get(segment as usize).cloned();
        labels.unwrap_or_else(|| Labels(OwnedBytes::empty()))
    }

    /// Every article that has other versions, with its group.
    pub(in crate::index) fn grouped(&self) -> impl Iterator<Item = (DocAddress, Group)> {
        let segments = (0..).zip(&self.segments);
        segments.flat_map(|(segment, labels)| {
            let docs = 0..DocId::try_from(labels.0.len() / WIDTH).unwrap_or(DocId::MAX);
            docs.filter_map(move |doc| Some((DocAddress::new(segment, doc), labels.group(doc)?)))
        })
    }

    /// The groups as they were saved; `None` unless they are of exactly these segments.
    pub(in crate::index) fn load(dir: &Path, searcher: &Searcher) -> Option<Self> {
        // What is no file, such as a pipe, might never end.
        dir.join(TABLE).metadata().ok().filter(Metadata::is_file)?;
        let directory = MmapDirectory::open(dir).ok()?;
        let bytes = directory.open_read(Path::new(TABLE)).ok()?.read_bytes().ok()?;
        let head = head(searcher);
        let rest = bytes.get(head.len()..)?;
        let (sum, _) = rest.split_first_chunk::<8>()?;
        let labels = head.len() + sum.len();
        let whole = bytes.starts_with(&head) && *sum == checksum(bytes.get(labels..)?);
        let mut segments = Vec::new();
        let mut start = labels;
        for reader in searcher.segment_readers() {
            let range = start..start + reader.max_doc() as usize * WIDTH;
            start = range.end;
            segments.push(Labels(slice(&bytes, range)?));
        }
        (whole && start == bytes.len()).then_some(Self { segments })
    }

    /// Lays them beside the index.
    pub(in crate::index) fn save(&self, dir: &Path, searcher: &Searcher) -> Result<(), Error> {
        let mut labels = Vec::new();
        for segment in &self.segments {
            labels.extend_from_slice(&segment.0);
        }
        let mut bytes = head(searcher);
        bytes.extend(checksum(&labels));
        bytes.append(&mut labels);
        let directory = MmapDirectory::open(dir)
            .map_err(|error| Error::from_engine(dir, &error.into(), &Faults::default()))?;
        let saved = directory.atomic_write(Path::new(TABLE), &bytes);
        saved.map_err(|error| Error::io("cannot write", &dir.join(TABLE), &error))
    }
}

fn slice(bytes: &OwnedBytes, range: Range<usize>) -> Option<OwnedBytes> {
    (range.end <= bytes.len()).then(|| bytes.slice(range))
}

fn checksum(labels: &[u8]) -> [u8; 8] {
    xxh3_64(labels).to_le_bytes()
}

/// What a table about these segments begins with: which they are, how many articles they have and
/// how many of these are deleted.
fn head(searcher: &Searcher) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend(searcher.segment_readers().len().to_le_bytes());
    for reader in searcher.segment_readers() {
        head.extend(reader.segment_id().uuid_string().bytes());
        head.extend(reader.max_doc().to_le_bytes());
        head.extend(reader.num_deleted_docs().to_le_bytes());
    }
    head
}
