//! What running a program costs.
//!
//! The operating system tells processor time and memory of the children that a process has waited
//! for, all of them together. So each program is run by a process of its own, which is this one
//! started again with [`FLAG`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

/// The first argument of a process that runs another to see what it costs. Behind it stand the file
/// that the output goes to, or [`NOWHERE`], and the program with its arguments.
pub(crate) const FLAG: &str = "--measure";

/// Instead of a file: the output is read and thrown away.
const NOWHERE: &str = "-";

/// What a run cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of processors, those for the system among them.
    pub(crate) cpu: f64,
    /// The most memory that was in use, in millions of bytes.
    pub(crate) peak: f64,
}

/// A program with its arguments.
#[derive(Debug)]
pub(crate) struct Run(Vec<OsString>);

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self(vec![program.as_ref().to_owned()])
    }

    /// This program again, with such a flag as its first argument.
    pub(crate) fn this(flag: &str) -> Result<Self> {
        Ok(Self::new(std::env::current_exe()?).arg(flag))
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.push(argument.as_ref().to_owned());
        self
    }

    /// Runs it and throws away what it prints.
    pub(crate) fn cost(&self) -> Result<Cost> {
        self.measured(OsStr::new(NOWHERE))
    }

    /// Runs it and keeps what it prints in a file.
    pub(crate) fn cost_into(&self, output: &Path) -> Result<Cost> {
        self.measured(output.as_os_str())
    }

    fn measured(&self, output: &OsStr) -> Result<Cost> {
        let this = std::env::current_exe()?;
        let done = Command::new(this).arg(FLAG).arg(output).args(&self.0).output()?;
        if !done.status.success() {
            bail!("{:?}: {}", self.0, String::from_utf8_lossy(&done.stderr).trim());
        }
        serde_json::from_slice(&done.stdout).with_context(|| format!("{:?}", self.0))
    }
}

/// Runs the program that the arguments behind [`FLAG`] name, and prints what it cost.
pub(crate) fn child(arguments: &[OsString]) -> Result<()> {
    let [output, program, arguments @ ..] = arguments else { bail!("nothing to measure") };
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    let status = if output == NOWHERE {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        if let Some(mut printed) = child.stdout.take() {
            io::copy(&mut printed, &mut io::sink())?;
        }
        child.wait()?
    } else {
        command.stdout(File::create(output)?).status()?
    };
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{status}");
    }
    let (cpu, peak) = of_children()?;
    serde_json::to_writer(io::stdout(), &Cost { wall, cpu, peak })?;
    Ok(())
}

/// Seconds of processors and millions of bytes of the children waited for.
#[cfg(unix)]
fn of_children() -> Result<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    /// Apple counts in bytes, all others in units of 1024.
    const UNIT: i64 = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok((cpu as f64 / 1e6, (usage.max_rss() * UNIT) as f64 / 1e6))
}

#[cfg(not(unix))]
fn of_children() -> Result<(f64, f64)> {
    bail!("what a program cost is only known on Unix")
}
