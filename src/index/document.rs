//! An article as the engine takes it, and how many of them may wait at a time.

use std::iter::Empty;
use std::ops::BitOr as _;
use std::slice;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::compression::Stored;
use super::expand::key_term;
use super::hashes::packed;
use super::manifest::FileStamp;
use super::schema::{Fields, known_bit};
use super::writer::id_number;
use crate::article::Article;
use crate::group::{names, numbers, prints};
use crate::query;

/// The contents of one article, field by field. The engine takes it as it stands: into its own kind
/// of document every text would have to be copied.
pub(super) struct Entry {
    /// By field, an order that the engine would bring about otherwise.
    values: Vec<(Field, Content)>,
    /// Freed when the engine has taken the article in.
    place: Option<Place>,
}

/// What stands in a field.
#[derive(Debug)]
pub(super) enum Content {
    Article(Stored),
    Text(String),
    Number(u64),
    Signed(i64),
}

impl Entry {
    /// An article of a file, and how it is stored.
    pub(super) fn new(article: Article, stored: Stored, file: &FileStamp, fields: &Fields) -> Self {
        let mut entry = Self { values: Vec::with_capacity(128), place: None };
        entry.values.push((fields.article, Content::Article(stored)));
        entry.number(fields.known, known(&article).map(known_bit).fold(0, u64::bitor));
        entry.hashes(fields.prints, &prints(&article.body));
        entry.hashes(fields.numbers, &numbers(&article.body));
        entry.hashes(fields.names, &names(&article.body));
        entry.head(article, fields);
        entry.text(fields.file, file.path.as_str());
        entry.text(fields.root, file.root.as_str());
        entry.number(fields.bytes, file.bytes);
        entry.signed(fields.modified, file.modified);
        entry.values.sort_by_key(|(field, _)| *field);
        entry
    }

    /// What is known of the article beside its text, and the text.
    fn head(&mut self, article: Article, fields: &Fields) {
        let head = article.head;
        self.number(fields.id, id_number(&head.id));
        self.text(fields.body, article.body);
        if let Some(headline) = head.headline {
            self.text(fields.headline, headline);
        }
        if let Some(source) = head.source {
            if let Some(label) = source.label() {
                self.text(fields.source_label, label);
                self.text(fields.source_evidence, source.found_in.as_ref());
            }
            for name in [&source.name, &source.domain].into_iter().flatten() {
                self.text(fields.source, name.as_str());
            }
            if let Some(domain) = source.domain {
                self.text(fields.domain, domain);
            }
        }
        if let Some(agency) = head.agency {
            self.text(fields.agency, agency);
        }
        for name in head.byline {
            self.text(fields.by, name);
        }
        if let Some(language) = head.language {
            self.text(fields.language, language);
        }
        if let Some(url) = head.url {
            self.text(fields.url, url);
        }
        self.text(fields.path, head.path);
        if let Some(key) = head.key {
            self.text(fields.key, key_term(&key));
        }
        if let Some(record) = head.record {
            self.number(fields.record, record);
        }
        if let Some(dated) = head.date {
            let (first, last) = dated.date.seconds();
            self.signed(fields.first, first);
            self.signed(fields.last, last);
            self.text(fields.date_evidence, dated.found_in);
        }
        if let Some(dated) = head.modified {
            let (first, last) = dated.date.seconds();
            self.signed(fields.modified_first, first);
            self.signed(fields.modified_last, last);
        }
        self.text(fields.format, head.format.as_str());
    }

    fn text(&mut self, field: Field, text: impl Into<String>) {
        self.values.push((field, Content::Text(text.into())));
    }

    fn number(&mut self, field: Field, number: u64) {
        self.values.push((field, Content::Number(number)));
    }

    fn signed(&mut self, field: Field, number: i64) {
        self.values.push((field, Content::Signed(number)));
    }

    fn hashes(&mut self, field: Field, hashes: &[u32]) {
        self.values
            .extend(packed(hashes).into_iter().map(|number| (field, Content::Number(number))));
    }

    /// About how many bytes of memory it takes.
    fn bytes(&self) -> usize {
        let content = |(_, content): &(Field, Content)| match content {
            Content::Article(stored) => stored.bytes(),
            Content::Text(text) => text.capacity(),
            Content::Number(_) | Content::Signed(_) => 0,
        };
        self.values.capacity() * size_of::<(Field, Content)>()
            + self.values.iter().map(content).sum::<usize>()
    }
}

/// The fields that are known of an article.
fn known(article: &Article) -> impl Iterator<Item = query::Field> {
    use query::Field;
    let head = &article.head;
    let domain = head.source.as_ref().and_then(|source| source.domain.as_ref());
    let fields = [
        (Field::Headline, head.headline.is_some()),
        (Field::Lead, !article.body.is_empty()),
        (Field::Body, !article.body.is_empty()),
        (Field::Source, head.source.is_some()),
        (Field::Domain, domain.is_some()),
        (Field::Agency, head.agency.is_some()),
        (Field::By, !head.byline.is_empty()),
        (Field::Lang, head.language.is_some()),
        (Field::Date, head.date.is_some()),
        (Field::Modified, head.modified.is_some()),
        (Field::Url, head.url.is_some()),
        (Field::Path, true),
        (Field::Key, head.key.is_some()),
        (Field::Id, true),
        (Field::Format, true),
    ];
    fields.into_iter().filter_map(|(field, known)| known.then_some(field))
}

impl Document for Entry {
    type Value<'a> = &'a Content;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        Values(self.values.iter())
    }
}

/// The values of an [`Entry`].
pub(super) struct Values<'a>(slice::Iter<'a, (Field, Content)>);

impl<'a> Iterator for Values<'a> {
    type Item = (Field, &'a Content);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(field, content)| (*field, content))
    }
}

impl<'a> Value<'a> for &'a Content {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Content::Article(stored) => ReferenceValueLeaf::Bytes(stored.compressed()),
            Content::Text(text) => ReferenceValueLeaf::Str(text),
            Content::Number(number) => ReferenceValueLeaf::U64(*number),
            Content::Signed(number) => ReferenceValueLeaf::I64(*number),
        })
    }
}

/// Lets only so many bytes of articles wait for the engine, whose own queue is bounded by their
/// number: ten thousand long ones would take more memory than all the rest.
pub(super) struct Places {
    waiting: Arc<Waiting>,
}

struct Waiting {
    /// How many bytes may be taken.
    most: usize,
    taken: Mutex<Taken>,
    freed: Condvar,
}

#[derive(Default)]
struct Taken {
    bytes: usize,
    /// Whether somebody waits for room.
    wanted: bool,
}

/// The bytes of an article that waits.
struct Place {
    bytes: usize,
    waiting: Arc<Waiting>,
}

impl Places {
    /// For so many bytes at a time.
    pub(super) fn new(most: usize) -> Self {
        let (taken, freed) = (Mutex::default(), Condvar::new());
        Self { waiting: Arc::new(Waiting { most, taken, freed }) }
    }

    /// Takes room for an article, if there is room. One that alone is larger than all the room gets
    /// it when nothing else waits.
    pub(super) fn try_take(&self, entry: &mut Entry) -> bool {
        let bytes = entry.bytes();
        let mut taken = self.waiting.lock();
        let fits = taken.bytes == 0 || taken.bytes + bytes <= self.waiting.most;
        if fits {
            self.give(&mut taken, bytes, entry);
        }
        fits
    }

    /// Waits until half of all is free, and takes room for an article: if every article that leaves let
    /// one in, threads would wake each other all the time.
    pub(super) fn take(&self, entry: &mut Entry) {
        // Should the engine have lost its threads, nothing is freed any more; it then says so itself.
        const PATIENCE: Duration = Duration::from_mins(1);
        let bytes = entry.bytes();
        let waits = |taken: &mut Taken| {
            let is_full = taken.bytes + bytes > self.waiting.most;
            taken.wanted = taken.bytes > self.waiting.half() || taken.bytes > 0 && is_full;
            taken.wanted
        };
        let waited = self.waiting.freed.wait_timeout_while(self.waiting.lock(), PATIENCE, waits);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        self.give(&mut taken, bytes, entry);
    }

    fn give(&self, taken: &mut Taken, bytes: usize, entry: &mut Entry) {
        taken.bytes += bytes;
        entry.place = Some(Place { bytes, waiting: Arc::clone(&self.waiting) });
    }
}

impl Waiting {
    fn half(&self) -> usize {
        self.most / 2
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.waiting.lock();
        taken.bytes -= self.bytes;
        if taken.wanted && taken.bytes <= self.waiting.half() {
            self.waiting.freed.notify_one();
        }
    }
}
