//! A message in its parts.
//!
//! One pass over the lines, with the open multiparts on a stack: no part is looked at twice,
//! nothing recurses, and a boundary that never comes costs nothing. Messages inside a message are
//! parts like other files; what they hold is theirs.

use std::borrow::Cow;

use super::fields::{self, Fields, Parameters};
use super::{mailbox, transfer};
use crate::read::decode;
use encoding_rs::Encoding;

/// How many multiparts may lie in each other. Real messages have three or four.
const DEEPEST: usize = 20;

/// How many parts of a message are read. Digests have a hundred.
const MOST: usize = 1_000;

/// No boundary is longer; the standard allows 70 bytes.
const LONGEST_BOUNDARY: usize = 200;

/// A message taken apart.
#[derive(Debug, Default)]
pub(super) struct Message<'m> {
    pub fields: Fields<'m>,
    pub parts: Vec<Part<'m>>,
    /// Whether it has more parts than are read, or parts that lie too deep.
    pub is_cut: bool,
}

/// A part that has no parts.
#[derive(Debug)]
pub(super) struct Part<'m> {
    pub role: Role,
    /// The type, in lower case.
    pub media: String,
    /// The number of the multipart whose parts say the same in different forms.
    pub choice: Option<usize>,
    pub name: Option<String>,
    /// The address of the page, where one is stored in the form of a message.
    pub location: Option<String>,
    how: Parameters,
    transfer: Transfer,
    bytes: &'m [u8],
}

/// What a part is to the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What there is to read.
    Text,
    /// A file that came with it.
    File,
    /// Text that cannot be had without a key.
    Encrypted,
    /// Pictures that stand in a text, signatures, keys, cards, appointments, reports of servers.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transfer {
    AsIs,
    Quoted,
    Base64,
}

/// A multipart that has not ended.
struct Open<'m> {
    boundary: String,
    fields: Fields<'m>,
    kind: String,
    start: usize,
    is_barren: bool,
    choice: Option<usize>,
}

/// What the line that is next belongs to.
enum State<'m> {
    /// The head that began there.
    Head(usize),
    /// The body that began there.
    Body(Fields<'m>, usize),
    /// What stands before, between and behind parts for old programs to show.
    Aside,
}

struct Walk<'m> {
    bytes: &'m [u8],
    message: Message<'m>,
    open: Vec<Open<'m>>,
    choices: usize,
    has_head: bool,
}

/// Takes a message apart.
pub(super) fn read(bytes: &[u8]) -> Message<'_> {
    let message = Message::default();
    let mut walk = Walk { bytes, message, open: Vec::new(), choices: 0, has_head: false };
    let mut state = State::Head(0);
    let mut at = 0;
    while at < bytes.len() {
        let next = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
        state = walk.line(state, at..next);
        at = next;
    }
    walk.end(state, bytes.len());
    walk.close(0, bytes.len());
    walk.message
}

impl<'m> Walk<'m> {
    /// Takes a line in, and says what the next one belongs to.
    fn line(&mut self, state: State<'m>, place: std::ops::Range<usize>) -> State<'m> {
        let line = self.bytes[place.clone()].trim_ascii_end();
        if let Some((level, is_last)) = self.boundary(line) {
            self.end(state, place.start);
            self.close(level + 1, place.start);
            self.open[level].is_barren = false;
            if is_last {
                self.open.pop();
                return State::Aside;
            }
            return State::Head(place.end);
        }
        match state {
            State::Head(start) if line.is_empty() => self.begin(start..place.start, place.end),
            // A part without a head whose text begins at once.
            State::Head(start)
                if self.has_head && start == place.start && !mailbox::is_field(line) =>
            {
                self.begin(start..start, start)
            }
            state => state,
        }
    }

    /// Which open multipart a line is the boundary of, and whether its last.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let text = line.strip_prefix(b"--").filter(|_| !self.open.is_empty())?;
        self.open.iter().enumerate().rev().find_map(|(level, open)| {
            match text.strip_prefix(open.boundary.as_bytes())? {
                b"" => Some((level, false)),
                b"--" => Some((level, true)),
                _ => None,
            }
        })
    }

    /// A head is over.
    fn begin(&mut self, head: std::ops::Range<usize>, start: usize) -> State<'m> {
        let lines = &self.bytes[head.clone()];
        let is_head = self.has_head || lines.split(|&byte| byte == b'\n').any(mailbox::is_field);
        let start = if is_head { start } else { head.start };
        let fields = Fields::read(lines);
        if !std::mem::replace(&mut self.has_head, true) {
            self.message.fields = fields.clone();
        }
        let how = Parameters::read(&fields.unparsed("content-type").unwrap_or_default());
        let boundary = how.get("boundary").map(|boundary| boundary.trim_end().to_owned());
        let boundary = boundary.filter(|text| (1..=LONGEST_BOUNDARY).contains(&text.len()));
        let (Some(kind), Some(boundary)) = (how.value.strip_prefix("multipart/"), boundary) else {
            return State::Body(fields, start);
        };
        if self.open.len() == DEEPEST {
            self.message.is_cut = true;
            return State::Aside;
        }
        let outer = self.open.iter().find_map(|open| open.choice);
        let choice = outer.or_else(|| {
            self.choices += 1;
            (kind == "alternative").then_some(self.choices)
        });
        let kind = kind.to_owned();
        self.open.push(Open { boundary, fields, kind, start, is_barren: true, choice });
        State::Aside
    }

    /// Ends what the lines so far belong to.
    fn end(&mut self, state: State<'m>, end: usize) {
        match state {
            State::Body(fields, start) => self.part(&fields, start..end),
            State::Head(start) if !self.has_head => {
                self.message.fields = Fields::read(&self.bytes[start..end]);
                self.has_head = true;
            }
            State::Head(_) | State::Aside => {}
        }
    }

    /// Ends the multiparts from a level on. One whose boundary never came is text after all.
    fn close(&mut self, level: usize, end: usize) {
        while self.open.len() > level {
            let Some(open) = self.open.pop() else { return };
            if open.is_barren {
                self.part(&open.fields, open.start..end);
            }
        }
    }

    fn part(&mut self, fields: &Fields<'m>, place: std::ops::Range<usize>) {
        if self.message.parts.len() == MOST {
            self.message.is_cut = true;
            return;
        }
        let bytes = &self.bytes[place];
        // The line end ahead of a boundary is a part of it.
        let bytes = bytes.strip_suffix(b"\n").filter(|_| !self.open.is_empty()).unwrap_or(bytes);
        let how = Parameters::read(&fields.unparsed("content-type").unwrap_or_default());
        let kind = self.open.last().map_or("", |open| open.kind.as_str());
        let media = match how.value.as_str() {
            "" if kind == "digest" => "message/rfc822".to_owned(),
            "" | "text" => "text/plain".to_owned(),
            multipart if multipart.starts_with("multipart/") => "text/plain".to_owned(),
            other => other.to_owned(),
        };
        let disposition =
            Parameters::read(&fields.unparsed("content-disposition").unwrap_or_default());
        let name = disposition.get("filename").or_else(|| how.get("name"));
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let is_attached = disposition.value == "attachment";
        let is_embedded = kind == "related" || fields.text("content-id").is_some();
        let has_text = self.message.parts.iter().any(|part| part.role == Role::Text);
        let choice = self.open.iter().find_map(|open| open.choice);
        // Another form of a text that is there in one that can be read.
        let is_form = kind == "alternative"
            && !is_attached
            && self
                .message
                .parts
                .iter()
                .any(|part| part.role == Role::Text && part.choice == choice);
        let is_encrypted = kind == "encrypted" && media != "application/pgp-encrypted"
            || matches!(&*media, "application/pkcs7-mime" | "application/x-pkcs7-mime");
        let role = match media.split_once('/').unwrap_or((&media, "")) {
            _ if is_encrypted => Role::Encrypted,
            ("text", "plain" | "html" | "markdown")
                if !is_attached && (name.is_none() || !has_text) =>
            {
                Role::Text
            }
            _ if is_form => Role::Nothing,
            ("image" | "audio" | "video" | "font", _) if is_embedded && !is_attached => {
                Role::Nothing
            }
            ("text", "css" | "javascript") => Role::Nothing,
            _ if NOTHING.contains(&&*media) => Role::Nothing,
            _ => Role::File,
        };
        let encoding = fields.text("content-transfer-encoding").unwrap_or_default();
        let transfer = match encoding.to_lowercase().trim() {
            "base64" => Transfer::Base64,
            "quoted-printable" => Transfer::Quoted,
            _ => Transfer::AsIs,
        };
        let location = fields.text("content-location");
        self.message.parts.push(Part { role, media, choice, name, location, how, transfer, bytes });
    }
}

/// Types of parts that hold no news.
const NOTHING: &[&str] = &[
    "application/ics",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "message/external-body",
    "message/feedback-report",
    "text/calendar",
    "text/rfc822-headers",
    "text/vcard",
    "text/x-vcard",
];

impl Part<'_> {
    /// Its bytes as they were before they were wrapped for the way.
    pub(super) fn bytes(&self) -> Cow<'_, [u8]> {
        match self.transfer {
            Transfer::AsIs => Cow::Borrowed(self.bytes),
            Transfer::Quoted => Cow::Owned(transfer::quoted(self.bytes)),
            Transfer::Base64 => Cow::Owned(transfer::base64(self.bytes)),
        }
    }

    /// The encoding that was declared for it, if it is known.
    pub(super) fn encoding(&self) -> Option<&'static Encoding> {
        fields::encoding(&self.how.get("charset")?)
    }

    /// Its text, and what a reader should know about it.
    pub(super) fn text(&self, notes: &mut Vec<String>) -> String {
        let bytes = self.bytes();
        let is_html = self.media == "text/html";
        let unknown = self.how.get("charset").filter(|charset| !fields::is_known(charset));
        notes.extend(unknown.map(|charset| format!("no encoding is called {charset}")));
        let declared = self.encoding().or_else(|| decode::declared(&bytes).filter(|_| is_html));
        let decoded = decode::decode(&bytes, declared);
        // What was declared needs no saying.
        let told = |note: &String| declared.is_none() || note == decode::REPLACED;
        notes.extend(decoded.notes.into_iter().filter(told));
        let is = |name: &str, value: &str| {
            self.how.get(name).is_some_and(|have| have.eq_ignore_ascii_case(value))
        };
        match decoded.text {
            text if is_html => text.into_owned(),
            text if is("format", "flowed") => transfer::flowed(&text, is("delsp", "yes")),
            text => transfer::unwrapped(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Role, type, choice and bytes of each part.
    fn parts(message: &str) -> Vec<String> {
        let message = read(message.as_bytes());
        let part = |part: &Part<'_>| {
            let choice = part.choice.map_or(String::new(), |choice| format!(" of {choice}"));
            let text = String::from_utf8_lossy(&part.bytes()).into_owned();
            format!("{:?} {}{choice}: {text}", part.role, part.media)
        };
        message.parts.iter().map(part).collect()
    }

    #[test]
    fn a_message_without_parts_is_one() {
        assert_eq!(parts("A: b\n\nText.\n"), ["Text text/plain: Text.\n"]);
        assert_eq!(parts("no head\n\nText.\n"), ["Text text/plain: no head\n\nText.\n"]);
        assert_eq!(parts("A: b\n"), [""; 0]);
        assert_eq!(parts(""), [""; 0]);
        let spoilt = "no field\nA: b\nContent-Type: text/html\n\nText.\n";
        assert_eq!(parts(spoilt), ["Text text/html: Text.\n"]);
        let barren = "Content-Type: multipart/mixed; boundary=x\n\nText.\n--y\n";
        assert_eq!(parts(barren), ["Text text/plain: Text.\n--y\n"]);
    }

    #[test]
    fn parts_are_told_apart() {
        let message = "Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\nFor old programs.\r\n--a\r\n\
            Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nPlain.\r\n--b  \r\n\
            Content-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Rich.\r\n\
            --c\r\nContent-Type: image/png\r\nContent-ID: <1>\r\n\r\nx\r\n--c--\r\n--b\r\nContent-Type: text/x-amp-html\r\n\r\ny\r\n--b--\r\nbehind\r\n--a\r\n\
            Content-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nRsOkaHJl\r\n--a\r\n\
            no head\r\n--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--a--\r\nepilogue";
        let expected = [
            "Text text/plain of 2: Plain.\r",
            "Text text/html of 2: <p>Rich.\r",
            "Nothing image/png of 2: x\r",
            "Nothing text/x-amp-html of 2: y\r",
            "File text/plain: Fähre",
            "Text text/plain: no head\r",
            "File message/rfc822: Subject: x\r\n\r\ny\r",
        ];
        assert_eq!(parts(message), expected);
        // Cut off anywhere, it still has parts, and the first is the same.
        for end in message.find("Rich").unwrap()..message.len() {
            assert_eq!(parts(&message[..end])[0], expected[0], "{end}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let nest = |n: usize| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n");
        let deep: String = (0..5_000).map(nest).collect();
        let message = read(deep.as_bytes());
        assert!(message.is_cut && message.parts.is_empty());
        let many = format!("{}{}", nest(0), "\nx\n--b0\n".repeat(5_000));
        let message = read(many.as_bytes());
        assert!(message.is_cut);
        assert_eq!(message.parts.len(), MOST);
    }
}
