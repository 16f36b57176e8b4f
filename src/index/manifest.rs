//! What the index remembers of the files it was made from: read out of the articles themselves, so
//! that the two cannot drift apart.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

use super::schema::{column, numbers};

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStamp {
    /// The file's absolute path.
    pub path: String,
    /// The absolute path of the root under which it was found.
    pub root: String,
    /// Its size.
    pub bytes: u64,
    /// When it was last modified, in nanoseconds since 1970.
    pub modified: i64,
}

/// What the index holds of one file.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) stamp: FileStamp,
    /// How many articles came from it.
    pub(super) articles: u64,
}

/// Every file the index holds articles of, by path.
pub(super) fn read(searcher: &Searcher) -> tantivy::Result<BTreeMap<String, Known>> {
    let mut files = BTreeMap::new();
    for reader in searcher.segment_readers() {
        for known in segment(reader)? {
            files
                .entry(known.stamp.path.clone())
                .and_modify(|before: &mut Known| before.articles += known.articles)
                .or_insert(known);
        }
    }
    Ok(files)
}

fn segment(reader: &SegmentReader) -> tantivy::Result<Vec<Known>> {
    let (Some(files), Some(roots)) =
        (reader.fast_fields().str(column::FILE)?, reader.fast_fields().str(column::ROOT)?)
    else {
        return Ok(Vec::new());
    };
    let bytes = numbers::<u64>(reader, column::BYTES)?;
    let modified = numbers::<i64>(reader, column::MODIFIED)?;
    let mut known: Vec<Option<Known>> = vec![None; files.num_terms()];
    for doc in reader.doc_ids_alive() {
        let Some(file) = files.term_ords(doc).next() else { continue };
        let Some(slot) = usize::try_from(file).ok().and_then(|file| known.get_mut(file)) else {
            continue;
        };
        if let Some(file) = slot {
            file.articles += 1;
            continue;
        }
        let stamp = FileStamp {
            path: string(&files, file)?,
            root: roots
                .term_ords(doc)
                .next()
                .map_or(Ok(String::new()), |ord| string(&roots, ord))?,
            bytes: bytes.first(doc).unwrap_or_default(),
            modified: modified.first(doc).unwrap_or_default(),
        };
        *slot = Some(Known { stamp, articles: 1 });
    }
    Ok(known.into_iter().flatten().collect())
}

/// The string of a column behind its ordinal.
pub(super) fn string(strings: &StrColumn, ord: u64) -> tantivy::Result<String> {
    let mut string = String::new();
    strings.ord_to_str(ord, &mut string)?;
    Ok(string)
}
