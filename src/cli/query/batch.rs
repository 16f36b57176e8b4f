//! `query --batch`: many queries, answered side by side and printed in their order.
//!
//! The file is read as the answers are printed: at no time are more than [`AHEAD`] queries for
//! each processor between the two.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::thread;

use anyhow::Context;
use crossbeam_channel::{Receiver, Sender, bounded};

use super::lines::{BadLine, Lines, Question};
use crate::cli::output::Output;
use crate::cli::settings::{self, Reach};
use crate::cli::{Failure, Status};
use crate::query::Note;
use crate::read::STDIN;
use crate::render::{self, Batch, Form, Printer};
use crate::results::{Explain, Results};
use crate::search::Backend;

/// How many queries are read ahead for each processor of the one whose answer is printed next:
/// enough that a slow one does not hold up the others, few enough that their answers fit.
const AHEAD: usize = 16;

/// What a line of the file came to.
type Outcome = Result<Result<Answer, Failure>, BadLine>;

/// The answer to a query, ready to be printed.
struct Answer {
    line: u64,
    data: String,
    explanation: Option<String>,
    notes: Vec<Note>,
    found: bool,
}

/// A query, and where its answer is waited for.
struct Job {
    question: Question,
    reply: Sender<Outcome>,
}

pub(super) fn run(
    settings: &settings::Query,
    file: &Path,
    output: &mut Output,
) -> Result<Status, Failure> {
    let lines = Lines::new(open(file)?);
    let backend = Backend::open(&settings.dir)?;
    let header = match settings.reach {
        Reach::Count => render::count_header(&settings.form, true),
        Reach::Page | Reach::Every => Printer::header(&settings.form, true),
    };
    super::header(header, output)?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (job_in, jobs) = bounded(AHEAD * workers);
    let (turn_in, turns) = bounded(AHEAD * workers);
    thread::scope(|scope| {
        scope.spawn(move || read(lines, &job_in, &turn_in));
        for _ in 0..workers {
            let jobs = jobs.clone();
            let backend = &backend;
            scope.spawn(move || {
                for Job { question, reply } in jobs {
                    // Whoever waited has gone if nothing can be printed any more.
                    let outcome = match answer(settings, backend, &question) {
                        Err(Failure::Syntax { what, .. }) => {
                            Err(BadLine { line: question.line, reason: what })
                        }
                        other => Ok(other),
                    };
                    let _gone = reply.send(outcome);
                }
            });
        }
        drop(jobs);
        let status = print(settings, file, &turns, output);
        // Where printing failed, nobody shall go on reading.
        drop(turns);
        status
    })
}

fn open(file: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if file.as_os_str() == STDIN {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).and_then(|opened| {
        let is_dir = opened.metadata()?.is_dir();
        if is_dir { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(opened) }
    });
    let opened = opened.with_context(|| format!("cannot read `{}`", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

/// Hands every query to the workers, and to the printer the place where its answer will be.
fn read(
    lines: Lines<Box<dyn BufRead + Send>>,
    jobs: &Sender<Job>,
    turns: &Sender<Receiver<Outcome>>,
) {
    for line in lines {
        let (reply, turn) = bounded(1);
        let sent = turns.send(turn).is_ok()
            && match line {
                Ok(question) => jobs.send(Job { question, reply }).is_ok(),
                Err(bad) => reply.send(Err(bad)).is_ok(),
            };
        if !sent {
            return;
        }
    }
}

/// Prints what comes, in order.
fn print(
    settings: &settings::Query,
    file: &Path,
    turns: &Receiver<Receiver<Outcome>>,
    output: &mut Output,
) -> Result<Status, Failure> {
    let (mut found, mut bad) = (false, false);
    let name = if file.as_os_str() == STDIN {
        "standard input".into()
    } else {
        file.display().to_string()
    };
    loop {
        if turns.is_empty() {
            // Nobody should wait for what is ready while the next query is typed.
            output.flush()?;
        }
        let Ok(turn) = turns.recv() else { break };
        if turn.is_empty() {
            output.flush()?;
        }
        let Ok(outcome) = turn.recv() else { continue };
        match outcome {
            Ok(answer) => {
                let answer = answer?;
                for note in &answer.notes {
                    output.note(&format!("{name}:{}: {}", answer.line, note.text));
                }
                if let Some(explanation) = &answer.explanation {
                    output.message(explanation);
                }
                super::write(&settings.form, &answer.data, output)?;
                found |= answer.found;
            }
            Err(BadLine { line, reason }) => {
                output.error(&format!("{name}:{line}: {reason}"), None);
                bad = true;
            }
        }
    }
    Ok(match (bad, found) {
        (true, _) => Status::Incomplete,
        (false, true) => Status::Done,
        (false, false) => Status::Nothing,
    })
}

fn answer(
    settings: &settings::Query,
    backend: &Backend,
    question: &Question,
) -> Result<Answer, Failure> {
    let (request, notes) = settings.plan.request(&question.text)?;
    let mut results = super::answer(backend, &request, notes)?;
    results.id = Some(question.id.clone());
    let is_document = matches!(settings.form, Form::Json(_));
    let explanation = (request.explain != Explain::Nothing && !is_document)
        .then(|| render::explanation(&results, settings.look) + "\n");
    Ok(Answer {
        line: question.line,
        data: data(settings, &results, &question.id)?,
        explanation,
        found: results.total.articles > 0,
        notes: results.notes,
    })
}

fn data(settings: &settings::Query, results: &Results, id: &str) -> Result<String, Failure> {
    let batch = Batch::Query(id);
    if settings.reach == Reach::Count {
        return Ok(render::counts(results, &settings.form, batch)?);
    }
    let greatest = results.hits.last().map_or(1, |hit| hit.rank as u64);
    let page = Printer::new(&settings.form, settings.look, batch, greatest).page(results)?;
    Ok(match settings.form {
        Form::Text => render::heading(results, settings.look) + &page,
        _ => page,
    })
}
