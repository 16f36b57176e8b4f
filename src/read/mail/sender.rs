//! Who sent a message: a publication, a person, or both.
//!
//! A name tells the two apart only so far: `Anna Berg` and `Metro Transit` look alike. The address
//! helps: a name that is in its domain, or stands before `newsletter@`, is that of what is sent.

use super::fields::Mailbox;
use super::words::{MAILING, NEWSLETTERS, PLATFORMS, PRIVATE, ROLES};
use crate::article::Source;
use crate::read::{address, agencies, byline};

/// No name of a sender is longer, in characters; longer ones are sentences.
const LONGEST: usize = 100;

/// What a field says of a sender.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sender {
    /// The name and domain of the publication or organisation.
    pub name: Option<String>,
    pub domain: Option<String>,
    /// The people named.
    pub people: Vec<String>,
}

impl Sender {
    /// The publication, if anything is known of it, with its evidence.
    pub(super) fn source(self, found_in: String) -> Option<Source> {
        let Self { name, domain, .. } = self;
        (name.is_some() || domain.is_some()).then(|| Source {
            name,
            domain,
            found_in: found_in.into(),
        })
    }
}

/// Reads a sender.
pub(super) fn read(mailbox: &Mailbox) -> Sender {
    let (local, host) =
        match mailbox.address.as_deref().and_then(|address| address.rsplit_once('@')) {
            Some((local, host)) => (local, Some(host)),
            None => ("", None),
        };
    // Whether there is no domain by which to tell a publication.
    let is_private = host.is_none_or(is_private);
    let domain = host.filter(|_| !is_private).and_then(domain);
    let mut sender = Sender { domain, ..Sender::default() };
    let name = mailbox.name.as_deref().map(str::trim).filter(|name| {
        name.chars().count() <= LONGEST && !name.contains('@') && name.contains(char::is_alphabetic)
    });
    let Some(name) = name else { return sender };
    let is_own =
        |name: &str| sender.domain.as_deref().is_some_and(|domain| is_in_domain(name, domain));
    if let Some((people, publication)) = both(name, &is_own) {
        sender.people = people;
        sender.name = Some(publication.to_owned()).filter(|name| !says_nothing(name));
        return sender;
    }
    let in_domain = is_own(name);
    match people(name) {
        _ if says_nothing(name) && !(in_domain && name.contains(' ')) => {}
        Some(_) if in_domain => sender.name = Some(name.to_owned()),
        // What is sent from a desk is called by its name, though it may be a person's.
        Some(_) if is_role(local) && !is_private => sender.name = Some(name.to_owned()),
        Some(people) => sender.people = people,
        // A first name, or a sign.
        None if !in_domain && !name.contains(' ') && (is_private || is_local(name, local)) => {}
        None if is_private && !is_publication(name) => {}
        None => sender.name = Some(name.to_owned()),
    }
    sender
}

/// The list that a message came through, by its `List-Id`.
pub(super) fn list(id: &str) -> Sender {
    let (name, id) = id.rsplit_once('<').unwrap_or(("", id));
    let name = name.replace('\\', "");
    let name = name.trim_matches(['"', '[', ']', ' ']);
    let id = id.trim_end_matches('>').trim().to_lowercase();
    // The first part of an identifier is the list's own, the rest names a host.
    let host = id.split_once('.').map_or("", |(_, host)| host);
    let is_name = !name.is_empty() && !says_nothing(name) && name.chars().count() <= LONGEST;
    // Senders of others' newsletters number their customers.
    let is_number = |name: &str| !name.contains(' ') && name.contains(|c: char| c.is_ascii_digit());
    Sender {
        name: (is_name && !is_number(name)).then(|| name.to_owned()),
        domain: if is_private(host) { None } else { domain(host) },
        people: Vec::new(),
    }
}

/// The people and the publication that a name such as `Anna Berg from The Gazette` names. Names
/// that are the domain's own are no people's.
fn both<'n>(name: &'n str, is_own: &dyn Fn(&str) -> bool) -> Option<(Vec<String>, &'n str)> {
    /// Words between one who writes and what they write for.
    const FOR: [&str; 7] = [" from ", " at ", " via ", " @ ", " bei ", " von der ", " for "];
    /// Signs between a person and a publication, whichever comes first.
    const BESIDE: [&str; 8] = [" | ", " - ", " – ", " — ", " · ", " / ", ": ", ", "];
    let is_title = |text: &str| text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    for word in FOR {
        if let Some((who, publication)) = name.split_once(word)
            && is_title(publication)
            && (people(publication).is_none() || people(who).is_some())
        {
            return Some((people(who).unwrap_or_default(), publication));
        }
    }
    let beside = BESIDE.iter().find_map(|sign| name.split_once(sign));
    let in_brackets = || name.strip_suffix(')')?.split_once(" (");
    let (one, other) = beside.or_else(in_brackets)?;
    let people = |name| people(name).filter(|_| !is_own(name));
    match (people(one), people(other)) {
        (Some(people), None) if is_title(other) => Some((people, other)),
        (None, Some(people)) if is_title(one) => Some((people, one)),
        _ => None,
    }
}

/// The people a name names, if it is people's and nothing else's.
fn people(name: &str) -> Option<Vec<String>> {
    if has_newsletter(name) || agencies::agency(name).is_some() || byline::names_publication(name) {
        return None;
    }
    let people = byline::read(name).people;
    (!people.is_empty() && people.iter().all(|person| byline::is_full_name(person)))
        .then_some(people)
}

/// Whether a name can only be a publication's.
fn is_publication(name: &str) -> bool {
    has_newsletter(name)
        || name.starts_with("The ")
        || agencies::agency(name).is_some()
        || byline::names_publication(name)
        // Two words that are nobody's name.
        || name.contains(' ') && byline::read(name).people.is_empty()
}

/// Whether a word in a name says that it is a newsletter's.
fn has_newsletter(name: &str) -> bool {
    words(name).any(|word| NEWSLETTERS.contains(&word.as_str()))
}

/// Whether a name is but the word for what was sent, or for who sends.
fn says_nothing(name: &str) -> bool {
    words(name).all(|word| ROLES.contains(&word.as_str()) || NEWSLETTERS.contains(&word.as_str()))
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Whether an address is of a desk and not of a person.
fn is_role(local: &str) -> bool {
    words(local).any(|word| ROLES.contains(&word.as_str()) || NEWSLETTERS.contains(&word.as_str()))
}

/// Whether a name is that of the address before the `@`.
fn is_local(name: &str, local: &str) -> bool {
    words(local).any(|word| word == name.to_lowercase())
}

/// Whether a name and a domain are the same but for how they are written, or one has the other in
/// it.
fn is_in_domain(name: &str, domain: &str) -> bool {
    let letters: String = words(name.strip_prefix("The ").unwrap_or(name)).collect();
    let mut labels = domain.split('.').rev().skip(1).map(|label| label.replace('-', ""));
    let is_same = |label: String| {
        label.len() >= 4
            && (letters.contains(&label) || letters.len() >= 4 && label.contains(&letters))
    };
    labels.any(is_same)
}

/// Whether anybody may have an address there.
fn is_private(host: &str) -> bool {
    PRIVATE.iter().any(|private| match private.strip_suffix('.') {
        // A provider with a domain in many countries.
        Some(name) => host.split('.').next() == Some(name),
        None => host == *private,
    })
}

/// The domain of a publication out of that of its mail: without the part that sends mail, and
/// unless it is that of a company that sends mail for others.
fn domain(host: &str) -> Option<String> {
    let is_platform = PLATFORMS.iter().any(|platform| {
        host.strip_suffix(platform).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    if is_platform {
        return None;
    }
    let mut host = host;
    while let Some((label, rest)) = host.split_once('.')
        && rest.contains('.')
        && MAILING.contains(&label.trim_end_matches(|c: char| c.is_ascii_digit()))
    {
        host = rest;
    }
    address::domain(host)
}

#[cfg(test)]
mod tests {
    use super::super::fields::mailbox;
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn senders() {
        // The field; the name and domain of the publication; the people.
        let cases = [
            (
                "The Gull Gazette <news@gullgazette.example>",
                "The Gull Gazette",
                "gullgazette.example",
                "",
            ),
            (
                "Anna Berg from The Gazette <a@gazette.example>",
                "The Gazette",
                "gazette.example",
                "Anna Berg",
            ),
            (
                "Anna Berg, The Gazette <news@mail.gazette.example>",
                "The Gazette",
                "gazette.example",
                "Anna Berg",
            ),
            (
                "Bay Times | Anna Berg <x@baytimes.example>",
                "Bay Times",
                "baytimes.example",
                "Anna Berg",
            ),
            (
                "Anna Berg (Bay Times) <x@baytimes.example>",
                "Bay Times",
                "baytimes.example",
                "Anna Berg",
            ),
            (
                "\"Anna Berg via Civic List\" <civic@lists.gull.example>",
                "Civic List",
                "gull.example",
                "Anna Berg",
            ),
            (
                "Anna Berg and Tom Hale at The Post <n@post.example>",
                "The Post",
                "post.example",
                "Anna Berg Tom Hale",
            ),
            ("Morning Briefing <newsletters@gazette.example>", "-", "gazette.example", ""),
            (
                "News from Gull Point <info@gullpoint.example>",
                "News from Gull Point",
                "gullpoint.example",
                "",
            ),
            ("Anna Berg <anna.berg@acme.example>", "-", "acme.example", "Anna Berg"),
            ("\"Berg, Anna\" <anna@acme.example>", "-", "acme.example", "Anna Berg"),
            (
                "Metro Transit <alerts@metrotransit.example>",
                "Metro Transit",
                "metrotransit.example",
                "",
            ),
            ("Le Ponant <newsletters@gazette.example>", "Le Ponant", "gazette.example", ""),
            (
                "Stadt Elbtal (Presse) <presse@stadt-elbtal.example>",
                "Stadt Elbtal (Presse)",
                "stadt-elbtal.example",
                "",
            ),
            ("Anna Berg (Press Office) <anna.berg@acme.example>", "-", "acme.example", "Anna Berg"),
            ("Anna Berg <anna@gmail.com>", "-", "-", "Anna Berg"),
            ("anna <anna@yahoo.co.uk>", "-", "-", ""),
            ("The Gull Gazette <gullgazette@gmail.com>", "The Gull Gazette", "-", ""),
            ("Postimees <postimees@postimees.example>", "Postimees", "postimees.example", ""),
            ("Newsletter <newsletter@gazette.example>", "-", "gazette.example", ""),
            ("news@gazette.example", "-", "gazette.example", ""),
            ("news@gazette.example <news@gazette.example>", "-", "gazette.example", ""),
            ("Gull Gazette <gazette@mail12.sendgrid.net>", "Gull Gazette", "-", ""),
            ("Анна Берг <a.berg@vestnik.example>", "-", "vestnik.example", "Анна Берг"),
            (
                "Редакция «Вестник» <news@vestnik.example>",
                "Редакция «Вестник»",
                "vestnik.example",
                "",
            ),
            ("Morning Post <hello@morningpost.example>", "Morning Post", "morningpost.example", ""),
            ("News <hello@news.post.example>", "-", "news.post.example", ""),
            ("Mail Delivery Subsystem <mailer-daemon@acme.example>", "-", "acme.example", ""),
            ("someone-else", "-", "-", ""),
            ("The Gull Gazette", "The Gull Gazette", "-", ""),
            ("", "-", "-", ""),
        ];
        for (field, name, domain, people) in cases {
            let sender = read(&mailbox(field));
            let found = (
                sender.name.as_deref().unwrap_or("-"),
                sender.domain.as_deref().unwrap_or("-"),
                sender.people.join(" "),
            );
            assert_eq!(found, (name, domain, people.to_owned()), "{field}");
        }
    }

    #[test]
    fn lists() {
        let cases = [
            ("Civic List <civic.lists.gull.example>", "Civic List", "gull.example"),
            ("\"\\[Civic\\]\" <civic.gull.example>", "Civic", "gull.example"),
            ("<civic.gull.example>", "-", "gull.example"),
            ("4f1abc list <4f1abc.17.list-id.mcsv.net>", "4f1abc list", "-"),
            ("8a77bmc <8a77b.1.mcsv.net>", "-", "-"),
            ("", "-", "-"),
        ];
        for (id, name, domain) in cases {
            let list = list(id);
            let found =
                (list.name.as_deref().unwrap_or("-"), list.domain.as_deref().unwrap_or("-"));
            assert_eq!(found, (name, domain), "{id}");
        }
    }
}
