//! The inputs as the user named them: what reading calls by absolute paths is shown under the
//! names that were typed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::read::{self, BadRoot, STDIN, Walk};

/// The paths given, each of which is there.
pub(super) struct Inputs {
    /// What was typed, by absolute path.
    given: HashMap<PathBuf, PathBuf>,
    /// One for each, in the order given.
    pub walks: Vec<Walk>,
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

    /// The absolute paths of the roots, in order.
    pub(super) fn roots(&self) -> Vec<String> {
        let roots = self.given.keys().map(|root| root.to_string_lossy().into_owned());
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
