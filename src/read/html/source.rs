//! The publication: its name and its domain.

use super::body::letters;
use super::head::PageHead;
use super::headline::title_parts;
use super::json_ld::Declared;
use crate::article::{Evidence, Source};
use crate::read::address;

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
    // A name that is only the address again, or an edition's short form (`U.S.`), says nothing new
    // where another is a name.
    let tidied = || {
        candidates.iter().filter_map(|(name, found_in)| Some((tidy((*name)?, domain)?, *found_in)))
    };
    let is_name = |name: &str| name.contains(' ') || !name.contains('.');
    tidied()
        .find(|(name, _)| is_name(name))
        .or_else(|| tidied().next())
        .map(|(name, found_in)| (name, found_in.into()))
}

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
        names.push(domain);
    }
    names.retain(|name| !letters(name).is_empty());
    names
}
