//! What the columns tell of every article, and what follows for all groups or for one article.

use std::cmp::Ordering;
use std::collections::HashMap;

use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::Groups;
use crate::group::{self, Articles, Boilerplate, Copy, Relation};
use crate::index::schema::{column, numbers};
use crate::index::{Index, hashes, manifest};

/// The groups of all articles of an index.
pub(super) fn groups(index: &Index) -> tantivy::Result<Groups> {
    let evidence = Evidence::open(&index.searcher)?;
    let readers = index.searcher.segment_readers().iter();
    let mut numbers: Vec<Vec<u32>> =
        readers.map(|reader| vec![0; reader.max_doc() as usize]).collect();
    for (number, members) in (1..).zip(group::groups(&evidence)) {
        for member in members {
            let DocAddress { segment_ord, doc_id } = evidence.articles[member as usize];
            numbers[segment_ord as usize][doc_id as usize] = number;
        }
    }
    Ok(Groups::new(numbers))
}

impl Index {
    /// How every other article stands to one, where they share any text.
    pub(in crate::index) fn related_by_text(
        &self,
        asked: DocAddress,
    ) -> tantivy::Result<Vec<(DocAddress, Relation)>> {
        let mut evidence = Evidence::open(&self.searcher)?;
        let mut known = Known::default();
        evidence.read(asked, &mut known);
        let mut prints = Vec::new();
        let mut sharing = evidence.articles.clone();
        sharing.retain(|&address| {
            prints.clear();
            hashes::read(&evidence.columns(address).prints, address.doc_id, &mut prints);
            address != asked && share_any(&known.prints, &prints)
        });
        // What an outlet prints under everything is seen in what else it prints.
        let mut boilerplate = Boilerplate::default();
        if !sharing.is_empty() {
            let segments = &evidence.segments;
            evidence.articles.retain(|address| {
                segments[address.segment_ord as usize].source(address.doc_id) == known.source
            });
            boilerplate = Boilerplate::among(&evidence);
        }
        let mut other = Known::default();
        let relation = |address: DocAddress| {
            evidence.read(address, &mut other);
            Some((address, boilerplate.relation(&known.copy(), &other.copy())?))
        };
        Ok(sharing.into_iter().filter_map(relation).collect())
    }
}

/// Whether two sorted lists have anything in common.
fn share_any(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        match one.cmp(other) {
            Ordering::Less => a.next(),
            Ordering::Greater => b.next(),
            Ordering::Equal => return true,
        };
    }
    false
}

/// The columns of all segments, and the articles that are not deleted, by ordinal.
struct Evidence {
    segments: Vec<Columns>,
    articles: Vec<DocAddress>,
}

/// The columns of one segment.
struct Columns {
    prints: Column<u64>,
    numbers: Column<u64>,
    names: Column<u64>,
    first: Column<i64>,
    last: Column<i64>,
    /// The number of the publication of each article, the same in all segments.
    sources: Vec<Option<u32>>,
}

/// What is known of one article.
#[derive(Default)]
struct Known {
    prints: Vec<u32>,
    numbers: Vec<u32>,
    names: Vec<u32>,
    dates: Option<(i64, i64)>,
    source: Option<u32>,
}

impl Known {
    fn copy(&self) -> Copy<'_> {
        Copy {
            prints: &self.prints,
            numbers: &self.numbers,
            names: &self.names,
            first: self.dates.map(|(first, _)| first),
            last: self.dates.map(|(_, last)| last),
            source: self.source,
        }
    }
}

impl Evidence {
    fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut names = HashMap::new();
        let (mut segments, mut articles) = (Vec::new(), Vec::new());
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            segments.push(Columns::open(reader, &mut names)?);
            articles.extend(reader.doc_ids_alive().map(|doc| DocAddress::new(segment, doc)));
        }
        Ok(Self { segments, articles })
    }

    fn columns(&self, address: DocAddress) -> &Columns {
        &self.segments[address.segment_ord as usize]
    }

    fn place(&self, article: u32) -> (&Columns, DocId) {
        let address = self.articles[article as usize];
        (self.columns(address), address.doc_id)
    }

    fn read(&self, address: DocAddress, into: &mut Known) {
        let (columns, doc) = (self.columns(address), address.doc_id);
        into.prints.clear();
        into.numbers.clear();
        into.names.clear();
        hashes::read(&columns.prints, doc, &mut into.prints);
        hashes::read(&columns.numbers, doc, &mut into.numbers);
        hashes::read(&columns.names, doc, &mut into.names);
        (into.dates, into.source) = (columns.dates(doc), columns.source(doc));
    }
}

impl Columns {
    fn open(reader: &SegmentReader, names: &mut HashMap<String, u32>) -> tantivy::Result<Self> {
        Ok(Self {
            prints: numbers(reader, column::PRINTS)?,
            numbers: numbers(reader, column::NUMBERS)?,
            names: numbers(reader, column::NAMES)?,
            first: numbers(reader, column::FIRST)?,
            last: numbers(reader, column::LAST)?,
            sources: sources(reader, names)?,
        })
    }

    fn source(&self, doc: DocId) -> Option<u32> {
        *self.sources.get(doc as usize)?
    }

    fn dates(&self, doc: DocId) -> Option<(i64, i64)> {
        self.first.first(doc).zip(self.last.first(doc))
    }
}

/// The number of the publication of each article of a segment.
fn sources(
    reader: &SegmentReader,
    names: &mut HashMap<String, u32>,
) -> tantivy::Result<Vec<Option<u32>>> {
    let Some(labels) = reader.fast_fields().str(column::SOURCE_LABEL)? else {
        return Ok(Vec::new());
    };
    let mut known: HashMap<u64, u32> = HashMap::new();
    let mut sources = Vec::with_capacity(reader.max_doc() as usize);
    for doc in 0..reader.max_doc() {
        let Some(ord) = labels.term_ords(doc).next() else {
            sources.push(None);
            continue;
        };
        let number = if let Some(number) = known.get(&ord) {
            *number
        } else {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let number = *names.entry(manifest::string(&labels, ord)?).or_insert(next);
            known.insert(ord, number);
            number
        };
        sources.push(Some(number));
    }
    Ok(sources)
}

impl Articles for Evidence {
    fn count(&self) -> u32 {
        u32::try_from(self.articles.len()).unwrap_or(u32::MAX)
    }

    fn source(&self, article: u32) -> Option<u32> {
        let (columns, doc) = self.place(article);
        columns.source(doc)
    }

    fn dates(&self, article: u32) -> Option<(i64, i64)> {
        let (columns, doc) = self.place(article);
        columns.dates(doc)
    }

    fn prints(&self, article: u32, into: &mut Vec<u32>) {
        let (columns, doc) = self.place(article);
        hashes::read(&columns.prints, doc, into);
    }

    fn numbers(&self, article: u32, into: &mut Vec<u32>) {
        let (columns, doc) = self.place(article);
        hashes::read(&columns.numbers, doc, into);
    }

    fn names(&self, article: u32, into: &mut Vec<u32>) {
        let (columns, doc) = self.place(article);
        hashes::read(&columns.names, doc, into);
    }
}
