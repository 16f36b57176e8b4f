//! A paragraph: clean text whose stretches have styles, written out wrapped and indented.

use std::fmt::Write;
use std::ops::Range;

use anstyle::Style;

use super::clean::Cleaner;
use super::wrap;

/// A space that no line breaks at; it is written as any other.
const NO_BREAK: char = '\u{a0}';

/// Text to show as one paragraph. Whatever is pushed is cleaned.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    /// Where each style ends; together they cover the text.
    runs: Vec<(usize, Style)>,
    /// The address the whole paragraph leads to.
    link: Option<String>,
}

impl Paragraph {
    /// A paragraph of one style.
    pub(super) fn of(text: &str, style: Style) -> Self {
        let mut paragraph = Self::default();
        paragraph.push(text, style);
        paragraph
    }

    /// Appends text.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        self.push_marked(text, &[], style, style);
    }

    /// Appends text in which ranges of characters, in order, are marked.
    pub(super) fn push_marked(
        &mut self,
        text: &str,
        marks: &[(usize, usize)],
        plain: Style,
        marked: Style,
    ) {
        let mut marks = marks.iter().copied().peekable();
        let mut current = plain;
        let mut cleaner = Cleaner::new(&mut self.text);
        for (at, c) in text.chars().enumerate() {
            while marks.next_if(|&(_, end)| end <= at).is_some() {}
            let style = match marks.peek() {
                Some(&(start, _)) if start <= at => marked,
                _ => plain,
            };
            if style != current {
                self.runs.push((cleaner.len(), current));
                current = style;
            }
            cleaner.push(c);
        }
        self.runs.push((self.text.len(), current));
    }

    /// Appends text that stays on one line if it fits one.
    pub(super) fn push_whole(&mut self, text: &str, style: Style) {
        self.push(&text.replace(' ', &NO_BREAK.to_string()), style);
    }

    /// Appends columns of space, as they are.
    pub(super) fn pad(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
        self.runs.push((self.text.len(), Style::new()));
    }

    /// Makes the paragraph lead to an address, if it is one of the web.
    pub(super) fn link(&mut self, url: &str) {
        let web = url.starts_with("https://") || url.starts_with("http://");
        if web && url.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.link = Some(url.to_owned());
        }
    }

    /// Makes the paragraph lead to a file; a path that is relative counts from the current folder.
    pub(super) fn link_file(&mut self, path: &str) {
        let Ok(path) = std::path::absolute(path) else { return };
        let mut url = "file://".to_owned();
        for &byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                    url.push(char::from(byte));
                }
                _ => {
                    let _infallible = write!(url, "%{byte:02X}");
                }
            }
        }
        self.link = Some(url);
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Columns of the text on one line.
    pub(super) fn columns(&self) -> usize {
        unicode_width::UnicodeWidthStr::width(self.text.as_str())
    }

    /// Writes the paragraph: `first` (of `indent` columns) before its first line, as much space
    /// before the others. Without a width it is one line.
    pub(super) fn write(&self, out: &mut String, first: &str, indent: usize, width: Option<usize>) {
        let lines = match width {
            Some(width) => wrap::lines(&self.text, width.saturating_sub(indent).max(16)),
            None if self.is_empty() => Vec::new(),
            None => std::iter::once(0..self.text.trim_end().len()).collect(),
        };
        for (number, line) in lines.into_iter().enumerate() {
            if number == 0 {
                out.push_str(first);
            } else {
                out.extend(std::iter::repeat_n(' ', indent));
            }
            self.write_line(out, line);
            out.push('\n');
        }
    }

    fn write_line(&self, out: &mut String, line: Range<usize>) {
        if let Some(url) = &self.link {
            let _infallible = write!(out, "\x1b]8;;{url}\x1b\\");
        }
        let mut start = line.start;
        for &(end, style) in &self.runs {
            let end = end.min(line.end);
            if end > start {
                let text = self.text[start..end].replace(NO_BREAK, " ");
                let _infallible = write!(out, "{style}{text}{style:#}");
                start = end;
            }
        }
        if self.link.is_some() {
            out.push_str("\x1b]8;;\x1b\\");
        }
    }
}

#[cfg(test)]
mod tests {
    use anstyle::Style;

    use super::Paragraph;

    const MARK: Style = Style::new().bold();

    fn shown(paragraph: &Paragraph, width: Option<usize>) -> String {
        let mut out = String::new();
        paragraph.write(&mut out, "1 ", 2, width);
        out.replace("\x1b[1m", "<").replace("\x1b[0m", ">").replace('\x1b', "^")
    }

    #[test]
    fn marks_stand_where_the_characters_are() {
        let mut paragraph = Paragraph::default();
        paragraph.push_marked(
            "é \u{202e}naïve  \u{1b}plan, a plan of nine words in all",
            &[(3, 8), (11, 15), (19, 31)],
            Style::new(),
            MARK,
        );
        assert_eq!(shown(&paragraph, None), "1 é <naïve> <plan>, a <plan of nine> words in all\n");
        assert_eq!(
            shown(&paragraph, Some(22)),
            "1 é <naïve> <plan>, a <plan>\n  < of nine> words in all\n".replace("< of", "<of")
        );
    }

    #[test]
    fn marks_beyond_the_text_do_no_harm() {
        let mut paragraph = Paragraph::default();
        paragraph.push_marked("short", &[(2, 99), (100, 200)], Style::new(), MARK);
        assert_eq!(shown(&paragraph, None), "1 sh<ort>\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_leads_to_its_file_whatever_its_name() {
        let mut paragraph = Paragraph::of("a", Style::new());
        paragraph.link_file("/news/a b\u{1b}]é.txt");
        let url = "file:///news/a%20b%1B%5D%C3%A9.txt";
        assert_eq!(shown(&paragraph, None), format!("1 ^]8;;{url}^\\a^]8;;^\\\n"));
    }

    #[test]
    fn only_web_addresses_become_links() {
        let mut paragraph = Paragraph::of("headline", Style::new());
        for (url, want) in [
            ("javascript:alert(1)", "1 headline\n"),
            ("https://a.example/\u{1b}]", "1 headline\n"),
            ("https://a.example/b", "1 ^]8;;https://a.example/b^\\headline^]8;;^\\\n"),
        ] {
            paragraph.link(url);
            assert_eq!(shown(&paragraph, None), want, "{url}");
        }
    }
}
