//! Which buckets stand out.

use crate::results::Measure;

/// How many buckets on either side a bucket is compared with: an archive grows over the years, so
/// what is much for one time is little for another.
const AROUND: usize = 15;

/// With fewer buckets around it nobody can say that one stands out.
const FEWEST: usize = 3;

/// Fewer articles than these are no peak, however quiet the time.
const ARTICLES: u64 = 3;

/// From how many deviations on a bucket stands out.
const DEVIATIONS: f64 = 3.0;

/// How many peaks are named.
const PEAKS: usize = 3;

/// What the median of absolute deviations is multiplied with to estimate a standard deviation
/// (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
const OF_MEDIAN: f64 = 1.4826;

/// A bucket that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Which.
    pub at: usize,
    /// By how many deviations.
    pub height: f64,
}

/// The buckets that stand out most, in order of time: each the fullest of its run. `totals` says how
/// much there is of anything: a time of which the archive has nothing tells nothing of any subject,
/// so such buckets are passed over.
///
/// The measure is the robust z-score: the distance from the median of the buckets around, in
/// deviations that are estimated from the median too, so that a peak does not hide itself or its
/// neighbours. Where most of these are alike that deviation is nought; counts of independent events
/// scatter by the root of their mean even where nothing happens (Poisson), so it is that at least.
///
/// By shares, the median is one of shares, and what it and the deviations come to is asked of as many
/// articles as the archive has of the time: more articles in a fuller month are then no peak.
pub fn peaks(counts: &[u64], totals: &[u64], by: Measure) -> Vec<Standing> {
    let covered: Vec<usize> =
        (0..counts.len().min(totals.len())).filter(|&at| totals[at] > 0).collect();
    let amount = |&at: &usize| Amount {
        articles: counts[at],
        of: match by {
            Measure::Articles => 1.0,
            Measure::Ratio => float(totals[at]),
        },
    };
    let amounts: Vec<Amount> = covered.iter().map(amount).collect();
    let mut runs: Vec<Standing> = Vec::new();
    let mut in_run = false;
    for at in 0..amounts.len() {
        let height = height(&amounts, at).filter(|&height| height >= DEVIATIONS);
        match (height, runs.last_mut()) {
            (Some(height), Some(best)) if in_run => {
                if amounts[at].share() > amounts[best.at].share() {
                    *best = Standing { at, height };
                }
            }
            (Some(height), _) => runs.push(Standing { at, height }),
            (None, _) => {}
        }
        in_run = height.is_some();
    }
    runs.sort_by(|a, b| b.height.total_cmp(&a.height));
    runs.truncate(PEAKS);
    runs.sort_by_key(|peak| peak.at);
    runs.into_iter().map(|peak| Standing { at: covered[peak.at], ..peak }).collect()
}

/// How many articles there are, of how many: of one, where nothing is measured by.
#[derive(Clone, Copy)]
struct Amount {
    articles: u64,
    of: f64,
}

impl Amount {
    fn share(self) -> f64 {
        float(self.articles) / self.of
    }
}

/// By how many deviations a bucket is above those around it.
fn height(amounts: &[Amount], at: usize) -> Option<f64> {
    let own = amounts[at];
    if own.articles < ARTICLES {
        return None;
    }
    let before = &amounts[at.saturating_sub(AROUND)..at];
    let behind = &amounts[at + 1..amounts.len().min(at + 1 + AROUND)];
    let around: Vec<f64> = before.iter().chain(behind).map(|amount| amount.share()).collect();
    if around.len() < FEWEST {
        return None;
    }
    let middle = median(around.clone());
    let distances = around.iter().map(|share| (share - middle).abs()).collect();
    let expected = middle * own.of;
    let deviation = (OF_MEDIAN * median(distances) * own.of).max(expected.max(1.0).sqrt());
    Some((float(own.articles) - expected) / deviation)
}

/// The median of some values; they are not none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) }
}

#[expect(clippy::cast_precision_loss, reason = "no archive has so many articles")]
fn float(count: u64) -> f64 {
    count as f64
}
