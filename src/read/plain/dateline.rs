//! The credit a wire story opens with: `MOSCOW, June 17 (Reuters) - …`, `(Bloomberg) — …`,
//! `МОСКВА, 17 июн — РИА Новости. …`, `新华社北京6月17日电 …`.
//!
//! A dateline that names an agency is taken out of the body as a whole. Its date is used only when
//! it has a year: `June 17` beside a copyright year elsewhere stays unknown, for reprints carry
//! the year of the reprint. A dateline without an agency (`SPOKANE, Wash. — …`) is left standing:
//! it is the reporter's text and credits nobody.

use super::super::agencies::{self, Agency};
use super::super::byline;
use crate::date::{self, Date};

/// How far into a story a dateline reaches, in bytes.
const LONGEST: usize = 160;

/// A story's opening credit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dateline<'a> {
    /// The agency it names.
    pub agency: Agency,
    /// Its date, where it has a year.
    pub date: Option<Date>,
    /// The people named before the place (`By Anna Berg MOSCOW (Reuters) -`).
    pub people: Vec<String>,
    /// The story behind it.
    pub rest: &'a str,
}

/// Reads the dateline that a paragraph begins with.
pub(super) fn read(text: &str) -> Option<Dateline<'_>> {
    bracketed(text).or_else(|| dashed(text)).or_else(|| chinese(text)).or_else(|| abbreviated(text))
}

/// `PLACE, date (AGENCY) - …`, `(AGENCY) …`, `PLACE. /AGENCY/. …`.
fn bracketed(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let (open, close) = [('(', ')'), ('/', '/'), ('[', ']'), ('（', '）'), ('【', '】')]
        .into_iter()
        .filter_map(|(open, close)| Some((head.find(open)?, open, close)))
        .filter_map(|(at, open, close)| {
            let from = at + open.len_utf8();
            Some((at, from + head[from..].find(close)?, close))
        })
        .map(|(at, end, close)| (at, end..end + close.len_utf8()))
        .find(|(at, end)| credited(head.get(at + 1..end.start).unwrap_or_default()).is_some())?;
    let agency = credited(head.get(open + 1..close.start)?)?;
    let before = head[..open].trim().trim_end_matches('-');
    let (people, place) = people_and_place(before);
    let mut rest = &text[close.end..];
    let behind = rest.trim_start();
    let is_parted = behind.starts_with(['-', '–', '—', '_', ':', '.', '=', '―']);
    let mut date = dated(place);
    // `RIVERTOWN--(BUSINESS WIRE)--March 5, 2024-- The …`
    if let Some((day, story)) = rest.trim_start_matches('-').split_once("--")
        && let Some(told) = date::parse(day.trim()).filter(|_| rest.starts_with('-'))
    {
        (date, rest) = (Some(told), story);
    }
    let opens_alone = place.is_empty() && behind.starts_with(|c: char| !c.is_lowercase());
    let is_dateline =
        (is_parted && is_place(place)) || opens_alone || (is_place(place) && has_day(place));
    is_dateline.then(|| Dateline { agency, date, people, rest: story(rest) })
}

/// `AP - …`, `МОСКВА, 17 июн — РИА Новости. …`, `Москва. 17 июня. INTERFAX.RU - …`.
fn dashed(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let dashes = [" - ", " – ", " — ", " -- ", " _ ", "— ", ". "];
    let parts = dashes.into_iter().flat_map(|dash| head.match_indices(dash).take(3));
    parts.into_iter().find_map(|(at, dash)| {
        let (before, rest) = (&head[..at], &text[at + dash.len()..]);
        // A bare agency and a full stop is a sentence of its own, not a credit.
        if dash != ". "
            && let Some(agency) = credited(before)
        {
            return Some(Dateline { agency, date: None, people: Vec::new(), rest: story(rest) });
        }
        let name = &rest[..rest.floor_char_boundary(40)];
        let name =
            &name[..[". ", " -", " –", " —"].iter().filter_map(|end| name.find(end)).min()?];
        let agency = credited(name).filter(|_| is_place(before) && has_day(before))?;
        let rest = story(&rest[name.len()..]);
        Some(Dateline { agency, date: dated(before), people: Vec::new(), rest })
    })
}

/// `新华社北京6月17日电（记者张伟）…`, `（共同）…`, `(서울=연합뉴스) 홍길동 기자 = …`.
fn chinese(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    if let Some((credit, _)) = head.strip_prefix('(').and_then(|head| head.split_once(')')) {
        let agency = agencies::agency(credit.split_once('=')?.1)?;
        let (reporter, _) = head.split_once(" = ").or_else(|| head.split_once(')'))?;
        let names = reporter.split_once(')').map_or("", |(_, names)| names);
        let rest = text[reporter.len()..].trim_start_matches([' ', '=', ')']);
        return Some(Dateline { agency, date: None, people: byline::read(names).people, rest });
    }
    let (credit, rest) = head.split_once('电')?;
    let agency = credit.char_indices().rev().find_map(|(at, _)| agencies::agency(&credit[..at]))?;
    let (people, skipped) =
        match rest.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')'])) {
            Some((names, behind)) => (byline::read(names).people, rest.len() - behind.len()),
            None => (Vec::new(), 0),
        };
    let rest = text[credit.len() + '电'.len_utf8() + skipped..].trim_start();
    Some(Dateline { agency, date: None, people, rest })
}

/// `PLACE (XYZ) — …`, `Place, June 18 (XYZ) - …`: an agency that is not listed, by its short form.
fn abbreviated(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let (before, behind) = head.split_once(" (")?;
    let (short, _) = behind.split_once(')')?;
    let rest = &text[before.len() + " (".len() + short.len() + ")".len()..];
    let (people, place) = people_and_place(before.trim());
    let first = place.split([' ', ',', '.', '/']).next()?;
    // Other capitals in brackets stand behind names: shares, parties, offices.
    let is_set_as_place = (first.chars().count() > 2 && first.chars().all(char::is_uppercase))
        || (has_day(place) && place.ends_with(|c: char| c.is_numeric() || c == '.'));
    let is_short_form = (3..=6).contains(&short.chars().count())
        && short.chars().all(char::is_uppercase)
        && !is_call_sign(short)
        && !NO_AGENCIES.contains(&short);
    let is_parted = rest.trim_start().starts_with(['-', '–', '—', '_']);
    (is_short_form && is_parted && is_set_as_place && is_place(place)).then(|| Dateline {
        agency: Agency::Owned(short.to_owned()),
        date: dated(place),
        people,
        rest: story(rest),
    })
}

/// Whether capitals are a station's (`KTLA`, `WGN`): stations of North America open like agencies.
fn is_call_sign(short: &str) -> bool {
    (short.len() == 4 && short.starts_with(['K', 'W'])) || SHORT_CALL_SIGNS.contains(&short)
}

/// The agency that a credit (`Reuters`, `dpa/lnw`, `AP, AFP`, `INTERFAX.RU`) names first; `None`
/// where its first part is none.
fn credited(credit: &str) -> Option<Agency> {
    let first = credit.split(['/', ',', ';']).next()?.trim();
    let first = first.strip_suffix(".RU").or_else(|| first.strip_suffix(".ru")).unwrap_or(first);
    agencies::agency(first)
}

/// Whether a text can be a dateline's place and day: few words, none of them in lower case except
/// particles and months, and not an agency's own name.
fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().next().is_none_or(|c| !c.is_lowercase())
            || is_month(word)
            || PARTICLES.contains(&word)
    };
    (1..=8).contains(&words.len())
        && words.iter().all(is_word)
        && !matches!(words[0], "The" | "A" | "An" | "Der" | "Die" | "Das" | "La" | "Le" | "El")
            | words.iter().skip(1).any(|word| word.chars().all(char::is_uppercase))
        && agencies::agency(text).is_none()
}

/// Whether a dateline's place is followed by a day of a month.
fn has_day(text: &str) -> bool {
    text.chars().any(char::is_numeric)
        && text.split(|c: char| !c.is_alphabetic()).any(|word| is_month(&word.to_lowercase()))
}

/// Whether a lower-case word begins as a month's name does, in the languages of the large wires.
fn is_month(word: &str) -> bool {
    word.chars().count() >= 3 && MONTHS.iter().any(|month| word.to_lowercase().starts_with(month))
}

/// The date in a dateline, where it has a year.
fn dated(place: &str) -> Option<Date> {
    let starts =
        place.char_indices().filter(|&(at, _)| at == 0 || place[..at].ends_with([' ', ',']));
    starts.take(12).find_map(|(at, _)| date::parse(place[at..].trim_matches([' ', ',', '.'])))
}

/// Splits `By Anna Berg MOSCOW, June 17` into its people and its place.
fn people_and_place(text: &str) -> (Vec<String>, &str) {
    let Some((byline::Opening::Certain, names)) = byline::opening(text) else {
        return (Vec::new(), text);
    };
    let is_capitals = |word: &&str| word.len() > 2 && word.chars().all(|c| !c.is_lowercase());
    let Some(place) = names.split_whitespace().find(is_capitals).and_then(|word| names.find(word))
    else {
        return (Vec::new(), text);
    };
    (byline::read(&names[..place]).people, &names[place..])
}

/// The story behind a dateline, without the marks that part them.
fn story(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—―_:.=".contains(c))
}

/// The call signs of three letters, which few stations have.
const SHORT_CALL_SIGNS: &[&str] =
    &["KGO", "KOA", "KSL", "KYW", "WGN", "WHO", "WJR", "WRC", "WSB", "WWL"];

/// Capitals in brackets behind a place that are a place, a broadcaster or a body of states.
const NO_AGENCIES: &[&str] = &[
    "USA", "UAE", "DRC", "CAR", "ABC", "BBC", "CBC", "CBS", "CNBC", "CNN", "FOX", "ITV", "NBC",
    "NHK", "NPR", "PBS", "RTE", "SBS", "NATO", "OPEC", "ASEAN", "UNICEF", "NYSE", "NASDAQ",
];

const PARTICLES: &[&str] = &[
    "de", "le", "la", "del", "am", "an", "der", "di", "do", "da", "dos", "du", "el", "les", "of",
    "г", "and", "und",
];

#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
    "fév", "fev", "avr", "juin", "juil", "aoû", "déc", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set",
    "ott", "out", "янв", "фев", "мар", "апр", "мая", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "січ",
    "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_that_name_an_agency() {
        let cases = [
            ("(Bloomberg) — The bank said", "Bloomberg", None, "The bank said"),
            ("WASHINGTON (AP) — The bank", "AP", None, "The bank"),
            ("WASHINGTON (AP) _ The bank", "AP", None, "The bank"),
            ("MOSCOW, June 17 (Reuters) - The bank", "Reuters", None, "The bank"),
            ("LONDON, June 17, 2024 (Reuters) - A", "Reuters", Date::day(2024, 6, 17), "A"),
            ("PARIS (AFP) - The", "AFP", None, "The"),
            ("Berlin/Kiel (dpa/lno) - Der Wind", "dpa", None, "Der Wind"),
            ("MOSCOW. June 17 (Interfax) - Oil", "Interfax", None, "Oil"),
            ("MOSCOW, June 17. /TASS/. Oil", "TASS", None, "Oil"),
            ("SEOUL, Aug. 3 (Yonhap) -- Oil", "Yonhap", None, "Oil"),
            ("New Delhi, Jun 17 (PTI) The court", "PTI", None, "The court"),
            ("Madrid, 17 jun (EFE).- El rey", "EFE", None, "El rey"),
            ("(ANSA) - ROMA, 17 GIU - Il", "ANSA", None, "ROMA, 17 GIU - Il"),
            ("МОСКВА, 17 июн — РИА Новости. Суд", "RIA Novosti", None, "Суд"),
            ("МОСКВА, 17 июня. /ТАСС/. Суд", "TASS", None, "Суд"),
            ("Москва. 17 июня. INTERFAX.RU - Суд", "Interfax", None, "Суд"),
            ("AP - A storm", "AP", None, "A storm"),
            ("SEOUL, June 18 (XNA) — Troops", "XNA", None, "Troops"),
            ("Oslo, June 18 (XNA) - Troops", "XNA", None, "Troops"),
            ("NEW YORK (XNA) -- Troops", "XNA", None, "Troops"),
            ("OSLO (Northern News Agency) — Troops", "Northern News Agency", None, "Troops"),
            ("新华社北京6月17日电 会议", "Xinhua", None, "会议"),
            ("(서울=연합뉴스) 홍길동 기자 = 정부는", "Yonhap", None, "정부는"),
        ];
        for (text, agency, date, rest) in cases {
            let have = read(text).map(|line| (line.agency, line.date, line.rest));
            assert_eq!(have, Some((agency.into(), date, rest)), "{text:?}");
        }
        assert_eq!(
            read("By Anna Berg MOSCOW (Reuters) - Oil").map(|line| line.people),
            Some(vec!["Anna Berg".to_owned()])
        );
    }

    #[test]
    fn mentions_are_not_credits() {
        let cases = [
            "The Associated Press (AP) — a cooperative — said it would move.",
            "Reuters said on Monday that it would cut jobs.",
            "Reporters at Agence France-Presse (AFP) - among them two photographers - walked out.",
            "SPOKANE, Wash. — The river rose.",
            "Example Motors (EXMO) - its shares fell",
            "CHICAGO (WGN) — The river rose.",
            "LONDON (CNN) — The river rose.",
            "OSLO (XNA) the river rose.",
            "Officials told Interfax. The talks failed.",
            "AP classes - and how to pass them",
            "(Some of it) was lost",
            "/ /",
            "()",
            "( )",
            "电",
            "(=)",
            "(",
            "",
        ];
        for text in cases {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
