//! The inputs as the user named them: what reading calls by absolute paths is shown under the
//! names that were typed.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::read::{self, BadRoot, File, Reason, STDIN, Skipped, Walk};

/// The paths given, each of which is there.
pub(super) struct Inputs {
    /// What was typed, by absolute path.
    given: HashMap<PathBuf, PathBuf>,
    /// One for each, in the order given.
    walks: Vec<Walk>,
}

impl Inputs {
    /// Looks at every path before any is read, so that a misspelt one changes nothing.
    pub(super) fn open(paths: &[PathBuf]) -> Result<Self, BadRoot> {
        let mut given = HashMap::new();
        let mut walks = Vec::new();
        for path in paths {
            walks.push(read::walk(path)?);
            if path.as_os_str() != STDIN
                && let Ok(absolute) = path.canonicalize()
            {
                given.entry(absolute).or_insert_with(|| path.clone());
            }
        }
        Ok(Self { given, walks })
    }

    /// The files found under all of them, to be asked for once. What this run writes is none of them,
    /// or reading it would have no end.
    pub(super) fn files(
        &mut self,
        errors: Option<&Path>,
    ) -> impl Iterator<Item = Result<File, Skipped>> + use<> {
        let outputs = Outputs::of_run(errors);
        let found = std::mem::take(&mut self.walks).into_iter().flatten();
        found.map(move |found| {
            let file = found?;
            if !outputs.have(&file) {
                return Ok(file);
            }
            let (path, reason) = (file.path, Reason::Output);
            Err(Skipped { path, member: None, record: None, reason })
        })
    }

    /// The absolute paths of the roots, in order.
    pub(super) fn roots(&self) -> Vec<String> {
        let roots = self.given.keys().map(|root| read::printable(root.as_os_str()));
        let mut roots: Vec<String> = roots.collect();
        roots.sort_unstable();
        roots
    }

    /// A path under the name that was typed, or as it is where it lies under none of them.
    pub(super) fn as_given(&self, path: &Path) -> PathBuf {
        path.ancestors()
            .find_map(|ancestor| {
                let given = self.given.get(ancestor)?;
                let rest = path.strip_prefix(ancestor).ok()?;
                Some(if rest.as_os_str().is_empty() { given.clone() } else { given.join(rest) })
            })
            .unwrap_or_else(|| path.to_owned())
    }
}

/// The files that a run writes: the list of what it skipped, and those to which its output is sent.
struct Outputs(Vec<(u64, u64)>);

impl Outputs {
    #[cfg(unix)]
    fn of_run(errors: Option<&Path>) -> Self {
        use std::os::fd::AsFd as _;
        let streams = [
            std::io::stdout().as_fd().try_clone_to_owned(),
            std::io::stderr().as_fd().try_clone_to_owned(),
        ];
        let streams = streams.into_iter().flatten().map(fs::File::from);
        let written = streams.filter_map(|stream| stream.metadata().ok());
        let listed = errors.and_then(|path| path.metadata().ok());
        Self(written.chain(listed).filter(Metadata::is_file).map(|file| number(&file)).collect())
    }

    #[cfg(not(unix))]
    fn of_run(_: Option<&Path>) -> Self {
        Self(Vec::new())
    }

    fn have(&self, file: &File) -> bool {
        let is_one = |metadata: Metadata| self.0.contains(&number(&metadata));
        !self.0.is_empty() && file.path.metadata().is_ok_and(is_one)
    }
}

/// What tells a file from every other on the machine, whatever name it is called by.
#[cfg(unix)]
fn number(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (file.dev(), file.ino())
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::Inputs;

    #[test]
    fn paths_are_called_as_they_were_typed() {
        let pairs = [("/data/news", "news/"), ("/data/news/a.txt", "./a.txt")];
        let given = pairs.map(|(path, typed)| (PathBuf::from(path), PathBuf::from(typed)));
        let inputs = Inputs { given: given.into(), walks: Vec::new() };
        for (path, want) in [
            ("/data/news/2024/b.html", "news/2024/b.html"),
            ("/data/news/a.txt", "./a.txt"),
            ("/elsewhere/c.txt", "/elsewhere/c.txt"),
            ("-", "-"),
        ] {
            assert_eq!(inputs.as_given(Path::new(path)), Path::new(want));
        }
    }
}
