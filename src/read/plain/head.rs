//! The lines above a story: masthead, headline, byline, dates, captions, desk slugs.
//!
//! [`kind`] says what one line is, by its form alone; [`split`] reads lines from the top until the
//! story begins and picks the headline among those that could be one.

use super::super::{agencies, byline};
use super::lines::{Block, ends_sentence};
use super::{dates, tail};
use crate::date::{Date, Precision};
use crate::text::small_beginning;

/// A story begins within this many lines; a text with more lines above it is not a story.
const MOST_LINES: usize = 40;

/// More short lines than this between a headline and the story are a table or a list.
const MOST_SUBHEADINGS: usize = 2;

/// A headline stands over at least one paragraph this long, in bytes.
const SHORTEST_PARAGRAPH: usize = 60;

/// A headline has at most this many characters.
const LONGEST_HEADLINE: usize = 150;

/// What a line above a story is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// The name of the publication.
    Masthead(String),
    /// Who wrote it.
    Byline(byline::Byline),
    /// When it was published or changed, and where the line names it, by whom.
    Dates { published: Option<Date>, modified: Option<Date>, source: Option<String> },
    /// Where the text was taken from (`Source: Example`).
    Origin(String),
    /// A short line without a final full stop: a headline, a kicker, a subheading.
    Short,
    /// Nothing to keep: captions, slugs, founding years, menus.
    Furniture,
    /// The story.
    Text,
}

/// What the lines above a story say.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub headline: Option<String>,
    pub masthead: Option<String>,
    /// From a line that has both the publication and a date.
    pub dated_source: Option<String>,
    pub published: Option<Date>,
    pub modified: Option<Date>,
    pub byline: byline::Byline,
    pub origin: Option<String>,
}

/// Whether a line of wrapped text never runs on into another: a byline, a date, a desk's note.
pub(super) fn stands_alone(line: &str) -> bool {
    !matches!(kind(line), Kind::Short | Kind::Text | Kind::Masthead(_))
}

/// What a line is, by its form.
pub(super) fn kind(line: &str) -> Kind {
    let line = without_wire_marks(line);
    if is_founding(line) || is_slug(line) || tail::is_caption(line) || tail::is_breadcrumbs(line) {
        return Kind::Furniture;
    }
    if let Some(dates) = dates::read(line) {
        return dates;
    }
    if let Some(byline) = byline_line(line) {
        return Kind::Byline(byline);
    }
    match tail::read(line) {
        Some(tail::Note::Furniture) => return Kind::Furniture,
        Some(tail::Note::Origin(name)) => return Kind::Origin(name.to_owned()),
        _ => {}
    }
    if let Some(name) = masthead(line) {
        return Kind::Masthead(name);
    }
    if is_short(line) { Kind::Short } else { Kind::Text }
}

/// Reads the lines above the story off the front of `blocks`; what remains is the story. A line
/// that is the name of the `claimant` of the rights below the story is the masthead.
pub(super) fn split(blocks: &mut Vec<Block>, claimant: Option<&str>) -> Head {
    let mut kinds = Vec::new();
    for block in blocks.iter().take(MOST_LINES) {
        kinds.push(kind(&block.text));
        if kinds.last() == Some(&Kind::Text) {
            break;
        }
    }
    if let Some((byline::Opening::Ordinary, _)) =
        blocks.first().and_then(|block| byline::opening(&block.text))
    {
        // `Von der Brücke bis zum Markt`: above a byline of this kind there is a headline.
        kinds[0] = if is_short(&blocks[0].text) { Kind::Short } else { Kind::Text };
    }
    let own_name = claimant.and_then(|name| {
        let at = blocks.iter().zip(&kinds).position(|(block, kind)| {
            matches!(kind, Kind::Short | Kind::Masthead(_)) && is_same(&block.text, name)
        })?;
        // The two differ in letter case at most, and the masthead is often in capitals.
        kinds[at] = Kind::Masthead(name.to_owned());
        Some(at)
    });
    let Some(start) = story_start(blocks, &kinds) else { return Head::default() };
    let mut head = Head::default();
    let has_story = blocks[start..].iter().take(3).any(is_paragraph);
    let headline = headline(blocks, &kinds[..start], start, own_name).filter(|_| has_story);
    let mut kept = Vec::new();
    for (at, block) in blocks.drain(..start).enumerate() {
        match &kinds[at] {
            Kind::Short | Kind::Masthead(_) if Some(at) == headline => {
                head.headline = Some(without_wire_marks(&block.text).to_owned());
            }
            Kind::Masthead(name) if headline.is_some() || own_name == Some(at) => {
                head.masthead.get_or_insert_with(|| name.clone());
            }
            Kind::Short | Kind::Masthead(_) | Kind::Text => {
                // Above a headline stand kickers and section names, below it subheadings.
                if headline.is_none_or(|headline| at > headline) {
                    match plain_byline(&block.text, kinds.get(at + 1), at, headline) {
                        Some(names) => take_byline(&mut head, names),
                        None => kept.push(block),
                    }
                }
            }
            other => take(&mut head, other.clone()),
        }
    }
    late_lines(blocks, &mut head);
    blocks.splice(0..0, kept);
    head
}

/// Bylines and dates that stand below the first sentences (a standfirst or a caption).
fn late_lines(blocks: &mut Vec<Block>, head: &mut Head) {
    for at in (0..blocks.len().min(5)).rev() {
        let found = match kind(&blocks[at].text) {
            Kind::Byline(names) if byline::opening(&blocks[at].text).is_some() => {
                Kind::Byline(names)
            }
            // A month alone heads a part of the story as well.
            Kind::Dates { published: Some(date), .. } if date.precision() < Precision::Day => {
                continue;
            }
            dates @ Kind::Dates { .. } => dates,
            _ => continue,
        };
        if at + 1 < blocks.len() {
            blocks.remove(at);
            take(head, found);
        }
    }
}

fn take(head: &mut Head, kind: Kind) {
    match kind {
        Kind::Byline(names) => take_byline(head, names),
        Kind::Dates { published, modified, source } => {
            head.published = head.published.or(published);
            head.modified = head.modified.or(modified);
            head.dated_source = head.dated_source.take().or(source);
        }
        Kind::Origin(name) => head.origin = Some(name),
        Kind::Masthead(_) | Kind::Short | Kind::Furniture | Kind::Text => {}
    }
}

fn take_byline(head: &mut Head, names: byline::Byline) {
    head.byline.agency = head.byline.agency.take().or(names.agency);
    if head.byline.people.is_empty() {
        head.byline.people = names.people;
    }
}

/// Where the story begins; `None` where no line is text.
fn story_start(blocks: &[Block], kinds: &[Kind]) -> Option<usize> {
    let mut start = kinds.iter().position(|kind| *kind == Kind::Text)?;
    // A list of short lines that do not lead up to anything is the text itself.
    let shorts = kinds[..start].iter().filter(|kind| **kind == Kind::Short).count();
    if shorts > 8 {
        start = kinds.iter().position(|kind| *kind == Kind::Short)?;
    }
    (start < blocks.len()).then_some(start)
}

/// Whether a block is a paragraph of prose, and not a row or a remark.
fn is_paragraph(block: &Block) -> bool {
    block.text.len() >= SHORTEST_PARAGRAPH && ends_sentence(&block.text)
}

/// Which line above the story is the headline: the first of four words or more, or else the only
/// one of two or three; and only where its setting says so.
fn headline(
    blocks: &[Block],
    kinds: &[Kind],
    start: usize,
    own_name: Option<usize>,
) -> Option<usize> {
    let candidates: Vec<usize> = (0..kinds.len())
        .filter(|&at| own_name != Some(at))
        .filter(|&at| matches!(kinds[at], Kind::Short | Kind::Masthead(_)))
        .filter(|&at| is_set_as_headline(blocks, kinds, at, start))
        .collect();
    let shorts = candidates.iter().copied().filter(|&at| kinds[at] == Kind::Short);
    let headline = shorts
        .clone()
        .find(|&at| weight(&blocks[at].text) >= 4)
        .or_else(|| candidates.iter().copied().find(|&at| weight(&blocks[at].text) >= 4))
        .or_else(|| {
            let mut few = candidates.iter().copied().filter(|&at| weight(&blocks[at].text) >= 2);
            few.next().filter(|_| few.next().is_none())
        })?;
    // Rows of a table or a list are no subheadings.
    let below = kinds[headline + 1..].iter().filter(|kind| **kind == Kind::Short).count();
    (below <= MOST_SUBHEADINGS).then_some(headline)
}

/// Whether a line stands as headlines do: set apart by a blank line, before a byline or date, or
/// directly on top of a paragraph clearly longer than itself.
fn is_set_as_headline(blocks: &[Block], kinds: &[Kind], at: usize, start: usize) -> bool {
    let line = &blocks[at].text;
    let Some(next) = blocks.get(at + 1) else { return false };
    let before_byline = matches!(kinds.get(at + 1), Some(Kind::Byline(_) | Kind::Dates { .. }));
    let on_story = at + 1 == start
        && !line.ends_with(['?', '!', '"', '”', '»'])
        && next.text.len() >= 80
        && next.text.len() >= line.len() * 3 / 2
        && ends_sentence(&next.text)
        // Where blank lines part the paragraphs, one parts the headline as well.
        && blocks.get(at + 2).is_none_or(|block| !block.gap_before);
    let sets_apart = matches!(kinds.get(at + 2), Some(Kind::Byline(_) | Kind::Dates { .. }))
        || blocks.get(at + 2).is_some_and(|block| block.gap_before);
    let before_short = at + 1 < start && kinds.get(at + 1) == Some(&Kind::Short) && sets_apart;
    next.gap_before
        || before_byline
        || on_story
        || before_short
        || kinds.get(at + 1) == Some(&Kind::Furniture)
}

/// The weight of a line in words; scripts without spaces count two characters as one.
fn weight(line: &str) -> usize {
    let dense = line
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
        .count();
    line.split_whitespace().count().max(dense / 2)
}

/// A line without the marks that wires set around it.
fn without_wire_marks(line: &str) -> &str {
    line.trim_start_matches(['^', ' ']).trim_end_matches(['<', '=', ' '])
}

/// Whether a line can be a headline or kicker by its form.
fn is_short(text: &str) -> bool {
    let starts_list = text.starts_with(['•', '*', '-', '–', '—', '·', '▪', '>', '(']);
    let is_numbered = text.split_once(['.', ')']).is_some_and(|(number, _)| {
        !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit())
    });
    let is_speech = ["Q:", "A:", "Q.", "A.", "F:"].iter().any(|mark| text.starts_with(mark));
    let ends_open = text.ends_with(['.', ';', ':', ',', '…', '。', '、', '-', '–', '—']);
    let is_abbreviation =
        text.ends_with("U.S.") || text.ends_with("U.K.") || text.ends_with("D.C.");
    text.chars().count() <= LONGEST_HEADLINE
        && text.split_whitespace().count() <= 28
        && text.chars().next().is_some_and(|c| !c.is_lowercase())
        && text.chars().any(char::is_alphabetic)
        && !starts_list
        && !is_numbered
        && !is_speech
        && (!ends_open || is_abbreviation)
        && !holds_sentences(text)
}

/// Whether a line has a full stop inside with a new sentence behind it, or ends a quotation.
fn holds_sentences(text: &str) -> bool {
    let ends_quotation =
        ends_sentence(text) && text.ends_with(['"', '”', '»', '“']) && !text.ends_with(['?', '!']);
    let new_sentence = text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 4 && !word.contains('.')
    });
    ends_quotation || new_sentence
}

/// Whether two names are the same but for letter case and article.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase();
        name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
    };
    bare(one) == bare(other)
}

/// Whether a line tells when the paper was founded: never when the article was published.
fn is_founding(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric());
    line.bytes().any(|byte| byte.is_ascii_digit())
        && line.chars().count() <= 100
        && !ends_sentence(line)
        && words.any(|word| FOUNDED.contains(&word.to_lowercase().as_str()))
}

/// Whether a line is a desk's: `BC-EU--Storm,3rd Ld-Writethru`, `URGENT`, `Eds: …`.
fn is_slug(line: &str) -> bool {
    let plain = small_beginning(line.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut letters = line.chars();
    let two_capitals = letters.by_ref().take(2).filter(char::is_ascii_uppercase).count() == 2;
    let code = two_capitals
        && letters.next() == Some('-')
        && letters.next().is_some_and(char::is_uppercase);
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_code = code && (first.contains("--") || first.contains(',') || line.contains(" Ld"));
    URGENCIES.contains(&plain.as_str())
        || is_code
        || (line.chars().count() <= 60 && line.contains(',') && plain.ends_with("writethru"))
        || plain.starts_with("eds:")
        || (line.chars().count() <= 80 && plain.starts_with("with ") && plain.contains(" photo"))
}

/// The publication that a line names as mastheads do.
fn masthead(line: &str) -> Option<String> {
    let name = line.strip_suffix(" Newspaper").unwrap_or(line).trim();
    let says_so = name.len() < line.len();
    if !says_so && !byline::names_publication(name) {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_titled = words.iter().all(|word| {
        word.starts_with(|c: char| !c.is_lowercase())
            || matches!(*word, "of" | "and" | "the" | "de" | "für")
    });
    let names_paper = says_so || words.len() <= 3 || words[0] == "The" && words.len() <= 5;
    let is_section =
        words.first().is_some_and(|word| SECTIONS.contains(&word.to_lowercase().as_str()));
    ((words.len() >= 2 || !name.is_ascii()) && is_titled && names_paper && !is_section)
        .then(|| name.to_owned())
}

/// A byline line, by its opening or by an agency or a post behind a name.
fn byline_line(line: &str) -> Option<byline::Byline> {
    if line.chars().count() > 200 || line.ends_with(['?', '!', ':']) {
        return None;
    }
    let opening = byline::opening(line);
    let stops = ends_sentence(line) && !line.ends_with("Jr.") && !line.ends_with("Sr.");
    if stops {
        return None;
    }
    let byline = byline::read(line);
    let strict =
        !byline.people.is_empty() && byline.people.iter().all(|name| byline::is_full_name(name));
    let is_byline = match opening {
        // Old papers name the post for the person: `By Our Own Correspondent`.
        Some((byline::Opening::Certain, rest)) if byline.people.is_empty() => {
            byline.agency.is_some() && rest.starts_with(|c: char| !c.is_lowercase())
                || byline::ends_in_role(rest) && rest.split_whitespace().count() <= 5
        }
        Some((byline::Opening::Certain, rest)) => {
            strict && rest.starts_with(|c: char| !c.is_lowercase())
        }
        Some((byline::Opening::Ordinary, _)) => strict && line.chars().count() <= 100,
        None if byline.people.is_empty() => {
            let has_post = byline::has_role(line) && line.split_whitespace().count() <= 4;
            agencies::agency(line).is_some() || (byline.agency.is_some() && has_post)
        }
        None if byline::opens_with_post(line) => strict,
        None if byline::without_small_opening(line).len() < line.len() => {
            strict && is_list_of(&byline, byline::without_small_opening(line))
        }
        None => {
            let has_parts = line.contains([',', '|', '/', '(', '–', '—']) || line.contains(" - ");
            let ends = byline.agency.is_some() || byline::ends_in_role(line);
            strict && has_parts && ends && line.chars().count() <= 120
        }
    };
    is_byline.then_some(byline)
}

/// A line that is nothing but a name counts as a byline only between a headline and a date.
fn plain_byline(
    line: &str,
    next: Option<&Kind>,
    at: usize,
    headline: Option<usize>,
) -> Option<byline::Byline> {
    let below_headline = headline.is_some_and(|headline| headline + 1 == at);
    if !below_headline || !matches!(next, Some(Kind::Dates { .. })) {
        return None;
    }
    let byline = byline::read(line);
    (is_list_of(&byline, line) && byline.people.iter().all(|name| byline::is_full_name(name)))
        .then_some(byline)
}

/// Whether nothing stands in a line but the names read from it and what lists them.
fn is_list_of(byline: &byline::Byline, line: &str) -> bool {
    let names: usize = byline.people.iter().map(|name| name.split(' ').count()).sum();
    line.split_whitespace().count() < names + byline.people.len().max(1)
}

/// Words that tell of a founding.
const FOUNDED: &[&str] = &[
    "est",
    "established",
    "founded",
    "since",
    "gegründet",
    "seit",
    "fondé",
    "fondée",
    "fondato",
    "fundado",
    "основана",
    "основан",
    "depuis",
    "desde",
];

/// Lines that say how urgent a dispatch is.
const URGENCIES: &[&str] = &[
    "urgent",
    "flash",
    "bulletin",
    "alert",
    "newsalert",
    "advisory",
    "eilmeldung",
    "eil",
    "wire",
    "correction",
    "update",
    "срочно",
    "молния",
    "breaking",
];

/// First words of section names, which otherwise look like mastheads (`World News`).
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "world", "us", "u.s.", "local", "latest", "breaking", "national", "international", "business", "sports", "political",
    "top", "more", "good", "fake", "bad", "national", "european", "tech", "science", "health", "other", "big", "annual",
];
