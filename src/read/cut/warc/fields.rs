//! Heads of `Name: value` lines, as records of web archives and answers of web servers have them.

use std::borrow::Cow;

/// Where the head ends that the bytes begin with: behind the first blank line.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// A head in which every field is on one line.
pub(super) fn unfolded(head: &[u8]) -> Cow<'_, [u8]> {
    let is_folded = |at: usize| matches!(head.get(at + 1), Some(b' ' | b'\t'));
    if !memchr::memchr_iter(b'\n', head).any(is_folded) {
        return Cow::Borrowed(head);
    }
    let mut unfolded = Vec::with_capacity(head.len());
    for line in head.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            unfolded.truncate(unfolded.trim_ascii_end().len());
        }
        unfolded.extend_from_slice(line);
    }
    Cow::Owned(unfolded)
}

/// The value of the first field of a name in an unfolded head.
pub(super) fn field<'h>(head: &'h [u8], name: &str) -> Option<&'h [u8]> {
    head.split(|&byte| byte == b'\n').find_map(|line| {
        let (found, value) = line.split_at_checked(name.len())?;
        if !found.eq_ignore_ascii_case(name.as_bytes()) {
            return None;
        }
        // Some servers put blanks ahead of the colon.
        Some(value.trim_ascii_start().strip_prefix(b":")?.trim_ascii())
    })
}
