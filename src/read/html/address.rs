//! Web addresses: the article's own, the publication's domain, a date in the path.

use jiff::civil;

/// The host of an absolute web address, lower case, without port and user.
pub(super) fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        url.get(..scheme.len())?.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    })?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let valid =
        host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    valid.then_some(host)
}

/// The domain of a publication: the host without the parts that only tell editions for devices.
pub(super) fn domain(url: &str) -> Option<String> {
    let host = host(url)?;
    let mut domain = host.as_str();
    for prefix in ["www.", "www2.", "m.", "mobile.", "amp."] {
        if let Some(rest) = domain.strip_prefix(prefix).filter(|rest| rest.contains('.')) {
            domain = rest;
        }
    }
    Some(domain.to_owned())
}

/// An absolute web address without its fragment.
pub(super) fn absolute(url: &str) -> Option<String> {
    let url = url.trim();
    host(url)?;
    let clean = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    clean.then(|| url.split('#').next().unwrap_or(url).to_owned())
}

/// The day in the path of an address: `/2024/06/17/`, `/2024-06-17-`, `/20240617/`.
pub(super) fn day(url: &str) -> Option<civil::Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let parted = numbers.windows(3).find_map(|parts| civil_day(parts[0], parts[1], parts[2]));
    parted.or_else(|| {
        path.split('/').flat_map(|part| part.split(['-', '_'])).find_map(|part| {
            let whole = part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| civil_day(&part[..4], &part[4..6], &part[6..]))?
        })
    })
}

fn civil_day(year: &str, month: &str, day: &str) -> Option<civil::Date> {
    let year: i16 = year.parse().ok().filter(|year| (1995..2100).contains(year))?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    civil::Date::new(year, month, day).ok()
}
