//! Opening a document, or what is left of it.

use std::fmt::Write as _;

use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, LoadOptions, ObjectId};
use memchr::memmem;

use super::super::Reason;

/// The longest stream that is unpacked to find objects in it: 100,000 objects have 20 MB.
const LONGEST_STREAM: usize = 64 << 20;

/// How many objects are looked for in what is left of a document.
const MOST_OBJECTS: usize = 1_000_000;

/// A document, and what had to be done to open it.
pub(super) struct Opened {
    pub doc: Document,
    pub notes: Vec<String>,
}

/// Opens a document. One that is encrypted may still open without a password: only printing or
/// copying by programs that obey is forbidden then.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Reason> {
    let start = memmem::find(bytes, b"%PDF-").unwrap_or(0);
    let bytes = &bytes[start..];
    let first = load(bytes, false);
    let first = match first {
        Ok(doc) if doc.is_encrypted() => return Err(Reason::Encrypted),
        Ok(doc) if is_whole(&doc) => {
            let is_damaged = doc.xref_recovery == Some(XrefRecovery::Reconstructed);
            return Ok(Opened { doc, notes: damaged(is_damaged) });
        }
        other => other,
    };
    // The tables may lead to wrong objects, or the root may be lost.
    let mut best = None;
    for again in [|bytes: &[u8]| load(bytes, true), |bytes: &[u8]| load(&rebuilt(bytes), false)] {
        let doc = again(bytes).ok().filter(|doc| !doc.is_encrypted() && readable(doc) > 0);
        best = doc.into_iter().chain(best).max_by_key(readable);
    }
    match (best, first) {
        (Some(doc), Ok(first)) if readable(&doc) <= readable(&first) => {
            Ok(Opened { doc: first, notes: damaged(true) })
        }
        (Some(doc), _) => Ok(Opened { doc, notes: damaged(true) }),
        (None, Ok(doc)) => Ok(Opened { doc, notes: damaged(false) }),
        (None, Err(error)) => Err(Reason::Damaged(error.to_string())),
    }
}

/// The note that a document is damaged.
fn damaged(is_damaged: bool) -> Vec<String> {
    let note = "the file is damaged: read from what is left of it".to_owned();
    is_damaged.then_some(note).into_iter().collect()
}

/// How many pages of a document are there with their content.
fn readable(doc: &Document) -> usize {
    // Counted by hand: the iterator claims fewer pages than it gives where a tree of pages is damaged,
    // and `count` takes it at its word.
    doc.page_iter().fold(0, |readable, page| readable + usize::from(is_readable(doc, page)))
}

/// Whether all pages of a document, and there are some, are there with their content.
fn is_whole(doc: &Document) -> bool {
    let mut pages = doc.page_iter().peekable();
    pages.peek().is_some() && pages.all(|page| is_readable(doc, page))
}

fn is_readable(doc: &Document, page: ObjectId) -> bool {
    let is_there = |content: &ObjectId| {
        doc.get_object(*content).is_ok_and(|object| object.as_stream().is_ok())
    };
    doc.get_dictionary(page).is_ok() && doc.get_page_contents(page).iter().all(is_there)
}

fn load(bytes: &[u8], force_reconstruct: bool) -> lopdf::Result<Document> {
    let options = LoadOptions {
        force_reconstruct,
        ..LoadOptions::with_max_decompressed_size(LONGEST_STREAM)
    };
    Document::load_mem_with_options(bytes, options)
}

/// The bytes of a document whose end is lost or whose tables are wrong, with new tables behind
/// them: every object that begins somewhere, and all pages in that order.
fn rebuilt(bytes: &[u8]) -> Vec<u8> {
    let mut objects: Vec<(u32, usize)> = Vec::new();
    let mut pages = String::new();
    for at in memmem::find_iter(bytes, b" obj").take(MOST_OBJECTS) {
        let Some((number, start)) = object_before(&bytes[..at]) else { continue };
        objects.push((number, start));
        if is_page(&bytes[at..]) {
            let _ = write!(pages, "{number} 0 R ");
        }
    }
    let next = objects.iter().map(|object| object.0).max().unwrap_or(0).saturating_add(1);
    let mut text = bytes.to_vec();
    text.push(b'\n');
    let count = pages.matches('R').count();
    let (tree, root) = (next, next.saturating_add(1));
    for (number, object) in [
        (tree, format!("<</Type/Pages/Count {count}/Kids[{pages}]>>")),
        (root, format!("<</Type/Catalog/Pages {tree} 0 R>>")),
    ] {
        objects.push((number, text.len()));
        text.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = text.len();
    text.extend(b"xref\n");
    for (number, start) in objects {
        text.extend(format!("{number} 1\n{start:010} 00000 n \n").bytes());
    }
    let size = root.saturating_add(1);
    let end = format!("trailer\n<</Size {size}/Root {root} 0 R>>\nstartxref\n{table}\n%%EOF\n");
    text.extend(end.bytes());
    text
}

/// The number of an object whose first line reads `12 0` so far, and where that begins.
fn object_before(bytes: &[u8]) -> Option<(u32, usize)> {
    let digits =
        |bytes: &[u8]| bytes.iter().rev().take(10).take_while(|b| b.is_ascii_digit()).count();
    let generation = digits(bytes);
    let rest = bytes[..bytes.len() - generation].strip_suffix(b" ")?;
    let number = &rest[rest.len() - digits(rest)..];
    let value = std::str::from_utf8(number).ok()?.parse().ok()?;
    (generation > 0).then_some((value, rest.len() - number.len()))
}

/// Whether an object says near its beginning that it is a page.
fn is_page(object: &[u8]) -> bool {
    /// Dictionaries of pages have some hundred bytes.
    const NEAR: usize = 2_000;
    let near = &object[..object.len().min(NEAR)];
    let end = memmem::find(near, b"endobj").unwrap_or(near.len());
    memmem::find_iter(&near[..end], b"/Type").any(|at| {
        let kind = near[at + b"/Type".len()..end].trim_ascii_start();
        kind.strip_prefix(b"/Page").is_some_and(|rest| !rest.starts_with(b"s"))
    })
}

impl Opened {
    /// The dictionaries of the pages, in order.
    pub(super) fn pages(&self) -> impl Iterator<Item = &Dictionary> {
        self.doc.page_iter().filter_map(|id| self.doc.get_dictionary(id).ok())
    }
}
