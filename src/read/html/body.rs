//! The story: which blocks of a page are the article's text.
//!
//! [`Layout`] sets aside what is no part of the story and finds the element that holds it. Here its
//! paragraphs are taken, with what stands apart between headline and story. Where the page carries
//! its text in JSON-LD or in the data of its scripts and shows little of it, that is taken.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::blocks::{Block, Shape};
use super::furniture::{Furniture, names};
use super::layout::{Layout, is_sentence, wide};
use super::page::Page;
use super::phrases;
use super::scripts;
use super::tables::{CELLS, Tables};
use crate::article::Evidence;

/// A story of fewer characters is thin: a box with a misleading name may hold the rest.
const THIN: usize = 300;

/// The text of an article.
pub(super) struct Story {
    /// Paragraphs parted by a blank line.
    pub text: String,
    pub found_in: Evidence,
    /// The nodes the text was taken from; empty where it does not stand in the page.
    pub nodes: Range<usize>,
    /// The index of its first paragraph in the page; 0 where it does not stand there.
    pub first: usize,
    /// Which block is its last paragraph; `None` where it does not stand in the page.
    pub last: Option<usize>,
}

/// What is known of the article before its text is looked for.
pub(super) struct Hints<'h> {
    pub headline: Option<&'h str>,
    /// What the page's head says the article is about: often its first paragraph.
    pub description: Option<&'h str>,
    /// The text as JSON-LD carries it.
    pub declared: Option<&'h str>,
}

/// Finds the story of a page; its text is empty where the page has none.
pub(super) fn story(page: &Page, all: &[Block], hints: &Hints) -> Story {
    let mut story = shown_or_carried(page, all, hints);
    let closing = story.text.rsplit("\n\n").next().unwrap_or_default();
    let last = all.iter().rposition(|block| block.text == closing);
    story.last = last.filter(|last| all[*last].at >= story.first);
    story
}

/// Chooses between what the page shows and what it carries in its data.
fn shown_or_carried(page: &Page, all: &[Block], hints: &Hints) -> Story {
    let mut layout = Layout::new(page, all);
    layout.clear_away(Furniture::Likely);
    let mut shown = layout.story(hints);
    if shown.text.chars().count() < THIN {
        layout.clear_away(Furniture::Surely);
        let bolder = layout.story(hints);
        if bolder.text.chars().count() > 2 * shown.text.chars().count() {
            shown = bolder;
        }
    }
    if shown.text.chars().count() < THIN {
        shown.add_captions(page, all);
    }
    let declared = hints.declared.map(super::text).unwrap_or_default();
    let (carried, seen) = (letters(&declared), letters(&shown.text));
    let opening: String = carried.chars().take(40).collect();
    let elsewhere = !seen.contains(&opening) && carried.len() > seen.len();
    if elsewhere || carried.len() > 2 * seen.len() {
        return Story { text: declared, found_in: "json-ld".into(), nodes: 0..0, ..shown };
    }
    if let Some(headline) = hints.headline.filter(|_| seen.chars().count() < THIN) {
        let hidden = scripts::text(page, headline);
        if letters(&hidden).len() > 2 * seen.len() && hidden.chars().count() >= THIN {
            return Story { text: hidden, found_in: "page script".into(), nodes: 0..0, ..shown };
        }
    }
    shown
}

/// So many captions with a sentence each make a gallery.
const GALLERY: usize = 3;

impl Story {
    /// Takes the captions of a gallery, which has its story in them and little text besides.
    fn add_captions(&mut self, page: &Page, all: &[Block]) {
        let is_caption = |block: &&Block| {
            let mut around = page.ancestors(block.at).take(4);
            around.any(|(_, tag)| tag.name == "figcaption")
        };
        let mut captions: Vec<&Block> = all
            .iter()
            .filter(|block| block.chars >= 40 && block.linked == 0 && is_sentence(&block.text))
            .filter(is_caption)
            .filter(|block| !self.text.contains(&block.text))
            .collect();
        captions.dedup_by(|one, other| one.text == other.text);
        let told: usize = captions.iter().map(|block| block.chars).sum();
        if captions.len() < GALLERY || told < 2 * self.text.chars().count() {
            return;
        }
        if self.text.is_empty() {
            self.first = captions[0].at;
        }
        let texts = captions.iter().map(|block| block.text.as_str());
        let paragraphs = Some(self.text.as_str()).filter(|text| !text.is_empty());
        self.text = paragraphs.into_iter().chain(texts).collect::<Vec<_>>().join("\n\n");
        self.found_in = "captions".into();
    }
}

impl<'p> Layout<'p, '_> {
    fn story(&mut self, hints: &Hints) -> Story {
        let nodes = self.nodes(self.container());
        self.set_teasers_aside(&nodes, &hints.headline.map(letters).unwrap_or_default());
        let mut inside: Vec<&Block> = (0..self.all.len())
            .filter(|&index| !self.aside[index] && nodes.contains(&self.all[index].at))
            .map(|index| &self.all[index])
            .collect();
        // Behind the count of comments stand the comments.
        let second = inside.get(1).map_or(nodes.end, |block| block.at);
        let comments = self.all.iter().find(|block| {
            block.at > second
                && block.shape == Shape::Heading
                && phrases::counts_comments(&block.text)
        });
        inside.retain(|block| comments.is_none_or(|title| block.at < title.at));
        let tables = Tables::new(self.page, &inside);
        let mut kept: Vec<bool> =
            inside.iter().map(|block| keep(block, hints) || tables.holds(block)).collect();
        if let Some(declared) = hints.declared {
            drop_unattested(&inside, &mut kept, declared);
        }
        let mut seen = HashSet::new();
        let mut paragraphs = self.opening(&nodes, hints);
        seen.extend(paragraphs.iter().map(ToString::to_string));
        let mut first = None;
        let begins = (0..inside.len()).find(|place| kept[*place] && opens_story(inside[*place]));
        let begins = begins.unwrap_or(0);
        let mut row = None;
        for (place, block) in inside.iter().enumerate().skip(begins) {
            let opens = block.shape != Shape::Heading
                || (place + 1..inside.len())
                    .find(|next| kept[*next] || !is_label(inside[*next]))
                    .is_some_and(|next| kept[next]);
            if !kept[place] || !opens {
                continue;
            }
            let before = std::mem::replace(&mut row, tables.row(block));
            if let (true, Some(line)) = (row.is_some() && row == before, paragraphs.last_mut()) {
                line.to_mut().push_str(CELLS);
                line.to_mut().push_str(&block.text);
            } else if row.is_some() || block.chars < 30 || seen.insert(block.text.clone()) {
                first = first.or(Some(block.at));
                paragraphs.push(Cow::Borrowed(&block.text));
            }
        }
        let first = first.unwrap_or(nodes.start);
        Story {
            text: paragraphs.join("\n\n"),
            found_in: "page text".into(),
            nodes,
            first,
            last: None,
        }
    }

    /// What stands between headline and story and is part of it: the paragraph that sums it up,
    /// and running text set apart from the rest.
    fn opening(&self, nodes: &Range<usize>, hints: &Hints) -> Vec<Cow<'p, str>> {
        let headline = hints.headline.map(letters).unwrap_or_default();
        let before = self.all.partition_point(|block| block.at < nodes.start);
        let title = self.all[..before]
            .iter()
            .rposition(|block| block.shape == Shape::Heading && letters(&block.text) == headline);
        let standfirst = self.standfirst(nodes, hints);
        let between = title.map_or(before..before, |title| title + 1..before);
        let apart = between.filter(|index| {
            let block = &self.all[*index];
            !self.aside[*index]
                && block.shape == Shape::Paragraph
                && self.weights[*index] >= 100
                && is_sentence(&block.text)
                && !phrases::is_furniture(&block.text)
                && Some(block.text.as_str()) != standfirst
        });
        let apart = apart.map(|index| self.all[index].text.as_str());
        standfirst.into_iter().chain(apart).map(Cow::Borrowed).collect()
    }

    /// The paragraph between headline and story that sums the story up.
    fn standfirst(&self, nodes: &Range<usize>, hints: &Hints) -> Option<&'p str> {
        let described = hints.description.map(letters).filter(|text| text.len() >= 30);
        let headline = hints.headline.map(letters);
        self.all
            .iter()
            .zip(&self.aside)
            .take_while(|(block, _)| block.at < nodes.start)
            .filter(|(block, aside)| {
                !**aside && block.chars >= 30 && block.linked * 2 < block.chars
            })
            .find(|(block, _)| {
                let text = letters(&block.text);
                if Some(&text) == headline.as_ref() {
                    return false;
                }
                let described = described
                    .as_ref()
                    .is_some_and(|wanted| text.starts_with(wanted) || wanted.starts_with(&text));
                described || self.is_named_standfirst(block)
            })
            .map(|(block, _)| block.text.as_str())
    }

    fn is_named_standfirst(&self, block: &Block) -> bool {
        let around = std::iter::once(block.element)
            .chain(self.page.ancestors(block.element).map(|(index, _)| index))
            .take(2);
        around.filter_map(|index| self.page.element(index)).any(|tag| {
            names(tag).iter().any(|name| name.split('-').any(|part| STANDFIRST.contains(&part)))
        })
    }
}

/// Takes out the short paragraphs of a story that are missing from the text the page declares,
/// where that text has nearly all of the story: captions, notes, pointers.
fn drop_unattested(inside: &[&Block], kept: &mut [bool], declared: &str) {
    if inside.len() > ATTESTED_BLOCKS || declared.len() > ATTESTED_BYTES {
        return;
    }
    let declared = letters(declared);
    let is_text = |block: &Block| matches!(block.shape, Shape::Paragraph | Shape::Plain);
    let attested: Vec<bool> =
        inside.iter().map(|block| declared.contains(&letters(&block.text))).collect();
    let count = |attested_only: bool| -> usize {
        (0..inside.len())
            .filter(|place| kept[*place] && is_text(inside[*place]))
            .filter(|place| attested[*place] || !attested_only)
            .map(|place| inside[place].chars)
            .sum()
    };
    if count(true) * 10 < count(false) * 8 {
        return;
    }
    let first = (0..inside.len()).find(|place| kept[*place] && attested[*place]).unwrap_or(0);
    for (place, block) in inside.iter().enumerate().skip(first) {
        kept[place] &= attested[place] || !is_text(block) || block.chars > UNATTESTED;
    }
}

/// The most blocks of a story that are looked up in the declared text, and its length in bytes.
const ATTESTED_BLOCKS: usize = 1000;
/// See [`ATTESTED_BLOCKS`].
const ATTESTED_BYTES: usize = 100_000;

/// In characters: longer paragraphs are the story's, whatever the page declares.
const UNATTESTED: usize = 200;

/// In characters: text of this length is a paragraph, whether it ends as a sentence or not.
const UNPUNCTUATED: usize = 100;

/// What publishers call the paragraph under the headline, in the names of their boxes.
const STANDFIRST: [&str; 16] = [
    "standfirst",
    "subtitle",
    "subheadline",
    "subhead",
    "subheading",
    "dek",
    "deck",
    "lead",
    "lede",
    "intro",
    "summary",
    "excerpt",
    "chapo",
    "entradilla",
    "ingress",
    "vorspann",
];

/// Whether the story can begin with a block: bylines, dates and places before it are no part of it.
fn opens_story(block: &Block) -> bool {
    block.chars + wide(&block.text) >= 80
        || block.shape == Shape::Heading
        || block.chars >= 20 && is_sentence(&block.text)
}

/// A short text of no shape, such as the time of an entry.
fn is_label(block: &Block) -> bool {
    block.shape == Shape::Plain && block.chars < 40
}

/// Whether a block inside the story belongs to it.
fn keep(block: &Block, hints: &Hints) -> bool {
    if phrases::is_furniture(&block.text) {
        return false;
    }
    let all_linked = block.linked * 5 > block.chars * 4;
    match block.shape {
        Shape::Heading => {
            let headline = hints.headline.is_some_and(|text| letters(text) == letters(&block.text));
            !headline && !all_linked
        }
        Shape::Paragraph | Shape::Quote => !all_linked,
        Shape::Item => block.linked * 2 <= block.chars,
        Shape::Plain | Shape::Cell => {
            let chars = block.chars + wide(&block.text);
            let is_text = is_sentence(&block.text) && chars >= 40 || chars >= UNPUNCTUATED;
            !all_linked && is_text
        }
    }
}

/// A text as its letters and digits alone, for comparing what may be set differently.
pub(in super::super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
