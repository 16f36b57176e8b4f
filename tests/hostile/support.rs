//! Runs the binary in a private folder and watches it: a run that does not end, or takes all
//! memory, fails the test instead of the machine.

use std::fs;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// When a run is taken for one that never ends. The slowest takes a tenth of this on a laptop.
const PATIENCE: Duration = Duration::from_mins(5);

/// A private folder to run the program in.
pub(crate) struct Folder(TempDir);

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
    /// The most memory it had at a time, in megabytes; 0 where the system does not say.
    pub(crate) megabytes: u64,
}

/// A story to be found beside whatever else there is.
pub(crate) const STORY: &str = "Harbour reopens\n\nThe harbour of Port Merrin reopened on Friday after \
    the storm, the harbour master said, and the ferries ran again.\n";

impl Folder {
    /// A folder with one good story in `news/good.txt`.
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("good.txt", STORY);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file below `news`.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join("news").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes a file below `news` of which the most is a hole: `head`, so many zeros, `tail`.
    pub(crate) fn write_sparse(&self, name: &str, head: &str, zeros: u64, tail: &str) {
        let mut file = fs::File::create(self.path().join("news").join(name)).unwrap();
        file.write_all(head.as_bytes()).unwrap();
        let behind = head.len() as u64 + zeros;
        file.set_len(behind).unwrap();
        file.seek(std::io::SeekFrom::Start(behind)).unwrap();
        file.write_all(tail.as_bytes()).unwrap();
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let [mut stdout, mut stderr] = [(); 2].map(|()| tempfile::tempfile().unwrap());
        let mut child = Command::new(env!("CARGO_BIN_EXE_news-search"))
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(stdout.try_clone().unwrap())
            .stderr(stderr.try_clone().unwrap())
            .spawn()
            .unwrap();
        let (started, mut megabytes) = (Instant::now(), 0);
        let status = loop {
            megabytes = megabytes.max(peak(child.id()));
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("{args:?} has not ended after {PATIENCE:?}");
            }
            thread::sleep(Duration::from_millis(5));
        };
        let read = |file: &mut fs::File| {
            let mut text = String::new();
            file.rewind().unwrap();
            file.read_to_string(&mut text).unwrap();
            text
        };
        let (stdout, stderr) = (read(&mut stdout), read(&mut stderr));
        Run { stdout, stderr, status: status.code(), megabytes }
    }

    /// Indexes `news`, and gives a line for all that was skipped: where and why. The good story can
    /// be found afterwards.
    pub(crate) fn index(&self) -> (Vec<String>, Run) {
        let run = self.run(&["index", "news", "--errors", "skipped.jsonl"]);
        assert_eq!((run.stdout.as_str(), run.status), ("", Some(0)), "{}", run.stderr);
        assert!(!run.stderr.contains("failed on it"), "a reader panicked: {}", run.stderr);
        let found = self
            .run(&["query", "harbour ferries", "--no-group", "--jsonl", "--limit", "99"])
            .stdout;
        assert!(found.contains("\"path\":\"news/good.txt\""), "{found:?}\n{}", run.stderr);
        let listed = fs::read_to_string(self.path().join("skipped.jsonl")).unwrap();
        (listed.lines().filter_map(skipped).collect(), run)
    }
}

/// A line of the list of what was skipped, shorter; `None` for a note on what was read.
fn skipped(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).unwrap();
    if line["what"] != "skipped" {
        return None;
    }
    let path = line["path"].as_str().unwrap();
    let mut place = path.strip_prefix("news/").unwrap().to_owned();
    place.extend(line["member"].as_str().map(|member| format!("/{member}")));
    place.extend(line["record"].as_u64().map(|record| format!(":{record}")));
    Some(format!("{place}: {}", line["reason"].as_str().unwrap()))
}

/// The most memory that a process has had so far, in megabytes.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
