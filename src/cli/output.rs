//! Where everything printed goes: data to standard output, all else to standard error.
//!
//! Output that cannot be written because its reader has gone is a quiet end, not a failure; a
//! message that cannot be written is lost without harm.

use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::Failure;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = Style::new().bold();

/// How much is written at one stroke: more than a page of hits.
const AT_ONCE: usize = 32 * 1024;

/// Both streams of the program. Styles are taken out where colour is not wanted.
pub(super) struct Output {
    data: BufWriter<Stdout>,
    has_styles: bool,
    messages: AutoStream<Stderr>,
}

impl Output {
    /// Opens the streams.
    pub(super) fn new(color: ColorChoice) -> Self {
        let chosen = AutoStream::new(io::stdout(), color).current_choice();
        Self {
            data: BufWriter::with_capacity(AT_ONCE, io::stdout()),
            has_styles: chosen != ColorChoice::Never,
            messages: AutoStream::new(io::stderr(), color),
        }
    }

    /// Writes data as it is.
    pub(super) fn data(&mut self, text: &str) -> Result<(), Failure> {
        if self.has_styles {
            return self.exactly(text);
        }
        strip_str(text).try_for_each(|part| self.exactly(part))
    }

    /// Writes data in which every character counts, a NUL and what looks like a style as well; to a
    /// terminal without those it would act on.
    pub(super) fn raw(&mut self, text: &str) -> Result<(), Failure> {
        if io::stdout().is_terminal() {
            return self.data(&crate::render::visible(text));
        }
        self.exactly(text)
    }

    fn exactly(&mut self, text: &str) -> Result<(), Failure> {
        self.data.write_all(text.as_bytes()).map_err(Failure::Output)
    }

    /// Sends what was written so far on its way.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.data.flush().map_err(Failure::Output)
    }

    /// Writes a message as it is, behind all data written so far.
    pub(super) fn message(&mut self, text: &str) {
        let _reader_may_be_gone = self.flush();
        let _reader_may_be_gone = self.messages.write_all(text.as_bytes());
    }

    /// Writes `note: …`, cleaned, as one line.
    pub(super) fn note(&mut self, text: &str) {
        let text = crate::render::line(text);
        self.message(&format!("{NOTE}note:{NOTE:#} {text}\n"));
    }

    /// Writes `error: …` and what can be done about it.
    pub(super) fn error(&mut self, text: &str, hint: Option<&str>) {
        self.error_at(text, None, hint);
    }

    /// The same, with lines that show where; these must be clean.
    pub(super) fn error_at(&mut self, text: &str, place: Option<&str>, hint: Option<&str>) {
        let text = crate::render::line(text);
        self.message(&format!("{ERROR}error:{ERROR:#} {text}\n"));
        if let Some(place) = place {
            self.message(&format!("\n{place}\n"));
        }
        if let Some(hint) = hint {
            self.message("\n");
            self.hint(hint);
        }
    }

    /// Writes `hint: …`.
    pub(super) fn hint(&mut self, text: &str) {
        let text = crate::render::line(text);
        self.message(&format!("{NOTE}hint:{NOTE:#} {text}\n"));
    }
}

/// Columns of the terminal that data goes to; `None` where it goes elsewhere.
pub(super) fn terminal_width() -> Option<usize> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    // A terminal that does not tell its size is taken for one of 80 columns.
    Some(terminal_size::terminal_size_of(stdout).map_or(80, |(width, _)| usize::from(width.0)))
}
