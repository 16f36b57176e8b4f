//! Generated news, the same on every run and machine: English-like prose of two years by some sixty
//! papers, nearly a third of it what another paper had before, changed a little.

mod prose;
mod random;
mod words;

use std::collections::VecDeque;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::json;

use prose::Subject;
use random::{Random, Zipf};
use words::{Words, capitalised, lemma};

/// Any number serves, as long as it stays.
const SEED: u64 = 20_240_617;

/// The first day of the news, and how many there are.
const FIRST: Date = jiff::civil::date(2023, 1, 1);
const DAYS: u64 = 731;

/// Percent of the articles that are another one changed a little, as in the wire copy of papers.
const COPIES: usize = 30;

/// How many articles back another may be copied.
const RECENT: usize = 300;

/// Bytes of a body: the median and the deviation of its logarithm, which give a mean of 3.3 KB.
const MEDIAN: f64 = 2450.0;
const SPREAD: f64 = 0.7;

/// Bodies end here whatever the distribution says.
const LONGEST: f64 = 60_000.0;

/// Papers.
const PAPERS: u16 = 60;

/// Names of papers, behind a word.
const TITLES: [&str; 6] = ["Gazette", "Courier", "Times", "Post", "Observer", "Tribune"];

/// Articles in a folder of text files.
const IN_A_FOLDER: u64 = 1000;

/// An article.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    number: u64,
    subject: Subject,
    pub(crate) headline: String,
    paragraphs: Vec<String>,
    paper: usize,
    byline: String,
    date: Date,
}

/// All articles, one after the other: what is kept are the last few hundred.
#[derive(Debug)]
pub(crate) struct Corpus {
    articles: u64,
    next: u64,
    random: Random,
    words: Words,
    papers: Zipf,
    recent: VecDeque<Article>,
}

impl Corpus {
    /// As many articles over the two years. The first are the same, their dates apart, however many
    /// there are.
    pub(crate) fn new(articles: u64) -> Self {
        Self {
            articles,
            next: 0,
            random: Random::new(SEED),
            words: Words::new(),
            papers: Zipf::new(PAPERS),
            recent: VecDeque::with_capacity(RECENT),
        }
    }

    fn fresh(&mut self) -> Article {
        let subject = Subject::new(&self.words, &mut self.random);
        let mut left = self.random.log_normal(MEDIAN, SPREAD).min(LONGEST);
        let mut paragraphs = Vec::new();
        while left > 0.0 {
            let paragraph = subject.paragraph(&self.words, &mut self.random);
            left -= f64::from(u32::try_from(paragraph.len()).unwrap_or(u32::MAX));
            paragraphs.push(paragraph);
        }
        let day = i64::try_from(self.next * DAYS / self.articles).unwrap_or_default();
        let author = self.words.person(&mut self.random);
        Article {
            number: self.next,
            headline: subject.headline(&self.words, &mut self.random),
            subject,
            paragraphs,
            paper: self.paper(),
            byline: format!("{} {}", author.first, author.family),
            date: FIRST.saturating_add(day.days()),
        }
    }

    /// What another paper printed, up to three days later, with changes in a few places.
    fn copy(&mut self) -> Option<Article> {
        let mut copy = self.recent.get(self.random.below(self.recent.len()))?.clone();
        copy.number = self.next;
        copy.paper = (copy.paper + 1 + self.paper()) % usize::from(PAPERS);
        copy.date = copy.date.saturating_add(i64::try_from(self.random.below(4)).ok()?.days());
        if self.random.percent(50) {
            copy.headline = copy.subject.headline(&self.words, &mut self.random);
        }
        for _ in 0..self.random.within(1..=4) {
            self.change(&mut copy);
        }
        Some(copy)
    }

    /// Changes, cuts or adds a few words or a paragraph.
    fn change(&mut self, article: &mut Article) {
        let at = self.random.below(article.paragraphs.len());
        match self.random.below(8) {
            0 if article.paragraphs.len() > 3 => {
                article.paragraphs.remove(at);
            }
            1 if article.paragraphs.len() > 6 => {
                article.paragraphs.truncate(article.paragraphs.len() * 4 / 5);
            }
            2 => {
                let paragraph = article.subject.paragraph(&self.words, &mut self.random);
                article.paragraphs.insert(at, paragraph);
            }
            _ => {
                let mut words: Vec<&str> = article.paragraphs[at].split(' ').collect();
                let start = self.random.below(words.len());
                let end = words.len().min(start + self.random.within(1..=8));
                let new: Vec<String> = (0..self.random.within(1..=8))
                    .map(|_| article.subject.word(&self.words, &mut self.random))
                    .collect();
                words.splice(start..end, new.iter().map(String::as_str));
                article.paragraphs[at] = words.join(" ");
            }
        }
    }

    fn paper(&mut self) -> usize {
        self.papers.rank(&mut self.random) % usize::from(PAPERS)
    }
}

impl Iterator for Corpus {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        if self.next == self.articles {
            return None;
        }
        let copied = self.random.percent(COPIES).then(|| self.copy()).flatten();
        let article = copied.unwrap_or_else(|| self.fresh());
        self.next += 1;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(article.clone());
        Some(article)
    }
}

impl Article {
    /// Its paragraphs, parted by a blank line.
    pub(crate) fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// The article as one line of JSON.
    pub(crate) fn json(&self) -> String {
        json!({
            "id": format!("a{:07}", self.number),
            "headline": self.headline,
            "source": self.source(),
            "byline": self.byline,
            "date": self.date.to_string(),
            "url": self.url(),
            "body": self.body(),
        })
        .to_string()
    }

    /// The article as people keep it in text files, below where such a file may lie.
    pub(crate) fn file(&self) -> (String, String) {
        let Self { number, headline, byline, .. } = self;
        let (source, date, body) = (self.source(), self.date.strftime("%-d %B %Y"), self.body());
        (
            format!("{:03}/a{number:07}.txt", number / IN_A_FOLDER),
            format!("{headline}\n\nBy {byline}\n{source}\n\n{date}\n\n{body}\n"),
        )
    }

    fn source(&self) -> String {
        format!("The {} {}", capitalised(&lemma(self.paper)), TITLES[self.paper % TITLES.len()])
    }

    fn url(&self) -> String {
        let paper = TITLES[self.paper % TITLES.len()].to_ascii_lowercase();
        let slug = self.headline.to_ascii_lowercase().replace([' ', '$', '%', ','], "-");
        let date = self.date.strftime("%Y/%m/%d");
        format!("https://www.{}{paper}.example/{date}/{slug}", lemma(self.paper))
    }
}
