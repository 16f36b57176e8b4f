//! The whole program beside others, on generated news: what indexing takes, how large the index is,
//! and how quickly a query is answered by a process that has just started.
//!
//! `docs/benchmarks.md` says what each row of the table means.

#![expect(clippy::cast_precision_loss, reason = "three figures of a measure are shown")]

mod engine;
mod floor;
mod measure;
#[path = "../corpus/news/mod.rs"]
mod news;
mod place;
mod questions;
mod table;

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use engine::{Engine, news_search_batch, news_search_index};
use measure::Cost;
use place::{Place, Written, bytes_below};
use questions::Question;
use table::Table;

const USAGE: &str = "usage: cargo bench --bench compare -- [ARTICLES] [--keep DIR]

Compares the whole program with others on 10,000 generated articles, or as many as are given. With
--keep the articles and indexes stay in DIR.";

/// Articles unless a number is given: enough for ratios, few enough for a minute.
const ARTICLES: u64 = 10_000;

/// Fewer have no words that are in one article of fifty and not in many more.
const LEAST: u64 = 500;

/// How often each query is asked of each program, in turns, so that all have the machine as it is.
const ROUNDS: usize = 15;

fn main() -> Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [flag, rest @ ..] if flag == measure::FLAG => measure::child(rest),
        [flag, rest @ ..] if flag == floor::FLAG => floor::run(rest),
        _ => {
            let (articles, keep) = asked(&arguments)?;
            let table = compare(articles, &Place::new(keep)?)?;
            write!(io::stdout(), "{table}")?;
            Ok(())
        }
    }
}

/// How many articles, and where they are to stay.
fn asked(arguments: &[OsString]) -> Result<(u64, Option<PathBuf>)> {
    let (mut articles, mut keep) = (ARTICLES, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.to_str() {
            // Cargo says so to every benchmark.
            Some("--bench") => {}
            Some("--keep") => keep = Some(PathBuf::from(rest.next().context(USAGE)?)),
            Some(number) => articles = number.parse().ok().context(USAGE)?,
            None => bail!("{USAGE}"),
        }
    }
    if articles < LEAST {
        bail!("at least {LEAST} articles, so that there are words of each frequency");
    }
    Ok((articles, keep))
}

fn compare(articles: u64, place: &Place) -> Result<Table> {
    let mut log = io::stderr();
    writeln!(log, "writing {articles} articles")?;
    let written = place.fill(articles)?;
    let (questions, batch) = written.sample.questions();
    for Question { kind, words, .. } in &questions {
        writeln!(log, "{kind}: {}", words.join(" "))?;
    }
    let (engines, costs) = index(place)?;
    let mut table = Table::new(engines.iter().map(|engine| engine.name()));
    index_rows(&mut table, &engines, &costs, place, &written)?;
    for question in &questions {
        writeln!(log, "asking: {}", question.kind)?;
        let costs = engines.iter().map(|_| Vec::new()).collect();
        query_rows(&mut table, question, &ask(&engines, place, question, costs)?);
    }
    writeln!(log, "asking {} queries in one run", batch.len())?;
    batch_rows(&mut table, place, &batch)?;
    writeln!(log, "indexing {} text files", written.files)?;
    file_rows(&mut table, place, written.files)?;
    Ok(table)
}

/// Has each program that is there index the articles. One that fails is left out.
fn index(place: &Place) -> Result<(Vec<Engine>, Vec<Option<Cost>>)> {
    let mut log = io::stderr();
    let (mut engines, mut costs) = (Vec::new(), Vec::new());
    for engine in Engine::ALL {
        if let Some(program) = engine.missing() {
            writeln!(log, "{}: left out, `{program}` was not found", engine.name())?;
            continue;
        }
        let cost = match engine.index(place)? {
            Some(run) => {
                writeln!(log, "indexing with {}", engine.name())?;
                run.cost().map(Some)
            }
            None => Ok(None),
        };
        match cost {
            Ok(cost) => {
                engines.push(engine);
                costs.push(cost);
            }
            Err(error) if engine == Engine::NewsSearch => return Err(error),
            Err(error) => writeln!(log, "{}: left out, {error:#}", engine.name())?,
        }
    }
    Ok((engines, costs))
}

fn index_rows(
    table: &mut Table,
    engines: &[Engine],
    costs: &[Option<Cost>],
    place: &Place,
    written: &Written,
) -> Result<()> {
    let bytes = written.bytes as f64;
    let mut sizes = Vec::new();
    for engine in engines {
        let folder = engine.folder(place);
        sizes.push(folder.map(|folder| bytes_below(&folder)).transpose()?);
    }
    let each = |value: &dyn Fn(&Cost) -> f64| -> Vec<Option<f64>> {
        costs.iter().map(|cost| cost.as_ref().map(value)).collect()
    };
    let sizes: Vec<_> = sizes.iter().map(|size| size.map(|size| size as f64 / bytes)).collect();
    table.row("index: CPU s", &each(&|cost| cost.cpu));
    table.row("index: wall s", &each(&|cost| cost.wall));
    table.row("index: MB a CPU s", &each(&|cost| bytes / 1e6 / cost.cpu));
    table.row("index: peak MB", &each(&|cost| cost.peak));
    table.row("index / input", &sizes);
    Ok(())
}

/// Asks each program a question several times, after once that does not count.
fn ask(
    engines: &[Engine],
    place: &Place,
    question: &Question,
    mut costs: Vec<Vec<Cost>>,
) -> Result<Vec<Vec<Cost>>> {
    for round in 0..=ROUNDS {
        for (engine, costs) in engines.iter().zip(&mut costs) {
            let cost = engine.query(place, question)?.cost()?;
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    Ok(costs)
}

fn query_rows(table: &mut Table, question: &Question, costs: &[Vec<Cost>]) {
    let each = |value: &dyn Fn(&Cost) -> f64| -> Vec<Option<f64>> {
        costs.iter().map(|costs| Some(percentile(costs.iter().map(value).collect(), 50))).collect()
    };
    table.row(&format!("{}: wall ms", question.kind), &each(&|cost| cost.wall * 1e3));
    table.row(&format!("{}: peak MB", question.kind), &each(&|cost| cost.peak));
}

/// What this program takes for many queries in one run, and for each by its own account.
fn batch_rows(table: &mut Table, place: &Place, batch: &[String]) -> Result<()> {
    let folder = Engine::NewsSearch.folder(place).context("an index")?;
    let (queries, answers) = (place.path("queries.txt"), place.path("answers.jsonl"));
    fs::write(&queries, batch.join("\n") + "\n")?;
    let run = news_search_batch(&queries, &folder);
    run.cost()?;
    let cost = run.cost_into(&answers)?;
    let mut took = Vec::new();
    for line in fs::read_to_string(&answers)?.lines() {
        let answer: serde_json::Value = serde_json::from_str(line)?;
        took.push(answer["took_ms"].as_f64().context("an answer without its time")?);
    }
    if took.len() != batch.len() {
        bail!("{} of {} queries were answered", took.len(), batch.len());
    }
    let queries = batch.len() as f64;
    table.row("batch: wall ms a query", &[Some(cost.wall * 1e3 / queries)]);
    table.row("batch: CPU ms a query", &[Some(cost.cpu * 1e3 / queries)]);
    table.row("batch: median ms", &[Some(percentile(took.clone(), 50))]);
    table.row("batch: 99th percentile ms", &[Some(percentile(took, 99))]);
    table.row("batch: peak MB", &[Some(cost.peak)]);
    Ok(())
}

/// What a folder of text files takes this program: all new, none changed, and one.
fn file_rows(table: &mut Table, place: &Place, files: u64) -> Result<()> {
    let folder = place.path("news-search-files");
    let run = news_search_index(&place.files(), &folder);
    let mut add = |what: &str, cost: Cost| {
        table.row(&format!("{files} files, {what}: CPU s"), &[Some(cost.cpu)]);
        table.row(&format!("{files} files, {what}: wall s"), &[Some(cost.wall)]);
        table.row(&format!("{files} files, {what}: peak MB"), &[Some(cost.peak)]);
    };
    add("new", run.cost()?);
    add("unchanged", run.cost()?);
    let first = place.files().join("000/a0000000.txt");
    OpenOptions::new().append(true).open(&first)?.write_all(b"\nThis line is new.\n")?;
    add("one changed", run.cost()?);
    Ok(())
}

/// The value that so many percent of all are no greater than.
fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100);
    values.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}
