//! How far a long run has come, on a terminal: nothing for the first second, then one line.

use std::fmt::Write;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::render;

/// A run shorter than this shows no progress.
const QUIET: Duration = Duration::from_secs(1);

/// How often the line changes.
const INTERVAL: Duration = Duration::from_millis(200);

/// The progress of one run. Draws on standard error, and only if that is a terminal.
pub(super) struct Progress {
    /// Bytes to read in all, where that is known.
    whole: Option<u64>,
    started: Instant,
    /// When the line changes next.
    due: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts the clock. `whole` is how many bytes there are to read; `None` where that is not
    /// known.
    pub(super) fn start(whole: Option<u64>) -> Self {
        let started = Instant::now();
        Self { whole, started, due: started + QUIET, bar: None }
    }

    /// Tells how many articles have been dealt with, and how many bytes read, since the start.
    /// Cheap enough to call for every article.
    pub(super) fn at(&mut self, articles: u64, bytes: u64) {
        let now = Instant::now();
        if now < self.due {
            return;
        }
        self.due = now + INTERVAL;
        let whole = self.whole;
        let bar = self.bar.get_or_insert_with(|| bar(whole));
        bar.set_position(bytes);
        bar.set_message(told(articles, bytes, whole, now - self.started));
        bar.tick();
    }

    /// Does something that prints, with the line out of the way.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the line away.
    pub(super) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(whole: Option<u64>) -> ProgressBar {
    let template =
        if whole.is_some() { "{bar:20.cyan/dim} {msg}" } else { "{spinner:.cyan} {msg}" };
    let style = ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━━─");
    ProgressBar::with_draw_target(whole, ProgressDrawTarget::stderr()).with_style(style)
}

/// `12,345 articles · 12.3 MB of 45.0 MB · 4,100/s · 8.0 s left`
fn told(articles: u64, bytes: u64, whole: Option<u64>, elapsed: Duration) -> String {
    let mut line = format!("{} · {}", render::counted(articles, "article"), render::bytes(bytes));
    if let Some(whole) = whole {
        line.push_str(" of ");
        line.push_str(&render::bytes(whole));
    }
    let milliseconds = elapsed.as_millis().max(1);
    let rate = u64::try_from(u128::from(articles) * 1000 / milliseconds).unwrap_or(u64::MAX);
    let _infallible = write!(line, " · {}/s", render::count(rate));
    if let Some(left) = whole.map(|whole| whole.saturating_sub(bytes)).filter(|_| bytes > 0) {
        let left = u128::from(left) * milliseconds / u128::from(bytes);
        let left = Duration::from_secs(u64::try_from(left.div_ceil(1000)).unwrap_or(u64::MAX));
        let _infallible = write!(line, " · {} left", render::duration(left));
    }
    line
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::told;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        let ten = Duration::from_secs(10);
        assert_eq!(
            told(41_000, 12_300_000, Some(45_000_000), ten),
            "41,000 articles · 12.3 MB of 45.0 MB · 4,100/s · 27.0 s left"
        );
        assert_eq!(told(0, 0, Some(45_000_000), ten), "0 articles · 0 bytes of 45.0 MB · 0/s");
        assert_eq!(told(1, 900, None, ten), "1 article · 900 bytes · 0/s");
    }
}
