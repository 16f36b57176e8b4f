//! Numbers at random, the same on every run and machine: whole numbers and plain arithmetic.

/// The generator splitmix64 (Steele, Lea and Flood 2014): small, and good enough for prose.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from nought to `end`, which it is not.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * (end as u128);
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    pub(super) fn within(&mut self, range: std::ops::RangeInclusive<usize>) -> usize {
        range.start() + self.below(range.end() - range.start() + 1)
    }

    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one<'s>(&mut self, of: &[&'s str]) -> &'s str {
        of[self.below(of.len())]
    }

    /// From 0 to 1, which it is not.
    pub(super) fn unit(&mut self) -> f64 {
        let high = u32::try_from(self.next() >> 32).unwrap_or_default();
        f64::from(high) / 4_294_967_296.0
    }

    /// Of the normal distribution: the sum of twelve numbers from 0 to 1 is near enough.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Of a log-normal distribution with this median; `spread` is the deviation of the logarithm.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        // The exponential as the limit of a power, squared ten times: the function of the standard
        // library may differ between machines.
        let mut power = 1.0 + self.normal() * spread / 1024.0;
        for _ in 0..10 {
            power *= power;
        }
        median * power
    }
}

/// Ranks that are as frequent as words are: by Zipf's law with an exponent of 1 for the common ones
/// and of 2 for the rest, as large collections have it (Ferrer i Cancho and Solé 2001), so that the
/// vocabulary keeps growing with the root of the text.
#[derive(Debug)]
pub(super) struct Zipf {
    /// The sums of the weights up to each of the common ranks.
    sums: Vec<f64>,
    total: f64,
}

impl Zipf {
    pub(super) fn new(common: u16) -> Self {
        let weight = |rank: u16| 1.0 / (f64::from(rank) + 2.0);
        let sums: Vec<f64> = (0..common)
            .scan(0.0, |sum, rank| {
                *sum += weight(rank);
                Some(*sum)
            })
            .collect();
        // From there on each weight is `common / rank²`: together one.
        let total = sums.last().copied().unwrap_or_default() + 1.0;
        Self { sums, total }
    }

    /// A rank, from nought on and without end.
    pub(super) fn rank(&self, random: &mut Random) -> usize {
        let at = random.unit() * self.total;
        let rank = self.sums.partition_point(|sum| *sum <= at);
        if rank < self.sums.len() {
            return rank;
        }
        // The share of the rare ones that are rarer still. Whole numbers from here: a rank is far
        // below 2⁵³.
        let rarer = 4_294_967_296 - random.below(4_294_967_296);
        self.sums.len() * 4_294_967_296 / rarer
    }
}
