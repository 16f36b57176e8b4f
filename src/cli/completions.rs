//! `completions`: what a shell needs to complete the program's arguments.

use clap_complete::Shell;

use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(shell: Shell, output: &mut Output) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::description(), "news-search", &mut script);
    output.data(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}
