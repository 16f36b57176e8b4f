//! Input that was made to do harm, or is merely as bad as input gets: the program ends in bounded
//! time and memory, says what it could not read and why, and reads the rest.
//!
//! Forms of a gigabyte are for `cargo test --release --test hostile -- --ignored`.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod deep;
mod fields;
mod large;
mod packed;
mod support;
#[cfg(unix)]
mod tree;
