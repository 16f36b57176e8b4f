//! The text of a page in blocks: paragraphs, headings, list items, cells.
//!
//! A block is what a reader sees as one paragraph: text with nothing between it but inline
//! elements and single line breaks. Two line breaks part paragraphs, as old pages do.

use std::ops::Range;

use super::markup::Tag;
use super::page::{Kind, Page, collapse, is_inline, is_unreadable};

/// A paragraph of a page.
#[derive(Debug)]
pub(super) struct Block {
    /// The index of its first text in the page.
    pub at: usize,
    /// The innermost element around it that is not inline.
    pub element: usize,
    pub shape: Shape,
    /// One line, or several where the page breaks lines inside the paragraph.
    pub text: String,
    /// How many characters the text has.
    pub chars: usize,
    /// How many of them stand in links.
    pub linked: usize,
}

/// What a block is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Heading,
    Paragraph,
    Item,
    Quote,
    Cell,
    /// Text in an element that says nothing about it, such as a `<div>`.
    Plain,
}

/// The blocks inside a range of nodes.
pub(super) fn blocks(page: &Page, range: Range<usize>) -> Vec<Block> {
    let mut walk = Walk { page, blocks: Vec::new(), open: Vec::new(), run: Run::default() };
    let mut at = range.start;
    while at < range.end {
        walk.leave(at);
        let node = page.node(at);
        match &node.kind {
            Kind::Element(tag) if is_unreadable(&tag.name) || tag.name == "head" => {
                at = node.end;
                continue;
            }
            Kind::Element(tag) => walk.enter(at, tag),
            Kind::Text(text) => walk.text(at, text),
            Kind::Raw(_) | Kind::Root => {}
        }
        at += 1;
    }
    walk.flush();
    walk.blocks
}

/// Whether a link leads to a place in the page it stands in.
fn is_place_in_page(tag: &Tag) -> bool {
    tag.attr("href").is_none_or(|href| href.starts_with('#'))
}

struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    blocks: Vec<Block>,
    /// The open elements that matter: those that part blocks, and links.
    open: Vec<(usize, Open)>,
    run: Run,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Block(Shape),
    Link,
}

/// The block being gathered.
#[derive(Default)]
struct Run {
    at: usize,
    text: String,
    linked: usize,
    /// Line breaks since the last text.
    breaks: usize,
}

impl Walk<'_, '_> {
    /// Closes the elements that end before a node.
    fn leave(&mut self, at: usize) {
        while let Some(&(index, open)) = self.open.last() {
            if at < self.page.node(index).end {
                return;
            }
            if matches!(open, Open::Block(_)) {
                self.flush();
            }
            self.open.pop();
        }
    }

    fn enter(&mut self, at: usize, tag: &Tag) {
        let name = &*tag.name;
        let open = match name {
            "br" => {
                self.run.breaks += 1;
                return;
            }
            // A heading's link to itself leads nowhere.
            "a" if self.around() == Some(Shape::Heading) && is_place_in_page(tag) => return,
            "a" => Open::Link,
            "img" | "input" => return,
            _ if is_inline(name) => return,
            _ => {
                self.flush();
                Open::Block(self.shape(name))
            }
        };
        self.open.push((at, open));
    }

    /// The shape of the innermost element that parts blocks.
    fn around(&self) -> Option<Shape> {
        self.open.iter().rev().find_map(|(_, open)| match open {
            Open::Block(shape) => Some(*shape),
            Open::Link => None,
        })
    }

    /// What an element makes of its text, which a surrounding list or quote has a say in.
    fn shape(&self, name: &str) -> Shape {
        let around = self.around();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Shape::Heading,
            "li" | "dt" | "dd" => Shape::Item,
            "blockquote" => Shape::Quote,
            "td" | "th" => Shape::Cell,
            "p" | "pre" => match around {
                Some(shape @ (Shape::Item | Shape::Quote | Shape::Cell)) => shape,
                _ => Shape::Paragraph,
            },
            "div" => match around {
                Some(shape @ (Shape::Item | Shape::Quote | Shape::Heading)) => shape,
                _ => Shape::Plain,
            },
            _ => Shape::Plain,
        }
    }

    fn text(&mut self, at: usize, text: &str) {
        let blank = text.trim().is_empty();
        if blank && self.run.text.is_empty() {
            return;
        }
        if !blank {
            match std::mem::take(&mut self.run.breaks) {
                0 => {}
                // A break ahead of the first text parts it from nothing.
                1 if self.run.text.is_empty() => {}
                1 => self.run.text.push('\n'),
                _ => self.flush(),
            }
        }
        if self.run.text.is_empty() {
            self.run.at = at;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if self.open.iter().any(|(_, open)| *open == Open::Link) {
            self.run.linked += chars;
        }
        // A line break of the source is white space; those of the page are the `\n` above.
        self.run.text.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let lines: Vec<String> =
            run.text.split('\n').map(collapse).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            return;
        }
        let text = lines.join("\n");
        let block = self.open.iter().rev().find_map(|(index, open)| match open {
            Open::Block(shape) => Some((*index, *shape)),
            Open::Link => None,
        });
        let (element, shape) = block.unwrap_or((0, Shape::Plain));
        self.blocks.push(Block {
            at: run.at,
            element,
            shape,
            chars: text.chars().filter(|c| !c.is_whitespace()).count(),
            text,
            linked: run.linked,
        });
    }
}
