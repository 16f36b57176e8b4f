//! The program as people and scripts meet it: run in a private folder, with standard output,
//! standard error and exit status compared whole.

#![expect(clippy::unwrap_used, reason = "a test that cannot run the program has failed")]

mod batch;
mod check;
mod config;
mod counts;
mod extract;
mod help;
mod index;
mod messages;
mod query;
mod related;
mod support;
mod timeline;
