//! The layout of a page: how much running text stands where, and what is no part of the story.
//!
//! Running text weighs, links and labels do not. Boxes that name themselves as furniture, that show
//! another story under a linked title, or that stand under a title such as "Related articles" are
//! set aside, unless they hold much of the page's running text. Then the search goes down from the
//! whole page into the element that still holds nearly all of the weight. Everything is counted in
//! runs of nodes, so that a question about an element costs the same whatever is in it.

use std::ops::Range;

use super::blocks::{Block, Shape};
use super::body::letters;
use super::furniture::{Furniture, furniture};
use super::page::Page;
use super::phrases;

/// The share of an element's running text that a part must hold for the story to be in that part.
const SHARE: f64 = 0.7;

/// The most running text of a box that shows another story, in characters.
const TEASER: usize = 300;

/// How many titles of other matter are heeded: pages have fewer than 20.
const ANNOUNCED: usize = 100;

/// The blocks of a page with their weights, and what is set aside.
pub(super) struct Layout<'p, 'a> {
    pub page: &'p Page<'a>,
    pub all: &'p [Block],
    /// How much running text each block is.
    pub weights: Vec<usize>,
    /// Which blocks are no part of the story.
    pub aside: Vec<bool>,
    /// The first element that is made for a headline; 0 where there is none.
    headline: usize,
    /// How surely each node is furniture.
    degrees: Vec<Furniture>,
    /// The weight of all blocks that begin before a node.
    before: Vec<usize>,
}

impl<'p, 'a> Layout<'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>, all: &'p [Block]) -> Self {
        let degree = |at| page.element(at).map_or(Furniture::No, furniture);
        Self {
            page,
            all,
            weights: all.iter().map(weight).collect(),
            aside: Vec::new(),
            headline: page
                .elements()
                .find(|(_, tag)| tag.name == "h1")
                .map_or(0, |(index, _)| index),
            degrees: (0..page.len()).map(degree).collect(),
            before: Vec::new(),
        }
    }

    /// Sets aside what is furniture at least as surely as `least`, the surest first, so that a
    /// long consent form does not make the story look small.
    pub(super) fn clear_away(&mut self, least: Furniture) {
        self.aside = vec![false; self.all.len()];
        self.sum();
        self.set_announced_aside();
        self.sum();
        for degree in [Furniture::Surely, Furniture::Likely] {
            if degree >= least {
                self.set_aside(degree);
                self.sum();
            }
        }
    }

    fn sum(&mut self) {
        self.before.clear();
        self.before.resize(self.page.len() + 1, 0);
        for ((block, weight), aside) in self.all.iter().zip(&self.weights).zip(&self.aside) {
            if !aside {
                self.before[block.at + 1] += weight;
            }
        }
        for at in 1..self.before.len() {
            self.before[at] += self.before[at - 1];
        }
    }

    pub(super) fn weight(&self, nodes: &Range<usize>) -> usize {
        self.before[nodes.end] - self.before[nodes.start]
    }

    pub(super) fn nodes(&self, index: usize) -> Range<usize> {
        index..self.page.node(index).end
    }

    /// Sets the furniture of a degree aside, except what holds too much of the running text.
    fn set_aside(&mut self, degree: Furniture) {
        let total = self.weight(&self.nodes(0));
        let headline = self.headline;
        let mut at = 1;
        while at < self.page.len() {
            let nodes = self.nodes(at);
            let most = match degree {
                Furniture::Surely => total / 10 * 8,
                _ if nodes.start > headline && headline > 0 => total / 10 * 4,
                _ => total / 4,
            };
            if self.degrees[at] < degree || self.weight(&nodes) > most {
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
    pub(super) fn set_teasers_aside(&mut self, story: &Range<usize>, headline: &str) {
        let teasers = self.teasers(story, headline);
        let weights: Vec<usize> = teasers.iter().map(|nodes| self.weight(nodes)).collect();
        let boxed: usize = weights.iter().sum();
        // A short story under a title that leads to itself, and is not quite the headline.
        if boxed * 10 > self.weight(story) * 8 {
            return;
        }
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
        for title in
            all.iter().filter(|block| phrases::announces_others(&block.text)).take(ANNOUNCED)
        {
            if title.at < behind
                || !matches!(title.shape, Shape::Heading | Shape::Paragraph | Shape::Plain)
            {
                continue;
            }
            let (announced, weight) = self.announced(title);
            if weight <= most {
                behind = announced.end;
                self.set_nodes_aside(&announced);
            }
        }
    }

    /// What a title announces, and its running text but for articles that call themselves so.
    fn announced(&self, title: &Block) -> (Range<usize>, usize) {
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
        let mut articles = 0;
        while next < end {
            let weight = self.weight(&self.nodes(next));
            let stops = self.page.element(next).is_some_and(|tag| match &*tag.name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
                "p" | "blockquote" => weight > 0,
                "article" => false,
                _ => weight > TEASER / 2,
            });
            if stops || self.nodes(next).contains(&self.headline) {
                break;
            }
            if self.page.element(next).is_some_and(|tag| tag.name == "article") {
                articles += weight;
            }
            next = self.page.node(next).end;
        }
        let announced = title.at..next.min(end);
        let weight = self.weight(&announced).saturating_sub(articles);
        (announced, weight)
    }

    fn set_nodes_aside(&mut self, nodes: &Range<usize>) {
        let first = self.all.partition_point(|block| block.at < nodes.start);
        let behind = self.all.partition_point(|block| block.at < nodes.end);
        self.aside[first..behind].fill(true);
    }

    /// The boxes around linked titles inside the story, in order and apart. The story's own title
    /// may lead to itself.
    fn teasers(&self, story: &Range<usize>, headline: &str) -> Vec<Range<usize>> {
        let mut teasers: Vec<Range<usize>> = Vec::new();
        let titles = self.all.iter().filter(|block| story.contains(&block.at));
        for title in
            titles.filter(|block| is_linked_title(block) && letters(&block.text) != headline)
        {
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

    /// The smallest element that holds the story.
    pub(super) fn container(&self) -> usize {
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
pub(super) fn wide(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')).count()
}

/// Whether a text ends as a sentence does, in any script, or has sentences inside.
pub(super) fn is_sentence(text: &str) -> bool {
    let ends = text
        .trim_end_matches(['"', '”', '“', '»', '\'', '’', ')', '」', '』', ']'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟', '۔', '։', '።']);
    ends || text.contains(". ") || text.contains('。')
}

/// Whether a block is a heading that leads to another page.
pub(super) fn is_linked_title(block: &Block) -> bool {
    block.shape == Shape::Heading && block.linked * 5 > block.chars * 4
}
