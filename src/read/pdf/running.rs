//! What pages carry besides their text: running heads, page numbers, what a browser prints around
//! a page of the web.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Line;

/// How many lines at the top of a page, and at its foot, may be running heads.
const LINES: usize = 3;

/// Lines that differ by less stand at one height.
const STEP: f32 = 4.0;

/// What was found at the edges of pages.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// The address that a browser prints at the foot of a page it saves.
    pub url: Option<String>,
}

/// Which edge of its page a line stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Foot,
}

/// Takes page numbers off, and lines that return on other pages. On the first page a head stays:
/// it may be the masthead.
pub(super) fn take_off(pages: &mut [Vec<Line>]) -> Edges {
    let mut edges = Edges::default();
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for page in &*pages {
        let keys: BTreeSet<Key> = edge_lines(page).into_iter().map(|(_, key)| key).collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let count = pages.len();
    let returns = |key: &Key| {
        seen.get(key).is_some_and(|&times| times >= 3 || times >= 2 && times * 3 >= count)
    };
    for (number, page) in pages.iter_mut().enumerate() {
        let url = printed_address(page);
        let mut off: Vec<usize> = edge_lines(page)
            .into_iter()
            .filter(|(at, key)| {
                let stays = number == 0 && key.0 == Edge::Top && url.is_none();
                is_page_number(&page[*at].text)
                    || ends_in_page_number(&page[*at].text)
                    || returns(key) && !stays
            })
            .map(|(at, _)| at)
            .collect();
        if let Some((foot, url)) = url {
            off.push(foot);
            off.extend(
                edge_lines(page).into_iter().map(|(at, _)| at).filter(|&at| {
                    page[at].down < page[foot].down && is_printed_head(&page[at].text)
                }),
            );
            edges.url.get_or_insert(url);
        }
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !off.contains(&(at - 1))
        });
    }
    edges
}

/// What is the same on every page where a line returns: the edge, how far down it stands, in steps
/// of some points, and its text with any number for any other.
type Key = (Edge, u32, String);

/// The lines at the edges of a page.
fn edge_lines(page: &[Line]) -> Vec<(usize, Key)> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|&one, &other| page[one].down.total_cmp(&page[other].down));
    let key = |at: usize| {
        let digits = |c: char| if c.is_numeric() { '#' } else { c };
        let text: String = page[at].text.chars().map(digits).collect();
        let mut key = text.replace("##", "#");
        while key.contains("##") {
            key = key.replace("##", "#");
        }
        ((page[at].down / STEP).round().to_bits(), key)
    };
    let keyed = |edge: Edge, at: usize| {
        let (down, text) = key(at);
        (at, (edge, down, text))
    };
    let tops = order.iter().take(LINES).map(|&at| keyed(Edge::Top, at));
    let feet = order.iter().skip(LINES).rev().take(LINES).map(|&at| keyed(Edge::Foot, at));
    tops.chain(feet).collect()
}

/// The words for a page, as they stand before its number.
#[rustfmt::skip]
const PAGES: &[&str] = &[
    "page", "seite", "página", "pagina", "sida", "side", "strona", "стр", "страница", "σελίδα", "第", "صفحة",
];

/// The words that stand beside the number of a page and how many there are.
const BESIDE: &[&str] = &["of", "von", "de", "di", "sur", "av", "z", "из", "页", "頁", "共", "من"];

/// Whether a short line ends with the number of its page: `Harbour Board · Page 3`.
fn ends_in_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split_whitespace().rev();
    let is_numbered = words.next().is_some_and(|word| word.chars().all(char::is_numeric))
        && words.next().is_some_and(|word| PAGES.contains(&word));
    is_numbered && lower.chars().count() <= 80
}

/// Whether a line is a page's number: `3`, `– 3 –`, `3/9`, `Page 3 of 9`, `Seite 3`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_numeric);
    let mut numbers = 0;
    let known = words.all(|word| {
        numbers += usize::from(is_number(word));
        is_number(word) || PAGES.contains(&word) || BESIDE.contains(&word)
    });
    // A full stop ends a paragraph.
    known && !text.ends_with('.') && (1..=2).contains(&numbers) && text.chars().count() <= 30
}

/// Where a browser printed the address of the page, and that.
fn printed_address(page: &[Line]) -> Option<(usize, String)> {
    let foot =
        (0..page.len()).max_by(|&one, &other| page[one].down.total_cmp(&page[other].down))?;
    let mut words = page[foot].text.split_whitespace();
    let url =
        words.next().filter(|word| word.starts_with("http://") || word.starts_with("https://"))?;
    let number = words.next()?;
    (words.next().is_none() && is_page_number(number)).then(|| (foot, url.to_owned()))
}

/// Whether a line begins with a date in figures and the time, as browsers print them.
fn is_printed_head(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut is_figures = |sign: &[char]| {
        words.next().is_some_and(|word| {
            word.starts_with(|c: char| c.is_numeric()) && word.trim_end_matches(',').contains(sign)
        })
    };
    is_figures(&['/', '.', '-']) && is_figures(&[':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_by_their_form() {
        for text in ["3", "– 3 –", "3/9", "Page 3 of 9", "Seite 3 von 9", "[12]", "第 3 页"] {
            assert!(is_page_number(text), "{text}");
        }
        assert!(ends_in_page_number("Friends of the Marsh · Page 12"));
        for text in ["He turned the page", "Page one 1", "The page 1 of it all."] {
            assert!(!ends_in_page_number(text), "{text}");
        }
        for text in ["", "Page", "12345", "3 killed", "17 June 2024", "1 2 3", "2024", "12."] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn what_a_browser_prints_at_the_top_is_known() {
        assert!(is_printed_head("17/06/2024, 10:30 Ferry halted"));
        assert!(is_printed_head("6/17/24, 10:30 AM The Harbour Ledger"));
        assert!(!is_printed_head("17 June 2024"));
        assert!(!is_printed_head("3:2 win"));
    }
}
