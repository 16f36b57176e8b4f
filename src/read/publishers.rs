//! Publications by their domains: what they call themselves where a page or record does not say.
//!
//! The names stand in `publishers.tsv`, a domain and a name a line, sorted by domain: national
//! papers, broadcasters, agencies and magazines of all continents, each as it writes itself and in
//! its own script. A table of the world's press is never complete, so it only helps where it has
//! an entry; nothing depends on it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const TABLE: &str = include_str!("publishers.tsv");

static BY_DOMAIN: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| TABLE.lines().filter_map(|line| line.split_once('\t')).collect());

static NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| BY_DOMAIN.values().map(|name| name.to_lowercase()).collect());

/// What the publication at a domain calls itself, an entry for a part of a site
/// (`english.example.com`) before that for the whole.
pub(super) fn name(domain: &str) -> Option<&'static str> {
    let mut domain = domain;
    loop {
        if let Some(name) = BY_DOMAIN.get(domain) {
            return Some(name);
        }
        domain = domain.split_once('.')?.1;
    }
}

/// Whether a name is that of a publication in the table.
pub(super) fn is_listed(name: &str) -> bool {
    NAMES.contains(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_each_line_a_domain_and_a_name() {
        let rows: Vec<_> = TABLE.lines().map(|line| line.split_once('\t').unwrap()).collect();
        let disordered: Vec<_> = rows.windows(2).filter(|pair| pair[0].0 >= pair[1].0).collect();
        assert_eq!(disordered, Vec::<&[(&str, &str)]>::new());
        let is_domain = |domain: &str| {
            domain.contains('.')
                && !domain.starts_with("www.")
                && domain.split('.').all(|label| {
                    !label.is_empty()
                        && label.bytes().all(|byte| {
                            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
                        })
                })
        };
        let is_name = |name: &str| {
            !name.is_empty()
                && name.trim() == name
                && !name.contains(['\t', '"'])
                && name.len() < 60
        };
        let malformed: Vec<_> =
            rows.iter().filter(|(domain, name)| !is_domain(domain) || !is_name(name)).collect();
        assert_eq!(malformed, Vec::<&(&str, &str)>::new());
    }

    #[test]
    fn a_part_of_a_site_belongs_to_the_site_unless_it_is_listed_itself() {
        let cases = [
            ("lemonde.fr", Some("Le Monde")),
            ("abonnes.lemonde.fr", Some("Le Monde")),
            ("asahi.com", Some("朝日新聞")),
            ("haaretz.co.il", Some("הארץ")),
            ("english.kyodonews.net", Some("Kyodo News")),
            ("kyodonews.net", Some("共同通信")),
            ("notlemonde.fr", None),
            ("com", None),
            ("", None),
        ];
        for (domain, wanted) in cases {
            assert_eq!(name(domain), wanted, "{domain:?}");
        }
    }
}
