//! A private folder with a copy of the sample archive, and the program run there as a reader of the
//! documentation runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The folder.
pub(crate) struct Archive(TempDir);

impl Archive {
    /// A copy of the sample archive, not yet indexed.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("corpus"), &folder.path().join("corpus"));
        Self(folder)
    }

    /// The same, indexed.
    pub(crate) fn indexed() -> Self {
        let archive = Self::new();
        assert!(archive.shell("news-search index corpus/").status.success());
        archive
    }

    /// Runs a line of shell with the program at hand and nothing of the user's settings.
    pub(crate) fn shell(&self, line: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_news-search"));
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let mut path = vec![program.parent().unwrap().to_owned()];
        path.extend(std::env::split_paths(&inherited));
        Command::new("sh")
            .args(["-c", line])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("XDG_CONFIG_HOME", self.0.path().join("settings"))
            .env("HOME", std::env::var_os("HOME").unwrap_or_default())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The text of a file of the project.
pub(crate) fn document(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}
