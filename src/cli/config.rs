//! `config`: which options are in force, and whence.

use std::fmt::Write;

use clap::{Arg, Command};
use serde::Serialize;

use super::defaults::{self, Defaults, State};
use super::output::Output;
use super::settings::{self, Form};
use super::{Failure, Status};
use crate::render;
use crate::results::SCHEMA;

/// What is in force.
#[derive(Serialize)]
struct Config {
    schema: &'static str,
    files: Vec<File>,
    settings: Vec<Setting>,
}

/// A file that may hold defaults.
#[derive(Serialize)]
struct File {
    path: String,
    read: bool,
}

/// An option, and what it is unless given.
#[derive(Serialize)]
struct Setting {
    /// `None` for those of every command.
    command: Option<String>,
    option: String,
    values: Vec<String>,
    from: Origin,
    /// The variable, or the file and line.
    place: Option<String>,
}

#[derive(Serialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Origin {
    Default,
    Environment,
    File,
}

pub(super) fn run(
    settings: &settings::Config,
    defaults: &Defaults,
    output: &mut Output,
) -> Result<Status, Failure> {
    let config = Config::of(defaults);
    output.data(&match settings.form {
        Form::Text => config.text(),
        Form::Json | Form::JsonLines => render::json_line(&config)?,
    })?;
    Ok(Status::Done)
}

impl Config {
    fn of(defaults: &Defaults) -> Self {
        let files = defaults.sources.iter().map(|source| File {
            path: source.path.display().to_string(),
            read: source.state == State::Read,
        });
        let program = super::description();
        let mut settings = Vec::new();
        let commands = std::iter::once((None, &program))
            .chain(program.get_subcommands().map(|command| (Some(command.get_name()), command)));
        for (name, command) in commands {
            settings.extend(of_command(name, command, defaults));
        }
        Self { schema: SCHEMA, files: files.collect(), settings }
    }

    /// As a file that would say the same.
    fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            let state = if file.read { "read" } else { "not there" };
            let _infallible = writeln!(out, "# {} ({state})", render::line(&file.path));
        }
        let mut command = None;
        for setting in &self.settings {
            if setting.command != command {
                command.clone_from(&setting.command);
                let name = command.as_deref().unwrap_or_default();
                let _infallible = writeln!(out, "\n[{name}]");
            }
            let from = match setting.from {
                Origin::Default => "default",
                Origin::Environment | Origin::File => setting.place.as_deref().unwrap_or_default(),
            };
            let values = values(&setting.values);
            let line = format!("{} = {values} # {from}", setting.option);
            let _infallible = writeln!(out, "{}", render::line(&line));
        }
        out
    }
}

fn of_command<'c>(
    name: Option<&'c str>,
    command: &'c Command,
    defaults: &'c Defaults,
) -> impl Iterator<Item = Setting> + 'c {
    let options = command.get_arguments().filter(|arg| defaults::is_settable(arg));
    options.filter_map(move |arg| {
        let option = arg.get_long()?.to_owned();
        let command = name.map(str::to_owned);
        if let Some((variable, value)) = environment(arg) {
            let (values, place) = (vec![value], Some(variable));
            return Some(Setting { command, option, values, from: Origin::Environment, place });
        }
        if let Some(default) = defaults.options.get(&(command.clone(), option.clone())) {
            let (values, place) = (default.values.clone(), Some(default.place.clone()));
            return Some(Setting { command, option, values, from: Origin::File, place });
        }
        let values = arg.get_default_values().iter();
        let values: Vec<String> =
            values.map(|value| value.to_string_lossy().into_owned()).collect();
        (!values.is_empty()).then_some(Setting {
            command,
            option,
            values,
            from: Origin::Default,
            place: None,
        })
    })
}

fn environment(arg: &Arg) -> Option<(String, String)> {
    let variable = arg.get_env()?;
    let value = std::env::var_os(variable)?;
    Some((variable.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
}

/// Values as TOML has them.
fn values(values: &[String]) -> String {
    let one = |value: &String| match value.as_str() {
        "true" | "false" => value.clone(),
        number if number.parse::<u64>().is_ok() => value.clone(),
        // Strings are written alike in JSON and TOML.
        text => serde_json::Value::from(text).to_string(),
    };
    match values {
        [value] => one(value),
        several => format!("[{}]", several.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}
