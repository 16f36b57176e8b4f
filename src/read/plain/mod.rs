//! Plain text read as news.
//!
//! A text is cut into paragraphs ([`lines`]); the lines above the story say what it is called, who
//! wrote it and when ([`head`], [`dates`]); the story may open with an agency's credit ([`dateline`]); and
//! notes stand under and between its paragraphs ([`tail`]). What is left is the body. Every rule
//! goes by the form of a whole line, so a name or date that the story merely mentions is never
//! taken for the article's own; in doubt a value stays unknown.

mod dateline;
mod dates;
mod head;
mod lines;
mod tail;

use std::borrow::Cow;

use self::head::Head as Top;
use self::lines::Block;
pub(super) use self::lines::ends_sentence;
use super::agencies::{self, Agency};
use super::byline::Byline;
use super::{Context, Reason};
use crate::article::{Article, Dated, Head, Source};
use crate::date::Date;

/// Reads a plain text as an article, all but its identity and place.
pub(super) fn read(text: &str, _context: Context) -> Result<Article, Reason> {
    let mut blocks = lines::blocks(text);
    if blocks.is_empty() {
        return Err(Reason::Empty);
    }
    let whole = blocks.clone();
    let claimant =
        blocks.iter().rev().take(LAST_NOTES).find_map(|block| tail::claimant(&block.text));
    let claimant = claimant.map(str::to_owned);
    let top = head::split(&mut blocks, claimant.as_deref());
    let mut found = Found { top, ..Found::default() };
    open(&mut blocks, &mut found);
    close(&mut blocks, &mut found);
    if blocks.is_empty() {
        // Nothing but furniture: then it is the text after all.
        blocks = whole;
        found = Found::default();
    }
    let body = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    Ok(Article { head: found.into_head(), body })
}

/// The text of a record as its desk meant it to be printed: without the notes in brackets that
/// stand above and below it.
pub(super) fn story(text: &str) -> &str {
    let is_note = |part: &str| part.starts_with(['(', '（']) && tail::is_desk_note(part);
    let mut text = text.trim();
    while let Some((_, rest)) = text.split_once("\n\n").filter(|(first, _)| is_note(first)) {
        text = rest.trim_start();
    }
    while let Some((rest, _)) = text.rsplit_once("\n\n").filter(|(_, last)| is_note(last)) {
        text = rest.trim_end();
    }
    text
}

/// Whether a line above a story is something else than its headline: a byline, a date, the name of
/// the paper, a caption.
pub(super) fn is_furniture(line: &str) -> bool {
    !matches!(head::kind(line), head::Kind::Short | head::Kind::Text)
}

/// The agency that a story credits in its first words.
pub(super) fn credit(text: &str) -> Option<Agency> {
    dateline::read(text.trim_start().split('\n').next()?).map(|line| line.agency)
}

/// Who is named in a line at the end of a story: `(Reporting by Anna Berg)`, `… he said. (dpa)`.
pub(super) fn signature(line: &str) -> Option<Byline> {
    match tail::read(line).or_else(|| Some(tail::closing(line)?.1))? {
        tail::Note::Reporters(people) => Some(Byline { people, agency: None }),
        tail::Note::Credit(agency) => Some(Byline { people: Vec::new(), agency: Some(agency) }),
        _ => None,
    }
}

/// Under a story stand at most this many notes.
const LAST_NOTES: usize = 8;

/// All that was found, before one value of each kind is chosen.
#[derive(Default)]
struct Found {
    top: Top,
    dateline_agency: Option<Agency>,
    dateline_date: Option<Date>,
    dateline_people: Vec<String>,
    reporters: Vec<String>,
    credit: Option<Agency>,
    post: Option<(String, String)>,
    origin: Option<String>,
    foot: Option<Date>,
    copyright_year: Option<i16>,
    holder: Option<String>,
}

/// Takes the agency's credit off the first paragraphs.
fn open(blocks: &mut [Block], found: &mut Found) {
    for block in blocks.iter_mut().take(3) {
        let Some(line) = dateline::read(&block.text) else { continue };
        if line.rest.is_empty() {
            continue;
        }
        found.dateline_agency = Some(line.agency);
        found.dateline_date = line.date;
        found.dateline_people = line.people;
        block.text = line.rest.to_owned();
        return;
    }
}

/// Takes notes and captions out of the story, and the credit off its last paragraph.
fn close(blocks: &mut Vec<Block>, found: &mut Found) {
    let notes_from = blocks.len().saturating_sub(LAST_NOTES);
    let mut at = 0;
    let mut in_list = false;
    blocks.retain(|block| {
        let is_late = at >= notes_from;
        at += 1;
        in_list = tail::heads_list(&block.text) || (in_list && !lines::ends_sentence(&block.text));
        if in_list && tail::claimant(&block.text).is_none() {
            return false;
        }
        match tail::read(&block.text) {
            // In mid-story a source belongs to a table or a picture.
            Some(tail::Note::Origin(_)) if !is_late => true,
            Some(note) => {
                found.note(note);
                false
            }
            None => {
                let dated = if is_late { dates::labelled_only(&block.text) } else { None };
                let Some((date, changed)) = dated else { return !tail::is_caption(&block.text) };
                // Below a story, a change is the page's.
                found.foot = found.foot.or((!changed).then_some(date));
                false
            }
        }
    });
    if let Some(last) = blocks.last_mut()
        && let Some((before, note)) = tail::closing(&last.text)
    {
        let before = before.to_owned();
        found.note(note);
        last.text = before;
    }
    blocks.retain(|block| !block.text.is_empty());
}

impl Found {
    fn note(&mut self, note: tail::Note) {
        match note {
            tail::Note::Post { headline, source } => {
                self.post = Some((headline.to_owned(), source.to_owned()));
            }
            tail::Note::Copyright { year, holder, agency } => {
                self.copyright_year = self.copyright_year.or(year);
                self.credit = self.credit.take().or(agency);
                self.holder = self.holder.take().or(holder.map(str::to_owned));
            }
            tail::Note::Reporters(people) => self.reporters = people,
            tail::Note::Origin(name) => self.origin = Some(name.to_owned()),
            tail::Note::Credit(agency) => self.credit = Some(agency),
            tail::Note::Furniture => {}
        }
    }

    /// The best evidence for each value.
    fn into_head(self) -> Head {
        let mut head = Head::default();
        let (post_headline, post_source) = self.post.unzip();
        let headline =
            first([(self.top.headline, "headline line"), (post_headline, "post footer")]);
        (head.headline, head.found_in.headline) = parted(headline);
        let holder_agency = self.holder.as_deref().and_then(agencies::agency);
        // A short form that is not listed says less than a name elsewhere.
        let (dateline, short) = match self.dateline_agency {
            Some(agency) if agencies::is_listed(&agency) => (Some(agency), None),
            other => (None, other),
        };
        let agency = first([
            (dateline, "dateline"),
            (self.top.byline.agency, "byline line"),
            (self.credit, "credit line"),
            (holder_agency.clone(), "copyright line"),
            (short, "dateline"),
        ]);
        (head.agency, head.found_in.agency) =
            parted(agency.map(|(agency, from)| (agency.into_owned(), from)));
        let people = first([
            (some(self.top.byline.people), "byline line"),
            (some(self.dateline_people), "dateline"),
            (some(self.reporters), "reporting credit"),
        ]);
        if let Some((people, from)) = people {
            head.byline = people;
            head.found_in.byline = Some(from.into());
        }
        let holder = holder_agency.map(Cow::into_owned).or(self.holder);
        head.source = first([
            (post_source, "post footer"),
            (self.top.masthead, "masthead line"),
            (self.top.dated_source, "date line"),
            (self.top.origin, "source line"),
            (self.origin, "source line"),
            (holder, "copyright line"),
        ])
        .map(|(name, from)| source(name, from));
        let year = self.copyright_year.and_then(Date::year);
        head.date = first([
            (self.top.published, "date line"),
            (self.dateline_date, "dateline"),
            (self.foot, "date line"),
            (year, "copyright line"),
        ])
        .map(dated);
        head.modified = self.top.modified.map(|date| dated((date, "date line")));
        head
    }
}

/// The first value there is, with its evidence.
fn first<T, const N: usize>(values: [(Option<T>, &'static str); N]) -> Option<(T, &'static str)> {
    values.into_iter().find_map(|(value, from)| Some((value?, from)))
}

/// A value and its evidence apart.
fn parted(found: Option<(String, &'static str)>) -> (Option<String>, Option<Cow<'static, str>>) {
    found.map(|(value, from)| (value, Cow::Borrowed(from))).unzip()
}

fn some(people: Vec<String>) -> Option<Vec<String>> {
    (!people.is_empty()).then_some(people)
}

fn dated((date, from): (Date, &'static str)) -> Dated {
    Dated { date, found_in: from.into() }
}

/// A publication by its name, or by its domain where the name is one.
fn source(name: String, from: &'static str) -> Source {
    let is_domain = !name.contains(' ') && name.contains('.') && !name.ends_with('.');
    let domain = is_domain.then(|| {
        let domain = name.to_lowercase();
        domain.strip_prefix("www.").map(str::to_owned).unwrap_or(domain)
    });
    Source { name: Some(name), domain, found_in: from.into() }
}

#[cfg(test)]
mod tests;
