//! Which buckets a timeline has, and how many articles are in each.

use jiff::{Span, civil};

use super::Days;
use crate::date::DateRange;
use crate::results::Step;

/// How many buckets of a length are still easy to take in: days and weeks up to a screenful. Months
/// go on for six years, since a handful of years would tell too little.
const MOST: [(Step, usize); 3] = [(Step::Day, 40), (Step::Week, 40), (Step::Month, 72)];

/// The shortest buckets in which what was counted can be taken in and most of the articles that have
/// a date have a place; `None` where none has a date.
pub fn choose(counted: &[&Days]) -> Option<Step> {
    let dated: u64 = counted.iter().map(|days| days.dated()).sum();
    if dated == 0 {
        return None;
    }
    let fits = |&(step, most): &(Step, usize)| {
        let articles = counted.iter().flat_map(|days| placed(days, step));
        let placed: u64 = articles.map(|(_, articles)| articles).sum();
        let span = span(counted, step);
        placed * 2 > dated && span.is_some_and(|span| steps(step, span, most) <= most)
    };
    Some(MOST.iter().find(|length| fits(length)).map_or(Step::Year, |&(step, _)| step))
}

/// Buckets of one length, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets {
    step: Step,
    /// The first day of each.
    starts: Vec<i64>,
}

impl Buckets {
    /// From the first bucket that has an article to the last, with the empty ones between them.
    pub fn over(step: Step, counted: &[&Days]) -> Self {
        let mut starts = Vec::new();
        if let Some((first, last)) = span(counted, step) {
            let mut start = Some(first);
            while let Some(day) = start.filter(|&day| day <= last) {
                starts.push(day);
                start = next(step, day);
            }
        }
        Self { step, starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// How many articles are in each.
    pub fn counts(&self, days: &Days) -> Vec<u64> {
        let mut counts = vec![0; self.starts.len()];
        for (start, articles) in placed(days, self.step) {
            if let Ok(at) = self.starts.binary_search(&start) {
                counts[at] += articles;
            }
        }
        counts
    }

    /// How many articles have a date that may lie in more than one bucket.
    pub fn imprecise(&self, days: &Days) -> u64 {
        let placed: u64 = placed(days, self.step).map(|(_, articles)| articles).sum();
        days.dated() - placed
    }

    /// What each is called: the day, the Monday, the month or the year.
    pub fn labels(&self) -> impl Iterator<Item = String> {
        self.starts.iter().map(|&start| {
            let Some(day) = civil(start) else { return start.to_string() };
            match self.step {
                Step::Day | Step::Week => day.to_string(),
                Step::Month => format!("{:04}-{:02}", day.year(), day.month()),
                Step::Year => format!("{:04}", day.year()),
            }
        })
    }

    /// The days of one.
    pub fn range(&self, at: usize) -> DateRange {
        let Some(&start) = self.starts.get(at) else { return DateRange::default() };
        let to = next(self.step, start).map_or(Some(civil::Date::MAX), |next| civil(next - 1));
        DateRange { from: civil(start), to }
    }
}

/// The articles that have a place among buckets of this length, by the first day of the bucket.
fn placed(days: &Days, step: Step) -> impl Iterator<Item = (i64, u64)> {
    days.iter().filter_map(move |((first, last), articles)| {
        let start = start(step, first);
        (first == last || start == self::start(step, last)).then_some((start, articles))
    })
}

/// The first and the last bucket that has an article.
fn span(counted: &[&Days], step: Step) -> Option<(i64, i64)> {
    let starts = counted.iter().flat_map(|days| placed(days, step).map(|(start, _)| start));
    starts.fold(None, |span: Option<(i64, i64)>, start| {
        Some(span.map_or((start, start), |(first, last)| (first.min(start), last.max(start))))
    })
}

/// How many buckets there are from one to another, as far as it is not more than `most`.
fn steps(step: Step, (first, last): (i64, i64), most: usize) -> usize {
    let starts = std::iter::successors(Some(first), |&day| next(step, day));
    starts.take_while(|&day| day <= last).take(most.saturating_add(1)).count()
}

/// The first day of the bucket in which a day lies.
fn start(step: Step, day: i64) -> i64 {
    let of =
        |first: fn(civil::Date) -> civil::Date| civil(day).map_or(day, |day| number(first(day)));
    match step {
        Step::Day => day,
        // 1970-01-01 was a Thursday.
        Step::Week => day - (day + 3).rem_euclid(7),
        Step::Month => of(civil::Date::first_of_month),
        Step::Year => of(civil::Date::first_of_year),
    }
}

/// The first day of the next bucket; `None` where the calendar ends.
fn next(step: Step, start: i64) -> Option<i64> {
    let behind =
        |last: fn(civil::Date) -> civil::Date| last(civil(start)?).tomorrow().ok().map(number);
    match step {
        Step::Day => civil(start + 1).map(number),
        Step::Week => civil(start + 7).map(number),
        Step::Month => behind(civil::Date::last_of_month),
        Step::Year => behind(civil::Date::last_of_year),
    }
}

/// The day with a number; `None` outside the calendar.
fn civil(day: i64) -> Option<civil::Date> {
    civil::date(1970, 1, 1).checked_add(Span::new().try_days(day).ok()?).ok()
}

fn number(day: civil::Date) -> i64 {
    day.duration_since(civil::date(1970, 1, 1)).as_secs() / super::DAY
}
