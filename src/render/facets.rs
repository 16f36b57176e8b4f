//! Counts of the articles that match, and what a beginning may be completed to.

use std::fmt::Write;

use super::Look;
use super::stats::{Columns, Row, table};
use super::style::{FAINT, HEADLINE};
use super::table::{Sign, row};
use super::words::{count, counted};
use crate::results::{Count, Facet, FacetCounts, Facets, Suggestions};

/// The counts, a table for each facet.
pub fn facets(facets: &Facets, look: Look) -> String {
    let articles = counted(facets.articles, "article");
    let mut out = format!("{HEADLINE}{articles}{HEADLINE:#}\n");
    let tables: Vec<(&FacetCounts, Vec<Row>)> =
        facets.facets.iter().map(|facet| (facet, rows(&facet.values))).collect();
    let columns = Columns::of(tables.iter().flat_map(|(_, rows)| rows), look);
    for (facet, rows) in &tables {
        if rows.is_empty() && facet.more == 0 {
            continue;
        }
        let _infallible = write!(out, "\n{HEADLINE}{}{HEADLINE:#}\n", title(facet.facet));
        table(rows, columns, &mut out);
        more(facet.more, &mut out);
    }
    out
}

/// The counts, a row for each value.
pub fn facet_rows(facets: &Facets, sign: Sign) -> String {
    let mut out = row(sign, ["facet", "value", "articles"]);
    for facet in &facets.facets {
        for Count { value, articles } in &facet.values {
            let value = value.as_deref().unwrap_or_default();
            out.push_str(&row(sign, [name(facet.facet), value, &articles.to_string()]));
        }
    }
    out
}

/// What a beginning may be completed to, with the number of articles.
pub fn suggestions(found: &Suggestions, look: Look) -> String {
    let rows = rows(&found.values);
    let mut out = String::new();
    table(&rows, Columns::of(rows.iter(), look), &mut out);
    more(found.more, &mut out);
    out
}

/// The same, a row for each.
pub fn suggestion_rows(found: &Suggestions, sign: Sign) -> String {
    let mut out = row(sign, ["value", "articles"]);
    for Count { value, articles } in &found.values {
        out.push_str(&row(sign, [value.as_deref().unwrap_or_default(), &articles.to_string()]));
    }
    out
}

fn rows(values: &[Count]) -> Vec<Row> {
    values.iter().map(Row::of).collect()
}

fn more(more: u64, out: &mut String) {
    if more > 0 {
        let _infallible = writeln!(out, "  {FAINT}and {} more{FAINT:#}", count(more));
    }
}

/// The name as it is written on the command line and in JSON.
fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "source",
        Facet::Domain => "domain",
        Facet::Lang => "lang",
        Facet::Year => "year",
        Facet::Month => "month",
        Facet::Format => "format",
        Facet::Agency => "agency",
        Facet::By => "by",
    }
}

fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "sources",
        Facet::Domain => "domains",
        Facet::Lang => "languages",
        Facet::Year => "years",
        Facet::Month => "months",
        Facet::Format => "formats",
        Facet::Agency => "agencies",
        Facet::By => "people",
    }
}
