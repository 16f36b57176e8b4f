//! What the program is built of: licences, versions, sources and the least Rust, as `deny.toml` and
//! `Cargo.toml` say. It asks no network: of advisories only `cargo deny check` can know.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own manifest has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Value;

fn root() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

fn read(file: &str) -> Value {
    fs::read_to_string(root().join(file)).unwrap().parse::<toml::Table>().unwrap().into()
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// What stands in `Cargo.lock`: name, version, source.
fn locked() -> Vec<(String, String, Option<String>)> {
    let lock = read("Cargo.lock");
    let packages = lock["package"].as_array().unwrap().iter();
    let field = |package, key| text(package, key).map(str::to_owned);
    let all = packages.map(|package| {
        (
            field(package, "name").unwrap(),
            field(package, "version").unwrap(),
            field(package, "source"),
        )
    });
    all.collect()
}

/// What cargo tells of every package that this machine builds.
fn packages() -> Vec<serde_json::Value> {
    let run = |program: String, args: &[&str]| {
        let output = Command::new(program).args(args).current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let rustc = run("rustc".to_owned(), &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", host];
    let metadata: serde_json::Value =
        serde_json::from_str(&run(env!("CARGO").to_owned(), &args)).unwrap();
    let built: BTreeSet<&str> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["id"].as_str().unwrap())
        .collect();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.filter(|package| built.contains(package["id"].as_str().unwrap())).cloned().collect()
}

#[test]
fn every_licence_is_one_of_those_allowed_and_each_of_these_is_needed() {
    let deny = read("deny.toml");
    let allowed = deny["licenses"]["allow"].as_array().unwrap().iter();
    let allowed: BTreeSet<&str> = allowed.map(|name| name.as_str().unwrap()).collect();
    let mut needed = BTreeSet::new();
    let packages = packages();
    for package in packages.iter().filter(|package| package["name"] != env!("CARGO_PKG_NAME")) {
        let name = package["name"].as_str().unwrap();
        let licence =
            package["license"].as_str().unwrap_or_else(|| panic!("{name} has no licence"));
        // All that AND joins must be granted, one of what OR joins suffices.
        for part in licence.split(" AND ") {
            let choices =
                part.trim_matches(['(', ')']).split(" OR ").flat_map(|one| one.split('/'));
            let choices: BTreeSet<&str> = choices.map(str::trim).collect();
            let granted: Vec<&str> = choices.intersection(&allowed).copied().collect();
            assert!(!granted.is_empty(), "{name}: {licence}");
            needed.extend(granted);
        }
    }
    assert_eq!(needed, allowed);
}

#[test]
fn a_crate_is_there_in_one_version_or_there_is_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, version, _) in locked() {
        versions.entry(name).or_default().insert(version);
    }
    let deny = read("deny.toml");
    let skipped: BTreeSet<String> = deny["bans"]["skip"]
        .as_array()
        .unwrap()
        .iter()
        .inspect(|skip| assert!(text(skip, "reason").is_some_and(|reason| reason.len() > 3)))
        .map(|skip| text(skip, "crate").unwrap().to_owned())
        .collect();
    let mut without_reason = Vec::new();
    let mut needed = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let named = versions.iter().map(|version| format!("{name}@{version}"));
        let (excused, others): (Vec<_>, Vec<_>) = named.partition(|one| skipped.contains(one));
        needed.extend(excused);
        without_reason.extend(others.into_iter().skip(1));
    }
    assert_eq!(without_reason, Vec::<String>::new());
    assert_eq!(needed, skipped, "a reason for what is not there");
    for banned in deny["bans"]["deny"].as_array().unwrap() {
        let banned = text(banned, "crate").unwrap();
        assert!(!versions.contains_key(banned), "{banned}");
    }
}

#[test]
fn everything_comes_from_the_one_registry() {
    for (name, version, source) in locked() {
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let source = source.unwrap_or_default();
        let is_public = source == "registry+https://github.com/rust-lang/crates.io-index";
        assert!(is_public, "{name} {version} from {source:?}");
    }
}

#[test]
fn no_dependency_is_there_for_nothing() {
    let manifest = read("Cargo.toml");
    let mut unused = Vec::new();
    for (table, folders) in
        [("dependencies", &["src"][..]), ("dev-dependencies", &["src", "tests", "benches"])]
    {
        let code: String = folders.iter().map(|folder| sources(&root().join(folder))).collect();
        for (name, _) in manifest[table].as_table().unwrap() {
            let name = name.replace('-', "_");
            let uses = [format!("{name}::"), format!("use {name};"), format!("use {name} as ")];
            if !uses.iter().any(|form| code.contains(form)) {
                unused.push(name);
            }
        }
    }
    assert_eq!(unused, Vec::<String>::new());
}

/// The code below a folder, without comments.
fn sources(folder: &Path) -> String {
    let (mut code, mut open) = (String::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            // What the fuzzer is built of is no part of the program.
            let is_built = path.file_name().is_some_and(|name| name == "target");
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            open.extend(entries.filter(|_| !is_built));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
            code.extend(lines.flat_map(|line| [line, "\n"]));
        }
    }
    code
}

#[test]
fn the_least_rust_is_said_and_no_crate_asks_for_more() {
    let least = |version: &str| -> Vec<u32> {
        let mut parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
        parts.resize(3, 0);
        parts
    };
    let ours = env!("CARGO_PKG_RUST_VERSION");
    for package in packages() {
        let Some(theirs) = package["rust_version"].as_str() else { continue };
        let name = &package["name"];
        assert!(least(theirs) <= least(ours), "{name} needs Rust {theirs}, ours is {ours}");
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("[Rust](https://rustup.rs) {ours} or later")));
}

#[test]
fn there_is_no_unsafe_code() {
    let manifest = read("Cargo.toml");
    assert_eq!(text(&manifest["lints"]["rust"], "unsafe_code"), Some("forbid"));
    assert!(!root().join("build.rs").try_exists().unwrap());
}
