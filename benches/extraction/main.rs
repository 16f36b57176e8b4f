//! How much of saved pages is read right, and how long it takes.
//!
//! `docs/benchmarks.md` says where to get the pages and what has been measured on them.

mod score;
mod sets;

use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use news_search::article::Article;
use news_search::read;

use score::Score;
use sets::Page;

const USAGE: &str = "usage: cargo bench --bench extraction -- [--failures] FOLDER...

FOLDER is a checkout of scrapinghub/article-extraction-benchmark,
Murrough-Foley/web-content-extraction-benchmark, adbar/htmldate or flairNLP/fundus, or a folder with
`truth.jsonl` and `pages/`.";

fn main() -> Result<()> {
    let mut failures = false;
    let mut folders = Vec::new();
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            // Cargo says so to every benchmark.
            Some("--bench") => {}
            Some("--failures") => failures = true,
            Some(option) if option.starts_with('-') => bail!("{USAGE}"),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let mut out = io::stdout().lock();
    if folders.is_empty() {
        writeln!(out, "{USAGE}")?;
    }
    for folder in folders {
        let pages = sets::pages(&folder)?;
        let mut score = Score::default();
        let mut times = Vec::with_capacity(pages.len());
        for page in &pages {
            let (article, time) = read_page(page)?;
            times.push(time);
            for failure in score.add(&page.truth, article.as_ref()) {
                if failures {
                    writeln!(out, "{}: {failure}", page.path.display())?;
                }
            }
        }
        writeln!(out, "{}\n{score}\n{}", folder.display(), Times(times))?;
    }
    Ok(())
}

/// Reads a page as `news-search extract` does, on one thread. A page that gives no article is one
/// of which nothing was read.
fn read_page(page: &Page) -> Result<(Option<Article>, Duration)> {
    let settings = read::Settings { threads: NonZeroUsize::MIN, ..read::Settings::default() };
    let start = Instant::now();
    let files: Vec<_> = read::walk(Path::new(&page.path))?.filter_map(Result::ok).collect();
    let mut articles = read::articles(files, settings)?;
    let mut file =
        articles.next_file().with_context(|| format!("no file {}", page.path.display()))?;
    let article = file.find_map(Result::ok);
    Ok((article, start.elapsed()))
}

/// What reading took, page by page.
struct Times(Vec<Duration>);

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let (Some(longest), Ok(count)) = (sorted.last(), u32::try_from(sorted.len())) else {
            return Ok(());
        };
        let mean = sorted.iter().sum::<Duration>() / count;
        let percentile = sorted[(sorted.len() * 99).div_ceil(100) - 1];
        write!(
            f,
            "  time a page: mean {mean:.1?}, 99 % within {percentile:.1?}, longest {longest:.1?}"
        )
    }
}
