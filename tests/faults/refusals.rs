//! What the system refuses: a full disk, a folder that may not be written or read, a lock.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A private folder to run the program in.
struct Folder(TempDir);

impl Folder {
    /// One that holds a file with so many articles.
    fn with_articles(articles: usize) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write_articles("news.jsonl", articles);
        folder
    }

    fn write_articles(&self, name: &str, articles: usize) {
        let mut file = File::create(self.path().join(name)).unwrap();
        for nth in 0..articles {
            let words: Vec<String> = (0..60).map(|word| format!("w{}", nth * word)).collect();
            let text = format!("The ferry waits. {}", words.join(" "));
            writeln!(file, r#"{{"title": "Ferry {nth}", "text": "{text}"}}"#).unwrap();
        }
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// A line of shell, in which `news-search` is the program.
    fn shell(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &with_program(line)]).current_dir(self.path());
        command.env_remove("NEWS_SEARCH_INDEX").env("HOME", self.path());
        command.env("program", env!("CARGO_BIN_EXE_news-search"));
        command
    }

    /// The same for a shell that may mount: what it mounted ends with it.
    fn mounting(&self, script: &str) -> Output {
        let mut shell = self.shell("exec unshare --map-root-user --mount sh -c \"$script\"");
        shell.env("script", with_program(script)).output().unwrap()
    }

    /// How many articles are found.
    fn found(&self) -> usize {
        let counts = self.answer("news-search query -c ferry");
        counts.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// What a line of shell prints to standard error, and its status.
    fn run(&self, line: &str) -> (String, Option<i32>) {
        let output = self.shell(line).output().unwrap();
        (String::from_utf8(output.stderr).unwrap(), output.status.code())
    }

    /// What a line of shell prints to standard output; it must succeed.
    fn answer(&self, line: &str) -> String {
        let output = self.shell(line).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {:?} {stderr}", output.status);
        String::from_utf8(output.stdout).unwrap()
    }

    fn start(&self, line: &str) -> Child {
        self.shell(&format!("exec {line}")).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// A line of shell with the program in place of its name.
fn with_program(line: &str) -> String {
    line.replace("news-search", "\"$program\"")
}

/// One line that begins so and tells the cause, a blank one, and a hint that begins so; status 2.
fn assert_refused(run: &(String, Option<i32>), begins: &str, cause: &str, hint: &str) {
    let (stderr, status) = run;
    assert_eq!(*status, Some(2), "{stderr}");
    let lines: Vec<&str> = stderr.lines().collect();
    let [error, blank, told] = lines[..] else { panic!("{stderr}") };
    assert!(error.starts_with(&format!("error: {begins}")), "{stderr}");
    assert!(error.contains(cause), "{stderr}");
    assert_eq!(blank, "");
    assert!(told.starts_with(&format!("hint: {hint}")), "{stderr}");
}

const MAKE_ROOM: &str = "make room";
const MAY: &str = "see to it that you may read and write there";

/// Whether the system lets a test mount things for itself alone; says so if not.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
fn may_mount(folder: &Folder) -> bool {
    let may = folder.run("unshare --map-root-user --mount mount -t tmpfs tmpfs /mnt").1 == Some(0);
    if !may {
        eprintln!("not tested: this system lets nobody mount");
    }
    may
}

#[test]
fn a_full_disk_is_told_and_leaves_what_was_there() {
    let folder = Folder::with_articles(3_000);
    folder.write_articles("few.jsonl", 3);
    if !may_mount(&folder) {
        return;
    }
    fs::create_dir(folder.path().join("small")).unwrap();
    // The mount ends with the shell that made it.
    let script = "mount -t tmpfs -o size=400k tmpfs small || exit 9
        news-search index few.jsonl --index small/index 2>/dev/null || exit 8
        news-search index news.jsonl --index small/index; status=$?
        news-search query -c ferry --index small/index || exit 7
        news-search index few.jsonl --rebuild --index small/index 2>/dev/null || exit 6
        news-search check --index small/index || exit 5
        exit $status";
    let output = folder.mounting(script);
    let run = (String::from_utf8(output.stderr).unwrap(), output.status.code());
    assert_refused(&run, "cannot write `small/index/", "No space left on device", MAKE_ROOM);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("3\t"), "{stdout}");
    assert!(stdout.ends_with("3 articles read through\n"), "{stdout}");
}

#[test]
fn a_file_that_may_not_grow_is_told_and_the_next_run_goes_on() {
    let folder = Folder::with_articles(3_000);
    // Blocks of 512 or 1024 bytes, as the shell has it.
    let run = folder.run("trap '' XFSZ; ulimit -f 100; exec news-search index news.jsonl");
    assert_refused(&run, "cannot write `index/", "File too large", MAKE_ROOM);
    assert_eq!(folder.run("news-search index news.jsonl").1, Some(0));
    assert_eq!(folder.found(), 3000);
    folder.answer("news-search check");
}

#[test]
fn a_folder_on_a_read_only_disk_can_be_searched_and_not_written() {
    let folder = Folder::with_articles(3);
    folder.answer("news-search index news.jsonl");
    folder.write_articles("more.jsonl", 2);
    if !may_mount(&folder) {
        return;
    }
    let script = "mount --bind index index && mount -o remount,bind,ro index || exit 9
        news-search query -c ferry || exit 8
        rm -f index/.tantivy-meta.lock 2>/dev/null
        news-search check >/dev/null || exit 7
        news-search index more.jsonl";
    let output = folder.mounting(script);
    let run = (String::from_utf8(output.stderr).unwrap(), output.status.code());
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("3\t"), "{stdout} {}", run.0);
    assert_refused(&run, "cannot lock the index at `index`", "Read-only file system", MAY);
}

/// How to run a program as somebody who is not root.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
fn as_nobody(folder: &Folder) -> Option<&'static str> {
    let root = folder.answer("id -u") == "0\n";
    if !root {
        return Some("exec");
    }
    let nobody = "exec setpriv --reuid=65534 --regid=65534 --clear-groups --";
    // The program itself may lie where nobody may look.
    if folder.run(&format!("{nobody} news-search --version >/dev/null")).1 == Some(0) {
        return Some(nobody);
    }
    eprintln!("not tested: root cannot become nobody here");
    None
}

#[test]
fn who_may_only_read_can_search_and_is_told_that_he_may_not_write() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with_articles(3);
    folder.answer("news-search index news.jsonl");
    let mode = |path: &str, mode| {
        let path = folder.path().join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(".", 0o755);
    let Some(nobody) = as_nobody(&folder) else { return };
    for file in fs::read_dir(folder.path().join("index")).unwrap() {
        mode(file.unwrap().path().to_str().unwrap(), 0o444);
    }
    mode("index", 0o555);
    assert!(folder.answer(&format!("{nobody} news-search query -c ferry")).starts_with("3\t"));
    folder.answer(&format!("{nobody} news-search check"));
    let write = folder.run(&format!("{nobody} news-search index news.jsonl"));
    assert_refused(&write, "cannot lock the index at `index`", "Permission denied", MAY);
    let elsewhere = folder.run(&format!("{nobody} news-search index news.jsonl --index index/new"));
    assert_refused(&elsewhere, "cannot make the folder `index/new`", "Permission denied", MAY);

    let store = "chmod 0 index/*.store; ";
    assert_eq!(folder.run(store).1, Some(0));
    let read = folder.run(&format!("{nobody} news-search query ferry"));
    assert_refused(&read, "cannot read `index/", "Permission denied", MAY);
    let checked = folder.run(&format!("{nobody} news-search check >/dev/null"));
    assert_refused(&checked, "the index at `index` is damaged", "", "make it anew with");
    mode("index", 0o000);
    let closed = folder.run(&format!("{nobody} news-search query ferry"));
    assert_refused(&closed, "cannot read `index/meta.json`", "Permission denied", MAY);
    mode("index", 0o755);
}

#[test]
fn what_is_no_folder_of_an_index_is_told() {
    let folder = Folder::with_articles(3);
    let folder_needed = "name a folder with `--index DIR`";
    for command in ["query ferry", "index news.jsonl", "index news.jsonl --rebuild", "check"] {
        let run = folder.run(&format!("news-search {command} --index news.jsonl"));
        assert_refused(&run, "cannot read `news.jsonl", "Not a directory", folder_needed);
    }
    let missing = folder.run("news-search check");
    assert_refused(&missing, "no index at `index`", "", "build one with");

    folder.answer("news-search index news.jsonl");
    // The table of versions cannot be laid where a folder is; nothing else is touched for it.
    folder.answer("rm index/versions.table && mkdir index/versions.table");
    let away = "take that folder away";
    for command in ["index news.jsonl", "index news.jsonl --rebuild"] {
        let run = folder.run(&format!("news-search {command}"));
        assert_refused(&run, "cannot write `index/versions.table`", "Is a directory", away);
    }
    folder.answer("rmdir index/versions.table && news-search index news.jsonl");
    assert!(fs::metadata(folder.path().join("index/versions.table")).unwrap().is_file());

    // Without the list of segments, their files are still an index that was.
    fs::remove_file(folder.path().join("index/meta.json")).unwrap();
    for command in ["query ferry", "index news.jsonl"] {
        let run = folder.run(&format!("news-search {command}"));
        let damaged = "the index at `index` is damaged: `meta.json`: the file is missing";
        assert_refused(&run, damaged, "", "`news-search check` says what is damaged");
    }
    folder.answer("news-search index news.jsonl --rebuild");
    assert_eq!(folder.found(), 3);
}

#[test]
fn a_writer_keeps_others_out() {
    let folder = Folder::with_articles(3);
    folder.answer("news-search index news.jsonl");
    let lock = File::open(folder.path().join("index/.tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    let wait = "wait for it to end";
    for command in ["index news.jsonl", "index news.jsonl --rebuild"] {
        let run = folder.run(&format!("news-search {command}"));
        assert_refused(&run, "the index at `index` is being written by another process", "", wait);
    }
    // Not even a damaged index is cleared away under another writer.
    fs::write(folder.path().join("index/meta.json"), "").unwrap();
    let run = folder.run("news-search index news.jsonl --rebuild");
    assert_refused(&run, "the index at `index` is being written by another process", "", wait);
    lock.unlock().unwrap();
    folder.answer("news-search index news.jsonl --rebuild");
    assert_eq!(folder.found(), 3);
}

#[test]
fn of_writers_at_once_each_writes_all_or_nothing() {
    for _ in 0..10 {
        let folder = Folder::with_articles(200);
        folder.write_articles("other.jsonl", 100);
        let writers = ["news.jsonl", "other.jsonl", "news.jsonl"]
            .map(|file| (file, folder.start(&format!("news-search index {file}"))));
        let mut written = Vec::new();
        for (file, writer) in writers {
            let output = writer.wait_with_output().unwrap();
            let run = (String::from_utf8(output.stderr).unwrap(), output.status.code());
            if run.1 == Some(0) {
                written.push(file);
            } else {
                let locked = "the index at `index` is being written by another process";
                assert_refused(&run, locked, "", "wait for it to end");
            }
        }
        assert!(!written.is_empty());
        let count = |file, articles| if written.contains(&file) { articles } else { 0 };
        let wanted = count("news.jsonl", 200) + count("other.jsonl", 100);
        assert_eq!(folder.found(), wanted);
        folder.answer("news-search check");
    }
}

#[test]
fn readers_see_one_state_or_the_next_while_the_index_is_written() {
    let folder = Folder::with_articles(50);
    folder.answer("news-search index news.jsonl");
    let mut seen = 50;
    for run in 1..=6 {
        folder.write_articles(&format!("more-{run}.jsonl"), 50);
        let mut writer = folder.start(&format!("news-search index more-{run}.jsonl"));
        while writer.try_wait().unwrap().is_none() {
            let found = folder.found();
            assert!(found == seen || found == 50 * (run + 1), "{found} in run {run}");
            seen = found;
        }
        assert!(writer.wait().unwrap().success());
        seen = 50 * (run + 1);
    }
    assert_eq!(folder.found(), 350);
}
