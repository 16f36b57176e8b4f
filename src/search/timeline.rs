//! How much there is of what over time, beside how much there is of anything.

use std::time::Instant;

use super::{Backend, lead, milliseconds, stories};
use crate::article::{Article, Head};
use crate::index::{Apart, Asked, Error, GroupDates, Index, Page};
use crate::query::{Expansion, Field, Leaf, Query, Test};
use crate::results::{
    Bucket, Fold, Headed, Match, Measure, Part, Peak, SCHEMA, Series, Sort, Split, Timeline,
    TimelineRequest, Unit,
};
use crate::text::words;
use crate::timeline::{Buckets, Days, Standing, choose, peaks};

/// How many of the best articles of a peak are looked at for one that has the very value counted.
const LOOKED_AT: usize = 20;

impl Backend {
    /// Counts the articles that have every word of a query by the time of their publication, and
    /// those that have its filters alone. A ranked list forgives near misses, a count must not.
    pub fn timeline(&self, request: &TimelineRequest) -> Result<Timeline, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let mut questions = Vec::with_capacity(request.queries.len());
        for query in &request.queries {
            questions.push(Question::new(index, query, request)?);
        }
        let (mut tallies, mut totals): (Vec<Tally<'_>>, _) = (Vec::new(), Totals::new());
        for question in &questions {
            tallies.extend(question.tallies(&mut totals)?);
        }
        let days: Vec<&Days> = tallies.iter().map(|tally| &tally.days).collect();
        let by = request.by.or_else(|| choose(&days));
        let buckets = by.map(|step| Buckets::over(step, &days));
        let mut series = Vec::with_capacity(tallies.len());
        for tally in &tallies {
            series.push(tally.series(buckets.as_ref(), request.measure)?);
        }
        Ok(Timeline {
            schema: SCHEMA.to_owned(),
            count: request.count,
            measure: request.measure,
            by,
            split: request.split,
            more: questions.iter().map(|question| question.more).sum(),
            took_ms: milliseconds(started.elapsed()),
            series,
        })
    }
}

/// A query to count for.
struct Question<'q> {
    index: &'q Index,
    query: &'q Query,
    expansions: Vec<Expansion>,
    count: Unit,
    /// When each group of versions counts, where they count once.
    once: Option<GroupDates>,
    split: Option<Split>,
    /// The values to count apart.
    values: Vec<String>,
    /// How many values more there are.
    more: u64,
}

/// The days of all articles that have the filters of a query, by these and the values.
type Totals = Vec<(Query, Vec<String>, Vec<Days>)>;

impl<'q> Question<'q> {
    fn new(index: &'q Index, query: &'q Query, request: &TimelineRequest) -> Result<Self, Error> {
        let TimelineRequest { count, split, .. } = *request;
        let expansions = index.expand(query)?;
        let values = Vec::new();
        let once = None;
        let mut question = Self { index, query, expansions, count, once, split, values, more: 0 };
        if count == Unit::Groups {
            // By all that have the filters, so that what matches is a part of all there is.
            question.once = Some(index.group_dates(question.asked(&query.filters()))?);
        }
        if let Some(split) = split {
            let facets = [split.facet()];
            let (_, counts) = index.facets(question.asked(query), &facets, request.limit)?;
            for counts in counts {
                question.values.extend(counts.values.into_iter().filter_map(|count| count.value));
                question.more += counts.more;
            }
        }
        Ok(question)
    }

    /// Every word must hold.
    fn asked<'a>(&'a self, query: &'a Query) -> Asked<'a> {
        Asked { query, expansions: &self.expansions, matching: Match::All }
    }

    fn days(&self, query: &Query) -> Result<Vec<Days>, Error> {
        let apart = self.split.map(|split| Apart { split, values: &self.values });
        self.index.days(self.asked(query), apart, self.once.as_ref())
    }

    /// What is counted: all, or what has each value, and the others and the unknown where there
    /// are any.
    fn tallies<'t>(&'t self, totals: &mut Totals) -> Result<Vec<Tally<'t>>, Error> {
        let filters = self.query.filters();
        if self.count == Unit::Stories {
            let (asked, all) = (self.asked(self.query), self.asked(&filters));
            let (days, total) = stories::days(self.index, asked, all)?;
            let (part, value) = (Part::Whole, None);
            return Ok(vec![Tally { question: self, part, value, days, total }]);
        }
        let days = self.days(self.query)?;
        let known =
            totals.iter().find(|(query, values, _)| *query == filters && *values == self.values);
        let total = match known {
            Some((_, _, total)) => total.clone(),
            // Where nothing is asked of the text, all there is matches.
            None if filters == *self.query => days.clone(),
            None => {
                let total = self.days(&filters)?;
                totals.push((filters, self.values.clone(), total.clone()));
                total
            }
        };
        let tally = |(at, (days, total)): (usize, (Days, Days))| {
            let value = self.values.get(at).map(String::as_str);
            let part = match (self.split, value) {
                (None, _) => Part::Whole,
                (_, Some(_)) => Part::Value,
                _ if at == self.values.len() => Part::Others,
                _ => Part::Unknown,
            };
            Tally { question: self, part, value, days, total }
        };
        let tallies = days.into_iter().zip(total).enumerate().map(tally);
        let is_there = |tally: &Tally<'_>| tally.part <= Part::Value || tally.articles() > 0;
        Ok(tallies.filter(is_there).collect())
    }
}

/// What was counted of a query.
struct Tally<'t> {
    question: &'t Question<'t>,
    part: Part,
    value: Option<&'t str>,
    days: Days,
    /// Of those that have the filters of the query alone.
    total: Days,
}

impl Tally<'_> {
    fn articles(&self) -> u64 {
        self.days.dated() + self.days.undated()
    }

    fn series(&self, buckets: Option<&Buckets>, measure: Measure) -> Result<Series, Error> {
        let mut series = Series {
            query: self.question.query.to_string(),
            notes: Vec::new(),
            part: self.part,
            value: self.value.map(str::to_owned),
            articles: self.articles(),
            undated: self.days.undated(),
            imprecise: 0,
            buckets: Vec::new(),
            peaks: Vec::new(),
        };
        let Some(buckets) = buckets else { return Ok(series) };
        series.imprecise = buckets.imprecise(&self.days);
        let counts = buckets.counts(&self.days);
        let totals = buckets.counts(&self.total);
        let rows = buckets.labels().zip(counts.iter().zip(&totals));
        let bucket = |(bucket, (&articles, &total))| Bucket {
            bucket,
            articles,
            total,
            ratio: ratio(articles, total),
        };
        series.buckets = rows.map(bucket).collect();
        for Standing { at, height } in peaks(&counts, &totals, measure) {
            series.peaks.push(Peak {
                bucket: series.buckets[at].bucket.clone(),
                articles: counts[at],
                height: (height * 100.0).round() / 100.0,
                article: self.best(buckets, at)?,
            });
        }
        Ok(series)
    }

    /// The best article of a bucket.
    fn best(&self, buckets: &Buckets, at: usize) -> Result<Option<Headed>, Error> {
        let Question { index, query, .. } = *self.question;
        let range = Test::Dates(buckets.range(at));
        let date = Query::Leaf(Leaf { field: Field::Date, test: range });
        let narrowed = Query::all_of([query.clone(), date, self.narrowing()]);
        let own = match self.part {
            Part::Whole => None,
            _ => Some(index.expand(&narrowed)?),
        };
        let expansions = own.as_deref().unwrap_or(&self.question.expansions);
        let asked = Asked { query: &narrowed, expansions, matching: Match::All };
        let page = Page {
            limit: LOOKED_AT,
            offset: 0,
            sort: Sort::Relevance,
            recency: None,
            fold: Fold::Nothing,
            after: None,
        };
        let best = index.rank(asked, page)?;
        for ranked in &best.page {
            for found in index.articles(asked, std::slice::from_ref(ranked), &best.folded)? {
                if self.counts(&found.article.head) {
                    return Ok(Some(headed(found.article)));
                }
            }
        }
        Ok(None)
    }

    /// What the articles of the part meet, so that few others need be looked at. Names are words in
    /// queries, so the name of another publication may hold these too.
    fn narrowing(&self) -> Query {
        let Some(split) = self.question.split else { return Query::Everything };
        let field = match split {
            Split::Source => Field::Source,
            Split::Lang => Field::Lang,
            Split::Agency => Field::Agency,
        };
        let leaf = |test| Query::Leaf(Leaf { field, test });
        let of = |value: &str| match words(value).to_vec() {
            words if words.is_empty() => None,
            words => Some(leaf(Test::Words { words, exact: true })),
        };
        match self.part {
            Part::Whole => Query::Everything,
            Part::Value => self.value.and_then(of).unwrap_or(Query::Everything),
            Part::Others => {
                let apart = self.question.values.iter().filter_map(|value| of(value));
                let apart = apart.map(Query::negated);
                Query::all_of(std::iter::once(leaf(Test::Present)).chain(apart))
            }
            Part::Unknown => leaf(Test::Present).negated(),
        }
    }

    /// Whether it is one of those counted here.
    fn counts(&self, head: &Head) -> bool {
        let value = match self.question.split {
            None => return true,
            Some(Split::Source) => head.source.as_ref().and_then(|source| source.label()),
            Some(Split::Lang) => head.language.as_deref(),
            Some(Split::Agency) => head.agency.as_deref(),
        };
        match self.part {
            Part::Whole => true,
            Part::Value => value == self.value,
            Part::Others => {
                value.is_some_and(|own| !self.question.values.iter().any(|value| value == own))
            }
            Part::Unknown => value.is_none(),
        }
    }
}

/// The share to a millionth; `None` of nothing.
fn ratio(articles: u64, total: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "no archive has so many articles")]
    let share = articles as f64 / total as f64;
    (total > 0).then(|| (share * 1_000_000.0).round() / 1_000_000.0)
}

fn headed(article: Article) -> Headed {
    let lead = article.head.headline.is_none().then(|| lead(&article.body));
    let source = article.head.source.as_ref().and_then(|source| source.label()).map(str::to_owned);
    Headed { id: article.head.id, headline: article.head.headline, lead, source }
}
