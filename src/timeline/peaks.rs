//! Which buckets stand out.

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
pub fn peaks(counts: &[u64], totals: &[u64]) -> Vec<Standing> {
    let covered: Vec<usize> =
        (0..counts.len().min(totals.len())).filter(|&at| totals[at] > 0).collect();
    let counts: Vec<u64> = covered.iter().map(|&at| counts[at]).collect();
    let mut runs: Vec<Standing> = Vec::new();
    let mut in_run = false;
    for at in 0..counts.len() {
        let height = height(&counts, at).filter(|&height| height >= DEVIATIONS);
        match (height, runs.last_mut()) {
            (Some(height), Some(best)) if in_run => {
                if counts[at] > counts[best.at] {
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

/// By how many deviations a bucket is above those around it.
fn height(counts: &[u64], at: usize) -> Option<f64> {
    let own = counts[at];
    if own < ARTICLES {
        return None;
    }
    let before = &counts[at.saturating_sub(AROUND)..at];
    let behind = &counts[at + 1..counts.len().min(at + 1 + AROUND)];
    let around: Vec<f64> = before.iter().chain(behind).map(|&count| float(count)).collect();
    if around.len() < FEWEST {
        return None;
    }
    let middle = median(around.clone());
    let distances = around.iter().map(|count| (count - middle).abs()).collect();
    let deviation = (OF_MEDIAN * median(distances)).max(middle.max(1.0).sqrt());
    Some((float(own) - middle) / deviation)
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
