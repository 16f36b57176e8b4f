//! The one form that all articles have, whatever format they came in.

use std::borrow::Cow;

use super::{Context, Reason, address, language, publishers};
use crate::article::{self, Article, Dated, Head, REFUSED, Source};
use crate::date::Date;

/// Brings an article that knows its place (format, path, record) into the common form: clean text,
/// plausible dates, a language, an identifier; and evidence for exactly the values that are known.
pub(super) fn finish(article: Article, context: Context) -> Result<Article, Reason> {
    let Article { mut head, body } = article;
    let body = paragraphs(&body);
    head.headline = head.headline.as_deref().and_then(line);
    if body.is_empty() && head.headline.is_none() {
        return Err(Reason::Empty);
    }
    head.byline = head.byline.iter().filter_map(|name| line(name)).collect();
    head.agency = head.agency.as_deref().and_then(line);
    head.key = head.key.as_deref().and_then(line);
    head.url = head.url.as_deref().and_then(address::clean);
    head.source = head.source.take().and_then(source);
    head.date = head.date.take().and_then(|d| plausible("date", d, &mut head.notes, context));
    head.modified =
        head.modified.take().and_then(|d| plausible("modified", d, &mut head.notes, context));
    head.crawled =
        head.crawled.take().and_then(|d| plausible("crawled", d, &mut head.notes, context));
    tell_language(&mut head, &body);
    let found_in = &mut head.found_in;
    let known = [
        (&mut found_in.headline, head.headline.is_some()),
        (&mut found_in.byline, !head.byline.is_empty()),
        (&mut found_in.agency, head.agency.is_some()),
        (&mut found_in.language, head.language.is_some()),
        (&mut found_in.url, head.url.is_some()),
        (&mut found_in.body, !body.is_empty()),
    ];
    for (evidence, known) in known {
        evidence.take_if(|_| !known);
        if known {
            evidence.get_or_insert(Cow::Borrowed("text"));
        }
    }
    head.id = article::identify(&head.place(), head.record);
    Ok(Article { head, body })
}

/// The language of the text, or what was declared where the text leaves it open.
fn tell_language(head: &mut Head, body: &str) {
    let text = if body.is_empty() { head.headline.as_deref().unwrap_or_default() } else { body };
    match language::detect(text) {
        Some(language) => {
            head.language = Some(language.to_owned());
            head.found_in.language = Some(Cow::Borrowed("text"));
        }
        None => head.language = head.language.as_deref().and_then(language::declared),
    }
}

/// A source with its name, where it is known or the domain is that of a known publisher.
fn source(source: Source) -> Option<Source> {
    let domain = source.domain.as_deref().and_then(address::domain);
    let named = source.name.as_deref().and_then(line).map(|name| (name, source.found_in.clone()));
    let known = || Some((publishers::name(domain.as_deref()?)?.to_owned(), "known domain".into()));
    let (name, found_in) = named.or_else(known).unzip();
    (name.is_some() || domain.is_some()).then_some(Source {
        name,
        domain,
        found_in: found_in.unwrap_or(source.found_in),
    })
}

fn plausible(what: &str, dated: Dated, notes: &mut Vec<String>, context: Context) -> Option<Dated> {
    if dated.date.is_plausible(context.today) {
        return Some(dated);
    }
    notes.push(format!("{what} {}{REFUSED}{}", dated.date, impossible(dated.date, context)));
    None
}

fn impossible(date: Date, context: Context) -> &'static str {
    let crawled = context.around.crawled.as_ref().map(|crawled| crawled.date.first_day());
    match crawled {
        _ if date.first_day() <= context.today => "before 1600",
        Some(day) if day == context.today => "more than two days after the crawl",
        _ => "more than two days ahead",
    }
}

/// Text on one line, white space collapsed, control characters gone; `None` for nothing.
fn line(text: &str) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = line.len();
        line.extend(word.chars().filter(|&c| is_text(c)));
        if line.len() > start && start > 0 {
            line.insert(start, ' ');
        }
    }
    (!line.is_empty()).then_some(line)
}

/// Text as paragraphs parted by one blank line, without control characters and trailing blanks.
fn paragraphs(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut blank = false;
    for line in line_ends(text).split('\n').map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        push_text(&mut clean, line);
    }
    clean
}

/// Text whose lines all end in `\n`.
fn line_ends(text: &str) -> Cow<'_, str> {
    let odd = memchr::memchr(b'\r', text.as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "\u{2028}".as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "\u{2029}".as_bytes()).is_some();
    if odd {
        Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn push_text(clean: &mut String, line: &str) {
    // Control characters are rare: bytes tell quickly that there are none, many at a time. Those of
    // Latin-1 and the byte order mark begin with C2 and EF in UTF-8.
    let suspect = |byte: u8| byte < 0x20 && byte != b'\t' || matches!(byte, 0x7F | 0xC2 | 0xEF);
    let any = |many: &[u8]| many.iter().fold(false, |any, &byte| any | suspect(byte));
    if line.as_bytes().chunks(64).any(any) {
        clean.extend(line.chars().filter(|&c| is_text(c)));
    } else {
        clean.push_str(line);
    }
}

fn is_text(c: char) -> bool {
    (!c.is_control() || c == '\t') && c != '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_one_blank_line() {
        let cases = [
            ("\n a \r\nb\r\n\r\n \r\n\tc\n", " a\nb\n\n\tc"),
            ("a\u{2029}b\rc", "a\nb\nc"),
            ("a\0b\u{85}c\u{FEFF}é\u{7F}", "abcé"),
            (" \n\n ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(paragraphs(text), expected);
        }
    }

    #[test]
    fn lines_are_one_line() {
        let cases = [
            (" a \n\t b\u{A0}c ", Some("a b c")),
            ("a \0 b", Some("a b")),
            ("\0 b", Some("b")),
            (" \u{1} ", None),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text).as_deref(), expected, "{text:?}");
        }
    }
}
