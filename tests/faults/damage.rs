//! Flipped bits and files cut off, in every file of an index.

use std::fs;
use std::path::{Path, PathBuf};

use news_search::index::{Error, check};
use news_search::search::Backend;

use crate::dice::Dice;
use crate::news::{Question, add_long, index, questions};

/// What came of all faults.
#[derive(Debug, Default)]
struct Outcomes {
    faults: usize,
    /// Faults of which no question took notice.
    unnoticed: usize,
    /// Questions answered although a file was damaged.
    right: usize,
    errors: usize,
}

/// An index, what it should answer, and the bytes of each of its files.
struct Victim {
    dir: tempfile::TempDir,
    questions: Vec<Question>,
    right: Vec<String>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Victim {
    fn new(make: impl FnOnce(&Path)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        make(dir.path());
        let questions = questions();
        let backend = Backend::open(dir.path()).unwrap();
        let right = questions.iter().map(|ask| ask(&backend).unwrap()).collect();
        let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_none_or(|kind| kind != "lock"))
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        files.sort();
        assert!(files.iter().any(|(path, _)| path.extension().unwrap() == "del"), "{files:?}");
        Self { dir, questions, right, files }
    }

    /// Puts other bytes into a file, asks everything, and puts the file right.
    fn suffer(&self, file: &Path, bytes: Option<&[u8]>, fault: &str, outcomes: &mut Outcomes) {
        let before = fs::read(file).unwrap();
        match bytes {
            Some(bytes) => fs::write(file, bytes).unwrap(),
            None => fs::remove_file(file).unwrap(),
        }
        let context = format!("{fault} in {}", file.display());
        let noticed = self.ask(&context, outcomes);
        outcomes.faults += 1;
        outcomes.unnoticed += usize::from(!noticed);
        // What no question needs, the check finds.
        match check(self.dir.path()) {
            Ok(health) => {
                let name = file.file_name().unwrap().to_string_lossy();
                let told =
                    health.files.iter().any(|file| file.name == name && file.problem.is_some());
                assert!(told, "{context}: {health:?}");
                let harmless = ["versions.table", "compared.list"].contains(&&*name);
                assert_eq!(health.sound, harmless, "{context}: {health:?}");
            }
            Err(error) => panic!("{context}: {error}"),
        }
        fs::write(file, before).unwrap();
    }

    /// Whether any question ended with an error; the others must be answered right.
    fn ask(&self, context: &str, outcomes: &mut Outcomes) -> bool {
        let backend = match Backend::open(self.dir.path()) {
            Ok(backend) => backend,
            Err(error) => {
                outcomes.errors += self.questions.len();
                return assert_told(&error, context);
            }
        };
        let mut noticed = false;
        for (ask, right) in self.questions.iter().zip(&self.right) {
            match ask(&backend) {
                Ok(answer) => {
                    assert!(answer == *right, "{context}: answered {answer} and not {right}");
                    outcomes.right += 1;
                }
                Err(error) => {
                    noticed = assert_told(&error, context);
                    outcomes.errors += 1;
                }
            }
        }
        noticed
    }
}

/// An error about damage says so and what to do.
fn assert_told(error: &Error, context: &str) -> bool {
    let of_damage = matches!(error, Error::Damaged { .. });
    assert!(of_damage && error.hint().contains("news-search check"), "{context}: {error}");
    true
}

/// Damages every file of an index at so many places.
fn torment(victim: &Victim, flips: usize) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let mut dice = Dice(0x0DD5);
    for (file, bytes) in &victim.files {
        for flip in 0..flips {
            // The first and the last bytes are those that say what the others mean.
            let at = match flip % 4 {
                0 => dice.roll(bytes.len().min(32)),
                1 => bytes.len() - 1 - dice.roll(bytes.len().min(64)),
                _ => dice.roll(bytes.len()),
            };
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << dice.roll(8);
            let fault = format!("a bit of byte {at} flipped");
            victim.suffer(file, Some(&damaged), &fault, &mut outcomes);
        }
        for kept in [0, 1, bytes.len() / 2, bytes.len() - 1, dice.roll(bytes.len())] {
            let fault = format!("cut off behind byte {kept}");
            victim.suffer(file, Some(&bytes[..kept]), &fault, &mut outcomes);
        }
        let from = dice.roll(bytes.len());
        let mut zeroed = bytes.clone();
        zeroed[from..].fill(0);
        if zeroed != *bytes {
            victim.suffer(file, Some(&zeroed), &format!("zeros from {from}"), &mut outcomes);
        }
        let longer = [&bytes[..], &[0; 100]].concat();
        victim.suffer(file, Some(&longer), "100 bytes more", &mut outcomes);
        victim.suffer(file, None, "taken away", &mut outcomes);
    }
    // Another file of the index in its place, whole and with its own checksums.
    for ((file, bytes), (_, other)) in victim.files.iter().zip(victim.files.iter().cycle().skip(1))
    {
        if bytes != other {
            victim.suffer(file, Some(other), "another file", &mut outcomes);
        }
    }
    assert!(!victim.ask("undone", &mut outcomes), "all is put right");
    outcomes
}

/// Merged segments get checksums of their own: what is merged must have been compared.
#[test]
fn damage_is_not_merged_into_what_looks_sound() {
    let dir = tempfile::tempdir().unwrap();
    add_long(dir.path(), 0..1, 1_500).unwrap();
    let store = |entry: fs::DirEntry| {
        Some(entry.path()).filter(|path| path.extension().is_some_and(|kind| kind == "store"))
    };
    let store = fs::read_dir(dir.path()).unwrap().find_map(|entry| store(entry.unwrap())).unwrap();
    let mut bytes = fs::read(&store).unwrap();
    // Far from the end, which is read whenever the file is opened.
    assert!(bytes.len() > 40_000, "{}", bytes.len());
    bytes[100] ^= 1;
    fs::write(&store, bytes).unwrap();
    let mut runs = 1..20;
    let error = runs.find_map(|nth| add_long(dir.path(), nth..nth + 1, 1_500).err()).unwrap();
    assert_told(&error, "merging");
    let health = check(dir.path()).unwrap();
    let damaged = health.files.iter().find(|file| file.state.is_fatal()).unwrap();
    assert_eq!(damaged.name, store.file_name().unwrap().to_string_lossy());
}

#[test]
fn damage_is_an_error_or_does_no_harm() {
    let outcomes = torment(&Victim::new(|dir| index(dir, 60)), 12);
    assert!(outcomes.faults > 200 && outcomes.errors > outcomes.right, "{outcomes:?}");
}

/// There is one where a run brings articles enough; those before can be read without.
#[test]
fn damage_of_the_dictionary_is_an_error() {
    let with_dictionary = |dir: &Path| {
        index(dir, 12);
        add_long(dir, 12..60, 200).unwrap();
    };
    let mut victim = Victim::new(with_dictionary);
    let is_dictionary =
        |(path, _): &(PathBuf, Vec<u8>)| path.file_name().unwrap() == "articles.dictionary";
    victim.files.retain(is_dictionary);
    let mut outcomes = torment(&victim, 12);
    // One that is whole, and made of other articles.
    let other = tempfile::tempdir().unwrap();
    add_long(other.path(), 60..108, 200).unwrap();
    let (file, _) = &victim.files[0];
    let bytes = fs::read(other.path().join(file.file_name().unwrap())).unwrap();
    victim.suffer(file, Some(&bytes), "another dictionary", &mut outcomes);
    assert!(outcomes.faults > 20 && outcomes.right == victim.right.len(), "{outcomes:?}");
    assert_eq!(outcomes.unnoticed, 0);
}

/// `cargo test --release --test faults -- --ignored --nocapture` tells what came of it.
#[test]
#[ignore = "thousands of faults"]
#[expect(clippy::print_stdout, reason = "the outcome is what it is run for")]
fn damage_of_a_larger_index_is_an_error_or_does_no_harm() {
    println!("{:?}", torment(&Victim::new(|dir| index(dir, 600)), 150));
}
