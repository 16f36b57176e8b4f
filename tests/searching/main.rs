//! Searching through the library: what matches, in which order, and what the index remembers.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod many;
mod matching;
mod ranking;
mod scene;
mod writing;
