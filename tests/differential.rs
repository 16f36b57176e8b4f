//! What the engine finds against a plain scan of the stored articles, for thousands of queries over
//! every operator. The scan is written as the documentation reads, without the engine's positions,
//! expansions or cursors.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::{self, date};
use news_search::article::{Article, Dated, Format, Head, Source, identify};
use news_search::date::{Date, DateRange};
use news_search::index::{FileStamp, Start, Writer};
use news_search::query::{Clause, Field, LEAD, Leaf, Need, Query, Test, Within, parse};
use news_search::results::{Context, Excerpt, Explain, Match, Request, Sort};
use news_search::search::Backend;
use news_search::text::{Stemmer, sentences, words};

const TODAY: civil::Date = date(2024, 6, 19);

const ARTICLES: usize = 150;
/// How many queries; `NEWS_SEARCH_QUERIES` asks for another number.
const QUERIES: usize = 3_000;

/// The words of the articles, in several forms, so that inflections and patterns have work to do.
const WORDS: [&str; 18] = [
    "oil", "oils", "gas", "gases", "price", "prices", "priced", "visit", "visits", "visited",
    "grey", "gray", "green", "Hanoi", "hanoy", "U.S.", "us", "state",
];

/// A small generator of numbers (xorshift64*): the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
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

fn article(nth: usize, numbers: &mut Numbers) -> Article {
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
fn query(numbers: &mut Numbers, depth: usize) -> String {
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

/// How many of the clauses side by side must hold.
#[derive(Clone, Copy)]
enum Side {
    One,
    Every,
}

/// Whether an article is what a query asks for.
fn holds(query: &Query, article: &Scanned, side: Side) -> bool {
    match query {
        Query::Everything => true,
        Query::Leaf(leaf) => leaf_holds(leaf, article),
        Query::And(parts) => parts.iter().all(|part| holds(part, article, side)),
        Query::Or(parts) => parts.iter().any(|part| holds(part, article, side)),
        // Whatever has one of the words is left out.
        Query::Not(part) => !holds(part, article, Side::One),
        Query::Boost(part, _) => holds(part, article, side),
        Query::Clauses(clauses) => {
            let of = |need| clauses.iter().filter(move |clause| clause.need == need);
            let held = |clause: &Clause| holds(&clause.query, article, side);
            let left_out = |clause: &Clause| holds(&clause.query, article, Side::One);
            let is_text =
                |clause: &Clause| clause.query.leaves().iter().any(|(leaf, _)| leaf.is_text());
            let wanted = match side {
                _ if of(Need::Wanted).count() == 0 => true,
                Side::One => of(Need::Required).any(is_text) || of(Need::Wanted).any(held),
                Side::Every => of(Need::Wanted).all(held),
            };
            wanted && of(Need::Required).all(held) && !of(Need::Excluded).any(left_out)
        }
    }
}

fn leaf_holds(Leaf { field, test }: &Leaf, scanned: &Scanned) -> bool {
    if field.is_text() {
        return scanned.text_holds(*field, test);
    }
    let head = &scanned.article.head;
    let name = head.source.iter().flat_map(|source| [&source.name, &source.domain]).flatten();
    let domain = head.source.iter().filter_map(|source| source.domain.as_ref());
    let values: Vec<String> = match field {
        Field::Text | Field::Headline | Field::Body | Field::Lead | Field::Url => Vec::new(),
        Field::Source => name.cloned().collect(),
        Field::Domain => domain.cloned().collect(),
        Field::Agency => head.agency.iter().cloned().collect(),
        Field::By => head.byline.clone(),
        Field::Lang => head.language.iter().cloned().collect(),
        Field::Path => vec![head.path.clone()],
        Field::Format => vec![head.format.as_str().to_owned()],
        Field::Date => return date_holds(test, head.date.as_ref()),
        Field::Modified => return date_holds(test, head.modified.as_ref()),
        Field::Id => match test {
            Test::Words { words, .. } => return head.id.starts_with(&words.concat()),
            _ => return *test == Test::Present,
        },
        Field::Key => match test {
            Test::Words { words: typed, .. } => {
                return head.key.as_ref().is_some_and(|key| words(key).to_vec() == *typed);
            }
            _ => return head.key.is_some(),
        },
    };
    match test {
        Test::Present => !values.is_empty(),
        test => values.iter().any(|value| !Text::new(value).places(test, &Scope::NAME).is_empty()),
    }
}

/// An article with its words.
struct Scanned {
    article: Article,
    headline: Option<Text>,
    body: Text,
}

impl Scanned {
    fn new(article: Article) -> Self {
        let headline = article.head.headline.as_deref().map(Text::new);
        Self { headline, body: Text::new(&article.body), article }
    }

    fn text_holds(&self, field: Field, test: &Test) -> bool {
        let texts: Vec<&Text> = match field {
            Field::Headline => self.headline.iter().collect(),
            Field::Text => self.headline.iter().chain([&self.body]).collect(),
            _ => vec![&self.body],
        };
        let scope = if field == Field::Lead { Scope::LEAD } else { Scope::TEXT };
        match test {
            Test::Present => !texts.is_empty(),
            Test::AtLeast { times, test } => {
                let found: usize = texts.iter().map(|text| text.places(test, &scope).len()).sum();
                found >= usize::try_from(*times).unwrap()
            }
            test => texts.iter().any(|text| !text.places(test, &scope).is_empty()),
        }
    }
}

/// What counts in a text.
struct Scope {
    inflections: bool,
    /// How many of its words.
    words: u32,
}

impl Scope {
    const TEXT: Self = Self { inflections: true, words: u32::MAX };
    const LEAD: Self = Self { inflections: true, words: LEAD };
    const NAME: Self = Self { inflections: false, words: u32::MAX };
}

fn date_holds(test: &Test, dated: Option<&Dated>) -> bool {
    let within = |range: &DateRange, dated: &Dated| {
        let (first, last) = (dated.date.first_day(), dated.date.last_day());
        range.from.is_none_or(|from| from <= first) && range.to.is_none_or(|to| last <= to)
    };
    match test {
        Test::Dates(range) => dated.is_some_and(|dated| within(range, dated)),
        _ => dated.is_some(),
    }
}

/// A text with its words, and the stem, sentence and paragraph of each.
struct Text {
    words: Vec<String>,
    stems: Vec<String>,
    sentence: Vec<usize>,
    paragraph: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let (mut sentence, mut paragraph) = (Vec::new(), Vec::new());
        let sentences = sentences(text);
        let mut reader = words(text);
        while let Some(word) = reader.next() {
            let holds = |range: &std::ops::Range<usize>| range.contains(&word.start);
            sentence.push(sentences.iter().position(holds).unwrap());
            paragraph.push(text[..word.start].matches("\n\n").count());
        }
        let words = words(text).to_vec();
        Self { stems: words.iter().map(|word| stem(word)).collect(), words, sentence, paragraph }
    }

    /// Where a test holds: the first word and the one behind the last.
    fn places(&self, test: &Test, scope: &Scope) -> BTreeSet<(usize, usize)> {
        let end = self.words.len().min(usize::try_from(scope.words).unwrap());
        let single = |is: &dyn Fn(&str) -> bool| -> BTreeSet<(usize, usize)> {
            let found = self.words[..end].iter().enumerate().filter(|(_, word)| is(word));
            found.map(|(at, _)| (at, at + 1)).collect()
        };
        match test {
            Test::Words { words, exact } => {
                let inflections = scope.inflections && !exact;
                let typed: Vec<(&String, String)> =
                    words.iter().map(|word| (word, stem(word))).collect();
                let all_alike = |&at: &usize| {
                    let mut typed = (at..).zip(&typed);
                    typed.all(|(at, typed)| self.alike(at, typed, inflections))
                };
                let starts = (0..(end + 1).saturating_sub(words.len())).filter(all_alike);
                starts.map(|at| (at, at + words.len())).collect()
            }
            Test::Prefix(prefix) => single(&|word| word.starts_with(prefix)),
            Test::Wildcard(pattern) => single(&|word| is_of_form(word, pattern)),
            Test::Regex(pattern) => single(&|word| match pattern.as_str() {
                "gr[ae]y" => matches!(word, "gray" | "grey"),
                "(oil|gas)e?s?" => {
                    matches!(
                        word,
                        "oil" | "oile" | "oils" | "oiles" | "gas" | "gase" | "gass" | "gases"
                    )
                }
                "u.*" => word.starts_with('u'),
                "[hv].{4,5}" => word.starts_with(['h', 'v']) && matches!(word.len(), 5 | 6),
                other => panic!("no meaning written down for /{other}/"),
            }),
            Test::Fuzzy { word, edits } => {
                single(&|other| strsim_osa(word, other) <= usize::from(*edits))
            }
            Test::Choice(tests) => tests.iter().flat_map(|test| self.places(test, scope)).collect(),
            Test::Together { words, between } => self.together(words, *between, end),
            Test::Near { left, right, within, ordered } => {
                let (left, right) = (self.places(left, scope), self.places(right, scope));
                let mut found = BTreeSet::new();
                for &one in &left {
                    for &other in &right {
                        let forward = one.1 <= other.0;
                        let backward = other.1 <= one.0 && !ordered;
                        let whole = (one.0.min(other.0), one.1.max(other.1));
                        let gap =
                            if forward { other.0 - one.1 } else { one.0.saturating_sub(other.1) };
                        if (forward || backward) && self.close(whole, gap, *within) {
                            found.insert(whole);
                        }
                    }
                }
                found
            }
            Test::AtLeast { .. } | Test::Dates(_) | Test::Present => BTreeSet::new(),
        }
    }

    fn close(&self, whole: (usize, usize), gap: usize, within: Within) -> bool {
        match within {
            Within::Words(most) => gap <= usize::try_from(most).unwrap(),
            Within::Sentence => self.sentence[whole.0] == self.sentence[whole.1 - 1],
            Within::Paragraph => self.paragraph[whole.0] == self.paragraph[whole.1 - 1],
        }
    }

    /// Every stretch from one of the words to another that holds all of them and is not too long.
    fn together(&self, words: &[String], between: u32, end: usize) -> BTreeSet<(usize, usize)> {
        let longest = words.len() + usize::try_from(between).unwrap();
        let holds_all = |stretch: &[String]| {
            let mut open: Vec<&String> = words.iter().collect();
            for word in stretch {
                if let Some(at) = open.iter().position(|typed| *typed == word) {
                    open.swap_remove(at);
                }
            }
            open.is_empty()
        };
        let is_one = |at: usize| words.contains(&self.words[at]);
        let mut found = BTreeSet::new();
        for stop in (1..=end).filter(|&stop| is_one(stop - 1)) {
            let starts = (stop.saturating_sub(longest)..stop).filter(|&start| is_one(start));
            let whole = starts.filter(|&start| holds_all(&self.words[start..stop]));
            found.extend(whole.map(|start| (start, stop)));
        }
        found
    }

    fn alike(&self, at: usize, (typed, stem): &(&String, String), inflections: bool) -> bool {
        let word = &self.words[at];
        if word == *typed || !inflections {
            return word == *typed;
        }
        let plain = |word: &str| word.replace('.', "");
        let stems = typed.len() > 2 && !typed.contains('.') && !word.contains('.');
        plain(word) == plain(typed) || stems && self.stems[at] == *stem
    }
}

/// Whether a word is of the form of a pattern with `*` and `?`.
fn is_of_form(word: &str, pattern: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => word.is_empty(),
        Some('*') => {
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            ends.into_iter().any(|at| is_of_form(&word[at..], rest.as_str()))
        }
        Some(first) => {
            let mut letters = word.chars();
            letters.next().is_some_and(|letter| first == '?' || first == letter)
                && is_of_form(letters.as_str(), rest.as_str())
        }
    }
}

fn stem(word: &str) -> String {
    Stemmer::for_language("en").unwrap().stem(word).into_owned()
}

/// Edits between two words, a swap of neighbours being one.
fn strsim_osa(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut edits = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            edits[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = edits[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = same.min(edits[i - 1][j] + 1).min(edits[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(edits[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    edits[a.len()][b.len()]
}

fn write(dir: &Path, articles: &[Article]) {
    // Several runs make several segments.
    for part in articles.chunks(articles.len() / 3 + 1) {
        let mut writer = Writer::open(dir, Start::Update, &["/news".to_owned()]).unwrap();
        for article in part {
            let path = format!("/news/{}", article.head.path);
            let file = FileStamp { path, root: "/news".to_owned(), bytes: 1, modified: 1 };
            writer.see(&file);
            writer.add(article.clone(), &file).unwrap();
        }
        writer.commit().unwrap();
    }
}

#[test]
fn the_engine_finds_what_a_scan_finds() {
    let mut numbers = Numbers(0x5EED_0F4E_0150_0001);
    let articles: Vec<Article> = (0..ARTICLES).map(|nth| article(nth, &mut numbers)).collect();
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &articles);
    let backend = Backend::open(dir.path()).unwrap();
    let articles: Vec<Scanned> = articles.into_iter().map(Scanned::new).collect();
    let excerpt = Excerpt { passages: 0, width: 0, context: Context::Sentence };
    let asked = std::env::var("NEWS_SEARCH_QUERIES").ok().and_then(|number| number.parse().ok());
    let queries = asked.unwrap_or(QUERIES);
    let (mut some, mut none) = (0, 0);
    for _ in 0..queries {
        let depth = numbers.below(4);
        let typed = query(&mut numbers, depth);
        let query = parse(&typed, TODAY).query;
        let scan = |side| -> BTreeSet<String> {
            let held = articles.iter().filter(|article| holds(&query, article, side));
            held.map(|scanned| scanned.article.head.id.clone()).collect()
        };
        let want = scan(Side::One);
        let request = Request {
            query: query.clone(),
            limit: ARTICLES,
            offset: 0,
            sort: Sort::Relevance,
            recency: None,
            matching: Match::Best,
            after: None,
            excerpt,
            explain: Explain::Nothing,
        };
        let results = backend.search(&request).unwrap();
        let found: BTreeSet<String> = results.hits.iter().map(|hit| hit.head.id.clone()).collect();
        assert_eq!(found, want, "{typed}");
        assert_eq!(results.total.articles, want.len() as u64, "{typed}");
        assert_eq!(results.total.all_words, scan(Side::Every).len() as u64, "{typed}");
        if want.is_empty() { none += 1 } else { some += 1 }
    }
    // Queries that all find something, or nothing, would show little.
    assert!(some > queries / 2 && none > queries / 20, "{some} {none}");
}
