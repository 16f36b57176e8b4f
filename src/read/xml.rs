//! The markup of news agencies: NITF, `NewsML` 1 and G2, the SGML in which Reuters gave out its news
//! of 1987.
//!
//! Each vocabulary is a table: where it keeps the fields of an article. A table names elements, the
//! first that is there counts.

use std::borrow::Cow;

use super::tree::{self, Element, Node};
use super::value::Value;
use super::{Context, Reason, html, record};
use crate::article::Article;

/// The elements that are articles, in lower case. What stands in one is a part of it: `NewsML` wraps
/// NITF.
pub(super) const ITEMS: &[&str] = &["newsitem", "nitf", "reuters"];

/// Where a field stands: elements, each in the one before, and the attribute where it is not the
/// text.
struct Place {
    /// The field, by a name that [`super::spellings`] knows.
    field: &'static str,
    path: &'static [&'static str],
    attribute: Option<&'static str>,
}

const fn text(field: &'static str, path: &'static [&'static str]) -> Place {
    Place { field, path, attribute: None }
}

const fn attribute(
    field: &'static str,
    path: &'static [&'static str],
    attribute: &'static str,
) -> Place {
    Place { field, path, attribute: Some(attribute) }
}

/// The places of all vocabularies; where several hold a field, the first goes before the others.
const PLACES: &[Place] = &[
    // NewsML-G2.
    text("headline", &["contentMeta", "headline"]),
    text("byline", &["contentMeta", "by"]),
    text("byline", &["contentMeta", "creator", "name"]),
    attribute("language", &["contentMeta", "language"], "tag"),
    text("datePublished", &["itemMeta", "firstCreated"]),
    text("datePublished", &["contentMeta", "contentCreated"]),
    text("datePublished", &["itemMeta", "versionCreated"]),
    text("dateModified", &["contentMeta", "contentModified"]),
    text("newsAgency", &["itemMeta", "provider", "name"]),
    attribute("newsAgency", &["itemMeta", "provider"], "literal"),
    attribute("newsAgency", &["itemMeta", "provider"], "qcode"),
    // NewsML 1.
    text("headline", &["NewsLines", "HeadLine"]),
    text("byline", &["NewsLines", "ByLine"]),
    attribute("newsAgency", &["Provider", "Party"], "FormalName"),
    attribute("language", &["DescriptiveMetadata", "Language"], "FormalName"),
    text("datePublished", &["NewsManagement", "FirstCreated"]),
    text("dateModified", &["NewsManagement", "ThisRevisionCreated"]),
    text("id", &["NewsIdentifier", "PublicIdentifier"]),
    text("id", &["NewsIdentifier", "NewsItemId"]),
    // NITF.
    text("headline", &["hedline", "hl1"]),
    text("headline", &["hedline"]),
    text("byline", &["byline", "person"]),
    text("byline", &["byline"]),
    text("newsAgency", &["distributor", "org"]),
    text("newsAgency", &["distributor"]),
    attribute("publication", &["pubdata"], "name"),
    attribute("datePublished", &["date.issue"], "norm"),
    attribute("datePublished", &["pubdata"], "date.publication"),
    attribute("datePublished", &["dateline", "story.date"], "norm"),
    attribute("id", &["doc-id"], "id-string"),
    attribute("url", &["pubdata"], "ex-ref"),
    text("headline", &["head", "title"]),
    // The SGML of Reuters.
    text("headline", &["TEXT", "TITLE"]),
    text("byline", &["TEXT", "AUTHOR"]),
    text("datePublished", &["DATE"]),
];

/// Reads one of the elements as an article.
pub(super) fn read(item: &str, context: Context<'_>) -> Result<Article, Reason> {
    let (document, fault) = tree::parse(item);
    let Some(item) = document.children().next() else { return Err(Reason::Empty) };
    let mut fields: Vec<(Cow<'_, str>, Value<'_>)> = Vec::new();
    let mut add = |field: &'static str, text: String| {
        fields.push((Cow::Borrowed(field), Value::Text(Cow::Owned(text))));
    };
    for place in PLACES {
        if let Some(text) = place.read(item) {
            add(place.field, text);
        }
    }
    for (field, name) in [("id", "guid"), ("id", "NEWID"), ("language", "xml:lang")] {
        if let Some(value) = item.attribute(name) {
            add(field, value.to_owned());
        }
    }
    if item.is("reuters") {
        add("publication", "Reuters".to_owned());
    }
    let mut beside = record::Beside::nothing("element");
    beside.text = body(item);
    let mut article = record::read(&Value::Record(fields), beside, context)?;
    article.head.notes.extend(fault.map(|fault| format!("not well-formed: {fault}")));
    Ok(article)
}

impl Place {
    fn read(&self, item: &Element<'_>) -> Option<String> {
        let element = self.path.iter().try_fold(item, |element, name| element.find(&[name]))?;
        match self.attribute {
            // A code of a controlled vocabulary stands behind the name of the vocabulary.
            Some("qcode") => {
                let code = element.attribute("qcode")?;
                Some(code.rsplit(':').next().unwrap_or(code).to_owned())
            }
            Some(name) => element.attribute(name).map(str::to_owned),
            None => element.line(),
        }
    }
}

/// The text of an item.
fn body(item: &Element<'_>) -> String {
    if item.is("reuters") {
        return teletype(item);
    }
    if let Some(content) = item.find(&["body.content"]) {
        let mut paragraphs = Vec::new();
        gather(content, &mut paragraphs);
        return paragraphs.join("\n\n");
    }
    let content = item.find(&["inlineXML", "DataContent", "inlineData", "body"]);
    content.map(|content| html::text(content.inner)).unwrap_or_default()
}

/// The paragraphs of NITF, without media and what is said about them.
fn gather(element: &Element<'_>, paragraphs: &mut Vec<String>) {
    const LEFT_OUT: [&str; 6] =
        ["media", "note", "media-caption", "media-producer", "credit", "copyrite"];
    const PARAGRAPHS: [&str; 8] = ["p", "hl2", "li", "dt", "dd", "pre", "td", "th"];
    let mut loose = String::new();
    for node in &element.nodes {
        match node {
            Node::Text(text) => loose.push_str(text),
            Node::Element(child) if LEFT_OUT.iter().any(|name| child.is(name)) => {}
            Node::Element(child) if PARAGRAPHS.iter().any(|name| child.is(name)) => {
                paragraphs.extend(child.line());
            }
            Node::Element(child) => gather(child, paragraphs),
        }
    }
    let loose = loose.split_whitespace().collect::<Vec<_>>().join(" ");
    paragraphs.extend(Some(loose).filter(|loose| !loose.is_empty()));
}

/// A text as a teleprinter set it: paragraphs begin with blanks, and the name of the agency or a
/// sign ends it. The dateline stands ahead of the body.
fn teletype(item: &Element<'_>) -> String {
    let Some(text) = item.find(&["TEXT"]) else { return String::new() };
    let dateline = text.find(&["DATELINE"]).and_then(Element::line);
    // What has not been parted into elements is all text.
    let written = text.find(&["BODY"]).unwrap_or(text).text();
    let mut paragraphs: Vec<String> = Vec::new();
    for line in written.lines() {
        let is_new = line.starts_with("   ") || line.trim().is_empty();
        let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        match paragraphs.last_mut() {
            _ if line.eq_ignore_ascii_case("reuter") => {}
            Some(last) if !is_new && !last.is_empty() => {
                last.push(' ');
                last.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let body = paragraphs.join("\n\n");
    match dateline {
        Some(dateline) => format!("{dateline} {body}"),
        None => body,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Around;
    use super::*;

    /// What a careful reader asks first, a line for each value.
    fn shown(xml: &str) -> String {
        let context = Context { today: jiff::civil::date(2026, 1, 1), around: Around::NOTHING };
        let Article { head, body } = read(xml, context).unwrap();
        let source = head.source.and_then(|source| source.name);
        let date = head.date.map(|dated| dated.date.to_string());
        let modified = head.modified.map(|dated| dated.date.to_string());
        let lines = [
            head.headline,
            source,
            date,
            modified,
            (!head.byline.is_empty()).then(|| head.byline.join(", ")),
            head.agency,
            head.language,
            head.key,
        ];
        let lines = lines.map(|line| line.unwrap_or("-".to_owned()));
        format!("{}\n{body}", lines.join(" | "))
    }

    #[test]
    fn nitf() {
        let nitf = r#"<nitf><head><title>Ferry halts</title><docdata><date.issue norm="20240617T101500+0200"/><doc-id id-string="mna.4711"/></docdata><pubdata name="The Gull Gazette" date.publication="20240618"/></head>
            <body><body.head><hedline><hl1>Ferry halts at <em>Gull Point</em></hl1><hl2>Second time</hl2></hedline><byline>By <person>Ida Morrow</person><byttl>Harbour reporter</byttl></byline><distributor>Meridian News Agency</distributor></body.head>
            <body.content><block><p>The ferry stopped &amp; waited.</p><media><media-caption>The ferry.</media-caption></media><hl2>Why</hl2><p>Nobody knew.</p></block></body.content></body></nitf>"#;
        let expected = "Ferry halts at Gull Point | The Gull Gazette | 2024-06-17T10:15:00+02:00 | - | Ida Morrow | Meridian News Agency | - | mna.4711\n\
            The ferry stopped & waited.\n\nWhy\n\nNobody knew.";
        assert_eq!(shown(nitf), expected);
    }

    #[test]
    fn newsml_g2() {
        let item = r#"<newsItem guid="urn:mna:1" version="2" xml:lang="en-GB"><itemMeta><provider qcode="nprov:MNA"/><versionCreated>2024-06-17T12:00:00Z</versionCreated><firstCreated>2024-06-17T10:00:00Z</firstCreated></itemMeta>
            <contentMeta><by>Ida Morrow</by><headline>Ferry halts</headline><language tag="en"/></contentMeta>
            <contentSet><inlineXML contenttype="application/xhtml+xml"><html><body><p>It stopped.</p><p>Nobody knew.</p></body></html></inlineXML></contentSet></newsItem>"#;
        let expected = "Ferry halts | - | 2024-06-17T10:00:00Z | - | Ida Morrow | MNA | en | urn:mna:1\n\
            It stopped.\n\nNobody knew.";
        assert_eq!(shown(item), expected);
    }

    #[test]
    fn newsml_1() {
        let item = r#"<NewsItem><Identification><NewsIdentifier><NewsItemId>77</NewsItemId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20240617T100000Z</FirstCreated><ThisRevisionCreated>20240618T100000Z</ThisRevisionCreated></NewsManagement>
            <NewsComponent><NewsLines><HeadLine>Ferry halts</HeadLine><ByLine>Ida Morrow</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="MNA"/></Provider></AdministrativeMetadata>
            <ContentItem><DataContent><nitf><body><body.content><p>It stopped.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem>"#;
        let expected = "Ferry halts | - | 2024-06-17T10:00:00Z | 2024-06-18T10:00:00Z | Ida Morrow | MNA | - | 77\n\
            It stopped.";
        assert_eq!(shown(item), expected);
    }

    #[test]
    fn reuters_sgml() {
        let item = "<REUTERS TOPICS=\"YES\" OLDID=\"5\" NEWID=\"9\">\n<DATE>17-JUN-1987 10:15:01.79</DATE>\n<PLACES><D>uk</D></PLACES>\n\
            <TEXT>&#2;\n<TITLE>GULL &lt;GLL> HALTS FERRY</TITLE>\n<DATELINE>    WEXCOMBE, June 17 - </DATELINE><BODY>The ferry stopped\nat noon.\n    Nobody knew why.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>";
        let expected = "GULL <GLL> HALTS FERRY | Reuters | 1987-06-17T10:15:01 | - | - | Reuters | - | 9\n\
            WEXCOMBE, June 17 - The ferry stopped at noon.\n\nNobody knew why.";
        assert_eq!(shown(item), expected);
    }
}
