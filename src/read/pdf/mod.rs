//! PDF read as news: the text of its pages, put together again from where its letters stand.
//!
//! [`open`] gives the objects of a document, whatever is wrong with it; [`page`] draws its pages
//! with their glyphs in place ([`font`], [`cmap`], [`tokens`]); [`words`], [`columns`],
//! [`running`] and [`paragraphs`] make a text of them. The text is understood as a plain one is,
//! and then what the document says of itself is heard ([`declared`]) and the size of its letters.
//! One document is one article: where one story of a newspaper's page ends and the next begins is
//! not told.

mod cmap;
mod columns;
mod declared;
mod document;
mod font;
mod geometry;
mod open;
mod page;
mod paragraphs;
mod running;
mod standard;
mod tokens;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod writer;

use self::columns::Line;
use self::declared::Declared;
use self::paragraphs::Paragraph;
use super::{Context, Reason, html, plain};
use crate::article::{Article, Evidence};

/// How many pages are read: books have a thousand.
const MOST_PAGES: usize = 5_000;

/// A headline is larger than the text by at least this factor.
const LARGER: f32 = 1.15;

/// A headline has at most this many words: the largest letters may be those of the text.
const LONGEST_HEADLINE: usize = 30;

/// The name of a paper, and what else stands above a headline, has at most this many words.
const MOST_ABOVE: usize = 8;

/// Where so many times as many letters cannot be told as can, there is no text.
const UNREADABLE: usize = 4;

/// From so many letters of a hundred on that nobody can tell, a note says so.
const UNREADABLE_NOTED: usize = 2;

/// Reads the bytes of a PDF file as an article, all but its identity and place.
pub(super) fn read(bytes: &[u8], context: Context) -> Result<Article, Reason> {
    let opened = open::open(bytes)?;
    let declared = declared::read(&opened.doc);
    let drawn = draw(&opened);
    let mut notes = opened.notes;
    notes.extend(drawn.notes);
    if drawn.pages.iter().all(Vec::is_empty) {
        return Err(match (drawn.has_picture, drawn.unreadable > 0) {
            (_, true) => Reason::NoLetters,
            (true, false) => Reason::OnlyPictures,
            (false, false) => Reason::Empty,
        });
    }
    let mut pages = drawn.pages;
    let edges = running::take_off(&mut pages);
    let lines: Vec<(usize, Line)> = pages
        .into_iter()
        .enumerate()
        .flat_map(|(number, page)| page.into_iter().map(move |line| (number, line)))
        .collect();
    let size = paragraphs::usual_size(lines.iter().map(|(_, line)| line));
    let paragraphs = paragraphs::paragraphs(&lines);
    let text: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let mut article = plain::read(&text.join("\n\n"), context)?;
    if let Some((headline, found_in)) = headline(&paragraphs, size, &declared, &article) {
        set_headline(&mut article, &headline, found_in);
    }
    if article.head.byline.is_empty() {
        let people = declared.authors_in(&paragraphs.iter().map(|paragraph| &*paragraph.text));
        set_byline(&mut article, people);
    }
    let head = &mut article.head;
    if let Some(url) = edges.url {
        head.url = Some(url);
        head.found_in.url = Some("page footer".into());
    }
    declared.fill(head);
    head.notes.splice(0..0, notes);
    Ok(article)
}

/// The pages of a document as lines.
#[derive(Default)]
struct Drawn {
    pages: Vec<Vec<Line>>,
    unreadable: usize,
    has_picture: bool,
    notes: Vec<String>,
}

fn draw(opened: &open::Opened) -> Drawn {
    let mut drawn = Drawn::default();
    let mut drawing = page::Drawing::new(&opened.doc);
    let mut letters = 0;
    for (number, dict) in opened.pages().enumerate() {
        if number == MOST_PAGES || drawing.is_spent() {
            drawn.notes.push(format!("only the first {number} pages read"));
            break;
        }
        let page = drawing.page(dict);
        letters += page.glyphs.len();
        drawn.unreadable += page.unreadable;
        drawn.has_picture |= page.has_picture;
        drawn.pages.push(columns::lines(words::words(&page.glyphs)));
    }
    if drawn.unreadable > letters * UNREADABLE {
        // What is left are scraps.
        drawn.pages.clear();
    }
    if letters > 0 && drawn.unreadable * 100 > letters * UNREADABLE_NOTED {
        let (unreadable, all) = (drawn.unreadable, letters + drawn.unreadable);
        drawn.notes.push(format!(
            "{unreadable} of {all} characters lost: their font does not say what they are"
        ));
    }
    drawn
}

/// The headline: what stands on the first page and in the title of the document, or else what is
/// set in the largest letters, or else the title where the text has no headline at all.
fn headline(
    paragraphs: &[Paragraph],
    size: f32,
    declared: &Declared,
    article: &Article,
) -> Option<(String, Evidence)> {
    let first: Vec<&Paragraph> = paragraphs
        .iter()
        .filter(|paragraph| paragraph.page == 0 && is_headline(&paragraph.text))
        .take(20)
        .collect();
    if let Some(title) = &declared.title {
        let letters = html::letters(title);
        let is_titled = |paragraph: &&&Paragraph| {
            let shown = html::letters(&paragraph.text);
            words_of(&paragraph.text) >= 3 && letters.starts_with(&shown)
        };
        if let Some(paragraph) = first.iter().find(is_titled) {
            return Some((paragraph.text.clone(), "document title".into()));
        }
    }
    let large = first.iter().filter(|paragraph| paragraph.size >= size * LARGER);
    let long = large.clone().filter(|paragraph| words_of(&paragraph.text) >= 4);
    let largest = |one: &&&&Paragraph, other: &&&&Paragraph| {
        // Of several the upper one.
        one.size.total_cmp(&other.size).then(std::cmp::Ordering::Greater)
    };
    if let Some(paragraph) = long.clone().max_by(|one, other| largest(&one, &other)) {
        return Some((paragraph.text.clone(), "largest line".into()));
    }
    if article.head.headline.is_some() {
        return None;
    }
    let title = declared.title.clone().map(|title| (title, "document title".into()));
    title.or_else(|| Some((large.clone().next()?.text.clone(), "largest line".into())))
}

fn is_headline(text: &str) -> bool {
    words_of(text) <= LONGEST_HEADLINE && !plain::is_furniture(text)
}

/// How many words a text has; scripts without spaces have one for every two characters.
fn words_of(text: &str) -> usize {
    let dense = text.chars().filter(|&c| columns::is_dense(c)).count();
    text.split_whitespace().count().max(dense / 2)
}

/// Gives an article its headline, and takes it out of the text.
fn set_headline(article: &mut Article, headline: &str, found_in: Evidence) {
    let mut body: Vec<&str> = article.body.split("\n\n").collect();
    if let Some(at) = body.iter().position(|paragraph| *paragraph == headline) {
        // Short lines above it are kickers and the name of the paper.
        let is_short = |line: &&str| words_of(line) <= MOST_ABOVE && !plain::ends_sentence(line);
        let above = if body[..at].iter().all(is_short) { 0 } else { at };
        body.drain(above..=at);
    }
    if !body.is_empty() {
        article.body = body.join("\n\n");
    }
    article.head.headline = Some(headline.to_owned());
    article.head.found_in.headline = Some(found_in);
}

/// Gives an article the people who wrote it, and takes lines that are only their names out of its
/// text.
fn set_byline(article: &mut Article, people: Vec<String>) {
    if people.is_empty() {
        return;
    }
    let paragraphs = article.body.split("\n\n");
    let is_text = |paragraph: &&str| !people.iter().any(|name| name == paragraph);
    article.body = paragraphs.filter(is_text).collect::<Vec<_>>().join("\n\n");
    article.head.byline = people;
    article.head.found_in.byline = Some("document author".into());
}
