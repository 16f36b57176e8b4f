//! E-mail read as news: newsletters, press releases, posts to lists.
//!
//! A message is taken apart ([`parts`]) into what there is to read and the files that came with it,
//! which are parts of the file like those of an archive. Its [`fields`] say what it is called, when
//! it was sent and by whom ([`sender`]); its text, without what only letters have ([`furniture`]),
//! is read as any text is. A message that only passes another on as text ([`forwarded`]) is read
//! as that one. A letter of many items is one article.

mod fields;
mod forwarded;
mod furniture;
mod mailbox;
mod parts;
mod sender;
#[cfg(test)]
mod tests;
mod transfer;
mod words;

use encoding_rs::Encoding;

pub(super) use mailbox::{is_field, is_mail, is_separator};

use self::fields::Fields;
use self::forwarded::Forwarded;
use self::parts::{Message, Role};
use self::words::{ANSWERED, PASSED_ON};
use super::{Around, Context, Reason, agencies, html, plain};
use crate::article::{Article, Dated, Evidence, Format, Head, Source};
use crate::date;

/// What is said of a message with too many parts, or too deep ones.
const CUT: &str = "more parts than are read";

/// A file that came with a message.
pub(super) struct Attached {
    pub name: String,
    /// What it holds, or what it is if that cannot be news: a program may have packed a picture as
    /// text, and then only its type tells.
    pub bytes: Result<Vec<u8>, &'static str>,
    /// What the message says it is encoded in.
    pub encoding: Option<&'static Encoding>,
}

/// Whether a message has anything to read besides the files that came with it, and these.
pub(super) fn attached(message: &[u8]) -> (bool, Vec<Attached>) {
    let message = mailbox::unboxed(message);
    let message = parts::read(&message);
    let mut names: Vec<String> = Vec::new();
    let mut files = Vec::new();
    for (number, part) in message.parts.iter().enumerate() {
        if part.role != Role::File {
            continue;
        }
        let name = part.name.as_deref().map(file_name).filter(|name| !name.is_empty());
        let number = number + 1;
        let mut name = name.unwrap_or_else(|| format!("part-{number}.{}", ending(&part.media)));
        while names.contains(&name) {
            name = format!("{number}-{name}");
        }
        names.push(name.clone());
        let bytes = match part.media.split_once('/') {
            Some(("image", _)) => Err("a picture"),
            Some(("audio", _)) => Err("a recording"),
            Some(("video", _)) => Err("a video"),
            Some((_, "mac-binhex40" | "applefile")) => Err("a file of the Macintosh"),
            _ => Ok(part.bytes().into_owned()),
        };
        files.push(Attached { name, bytes, encoding: part.encoding() });
    }
    let has_text =
        message.parts.iter().any(|part| matches!(part.role, Role::Text | Role::Encrypted));
    // What is left out is told by the article of the message, or in place of it.
    (has_text || message.is_cut, files)
}

/// A name without the folders that a program put ahead of it.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control()).collect()
}

/// How the name of a file of a type ends.
fn ending(media: &str) -> &str {
    match media {
        "text/plain" => "txt",
        "message/rfc822" | "message/global" => "eml",
        "application/octet-stream" => "bin",
        other => other.split_once('/').map_or("bin", |(_, kind)| kind),
    }
}

/// Reads a message as an article, all but its identity and place.
pub(super) fn read(message: &[u8], context: Context) -> Result<Article, Reason> {
    let message = mailbox::unboxed(message);
    let message = parts::read(&message);
    let mut notes = Vec::new();
    if message.is_cut {
        notes.push(CUT.to_owned());
    }
    if let Some(mut article) = page(&message, context)? {
        article.head.notes.splice(0..0, notes);
        return Ok(article);
    }
    let kind = message.fields.text("content-type").unwrap_or_default().to_lowercase();
    if kind.starts_with("multipart/report") {
        return Err(Reason::NoNews("a report of a mail server"));
    }
    let Some(body) = Body::choose(&message, &mut notes) else {
        let is_encrypted = message.parts.iter().any(|part| part.role == Role::Encrypted);
        return Err(match () {
            () if message.is_cut => Reason::NoNews(CUT),
            () if is_encrypted => Reason::Encrypted,
            () => Reason::Empty,
        });
    };
    let subject = message.fields.text("subject").unwrap_or_default();
    let (subject, is_passed_on) = bare_subject(&subject, &message.fields);
    let passed_on = forwarded::read(&body.text, is_passed_on);
    let text = passed_on.as_ref().map_or(&body.text, |inner| &inner.text);
    let stripped = furniture::without(text, body.is_typed);
    // A letter that is all furniture has it for its text.
    let text = if stripped.is_empty() { text } else { &stripped };
    let mut article = plain::read(text, context)?;
    let told = match passed_on {
        Some(inner) => Told::passed_on(&inner, &mut notes),
        None => Told::by_head(&message.fields, subject, &mut notes),
    };
    article.head.notes.splice(0..0, notes);
    told.fill(&mut article);
    article.head.format = Format::Mail;
    article.head.found_in.body = Some(body.found_in);
    article.head.key = message.fields.text("message-id").map(|id| unbracketed(&id).to_owned());
    if let Some(url) = message.fields.text("archived-at") {
        article.head.url = Some(unbracketed(&url).to_owned());
        article.head.found_in.url = Some("header Archived-At".into());
    }
    article.head.language = message.fields.text("content-language");
    article.head.found_in.language = Some("header Content-Language".into());
    Ok(article)
}

/// A page that a browser saved in the form of a message, with its pictures beside it.
fn page(message: &Message<'_>, context: Context) -> Result<Option<Article>, Reason> {
    let saved = message.fields.text("from").is_some_and(|from| from.starts_with("<Saved by "));
    let page = message.parts.iter().find(|part| saved && part.media == "text/html");
    let Some(page) = page else { return Ok(None) };
    let mut notes = Vec::new();
    let text = page.text(&mut notes);
    let snapshot = message.fields.text("snapshot-content-location");
    let (url, found_in) = match snapshot {
        Some(url) => (Some(url), "header Snapshot-Content-Location"),
        None => (page.location.clone(), "header Content-Location"),
    };
    let around = Around { url, ..context.around.clone() };
    let mut article = html::read(&text, Context { around: &around, ..context })?;
    article.head.notes.splice(0..0, notes);
    article.head.format = Format::Mail;
    if article.head.found_in.url.as_deref() == Some("crawled address") {
        article.head.found_in.url = Some(found_in.into());
    }
    Ok(Some(article))
}

/// What there is to read in a message.
struct Body {
    text: String,
    found_in: Evidence,
    /// Whether it was typed as it is, and not made of markup.
    is_typed: bool,
}

impl Body {
    /// The texts of a message one behind another; of those that say the same, the better.
    fn choose(message: &Message<'_>, notes: &mut Vec<String>) -> Option<Self> {
        let (mut typed, mut set) = (Vec::new(), Vec::new());
        let mut chosen: Vec<(String, bool)> = Vec::new();
        let mut open = None;
        let texts = message.parts.iter().filter(|part| part.role == Role::Text);
        for part in texts {
            if part.choice.is_none() || part.choice != open {
                chosen.extend(better(&mut typed, &mut set));
                open = part.choice;
            }
            let text = part.text(notes);
            match &*part.media {
                "text/html" => set.push(html::letter(&text)),
                _ => typed.push(text),
            }
        }
        chosen.extend(better(&mut typed, &mut set));
        // Lists add their footer as a part.
        let is_footer = |text: &str, is_typed| is_typed && furniture::is_footer(text);
        chosen.retain(|(text, is_typed)| {
            text.contains(char::is_alphanumeric) && !is_footer(text, *is_typed)
        });
        notes.dedup();
        let (_, is_typed) = *chosen.iter().max_by_key(|(text, _)| text.len())?;
        let text = chosen.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n\n");
        let found_in = if is_typed { "text/plain part" } else { "text/html part" };
        Some(Self { text, found_in: found_in.into(), is_typed })
    }
}

/// The better of two forms of a text, and whether it is the typed one. Programs make one of the
/// other: of markup, a text whose lines are broken and full of addresses, or a line that says that
/// one cannot read it; of what was typed, markup that says no less.
fn better(typed: &mut Vec<String>, set: &mut Vec<String>) -> Option<(String, bool)> {
    let (typed, set) = (std::mem::take(typed).join("\n\n"), std::mem::take(set).join("\n\n"));
    let letters = |text: &str| {
        let words = text.split_whitespace().filter(|word| !word.contains("://"));
        words.flat_map(str::chars).filter(|c| c.is_alphanumeric()).count()
    };
    let (of_typed, of_set) = (letters(&typed), letters(&set));
    match (of_typed, of_set) {
        (0, 0) => None,
        _ if of_set * 10 >= of_typed * 7 => Some((set, false)),
        _ => Some((typed, true)),
    }
}

/// A subject without what mail programs and lists set before it (`Re:`, `[list]`), and whether
/// these say that the message passes another on. What stands in brackets otherwise is the
/// sender's: `[Correction]`.
fn bare_subject<'s>(subject: &'s str, fields: &Fields<'_>) -> (&'s str, bool) {
    // Netscape set brackets around all of it.
    let inside = subject.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_mark = |inside: &&str| inside.split_once(':').is_some_and(|(mark, _)| mark == "Fwd");
    let list = fields.text("list-id").unwrap_or_default().to_lowercase();
    let mut is_passed_on = false;
    let mut rest = inside.filter(is_mark).unwrap_or(subject).trim();
    loop {
        let tag = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((tag, behind)) = tag
            && tag.chars().count() > 1
            && list.contains(&tag.to_lowercase())
        {
            rest = behind.trim_start();
            continue;
        }
        let Some((mark, behind)) = rest.split_once([':', '：']) else { break };
        // `Re[2]:`, `Re (3):`
        let mark = mark.split(['[', '(', '^']).next().unwrap_or(mark).trim().to_lowercase();
        let passes_on = PASSED_ON.contains(&mark.as_str());
        if !passes_on && !ANSWERED.contains(&mark.as_str()) {
            break;
        }
        is_passed_on |= passes_on;
        rest = behind.trim_start();
    }
    (rest, is_passed_on)
}

/// An identifier or address without the brackets around it.
fn unbracketed(text: &str) -> &str {
    text.trim().trim_start_matches('<').trim_end_matches('>')
}

/// What a message says of its article outside the text.
#[derive(Default)]
struct Told {
    headline: Option<String>,
    source: Option<Source>,
    date: Option<Dated>,
    people: Vec<String>,
    /// What the fields are called in the evidence.
    called: &'static str,
}

impl Told {
    /// By its own head.
    fn by_head(fields: &Fields<'_>, subject: &str, notes: &mut Vec<String>) -> Self {
        let called = "header";
        let from =
            fields.unparsed("from").or_else(|| fields.unparsed("sender")).unwrap_or_default();
        let mut sender = sender::read(&fields::mailbox(&from));
        let people = std::mem::take(&mut sender.people);
        let mut found_in = "header From";
        if sender.name.is_none() {
            let list = sender::list(&fields.text("list-id").unwrap_or_default());
            // Some companies add their address.
            let organization = fields.text("organization");
            let organization = organization
                .and_then(|text| text.split(", ").next().map(str::to_owned))
                .filter(|name| name.len() <= 100);
            if list.name.is_some() {
                (sender, found_in) = (list, "header List-Id");
            } else if organization.is_some() {
                (sender.name, found_in) = (organization, "header Organization");
            }
        }
        Self {
            headline: Some(subject.to_owned()).filter(|subject| !subject.is_empty()),
            source: sender.source(found_in.into()),
            date: dated(fields.text("date").as_deref(), "header Date", notes),
            people,
            called,
        }
    }

    /// By the lines above a message that was passed on.
    fn passed_on(inner: &Forwarded, notes: &mut Vec<String>) -> Self {
        if inner.has_more {
            notes.push("left out: what was written above the forwarded message".to_owned());
        }
        let mut sender = sender::read(&inner.from);
        let people = std::mem::take(&mut sender.people);
        let (subject, _) = bare_subject(&inner.subject, &Fields::default());
        Self {
            headline: Some(subject.to_owned()).filter(|subject| !subject.is_empty()),
            source: sender.source("forwarded From".into()),
            date: dated(Some(&inner.date), "forwarded Date", notes),
            people,
            called: "forwarded",
        }
    }

    /// Puts it beside what the text says of itself. Who signed the text wrote it, whoever sent it.
    fn fill(self, article: &mut Article) {
        let called = self.called;
        let Head { headline, source, date, byline, agency, found_in, .. } = &mut article.head;
        if let Some(subject) = self.headline {
            restore(headline.take(), &subject, &mut article.body);
            *headline = Some(subject);
            found_in.headline = Some(format!("{called} Subject").into());
        }
        if let Some(Source { name: Some(name), found_in: from, .. }) = &self.source
            && agency.is_none()
            && let Some(known) = agencies::agency(name)
        {
            *agency = Some(known.into_owned());
            found_in.agency = Some(from.clone());
        }
        *source = match (self.source, source.take()) {
            // The text may name what the address of a desk hints at, and a person passes on.
            (Some(Source { name: None, domain, .. }), Some(told)) if told.name.is_some() => {
                let domain = domain.filter(|_| self.people.is_empty());
                Some(Source { domain: told.domain.or(domain), ..told })
            }
            (sent, told) => sent.or(told),
        };
        if byline.is_empty() && !self.people.is_empty() {
            *byline = self.people;
            found_in.byline = Some(format!("{called} From").into());
        }
        *date = self.date.or(date.take());
    }
}

/// Sets the line that the text has for its headline above the body again, unless the subject says
/// the same; and takes off a first line that does.
fn restore(headline: Option<String>, subject: &str, body: &mut String) {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let said = letters(subject);
    match headline {
        Some(line) if letters(&line) != said => *body = format!("{line}\n\n{body}"),
        Some(_) => {}
        None => {
            if let Some((first, rest)) = body.split_once("\n\n")
                && letters(first) == said
            {
                *body = rest.to_owned();
            }
        }
    }
}

/// A date as mail writes it, without the remark in brackets behind it; a note where it is none.
fn dated(text: Option<&str>, found_in: &'static str, notes: &mut Vec<String>) -> Option<Dated> {
    let text = text?;
    let plain = text.split('(').next().unwrap_or(text).trim();
    let date = date::parse(plain).or_else(|| Some(date::find(plain)?.1));
    if date.is_none() {
        let text: String = text.chars().take(60).collect();
        notes.push(format!("no date in {found_in}: {text}"));
    }
    Some(Dated { date: date?, found_in: found_in.into() })
}
