//! What a page says about itself in its head: meta tags, title, links, language.

use super::page::{Page, collapse};

/// The longest declaration that is believed, in bytes: one that is longer is not one.
const LONGEST: usize = 4000;

/// The declarations of a page.
pub(super) struct PageHead {
    /// Name (or property) in lower case and content, in the order they stand.
    metas: Vec<(String, String)>,
    pub title: Option<String>,
    /// The canonical address as written.
    pub canonical: Option<String>,
    pub language: Option<String>,
}

impl PageHead {
    /// Gathers the declarations; some pages keep them in the body.
    pub(super) fn read(page: &Page) -> Self {
        let mut head = Self { metas: Vec::new(), title: None, canonical: None, language: None };
        for (index, tag) in page.elements() {
            match &*tag.name {
                "meta" => {
                    let key = ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .find_map(|key| tag.attr(key));
                    if let (Some(key), Some(content)) = (key, tag.attr("content")) {
                        let content = collapse(&htmlize::unescape(&*content));
                        if !content.is_empty() && content.len() <= LONGEST {
                            head.metas.push((key.trim().to_ascii_lowercase(), content));
                        }
                    }
                }
                "title" if head.title.is_none() => {
                    head.title = Some(page.line(index))
                        .filter(|title| !title.is_empty() && title.len() <= LONGEST);
                }
                "link" if head.canonical.is_none() => {
                    let canonical =
                        tag.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    head.canonical =
                        tag.attr("href").filter(|_| canonical).map(std::borrow::Cow::into_owned);
                }
                "html" => {
                    head.language =
                        head.language.or_else(|| tag.attr("lang").map(|lang| lang.to_string()));
                }
                _ => {}
            }
        }
        head
    }

    /// The content of the first meta tag of a name.
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// The contents of all meta tags of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// Names and contents of the first meta tag of each of the names, which are given as letters
    /// alone: `article:published_time`, `article.published-time` and so on are one name.
    pub(super) fn by_letters<'s>(&'s self, names: &[&str]) -> Vec<(&'s str, &'s str)> {
        let letters =
            |key: &str| -> String { key.chars().filter(char::is_ascii_alphabetic).collect() };
        let mut found = vec![None; names.len()];
        for (key, content) in &self.metas {
            let key_letters = letters(key);
            if let Some(place) = names.iter().position(|name| *name == key_letters) {
                found[place] = found[place].or(Some((key.as_str(), content.as_str())));
            }
        }
        found.into_iter().flatten().collect()
    }
}
