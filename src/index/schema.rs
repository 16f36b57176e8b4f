//! The fields of the index, and the layout version that says how they are filled.
//!
//! Only surface words are indexed (folded, never stemmed): inflections are found when a query is
//! expanded, so any word, phrase, prefix or pattern works on the same field. The article itself is
//! stored once, as the JSON that `show` prints, compressed; every other field only serves searching, sorting
//! and counting.

use tantivy::columnar::{Column, DynamicColumn, HasAssociatedColumnType};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, SegmentReader};

use crate::query;

/// Raised whenever the fields, or what is put into them, change so that an index made before would
/// answer wrongly.
pub(super) const LAYOUT: u32 = 5;

/// The name under which the engine knows [`super::analysis::Analyzer::Words`].
pub(super) const WORDS: &str = "words";
/// The name under which the engine knows [`super::analysis::Analyzer::Sentences`].
pub(super) const SENTENCES: &str = "sentences";

/// The handles of the fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The stored article, as [`super::compression`] has it.
    pub(super) article: Field,
    /// The identifier as a number.
    pub(super) id: Field,
    pub(super) headline: Field,
    pub(super) body: Field,
    /// Words of the publication's name and domain.
    pub(super) source: Field,
    /// Words of the publication's domain alone, and the domain whole.
    pub(super) domain: Field,
    /// Words of the agency's name, and the name whole.
    pub(super) agency: Field,
    /// Words of the authors' names, and the names whole.
    pub(super) by: Field,
    /// The language code, whole.
    pub(super) language: Field,
    pub(super) url: Field,
    /// Words of the path below the root.
    pub(super) path: Field,
    /// The record's own identifier, whole, folded like any word.
    pub(super) key: Field,
    /// The number of the record in its file; absent for a file that is one article.
    pub(super) record: Field,
    /// First and last second the date may mean; absent where it is unknown.
    pub(super) first: Field,
    pub(super) last: Field,
    /// The same for the last change.
    pub(super) modified_first: Field,
    pub(super) modified_last: Field,
    /// Which fields are known of the article: the [`known_bit`] of each.
    pub(super) known: Field,
    /// What [`crate::group::prints()`], [`crate::group::numbers()`] and [`crate::group::names()`] make of
    /// the body, by which versions of one article are known.
    pub(super) prints: Field,
    pub(super) numbers: Field,
    pub(super) names: Field,
    /// What the index remembers of the file an article came from, and for counting.
    pub(super) file: Field,
    pub(super) root: Field,
    pub(super) bytes: Field,
    pub(super) modified: Field,
    pub(super) format: Field,
    pub(super) source_label: Field,
    pub(super) source_evidence: Field,
    pub(super) date_evidence: Field,
}

/// The names of the columns that are read by name.
pub(super) mod column {
    pub(in crate::index) const ID: &str = "id";
    pub(in crate::index) const RECORD: &str = "record";
    pub(in crate::index) const FIRST: &str = "first";
    pub(in crate::index) const LAST: &str = "last";
    pub(in crate::index) const MODIFIED_FIRST: &str = "modified_first";
    pub(in crate::index) const MODIFIED_LAST: &str = "modified_last";
    pub(in crate::index) const KNOWN: &str = "known";
    pub(in crate::index) const PRINTS: &str = "prints";
    pub(in crate::index) const NUMBERS: &str = "numbers";
    pub(in crate::index) const NAMES: &str = "names";
    pub(in crate::index) const FILE: &str = "file";
    pub(in crate::index) const ROOT: &str = "root";
    pub(in crate::index) const BYTES: &str = "bytes";
    pub(in crate::index) const MODIFIED: &str = "modified";
    pub(in crate::index) const LANGUAGE: &str = "language";
    pub(in crate::index) const AGENCY: &str = "agency";
    pub(in crate::index) const BY: &str = "by";
    pub(in crate::index) const DOMAIN: &str = "domain";
    pub(in crate::index) const FORMAT: &str = "format";
    pub(in crate::index) const SOURCE_LABEL: &str = "source_label";
    pub(in crate::index) const SOURCE_EVIDENCE: &str = "source_evidence";
    pub(in crate::index) const DATE_EVIDENCE: &str = "date_evidence";
}

/// The schema and the handles into it.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let analyzed = |analyzer: &str, norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(analyzer)
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let words = |norms| analyzed(WORDS, norms);
    let column = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        article: builder.add_bytes_field("article", STORED),
        id: builder.add_u64_field(column::ID, INDEXED | FAST),
        headline: builder.add_text_field("headline", words(true)),
        body: builder.add_text_field("body", analyzed(SENTENCES, true)),
        source: builder.add_text_field("source", words(false)),
        domain: builder.add_text_field(column::DOMAIN, words(false).set_fast("raw")),
        agency: builder.add_text_field(column::AGENCY, words(false).set_fast("raw")),
        by: builder.add_text_field(column::BY, words(false).set_fast("raw")),
        language: builder.add_text_field(column::LANGUAGE, STRING | FAST),
        url: builder.add_text_field("url", words(false)),
        path: builder.add_text_field("path", words(false)),
        key: builder.add_text_field("key", STRING),
        record: builder.add_u64_field(column::RECORD, FAST),
        first: builder.add_i64_field(column::FIRST, FAST),
        last: builder.add_i64_field(column::LAST, FAST),
        modified_first: builder.add_i64_field(column::MODIFIED_FIRST, FAST),
        modified_last: builder.add_i64_field(column::MODIFIED_LAST, FAST),
        known: builder.add_u64_field(column::KNOWN, FAST),
        prints: builder.add_u64_field(column::PRINTS, FAST),
        numbers: builder.add_u64_field(column::NUMBERS, FAST),
        names: builder.add_u64_field(column::NAMES, FAST),
        file: builder.add_text_field(column::FILE, STRING | FAST),
        root: builder.add_text_field(column::ROOT, column()),
        bytes: builder.add_u64_field(column::BYTES, FAST),
        modified: builder.add_i64_field(column::MODIFIED, FAST),
        format: builder.add_text_field(column::FORMAT, STRING | FAST),
        source_label: builder.add_text_field(column::SOURCE_LABEL, column()),
        source_evidence: builder.add_text_field(column::SOURCE_EVIDENCE, column()),
        date_evidence: builder.add_text_field(column::DATE_EVIDENCE, column()),
    };
    (builder.build(), fields)
}

/// What a field that can be named counts in the column of those that are known: a bit by its place among
/// [`query::Field::NAMED`], so another order of these is another [`LAYOUT`].
pub(super) fn known_bit(field: query::Field) -> u64 {
    let place = query::Field::NAMED.iter().position(|named| *named == field);
    place.map_or(0, |place| 1 << place)
}

/// How the engine stores articles: as they come, compressed already. A block is what is copied to read one of
/// its articles.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: 4 * 1024,
        ..IndexSettings::default()
    }
}

/// The column of a segment that holds a number for each article; empty where it has none.
pub(super) fn numbers<T>(reader: &SegmentReader, name: &str) -> tantivy::Result<Column<T>>
where
    T: HasAssociatedColumnType + PartialOrd + Default,
    DynamicColumn: Into<Option<Column<T>>>,
{
    let column = reader.fast_fields().column_opt(name)?;
    Ok(column.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
}
