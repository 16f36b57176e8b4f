//! The files under a root, in an order that depends on nothing but their names.
//!
//! What is passed over silently is only what people expect to be (hidden files, and what browsers
//! save beside a page); everything else that cannot be read is reported, so that no file vanishes.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{FileType, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::{Reason, Skipped};

/// The name that stands for standard input, as a root and as the path of what was read from it.
pub const STDIN: &str = "-";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The root it was found under: absolute, links resolved; the file itself where it was named.
    pub root: PathBuf,
    /// Its path below the root, `/` between the parts, its own name where it is the root.
    /// A byte that is not UTF-8 is written as U+FFFD and two hexadecimal digits, which keeps
    /// different names different.
    pub relative: String,
    /// Where to open it.
    pub path: PathBuf,
    /// Its size in bytes; 0 for standard input.
    pub bytes: u64,
    /// When it was last written, in nanoseconds since 1970 (UTC); 0 where unknown. It serves to
    /// see changes; it is taken for the date of an article only where that is asked for
    /// ([`super::Undated`]).
    pub modified: i64,
    /// How many of its records to pass over, in the order in which they come: they were read before.
    pub begin: u64,
}

/// A root that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {source}", path.display())]
pub struct BadRoot {
    /// As it was given.
    pub path: PathBuf,
    /// Why.
    pub source: std::io::Error,
}

/// The files under a root: see [`walk`].
#[derive(Debug)]
pub struct Walk(Found);

#[derive(Debug)]
enum Found {
    /// One file, or the reason why it is none.
    Single(Option<Result<File, Skipped>>),
    Folder {
        root: PathBuf,
        entries: Box<walkdir::IntoIter>,
        /// The folders that links led to.
        followed: HashSet<PathBuf>,
    },
}

/// Lists the files under a folder, a single file, or standard input (`-`), sorted by the bytes of
/// their paths. Hidden files and folders below the root are passed over, and so are the folders of what
/// browsers save beside a page; links are followed, but to each folder only once: a few that lead to one
/// another make millions of paths.
pub fn walk(root: &Path) -> Result<Walk, BadRoot> {
    if root.as_os_str() == STDIN {
        return Ok(Walk(Found::Single(Some(Ok(stdin())))));
    }
    let bad = |source| BadRoot { path: root.to_owned(), source };
    let root = root.canonicalize().map_err(bad)?;
    let metadata = root.metadata().map_err(bad)?;
    if !metadata.is_dir() {
        let relative = root.file_name().map(printable).unwrap_or_default();
        return Ok(Walk(Found::Single(Some(file(&root, relative, root.clone(), &metadata)))));
    }
    let entries = WalkDir::new(&root)
        .follow_links(true)
        .sort_by(|a, b| sort_key(a).cmp(sort_key(b)))
        .into_iter();
    Ok(Walk(Found::Folder { root, entries: Box::new(entries), followed: HashSet::new() }))
}

impl Iterator for Walk {
    type Item = Result<File, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        let (root, entries, followed) = match &mut self.0 {
            Found::Single(file) => return file.take(),
            Found::Folder { root, entries, followed } => (root, entries, followed),
        };
        loop {
            let entry = match entries.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(unreadable(root, &error))),
            };
            let hidden =
                entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
            let passed = hidden || entry.file_type().is_dir() && holds_parts_of_page(entry.path());
            if passed && entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            if !passed && entry.file_type().is_dir() && entry.path_is_symlink() {
                let folder = entry.path().canonicalize();
                if folder.is_ok_and(|folder| !followed.insert(folder)) {
                    entries.skip_current_dir();
                    let (path, reason) = (entry.into_path(), Reason::Followed);
                    return Some(Err(Skipped { path, member: None, record: None, reason }));
                }
            }
            if hidden || entry.file_type().is_dir() {
                continue;
            }
            return Some(match entry.metadata() {
                Ok(metadata) => {
                    let relative = relative(root, entry.path());
                    file(root, relative, entry.into_path(), &metadata)
                }
                Err(error) => Err(unreadable(root, &error)),
            });
        }
    }
}

/// Whether a folder holds what a browser saved beside a page: its scripts, styles, pictures and
/// the pages framed in it.
fn holds_parts_of_page(folder: &Path) -> bool {
    /// What browsers add to the name of the page, in the languages they speak.
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "_files", "-Dateien", "_fichiers", "_archivos", "_ficheros", "_arquivos", "_file", "_bestanden", "-filer",
        "_pliki", "_soubory", ".files",
    ];
    let Some(name) = folder.file_name().and_then(OsStr::to_str) else { return false };
    let page = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    page.is_some_and(|page| {
        ["html", "htm", "xhtml"].iter().any(|ending| {
            folder.with_file_name(format!("{page}.{ending}")).try_exists().unwrap_or(false)
        })
    })
}

/// What a name is sorted by: a folder stands where the paths of its files stand.
fn sort_key(entry: &DirEntry) -> impl Iterator<Item = &u8> {
    let slash: &[u8] = if entry.file_type().is_dir() { b"/" } else { b"" };
    entry.file_name().as_encoded_bytes().iter().chain(slash)
}

fn stdin() -> File {
    let path = PathBuf::from(STDIN);
    File { root: path.clone(), relative: STDIN.to_owned(), path, bytes: 0, modified: 0, begin: 0 }
}

fn file(
    root: &Path,
    relative: String,
    path: PathBuf,
    metadata: &Metadata,
) -> Result<File, Skipped> {
    if let Some(what) = special(metadata.file_type()) {
        return Err(Skipped { path, member: None, record: None, reason: Reason::Special(what) });
    }
    let modified = metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    });
    Ok(File { root: root.to_owned(), relative, path, bytes: metadata.len(), modified, begin: 0 })
}

/// What stands at a path by now, if it must not be opened.
pub(super) fn special_now(path: &Path) -> Option<&'static str> {
    if path.as_os_str() == STDIN {
        return None;
    }
    path.metadata().ok().and_then(|metadata| special(metadata.file_type()))
}

/// What something is that must not be opened: reading it could wait for ever.
#[cfg(unix)]
fn special(file_type: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt as _;
    if file_type.is_fifo() {
        Some("a named pipe")
    } else if file_type.is_socket() {
        Some("a socket")
    } else if file_type.is_dir() {
        Some("a folder")
    } else if file_type.is_file() {
        None
    } else {
        Some("a device")
    }
}

#[cfg(not(unix))]
fn special(file_type: FileType) -> Option<&'static str> {
    (!file_type.is_file()).then_some("a device")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Skipped {
    let reason = match error.io_error() {
        None => Reason::Loop,
        Some(error) => Reason::io(error),
    };
    Skipped { path: error.path().unwrap_or(root).to_owned(), member: None, record: None, reason }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.iter().map(printable).collect::<Vec<_>>().join("/")
}

/// A name or path as text; see [`File::relative`].
pub fn printable(name: &OsStr) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\u{FFFD}{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(root: &Path) -> Vec<String> {
        let root = root.canonicalize().unwrap();
        walk(&root)
            .unwrap()
            .map(|found| match found {
                Ok(file) => file.relative,
                Err(skipped) => {
                    format!("{}: {}", relative(&root, &skipped.path), skipped.reason)
                }
            })
            .collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_paths_without_hidden_ones() {
        let dir = tempfile::tempdir().unwrap();
        for path in ["b/x.txt", "b.txt", "b-1.txt", "a", "c/.git/config", ".hidden", "c/ü.md"] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::create_dir(dir.path().join("folder.json")).unwrap();
        assert_eq!(names(dir.path()), ["a", "b-1.txt", "b.txt", "b/x.txt", "c/ü.md"]);
    }

    #[test]
    fn a_single_file_has_its_name_and_a_missing_root_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(".a.txt");
        fs::write(&path, "four").unwrap();
        let file = walk(&path).unwrap().next().unwrap().unwrap();
        let root = path.canonicalize().unwrap();
        assert!(file.modified > 0);
        let modified = file.modified;
        let expected = File {
            path: root.clone(),
            root,
            relative: ".a.txt".to_owned(),
            bytes: 4,
            modified,
            begin: 0,
        };
        assert_eq!(file, expected);

        let missing = walk(&dir.path().join("none")).unwrap_err();
        assert_eq!(missing.source.kind(), std::io::ErrorKind::NotFound);
    }

    #[test]
    fn standard_input_is_a_file_of_its_own() {
        let found: Vec<_> = walk(Path::new("-")).unwrap().collect();
        assert_eq!(found, [Ok(stdin())]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_pipes_and_bad_names_reported() {
        use std::os::unix::ffi::OsStrExt as _;
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("d")).unwrap();
        fs::write(at("d/a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(at("d/a.txt"), at("link.txt")).unwrap();
        std::os::unix::fs::symlink(dir.path(), at("d/up")).unwrap();
        std::os::unix::fs::symlink(at("gone"), at("broken")).unwrap();
        fs::write(dir.path().join(OsStr::from_bytes(b"n\xFFm")), "x").unwrap();
        fs::write(dir.path().join(OsStr::from_bytes(b"n\xFEm")), "x").unwrap();
        std::os::unix::net::UnixListener::bind(at("sock")).unwrap();
        assert_eq!(
            names(dir.path()),
            [
                "broken: No such file or directory",
                "d/a.txt",
                "d/up: a link that leads back to a folder above it",
                "link.txt",
                "n\u{FFFD}FEm",
                "n\u{FFFD}FFm",
                "sock: a socket",
            ]
        );
    }
}
