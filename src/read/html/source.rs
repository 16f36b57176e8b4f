//! The publication: its name and its domain.
//!
//! What a page declares as its name may also be a claim, a section or the company that owns the
//! paper. Then, or where it declares none, the table of known publishers tells it by the domain.

use super::body::letters;
use super::head::PageHead;
use super::headline::title_parts;
use super::json_ld::Declared;
use crate::article::{Evidence, Source};
use crate::read::{address, publishers};

/// The publication of a page, from its own address, what it declares, and its title.
pub(super) fn read(head: &PageHead, declared: &Declared, url: Option<&str>) -> Option<Source> {
    let domain = url
        .and_then(address::domain)
        .or_else(|| declared.publisher_url.as_deref().and_then(address::domain));
    let named = name(head, declared, domain.as_deref());
    match (named, domain) {
        (Some((name, found_in)), domain) => Some(Source { name: Some(name), domain, found_in }),
        (None, Some(domain)) => {
            Some(Source { name: None, domain: Some(domain), found_in: "url".into() })
        }
        (None, None) => None,
    }
}

fn name(head: &PageHead, declared: &Declared, domain: Option<&str>) -> Option<(String, Evidence)> {
    let titled = head.title.as_deref().and_then(|title| {
        title_parts(title)
            .into_iter()
            .find(|part| domain.is_some_and(|domain| is_named_after(domain, part)))
    });
    let candidates = [
        (head.meta("og:site_name"), "meta og:site_name"),
        (declared.publisher.as_deref(), "json-ld"),
        (titled, "title"),
        (head.meta("application-name"), "meta application-name"),
        (head.meta("apple-mobile-web-app-title"), "meta apple-mobile-web-app-title"),
        (head.meta("dc.publisher"), "meta dc.publisher"),
        (head.meta("publisher"), "meta publisher"),
    ];
    let known = domain.and_then(publishers::name);
    let tidied = || {
        candidates.iter().filter_map(|(name, found_in)| Some((tidy((*name)?, domain)?, *found_in)))
    };
    // A name that is only the address again, or an edition's short form (`U.S.`), says nothing new
    // where another is a name.
    let is_name = |name: &str| {
        // `examplepost` for `The Example Post` is a name as addresses have it.
        let is_squeezed = name.bytes().all(|byte| byte.is_ascii_lowercase())
            && known.is_some_and(|known| known != name && letters(known).contains(name));
        let is_known = known.is_some_and(|known| letters(known) == letters(name));
        !is_squeezed && (is_known || name.contains(' ') || !name.contains('.'))
    };
    tidied()
        .find(|(name, _)| is_name(name) && !(known.is_some() && is_other(name)))
        .or_else(|| Some((known?.to_owned(), "known domain")))
        .or_else(|| tidied().next())
        .map(|(name, found_in)| (name, found_in.into()))
}

/// Whether a name is that of a company, a section or a claim rather than of a publication.
fn is_other(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // `Sport` is a paper as well, but not on the pages of others.
    SECTIONS.contains(&lower.as_str())
        || !publishers::is_listed(name)
            && (words.clone().count() > LONGEST || words.any(|word| COMPANIES.contains(&word)))
}

/// A name of more words is a claim: `All the news from Exampleshire and around`.
const LONGEST: usize = 6;

/// Words in the names of companies that no publication has in its own.
#[rustfmt::skip]
const COMPANIES: [&str; 23] = [
    "ab", "ag", "bv", "corporation", "editorial", "enterprises", "entertainment", "gmbh", "group", "groupe", "gruppe",
    "grupo", "gruppo", "holding", "holdings", "inc", "kg", "limited", "llc", "ltd", "mediengruppe", "publishing",
    "verlag",
];

/// What applications and sections are called that say no more than what they are.
#[rustfmt::skip]
const SECTIONS: [&str; 24] = [
    "actualité", "actualités", "app", "blog", "breaking news", "business", "deportes", "economy", "home", "latest news",
    "magazine", "nachrichten", "news", "noticias", "notizie", "opinion", "politics", "politik", "sport", "sports",
    "wirtschaft", "world", "новости", "뉴스",
];

/// A name without address parts and slogans.
pub(in crate::read) fn tidy(name: &str, domain: Option<&str>) -> Option<String> {
    let name = name.trim().trim_start_matches('@');
    let name = name.strip_prefix("www.").unwrap_or(name);
    if name.is_empty() || name.starts_with("http") || name.chars().count() > 80 {
        return None;
    }
    // `The Daily Example | News from Exampleshire`: the part that gave the domain its name, or
    // else the one before the bar.
    let parts = || [" | ", " - ", " – ", " — ", ": "].iter().flat_map(|bar| name.split(bar));
    // A section may be called by the first word of the name.
    let named = domain.and_then(|domain| {
        parts()
            .find(|part| is_domain_of(domain, part))
            .or_else(|| parts().find(|part| is_named_after(domain, part)))
    });
    let name = named.or_else(|| name.split(" | ").next())?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a domain is made from a name: its letters, or their first ones.
pub(super) fn is_named_after(domain: &str, name: &str) -> bool {
    let name = letters(&deunicode(name));
    if name.len() < 2 {
        return false;
    }
    domain.split('.').any(|label| {
        let label = letters(label);
        label.len() >= 2
            && (label == name
                || label.len() >= 5 && name.starts_with(&label)
                || name.len() >= 5 && label.starts_with(&name))
    }) || letters(domain) == name
}

/// Whether a part of a domain is a name, the article before it left out or not.
fn is_domain_of(domain: &str, name: &str) -> bool {
    let name = letters(&deunicode(name));
    domain
        .split('.')
        .map(letters)
        .any(|label| label == name || name.strip_prefix("the").is_some_and(|bare| bare == label))
}

/// German umlauts as domains write them.
fn deunicode(name: &str) -> String {
    name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// The names by which a page's site calls itself, for telling them from headlines.
pub(super) fn site_names(head: &PageHead, declared: &Declared, url: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = [
        head.meta("og:site_name"),
        head.meta("application-name"),
        head.meta("apple-mobile-web-app-title"),
        head.meta("twitter:site"),
        declared.publisher.as_deref(),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect();
    if let Some(domain) = url.and_then(address::domain) {
        names.extend(domain.split('.').next().map(str::to_owned).filter(|label| label.len() > 3));
        if let Some(title) = &head.title {
            let parts = title_parts(title).into_iter().filter(|part| is_named_after(&domain, part));
            names.extend(parts.map(str::to_owned));
        }
        names.extend(publishers::name(&domain).map(str::to_owned));
        names.push(domain);
    }
    names.retain(|name| !letters(name).is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::page::Page;

    #[test]
    fn a_name_that_is_none_gives_way_to_the_known_one() {
        let cases = [
            ("Le Monde", Some("Le Monde"), "meta og:site_name"),
            ("Le Monde Campus", Some("Le Monde Campus"), "meta og:site_name"),
            ("lemonde.fr", Some("Le Monde"), "known domain"),
            ("lemonde", Some("Le Monde"), "known domain"),
            ("Sport", Some("Le Monde"), "known domain"),
            ("Example Media Group", Some("Le Monde"), "known domain"),
            ("All the news that we could find today", Some("Le Monde"), "known domain"),
            ("", Some("Le Monde"), "known domain"),
        ];
        for (declared, name, found_in) in cases {
            let html = format!("<meta property='og:site_name' content='{declared}'>");
            let head = PageHead::read(&Page::parse(&html));
            let source = read(&head, &Declared::default(), Some("https://www.lemonde.fr/a/b.html"));
            let source = source.map(|source| (source.name, source.found_in));
            let wanted = Some((name.map(str::to_owned), found_in.into()));
            assert_eq!(source, wanted, "{declared:?}");
        }
    }

    #[test]
    fn where_no_name_is_known_any_declared_one_is_taken() {
        for (declared, wanted) in [("Sport", "Sport"), ("example.org", "example.org")] {
            let html = format!("<meta property='og:site_name' content='{declared}'>");
            let head = PageHead::read(&Page::parse(&html));
            let source = read(&head, &Declared::default(), Some("https://example.org/a"));
            assert_eq!(source.and_then(|source| source.name).as_deref(), Some(wanted));
        }
    }
}
