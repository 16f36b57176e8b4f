//! The one record: what is known about an article, and from which evidence.
//!
//! A value that the text does not support is `None`: unknown is an answer, a guess is not. Every
//! value found carries `found_in`, a short phrase for people and scripts that says where it was
//! read (`json-ld`, `meta article:published_time`, `byline line`, `copyright line`, `key "source"`).
//! An article serialises to the JSON that `extract` and `show` print; `docs/json.md` describes it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// Where a value was read: a few lower-case words, stable enough to count by.
pub type Evidence = Cow<'static, str>;

/// How the [`Head::notes`] say that a date was written but cannot be: `date 2099-01-01 refused: …`.
pub const REFUSED: &str = " refused: ";

/// An article: its [`Head`] and its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Everything known about the article but its text.
    #[serde(flatten)]
    pub head: Head,
    /// The text: paragraphs parted by a blank line, without furniture of page or wire.
    pub body: String,
}

/// Everything known about an article but its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The stable identifier: 16 hexadecimal digits made by [`identify`] from the place of the
    /// article, so that the same file and record have the same one on every run and machine.
    pub id: String,
    /// The headline as published; `None` where the text has none.
    pub headline: Option<String>,
    /// The publication.
    pub source: Option<Source>,
    /// When it was published.
    pub date: Option<Dated>,
    /// When it was last changed.
    pub modified: Option<Dated>,
    /// When a crawler got it, which is never taken for the date of publication.
    pub crawled: Option<Dated>,
    /// The people who wrote it, one a name; empty where unknown.
    #[serde(default)]
    pub byline: Vec<String>,
    /// The news agency whose copy it is, apart from the publication that printed it.
    pub agency: Option<String>,
    /// ISO 639-1 code of the text's language (639-3 where there is none of two letters).
    pub language: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
    /// The form the file or record had.
    pub format: Format,
    /// The file, relative to the root it was found under, `/` between the parts.
    pub path: String,
    /// The name inside the file, where that is an archive or a message; of archives in archives,
    /// one behind the other with `/` between. A record that holds others is named by its number.
    pub member: Option<String>,
    /// The place inside a container (line of a JSONL file, item of a feed, record of a crawl
    /// archive, message of a mailbox), from 1.
    pub record: Option<u64>,
    /// The record's own identifier (`id`, `_id`, `guid` … of a JSON record).
    pub key: Option<String>,
    /// The evidence for the values that do not carry their own.
    #[serde(default)]
    pub found_in: FoundIn,
    /// What a reader of these fields should know: refused dates, repaired text, a cut body.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A publication: its name, its domain, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// As the publication writes it.
    pub name: Option<String>,
    /// Lower case, without `www.`.
    pub domain: Option<String>,
    /// See [`Evidence`].
    pub found_in: Evidence,
}

/// A date and the evidence it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// Serialised as `value` and `precision`.
    #[serde(flatten)]
    pub date: Date,
    /// See [`Evidence`].
    pub found_in: Evidence,
}

/// The evidence for each plain value of a [`Head`]; `None` exactly where the value is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundIn {
    /// For [`Head::headline`].
    pub headline: Option<Evidence>,
    /// For [`Head::byline`].
    pub byline: Option<Evidence>,
    /// For [`Head::agency`].
    pub agency: Option<Evidence>,
    /// For [`Head::language`].
    pub language: Option<Evidence>,
    /// For [`Head::url`].
    pub url: Option<Evidence>,
    /// For [`Article::body`].
    pub body: Option<Evidence>,
}

/// The form in which an article came.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// A web page.
    Html,
    /// Markdown, with or without front matter.
    Markdown,
    /// A JSON document: an object, or an array of them.
    Json,
    /// JSON records, one a line.
    Jsonl,
    /// An RSS or Atom feed.
    Feed,
    /// A table of comma- or tab-separated values, an article a row.
    Csv,
    /// The markup of news agencies: NITF, `NewsML`, the SGML of Reuters.
    Xml,
    /// An e-mail message.
    Mail,
    /// A PDF document.
    Pdf,
}

impl Format {
    /// The name as it stands in JSON and in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Feed => "feed",
            Self::Csv => "csv",
            Self::Xml => "xml",
            Self::Mail => "mail",
            Self::Pdf => "pdf",
        }
    }
}

impl Head {
    /// Where the article stands: the file and the name inside it, as one path.
    pub fn place(&self) -> Cow<'_, str> {
        place(&self.path, self.member.as_deref())
    }
}

/// A file and the name inside it, as one path.
pub fn place<'p>(path: &'p str, member: Option<&str>) -> Cow<'p, str> {
    member.map_or(Cow::Borrowed(path), |member| Cow::Owned(format!("{path}/{member}")))
}

impl Source {
    /// The name, or else the domain.
    pub fn label(&self) -> Option<&str> {
        self.name.as_deref().or(self.domain.as_deref())
    }
}

/// The identifier of the article at a [`place`]: 16 lower-case hexadecimal digits of the XXH3 hash
/// of the path (relative to its root), a NUL, and the record's number where it has one.
pub fn identify(path: &str, record: Option<u64>) -> String {
    let record = record.map(|number| number.to_string()).unwrap_or_default();
    let place = [path.as_bytes(), record.as_bytes()].join(&0);
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&place))
}
