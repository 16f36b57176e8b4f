//! The program: runs the library and turns its answer into an exit status.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// The system's allocator keeps what a thread gave back for that thread: a long run of the indexer, whose
/// threads come and go, then holds half as much again as it uses.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    news_search::cli::run(std::env::args_os())
}
