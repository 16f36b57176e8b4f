//! Web addresses: the part that names the article, the part that names the publication, a day in
//! the path.

use jiff::civil;

/// Parameters that say how a reader came to a page, not which page it is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ocid",
    "cmpid",
    "_ga",
    "_gl",
    "smid",
    "ns_campaign",
    "ns_mchannel",
];

/// An address of the web without tracking parameters; `None` for anything else.
pub(super) fn clean(url: &str) -> Option<String> {
    let url = url.trim();
    domain_of_url(url)?;
    if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let (rest, fragment) = match url.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (url, None),
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> = query.split('&').filter(|part| !is_tracking(part)).collect();
    let mut cleaned = place.to_owned();
    for (sign, part) in [('?', kept.join("&").as_str()), ('#', fragment.unwrap_or_default())] {
        if !part.is_empty() {
            cleaned.push(sign);
            cleaned.push_str(part);
        }
    }
    Some(cleaned)
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.is_empty() || name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// The domain that a text consists of, or the one of the web address it is.
pub(super) fn domain(text: &str) -> Option<String> {
    let text = text.trim();
    domain_of_url(text).or_else(|| host(text.trim_end_matches('/')))
}

fn domain_of_url(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let place = authority.rsplit('@').next()?;
    host(place.split(':').next()?)
}

/// The day in the path of an address: `/2024/06/17/`, `/2024/jun/17/`, `/2024-06-17-`, `/20240617/`.
pub(super) fn day(url: &str) -> Option<civil::Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let parted = numbers.windows(3).find_map(|parts| civil_day(parts[0], parts[1], parts[2]));
    let parts: Vec<&str> = path.split('/').collect();
    let named = || {
        parts.windows(3).find_map(|parts| {
            let month = MONTHS.iter().position(|month| parts[1].eq_ignore_ascii_case(month))?;
            civil_day(parts[0], &(month + 1).to_string(), parts[2])
        })
    };
    parted.or_else(named).or_else(|| {
        path.split('/').flat_map(|part| part.split(['-', '_'])).find_map(|part| {
            let whole = part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| civil_day(&part[..4], &part[4..6], &part[6..]))?
        })
    })
}

/// How addresses name months that do not count them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn civil_day(year: &str, month: &str, day: &str) -> Option<civil::Date> {
    let year: i16 = year.parse().ok().filter(|year| (1995..2100).contains(year))?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    civil::Date::new(year, month, day).ok()
}

/// What stands before the domain of a publication in the addresses of its editions for devices.
const EDITIONS: [&str; 5] = ["www.", "www2.", "m.", "mobile.", "amp."];

/// A host with a dot in it, in lower case, without what only tells an edition.
fn host(text: &str) -> Option<String> {
    let host = text.to_lowercase();
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    let named = top.chars().count() >= 2 && !top.chars().any(|c| c.is_ascii_digit());
    let valid = host.len() <= 253 && host.contains('.') && host.split('.').all(label) && named;
    valid.then(|| {
        let without = |host: &str, edition: &str| {
            host.strip_prefix(edition).filter(|rest| rest.contains('.')).map(str::to_owned)
        };
        EDITIONS.iter().fold(host, |host, edition| without(&host, edition).unwrap_or(host))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_is_dropped_and_all_else_kept() {
        let cases = [
            ("https://a.org/x?id=1&utm_source=y&fbclid=z#top", Some("https://a.org/x?id=1#top")),
            ("http://a.org/?UTM_medium=m", Some("http://a.org/")),
            (" https://a.org ", Some("https://a.org")),
            ("ftp://a.org/x", None),
            ("javascript:alert(1)", None),
            ("https://a.org/x y", None),
            ("/relative", None),
            ("", None),
        ];
        for (url, expected) in cases {
            assert_eq!(clean(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn days_in_paths() {
        let cases = [
            ("https://a.org/world/2024/mar/05/bridge", Some("2024-03-05")),
            ("https://a.org/2024/06/17/x", Some("2024-06-17")),
            ("https://a.org/x-2024-06-17-y?d=2020-01-01", Some("2024-06-17")),
            ("https://a.org/news/20240617/x", Some("2024-06-17")),
            ("https://a.org/1812/06/17/x", None),
            ("https://a.org/2024/13/17/x", None),
            ("https://a.org/id/120240617", None),
        ];
        for (url, expected) in cases {
            assert_eq!(day(url).map(|day| day.to_string()).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn domains() {
        let cases = [
            ("www.BBC.co.uk", Some("bbc.co.uk")),
            ("https://user@www.lemonde.fr:443/monde/", Some("lemonde.fr")),
            ("https://правда.рф/x", Some("правда.рф")),
            ("example.org/", Some("example.org")),
            ("https://www.m.example.org/x", Some("example.org")),
            ("amp.org", Some("amp.org")),
            ("The Guardian", None),
            ("U.S.", None),
            ("3.14", None),
            ("St. Louis", None),
            ("-a.com", None),
        ];
        for (text, expected) in cases {
            assert_eq!(domain(text).as_deref(), expected, "{text}");
        }
    }
}
