//! Sentences, paragraphs and headlines on a subject.

use super::random::Random;
use super::words::{Person, Words, capitalised, inflected};

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What an article is about: it comes back to these words and names, as news does.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    words: Vec<usize>,
    people: Vec<Person>,
    places: Vec<String>,
}

impl Subject {
    pub(super) fn new(words: &Words, random: &mut Random) -> Self {
        let people = random.within(2..=5);
        let places = random.within(1..=3);
        Self {
            words: (0..12).map(|_| words.content(random)).collect(),
            people: (0..people).map(|_| words.person(random)).collect(),
            places: (0..places).map(|_| words.place(random)).collect(),
        }
    }

    pub(super) fn headline(&self, words: &Words, random: &mut Random) -> String {
        let length = random.within(5..=11);
        let parts: Vec<String> = (0..length)
            .map(|_| match random.below(10) {
                0..3 => inflected(self.words[random.below(self.words.len())], random),
                3 => self.people[random.below(self.people.len())].family.clone(),
                4 => self.places[random.below(self.places.len())].clone(),
                _ => self.word(words, random),
            })
            .collect();
        capitalised(&parts.join(" "))
    }

    /// One to four sentences.
    pub(super) fn paragraph(&self, words: &Words, random: &mut Random) -> String {
        let sentences = random.within(1..=4);
        (0..sentences).map(|_| self.sentence(words, random)).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, words: &Words, random: &mut Random) -> String {
        let length = random.within(8..=35);
        let mut text = String::new();
        for nth in 0..length {
            let part = self.part(words, random);
            text.push_str(&if nth == 0 { capitalised(&part) } else { part });
            match random.below(100) {
                _ if nth + 1 == length => {}
                0..9 => text.push_str(", "),
                9 => text.push_str(" – "),
                _ => text.push(' '),
            }
        }
        if random.percent(10) {
            return format!("\"{text},\" {} said.", self.person(random));
        }
        text.push(if random.percent(3) { '?' } else { '.' });
        text
    }

    /// A word, a name, a number or a date.
    fn part(&self, words: &Words, random: &mut Random) -> String {
        match random.below(1000) {
            0..35 => self.person(random),
            35..50 => self.places[random.below(self.places.len())].clone(),
            50..64 => number(random),
            64..72 => format!("on {}", random.one(&WEEKDAYS)),
            72..76 => format!("on {} {}", random.one(&MONTHS), random.within(1..=28)),
            _ => self.word(words, random),
        }
    }

    pub(super) fn word(&self, words: &Words, random: &mut Random) -> String {
        match words.any(random) {
            Ok(word) => word.to_owned(),
            Err(_) if random.percent(18) => {
                inflected(self.words[random.below(self.words.len())], random)
            }
            Err(rank) => inflected(rank, random),
        }
    }

    /// A person of the subject: with both names at times.
    fn person(&self, random: &mut Random) -> String {
        let Person { first, family } = &self.people[random.below(self.people.len())];
        if random.percent(40) { format!("{first} {family}") } else { family.clone() }
    }
}

fn number(random: &mut Random) -> String {
    match random.below(6) {
        0 => random.within(1990..=2026).to_string(),
        1 => format!("{}.{} percent", random.below(60), random.below(10)),
        2 => format!("{},{:03}", random.within(1..=99), random.below(1000)),
        3 => format!("${} million", random.within(2..=900)),
        _ => random.within(2..=400).to_string(),
    }
}
