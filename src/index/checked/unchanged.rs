//! Which files the system says have not been changed since they were compared in full.
//!
//! Dictionaries and columns are handed to the engine whole, though a query looks at little of them:
//! to compare them each time would cost a first query as much as all else it does. So a list beside
//! the index holds what the system knows of each such file (inode, size, times) as it was when it was
//! last compared. A file of which the system says the same has been neither written to, replaced nor
//! copied since. What it cannot tell is a disk that gives other bytes than it was given: that is
//! what `check` is for, which compares everything.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory};

use super::{file, seal};

/// The name of the list in the folder of the index.
pub(in crate::index) const LIST: &str = "compared.list";

/// The kinds of files that are handed over whole.
const WHOLE: [&str; 2] = ["term", "fast"];

/// The files of the list.
#[derive(Debug, Default)]
pub(in crate::index) struct Unchanged(BTreeMap<String, Identity>);

/// What the system knows of a file: inode, size, and when it and what is known of it were changed
/// last, in nanoseconds.
type Identity = [i128; 4];

impl Unchanged {
    /// The list in a folder; empty where there is none, or none that is whole.
    pub(super) fn load(dir: &Path) -> Self {
        let bytes = fs::read(dir.join(LIST)).unwrap_or_default();
        let content = seal::content(Path::new(LIST), &bytes).unwrap_or_default();
        Self(String::from_utf8_lossy(content).lines().filter_map(entry).collect())
    }

    /// Whether a file of the folder is as it was when it was compared.
    pub(super) fn holds(&self, dir: &Path, name: &Path) -> bool {
        let Some(known) = name.to_str().and_then(|name| self.0.get(name)) else { return false };
        fs::metadata(dir.join(name)).is_ok_and(|now| identity(&now) == Some(*known))
    }

    /// Makes the list anew for these files, and compares those that are not in it as they are now.
    /// Damaged ones are left out. Answers whether there was anything to write.
    pub(in crate::index) fn keep(dir: &Path, names: &[String]) -> io::Result<bool> {
        let before = Self::load(dir);
        let of_kind = |name: &&String| is_whole(Path::new(name));
        let mut now = Self::default();
        for name in names.iter().filter(of_kind) {
            let known = before.0.get(name).filter(|_| before.holds(dir, Path::new(name)));
            let known = known.copied().or_else(|| compared(dir, name));
            now.0.extend(known.map(|identity| (name.clone(), identity)));
        }
        if now.0 == before.0 {
            return Ok(false);
        }
        let directory = MmapDirectory::open(dir).map_err(io::Error::other)?;
        directory
            .atomic_write(Path::new(LIST), &seal::sealed(Path::new(LIST), now.text().as_bytes()))?;
        Ok(true)
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (name, [inode, size, modified, changed]) in &self.0 {
            let _infallible = writeln!(text, "{name} {inode} {size} {modified} {changed}");
        }
        text
    }
}

/// Whether a file is of a kind that is handed over whole.
pub(super) fn is_whole(name: &Path) -> bool {
    name.extension().is_some_and(|kind| WHOLE.iter().any(|whole| kind == *whole))
}

fn entry(line: &str) -> Option<(String, Identity)> {
    let (name, numbers) = line.split_once(' ')?;
    let numbers: Vec<i128> = numbers.split(' ').map_while(|number| number.parse().ok()).collect();
    Some((name.to_owned(), numbers.try_into().ok()?))
}

/// What the system knows of a file that is whole, and did not change while that was seen.
fn compared(dir: &Path, name: &str) -> Option<Identity> {
    let file = File::open(dir.join(name)).ok()?;
    let before = identity(&file.metadata().ok()?)?;
    let whole = file::problem(&file, Path::new(name)).ok()?.is_none();
    let after = identity(&file.metadata().ok()?)?;
    (whole && before == after).then_some(after)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems tell less")]
fn identity(of: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let time = |seconds, nanos| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
    Some([
        of.ino().into(),
        of.size().into(),
        time(of.mtime(), of.mtime_nsec()),
        time(of.ctime(), of.ctime_nsec()),
    ])
}

/// Elsewhere the system does not tell when anything of a file was changed: nothing is taken for
/// unchanged.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}
