//! An index under faults: damaged files, a disk that is full or may not be written, several programs at
//! once. Whatever happens, the answer is right or an error that says what to do.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod damage;
#[path = "../dice/mod.rs"]
mod dice;
mod news;
mod readers;
mod refusals;
