//! Buckets, their choice, and peaks.

use proptest::prelude::*;

use super::{Buckets, Days, choose, peaks};
use crate::date::{self, Date};
use crate::results::{Measure, Step};

/// The articles of these dates; an empty one is unknown.
fn days(dates: &[&str]) -> Days {
    let mut days = Days::default();
    for written in dates {
        match date::parse(written) {
            Some(date) => {
                let (first, last) = date.seconds();
                days.add(first, last);
            }
            None => days.add_undated(),
        }
    }
    days
}

/// The buckets as `label:articles`.
fn shown(step: Step, dates: &[&str]) -> String {
    let days = days(dates);
    let buckets = Buckets::over(step, &[&days]);
    let counts = buckets.counts(&days);
    let pairs = buckets.labels().zip(counts).map(|(label, count)| format!("{label}:{count}"));
    let pairs: Vec<String> = pairs.collect();
    format!("{} | {} {}", pairs.join(" "), days.undated(), buckets.imprecise(&days))
}

#[test]
fn every_date_is_in_its_bucket_and_none_in_one_it_may_not_lie_in() {
    use Step::{Day, Month, Week, Year};
    for (step, dates, want) in [
        (Day, &[][..], " | 0 0"),
        (Day, &["", ""], " | 2 0"),
        (Day, &["2024-02-28", "2024-03-01"], "2024-02-28:1 2024-02-29:0 2024-03-01:1 | 0 0"),
        (Day, &["2023-02-28", "2023-03-01"], "2023-02-28:1 2023-03-01:1 | 0 0"),
        (Day, &["2024-06-17T23:30:00-04:00", "2024-06", "2024"], "2024-06-17:1 | 0 2"),
        // The first week of 2021 begins in 2021, that of 2020 in 2019.
        (Week, &["2021-01-03", "2021-01-04"], "2020-12-28:1 2021-01-04:1 | 0 0"),
        (Week, &["2019-12-30", "2020-01-05", "2020-01"], "2019-12-30:2 | 0 1"),
        (Week, &["1969-12-31", "1970-01-01"], "1969-12-29:2 | 0 0"),
        (
            Month,
            &["2023-12-31", "2024-02", "2024-02-29", "2024"],
            "2023-12:1 2024-01:0 2024-02:2 | 0 1",
        ),
        (Year, &["1999", "2001-05", "", "2000-02-29"], "1999:1 2000:1 2001:1 | 1 0"),
        (Year, &["1850-05-01", "1851"], "1850:1 1851:1 | 0 0"),
    ] {
        assert_eq!(shown(step, dates), want, "{step:?} {dates:?}");
    }
}

#[test]
fn both_ends_of_the_calendar_have_buckets() {
    for (step, first, last) in [
        (Step::Day, "0001-01-01..0001-01-01", "9999-12-31..9999-12-31"),
        (Step::Week, "0001-01-01..0001-01-07", "9999-12-27..9999-12-31"),
        (Step::Month, "0001-01-01..0001-01-31", "9999-12-01..9999-12-31"),
        (Step::Year, "0001-01-01..0001-12-31", "9999-01-01..9999-12-31"),
    ] {
        for (date, want) in [(Date::day(1, 1, 1), first), (Date::day(9999, 12, 31), last)] {
            let mut days = Days::default();
            let (from, to) = date.unwrap().seconds();
            days.add(from, to);
            let buckets = Buckets::over(step, &[&days]);
            let range = buckets.range(0);
            let ends = [range.from, range.to].map(|end| end.unwrap().to_string());
            assert_eq!((buckets.len(), ends.join("..")), (1, want.to_owned()), "{step:?}");
        }
    }
    let mut odd = Days::default();
    odd.add(i64::MIN, i64::MIN);
    odd.add(i64::MAX, i64::MAX);
    // No date is so; an index that is damaged must not stop the program.
    assert!(choose(&[&odd]).is_some());
    assert!(Buckets::over(Step::Month, &[&odd]).len() <= 1);
}

#[test]
fn the_shortest_buckets_that_can_be_taken_in_are_chosen() {
    for (dates, want) in [
        (&[][..], None),
        (&["", ""], None),
        (&["2024-06-17"], Some(Step::Day)),
        (&["2024-06-01", "2024-07-10"], Some(Step::Day)),
        (&["2024-06-01", "2024-07-11"], Some(Step::Week)),
        (&["2024-01-01", "2024-10-01"], Some(Step::Week)),
        (&["2024-01-01", "2024-12-31"], Some(Step::Month)),
        (&["2024-01-01", "2029-12-31"], Some(Step::Month)),
        (&["2024-01-01", "2030-01-01"], Some(Step::Year)),
        (&["1900-01-01", "2000-01-01"], Some(Step::Year)),
        (&["2024-06"], Some(Step::Month)),
        (&["2024-06", "2024-06-17"], Some(Step::Month)),
        (&["2024-06", "2024-06-17", "2024-06-18"], Some(Step::Day)),
        (&["2024"], Some(Step::Year)),
    ] {
        assert_eq!(choose(&[&days(dates)]), want, "{dates:?}");
    }
}

#[test]
fn what_stands_out_is_the_fullest_of_a_run() {
    let found = |counts: &[u64]| -> Vec<usize> {
        peaks(counts, &vec![1; counts.len()], Measure::Articles)
            .into_iter()
            .map(|peak| peak.at)
            .collect()
    };
    let quiet = [0_u64; 10];
    let with = |at: &[(usize, u64)]| {
        let mut counts = quiet.to_vec();
        for &(at, count) in at {
            counts[at] = count;
        }
        counts
    };
    for (counts, want) in [
        (vec![], &[][..]),
        (vec![100], &[]),
        (vec![0, 100, 0], &[]),
        (quiet.to_vec(), &[]),
        (with(&[(3, 2)]), &[]),
        (with(&[(3, 3)]), &[3]),
        (with(&[(0, 5), (9, 4)]), &[0, 9]),
        (with(&[(3, 5), (4, 9), (5, 7)]), &[4]),
        (with(&[(0, 9), (3, 5), (6, 8), (9, 7)]), &[0, 6, 9]),
        (vec![100, 104, 96, 101, 99, 110, 100], &[]),
        (vec![100, 104, 96, 101, 99, 180, 100], &[5]),
        (vec![7; 9], &[]),
    ] {
        assert_eq!(found(&counts), want, "{counts:?}");
    }
}

#[test]
fn a_peak_of_a_quiet_time_stands_beside_louder_times() {
    let mut counts = vec![2; 100];
    counts[20] = 30;
    counts.extend([100; 100]);
    let found: Vec<usize> =
        peaks(&counts, &counts, Measure::Articles).into_iter().map(|peak| peak.at).collect();
    assert!(found.contains(&20), "{found:?}");
}

#[test]
fn a_time_of_which_there_is_nothing_tells_nothing() {
    let counts = [50, 60, 0, 0, 0, 0, 55, 0, 0, 52, 0, 58];
    let full = [100; 12];
    assert_eq!(peaks(&counts, &counts, Measure::Articles), []);
    assert!(!peaks(&counts, &full, Measure::Articles).is_empty());
}

#[test]
fn more_articles_of_a_fuller_time_are_no_peak_of_shares() {
    let (counts, totals) = ([10, 12, 60, 11, 30, 9], [100, 110, 600, 105, 100, 95]);
    let found = |by| -> Vec<usize> {
        peaks(&counts, &totals, by).into_iter().map(|peak| peak.at).collect()
    };
    assert_eq!(found(Measure::Articles), [2, 4]);
    assert_eq!(found(Measure::Ratio), [4]);
}

proptest! {
    #[test]
    fn every_article_is_counted_once(
        articles in prop::collection::vec((1990_i16..2030, 0_i8..13, 0_i8..32), 0..60),
        cut in 0_usize..60,
        step in prop::sample::select(vec![Step::Day, Step::Week, Step::Month, Step::Year]),
    ) {
        // Nought is what is not known.
        let date = |&(year, month, day): &(i16, i8, i8)| match (month, day) {
            (0, 0) => None,
            (0, _) => Date::year(year),
            (month, 0) => Date::month(year, month),
            (month, day) => Date::day(year, month, day),
        };
        let tally = |articles: &[(i16, i8, i8)], first, last| {
            let mut days = Days::between(first, last);
            for article in articles {
                match date(article).map(|date| date.seconds()) {
                    Some((first, last)) => days.add(first, last),
                    None => days.add_undated(),
                }
            }
            days
        };
        let whole = tally(&articles, 0, 0);
        let (one, other) = articles.split_at(cut.min(articles.len()));
        let mut parts = tally(one, 900_000_000, 1_500_000_000);
        parts.merge(tally(other, 1_400_000_000, 1_600_000_000));
        let sums = |days: &Days| {
            let buckets = Buckets::over(step, &[days]);
            let counts = buckets.counts(days);
            (counts, days.undated(), buckets.imprecise(days))
        };
        let (counts, undated, imprecise) = sums(&whole);
        prop_assert_eq!(counts.iter().sum::<u64>() + undated + imprecise, articles.len() as u64);
        prop_assert!(counts.first() != Some(&0) && counts.last() != Some(&0));
        prop_assert_eq!(sums(&parts), (counts, undated, imprecise));
    }
}
