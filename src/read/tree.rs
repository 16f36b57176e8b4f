//! XML as a tree of elements, whatever is wrong with it.
//!
//! Feeds are written by templates: end tags are missing, `&` stands alone, entities of HTML are
//! used. What the parser cannot read is left out and told; the rest is there.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements are kept apart; deeper ones belong to the last one that is.
const DEEPEST: usize = 64;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element<'x> {
    /// As it is written, with its prefix.
    pub name: &'x str,
    attributes: Vec<(Cow<'x, str>, Cow<'x, str>)>,
    pub nodes: Vec<Node<'x>>,
    /// What stands between its tags, as it is written.
    pub inner: &'x str,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node<'x> {
    Text(Cow<'x, str>),
    Element(Element<'x>),
}

/// Parses a document, or a piece of one, into an element without a name that holds it; and says
/// what was wrong with it.
pub(super) fn parse(xml: &str) -> (Element<'_>, Option<String>) {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    // The elements that are open, each with the place behind its start tag.
    let mut open = vec![(Element::default(), 0)];
    let fault = loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if open.len() <= DEEPEST {
                    open.push((element(&tag, xml, before), position(&reader)));
                }
            }
            Ok(Event::Empty(tag)) => {
                let element = element(&tag, xml, before);
                push(&mut open, Node::Element(element));
            }
            Ok(Event::End(tag)) => {
                let name = tag.name();
                let is_it = |(element, _): &(Element<'_>, usize)| element.name == name.as_ref();
                if let Some(at) = open.iter().rposition(is_it).filter(|&at| at > 0) {
                    close(&mut open, at, xml, before);
                }
            }
            Ok(Event::Text(text)) => text_of(&mut open, xml, &text, before),
            Ok(Event::CData(text)) => {
                let start = before + "<![CDATA[".len();
                let text = xml.get(start..start + text.len()).unwrap_or_default();
                push(&mut open, Node::Text(Cow::Borrowed(text)));
            }
            Ok(Event::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                let text = htmlize::unescape(&*reference).into_owned();
                push(&mut open, Node::Text(Cow::Owned(text)));
            }
            Ok(Event::Eof) => break None,
            Ok(_) => {}
            Err(error) => break Some(error.to_string()),
        }
    };
    close(&mut open, 1, xml, xml.len());
    let (root, _) = open.pop().unwrap_or_default();
    (root, fault)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn text_of<'x>(open: &mut Vec<(Element<'x>, usize)>, xml: &'x str, text: &str, start: usize) {
    let text = xml.get(start..start + text.len()).unwrap_or_default();
    push(open, Node::Text(Cow::Borrowed(text)));
}

fn push<'x>(open: &mut [(Element<'x>, usize)], node: Node<'x>) {
    if let Some((element, _)) = open.last_mut() {
        element.nodes.push(node);
    }
}

/// Ends the elements from one on, where `end` is the end of what stands in them.
fn close<'x>(open: &mut Vec<(Element<'x>, usize)>, from: usize, xml: &'x str, end: usize) {
    while open.len() > from.max(1) {
        let Some((mut element, start)) = open.pop() else { return };
        element.inner = xml.get(start..end).unwrap_or_default();
        push(open, Node::Element(element));
    }
}

fn element<'x>(tag: &BytesStart<'_>, xml: &'x str, start: usize) -> Element<'x> {
    let name = xml.get(start + 1..start + 1 + tag.name().as_ref().len()).unwrap_or_default();
    let mut attributes = Vec::new();
    let mut written = tag.attributes();
    for attribute in written.with_checks(false).flatten() {
        let value = htmlize::unescape_attribute(&*attribute.value).into_owned();
        attributes.push((Cow::Owned(attribute.key.as_ref().to_owned()), Cow::Owned(value)));
    }
    Element { name, attributes, nodes: Vec::new(), inner: "" }
}

impl<'x> Element<'x> {
    /// The value of an attribute that is not blank.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let named = self.attributes.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// The elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element<'x>> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether it has this name, in either case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The first element in it, however deep, that has one of these names; names go before places.
    pub(super) fn find(&self, names: &[&str]) -> Option<&Element<'x>> {
        names.iter().find_map(|name| self.find_one(name))
    }

    fn find_one(&self, name: &str) -> Option<&Element<'x>> {
        self.children()
            .find_map(|child| if child.is(name) { Some(child) } else { child.find_one(name) })
    }

    /// All text in it, as it stands.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => element.push_text(text),
            }
        }
    }

    /// Its text on one line; `None` for none.
    pub(super) fn line(&self) -> Option<String> {
        let line = self.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(element: &Element<'_>) -> String {
        let mut shown = String::new();
        for node in &element.nodes {
            match node {
                Node::Text(text) => shown.push_str(text),
                Node::Element(inner) => {
                    shown.extend([inner.name, "(", &self::shown(inner), ")"]);
                }
            }
        }
        shown
    }

    #[test]
    fn what_is_wrong_is_left_out() {
        let cases = [
            ("<a>1<b/>2</a>", "a(1b()2)"),
            ("<a><b>1</a>2", "a(b(1))2"),
            ("<a>1</b>2</a>", "a(12)"),
            ("<a>x &amp; y & z &nbsp;&foo; &#x41;</a>", "a(x & y & z \u{a0}&foo; A)"),
            ("<a><![CDATA[<p>1</p>]]></a>", "a(<p>1</p>)"),
            ("<a>1", "a(1)"),
            ("<a x=1 y>1</a>", "a(1)"),
            ("<é:b>1</é:b>", "é:b(1)"),
            ("", ""),
        ];
        for (xml, expected) in cases {
            assert_eq!(shown(&parse(xml).0), expected, "{xml}");
        }
    }

    #[test]
    fn what_stands_in_an_element_is_kept_as_written() {
        let (root, fault) = parse("<r><c t='&lt;x'>a <b>b</b></c></r>");
        let content = root.find(&["x", "c"]).unwrap();
        assert_eq!((content.inner, content.attribute("T")), ("a <b>b</b>", Some("<x")));
        assert_eq!((root.line(), fault), (Some("a b".to_owned()), None));
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = "<a>".repeat(200_000);
        assert_eq!(parse(&deep).0.line(), None);
        assert_eq!(
            parse(&format!("{deep}x{}", "</a>".repeat(200_000))).0.line().as_deref(),
            Some("x")
        );
    }
}
