//! What a document says of itself: its title and authors, and what publishers write into its
//! metadata in XMP.
//!
//! The dates of the document are not heard: they say when the file was made or written anew, for an
//! archive decades after the news, and not when anything was published or changed.

use lopdf::{Dictionary, Document, Object};

use super::super::{byline, tree};
use super::document;
use crate::article::{Dated, Head, Source};
use crate::date::{self, Date};

/// The longest metadata that are read.
const LONGEST: usize = 4 << 20;

/// The longest title and list of authors, in characters.
const LONGEST_TITLE: usize = 300;

/// What a document says of itself.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Declared {
    pub title: Option<String>,
    /// Who made the document: its author, or who typed it.
    pub authors: Vec<String>,
    publication: Option<String>,
    date: Option<Date>,
}

/// Reads what a document says of itself.
pub(super) fn read(doc: &Document) -> Declared {
    let info = doc.trailer.get(b"Info").ok().map(|object| document::follow(doc, object));
    let info = info.and_then(|object| object.as_dict().ok());
    let field = |key: &[u8]| document::text(doc, info?, key);
    let mut declared = Declared {
        title: field(b"Title").as_deref().and_then(title),
        authors: field(b"Author").as_deref().map(authors).unwrap_or_default(),
        ..Declared::default()
    };
    if let Some(text) = metadata(doc) {
        declared.hear(&text);
    }
    declared
}

/// The metadata in XMP.
fn metadata(doc: &Document) -> Option<String> {
    let root: &Dictionary =
        doc.trailer.get(b"Root").ok().map(|root| document::follow(doc, root))?.as_dict().ok()?;
    let stream: &Object = document::get(doc, root, b"Metadata")?;
    String::from_utf8(document::stream(stream, LONGEST)?).ok()
}

impl Declared {
    /// Takes what XMP says; `prism` is the vocabulary of publishers.
    fn hear(&mut self, text: &str) {
        let (root, _) = tree::parse(text);
        // A title may stand there in several languages: the first is the document's own.
        let value = |names: &[&str]| {
            let found = root.find(names)?;
            found.find(&["rdf:li"]).unwrap_or(found).line()
        };
        if let Some(text) = value(&["dc:title"]).as_deref().and_then(title) {
            self.title.get_or_insert(text);
        }
        if self.authors.is_empty() {
            self.authors = value(&["dc:creator"]).as_deref().map(authors).unwrap_or_default();
        }
        self.publication = value(&["prism:publicationname"]);
        let date = value(&["prism:publicationdate", "prism:coverdate"]);
        self.date = date.and_then(|date| date::parse(&date));
    }

    /// The authors that the text names as well, in a line or sentence: the name alone may be that
    /// of whoever typed it.
    pub(super) fn authors_in<'p>(
        &self,
        text: &(impl Iterator<Item = &'p str> + Clone),
    ) -> Vec<String> {
        let is_named = |name: &&String| text.clone().any(|part| part.contains(name.as_str()));
        self.authors.iter().filter(is_named).cloned().collect()
    }

    /// Gives an article what publishers say and its text does not.
    pub(super) fn fill(&self, head: &mut Head) {
        const FOUND_IN: &str = "document metadata";
        if head.source.is_none() {
            let source =
                |name| Source { name: Some(name), domain: None, found_in: FOUND_IN.into() };
            head.source = self.publication.clone().map(source);
        }
        if head.date.is_none() {
            head.date = self.date.map(|date| Dated { date, found_in: FOUND_IN.into() });
        }
    }
}

/// A title that somebody wrote: no name of a file, and none that a program sets of itself.
fn title(text: &str) -> Option<String> {
    const ENDINGS: &[&str] = &[
        ".doc", ".docx", ".dot", ".odt", ".rtf", ".txt", ".pdf", ".indd", ".qxd", ".qxp", ".pub",
        ".ppt", ".pptx", ".xls", ".xlsx", ".pages", ".tex", ".dvi", ".ps", ".eps", ".ai", ".fm",
        ".html", ".htm", ".php", ".jpg", ".tif", ".tiff", ".wpd",
    ];
    const OF_PROGRAMS: &[&str] = &[
        "microsoft word",
        "microsoft powerpoint",
        "microsoft publisher",
        "microsoft excel",
        "untitled",
        "untitled document",
        "unbenannt",
        "sans titre",
        "sin título",
        "senza titolo",
        "layout",
        "slide",
        "powerpoint presentation",
        "powerpoint-präsentation",
        "print",
        "druck",
        "document",
        "dokument",
        "scan",
        "title",
        "titel",
        "about:blank",
        "pdf",
        "new document",
    ];
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let name = lower.trim_end_matches(|c: char| c.is_numeric() || " -_()".contains(c));
    let of_program = OF_PROGRAMS.contains(&name)
        || lower.starts_with("microsoft ") && lower.contains(" - ")
        || lower.starts_with("http");
    let words = super::words_of(&text);
    (words >= 2
        && text.chars().count() <= LONGEST_TITLE
        && !of_program
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && text.chars().any(char::is_alphabetic))
    .then_some(text)
}

/// The people in a list of authors.
fn authors(text: &str) -> Vec<String> {
    if text.len() > LONGEST_TITLE {
        return Vec::new();
    }
    let people = byline::read(text).people;
    people.into_iter().filter(|name| byline::is_full_name(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_programs_set_are_none() {
        for text in ["Ferry halted after fog", "大雾封锁海峡", "Fähre liegt still - Der Bote"]
        {
            assert_eq!(title(text).as_deref(), Some(text));
        }
        for text in [
            "Microsoft Word - PM_12_final.docx",
            "press release 12.doc",
            "Untitled-1",
            "Layout 1",
            "Microsoft Word - Document1",
            "PowerPoint Presentation",
            "2024-06-17",
            "",
            "page7",
            "about:blank",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
