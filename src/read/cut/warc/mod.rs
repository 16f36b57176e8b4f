//! Web archives, WARC: what a crawler got for an address is a part.
//!
//! Most records of an archive are no pages: what was asked, what is known about an answer, answers
//! that are redirects, errors, pictures, scripts, or the same as one kept before. They are passed
//! over without a word, as is what lies hidden in a folder. A page that cannot be had is skipped
//! with its number, which counts all records of the file.

mod fields;
mod http;
#[cfg(test)]
mod tests;
mod window;

use std::borrow::Cow;
use std::io::BufRead;
use std::path::Path;

use super::{Chunk, Cutter, Part, Stop, Unwanted};
use crate::article::Dated;
use crate::date;
use crate::read::unpack::Bounds;
use crate::read::{Around, Reason, decode};
use fields::field;
use window::{Record, Window};

/// Schemes of addresses at which pages are. Crawlers keep answers of name servers, their own logs
/// and pictures of pages under others.
const SCHEMES: &[&str] = &["http", "https", "ftp", "file"];

/// Types that no text for people has, whatever follows.
const NO_PAGE: &[&str] = &["image/", "audio/", "video/", "font/", "model/", "text/css", "text/dns"];

/// Words in the names of the other types that no text for people has.
const NO_PAGE_WORDS: &[&str] = &["javascript", "ecmascript", "font", "wasm", "mpegurl", "dash+xml"];

/// Endings of addresses at which no text for people is, unless it is called a page.
const NO_PAGE_ENDINGS: &[&str] = &[".js", ".mjs", ".css", ".map", "/robots.txt", "/ads.txt"];

/// Nobody crawled the web before it was; clocks that were never set say 1970.
const FIRST_YEAR: i16 = 1991;

/// What a record says of itself, unfolded.
struct Head<'h>(Cow<'h, [u8]>);

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    pub(super) fn warc(&mut self, reader: impl BufRead) -> Result<(), Stop> {
        let mut window = Window::new(reader, self.longest);
        let before = self.count;
        for number in 1.. {
            let Some(record) = window.next()? else { break };
            match record {
                Err(reason) => self.skip(Some(number), reason)?,
                Ok(Record { head, block, fault }) => {
                    let (of_record, rest) = window.unread().split_at(head);
                    let of_record = Head(fields::unfolded(of_record));
                    self.record(number, &of_record, &rest[..block], fault)?;
                    window.pass(head + block);
                }
            }
        }
        if self.count == before {
            return Err(Reason::NoNews("a web archive without pages").into());
        }
        Ok(())
    }

    fn record(
        &mut self,
        number: u64,
        head: &Head<'_>,
        block: &[u8],
        fault: Option<&str>,
    ) -> Result<(), Unwanted> {
        let Page { body, media } = match head.page(block, self.longest, self.bounds) {
            Ok(Some(page)) => page,
            Ok(None) => return Ok(()),
            Err(reason) => return self.skip(Some(number), reason),
        };
        let media = media.as_deref();
        let url = head.url();
        let part = Part {
            name: Path::new(name(url.as_deref(), media)),
            member: self.origin.member.clone(),
            number: Some(number),
            encoding: media.and_then(charset),
            around: Around {
                url: url.clone(),
                crawled: head.crawled(),
                notes: head.cut_off().into_iter().chain(fault.map(str::to_owned)).collect(),
                head: String::new(),
            },
        };
        self.part(part, Box::new(&*body))
    }
}

/// What was got, and the type it was said to have.
struct Page<'b> {
    body: Cow<'b, [u8]>,
    media: Option<String>,
}

impl Head<'_> {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        field(&self.0, name).map(lossy)
    }

    /// The page that the record holds, if it holds one.
    fn page<'b>(
        &self,
        block: &'b [u8],
        longest: usize,
        bounds: &Bounds,
    ) -> Result<Option<Page<'b>>, Reason> {
        let damaged = |what: &str| Err(Reason::Damaged(what.to_owned()));
        let kind = self.text("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let media = self.text("Content-Type").map(Cow::into_owned);
        let page = match kind.as_str() {
            // What is repeated is read where it was kept first.
            "revisit" | "request" | "metadata" | "warcinfo" => return Ok(None),
            "continuation" => return Err(Reason::NotYet("the continuation of a record")),
            "response" => match http::answer(block) {
                Some(answer) => {
                    let media = field(&answer.head, "Content-Type").map(lossy).map(Cow::into_owned);
                    if !matches!(answer.status, 200 | 203) || !self.is_page(media.as_deref()) {
                        return Ok(None);
                    }
                    Page { body: answer.payload(longest, bounds)?, media }
                }
                None if block.starts_with(b"HTTP/")
                    || media.as_ref().is_some_and(|media| media.contains("http")) =>
                {
                    return damaged("no answer of a web server in it");
                }
                None => Page { body: block.into(), media },
            },
            "resource" | "conversion" => Page { body: block.into(), media },
            _ => return damaged("a record of no known type"),
        };
        let is_page = self.is_page(page.media.as_deref()) && !page.body.trim_ascii().is_empty();
        Ok(is_page.then_some(page))
    }

    /// The address. Some crawlers write it in brackets, and some with blanks.
    fn url(&self) -> Option<String> {
        let uri = self.text("WARC-Target-URI")?;
        let uri = uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>')).unwrap_or(&uri);
        Some(uri.trim().replace(' ', "%20"))
    }

    /// Whether what was got can be text for people, by its address and its type.
    fn is_page(&self, media: Option<&str>) -> bool {
        let url = self.url().unwrap_or_default();
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        if scheme.is_some_and(|of| !SCHEMES.iter().any(|known| of.eq_ignore_ascii_case(known))) {
            return false;
        }
        let media = media.unwrap_or_default().to_ascii_lowercase();
        let media = media.split(';').next().unwrap_or_default();
        let path = path(&url).to_ascii_lowercase();
        !NO_PAGE.iter().any(|start| media.starts_with(start))
            && !NO_PAGE_WORDS.iter().any(|word| media.contains(word))
            && (media.contains("html") || !NO_PAGE_ENDINGS.iter().any(|end| path.ends_with(end)))
    }

    /// When it was got.
    fn crawled(&self) -> Option<Dated> {
        let date = date::parse(&self.text("WARC-Date")?)?;
        let known = date.first_day().year() >= FIRST_YEAR;
        known.then_some(Dated { date, found_in: "WARC-Date".into() })
    }

    /// The note for what the crawler did not keep whole.
    fn cut_off(&self) -> Option<String> {
        if let Some(why) = self.text("WARC-Truncated") {
            return Some(format!("cut off by the crawler ({why})"));
        }
        self.text("WARC-Segment-Number")
            .map(|_| "only the first part: its continuation is not read yet".to_owned())
    }
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// What stands in an address ahead of its query.
fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// The name of a file such as would be saved: its ending decides where the bytes leave it open.
fn name<'u>(url: Option<&'u str>, media: Option<&str>) -> &'u str {
    let media = media.unwrap_or_default().to_ascii_lowercase();
    match media.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => "page.html",
        "application/json" | "text/json" => "page.json",
        "text/csv" => "page.csv",
        "text/markdown" => "page.md",
        "" | "text/plain" | "application/octet-stream" => path(url.unwrap_or_default()),
        _ => "page",
    }
}

/// The encoding that a type names.
fn charset(media: &str) -> Option<&'static encoding_rs::Encoding> {
    let value = media.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    decode::labelled(
        value.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'').as_bytes(),
    )
}
