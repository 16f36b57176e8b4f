use std::collections::BTreeMap;

use super::{Stories, Story, Telling, WINDOW, telling};
use crate::text::words;

/// An article of a test: day, headline, body.
type Article<'t> = (Option<i64>, &'t str, &'t str);

/// The tellings of articles that are an index of their own.
fn tellings(articles: &[Article<'_>]) -> Vec<Telling> {
    let mut frequencies: BTreeMap<String, u64> = BTreeMap::new();
    for (_, headline, body) in articles {
        let mut all = words(headline).to_vec();
        all.extend(words(body).to_vec());
        all.sort();
        all.dedup();
        for word in all {
            *frequencies.entry(word).or_default() += 1;
        }
    }
    let frequency = |word: &str| frequencies.get(word).copied().unwrap_or(0);
    let total = articles.len() as u64;
    articles
        .iter()
        .map(|(_, headline, body)| telling(Some(*headline), body, &frequency, total))
        .collect()
}

/// The stories of articles that come in the order given, each as the places of its articles.
fn stories_in(articles: &[Article<'_>], order: &[usize]) -> Vec<Story<usize>> {
    let tellings = tellings(articles);
    let mut stories = Stories::default();
    for &at in order {
        let span = articles[at].0.map(|day| (day * 86_400, day * 86_400 + 86_399));
        stories.add(at, tellings[at].clone(), span);
    }
    stories.finish()
}

fn places(stories: &[Story<usize>]) -> Vec<Vec<usize>> {
    let key = |story: &Story<usize>| story.articles.iter().map(|told| told.key).collect();
    let mut all: Vec<Vec<usize>> = stories.iter().map(key).collect();
    all.sort();
    all
}

fn groups(articles: &[Article<'_>]) -> Vec<Vec<usize>> {
    places(&stories_in(articles, &(0..articles.len()).collect::<Vec<_>>()))
}

const FERRY: [(&str, &str); 3] = [
    (
        "Ferry runs aground off Wexcombe",
        "The ferry Saint Brannoc ran aground off Wexcombe on Monday night with 140 passengers on board. \
         Lifeboats from Porthallow took all of them off. Captain Ewan Trethick said the rudder had failed.",
    ),
    (
        "140 rescued as Saint Brannoc strikes rocks",
        "All 140 passengers of the Saint Brannoc were rescued by lifeboats from Porthallow after the ferry \
         struck rocks near Wexcombe. A failed rudder was to blame, Captain Trethick told reporters.",
    ),
    (
        "Rudder blamed for stranding",
        "Captain Ewan Trethick blamed a rudder for the stranding of the Saint Brannoc off Wexcombe. The \
         ferry carried 140 passengers, who spent the night at Porthallow.",
    ),
];

const OTHER_FERRY: [(&str, &str); 2] = [
    (
        "Ferry runs aground at Lunde",
        "The ferry Kong Sverre ran aground at Lunde on Monday night with 60 passengers on board. \
         Fishermen from Skarvik took all of them off. Captain Marit Haugen said fog had hidden the pier.",
    ),
    (
        "Fog blamed as Kong Sverre strands",
        "Fog hid the pier at Lunde when the ferry Kong Sverre stranded with 60 passengers, Captain Marit \
         Haugen said. Fishermen from Skarvik took the passengers off the ferry at night.",
    ),
];

const BUDGET: [(&str, &str); 2] = [
    (
        "Ruritania raises tax on sugar",
        "Finance minister Zenda Hentzau told the parliament of Ruritania that sugar will be taxed at nine \
         per cent from April. Bakers in Strelsau protested against the budget.",
    ),
    (
        "Bakers protest against sugar tax",
        "Bakers marched through Strelsau against the tax on sugar of nine per cent that minister Hentzau \
         put before the parliament of Ruritania with her budget.",
    ),
];

fn on<'t>(day: Option<i64>, texts: &[(&'t str, &'t str)]) -> Vec<Article<'t>> {
    texts.iter().map(|(headline, body)| (day, *headline, *body)).collect()
}

fn news(day: Option<i64>) -> Vec<Article<'static>> {
    [on(day, &FERRY), on(day, &OTHER_FERRY), on(day, &BUDGET)].concat()
}

#[test]
fn one_event_is_one_story_and_its_like_with_other_names_another() {
    let want = [vec![0, 1, 2], vec![3, 4], vec![5, 6]];
    assert_eq!(groups(&news(Some(100))), want);
    assert_eq!(groups(&news(None)), want);
}

#[test]
fn the_order_within_a_day_does_not_matter() {
    let articles = news(Some(100));
    let want = stories_in(&articles, &[0, 1, 2, 3, 4, 5, 6]);
    for order in [[6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 5, 1, 4], [1, 6, 0, 4, 2, 3, 5]] {
        assert_eq!(stories_in(&articles, &order), want);
    }
}

#[test]
fn a_story_may_run_for_weeks_and_is_closed_once_nothing_comes() {
    let mut articles: Vec<Article<'_>> = Vec::new();
    for day in 0..15 {
        let (headline, body) = FERRY[day % 3];
        articles.push((Some(100 + i64::try_from(day).unwrap()), headline, body));
    }
    assert_eq!(groups(&articles), [(0..15).collect::<Vec<_>>()]);
    let later = 114 + WINDOW + 1;
    articles.extend(on(Some(later), &FERRY));
    assert_eq!(groups(&articles), [(0..15).collect::<Vec<_>>(), vec![15, 16, 17]]);
}

#[test]
fn stories_are_handed_out_as_they_close() {
    let articles = [on(Some(100), &FERRY), on(Some(130), &BUDGET), on(Some(160), &FERRY)].concat();
    let mut stories = Stories::default();
    let mut closed = Vec::new();
    for (at, telling) in tellings(&articles).into_iter().enumerate() {
        let day = articles[at].0.unwrap() * 86_400;
        stories.add(at, telling, Some((day, day)));
        closed.extend(stories.closed());
    }
    assert_eq!(places(&closed), [vec![0, 1, 2]]);
    assert_eq!(places(&stories.finish()), [vec![3, 4], vec![5, 6, 7]]);
}

#[test]
fn what_has_no_date_joins_by_its_text() {
    for order in [[0, 1, 2, 3, 4], [2, 4, 0, 1, 3]] {
        let mut articles = [on(Some(100), &FERRY), on(Some(101), &BUDGET)].concat();
        (articles[2].0, articles[4].0) = (None, None);
        assert_eq!(places(&stories_in(&articles, &order)), [vec![0, 1, 2], vec![3, 4]]);
    }
    // Joined to a dated story, it closes with it.
    let mut articles = [on(Some(100), &FERRY), on(Some(130), &FERRY)].concat();
    articles[0].0 = None;
    assert_eq!(groups(&articles), [vec![1, 2, 0], vec![3, 4, 5]]);
}

#[test]
fn a_date_known_to_the_year_is_none() {
    let articles = on(None, &FERRY);
    let mut stories = Stories::default();
    for (at, telling) in tellings(&articles).into_iter().enumerate() {
        stories.add(at, telling, Some((0, 365 * 86_400)));
    }
    let found = stories.finish();
    assert_eq!(places(&found), [vec![0, 1, 2]]);
    assert!(found[0].articles.iter().all(|told| told.day.is_none()));
}

#[test]
fn languages_without_case_and_without_spaces_have_stories() {
    let articles = [
        (
            Some(9),
            "渡轮搁浅",
            "渡轮圣布兰诺克号周一晚在韦斯科姆附近搁浅，船上有乘客。救生艇把他们全部救出。",
        ),
        (Some(9), "救生艇救出乘客", "圣布兰诺克号渡轮在韦斯科姆附近搁浅后，救生艇救出全部乘客。"),
        (Some(9), "糖税", "鲁里坦尼亚财政部长宣布从四月起对糖征税，面包师在斯特雷尔绍抗议。"),
        (Some(9), "面包师抗议糖税", "鲁里坦尼亚的面包师在斯特雷尔绍抗议财政部长宣布的糖税。"),
        (
            Some(9),
            "غرق عبارة",
            "جنحت العبارة القديس برانوك قرب ويكسكومب مساء الاثنين وعلى متنها ركاب",
        ),
        (Some(9), "إنقاذ ركاب العبارة", "إنقاذ ركاب العبارة القديس برانوك التي جنحت قرب ويكسكومب"),
    ];
    assert_eq!(groups(&articles), [vec![0, 1], vec![2, 3], vec![4, 5]]);
}

#[test]
fn what_says_nothing_is_a_story_of_its_own() {
    let articles = [
        (Some(9), "", ""),
        (Some(9), "", ""),
        (None, "", "…"),
        (Some(9), "The and of", "It was so."),
        (Some(9), "Unheard", "Words nobody shares."),
    ];
    assert_eq!(groups(&articles), [vec![0], vec![1], vec![2], vec![3], vec![4]]);
    assert!(telling(None, "", &|_| 0, 0).is_empty());
    assert_eq!(Stories::<u8>::default().finish(), []);
}

#[test]
fn words_that_all_articles_were_found_by_tell_nothing() {
    let frequency = |word: &str| if word == "ferry" { 1_000 } else { 2 };
    let known = telling(None, "ferry Wexcombe", &frequency, 1_000);
    let ferry = telling(None, "ferry", &frequency, 1_000);
    let weight = known.terms.iter().find(|(term, _)| *term == ferry.terms[0].0).unwrap().1;
    assert!(weight < 0.01, "{weight}");
}

#[test]
fn names_outweigh_words_and_a_capital_at_the_start_is_none() {
    let weigh = |body: &str, word: &str| {
        let all = telling(None, body, &|_| 2, 1_000);
        let term = telling(None, word, &|_| 2, 1_000).terms[0].0;
        all.terms.iter().find(|(other, _)| *other == term).unwrap().1
    };
    let text = "Lifeboats met the Brannoc at sea.";
    assert!(weigh(text, "brannoc") > 2.0 * weigh(text, "lifeboats"));
    assert!((weigh(text, "lifeboats") - weigh(text, "sea")).abs() < 1e-6);
}

#[test]
fn a_story_is_named_by_its_most_central_article() {
    let mut articles = on(Some(100), &FERRY);
    articles.push((
        Some(100),
        "Saint Brannoc ashore",
        "The ferry Saint Brannoc ran aground off Wexcombe. Lifeboats from Porthallow took 140 passengers off. \
         Captain Ewan Trethick said the rudder had failed.",
    ));
    let stories = stories_in(&articles, &[0, 1, 2, 3]);
    assert_eq!(places(&stories), [vec![0, 1, 2, 3]]);
    let best = stories[0].central(|_| true).unwrap();
    assert!(
        stories[0]
            .articles
            .iter()
            .all(|told| told.key == best || told.central <= stories[0].articles[best].central)
    );
    assert_ne!(stories[0].central(|key| key != best), Some(best));
    assert_eq!(stories[0].central(|_| false), None);
}
