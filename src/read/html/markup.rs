//! Markup to tokens: tags, texts and raw scripts, as slices of the page.
//!
//! What news needs of HTML is which text stands in which element, at a cost that grows with the
//! page and nothing else. A conforming parser cannot promise that: it copies open formatting
//! elements into every paragraph and compares each attribute with all before it, so that a few
//! kilobytes can cost minutes. This tokenizer accepts whatever stands there, in one pass; broken
//! markup is read as text or left out.

use std::borrow::Cow;

/// A piece of a page, in the order it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag: its name.
    Close(Cow<'a, str>),
    /// Text, entities decoded.
    Text(Cow<'a, str>),
    /// The content of a script or style, as it stands.
    Raw(&'a str),
}

/// How many attributes of a tag are looked at: tags of news pages have fewer than 50.
const ATTRIBUTES: usize = 200;

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub name: Cow<'a, str>,
    /// What stands between the name and the `>`.
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, entities decoded; the first where it is given twice.
    pub(super) fn attr(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        for _ in 0..ATTRIBUTES {
            let (found, value, behind) = attribute(rest)?;
            if found.eq_ignore_ascii_case(name) {
                return Some(htmlize::unescape_attribute(value));
            }
            rest = behind;
        }
        None
    }

    /// Whether a word stands anywhere in the attributes: quick to ask of every element of a page.
    pub(super) fn mentions(&self, word: &str) -> bool {
        memchr::memmem::find(self.attributes.as_bytes(), word.as_bytes()).is_some()
    }
}

impl Tag<'_> {
    /// Whether three letters that are wanted, given in lower case, stand anywhere in the attributes
    /// as written: a quick look before a close one.
    pub(super) fn has_trace(&self, wanted: impl Fn([u8; 3]) -> bool) -> bool {
        let attributes = self.attributes.as_bytes();
        attributes
            .windows(3)
            .any(|three| wanted([0, 1, 2].map(|at| three[at].to_ascii_lowercase())))
    }

    /// Whether there are attributes at all.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }
}

/// The tokens of a page.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose raw content follows.
    raw: Option<RawText>,
}

/// An element that holds text and no tags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RawText {
    /// Entities mean nothing in it.
    Script(&'static str),
    /// Entities are decoded in it.
    Title(&'static str),
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, raw: None }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    /// The text up to the end tag of the element it stands in.
    fn raw(&mut self, raw: RawText) -> Token<'a> {
        let (RawText::Script(name) | RawText::Title(name)) = raw;
        let bytes = self.rest.as_bytes();
        let end = end_tag(bytes, name).unwrap_or(bytes.len());
        let text = self.take(end);
        match raw {
            RawText::Script(_) => Token::Raw(text),
            RawText::Title(_) => Token::Text(htmlize::unescape(text)),
        }
    }

    /// The text up to the next tag; a `<` that begins none is part of it.
    fn text(&mut self) -> Token<'a> {
        let bytes = self.rest.as_bytes();
        let begins_tag = |at: &usize| {
            let next = bytes.get(at + 1);
            next.is_some_and(|byte| {
                byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')
            })
        };
        let end = memchr::memchr_iter(b'<', bytes).skip_while(|at| *at == 0).find(begins_tag);
        Token::Text(htmlize::unescape(self.take(end.unwrap_or(bytes.len()))))
    }

    /// What follows a `<`; `None` where it was a comment or declaration.
    fn tag(&mut self) -> Option<Token<'a>> {
        let bytes = self.rest.as_bytes();
        match bytes.get(1) {
            Some(b'!' | b'?') => {
                self.skip_declaration();
                None
            }
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let end = tag_end(&self.rest[2..])? + 2;
                let tag = self.take(end);
                Some(Token::Close(name(&tag[2..])))
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let end = tag_end(&self.rest[1..])? + 1;
                let tag = &self.take(end)[1..];
                let name = name(tag);
                self.raw = raw_text(&name);
                Some(Token::Open(Tag { attributes: tag[name.len()..].trim_end_matches('>'), name }))
            }
            _ => Some(self.text()),
        }
    }

    fn skip_declaration(&mut self) {
        let close = if self.rest.starts_with("<!--") { "-->" } else { ">" };
        let end = self.rest[2..].find(close).map_or(self.rest.len(), |at| 2 + at + close.len());
        self.take(end);
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(raw) = self.raw.take() {
            return Some(self.raw(raw));
        }
        while !self.rest.is_empty() {
            if !self.rest.starts_with('<') {
                return Some(self.text());
            }
            let before = self.rest.len();
            match self.tag() {
                Some(token) => return Some(token),
                // A tag that never ends: browsers drop it, and so the rest of the page.
                None if self.rest.len() == before => self.rest = "",
                None => {}
            }
        }
        None
    }
}

/// The name at the start of a tag, in lower case.
fn name(tag: &str) -> Cow<'_, str> {
    let end =
        tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    let name = &tag[..end];
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn raw_text(name: &str) -> Option<RawText> {
    match name {
        "script" => Some(RawText::Script("script")),
        "style" => Some(RawText::Script("style")),
        "iframe" => Some(RawText::Script("iframe")),
        "xmp" => Some(RawText::Script("xmp")),
        "noembed" => Some(RawText::Script("noembed")),
        "title" => Some(RawText::Title("title")),
        "textarea" => Some(RawText::Title("textarea")),
        _ => None,
    }
}

/// Where the end tag of an element begins.
fn end_tag(bytes: &[u8], name: &str) -> Option<usize> {
    let length = 2 + name.len();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == b'<') {
        let start = from + at;
        let tag = bytes.get(start..start + length)?;
        if tag[1] == b'/' && tag[2..].eq_ignore_ascii_case(name.as_bytes()) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

/// The index behind the `>` that ends a tag whose name starts the text.
fn tag_end(tag: &str) -> Option<usize> {
    let mut rest = &tag[name(tag).len()..];
    while let Some((_, _, behind)) = attribute(rest) {
        rest = behind;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    rest.starts_with('>').then(|| tag.len() - rest.len() + 1)
}

/// The first attribute: its name, its value as written, and what follows it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    if text.is_empty() || text.starts_with('>') {
        return None;
    }
    // The first character belongs to the name even where it is a stray `=`.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let length = text[first..]
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
        .map_or(text.len(), |at| at + first);
    let (name, behind) = text.split_at(length);
    let Some(value) = behind.trim_start().strip_prefix('=') else {
        return Some((name, "", behind));
    };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let inside = &value[1..];
        let end = inside.find(quote).unwrap_or(inside.len());
        return Some((name, &inside[..end], inside.get(end + 1..).unwrap_or("")));
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    Some((name, &value[..end], &value[end..]))
}
