//! The rooms of the house import only those that the table in `src/lib.rs` allows.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Table = BTreeMap<String, BTreeSet<String>>;

/// The table as documented: each room and what it may import.
fn table() -> Table {
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let rows: Vec<(String, String)> = lib
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! | [`")?.split('|');
            let room = cells.next()?.trim().strip_suffix("`]")?.to_owned();
            let imports = cells.nth(1)?.trim().to_owned();
            Some((room, imports))
        })
        .collect();
    let every: BTreeSet<String> = rows.iter().map(|(room, _)| room.clone()).collect();
    rows.into_iter()
        .map(|(room, imports)| {
            let allowed = match imports.as_str() {
                "all" => every.clone(),
                some => some.split_whitespace().map(str::to_owned).collect(),
            };
            (room, allowed)
        })
        .collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file of a room: `src/room.rs`, or all below `src/room/`.
fn files(room: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![source().join(room), source().join(format!("{room}.rs"))];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
            found.push(path);
        }
    }
    found
}

/// The rooms a file names in code as `crate::room` or inside `crate::{…}`.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join(" ");
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            rooms.extend(top_level(group));
        } else {
            rooms.extend(name(rest));
        }
    }
    rooms
}

/// The first names of the parts of a group, up to its closing brace.
fn top_level(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ if depth == 0 => parts.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    parts.iter().filter_map(|part| name(part.trim())).collect()
}

fn name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table = table();
    let mut broken = Vec::new();
    for (room, allowed) in &table {
        let files = files(room);
        assert!(!files.is_empty(), "the table names a room that is not there: {room}");
        for file in files {
            for import in imports(&fs::read_to_string(&file).unwrap()) {
                if import != *room && !allowed.contains(&import) {
                    broken.push(format!("{}: {import}", file.display()));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_room_is_in_the_table_and_imports_go_one_way() {
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let rooms: BTreeSet<String> = lib
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()))
        .collect();
    let table = table();
    assert_eq!(table.keys().cloned().collect::<BTreeSet<_>>(), rooms);
    // Whoever can be taken away once all it imports is gone stands in no circle.
    let mut left: Table = table;
    for (room, allowed) in &mut left {
        allowed.remove(room);
    }
    while let Some(room) =
        left.iter().find(|(_, allowed)| allowed.is_empty()).map(|(room, _)| room.clone())
    {
        left.remove(&room);
        for allowed in left.values_mut() {
            allowed.remove(&room);
        }
    }
    assert_eq!(left, Table::new());
}

#[test]
fn imports_are_seen_in_every_form() {
    let text = "use crate::date::Date;\nuse crate::{article::{Head, Article},\n  text};\n\
                // crate::index is not code\nlet x = crate::render::line(y);";
    let want = ["article", "date", "render", "text"].map(str::to_owned);
    assert_eq!(imports(text), BTreeSet::from(want));
}
