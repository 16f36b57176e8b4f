//! A page as a flat list of its elements and texts, in the order they stand.
//!
//! Every question the other files ask is about what stands inside, before or after an element. In
//! a list in document order the inside of an element is a range of indices, so nothing has to
//! recurse, and no depth of nesting can overflow the stack. End tags that were left out are
//! supplied as far as it matters for which text belongs to which paragraph.

use std::borrow::Cow;

use super::markup::{Tag, Token, Tokens};

/// Elements nested deeper are taken as standing beside each other: no reader sees the difference,
/// and closing a tag looks at no more than these. News pages stay under 60.
const DEPTH: usize = 256;

/// How many elements and texts of a page are read, which bounds memory and time. The longest news
/// pages have 60,000.
pub(super) const NODES: usize = 1_000_000;

/// A page in document order.
pub(super) struct Page<'a> {
    nodes: Vec<Node<'a>>,
    /// Whether the page has more than [`NODES`].
    pub is_cut: bool,
}

/// An element or a run of text.
pub(super) struct Node<'a> {
    /// The index of the element it stands in; the root is its own.
    pub parent: usize,
    /// The index behind the last node inside it.
    pub end: usize,
    pub kind: Kind<'a>,
}

/// What a node is.
pub(super) enum Kind<'a> {
    Element(Tag<'a>),
    Text(Cow<'a, str>),
    /// The content of a script.
    Raw(&'a str),
    /// The document itself, always the first node and no other.
    Root,
}

impl<'a> Page<'a> {
    /// Reads markup; anything is a page.
    pub(super) fn parse(html: &'a str) -> Self {
        let mut builder = Builder {
            nodes: vec![Node { parent: 0, end: 0, kind: Kind::Root }],
            open: vec![0],
            paragraphs: 0,
        };
        let mut is_cut = false;
        for token in Tokens::new(html) {
            if builder.nodes.len() >= NODES {
                is_cut = true;
                break;
            }
            match token {
                Token::Open(tag) => builder.open(tag),
                Token::Close(name) => builder.close(&name),
                Token::Text(text) => builder.push(Kind::Text(text)),
                Token::Raw(text) => builder.push(Kind::Raw(text)),
            }
        }
        builder.close_to(0);
        Self { nodes: builder.nodes, is_cut }
    }

    /// How many nodes there are; never none.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at an index of this page.
    pub(super) fn node(&self, index: usize) -> &Node<'a> {
        &self.nodes[index]
    }

    /// The element at an index, if it is one.
    pub(super) fn element(&self, index: usize) -> Option<&Tag<'a>> {
        match &self.nodes.get(index)?.kind {
            Kind::Element(tag) => Some(tag),
            Kind::Text(_) | Kind::Raw(_) | Kind::Root => None,
        }
    }

    /// All elements with their indices, in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Tag<'a>)> {
        (0..self.nodes.len()).filter_map(|index| Some((index, self.element(index)?)))
    }

    /// The nodes directly inside a node.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[index].end;
        let mut next = index + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| next = self.nodes[child].end)?;
            Some(child)
        })
    }

    /// The elements a node stands in, innermost first, with their indices.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = (usize, &Tag<'a>)> {
        let mut at = index;
        std::iter::from_fn(move || {
            (at != 0).then(|| at = self.nodes[at].parent)?;
            Some(at)
        })
        .filter_map(|index| Some((index, self.element(index)?)))
    }

    /// The readable text inside a node as one line, scripts left out.
    pub(super) fn line(&self, index: usize) -> String {
        let mut text = String::new();
        let end = self.nodes[index].end;
        let mut at = index;
        while at < end {
            match &self.nodes[at].kind {
                Kind::Element(tag) if is_unreadable(&tag.name) => {
                    at = self.nodes[at].end;
                    continue;
                }
                Kind::Element(tag) if !is_inline(&tag.name) => text.push(' '),
                Kind::Text(run) => text.push_str(run),
                Kind::Element(_) | Kind::Raw(_) | Kind::Root => {}
            }
            at += 1;
        }
        collapse(&text)
    }

    /// The content of a script.
    pub(super) fn raw(&self, index: usize) -> &'a str {
        match self.nodes.get(index + 1).map(|node| &node.kind) {
            Some(Kind::Raw(text)) => text,
            _ => "",
        }
    }
}

/// Places tokens in the list, supplying the end tags that were left out.
struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// The indices of the open elements, the root first.
    open: Vec<usize>,
    /// How many of them are paragraphs.
    paragraphs: usize,
}

impl<'a> Builder<'a> {
    fn push(&mut self, kind: Kind<'a>) {
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { parent, end, kind });
    }

    fn name(&self, index: usize) -> &str {
        match &self.nodes[index].kind {
            Kind::Element(tag) => &tag.name,
            Kind::Text(_) | Kind::Raw(_) | Kind::Root => "",
        }
    }

    fn open(&mut self, tag: Tag<'a>) {
        let name: &str = &tag.name;
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_within(&["dt", "dd"], &["dl"]),
            "option" => self.close_within(&["option"], &["select"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_within(&["tbody", "thead", "tfoot"], &["table"]);
            }
            "a" => self.close_within(&["a"], &["div", "p", "td", "li", "article", "section"]),
            _ => {}
        }
        if self.paragraphs > 0 && closes_paragraph(name) {
            self.close_within(&["p"], &["table", "td", "th", "caption", "button", "object"]);
        }
        let innermost = self.open.len() - 1;
        if innermost > 0 && !belongs_in_head(name) && self.name(self.open[innermost]) == "head" {
            self.close_to(innermost);
        }
        let (opens, paragraph) = (!is_void(name), name == "p");
        let index = self.nodes.len();
        self.push(Kind::Element(tag));
        if opens && self.open.len() < DEPTH {
            self.open.push(index);
            self.paragraphs += usize::from(paragraph);
        }
    }

    fn close(&mut self, name: &str) {
        // What follows these end tags is still part of the page.
        if matches!(name, "body" | "html") {
            return;
        }
        let table = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th");
        for place in (1..self.open.len()).rev() {
            let open = self.name(self.open[place]);
            if open == name {
                self.close_to(place);
                return;
            }
            let stops = match open {
                "table" => true,
                "td" | "th" => !table,
                _ => is_inline(name) && !is_inline(open),
            };
            if stops {
                return;
            }
        }
    }

    /// Closes the innermost open element of these names, unless one of `bounds` is nearer.
    fn close_within(&mut self, names: &[&str], bounds: &[&str]) {
        for place in (1..self.open.len()).rev() {
            let open = self.name(self.open[place]);
            if names.contains(&open) {
                self.close_to(place);
                return;
            }
            if bounds.contains(&open) {
                return;
            }
        }
    }

    /// Closes all open elements from a place of the stack on.
    fn close_to(&mut self, place: usize) {
        let end = self.nodes.len();
        for index in self.open.split_off(place) {
            self.paragraphs -= usize::from(self.name(index) == "p");
            self.nodes[index].end = end;
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "path"
            | "use"
    )
}

fn belongs_in_head(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "img"
    )
}

/// Elements that cannot stand in a paragraph and so end one.
fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Elements that are part of a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements whose text no reader sees, or that hold controls and not text.
pub(super) fn is_unreadable(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "textarea"
            | "canvas"
            | "audio"
            | "video"
            | "datalist"
            | "xmp"
            | "noembed"
            | "rp"
            | "rt"
    )
}

/// One line of text: a space for every run of white space and control characters, none at the
/// ends; soft hyphens and zero-width spaces left out.
pub(super) fn collapse(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            parted = true;
        } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            if parted && !line.is_empty() {
                line.push(' ');
            }
            parted = false;
            line.push(c);
        }
    }
    line
}
