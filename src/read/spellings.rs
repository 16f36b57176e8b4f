//! The spellings of keys: which names people give the fields of an article.
//!
//! Gathered from schema.org, the answers of news APIs, crawlers, content systems, site generators
//! and research collections, and from the words that tables have in other languages. Adding one is
//! adding a word to a row.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Headline,
    Body,
    /// What only sums the text up: the body of a record that has no other.
    Summary,
    Date,
    Modified,
    Source,
    Byline,
    Agency,
    Url,
    Language,
    Key,
    /// An object that holds the fields of the article or more of them.
    Nest,
}

/// Spellings as [`bare`] leaves them, in order of preference.
const SPELLINGS: &[(Field, &str)] = &[
    (
        Field::Headline,
        "headline title head headlinemain name hl hl1 webtitle titel überschrift schlagzeile titre título titulo titolo заголовок \
         标题 標題 見出し 제목",
    ),
    (
        Field::Body,
        "content:encoded articlebody body bodytext fulltext maintext plaintext text content contenttext \
         contents articletext article story storytext rawtext document contenthtml bodyhtml \
         html passage volltext texte texto testo текст 正文 本文 본문",
    ),
    (
        Field::Summary,
        "description summary abstract lead snippet leadparagraph trailtext zusammenfassung résumé resumen",
    ),
    (
        Field::Date,
        "datepublished publishedat publisheddate publishdate publicationdate datepublish \
         pubdate published datetime date dategmt dateline firstpublished firstpublisheddate \
         webpublicationdate pubtime publishtime publishedtime posted postedat postdate \
         dc:date dcterms:issued dcterms:created dateissue firstcreated displaydate issued dateissued createdat created datecreated createddate creationdate \
         timestamp time year datum erscheinungsdatum fecha дата 日期 日付 날짜",
    ),
    (
        Field::Modified,
        "datemodified modifiedat modified modifieddate datemodify updatedat updated \
         updateddate dateupdated dcterms:modified atom:updated lastmodified lastmod lastupdated lastupdate versioncreated",
    ),
    (
        Field::Source,
        "source sourcename publisher publishername publication outlet newspaper sitename site \
         website domain sourcedomain sourceurl ispartof quelle zeitung fuente fonte источник 来源 來源",
    ),
    (
        Field::Byline,
        "byline author authors by dc:creator itunes:author creator creators writer writers reporter reporters \
         journalist authorname contributors autor autoren auteur auteurs autore автор 作者 기자",
    ),
    (Field::Agency, "agency newsagency newswire wire wireservice"),
    (
        Field::Url,
        "canonicalurl canonical feedburner:origlink url weburl articleurl link permalink href uri \
         mainentityofpage",
    ),
    (Field::Language, "language dc:language lang inlanguage languagecode locale"),
    (
        Field::Key,
        "id _id @id guid uuid docid docno articleid storyid newsid documentid key identifier \
         slug",
    ),
    (Field::Nest, "metadata meta article document _source fields data story news doc attributes"),
];

/// No known key is longer, with all the signs that do not count.
const LONGEST: usize = 40;

static RANKS: LazyLock<HashMap<String, Vec<(Field, usize)>>> = LazyLock::new(|| {
    let mut ranks: HashMap<String, Vec<(Field, usize)>> = HashMap::new();
    for (field, row) in SPELLINGS {
        for (rank, spelling) in row.split_whitespace().enumerate() {
            ranks.entry(spelling.to_owned()).or_default().push((*field, rank));
        }
    }
    ranks
});

/// What a key may stand for, each with its place in the order of preference.
pub(super) fn fields(key: &str) -> &'static [(Field, usize)] {
    let known = if key.len() <= LONGEST { RANKS.get(&bare(key)) } else { None };
    known.map_or(&[], Vec::as_slice)
}

/// A key without what spellings differ in: case, and `_`, `-`, `.` and blanks between words. An
/// underscore in front makes a difference: Elasticsearch's `_source` is no publication.
fn bare(key: &str) -> String {
    let counts = |(at, c): &(usize, char)| *at == 0 || !matches!(c, '_' | '-' | '.' | ' ');
    key.char_indices().filter(counts).flat_map(|(_, c)| c.to_lowercase()).collect()
}

/// Whether a key names anything that an article has.
pub(super) fn is_known(key: &str) -> bool {
    !fields(key).is_empty()
}

/// Whether a key names a text, so that its object is an article. A title is no such sign: feeds
/// have one too; nor is a key that may as well nest an article.
pub(super) fn is_text(key: &str) -> bool {
    matches!(fields(key), [(Field::Body, _)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_bare_and_stands_once_in_its_row() {
        for (field, row) in SPELLINGS {
            let words: Vec<&str> = row.split_whitespace().collect();
            let bared: Vec<String> = words.iter().map(|word| bare(word)).collect();
            assert_eq!(words, bared, "{field:?}");
            let distinct: std::collections::BTreeSet<_> = words.iter().collect();
            assert_eq!(distinct.len(), words.len(), "{field:?}");
        }
    }

    #[test]
    fn keys_that_name_a_text() {
        let cases = [
            ("Article-Body", true),
            ("full_text", true),
            ("title", false),
            ("description", false),
            ("article", false),
            ("_source", false),
            ("foo", false),
        ];
        for (key, expected) in cases {
            assert_eq!(is_text(key), expected, "{key}");
        }
    }
}
