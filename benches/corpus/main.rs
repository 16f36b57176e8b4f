//! Writes generated news to files, for measuring this program and others on the same articles.

mod news;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use news::Corpus;

const USAGE: &str = "usage: cargo bench --bench corpus -- [--files] ARTICLES PATH

Writes that many articles to the JSONL file PATH, or with --files to a folder PATH, one text file
each. The same articles on every run. Cargo has PATH begin at the package's folder.";

fn main() -> Result<()> {
    let mut files = false;
    let mut rest = Vec::new();
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            // Cargo says so to every benchmark.
            Some("--bench") => {}
            Some("--files") => files = true,
            Some(option) if option.starts_with('-') => bail!("{USAGE}"),
            _ => rest.push(argument),
        }
    }
    let [articles, path] = rest.as_slice() else {
        writeln!(io::stdout(), "{USAGE}")?;
        return Ok(());
    };
    let Some(articles) = articles.to_str().and_then(|number| number.parse().ok()) else {
        bail!("{USAGE}")
    };
    let path = Path::new(path);
    let corpus = Corpus::new(articles);
    if files { write_files(corpus, path) } else { write_lines(corpus, path) }
        .with_context(|| format!("cannot write {}", path.display()))
}

fn write_lines(corpus: Corpus, path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for article in corpus {
        writeln!(out, "{}", article.json())?;
    }
    out.flush()
}

fn write_files(corpus: Corpus, folder: &Path) -> io::Result<()> {
    for article in corpus {
        let (path, text) = article.file();
        let path = folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
