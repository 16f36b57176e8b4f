//! Articles and queries at random, the same on every run.

use news_search::article::{Article, Dated, Format, Head, Source, identify};
use news_search::date::Date;

use crate::ARTICLES;

/// The words of the articles, in several forms, so that inflections and patterns have work to do.
const WORDS: [&str; 18] = [
    "oil", "oils", "gas", "gases", "price", "prices", "priced", "visit", "visits", "visited",
    "grey", "gray", "green", "Hanoi", "hanoy", "U.S.", "us", "state",
];

/// A small generator of numbers (xorshift64*): the same on every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % end
    }

    fn one<'s>(&mut self, of: &[&'s str]) -> &'s str {
        of[self.below(of.len())]
    }

    fn chance(&mut self, in_ten: usize) -> bool {
        self.below(10) < in_ten
    }
}

fn text(numbers: &mut Numbers, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..=numbers.below(most) {
        // A sentence begins with a capital, or its end would not be seen.
        text.push_str(numbers.one(&["The", "Some", "Every"]));
        for _ in 0..=numbers.below(7) {
            let parting = if numbers.chance(1) { "-" } else { " " };
            text.push_str(parting);
            text.push_str(numbers.one(&WORDS));
        }
        let end = if text.ends_with('.') { "!" } else { "." };
        text.push_str(end);
        text.push_str(if numbers.chance(3) { "\n\n" } else { " " });
    }
    text.trim().to_owned()
}

/// An article of these words.
pub(crate) fn article(nth: usize, numbers: &mut Numbers) -> Article {
    let path = format!("{nth:03}");
    let name = numbers.one(&["Green Gazette", "State Times", "The Oil Post"]);
    let dated = |date| Dated { date, found_in: "test".into() };
    let day = Date::day(2024, 1 + i8::try_from(numbers.below(12)).unwrap(), 7).unwrap();
    let year = Date::year(2023 + i16::try_from(numbers.below(2)).unwrap()).unwrap();
    let headline = text(numbers, 1);
    Article {
        head: Head {
            id: identify(&path, None),
            headline: numbers.chance(7).then_some(headline),
            source: numbers.chance(7).then(|| Source {
                name: Some(name.to_owned()),
                domain: numbers.chance(5).then(|| "news.example.org".to_owned()),
                found_in: "test".into(),
            }),
            date: numbers.chance(8).then(|| dated(if numbers.chance(8) { day } else { year })),
            modified: numbers.chance(3).then(|| dated(day)),
            byline: if numbers.chance(5) { vec!["Ann Grey".to_owned()] } else { Vec::new() },
            agency: numbers.chance(2).then(|| "AFP".to_owned()),
            language: Some("en".to_owned()),
            format: if numbers.chance(5) { Format::Html } else { Format::Text },
            key: numbers.chance(3).then(|| format!("K-{nth}")),
            path,
            ..Head::default()
        },
        body: text(numbers, 12),
    }
}

/// A query of up to so many levels, as a person may type it.
pub(crate) fn query(numbers: &mut Numbers, depth: usize) -> String {
    let nested = depth > 0;
    match numbers.below(if nested { 12 } else { 4 }) {
        0..=3 => leaf(numbers),
        4 => format!("{} AND {}", query(numbers, depth - 1), query(numbers, depth - 1)),
        5 => format!("{} OR {}", query(numbers, depth - 1), query(numbers, depth - 1)),
        6 => format!("NOT {}", query(numbers, depth - 1)),
        7 => format!("({})", query(numbers, depth - 1)),
        8 => format!(
            "{}({})",
            numbers.one(&["headline:", "body:", "lead:"]),
            query(numbers, depth - 1)
        ),
        9 => near(numbers, depth - 1),
        _ => {
            let mut clauses = Vec::new();
            for _ in 0..=1 + numbers.below(2) {
                let sign = numbers.one(&["", "", "", "+", "-"]);
                clauses.push(format!("{sign}{}", query(numbers, depth - 1)));
            }
            clauses.join(" ")
        }
    }
}

fn near(numbers: &mut Numbers, depth: usize) -> String {
    let operator = numbers.one(&["NEAR", "BEFORE"]);
    let distance = numbers.one(&["0", "1", "2", "4", "9", "s", "p"]);
    let mut side = || {
        if depth > 0 && numbers.chance(3) {
            return format!("({})", near(numbers, depth - 1));
        }
        if numbers.chance(3) {
            format!("({} OR {})", place(numbers), place(numbers))
        } else {
            place(numbers)
        }
    };
    let (left, right) = (side(), side());
    format!("{left} {operator}/{distance} {right}")
}

/// Something with a place in a text.
fn place(numbers: &mut Numbers) -> String {
    let word = numbers.one(&WORDS);
    match numbers.below(10) {
        0 => format!("\"{word}\""),
        1 => format!("\"{word} {}\"", numbers.one(&WORDS)),
        2 => format!("{word}-{}", numbers.one(&WORDS)),
        3 => numbers.one(&["gr*", "pri*", "v*", "nothing*"]).to_owned(),
        4 => numbers.one(&["gr?y", "*s", "*i*e*", "h*o?", "pr??e*"]).to_owned(),
        5 => numbers.one(&["/gr[ae]y/", "/(oil|gas)e?s?/", "/u.*/", "/[hv].{4,5}/"]).to_owned(),
        6 => format!("{}~", numbers.one(&["hanoi", "gray", "visit", "oil"])),
        7 => format!("\"{word} {}\"~{}", numbers.one(&WORDS), numbers.below(5)),
        _ => word.to_owned(),
    }
}

fn leaf(numbers: &mut Numbers) -> String {
    let place = place(numbers);
    match numbers.below(20) {
        0 => format!("headline:{place}"),
        1 => format!("lead:{place}"),
        2 => format!("body:{place}"),
        3 => format!("atleast:{}:{}", 1 + numbers.below(4), numbers.one(&WORDS)),
        4 => format!("atleast:2:headline:{}", numbers.one(&WORDS)),
        5 => format!(
            "source:{}",
            numbers.one(&["green", "times", "\"oil post\"", "none", "*", "st*"])
        ),
        6 => format!(
            "date:{}",
            numbers.one(&["2024", "2024-06", "2024-03..2024-08", "none", "*", "..2023"])
        ),
        7 => format!("modified:{}", numbers.one(&["2024-06", "none", "2024-05.."])),
        8 => numbers
            .one(&["by:grey", "by:none", "agency:afp", "agency:none", "headline:*"])
            .to_owned(),
        9 => numbers
            .one(&["format:html", "lang:en", "lang:fr", "domain:example", "domain:none"])
            .to_owned(),
        10 => format!("key:K-{}", numbers.below(20)),
        11 => format!("id:{}", &identify(&format!("{:03}", numbers.below(ARTICLES)), None)[..6]),
        12 => format!("path:{:03}", numbers.below(ARTICLES)),
        13 => format!("{place}^2"),
        14 => "*".to_owned(),
        15 => {
            format!("\"{} {} {}\"~3", numbers.one(&WORDS), numbers.one(&WORDS), numbers.one(&WORDS))
        }
        _ => place,
    }
}
