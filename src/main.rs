//! The program: runs the library and turns its answer into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    news_search::cli::run(std::env::args_os())
}
