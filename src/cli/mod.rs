//! Arguments, settings, progress and exit codes; one file per command.
//!
//! A command takes its resolved settings and an [`Output`], does its work, and answers with a
//! [`Status`] or a [`Failure`]; here, and only here, either becomes an exit status.

mod args;
mod check;
mod completions;
mod config;
mod defaults;
mod examples;
mod extract;
mod facets;
mod failure;
mod index;
mod inputs;
mod interrupt;
mod man;
mod nearest;
mod output;
mod progress;
mod query;
mod related;
mod settings;
mod show;
mod skips;
mod stats;
mod stories;
mod suggest;
mod timeline;
mod versions;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{CommandFactory, FromArgMatches};

use args::{Arguments, Command};
use defaults::Defaults;
use failure::Failure;
use output::Output;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Found, or done.
    Done,
    /// There was nothing to be found.
    Nothing,
    /// Done but for what was skipped, under `--strict`.
    Incomplete,
    /// Interrupted by the user.
    Interrupted,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Nothing => 1,
            Status::Incomplete => 2,
            Status::Interrupted => 130,
        })
    }
}

/// Runs the program with these arguments (the program's name first) and says how it went.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_quiet_about_panics();
    let args = settings::shield_exclusions(args.into_iter().collect());
    let program = description();
    let defaults = match Defaults::load(&args, &program) {
        Ok(defaults) => defaults,
        Err(failure) => return failed(&failure, &mut Output::new(ColorChoice::Auto)),
    };
    let matches = defaults.apply(program).try_get_matches_from(args);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(answer) => return usage(&answer),
    };
    let mut output = Output::new(settings::color(arguments.color));
    let index = arguments.index.clone();
    // What a damaged index makes the engine do is not always an error.
    let status = catch_unwind(AssertUnwindSafe(|| command(arguments, &defaults, &mut output)))
        .unwrap_or(Err(Failure::Panicked(index)))
        .and_then(|status| {
            output.flush()?;
            Ok(status)
        });
    match status {
        Ok(status) => status.into(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => failed(&failure, &mut output),
    }
}

/// Says what went wrong.
fn failed(failure: &Failure, output: &mut Output) -> ExitCode {
    let (place, hint) = (failure.place(), failure.hint());
    output.error_at(&failure.to_string(), place.as_deref(), hint.as_deref());
    ExitCode::from(2)
}

/// A panic that becomes a skipped record or an error is told of as that; the panic itself is not shown.
fn keep_quiet_about_panics() {
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let reads = std::thread::current().name() == Some(crate::read::WORKER);
        if !reads && !crate::index::is_guarded() {
            show(panic);
        }
    }));
}

fn command(
    arguments: Arguments,
    defaults: &Defaults,
    output: &mut Output,
) -> Result<Status, Failure> {
    let index = arguments.index;
    match arguments.command {
        Command::Index(args) => index::run(&settings::Index::resolve(args, index), output),
        Command::Query(args) => query::run(&settings::Query::resolve(&args, index)?, output),
        Command::Facets(args) => facets::run(&settings::Facets::resolve(&args, index)?, output),
        Command::Timeline(args) => {
            timeline::run(&settings::Timeline::resolve(&args, index)?, output)
        }
        Command::Related(args) => related::run(&settings::Related::resolve(args, index)?, output),
        Command::Stories(args) => stories::run(&settings::Stories::resolve(&args, index)?, output),
        Command::Story(args) => stories::one(&settings::Story::resolve(args, index), output),
        Command::Versions(args) => versions::run(&settings::Versions::resolve(args, index), output),
        Command::Suggest(args) => suggest::run(&settings::Suggest::resolve(args, index)?, output),
        Command::Show(args) => show::run(&settings::Show::resolve(args, index), output),
        Command::Stats(args) => stats::run(&settings::Stats::resolve(&args, index), output),
        Command::Check(args) => check::run(&settings::Check::resolve(&args, index), output),
        Command::Extract(args) => extract::run(&settings::Extract::resolve(args), output),
        Command::Config(args) => config::run(&settings::Config::resolve(&args), defaults, output),
        Command::Completions(args) => completions::run(args.shell, output),
        Command::Man(args) => man::run(args.command.as_deref(), output),
    }
}

/// Prints help, the version, or what is wrong with the arguments.
fn usage(answer: &clap::Error) -> ExitCode {
    let mut output = Output::new(ColorChoice::Auto);
    let text = answer.render().ansi().to_string();
    if answer.use_stderr() {
        output.message(&text);
        if answer.kind() == clap::error::ErrorKind::InvalidSubcommand {
            output.message("\n");
            output.hint("to search, write `news-search query` and what to look for");
        }
        return ExitCode::from(2);
    }
    match output.data(&text).and_then(|()| output.flush()) {
        Err(failure) if !failure.is_closed_pipe() => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}

/// The program's description of its own arguments.
fn description() -> clap::Command {
    Arguments::command()
}
