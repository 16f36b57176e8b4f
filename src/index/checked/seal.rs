//! The checksum of a list that is replaced at one stroke: a line of text at its end.

use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

/// What the line begins with.
const SEAL: &str = "xxh3 ";

/// How long the line is: the checksum has 16 digits.
const LENGTH: usize = SEAL.len() + 16 + 1;

/// The content of a file with its checksum.
pub(super) fn sealed(name: &Path, content: &[u8]) -> Vec<u8> {
    [content, seal(name, content).as_bytes()].concat()
}

/// The content before the checksum; `None` where they disagree.
pub(super) fn content<'b>(name: &Path, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let (content, end) = bytes.split_at_checked(bytes.len().checked_sub(LENGTH)?)?;
    (end == seal(name, content).as_bytes()).then_some(content)
}

/// The line. The name is in the checksum so that no file passes for another.
fn seal(name: &Path, content: &[u8]) -> String {
    let mut sum = Xxh3::new();
    sum.update(name.as_os_str().as_encoded_bytes());
    sum.update(content);
    format!("{SEAL}{:016x}\n", sum.digest())
}
