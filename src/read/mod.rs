//! Files to articles: walking, sniffing, decoding, one file per format.
//!
//! [`walk()`] lists files, [`articles`] reads them. A file is unpacked (`unpack`), told apart by
//! its first bytes (`sniff`), cut into records (`cut`), decoded (`decode`), understood by the
//! reader of its format, and brought into the one form all articles have (`finish`). What gives
//! no article is [`Skipped`] with a reason and never ends a run.

mod address;
mod agencies;
mod byline;
mod cut;
mod decode;
mod feed;
mod finish;
mod html;
mod json;
mod language;
mod mail;
mod markdown;
mod pdf;
mod pipeline;
mod plain;
mod publishers;
mod record;
mod sniff;
mod spellings;
mod table;
mod tree;
mod unpack;
mod value;
mod walk;
mod xml;

#[cfg(test)]
mod careful;
#[cfg(test)]
mod tests;

pub use pipeline::{Articles, FileArticles, WORKER, articles};
pub use walk::{BadRoot, File, STDIN, Walk, printable, walk};

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use encoding_rs::Encoding;
use jiff::civil;

use crate::article::{Article, Dated, Format, Source};

/// What every format's reader is told besides the text.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    /// The day of reading, against which impossible dates are refused.
    today: civil::Date,
    /// What the record came in.
    around: &'a Around,
}

/// What a container says of a record, and what was said ahead of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Around {
    /// The address the record was fetched from.
    url: Option<String>,
    /// When it was fetched.
    crawled: Option<Dated>,
    /// What a reader of it should know.
    notes: Vec<String>,
    /// What stands ahead of the first record and speaks for all: the head of a feed, the row of a
    /// table that names its columns.
    head: String,
}

impl Around {
    /// A record that stands alone.
    const NOTHING: &Self =
        &Self { url: None, crawled: None, notes: Vec::new(), head: String::new() };
}

/// How files are read.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How many threads understand records, besides the one that reads the disk.
    pub threads: NonZeroUsize,
    /// The longest record in bytes (a file of one article, a line of JSONL); longer ones are
    /// skipped, which bounds memory whatever a packed file unpacks to.
    pub longest: usize,
    /// The day of reading, against which impossible dates are refused.
    pub today: civil::Date,
    /// What becomes of articles that tell no date.
    pub undated: Undated,
}

/// What becomes of articles that tell no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undated {
    /// Their date stays unknown.
    Unknown,
    /// Where a file is one article, its day is that on which the file was last changed, in UTC so
    /// that it is the same on every machine. The time of a file of many records, or of an
    /// archive, says nothing of what is in it.
    FileTime,
}

impl Default for Settings {
    /// All processors, records up to 64 MB (the longest books have 10), the present day; unknown
    /// dates stay unknown.
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            longest: 64_000_000,
            today: jiff::Zoned::now().date(),
            undated: Undated::Unknown,
        }
    }
}

/// Why a file or record gave no article. The text is what a person reads behind the path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is no text in it.
    #[error("no text in it")]
    Empty,
    /// A document of pictures, scanned mostly.
    #[error("no text in it: only pictures")]
    OnlyPictures,
    /// A document whose fonts draw letters and do not say which.
    #[error("no text in it: its fonts do not say which letters they draw")]
    NoLetters,
    /// A JSON object, or front matter without text behind it, that has no key known for text.
    #[error("no text in it: none of the keys {}, …", record::TEXT_KEYS.join(", "))]
    NoTextKey,
    /// A JSON value that is no object.
    #[error("{0} where an object is needed")]
    NotAnObject(&'static str),
    /// Not JSON, with what the parser says and where in the record it stopped.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// A table whose first row names nothing that an article has.
    #[error("no columns for an article: the first row names none of title, text, date, …")]
    NoColumns,
    /// A row of a table that holds more than its columns: a quotation mark is missing.
    #[error("{values} values where the first row names {columns} columns")]
    TooManyValues {
        /// How many values it has.
        values: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// News may come in this form, but this version does not read it.
    #[error("{0} is not read yet")]
    NotYet(&'static str),
    /// Something that holds no news.
    #[error("{0}")]
    NoNews(&'static str),
    /// A row of a table that opens a quotation mark which nothing closes.
    #[error("a quotation mark in it is never closed")]
    OpenQuote,
    /// Files of an archive that cannot be had because others have their names.
    #[error("{0} of its files have the name of another: only the last of each name is read")]
    SameName(usize),
    /// A document or a file of an archive that cannot be had without a password.
    #[error("encrypted")]
    Encrypted,
    /// An archive in so many others that it is made to do harm.
    #[error("an archive inside {0} others")]
    TooDeep(usize),
    /// Not a file: a pipe, a socket, a device.
    #[error("{0}")]
    Special(&'static str),
    /// A link to a folder that holds the link.
    #[error("a link that leads back to a folder above it")]
    Loop,
    /// A link to a folder that is read where another link leads to it.
    #[error("a link to a folder that another link led to")]
    Followed,
    /// A file that this run writes.
    #[error("this run writes to it")]
    Output,
    /// Longer than [`Settings::longest`].
    #[error("longer than {}", size(*.0))]
    TooLong(usize),
    /// Packed data that does not unpack; what came before the damage has been read.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The file cannot be opened or read.
    #[error("{0}")]
    Io(String),
    /// A defect of this program, met by this record alone.
    #[error("the reader of its format failed on it")]
    Panicked,
}

impl Reason {
    fn io(error: &io::Error) -> Self {
        let text = error.to_string();
        match (error.raw_os_error(), text.split_once(" (os error")) {
            (Some(_), Some((text, _))) => Self::Io(text.to_owned()),
            (Some(_), None) => Self::Io(text),
            (None, _) => Self::Damaged(text),
        }
    }
}

/// A number of bytes as people say it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// A file or record that gave no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// The name inside the file, where it is an archive.
    pub member: Option<String>,
    /// The record inside it, from 1.
    pub record: Option<u64>,
    /// Why.
    pub reason: Reason,
}

/// Reads the bytes of one record as an article, all but its identity and place. `encoding` is what
/// they are in where they are not UTF-8 and it is known.
fn understand(
    format: Format,
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    context: Context<'_>,
) -> Result<Article, Reason> {
    let text = |read: fn(&str, Context<'_>) -> Result<Article, Reason>| {
        let decoded = decode::decode(bytes, encoding);
        let mut article = read(&decoded.text, context)?;
        article.head.notes.splice(0..0, decoded.notes);
        Ok(article)
    };
    let mut article = match format {
        Format::Text => text(plain::read),
        Format::Html => text(html::read),
        Format::Markdown => text(markdown::read),
        Format::Json | Format::Jsonl => text(json::read),
        Format::Feed => text(feed::read),
        Format::Csv => text(table::read),
        Format::Xml => text(xml::read),
        // Each part of a message has an encoding of its own.
        Format::Mail => mail::read(bytes, context),
        Format::Pdf => pdf::read(bytes, context),
    }?;
    let head = &mut article.head;
    head.notes.extend_from_slice(&context.around.notes);
    head.crawled.clone_from(&context.around.crawled);
    if let Some(url) = context.around.url.as_deref().filter(|_| head.url.is_none()) {
        let named_after =
            |domain| Source { name: None, domain: Some(domain), found_in: "url".into() };
        head.source = head.source.take().or_else(|| address::domain(url).map(named_after));
        head.url = Some(url.to_owned());
        head.found_in.url = Some("crawled address".into());
    }
    Ok(article)
}
