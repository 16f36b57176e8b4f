use std::cell::Cell;
use std::collections::BTreeSet;

use super::{Articles, Boilerplate, Copy, Relation, groups, names, numbers, prints, relation};

/// Running text without meaning: words of two or three syllables, a full stop now and then.
fn story(seed: u64, words: usize) -> String {
    let syllables =
        ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dan", "fel", "gor", "pim"];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = |of: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % of
    };
    let mut text = String::new();
    for word in 0..words {
        for _ in 0..2 + draw(2) {
            text.push_str(syllables[draw(syllables.len())]);
        }
        text.push_str(if word % 12 == 11 { ". " } else { " " });
    }
    text
}

/// A part of a text, counted in words.
fn part(text: &str, words: std::ops::Range<usize>) -> String {
    text.split_inclusive(' ').skip(words.start).take(words.len()).collect()
}

const DAY: i64 = 86_400;

#[derive(Clone)]
struct Item {
    prints: Vec<u32>,
    numbers: Vec<u32>,
    names: Vec<u32>,
    day: Option<i64>,
    source: Option<u32>,
}

impl Item {
    fn new(text: &str) -> Item {
        Item {
            prints: prints(text),
            numbers: numbers(text),
            names: names(text),
            day: Some(0),
            source: None,
        }
    }

    fn on(self, day: i64) -> Item {
        Item { day: Some(day), ..self }
    }

    fn of(self, source: u32) -> Item {
        Item { source: Some(source), ..self }
    }

    fn undated(self) -> Item {
        Item { day: None, ..self }
    }

    fn copy(&self) -> Copy<'_> {
        Copy {
            prints: &self.prints,
            numbers: &self.numbers,
            names: &self.names,
            first: self.day.map(|day| day * DAY),
            last: self.day.map(|day| day * DAY + DAY - 1),
            source: self.source,
        }
    }

    fn to(&self, other: &Item) -> Option<Relation> {
        let there = relation(&self.copy(), &other.copy());
        assert_eq!(
            relation(&other.copy(), &self.copy()),
            there,
            "the same seen from the other side"
        );
        there
    }
}

/// Articles that count how often they are read.
struct Shelf {
    items: Vec<Item>,
    reads: Cell<usize>,
}

impl Shelf {
    fn new(items: Vec<Item>) -> Shelf {
        Shelf { items, reads: Cell::new(0) }
    }

    fn item(&self, article: u32) -> &Item {
        &self.items[usize::try_from(article).unwrap()]
    }
}

impl Articles for Shelf {
    fn count(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap()
    }
    fn source(&self, article: u32) -> Option<u32> {
        self.item(article).source
    }
    fn dates(&self, article: u32) -> Option<(i64, i64)> {
        let copy = self.item(article).copy();
        copy.first.zip(copy.last)
    }
    fn prints(&self, article: u32, into: &mut Vec<u32>) {
        self.reads.set(self.reads.get() + 1);
        into.extend(&self.item(article).prints);
    }
    fn numbers(&self, article: u32, into: &mut Vec<u32>) {
        into.extend(&self.item(article).numbers);
    }

    fn names(&self, article: u32, into: &mut Vec<u32>) {
        into.extend(&self.item(article).names);
    }
}

fn grouped(items: Vec<Item>) -> Vec<Vec<u32>> {
    let mut found = groups(&Shelf::new(items));
    for group in &mut found {
        group[1..].sort_unstable();
    }
    found
}

#[test]
fn spelling_of_the_same_words_makes_no_difference() {
    let plain = "The minister's aide said: \"We don't know\" - and left Zurich for the cafe in Malmo, \
                 where 5 others had waited since the morning for news of the talks";
    let same = "THE MINISTER\u{2019}S AIDE\u{a0}SAID:\n\u{201c}We don\u{2019}t know\u{201d}\u{2014}and left \
                Zu\u{308}rich for the cafe\u{301} in Malm\u{f6},\r\n\r\nwhere 5 others \u{2018}had\u{2019} \
                waited since the morning for news of the talks\u{2026}";
    assert!(prints(plain).len() > 15);
    assert_eq!(prints(plain), prints(same));
    assert_eq!(
        prints("ガザで停戦の協議が始まった"),
        prints("カ\u{3099}サ\u{3099}て\u{3099}停戦の協議か\u{3099}始まった")
    );
    assert!(!prints("ガザで停戦の協議").is_empty());
}

#[test]
fn samples_are_nested_and_small() {
    let long = story(1, 4000);
    for words in [60, 130, 260, 600, 4000] {
        let kept = prints(&part(&long, 0..words));
        assert!(kept.is_sorted_by(|a, b| a < b));
        assert!(kept.len() <= 64 || kept.len() * 6 < words, "{words}: {}", kept.len());
        assert!(kept.len() > words / 10, "{words}: {}", kept.len());
        let whole: BTreeSet<u32> = prints(&long).into_iter().collect();
        let sparse = kept.iter().filter(|print| print.leading_zeros() >= 3);
        assert!(sparse.into_iter().all(|print| whole.contains(print)), "{words}");
    }
    assert!(prints("too few words here").is_empty());
    assert_eq!(prints(&"again and again and again ".repeat(10_000)).len(), 5);
}

#[test]
fn numbers_are_the_same_however_written() {
    assert_eq!(numbers("5,000 men"), numbers("5000"));
    assert_eq!(numbers("١٢ و ۳۴"), numbers("34, 12"));
    assert_eq!(numbers("１２人"), numbers("12."));
    assert_ne!(numbers("3.5"), numbers("35"));
    assert_ne!(numbers("05"), numbers("5"));
    assert_eq!(numbers("on 2024-06-17 at 11:30").len(), 5);
    assert!(numbers("no figures").is_empty());
    let table = (0..10_000).map(|figure| figure.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(numbers(&table).len(), 64);
}

#[test]
fn a_cut_copy_with_furniture_is_a_version() {
    let whole = story(2, 700);
    let cut = format!("{} {} {}", story(3, 40), part(&whole, 0..300), story(4, 60));
    assert_eq!(Item::new(&whole).to(&Item::new(&cut)), Some(Relation::Version));
    assert_eq!(Item::new(&whole).undated().to(&Item::new(&cut)), Some(Relation::Version));
    assert_eq!(Item::new(&whole).to(&Item::new(&story(5, 700))), None);
}

#[test]
fn cuts_that_do_not_overlap_meet_in_the_whole() {
    let whole = story(6, 900);
    let (front, back) = (Item::new(&part(&whole, 0..300)), Item::new(&part(&whole, 500..800)));
    assert_eq!(front.to(&back), None);
    assert_eq!(
        grouped(vec![front, Item::new(&story(7, 500)), back, Item::new(&whole)]),
        [[3, 0, 2]]
    );
}

#[test]
fn members_pull_in_nobody() {
    // Half of B is in A, and C is half of what B adds to it.
    let (a, b) = (story(8, 800), story(9, 400));
    let bridge = format!("{}{}", part(&a, 0..250), part(&b, 0..250));
    let c = format!("{}{}", part(&b, 0..120), story(10, 250));
    let found = grouped(vec![Item::new(&a), Item::new(&bridge), Item::new(&c)]);
    assert_eq!(found, [[0, 1]]);
}

#[test]
fn passages_are_shared_but_not_versions() {
    let quote = story(11, 60);
    let a = Item::new(&format!("{}{quote}{}", story(12, 200), story(13, 100)));
    let b = Item::new(&format!("{quote}{}", story(14, 300)));
    assert_eq!(a.to(&b), Some(Relation::Passages));
    assert_eq!(grouped(vec![a, b]), Vec::<Vec<u32>>::new());
}

/// A report of a market, as it stands every evening.
fn report(close: u32, change: u32, lots: u32) -> String {
    format!(
        "Wheat for delivery next month closed at {close} a tonne on the Merrow exchange, a change of \
         {change} from the day before, dealers said. Trade was put at {lots} lots. The dealers said that \
         buyers waited for the harvest figures which the ministry of agriculture is to publish soon."
    )
}

#[test]
fn a_report_of_a_series_is_no_version_of_the_next() {
    let monday = Item::new(&report(214, 3, 8120));
    let tuesday = Item::new(&report(217, 2, 7730)).on(1);
    assert_eq!(monday.to(&tuesday), Some(Relation::Recurring));
    assert_eq!(monday.clone().undated().to(&tuesday), Some(Relation::Recurring));
    let month_later = Item::new(&report(214, 3, 8120)).on(30);
    assert_eq!(
        monday.to(&month_later),
        Some(Relation::Recurring),
        "a short text with another date"
    );
    assert_eq!(grouped(vec![monday.clone(), tuesday, month_later]), Vec::<Vec<u32>>::new());
    let other_words =
        Item::new(&report(214, 3, 8120).replace("harvest figures", "rainfall tables"));
    assert_eq!(monday.to(&other_words), Some(Relation::Version));
    assert_eq!(monday.to(&other_words.on(3)), Some(Relation::Recurring));
    assert_eq!(monday.to(&monday.clone().on(1)), Some(Relation::Version));
}

#[test]
fn a_correction_is_a_version() {
    for figures in [vec!["12"], vec!["12", "1998", "300"]] {
        let told = |first: &str| {
            let mut text = story(15, 150);
            for figure in std::iter::once(&first).chain(&figures[1..]) {
                text.push_str(figure);
                text.push(' ');
                text.push_str(&story(16, 50));
            }
            Item::new(&text)
        };
        assert_eq!(told("12").to(&told("17")), Some(Relation::Version));
        assert_eq!(told("12").to(&told("17").on(1)), Some(Relation::Version));
    }
}

#[test]
fn a_long_copy_with_another_date_is_a_version() {
    let text = story(17, 400);
    assert_eq!(Item::new(&text).to(&Item::new(&text).on(300)), Some(Relation::Version));
    let quoted = format!("{text}{}", story(18, 600));
    assert_eq!(Item::new(&text).to(&Item::new(&quoted).on(300)), Some(Relation::Recurring));
}

#[test]
fn short_texts_are_versions_only_if_nearly_the_same() {
    let stock = "More on this story will follow as soon as it comes in.";
    let (a, b) = (format!("{} {stock}", story(19, 9)), format!("{} {stock}", story(20, 9)));
    assert_eq!(Item::new(&a).to(&Item::new(&b)), None);
    assert_eq!(Item::new(&a).to(&Item::new(&a)), Some(Relation::Version));
    assert_eq!(Item::new("").to(&Item::new("")), None);
    assert_eq!(Item::new("one two three").to(&Item::new("one two three")), None);
}

#[test]
fn a_note_in_a_round_up_is_a_passage() {
    let note = story(21, 30);
    let round_up = format!("{}{note}{}", story(22, 200), story(23, 200));
    assert_eq!(Item::new(&note).to(&Item::new(&round_up)), Some(Relation::Passages));
    let lead = format!("{note}{}", story(24, 60));
    assert_eq!(Item::new(&note).to(&Item::new(&lead)), Some(Relation::Version));
}

#[test]
fn scripts_without_spaces_are_compared() {
    let whole = "国境の町で二日にわたって行われた会談は、共同声明を出さないまま金曜の夜に終わった。双方の代表は\
                 来月にも再び会うことで一致したが、場所は決まっていない。町の市場では商人たちが店を閉め、雨の\
                 なかで結果を待っていた。市長は記者団に対し、橋の再開が遅れれば冬の穀物が届かないと述べた。";
    let cut: String = whole.chars().take(70).collect();
    assert_eq!(Item::new(whole).to(&Item::new(&cut)), Some(Relation::Version));
}

/// Notes of one outlet, each with the same box below.
fn boxed(notes: std::ops::Range<u64>, words: usize) -> Vec<Item> {
    let below = story(25, 60);
    notes.map(|seed| Item::new(&format!("{}{below}", story(1000 + seed, words))).of(7)).collect()
}

#[test]
fn what_an_outlet_prints_under_everything_does_not_count() {
    let mut items = boxed(0..40, 40);
    assert_eq!(items[0].to(&items[1]), Some(Relation::Version), "seen alone they are alike");
    items.push(items[3].clone().of(8));
    let shelf = Shelf::new(items);
    assert_eq!(groups(&shelf), [[40, 3]]);
    let boilerplate = Boilerplate::among(&shelf);
    let pair =
        |a: usize, b: usize| boilerplate.relation(&shelf.items[a].copy(), &shelf.items[b].copy());
    assert_eq!(pair(0, 1), None);
    assert_eq!(pair(3, 40), Some(Relation::Version));
}

#[test]
fn copies_in_one_outlet_are_no_boilerplate() {
    let items = (0..40)
        .map(|seed| Item::new(&format!("{}{}", story(26, 400), story(2000 + seed, 30))).of(7));
    let found = grouped(items.collect());
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [40]);
}

#[test]
fn a_wire_story_in_500_papers_is_one_group() {
    let whole = story(27, 600);
    let items = (0..500).map(|paper: u64| {
        let cut = part(&whole, 0..600 - usize::try_from(paper).unwrap() % 7 * 50);
        Item::new(&format!("{}{cut}", story(3000 + paper, 25))).of(u32::try_from(paper).unwrap())
    });
    let shelf = Shelf::new(items.collect());
    let found = groups(&shelf);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [500]);
    assert!(shelf.reads.get() < 500 * 10, "{}", shelf.reads.get());
}

#[test]
fn a_line_under_ten_thousand_articles_costs_and_joins_nothing() {
    for source in [Some(7), None] {
        let items = boxed(0..10_000, 30).into_iter().map(|item| Item { source, ..item });
        let shelf = Shelf::new(items.collect());
        let found = groups(&shelf);
        assert!(shelf.reads.get() < 10_000 * 14, "{}", shelf.reads.get());
        if source.is_some() {
            assert_eq!(found, Vec::<Vec<u32>>::new());
        }
    }
}

#[test]
fn groups_do_not_depend_on_the_order_of_articles() {
    let mut items = boxed(0..60, 40);
    for seed in 0..60 {
        let whole = story(4000 + seed, 500);
        items.push(Item::new(&whole).of(1));
        items.push(Item::new(&part(&whole, 0..250)).of(2));
        items.push(Item::new(&part(&whole, 200..450)).of(3).on(1));
        items.push(
            Item::new(&format!("{}{}", part(&whole, 100..300), story(5000 + seed, 120))).of(4),
        );
    }
    let count = items.len();
    let by_number = |order: &[usize]| -> BTreeSet<BTreeSet<usize>> {
        grouped(order.iter().map(|&at| items[at].clone()).collect())
            .into_iter()
            .map(|group| group.into_iter().map(|at| order[usize::try_from(at).unwrap()]).collect())
            .collect()
    };
    let there = by_number(&(0..count).collect::<Vec<_>>());
    assert_eq!(there.len(), 60);
    assert_eq!(there, by_number(&(0..count).rev().collect::<Vec<_>>()));
    assert_eq!(there, by_number(&(0..count).map(|at| at * 7 % count).collect::<Vec<_>>()));
}

#[test]
fn notices_of_two_companies_in_the_same_words_are_two() {
    let notice = |company: &str, chair: &str| {
        format!(
            "{company} wishes to inform its shareholders that the annual general meeting will be held \
             in the assembly hall of the chamber of trade in the first week of next month. The board of \
             {company} proposes a dividend. The agenda is with the secretary, {chair}, and holders of \
             shares may send their votes in writing until the evening before the meeting."
        )
    };
    let nordline = notice("Nordline", "Ada Grant");
    assert_eq!(
        relation(&Item::new(&nordline).copy(), &Item::new(&notice("Halvex", "Jon Pell")).copy()),
        Some(Relation::Recurring)
    );
    let cut = nordline.split(". The agenda").next().unwrap();
    assert_eq!(
        relation(&Item::new(&nordline).copy(), &Item::new(cut).copy()),
        Some(Relation::Version)
    );
    assert_eq!(
        names("THE Board of Nordline, nordline and Ågren"),
        names("Board. Nordline A\u{30a}gren")
    );
    assert!(names("no names, 普京访问河内").is_empty());
}

#[test]
fn a_footer_under_articles_of_unknown_source_joins_none() {
    let footer = story(99, 135);
    let items = (0..30).map(|n| Item::new(&format!("{} {footer}", story(n + 1, 70)))).collect();
    assert_eq!(groups(&Shelf::new(items)), Vec::<Vec<u32>>::new());
}
