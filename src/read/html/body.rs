//! The story: which blocks of a page are the article's text.
//!
//! Running text weighs, links and labels do not. Boxes that name themselves as furniture are set
//! aside, unless they hold most of the page's running text. Then the search goes down from the
//! whole page into the element that still holds nearly all of the weight, and takes the paragraphs
//! there. Where the page carries its text in JSON-LD and shows little of it, that is taken.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::blocks::{Block, Shape};
use super::furniture::{Furniture, furniture, names};
use super::page::Page;
use super::phrases;
use crate::article::Evidence;

/// The share of an element's running text that a part must hold for the story to be in that part.
const SHARE: f64 = 0.7;

/// A story of fewer characters is thin: a box with a misleading name may hold the rest.
const THIN: usize = 300;

/// The most running text of a box that shows another story, in characters.
const TEASER: usize = 300;

/// The text of an article.
pub(super) struct Story {
    /// Paragraphs parted by a blank line.
    pub text: String,
    pub found_in: Evidence,
    /// The nodes the text was taken from; empty where it does not stand in the page.
    pub nodes: Range<usize>,
    /// The index of its first paragraph in the page; 0 where it does not stand there.
    pub first: usize,
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
    let weights: Vec<usize> = all.iter().map(weight).collect();
    let mut shown = Layout::new(page, all, &weights, Furniture::Likely).story(hints);
    if shown.text.chars().count() < THIN {
        let bolder = Layout::new(page, all, &weights, Furniture::Surely).story(hints);
        if bolder.text.chars().count() > 2 * shown.text.chars().count() {
            shown = bolder;
        }
    }
    let declared = hints.declared.map(super::text).unwrap_or_default();
    let (carried, seen) = (letters(&declared), letters(&shown.text));
    let opening: String = carried.chars().take(40).collect();
    let elsewhere = !seen.contains(&opening) && carried.len() > seen.len();
    if elsewhere || carried.len() > 2 * seen.len() {
        return Story {
            text: declared,
            found_in: "json-ld".into(),
            nodes: 0..0,
            first: shown.first,
        };
    }
    shown
}

/// How much running text a block is, in characters.
fn weight(block: &Block) -> usize {
    if block.linked * 2 > block.chars {
        return 0;
    }
    let chars = block.chars + wide(&block.text);
    match block.shape {
        Shape::Paragraph | Shape::Quote if chars >= 25 => chars,
        Shape::Plain if chars >= 60 && is_sentence(&block.text) => chars,
        Shape::Item | Shape::Cell if chars >= 60 && is_sentence(&block.text) => chars / 2,
        _ => 0,
    }
}

/// Characters that say as much as a syllable or a word: Chinese, Japanese, Korean.
fn wide(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')).count()
}

/// Whether a text ends as a sentence does, in any script, or has sentences inside.
fn is_sentence(text: &str) -> bool {
    let ends = text
        .trim_end_matches(['"', '”', '“', '»', '\'', '’', ')', '」', '』', ']'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟', '۔', '։', '።']);
    ends || text.contains(". ") || text.contains('。')
}

/// The blocks of a page with their weights, and what is set aside.
struct Layout<'p, 'a> {
    page: &'p Page<'a>,
    all: &'p [Block],
    weights: &'p [usize],
    aside: Vec<bool>,
    /// The weight of all blocks that begin before a node.
    before: Vec<usize>,
}

impl<'p, 'a> Layout<'p, 'a> {
    /// Sets aside what is furniture at least as surely as `least`, the surest first, so that a
    /// long consent form does not make the story look small.
    fn new(page: &'p Page<'a>, all: &'p [Block], weights: &'p [usize], least: Furniture) -> Self {
        let mut layout =
            Self { page, all, weights, aside: vec![false; all.len()], before: Vec::new() };
        layout.sum();
        layout.set_announced_aside();
        layout.sum();
        for degree in [Furniture::Surely, Furniture::Likely] {
            if degree >= least {
                layout.set_aside(degree);
                layout.sum();
            }
        }
        layout
    }

    fn sum(&mut self) {
        self.before.clear();
        self.before.resize(self.page.len() + 1, 0);
        for ((block, weight), aside) in self.all.iter().zip(self.weights).zip(&self.aside) {
            if !aside {
                self.before[block.at + 1] += weight;
            }
        }
        for at in 1..self.before.len() {
            self.before[at] += self.before[at - 1];
        }
    }

    fn weight(&self, nodes: &Range<usize>) -> usize {
        self.before[nodes.end] - self.before[nodes.start]
    }

    fn nodes(&self, index: usize) -> Range<usize> {
        index..self.page.node(index).end
    }

    /// Sets the furniture of a degree aside, except what holds too much of the running text.
    fn set_aside(&mut self, degree: Furniture) {
        let total = self.weight(&self.nodes(0));
        let headline = self.page.elements().find(|(_, tag)| tag.name == "h1");
        let headline = headline.map_or(0, |(index, _)| index);
        let mut at = 1;
        while at < self.page.len() {
            let nodes = self.nodes(at);
            let furniture = self.page.element(at).map_or(Furniture::No, furniture);
            let most = match degree {
                Furniture::Surely => total / 10 * 8,
                _ if nodes.start > headline && headline > 0 => total / 10 * 4,
                _ => total / 4,
            };
            if furniture < degree || self.weight(&nodes) > most {
                at += 1;
                continue;
            }
            self.set_nodes_aside(&nodes);
            at = nodes.end;
        }
    }

    /// Sets aside boxes inside the story that show another one: a title that is a link, with its
    /// few lines. Where they are much of the story and it goes on behind them, they are the items
    /// of a list and stay.
    fn set_teasers_aside(&mut self, story: &Range<usize>) {
        let teasers = self.teasers(story);
        let weights: Vec<usize> = teasers.iter().map(|nodes| self.weight(nodes)).collect();
        let boxed: usize = weights.iter().sum();
        let (mut from, mut left) = (0, boxed);
        while from < teasers.len() && (boxed - left) * 10 <= boxed {
            left -= weights[from];
            from += 1;
        }
        let Some(first) = from.checked_sub(1).map(|from| &teasers[from]) else { return };
        let among = self.weight(&(first.end..story.end)) - left;
        if boxed * 5 > self.weight(story) && among * 50 > self.weight(story) {
            return;
        }
        for nodes in teasers {
            self.set_nodes_aside(&nodes);
        }
    }

    /// Sets aside what stands under a title such as "Related articles": the rest of the box, up to
    /// another title or running text beside it.
    fn set_announced_aside(&mut self) {
        let most = self.weight(&self.nodes(0)) / 4;
        let mut behind = 0;
        let all = self.all;
        for title in all.iter().filter(|block| phrases::announces_others(&block.text)) {
            if title.at < behind
                || !matches!(title.shape, Shape::Heading | Shape::Paragraph | Shape::Plain)
            {
                continue;
            }
            let announced = title.at..self.announced_end(title);
            if self.weight(&announced) <= most {
                behind = announced.end;
                self.set_nodes_aside(&announced);
            }
        }
    }

    /// Where what a title announces ends.
    fn announced_end(&self, title: &Block) -> usize {
        // The title may have a box of its own, with nothing else in it.
        let own = |index: &usize| {
            let nodes = self.nodes(*index);
            let first = self.all.partition_point(|block| block.at < nodes.start);
            let behind = self.all.partition_point(|block| block.at < nodes.end);
            behind - first <= 1
        };
        let boxed =
            self.page.ancestors(title.element).map(|(index, _)| index).take_while(own).last();
        let boxed = boxed.unwrap_or(title.element);
        let around = self.page.node(boxed).parent;
        let mut next = self.page.node(boxed).end;
        let end = self.page.node(around).end;
        while next < end {
            let weight = self.weight(&self.nodes(next));
            let stops = self.page.element(next).is_some_and(|tag| match &*tag.name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
                "p" | "blockquote" => weight > 0,
                _ => weight > TEASER / 2,
            });
            if stops {
                break;
            }
            next = self.page.node(next).end;
        }
        next.min(end)
    }

    fn set_nodes_aside(&mut self, nodes: &Range<usize>) {
        let first = self.all.partition_point(|block| block.at < nodes.start);
        let behind = self.all.partition_point(|block| block.at < nodes.end);
        self.aside[first..behind].fill(true);
    }

    /// The boxes around linked titles inside the story, in order and apart.
    fn teasers(&self, story: &Range<usize>) -> Vec<Range<usize>> {
        let mut teasers: Vec<Range<usize>> = Vec::new();
        let titles = self.all.iter().filter(|block| story.contains(&block.at));
        for title in titles.filter(|block| is_linked_title(block)) {
            if teasers.last().is_some_and(|last| title.at < last.end) {
                continue;
            }
            let wider = self.page.ancestors(title.element).map(|(index, _)| index);
            let nodes = wider
                .take_while(|index| *index > story.start)
                .map(|index| self.nodes(index))
                .take_while(|nodes| self.weight(nodes) <= TEASER)
                .last();
            teasers.push(nodes.unwrap_or_else(|| self.nodes(title.element)));
        }
        teasers
    }

    fn story(&mut self, hints: &Hints) -> Story {
        let nodes = self.nodes(self.container());
        self.set_teasers_aside(&nodes);
        let inside: Vec<&Block> = (0..self.all.len())
            .filter(|&index| !self.aside[index] && nodes.contains(&self.all[index].at))
            .map(|index| &self.all[index])
            .collect();
        let tables = Tables::new(self.page, &inside);
        let kept: Vec<bool> =
            inside.iter().map(|block| keep(block, hints) || tables.holds(block)).collect();
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
        Story { text: paragraphs.join("\n\n"), found_in: "page text".into(), nodes, first }
    }

    /// The smallest element that holds the story.
    fn container(&self) -> usize {
        let mut at = self.marked().unwrap_or(0);
        loop {
            let whole = self.weight(&self.nodes(at));
            let heaviest = self
                .page
                .children(at)
                .filter(|child| self.page.element(*child).is_some())
                .max_by_key(|child| self.weight(&self.nodes(*child)));
            let Some(child) = heaviest else { return at };
            let weight = self.weight(&self.nodes(child));
            #[expect(clippy::cast_precision_loss, reason = "lengths of a page's text")]
            if whole == 0
                || (weight as f64) < SHARE * whole as f64
                || self.is_paragraph(child)
                || self.opens_with_paragraph(at, child)
            {
                return at;
            }
            at = child;
        }
    }

    fn is_paragraph(&self, index: usize) -> bool {
        self.page.element(index).is_some_and(|tag| matches!(&*tag.name, "p" | "blockquote" | "ul"))
    }

    /// Whether a paragraph of running text stands directly in an element before one of its
    /// children: then the story begins there.
    fn opens_with_paragraph(&self, index: usize, child: usize) -> bool {
        self.page
            .children(index)
            .take_while(|before| *before < child)
            .any(|before| self.is_paragraph(before) && self.weight(&self.nodes(before)) > 0)
    }

    /// The element the page itself marks as the article's text.
    fn marked(&self) -> Option<usize> {
        let total = self.weight(&self.nodes(0));
        self.page
            .elements()
            .filter(|(_, tag)| {
                tag.attr("itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articlebody"))
            })
            .map(|(index, _)| index)
            .max_by_key(|index| self.weight(&self.nodes(*index)))
            .filter(|index| self.weight(&self.nodes(*index)) * 3 > total)
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

/// What parts the cells of a row.
const CELLS: &str = " | ";

/// The tables of a story that hold data, not the layout of the page.
struct Tables<'p, 'a> {
    page: &'p Page<'a>,
    data: HashSet<usize>,
}

/// What is counted of the cells of a table.
#[derive(Default)]
struct Cells {
    count: usize,
    longest: usize,
    chars: usize,
    linked: usize,
}

impl<'p, 'a> Tables<'p, 'a> {
    /// Tells tables apart by their cells: several, none as long as a story, few of them links.
    fn new(page: &'p Page<'a>, inside: &[&Block]) -> Self {
        let mut tables: HashMap<usize, Cells> = HashMap::new();
        for block in inside {
            if let Some(table) = around(page, block, "table") {
                let cells = tables.entry(table).or_default();
                cells.count += 1;
                cells.longest = cells.longest.max(block.chars);
                cells.chars += block.chars;
                cells.linked += block.linked;
            }
        }
        let is_data = |cells: &Cells| {
            cells.count >= 4 && cells.longest <= 400 && cells.linked * 2 <= cells.chars
        };
        let data = tables.into_iter().filter(|(_, cells)| is_data(cells));
        Self { page, data: data.map(|(table, _)| table).collect() }
    }

    fn holds(&self, block: &Block) -> bool {
        around(self.page, block, "table").is_some_and(|table| self.data.contains(&table))
    }

    /// The row of data a block stands in.
    fn row(&self, block: &Block) -> Option<usize> {
        if self.holds(block) { around(self.page, block, "tr") } else { None }
    }
}

/// The nearest element of a name around a block: few stand between a table and its text.
fn around(page: &Page, block: &Block, name: &str) -> Option<usize> {
    let element = std::iter::once(block.element);
    element
        .chain(page.ancestors(block.element).map(|(index, _)| index))
        .take(8)
        .find(|index| page.element(*index).is_some_and(|tag| tag.name == name))
}

/// Whether the story can begin with a block: bylines, dates and places before it are no part of it.
fn opens_story(block: &Block) -> bool {
    block.chars + wide(&block.text) >= 80
        || block.shape == Shape::Heading
        || block.chars >= 20 && is_sentence(&block.text)
}

/// Whether a block is a heading that leads to another page.
fn is_linked_title(block: &Block) -> bool {
    block.shape == Shape::Heading && block.linked * 5 > block.chars * 4
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
            !all_linked && block.chars + wide(&block.text) >= 40 && is_sentence(&block.text)
        }
    }
}

/// A text as its letters and digits alone, for comparing what may be set differently.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
