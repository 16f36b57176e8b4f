//! `man`: the manual page of the program, or of one command.

use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(command: Option<&str>, output: &mut Output) -> Result<Status, Failure> {
    let mut program = super::description().disable_help_subcommand(true);
    program.build();
    let page = match command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .map(|found| found.display_name(format!("news-search-{name}")))
            .ok_or_else(|| Failure::Usage {
                what: format!("no command `{name}`"),
                hint: "see the commands with `news-search --help`",
            })?,
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff).map_err(Failure::Output)?;
    output.data(&String::from_utf8_lossy(&roff))?;
    Ok(Status::Done)
}
