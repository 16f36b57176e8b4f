//! The floor: the engine alone, with its own words and none of what this program adds. What it takes
//! is what any search program on this engine must take.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT, Value as _};
use tantivy::snippet::SnippetGenerator;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, TantivyDocument, doc};

/// The first argument of a process that is the floor.
pub(crate) const FLAG: &str = "--floor";

/// Threads that index, and the memory each may take for a segment: what this program takes on two
/// processors.
const THREADS: usize = 2;
const MEMORY_PER_THREAD: usize = 64 * 1024 * 1024;

/// How articles are stored: level 3 is where Zstandard gains most for its time, and blocks of 16 KB
/// are small enough to be unpacked for one article.
const LEVEL: i32 = 3;
const BLOCK: usize = 16 * 1024;

/// Articles shown.
const HITS: usize = 10;

/// Length of what is shown of each, in characters: that of this program.
const SNIPPET: usize = 320;

/// What is indexed of a line.
#[derive(Deserialize)]
struct Line {
    headline: String,
    body: String,
}

/// Does what the arguments behind [`FLAG`] say: `index LINES FOLDER` or `query FOLDER TEXT`.
pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    match arguments {
        [what, lines, folder] if what == "index" => index(lines.as_ref(), folder.as_ref()),
        [what, folder, text] if what == "query" => {
            query(folder.as_ref(), text.to_str().context("a query that is no text")?)
        }
        _ => bail!("{FLAG} index LINES FOLDER | {FLAG} query FOLDER TEXT"),
    }
}

fn index(lines: &Path, folder: &Path) -> Result<()> {
    let mut schema = Schema::builder();
    let headline = schema.add_text_field("headline", TEXT);
    let body = schema.add_text_field("body", TEXT);
    let article = schema.add_text_field("article", STORED);
    let compressor = ZstdCompressor { compression_level: Some(LEVEL) };
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(compressor),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    };
    std::fs::create_dir_all(folder)?;
    let index = Index::builder().schema(schema.build()).settings(settings).create_in_dir(folder)?;
    let mut writer = index.writer_with_num_threads(THREADS, THREADS * MEMORY_PER_THREAD)?;
    for line in BufReader::new(File::open(lines)?).lines() {
        let line = line?;
        let read: Line = serde_json::from_str(&line)?;
        writer.add_document(doc!(headline => read.headline, body => read.body, article => line))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn query(folder: &Path, text: &str) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let schema = index.schema();
    let (headline, body) = (schema.get_field("headline")?, schema.get_field("body")?);
    let article = schema.get_field("article")?;
    let query = QueryParser::for_index(&index, vec![headline, body]).parse_query(text)?;
    // It looks once: nothing need watch for new articles.
    let reader: IndexReader =
        index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher = reader.searcher();
    let found = searcher.search(&query, &TopDocs::with_limit(HITS).order_by_score())?;
    let mut snippets = SnippetGenerator::create(&searcher, &query, body)?;
    snippets.set_max_num_chars(SNIPPET);
    let mut out = io::stdout().lock();
    for (score, address) in found {
        let stored: TantivyDocument = searcher.doc(address)?;
        let line = stored.get_first(article).and_then(|value| value.as_str());
        let line: Line = serde_json::from_str(line.context("an article that is not stored")?)?;
        let snippet = snippets.snippet(&line.body);
        writeln!(out, "{score} {}\n{}\n", line.headline, snippet.to_html())?;
    }
    Ok(())
}
