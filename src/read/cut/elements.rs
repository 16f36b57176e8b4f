//! Markup cut into the elements that are articles, however broken the rest of it is.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::{Chunk, Cutter, Stop, Taken, Unwanted};
use crate::read::{Reason, decode};

/// The most that is kept of what stands ahead of the first element, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// The longest name, with the sign before it, that is looked at.
const LONGEST_NAME: usize = 40;

impl<T: FnMut(Chunk) -> Result<(), Unwanted>> Cutter<'_, T> {
    /// The elements of these names (in lower case), each a record, numbered from 1; what stands
    /// ahead of the first is told to all.
    pub(super) fn elements(
        &mut self,
        mut reader: &mut dyn BufRead,
        names: &[&str],
    ) -> Result<(), Stop> {
        let mut head = Vec::new();
        for number in 1.. {
            let mut scanner = Scanner::new(names);
            let kept = if number == 1 { LONGEST_HEAD } else { 0 };
            if !scanner.start(&mut reader, &mut head, kept)? {
                break;
            }
            if number == 1 {
                let mut origin = (*self.origin).clone();
                origin.around.head = decode::decode(&head, origin.encoding).text.into_owned();
                self.origin = Arc::new(origin);
            }
            let start = self.chunk.bytes.len();
            self.chunk.bytes.extend_from_slice(&scanner.tag);
            let mut ended = false;
            let taken = self.take_until(&mut reader, &mut |bytes| {
                let end = scanner.end(bytes);
                ended = end.is_some();
                end
            });
            let place = match taken {
                Ok(Taken::Whole) if ended => Ok(start..self.chunk.bytes.len()),
                Ok(Taken::TooLong) => Err(Reason::TooLong(self.longest)),
                Ok(Taken::Whole | Taken::Nothing) => {
                    Err(Reason::Damaged("the file ends inside it".to_owned()))
                }
                Err(error) => Err(Reason::io(&error)),
            };
            let lost = place.is_err();
            if lost {
                self.chunk.bytes.truncate(start);
            }
            self.found(Some(number), place)?;
            if lost && !ended {
                break;
            }
        }
        Ok(())
    }
}

/// Finds where elements begin and end in bytes that come piece by piece. It knows no more of
/// markup than tags, comments and CDATA sections, so that nothing stops it.
struct Scanner<'n> {
    names: &'n [&'n str],
    state: State,
    /// The tag that is being read, from its `<`: all of its name.
    tag: Vec<u8>,
    /// The element found, and how many of its name are open.
    found: Option<&'n str>,
    depth: usize,
    /// The last two bytes of a comment or CDATA section.
    last: [u8; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Name,
    /// Behind the name of a tag, up to its `>`.
    Attributes,
    /// Behind the name of an end tag of the element.
    Closing,
    Comment,
    Cdata,
}

impl<'n> Scanner<'n> {
    fn new(names: &'n [&'n str]) -> Self {
        let (state, tag) = (State::Text, Vec::new());
        Self { names, state, tag, found: None, depth: 0, last: [0; 2] }
    }

    /// Reads up to the name of the next element; whether there is one. What stands ahead of it goes
    /// into `head`, up to so many bytes.
    fn start(
        &mut self,
        reader: &mut dyn BufRead,
        head: &mut Vec<u8>,
        kept: usize,
    ) -> io::Result<bool> {
        loop {
            let bytes = reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let end = self.scan(bytes, |scanner| scanner.found.is_some());
            let passed = end.unwrap_or(bytes.len());
            let room = kept.saturating_sub(head.len());
            head.extend_from_slice(&bytes[..passed.min(room)]);
            reader.consume(passed);
            if end.is_some() {
                // The name of the element, now in the tag, ends the head.
                if head.ends_with(&self.tag) && kept > 0 {
                    head.truncate(head.len() - self.tag.len());
                }
                return Ok(true);
            }
        }
    }

    /// Behind the end of the element, if it is in these bytes.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        self.scan(bytes, |scanner| scanner.depth == 0)
    }

    /// Reads on until something is so; where.
    fn scan(&mut self, bytes: &[u8], is_so: impl Fn(&Self) -> bool) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.state == State::Text {
                at += memchr::memchr(b'<', &bytes[at..])? + 1;
                self.state = State::Name;
                self.tag.clear();
                self.tag.push(b'<');
                continue;
            }
            let byte = bytes[at];
            at += 1;
            self.take(byte);
            if is_so(self) {
                return Some(at);
            }
        }
        None
    }

    fn take(&mut self, byte: u8) {
        match self.state {
            State::Text => {}
            State::Name => self.take_of_name(byte),
            State::Attributes | State::Closing if byte != b'>' => self.last = [0, byte],
            State::Attributes => {
                // `<item/>` is over.
                let is_found = self.found.is_some_and(|name| is_tag(&self.tag[1..], name));
                self.depth -= usize::from(is_found && self.last[1] == b'/');
                self.state = State::Text;
            }
            State::Closing => {
                self.depth -= 1;
                self.state = State::Text;
            }
            State::Comment | State::Cdata => {
                let sign = if self.state == State::Comment { b'-' } else { b']' };
                if byte == b'>' && self.last == [sign; 2] {
                    self.state = State::Text;
                }
                self.last = [self.last[1], byte];
            }
        }
    }

    fn take_of_name(&mut self, byte: u8) {
        if self.tag.len() == 1 && !(byte.is_ascii_alphabetic() || b"/!?_".contains(&byte)) {
            // A sign in a text.
            self.state = State::Text;
            return;
        }
        self.tag.push(byte);
        let name = &self.tag[1..];
        match name {
            b"!--" => (self.state, self.last) = (State::Comment, [0; 2]),
            b"![CDATA[" => (self.state, self.last) = (State::Cdata, [0; 2]),
            _ if !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/' if name.len() > 1) => {
                if name.len() > LONGEST_NAME {
                    self.state = State::Attributes;
                }
            }
            _ => self.end_name(byte),
        }
    }

    /// Behind a name and the byte that ended it.
    fn end_name(&mut self, ended_by: u8) {
        let name = &self.tag[1..self.tag.len() - 1];
        let (is_end, name) = name.strip_prefix(b"/").map_or((false, name), |name| (true, name));
        let known = match self.found {
            Some(found) => Some(found).filter(|found| name.eq_ignore_ascii_case(found.as_bytes())),
            None if is_end => None,
            None => {
                let mut names = self.names.iter().copied();
                names.find(|known| name.eq_ignore_ascii_case(known.as_bytes()))
            }
        };
        self.last = [0, ended_by];
        self.state = if ended_by == b'>' { State::Text } else { State::Attributes };
        let Some(known) = known else { return };
        match (is_end, ended_by) {
            (false, _) => {
                self.found = Some(known);
                self.depth += 1;
            }
            (true, b'>') => self.depth -= 1,
            (true, _) => self.state = State::Closing,
        }
    }
}

/// Whether a tag, with the byte that ended its name, is one of this name.
fn is_tag(tag: &[u8], name: &str) -> bool {
    tag.len() == name.len() + 1 && tag[..name.len()].eq_ignore_ascii_case(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands ahead, and the elements found when the bytes come so many at a time.
    fn elements(text: &str, piece: usize) -> (String, Vec<String>) {
        let mut reader = io::BufReader::with_capacity(piece, text.as_bytes());
        let (mut head, mut found) = (Vec::new(), Vec::new());
        loop {
            let mut scanner = Scanner::new(&["item", "entry"]);
            let kept = if found.is_empty() { 1000 } else { 0 };
            if !scanner.start(&mut reader, &mut head, kept).unwrap() {
                break;
            }
            let mut element = scanner.tag.clone();
            let mut ended = false;
            while !ended {
                let bytes = reader.fill_buf().unwrap();
                if bytes.is_empty() {
                    element.extend_from_slice(b"...");
                    break;
                }
                let end = scanner.end(bytes);
                ended = end.is_some();
                let passed = end.unwrap_or(bytes.len());
                element.extend_from_slice(&bytes[..passed]);
                reader.consume(passed);
            }
            found.push(String::from_utf8(element).unwrap());
        }
        (String::from_utf8(head).unwrap(), found)
    }

    #[test]
    fn elements_are_found_in_whatever_stands_around_them() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "<a><item>1</item> <ITEM x='1'>2</Item ></a>",
                "<a>",
                &["<item>1</item>", "<ITEM x='1'>2</Item >"],
            ),
            (
                "<!-- <item> --><items/><item><!-- </item> --></item>",
                "<!-- <item> --><items/>",
                &["<item><!-- </item> --></item>"],
            ),
            ("<item><![CDATA[</item>]]]></item>", "", &["<item><![CDATA[</item>]]]></item>"]),
            ("<entry><item></item></entry>", "", &["<entry><item></item></entry>"]),
            (
                "<item><item>1</item></item><item>2</item>",
                "",
                &["<item><item>1</item></item>", "<item>2</item>"],
            ),
            ("<item a='1'/><item>2 < 3</item>", "", &["<item a='1'/>", "<item>2 < 3</item>"]),
            ("<item>cut", "", &["<item>cut..."]),
            ("no markup", "no markup", &[]),
            ("</item><x", "</item><x", &[]),
        ];
        for (text, head, expected) in cases {
            for piece in [1, 2, 3, 7, 1000] {
                let (found_head, found) = elements(text, piece);
                assert_eq!(
                    (found_head.as_str(), found),
                    (*head, expected.iter().map(|e| (*e).to_owned()).collect()),
                    "{text} by {piece}"
                );
            }
        }
    }
}
