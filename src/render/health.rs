//! What a check of an index found, for people.

use std::fmt::Write as _;

use super::clean;
use super::style::HEADLINE;
use super::words::{bytes, count, counted};
use crate::results::{FileCondition, FileHealth, Health};

/// What was found: every file that is not as it was written, then the whole.
pub fn health(health: &Health) -> String {
    let mut out = String::new();
    let told =
        |file: &&FileHealth| !matches!(file.state, FileCondition::Sound | FileCondition::Leftover);
    for file in health.files.iter().filter(told) {
        let problem = file.problem.as_deref().unwrap_or_default();
        let name = clean::line(&file.name);
        let _infallible = writeln!(out, "{} {name}: {problem}", file.state.as_str());
    }
    let leftover = |file: &&FileHealth| file.state == FileCondition::Leftover;
    let leftovers = health.files.iter().filter(leftover).count() as u64;
    if leftovers > 0 {
        let _infallible = writeln!(
            out,
            "leftover of a run that was broken off: {}; the next `news-search index` clears up",
            counted(leftovers, "file"),
        );
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let needed = |file: &&FileHealth| file.state == FileCondition::Sound || file.state.is_fatal();
    let (files, bad) = (
        health.files.iter().filter(needed).count() as u64,
        health.files.iter().filter(|file| file.state.is_fatal()).count() as u64,
    );
    let state = if health.sound { "sound" } else { "damaged" };
    let _infallible = writeln!(
        out,
        "{HEADLINE}{state}{HEADLINE:#}: {} of {} as they were written, {} in all",
        count(files - bad),
        counted(files, "file"),
        bytes(health.bytes),
    );
    let _infallible = match (health.articles, health.unreadable) {
        (None, _) => writeln!(out, "articles were not read through, because files are damaged"),
        (Some(whole), 0) => writeln!(out, "{} read through", counted(whole, "article")),
        (Some(whole), broken) => {
            let whole = counted(whole, "article");
            writeln!(out, "{whole} read through, {} make no sense", count(broken))
        }
    };
    out
}
