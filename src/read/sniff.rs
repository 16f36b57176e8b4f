//! What a file is, by its first bytes before its name.

use std::path::Path;

use memchr::memmem;

use super::mail;
use crate::article::Format;

/// How many bytes of a file, unpacked, are looked at to tell what it is.
pub(super) const HEAD: usize = 64 * 1024;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something this room reads.
    News(Format),
    /// Something news may come in, named with its article, that this version does not read.
    NotYet(&'static str),
    /// Something that holds no news, named with its article.
    NoNews(&'static str),
    /// Something that holds files or records of any kind.
    Container(Container),
}

/// What holds files or records of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Tar,
    Zip,
    /// A web archive.
    Warc,
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
}

/// Tells packing by the magic number.
pub(super) fn packing(head: &[u8]) -> Packing {
    match head {
        [0x1F, 0x8B, 8, ..] => Packing::Gzip,
        // A Zstandard frame, or a skippable one ahead of it.
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Packing::Zstd,
        _ => Packing::None,
    }
}

/// First bytes that no text starts with, and what they are the sign of.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"%PDF-", Kind::News(Format::Pdf)),
    (b"WARC/", Kind::Container(Container::Warc)),
    (b"{\\rtf", Kind::NotYet("RTF")),
    (b"PK\x05\x06", Kind::Container(Container::Zip)),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::NotYet("a Microsoft Office file of before 2007")),
    (b"BZh", Kind::NotYet("bzip2")),
    (b"\xFD7zXZ\0", Kind::NotYet("xz")),
    (b"7z\xBC\xAF\x27\x1C", Kind::NotYet("7-Zip")),
    (b"Rar!\x1A\x07", Kind::NotYet("RAR")),
    (b"PAR1", Kind::NotYet("Parquet")),
    (b"SQLite format 3\0", Kind::NoNews("an SQLite database")),
    (b"\x89PNG\r\n\x1A\n", Kind::NoNews("a PNG image")),
    (b"\xFF\xD8\xFF", Kind::NoNews("a JPEG image")),
    (b"GIF87a", Kind::NoNews("a GIF image")),
    (b"GIF89a", Kind::NoNews("a GIF image")),
    (b"II*\0", Kind::NoNews("a TIFF image")),
    (b"MM\0*", Kind::NoNews("a TIFF image")),
    (b"ID3", Kind::NoNews("an MP3 recording")),
    (b"OggS\0", Kind::NoNews("an Ogg recording")),
    (b"fLaC\0", Kind::NoNews("a FLAC recording")),
    (b"\x1A\x45\xDF\xA3", Kind::NoNews("a Matroska video")),
    (b"\x7FELF", Kind::NoNews("an ELF program")),
    (b"\xCA\xFE\xBA\xBE", Kind::NoNews("a Java class or Mach-O program")),
    (b"\xCF\xFA\xED\xFE", Kind::NoNews("a Mach-O program")),
    (b"\0asm", Kind::NoNews("a WebAssembly program")),
    (b"wOFF", Kind::NoNews("a font")),
    (b"wOF2", Kind::NoNews("a font")),
    (b"\0\x01\0\0", Kind::NoNews("a font")),
];

/// What is neither text nor anything known.
pub(super) const BINARY: Kind = Kind::NoNews("binary data");

/// Tells what a file is from its first bytes as they are, before any decoding; `None` for what
/// looks like text. UTF-16 must have been told apart before: it is full of NULs.
pub(super) fn bytes(head: &[u8]) -> Option<Kind> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*kind);
    }
    match head {
        [b'R', b'I', b'F', b'F', _, _, _, _, form @ ..] if form.starts_with(b"WEBP") => {
            Some(Kind::NoNews("a WebP image"))
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, form @ ..] if form.starts_with(b"WAVE") => {
            Some(Kind::NoNews("a WAV recording"))
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Kind::NoNews("an MP4 video")),
        [b'P', b'K', 3, 4, ..] => Some(zip(head)),
        _ if starts_late(head) => Some(Kind::News(Format::Pdf)),
        _ if head.get(257..262) == Some(b"ustar") => Some(Kind::Container(Container::Tar)),
        // News texts hold the odd stray NUL; programs and pictures are full of them.
        _ if memchr::memchr_iter(0, head).count() > head.len() / 100 => Some(BINARY),
        _ if head.iter().filter(|&&byte| is_control(byte)).count() > 8 + head.len() / 20 => {
            Some(BINARY)
        }
        _ => None,
    }
}

/// Whether a PDF file begins behind some bytes that do not belong to it, as readers of PDF allow:
/// its first line and an object.
fn starts_late(head: &[u8]) -> bool {
    const LATEST: usize = 1024;
    let near = &head[..head.len().min(LATEST)];
    memmem::find(near, b"\n%PDF-1.").is_some_and(|at| memmem::find(&head[at..], b" obj").is_some())
}

/// Tells what a ZIP archive is by its first file: documents of office programs and books are ZIP
/// archives, too.
fn zip(head: &[u8]) -> Kind {
    const NAME: usize = 30;
    let first = head.get(NAME..).unwrap_or_default();
    let documents: [(&[u8], Kind); 5] = [
        (b"mimetypeapplication/epub", Kind::NotYet("EPUB")),
        (b"mimetypeapplication/vnd.oasis", Kind::NotYet("an OpenDocument file")),
        (b"[Content_Types].xml", Kind::NotYet("an Office document (DOCX, XLSX, PPTX)")),
        (b"_rels/.rels", Kind::NotYet("an Office document (DOCX, XLSX, PPTX)")),
        (b"META-INF/", Kind::NoNews("a Java archive")),
    ];
    documents
        .into_iter()
        .find(|(name, _)| first.starts_with(name))
        .map_or(Kind::Container(Container::Zip), |(_, kind)| kind)
}

/// Bytes that no encoding of text uses but for the odd stray one: all below the space but white
/// space, and the shifts and escapes of East Asian encodings.
fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x0E | 0x0F | 0x1B)
}

/// Tells the format of text from its beginning, and from the name where the text leaves it open.
pub(super) fn text(head: &str, path: &Path) -> Kind {
    let ending = ending(path);
    let start = head.trim_start_matches('\u{FEFF}').trim_start();
    let start = behind_messages(start).unwrap_or(start);
    if let Some(kind) = markup(start) {
        return kind;
    }
    if let Some(format) = json(start, &ending) {
        return Kind::News(format);
    }
    if mail::is_mail(start) {
        return Kind::News(Format::Mail);
    }
    if super::markdown::front_matter(head).is_some() {
        return Kind::News(Format::Markdown);
    }
    Kind::News(match ending.as_str() {
        "js" | "mjs" | "cjs" => return Kind::NoNews("a script"),
        "css" => return Kind::NoNews("a style sheet"),
        "json" => Format::Json,
        "jsonl" | "ndjson" | "jl" => Format::Jsonl,
        "html" | "htm" | "xhtml" => Format::Html,
        "csv" | "tsv" | "tab" => Format::Csv,
        "eml" | "emlx" | "mbox" | "mbx" | "mht" | "mhtml" => Format::Mail,
        ending if WEB_ARCHIVE.contains(&ending) => return Kind::Container(Container::Warc),
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        _ => Format::Text,
    })
}

/// Endings of web archives.
const WEB_ARCHIVE: [&str; 3] = ["warc", "wet", "wat"];

/// Whether a file is called a web archive, which it can be if its first record is damaged.
pub(super) fn is_called_web_archive(path: &Path) -> bool {
    WEB_ARCHIVE.contains(&ending(path).as_str())
}

/// The ending of a name in lower case, that of the packed file where it is packed.
fn ending(path: &Path) -> String {
    let lower = |path: &Path| {
        path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).unwrap_or_default()
    };
    match lower(path).as_str() {
        // Browsers that save a page add the last one to its scripts.
        "gz" | "zst" | "zstd" | "download" => {
            lower(Path::new(path.file_stem().unwrap_or_default()))
        }
        _ => lower(path),
    }
}

/// Where a feed begins that the messages of a failing program stand ahead of: they are short, and
/// no page is begun in them.
fn behind_messages(start: &str) -> Option<&str> {
    const LONGEST: usize = 2000;
    let head = &start[..start.floor_char_boundary(LONGEST)];
    let begins = ["<?xml ", "<rss ", "<feed "].iter().filter_map(|tag| head.find(tag)).min()?;
    let messages = head[..begins].to_ascii_lowercase();
    let is_message =
        ["warning", "notice", "deprecated", "error"].iter().any(|w| messages.contains(w));
    (is_message && !messages.contains("<html") && !messages.contains("<p"))
        .then(|| &start[begins..])
}

/// Tells markup: a page, or XML that is none.
fn markup(start: &str) -> Option<Kind> {
    /// Elements a saved page or fragment of one starts with.
    const PAGE: &[&str] = &[
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "article",
        "main",
        "section",
        "header",
        "p",
        "h1",
        "table",
        "!doctype html",
    ];
    /// Root elements of XML and what it is.
    const XML: &[(&str, Kind)] = &[
        ("rss", Kind::News(Format::Feed)),
        ("feed", Kind::News(Format::Feed)),
        ("rdf:rdf", Kind::News(Format::Feed)),
        ("nitf", Kind::News(Format::Xml)),
        ("newsml", Kind::News(Format::Xml)),
        ("newsmessage", Kind::News(Format::Xml)),
        ("newsitem", Kind::News(Format::Xml)),
        ("reuters", Kind::News(Format::Xml)),
        ("urlset", Kind::NoNews("a sitemap")),
        ("sitemapindex", Kind::NoNews("a sitemap")),
        ("opml", Kind::NoNews("a list of feeds")),
        ("svg", Kind::NoNews("an SVG image")),
        ("mediawiki", Kind::NotYet("a MediaWiki dump")),
    ];
    let mut rest = start;
    let mut declared_xml = false;
    // Comments, declarations and processing instructions may stand ahead of the root.
    loop {
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            declared_xml |= instruction.starts_with("xml");
            instruction.split_once("?>")
        } else if starts_with_tag(rest, "!doctype") && !starts_with_tag(rest, "!doctype html") {
            rest.split_once('>')
        } else {
            break;
        };
        rest = skipped?.1.trim_start();
    }
    if PAGE.iter().any(|name| starts_with_tag(rest, name)) {
        return Some(Kind::News(Format::Html));
    }
    let known = XML.iter().find(|(name, _)| starts_with_tag(rest, name));
    if let Some((_, kind)) = known {
        return Some(*kind);
    }
    let element = rest.strip_prefix('<')?.starts_with(|c: char| c.is_ascii_alphabetic());
    if declared_xml && element {
        return Some(Kind::NotYet("XML"));
    }
    let page = |tag: &str| memmem::find(rest.as_bytes(), tag.as_bytes()).is_some();
    (element && (page("<html") || page("<body") || page("</p>") || page("</div>")))
        .then_some(Kind::News(Format::Html))
}

/// Whether text starts with this tag, in either case, and not with one of a longer name.
fn starts_with_tag(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !rest[name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '-')
}

/// Tells JSON, and whether it comes one record a line.
fn json(start: &str, ending: &str) -> Option<Format> {
    let named_lines = matches!(ending, "jsonl" | "ndjson" | "jl");
    let inside = start.get(1..)?.trim_start();
    match start.as_bytes()[0] {
        b'[' if inside.starts_with('{') || ending == "json" => Some(Format::Json),
        b'{' if inside.starts_with('"') || inside.starts_with('}') => {
            let mut lines = start.lines().filter(|line| !line.trim().is_empty());
            let complete = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
            let first = lines.next().is_some_and(complete);
            let second = lines.next().is_some_and(|line| line.trim_start().starts_with('{'));
            Some(if named_lines || (first && second) { Format::Jsonl } else { Format::Json })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text() {
        use Format::{Feed, Html, Json, Jsonl, Mail, Markdown, Text, Xml};
        let cases = [
            ("a.txt", "A headline\n\nText.", Kind::News(Text)),
            ("a.txt", "<!DOCTYPE html><p>x", Kind::News(Html)),
            ("a.txt", "\u{FEFF} \n<!-- saved -->\n<HTML lang=en>", Kind::News(Html)),
            ("a", "<?xml version='1.0'?><!DOCTYPE html><html>", Kind::News(Html)),
            ("a.txt", "<weird><div>x</div>", Kind::News(Html)),
            ("a.txt", "<b>bold claim", Kind::News(Text)),
            ("a.html", "no tags at all", Kind::News(Html)),
            ("a.xml", "<?xml version='1.0'?>\n<rss version='2.0'>", Kind::News(Feed)),
            ("a", "<feed xmlns='x'>", Kind::News(Feed)),
            ("a", "<?xml version='1.0'?><nitf>", Kind::News(Xml)),
            ("a.txt", "<header-like thing", Kind::News(Text)),
            ("a.txt", "{\"title\": 1}", Kind::News(Json)),
            ("a.txt", "{\n \"title\": 1,\n \"b\": {\n}}", Kind::News(Json)),
            ("a.txt", "{\"a\": 1}\n\n{\"a\": 2", Kind::News(Jsonl)),
            ("a.jsonl.gz", "{\"a\": 1}", Kind::News(Jsonl)),
            ("a.jsonl", "broken\n{\"a\": 1}", Kind::News(Jsonl)),
            ("a.txt", "[{\"a\": 1}]", Kind::News(Json)),
            ("a.txt", "[Updated] A headline", Kind::News(Text)),
            ("a.txt", "{Reuters} A headline", Kind::News(Text)),
            ("a.json", "[]", Kind::News(Json)),
            ("a.txt", "---\ntitle: x\n---\ny", Kind::News(Markdown)),
            ("a.txt", "---\nno front matter", Kind::News(Text)),
            ("a.MD", "x", Kind::News(Markdown)),
            ("a.txt", "MIME-Version: 1.0\nSubject: x\n\ny", Kind::News(Mail)),
            ("a.txt", "From: Anna Berg\nDate: 17 June\n\nText", Kind::News(Text)),
            ("a.eml", "no head", Kind::News(Mail)),
            ("a.txt", "", Kind::News(Text)),
        ];
        for (name, head, expected) in cases {
            assert_eq!(text(head, Path::new(name)), expected, "{name}: {head:?}");
        }
    }

    #[test]
    fn kinds_that_are_no_text() {
        let noise: Vec<u8> = (0..500_u32).map(|n| (n * n + 7 * n).to_le_bytes()[0] | 1).collect();
        let cases: [(&[u8], Option<Kind>); 10] = [
            (b"%PDF-1.4", Some(Kind::News(Format::Pdf))),
            (b"\x89PNG\r\n\x1A\n\0\0", Some(Kind::NoNews("a PNG image"))),
            (b"RIFF1234WEBPVP8 ", Some(Kind::NoNews("a WebP image"))),
            (b"\0\0\0\x18ftypmp42", Some(Kind::NoNews("an MP4 video"))),
            (b"abc\0def\0", Some(Kind::NoNews("binary data"))),
            (&noise, Some(Kind::NoNews("binary data"))),
            (b"one \x02stray\x03 one", None),
            (b"RIFF", None),
            (b"plain", None),
            (b"", None),
        ];
        for (head, expected) in cases {
            assert_eq!(bytes(head), expected, "{head:?}");
        }
    }
}
