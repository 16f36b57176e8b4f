//! Texts of records, which may hold HTML or none.

use crate::read::html;

/// A text with a paragraph on each line, and no blank lines, as paragraphs. Lines that are on
/// average longer than any that are wrapped by hand are paragraphs.
pub(super) fn parted(text: String) -> String {
    const WRAPPED: usize = 100;
    let trimmed = text.trim();
    let breaks = memchr::memchr_iter(b'\n', trimmed.as_bytes()).count();
    let paragraphs = breaks > 0
        && memchr::memmem::find(trimmed.as_bytes(), b"\n\n").is_none()
        && trimmed.chars().count() > (breaks + 1) * WRAPPED;
    if paragraphs { trimmed.replace('\n', "\n\n") } else { text }
}

/// Text without the markup it may be written in.
pub(super) fn readable(text: &str) -> String {
    match markup(text) {
        Markup::None => text.to_owned(),
        // The lines of such a text are its own; as HTML they would run together.
        Markup::Inline => text.split('\n').map(html::text).collect::<Vec<_>>().join("\n"),
        Markup::Blocks => html::text(text),
    }
}

/// How much HTML is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Markup {
    None,
    /// Elements inside paragraphs, or character references.
    Inline,
    /// Elements that make paragraphs.
    Blocks,
}

fn markup(text: &str) -> Markup {
    const INLINE: &[&str] = &["span", "a", "b", "i", "u", "em", "strong", "img", "sup", "sub"];
    const BLOCKS: &[&str] = &[
        "p",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "figure",
        "table",
        "html",
        "body",
        "article",
        "section",
    ];
    const REFERENCES: &[&str] = &[
        "amp", "quot", "lt", "gt", "apos", "nbsp", "mdash", "ndash", "rsquo", "lsquo", "rdquo",
        "ldquo", "hellip", "eacute",
    ];
    let is_reference = |rest: &str| {
        let end = rest.bytes().take(9).position(|byte| byte == b';');
        end.is_some_and(|end| {
            let name = &rest[..end];
            name.strip_prefix('#').map_or_else(
                || REFERENCES.contains(&name),
                |code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            )
        })
    };
    let element = |rest: &str| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.bytes().take(11).position(|byte| !byte.is_ascii_alphanumeric());
        let closed = |&end: &usize| matches!(rest.as_bytes()[end], b'>' | b' ' | b'/' | b'\n');
        let Some(end) = end.filter(closed) else { return Markup::None };
        let is = |names: &[&str]| names.iter().any(|name| rest[..end].eq_ignore_ascii_case(name));
        match () {
            () if is(BLOCKS) => Markup::Blocks,
            () if is(INLINE) => Markup::Inline,
            () => Markup::None,
        }
    };
    let mut found = Markup::None;
    for at in memchr::memchr2_iter(b'<', b'&', text.as_bytes()) {
        let rest = &text[at + 1..];
        found = found.max(match text.as_bytes()[at] {
            b'<' => element(rest),
            _ if is_reference(rest) => Markup::Inline,
            _ => Markup::None,
        });
        if found == Markup::Blocks {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_signs() {
        let cases = [
            ("a < b & c > d", Markup::None),
            ("AT&T; R&D", Markup::None),
            ("x <unknown> y", Markup::None),
            ("AT&amp;T", Markup::Inline),
            ("it&#8217;s", Markup::Inline),
            ("a <B>bold</B>\nline", Markup::Inline),
            ("one<br/>two", Markup::Blocks),
            ("<p class='x'>one</p>", Markup::Blocks),
            ("é&é<é", Markup::None),
        ];
        for (text, expected) in cases {
            assert_eq!(markup(text), expected, "{text}");
        }
    }
}
