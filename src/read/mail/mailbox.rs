//! What mail looks like from outside: heads of messages, and the lines by which mailboxes of many
//! messages (mbox) set them apart.

use std::borrow::Cow;

use memchr::memmem;

use crate::date;

/// Fields that programs write and people do not; with them a block of lines is a message's head.
const BY_MACHINES: &[&str] = &[
    "arc-seal",
    "authentication-results",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "dkim-signature",
    "envelope-to",
    "in-reply-to",
    "list-id",
    "list-unsubscribe",
    "message-id",
    "mime-version",
    "received",
    "references",
    "return-path",
];

/// How many lines of a head are looked at.
const LOOKED_AT: usize = 300;

/// The longest line that parts two messages: `From`, an address, a time.
const LONGEST_SEPARATOR: usize = 300;

/// Whether a text begins as a message or a mailbox does. Dispatches and pasted mail have lines such
/// as `From: Anna Berg` and `Date: 17 June`, too: a head has a field that programs write, or an
/// address and a time to the minute.
pub(in crate::read) fn is_mail(text: &str) -> bool {
    let text = text.trim_start();
    let text = text
        .split_once('\n')
        .filter(|(first, _)| length(first.as_bytes()).is_some())
        .map_or(text, |(_, rest)| rest);
    let first = text.lines().next().unwrap_or_default();
    let has_separator = is_separator(first.as_bytes());
    let head =
        if has_separator { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    let (mut fields, mut others, mut by_machines) = (0, 0, 0);
    let (mut who, mut when, mut what) = (None, None, false);
    for line in head.lines().take(LOOKED_AT).take_while(|line| !line.trim_end().is_empty()) {
        if line.starts_with([' ', '\t']) {
            others += usize::from(fields == 0);
            continue;
        }
        let Some((name, value)) = line.split_once(':').filter(|_| is_field(line.as_bytes())) else {
            others += 1;
            continue;
        };
        fields += 1;
        match name.trim_end().to_ascii_lowercase().as_str() {
            "from" => who = Some(value),
            "date" => when = Some(value),
            "subject" | "to" => what = true,
            name => by_machines += usize::from(BY_MACHINES.contains(&name)),
        }
    }
    let is_dated =
        || when.and_then(date::parse).is_some_and(|date| date.precision() == date::Precision::Time);
    let is_signed = who.is_some_and(|who| who.contains('@'));
    let is_head = others * 8 <= fields
        && (by_machines > 0 && (who.is_some() || when.is_some() || what)
            || by_machines > 1
            || is_signed && what && is_dated());
    is_head || has_separator && fields > 0 && others == 0
}

/// Whether a line is a field: a name without blanks, and a colon.
pub(in crate::read) fn is_field(line: &[u8]) -> bool {
    let Some(colon) = line.iter().take(80).position(|&byte| byte == b':') else { return false };
    let name = line[..colon].trim_ascii_end();
    !name.is_empty()
        && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Whether a line parts messages: `From anna@berg.example Mon Jun 17 10:30:00 2024`. Sentences that
/// begin with the word have no weekday, month, time and year of this form.
pub(in crate::read) fn is_separator(line: &[u8]) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let Ok(rest) = std::str::from_utf8(&rest[..rest.len().min(LONGEST_SEPARATOR)]) else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let moment = words.windows(2).position(|pair| {
        DAYS.contains(&pair[0].trim_end_matches(',')) && MONTHS.contains(&pair[1])
            || MONTHS.contains(&pair[1]) && pair[0].parse().is_ok_and(|day: u8| day <= 31)
    });
    let Some(at) = moment else { return false };
    let is_time = |word: &&str| {
        word.split(':').count() >= 2
            && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    };
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    words[at..].iter().any(is_time) && words[at..].iter().any(is_year)
}

/// The length of a message as Apple Mail sets it ahead of it, on a line of its own.
fn length(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii();
    let is_number = !line.is_empty() && line.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(line).ok().filter(|_| is_number)?.parse().ok()
}

/// A message without what its mailbox put around it: the line ahead of it, and the `>` ahead of
/// lines that would part messages.
pub(super) fn unboxed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let bytes = bytes[start..].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes[start..]);
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some() {
        // Lines as the Macintosh once ended them.
        let lines = bytes.iter().map(|&byte| if byte == b'\r' { b'\n' } else { byte });
        return Cow::Owned(unboxed(&lines.collect::<Vec<u8>>()).into_owned());
    }
    let first = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    if let Some(length) = length(&bytes[..first]) {
        let rest = &bytes[first..];
        return Cow::Borrowed(&rest[..length.min(rest.len())]);
    }
    if !is_separator(&bytes[..first]) {
        return Cow::Borrowed(bytes);
    }
    let bytes = &bytes[first..];
    if memmem::find(bytes, b">From ").is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let marks = line.iter().take_while(|&&byte| byte == b'>').count();
        let is_quoted = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_quoted)..]);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_from_dispatches() {
        let mail = [
            "Return-Path: <a@b.c>\nReceived: from x\n\tby y\nSubject: s\n\ntext",
            "From: Anna Berg <anna@b.example>\nTo: c@d.e\nDate: Mon, 17 Jun 2024 10:30:00 +0200\n\nx",
            "1234   \nReturn-Path: <a@b.c>\nSubject: s\n\nx",
            "\n\nMIME-Version: 1.0\nFrom: x\n\ny",
            "Subject: s\r\nContent-Type: text/plain\r\n\r\nx",
            "From a@b.c Mon Jun 17 10:30:00 2024\nSubject: s\n\nx",
            "Path: a!b\nNewsgroups: x.y\nMessage-ID: <1@b>\nSubject: s\n\nx",
            "Received: x\nReceived: y\nbroken line\nA: 1\nB: 2\nC: 3\nD: 4\nE: 5\nF: 6\nSubject: x\n\nx",
        ];
        for text in mail {
            assert!(is_mail(text), "{text}");
        }
        let plain = [
            "From: Anna Berg\nDate: 17 June\nSubject: The ferry\n\nIt stopped.",
            "From: Anna Berg\nDate: Mon, 17 Jun 2024 10:30:00 +0200\nSubject: The ferry\n\nIt stopped.",
            "From: newsdesk@gazette.example\nTo: all\nDate: 17 June 2024\n\nIt stopped.",
            "Date: 17 June\n\nIt stopped.",
            "From Monday on, ferries stop at 10:30.\nNobody knows why.",
            "From Mon Jun 17 on, ferries stop.\n\nNobody knows why.",
            "Received: three letters.\nThe editor read them\nand threw them away.",
            "Note: this is a text.\nSource: Reuters\nDate: 2024-06-17 10:30\n\nText",
            "References: none\n\nText",
            "",
        ];
        for text in plain {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn lines_that_part_messages() {
        let cases = [
            ("From a@b.c Mon Jun 17 10:30:00 2024", true),
            ("From 180@xxx Mon Jun 17 10:30:00 +0000 2024\r", true),
            ("From anna at b.example  Mon Jun 17 10:30:00 2024", true),
            ("From - Mon Jun 17 10:30:00 2024", true),
            ("From a@b.c Mon, 17 Jun 2024 10:30:00 +0200", true),
            ("From MAILER-DAEMON Sat Jun  1 00:00 CEST 2024", true),
            ("From Mon to Fri, it opens at 10:30.", false),
            ("From: a@b.c Mon Jun 17 10:30:00 2024", false),
            (">From a@b.c Mon Jun 17 10:30:00 2024", false),
            ("From 10:30 on 17 June 2024 the ferry stopped", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_separator(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn what_a_mailbox_adds_is_taken_off() {
        let cases = [
            (
                "From a@b.c Mon Jun 17 10:30:00 2024\nA: b\n\n>From here\n>>From there\n> From\n",
                "A: b\n\nFrom here\n>From there\n> From\n",
            ),
            ("A: b\n\n>From here\n", "A: b\n\n>From here\n"),
            ("\r\nA: b\r\n\r\nc", "A: b\r\n\r\nc"),
            ("A: b\r\rc", "A: b\n\nc"),
            ("7      \nA: b\n\nc<?xml version", "A: b\n\nc"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(String::from_utf8_lossy(&unboxed(bytes.as_bytes())), expected);
        }
    }
}
