//! Stories, for people.

use super::Look;
use super::hits::{others, short_id};
use super::paragraph::Paragraph;
use super::style::{FAINT, HEADLINE, LEAD, PLAIN, SOURCE};
use super::versions::{INDENT, clipped, facts, title};
use super::words::{counted, day};
use crate::date::{Date, Precision};
use crate::results::{Chapter, Stories, Story, StoryArticle, StoryTold};

/// Columns of the label of a report, the space behind it included.
const LABEL: usize = 8;

/// Of how many publications a story is said to be told; the others are counted.
const SOURCES: usize = 4;

/// Stories with their ranks, an empty line behind each.
pub fn stories(stories: &Stories, look: Look) -> String {
    let digits = stories.stories.len().to_string().len();
    let mut out = String::new();
    for (rank, story) in (1..).zip(&stories.stories) {
        let rank = format!("{FAINT}{rank:>digits$}{FAINT:#}  ");
        write_story(story, (&rank, digits + 2), digits + 2, look, &mut out);
    }
    out
}

/// One of many stories, an empty line behind it.
pub fn story(story: &Story, look: Look) -> String {
    let mut out = String::new();
    write_story(story, ("", 0), INDENT, look, &mut out);
    out
}

/// What a story is called, when it was told by whom, its first and its latest report. `first` stands
/// before its name and takes so many columns.
fn write_story(story: &Story, first: (&str, usize), indent: usize, look: Look, out: &mut String) {
    let width = look.measure();
    let margin = " ".repeat(indent);
    name(story).write(out, first.0, first.1, width);
    told(story).write(out, &margin, indent, width);
    if let [first, .., latest] = &dated(story)[..] {
        for (label, article) in [("first", first), ("latest", latest)] {
            let label = format!("{margin}{FAINT}{label:<LABEL$}{FAINT:#}");
            report(article, story).write(out, &label, indent + LABEL, width);
        }
    }
    out.push('\n');
}

/// How many stories there are, and of what they were made.
pub fn stories_closing(stories: &Stories) -> String {
    let shown = stories.stories.len() as u64;
    let total = match stories.total {
        1 => "1 story".to_owned(),
        total => format!("{} stories", super::count(total)),
    };
    let total =
        if shown > 0 && shown < stories.total { format!("{shown} of {total}") } else { total };
    let articles = counted(stories.articles, "article");
    let versions = match stories.articles - stories.groups {
        0 => String::new(),
        some => format!(", {} of them versions of others", super::count(some)),
    };
    let left_out = match stories.left_out {
        0 => String::new(),
        some => format!(" · {} more not looked at", super::count(some)),
    };
    format!("{total} · {articles}{versions}{left_out}\n")
}

/// A story from its beginning: each article with what nobody said before it.
pub fn story_told(told_story: &StoryTold, look: Look) -> String {
    let width = look.measure();
    let mut out = String::new();
    name(&told_story.story).write(&mut out, "", 0, width);
    told(&told_story.story).write(&mut out, "", 0, width);
    for chapter in &told_story.chapters {
        out.push('\n');
        write_chapter(chapter, look, &mut out);
    }
    out
}

fn write_chapter(chapter: &Chapter, look: Look, out: &mut String) {
    let width = look.measure();
    let margin = " ".repeat(INDENT);
    facts(&chapter.head).write(out, "", INDENT, width);
    title(&chapter.head, look, out);
    for sentence in &chapter.new {
        let sign = format!("{margin}{FAINT}›{FAINT:#} ");
        Paragraph::of(&clipped(sentence), PLAIN).write(out, &sign, INDENT + 2, width);
    }
    if chapter.versions.count > 0 {
        others(&chapter.versions, &chapter.head).write(out, &margin, INDENT, width);
    }
}

/// The headline that stands for a story, or the first words.
fn name(story: &Story) -> Paragraph {
    match (&story.headline, &story.lead) {
        (Some(headline), _) => Paragraph::of(headline, HEADLINE),
        (None, Some(lead)) if !lead.is_empty() => Paragraph::of(&format!("“{lead} …”"), LEAD),
        _ => Paragraph::of("no headline", FAINT),
    }
}

/// When a story was told, in how many articles and by whom.
fn told(story: &Story) -> Paragraph {
    let mut line = Paragraph::of(&span(story), PLAIN);
    line.push(" · ", FAINT);
    let articles = story.articles.len() as u64;
    line.push(&counted(articles, "article"), PLAIN);
    if story.groups < articles {
        let versions = super::count(articles - story.groups);
        line.push(&format!(", {versions} of them versions of others"), PLAIN);
    }
    line.push(" · ", FAINT);
    for (place, source) in story.sources.iter().take(SOURCES).enumerate() {
        line.push(if place == 0 { "" } else { ", " }, FAINT);
        line.push(source.value.as_deref().unwrap_or("no source"), SOURCE);
        if source.articles > 1 {
            line.push(&format!(" {}", super::count(source.articles)), PLAIN);
        }
    }
    if let Some(more @ 1..) = story.sources.len().checked_sub(SOURCES) {
        line.push(&format!(" and {more} more"), FAINT);
    }
    if articles == 1 {
        line.push(" ", FAINT);
        line.push_whole(&format!("· {}", short_id(&story.id)), FAINT);
    }
    line
}

/// The days from the first to the last dated report.
fn span(story: &Story) -> String {
    let articles = dated(story);
    let mut dates = articles.iter().filter_map(|article| Some(&article.date.as_ref()?.date));
    let Some(first) = dates.next() else { return "no date".to_owned() };
    let last = dates.next_back().unwrap_or(first);
    let (from, to) = (day(first), day(last));
    if from == to {
        return to;
    }
    match from.strip_suffix(&year(last)) {
        Some(from) if from.ends_with(' ') => format!("{} – {to}", from.trim_end()),
        _ => format!("{from} – {to}"),
    }
}

/// The articles whose day is known; where that is known of none, all that have a date.
fn dated(story: &Story) -> Vec<&StoryArticle> {
    let since = |least: Precision| {
        let precise = move |article: &&StoryArticle| {
            article.date.as_ref().is_some_and(|dated| dated.date.precision() >= least)
        };
        story.articles.iter().filter(precise).collect::<Vec<_>>()
    };
    let days = since(Precision::Day);
    if days.is_empty() { since(Precision::Year) } else { days }
}

fn year(date: &Date) -> String {
    date.first_day().year().to_string()
}

/// One report of a story: when, by whom, under which headline unless that is the story's.
fn report(article: &StoryArticle, story: &Story) -> Paragraph {
    let mut line = Paragraph::default();
    match &article.date {
        Some(dated) => line.push(&day(&dated.date), PLAIN),
        None => line.push("no date", FAINT),
    }
    line.push(" · ", FAINT);
    match article.source.as_ref().and_then(|source| source.label()) {
        Some(label) => line.push(label, SOURCE),
        None => line.push("no source", FAINT),
    }
    if let Some(headline) = article.headline.as_ref().filter(|_| article.headline != story.headline)
    {
        line.push(" · ", FAINT);
        line.push(headline, PLAIN);
    }
    line.push(" ", FAINT);
    line.push_whole(&format!("· {}", short_id(&article.id)), FAINT);
    line
}

#[cfg(test)]
mod tests {
    use super::{stories, stories_closing, story_told};
    use crate::article::Dated;
    use crate::date::Date;
    use crate::render::samples::{known, plain, unknown};
    use crate::render::{Look, story};
    use crate::results::{
        Chapter, Count, SCHEMA, Stories, Story, StoryArticle, StoryTold, Versions,
    };

    /// Three articles, the first of them a version of the second.
    fn sample() -> Story {
        let mut later = known().head;
        later.headline = Some("Director \u{1b}[2Jresigns".to_owned());
        later.date = Date::day(2024, 7, 2).map(|date| Dated { date, found_in: "url".into() });
        let count =
            |value: Option<&str>, articles| Count { value: value.map(str::to_owned), articles };
        Story {
            id: known().head.id,
            headline: known().head.headline,
            lead: None,
            sources: vec![count(Some("Harbour Gazette"), 2), count(None, 1)],
            groups: 2,
            articles: [known().head, later, unknown().head].map(StoryArticle::from).to_vec(),
        }
    }

    #[test]
    fn a_story_is_told_by_its_ends() {
        let alone = StoryArticle::from(unknown().head);
        let (id, lead) = (alone.id.clone(), Some("Oil waited".to_owned()));
        let sources = vec![Count { value: None, articles: 1 }];
        let small = Story { id, headline: None, lead, sources, groups: 1, articles: vec![alone] };
        let list = Stories {
            schema: SCHEMA.to_owned(),
            query: "oil".to_owned(),
            notes: Vec::new(),
            articles: 4,
            groups: 3,
            left_out: 0,
            total: 3,
            took_ms: 1.0,
            stories: vec![sample(), small],
        };
        let look = Look { width: Some(60), ..Look::default() };
        assert_eq!(
            plain(&stories(&list, look)),
            "1  Offshore venture names a new director after a year\n\
             \x20  without one\n\
             \x20  17 June – 2 July 2024 · 3 articles, 1 of them versions of\n\
             \x20  others · Harbour Gazette 2, no source\n\
             \x20  first   17 June 2024 · Harbour Gazette · 3f9a0c12\n\
             \x20  latest  2 July 2024 · Harbour Gazette · Director\n\
             \x20          [2Jresigns · 3f9a0c12\n\n\
             2  “Oil waited …”\n\
             \x20  no date · 1 article · no source · 00ff00ff\n\n"
        );
        assert!(plain(&story(&sample(), look)).starts_with("Offshore venture"));
        assert_eq!(
            stories_closing(&list),
            "2 of 3 stories · 4 articles, 1 of them versions of others\n"
        );
        let more =
            Stories { groups: 4, left_out: 1_000, total: 1, stories: vec![sample()], ..list };
        assert_eq!(stories_closing(&more), "1 story · 4 articles · 1,000 more not looked at\n");
    }

    #[test]
    fn a_story_told_says_what_each_article_adds() {
        let told = StoryTold {
            schema: SCHEMA.to_owned(),
            asked: known().head.id,
            took_ms: 1.0,
            story: sample(),
            chapters: vec![Chapter {
                head: known().head,
                lead: None,
                versions: Versions { count: 1, ids: vec!["ab".to_owned()], first: Vec::new() },
                new: vec!["A new director\u{7} came.".to_owned()],
            }],
        };
        assert_eq!(
            plain(&story_told(&told, Look::default())).lines().skip(2).collect::<Vec<_>>(),
            [
                "",
                "17 June 2024 · Harbour Gazette · Reuters · 3f9a0c12",
                "   Offshore venture names a new director after a year without one",
                "   › A new director came.",
                "   +1 version",
            ]
        );
    }
}
