//! Choosing what to print of a hit, by the names it has in JSON.

use anyhow::Context;
use serde_json::{Map, Value};

use crate::results::Hit;

/// Every name there is, parts behind a full stop, in the order of the JSON.
const NAMES: [&str; 44] = [
    "rank",
    "score",
    "id",
    "headline",
    "source",
    "source.name",
    "source.domain",
    "source.found_in",
    "date",
    "date.value",
    "date.precision",
    "date.found_in",
    "modified",
    "modified.value",
    "modified.precision",
    "modified.found_in",
    "crawled",
    "crawled.value",
    "crawled.precision",
    "crawled.found_in",
    "byline",
    "agency",
    "language",
    "url",
    "format",
    "path",
    "member",
    "record",
    "key",
    "found_in",
    "found_in.headline",
    "found_in.byline",
    "found_in.agency",
    "found_in.language",
    "found_in.url",
    "found_in.body",
    "notes",
    "lead",
    "passages",
    "missing",
    "versions",
    "versions.count",
    "versions.ids",
    "versions.first",
];

/// What a table shows unless told otherwise: what tells articles apart, and how to get at them.
const OF_TABLES: [&str; 14] = [
    "rank",
    "score",
    "id",
    "date.value",
    "source.name",
    "headline",
    "byline",
    "agency",
    "language",
    "url",
    "path",
    "record",
    "key",
    "versions.count",
];

/// The fields to print, in the order chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<&'static str>);

impl Fields {
    /// Those of these names; else the first name that there is not.
    pub fn named(names: &[String]) -> Result<Self, String> {
        let mut fields = Vec::new();
        for name in names.iter().map(|name| name.trim()) {
            let known =
                Self::names().find(|known| *known == name).ok_or_else(|| name.to_owned())?;
            if !fields.contains(&known) {
                fields.push(known);
            }
        }
        Ok(Self(fields))
    }

    /// What a table shows unless told otherwise.
    pub fn of_tables() -> Self {
        Self(OF_TABLES.to_vec())
    }

    /// Every name that can be chosen.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.into_iter()
    }

    /// Whether passages are among them.
    pub(super) fn has_passages(&self) -> bool {
        self.0.contains(&"passages")
    }

    /// Their names, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// The values of a hit, in order; null where it has none.
    pub(super) fn values(&self, hit: &Hit) -> anyhow::Result<Vec<Value>> {
        let hit = value(hit)?;
        Ok(self.iter().map(|name| part(&hit, name).cloned().unwrap_or_default()).collect())
    }

    /// A hit with nothing but these; parts stay inside what they are parts of.
    pub(super) fn pick(&self, hit: &Hit) -> anyhow::Result<Value> {
        let hit = value(hit)?;
        let mut picked = Map::new();
        for name in self.iter() {
            let found = part(&hit, name).cloned().unwrap_or_default();
            let Some((whole, inner)) = name.split_once('.') else {
                picked.insert(name.to_owned(), found);
                continue;
            };
            let own = picked.entry(whole).or_insert_with(|| match hit[whole] {
                Value::Null => Value::Null,
                _ => Value::Object(Map::new()),
            });
            if let Value::Object(own) = own {
                own.insert(inner.to_owned(), found);
            }
        }
        Ok(Value::Object(picked))
    }
}

/// Read back from what is printed, so that a score has no more digits in a table than in JSON.
fn value(hit: &Hit) -> anyhow::Result<Value> {
    let printed = serde_json::to_string(hit).context("cannot write JSON")?;
    serde_json::from_str(&printed).context("cannot read JSON")
}

/// The value under a name with full stops.
fn part<'v>(hit: &'v Value, name: &str) -> Option<&'v Value> {
    name.split('.').try_fold(hit, |value, key| value.get(key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Fields, NAMES};
    use crate::render::samples::{known, results};

    #[test]
    fn the_names_are_those_of_the_json() {
        let mut hit = results().hits.remove(0);
        hit.head.modified = known().head.date;
        hit.head.crawled = known().head.date;
        let value = serde_json::to_value(hit).unwrap();
        let mut names = BTreeSet::new();
        for (key, value) in value.as_object().unwrap() {
            names.insert(key.clone());
            for inner in value.as_object().into_iter().flat_map(|parts| parts.keys()) {
                names.insert(format!("{key}.{inner}"));
            }
        }
        assert_eq!(names, NAMES.map(str::to_owned).into_iter().collect());
    }

    #[test]
    fn what_is_chosen_is_what_there_is() {
        let pick = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            let fields = Fields::named(&names)?;
            let hits = results().hits;
            let picked = hits.iter().map(|hit| fields.pick(hit).unwrap().to_string());
            Ok::<_, String>(picked.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(
            pick(&["id", " date.value", "source.name", "date.precision", "id"]).unwrap(),
            "{\"date\":{\"precision\":\"day\",\"value\":\"2024-06-17\"},\"id\":\"3f9a0c12b4d5e6f7\",\
             \"source\":{\"name\":\"Harbour Gazette\"}} \
             {\"date\":null,\"id\":\"00ff00ff00ff00ff\",\"source\":null}"
        );
        assert_eq!(pick(&["date", "date.value"]).unwrap().matches("found_in").count(), 1);
        assert_eq!(pick(&["id", "date.vlaue"]), Err("date.vlaue".to_owned()));
    }
}
