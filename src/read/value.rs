//! Structured data as JSON, YAML and TOML have it in common, strings borrowed where they can be.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value. Of keys given twice both are kept, in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool,
    Int(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Record(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// The keys under which formats keep the text proper of a value that they wrap: names of people
/// and publications, parts of headlines and bylines, rendered HTML of content systems, JSON-LD,
/// Mongo's extended JSON.
const WRAPPED: &[&str] = &[
    "name",
    "main",
    "original",
    "rendered",
    "value",
    "text",
    "@value",
    "#text",
    "$date",
    "$oid",
    "$numberLong",
];

/// What pandas, databases and spreadsheets write for a value that is missing.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "nan", "NaN", "NaT", "None", "null", "NULL", "<NA>", "N/A", "n/a", "#N/A", "\\N", "[]", "{}", "undefined",
];

impl Value<'_> {
    /// The member of a record with exactly this key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Record(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The one string or number this is, wraps, or lists; `None` for anything else, for blanks, and
    /// for what programs write where there is nothing.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => {
                let is_nothing = text.trim().is_empty() || NOTHING.contains(&text.trim());
                (!is_nothing).then_some(Cow::Borrowed(text.as_ref()))
            }
            Self::Int(number) => Some(Cow::Owned(number.to_string())),
            Self::List(items) => match items.as_slice() {
                [only] => only.text(),
                _ => None,
            },
            Self::Record(_) => WRAPPED.iter().find_map(|key| self.get(key)?.text()),
            Self::Null | Self::Bool | Self::Float(_) => None,
        }
    }

    /// The strings this is or lists.
    pub(super) fn texts(&self) -> Vec<Cow<'_, str>> {
        match self {
            Self::List(items) => items.iter().filter_map(Self::text).collect(),
            _ => self.text().into_iter().collect(),
        }
    }

    /// What it is called where an object was expected.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a truth value",
            Self::Int(_) | Self::Float(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Record(_) => "an object",
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Builder)
    }
}

struct Builder;

impl<'de> Visitor<'de> for Builder {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        // An identifier above the range of i64 is kept digit by digit.
        Ok(i64::try_from(number)
            .map_or_else(|_| Value::Text(number.to_string().into()), Value::Int))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = access.next_entry::<Value<'de>, _>()? {
            if let Value::Text(key) = key {
                members.push((key, value));
            }
        }
        Ok(Value::Record(members))
    }
}
