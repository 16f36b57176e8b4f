//! Web addresses: the part that names the article, and the part that names the publication.

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

/// A host with a dot in it, in lower case, without `www.`.
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
    valid.then(|| host.strip_prefix("www.").unwrap_or(&host).to_owned())
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
    fn domains() {
        let cases = [
            ("www.BBC.co.uk", Some("bbc.co.uk")),
            ("https://user@www.lemonde.fr:443/monde/", Some("lemonde.fr")),
            ("https://правда.рф/x", Some("правда.рф")),
            ("example.org/", Some("example.org")),
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
