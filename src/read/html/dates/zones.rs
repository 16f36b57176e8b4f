//! The parts of a page that matter for its dates: around the headline, in the story, below it.

use std::ops::Range;

use super::Places;
use crate::read::html::blocks::Block;
use crate::read::html::body::letters;
use crate::read::html::page::{Page, is_inline};

/// Where a date stands; the earlier, the surer it is the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Between the headline and the story.
    Above,
    /// Close before the headline.
    Ahead,
    /// Close behind the story.
    Below,
    /// Among the paragraphs of the story.
    Story,
    /// Anywhere else in the article's element or behind it.
    Elsewhere,
}

/// The parts of a page that matter for its dates, as ranges of nodes.
pub(super) struct Zones {
    /// A few lines before the headline.
    ahead: Range<usize>,
    /// From the headline to the first paragraph of the story.
    above: Range<usize>,
    /// The story itself.
    story: Range<usize>,
    /// A few lines behind the story.
    below: Range<usize>,
    /// The element of the article; empty where it has none.
    article: Range<usize>,
    /// Where the story's last paragraph begins.
    last: usize,
    /// The lines between headline and story that are far from both, if there are so many: the
    /// boxes of a front page.
    far: Range<usize>,
    /// Where the first lines behind the story end.
    below_close: usize,
}

/// How many lines ahead of the headline are looked at: a kicker, a section, a date.
const LINES_AHEAD: usize = 6;

/// How many boxes around the headline may hold what stands ahead of it: further out stands what
/// belongs to the site, such as the day of reading.
const BOXES_AROUND: usize = 5;

/// How many lines behind the story, and how many behind the headline, are looked at.
const LINES_BEHIND: usize = 10;

/// How many lines behind the story may be its own without saying so.
const LINES_CLOSE: usize = 3;

impl Zones {
    /// The zones of a page.
    pub(super) fn new(page: &Page, places: &Places) -> Self {
        let Places { blocks, headline, first, last, .. } = *places;
        let begins = blocks.partition_point(|block| block.at < first);
        let ends = last.unwrap_or(begins);
        let titled = titled(page, blocks, begins, headline);
        let at = |block: usize| blocks.get(block).map_or(page.len(), |block| block.at);
        let box_start = blocks.get(titled).map_or(0, |block| {
            page.ancestors(block.at)
                .take_while(|(_, tag)| !matches!(&*tag.name, "body" | "main" | "html"))
                .filter(|(_, tag)| !is_inline(&tag.name))
                .take(BOXES_AROUND)
                .last()
                .map_or(block.at, |(index, _)| index)
        });
        let first = if titled > begins { at(titled + LINES_AHEAD) } else { first };
        // Behind the last line stands no node.
        let article = page
            .ancestors(first.min(page.len() - 1))
            .find(|(_, tag)| matches!(&*tag.name, "article" | "main"))
            .map_or(0..0, |(index, _)| index..page.node(index).end);
        Self {
            ahead: at(titled.saturating_sub(LINES_AHEAD)).max(box_start)..at(titled),
            above: at(titled)..first,
            story: first..at(ends + 1).max(first),
            below: at(ends + 1)..at(ends + 1 + LINES_BEHIND),
            article,
            last: at(ends),
            far: at(titled + LINES_BEHIND)..at(begins.saturating_sub(LINES_AHEAD)),
            below_close: at(ends + 1 + LINES_CLOSE),
        }
    }

    /// The zone of a node.
    pub(super) fn place(&self, at: usize) -> Place {
        let zones = [
            (&self.above, Place::Above),
            (&self.ahead, Place::Ahead),
            (&self.story, Place::Story),
            (&self.below, Place::Below),
        ];
        let found = zones.into_iter().find(|(zone, _)| zone.contains(&at));
        found.map_or(Place::Elsewhere, |(_, place)| place)
    }

    /// Where to begin: with the article's element, or with what stands ahead of the headline.
    pub(super) fn start(&self) -> usize {
        if self.article.is_empty() {
            self.ahead.start
        } else {
            self.ahead.start.min(self.article.start)
        }
    }

    /// Where the story begins.
    pub(super) fn story_start(&self) -> usize {
        self.story.start
    }

    /// Whether a node stands in the article's own element.
    pub(super) fn is_in_article(&self, at: usize) -> bool {
        self.article.contains(&at)
    }

    /// Whether a node stands in the last paragraph of the story or behind it.
    pub(super) fn is_last(&self, at: usize) -> bool {
        at >= self.last
    }

    /// Whether a node is close enough to headline or story to belong to them.
    pub(super) fn is_close(&self, at: usize) -> bool {
        at < self.below_close && !self.far.contains(&at)
    }
}

/// The block of the headline, as far as it can be told: what says the same, at best in an `<h1>`,
/// or the last `<h1>` before the story.
fn titled(page: &Page, blocks: &[Block], begins: usize, headline: Option<&str>) -> usize {
    let headline = headline.map(letters).unwrap_or_default();
    let is_headline =
        |block: &Block| block.chars <= 2 * headline.len() + 20 && letters(&block.text) == headline;
    let is_in_h1 =
        |block: &Block| page.ancestors(block.at).take(4).any(|(_, tag)| tag.name == "h1");
    let (before, behind) = blocks.split_at(begins.min(blocks.len()));
    before
        .iter()
        .rposition(|block| is_in_h1(block) && is_headline(block))
        .or_else(|| before.iter().rposition(is_headline))
        .or_else(|| before.iter().rposition(is_in_h1))
        .or_else(|| {
            let found = behind.iter().take(LINES_BEHIND).position(is_headline);
            found.map(|place| begins + place)
        })
        .unwrap_or(begins.saturating_sub(LINES_BEHIND))
}
