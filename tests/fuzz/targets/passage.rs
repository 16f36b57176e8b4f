//! Any article and any query: what is shown must be whole and in place.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/excerpt.rs"]
mod excerpt;
#[path = "../checks/passage.rs"]
mod passage;

fuzz_target!(|bytes: &[u8]| passage::check(bytes));
