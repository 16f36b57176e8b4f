//! The files in which people keep the options they always give.
//!
//! There are two, and either may be missing: the user's own and, for what lies beside it,
//! [`BESIDE`] in the current folder, which wins. Both hold long names of options: those of every
//! command at the top, those of one in a table with its name. What a file says becomes the default
//! of the option, so the order is flag, environment, file, built-in.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Command;
use clap::builder::{Arg, ArgAction};
use clap::error::{self, ContextKind, ContextValue};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Failure, nearest};

/// The file in the current folder.
pub(super) const BESIDE: &str = "news-search.toml";

/// The user's own file, below the folder for settings.
const OWN: [&str; 2] = ["news-search", "config.toml"];

/// Keeps the files from being read.
const IGNORE: &str = "--no-config";

/// Options for one run: as a default they would surprise, or contradict others.
const FOR_ONE_RUN: [&str; 12] = [
    "after",
    "all",
    "batch",
    "count",
    "fields",
    "help",
    "json",
    "jsonl",
    "no-config",
    "null",
    "rebuild",
    "version",
];

/// A file that may hold defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub path: PathBuf,
    pub state: State,
}

/// Whether a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Read,
    Missing,
}

/// What a file says of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Default {
    pub values: Vec<String>,
    /// The file and the line.
    pub place: String,
}

/// An option: the command it belongs to (none for those of every command) and its long name.
pub(super) type Key = (Option<String>, String);

/// What the files say.
#[derive(Debug)]
pub(super) struct Defaults {
    pub sources: Vec<Source>,
    pub options: BTreeMap<Key, Default>,
}

impl Defaults {
    /// Reads the files, unless the arguments say not to.
    pub(super) fn load(args: &[OsString], program: &Command) -> Result<Self, Failure> {
        let mut defaults = Self { sources: Vec::new(), options: BTreeMap::new() };
        if args.iter().take_while(|arg| *arg != "--").any(|arg| arg == IGNORE) {
            return Ok(defaults);
        }
        for path in own().into_iter().chain([BESIDE.into()]) {
            let state = match fs::read_to_string(&path) {
                Ok(text) => {
                    defaults.options.extend(File { path: &path, text: &text, program }.read()?);
                    State::Read
                }
                Err(error) if error.kind() == ErrorKind::NotFound => State::Missing,
                Err(error) => {
                    return Err(bad(format!("cannot read `{}`: {error}", path.display())));
                }
            };
            defaults.sources.push(Source { path, state });
        }
        Ok(defaults)
    }

    /// The program with these defaults instead of its own.
    pub(super) fn apply(&self, mut program: Command) -> Command {
        for ((command, option), default) in &self.options {
            let values = default.values.clone();
            program = match command {
                None => with_default(program, option, values),
                Some(command) => {
                    program.mut_subcommand(command, |command| with_default(command, option, values))
                }
            };
        }
        program
    }
}

/// Whether an option may have a default in a file.
pub(super) fn is_settable(arg: &Arg) -> bool {
    arg.get_long().is_some_and(|long| !FOR_ONE_RUN.contains(&long))
}

fn with_default(command: Command, option: &str, values: Vec<String>) -> Command {
    match find(&command, option).map(|arg| arg.get_id().clone()) {
        Some(id) => command.mut_arg(id, |arg| arg.default_values(values)),
        None => command,
    }
}

fn find<'c>(command: &'c Command, option: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|arg| is_settable(arg) && arg.get_long() == Some(option))
}

/// Where the user's own file may be, the first that is there; else where it would be looked for.
fn own() -> Option<PathBuf> {
    let folder = |variable: &str| {
        let folder = std::env::var_os(variable).map(PathBuf::from);
        folder.filter(|folder| folder.is_absolute())
    };
    let home = folder("HOME");
    let below = |parts: &[&str]| {
        home.as_deref().map(|home| parts.iter().fold(home.to_owned(), |path, part| path.join(part)))
    };
    let platform = if cfg!(windows) {
        folder("APPDATA")
    } else if cfg!(target_os = "macos") {
        below(&["Library", "Application Support"])
    } else {
        None
    };
    let folders = [folder("XDG_CONFIG_HOME").or_else(|| below(&[".config"])), platform];
    let mut files = folders.into_iter().flatten().map(|folder| folder.join(OWN[0]).join(OWN[1]));
    let first = files.next()?;
    if is_there(&first) { Some(first) } else { files.find(|file| is_there(file)).or(Some(first)) }
}

fn is_there(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

fn bad(what: String) -> Failure {
    Failure::Usage {
        what,
        hint: "see what is in force with `news-search config`, or pass over the files with `--no-config`",
    }
}

/// A file being read.
struct File<'f> {
    path: &'f Path,
    text: &'f str,
    program: &'f Command,
}

impl File<'_> {
    fn read(&self) -> Result<BTreeMap<Key, Default>, Failure> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            bad(format!("{}: {}", self.place(at), error.message()))
        })?;
        let mut options = BTreeMap::new();
        for (key, value) in table.get_ref() {
            if let DeValue::Table(table) = value.get_ref() {
                let command = self.command(key)?;
                for (key, value) in table {
                    let default = self.option(command, key, value)?;
                    let name = Some(command.get_name().to_owned());
                    options.insert((name, key.get_ref().to_string()), default);
                }
            } else {
                let default = self.option(self.program, key, value)?;
                options.insert((None, key.get_ref().to_string()), default);
            }
        }
        Ok(options)
    }

    fn command(&self, key: &Spanned<DeString<'_>>) -> Result<&Command, Failure> {
        let name = key.get_ref();
        self.program.find_subcommand(name.as_ref()).ok_or_else(|| {
            let names = self.program.get_subcommands().map(Command::get_name);
            self.unknown(key.span().start, "command", name, names)
        })
    }

    /// What a file says of an option of a command, or of the program.
    fn option(
        &self,
        command: &Command,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Default, Failure> {
        let name = key.get_ref().as_ref();
        let at = key.span().start;
        let Some(arg) = find(command, name) else {
            if FOR_ONE_RUN.contains(&name) {
                return Err(bad(format!(
                    "{}: `{name}` is for one run, not a default",
                    self.place(at)
                )));
            }
            let options = command.get_arguments().filter(|arg| is_settable(arg));
            return Err(self.unknown(at, "option", name, options.filter_map(Arg::get_long)));
        };
        let refuse = |why: &str| bad(format!("{}: `{name}` {why}", self.place(at)));
        let values = match value.get_ref() {
            DeValue::Array(_) if !matches!(arg.get_action(), ArgAction::Append) => {
                return Err(refuse("takes one value"));
            }
            DeValue::Array(items) => items.iter().map(|item| scalar(item.get_ref())).collect(),
            one => scalar(one).map(|value| vec![value]),
        };
        let values = values.ok_or_else(|| refuse("takes text, a number, or true or false"))?;
        let is_flag = matches!(arg.get_action(), ArgAction::SetTrue);
        let is_bool = value.get_ref().is_bool();
        if is_flag != is_bool {
            return Err(refuse(if is_flag { "is true or false" } else { "takes a value" }));
        }
        if !is_flag {
            for value in &values {
                self.check(command, name, value).map_err(|why| refuse(&why))?;
            }
        }
        Ok(Default { values, place: self.place(at) })
    }

    /// Whether the option takes a value: the program is asked as if it had been typed.
    fn check(&self, command: &Command, name: &str, value: &str) -> Result<(), String> {
        let option = format!("--{name}={value}");
        let own = (command.get_name() != self.program.get_name()).then(|| command.get_name());
        let args = [self.program.get_name()].into_iter().chain(own).chain([option.as_str()]);
        let Err(error) = self.program.clone().try_get_matches_from(args) else { return Ok(()) };
        if !matches!(
            error.kind(),
            error::ErrorKind::InvalidValue | error::ErrorKind::ValueValidation
        ) {
            return Ok(());
        }
        let values = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(values)) => format!(": it is one of {}", values.join(", ")),
            _ => String::new(),
        };
        Err(format!("cannot be `{value}`{values}"))
    }

    fn unknown<'n>(
        &self,
        at: usize,
        kind: &str,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Failure {
        let near = nearest::of(name, names);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bad(format!("{}: no {kind} `{name}`{near}", self.place(at)))
    }

    /// The file and the line of an offset.
    fn place(&self, at: usize) -> String {
        let line = self.text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1;
        format!("{}:{line}", self.path.display())
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
