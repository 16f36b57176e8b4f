//! The program as people and scripts meet it: run in a private folder, with standard output,
//! standard error and exit status compared whole.

mod extract;
mod help;
mod messages;
mod support;
