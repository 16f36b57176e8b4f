//! Background to an article.

use std::fmt::Write;
use std::time::Duration;

use super::fields::Fields;
use super::paragraph::Paragraph;
use super::style::FAINT;
use super::words::{counted, duration};
use super::{Look, json_line};
use crate::results::Related;

/// The document, its hits whole or with these fields alone.
pub fn related(related: &Related, fields: Option<&Fields>) -> anyhow::Result<String> {
    let Some(fields) = fields else { return json_line(related) };
    let picked = related.hits.iter().map(|hit| fields.pick(hit));
    json_line(&related.clone().with_hits(picked.collect::<anyhow::Result<Vec<_>>>()?))
}

/// By which words it was found, and what was left out.
pub fn related_by(related: &Related, look: Look) -> String {
    let mut line = format!("by {}", related.words.join(", "));
    if related.words.is_empty() {
        "by no words: none of them is in the index".clone_into(&mut line);
    }
    let left_out = related.left_out.len() as u64;
    if left_out > 0 {
        let left_out = counted(left_out, "article");
        let _infallible = write!(line, " · {left_out} of the same text left out");
    }
    let took = Duration::try_from_secs_f64(related.took_ms / 1000.0).unwrap_or_default();
    let _infallible = write!(line, " · {}", duration(took));
    let mut out = String::new();
    Paragraph::of(&line, FAINT).write(&mut out, "", 0, look.measure());
    out
}
