//! Pages that tell their date in many ways, and dates that are not the article's.

use jiff::civil;

use crate::read::{Around, Context};

/// The date, its evidence, and the day of the last change that a page gives; `-` for none.
fn dates(html: &str) -> (String, String, String) {
    let context = Context { today: civil::date(2026, 1, 31), around: Around::NOTHING };
    let head = crate::read::html::read(html, context).unwrap().head;
    let date = head.date.as_ref();
    (
        date.map_or("-".to_owned(), |dated| dated.date.to_string()),
        date.map_or("-".to_owned(), |dated| dated.found_in.to_string()),
        head.modified.map_or("-".to_owned(), |dated| dated.date.to_string()),
    )
}

/// What stands in the parts of a page about the heron of Lower Marle.
#[derive(Default)]
struct Parts<'p> {
    language: &'p str,
    head: &'p str,
    ahead: &'p str,
    above: &'p str,
    among: &'p str,
    below: &'p str,
    foot: &'p str,
}

/// A page with these parts.
fn page(parts: &Parts) -> String {
    let Parts { language, head, ahead, above, among, below, foot } = parts;
    format!(
        "<html lang='{language}'><head><title>The heron of Lower Marle</title>{head}</head><body>
        <nav><a href='/'>Home</a></nav><main><article>{ahead}<h1>The heron of Lower Marle</h1>{above}
        <p>A heron has stood on the weir of Lower Marle since the spring, and nobody knows why it \
        will not fish.</p>{among}
        <p>The miller thinks that it waits for the eels, which have not come up the river for six \
        years, and he may be right.</p>
        <p>On 3 March 1999 another heron stood there, he says, and left when the sluice was \
        opened again.</p></article>{below}</main>{foot}</body></html>"
    )
}

#[test]
fn a_page_declares_its_date_in_many_ways() {
    for (head, date, found_in) in [
        (
            "<meta property='article:published_time' content='2024-06-17T10:30:00Z'>",
            "2024-06-17T10:30:00Z",
            "meta article:published_time",
        ),
        (
            "<meta name='article.published-time' content='2024-06-17'>",
            "2024-06-17",
            "meta article.published-time",
        ),
        ("<meta name='pubdate' content='1718620200'>", "2024-06-17T10:30:00Z", "meta pubdate"),
        (
            "<meta name='publish_date' content='20240617103000'>",
            "2024-06-17T10:30:00",
            "meta publish_date",
        ),
        ("<meta name='pubdate' content='1970-01-01T00:00:00Z'>", "-", "-"),
        ("<meta name='date' content='2024-06-17'>", "2024-06-17", "meta date"),
        (
            "<link rel='canonical' href='https://marle.example/2024/06/17/heron'>",
            "2024-06-17",
            "url",
        ),
        ("<script>var page = {\"publishedAt\":\"2024-06-17\"}</script>", "2024-06-17", "script"),
        (
            "<script>[{\"publishedAt\":\"2024-06-17\"},{\"publishedAt\":\"2024-06-18\"}]</script>",
            "-",
            "-",
        ),
        ("<meta property='article:modified_time' content='2024-06-17'>", "-", "-"),
        (
            "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"datePublished\":\"2024-06-17\"}</script>",
            "2024-06-17",
            "json-ld",
        ),
    ] {
        let found = dates(&page(&Parts { head, ..Parts::default() }));
        assert_eq!((found.0.as_str(), found.1.as_str()), (date, found_in), "{head}");
    }
}

#[rustfmt::skip]
#[test]
fn a_page_shows_its_date_in_many_ways() {
    let parts = Parts::default;
    for (parts, date, found_in) in [
        (Parts { above: "<time datetime='2024-06-17'>Monday</time>", ..parts() }, "2024-06-17", "time"),
        (Parts { above: "<time>17 June 2024</time>", ..parts() }, "2024-06-17", "time"),
        (Parts { above: "<abbr class='published' title='2024-06-17T10:30'>10:30</abbr>", ..parts() }, "2024-06-17T10:30:00", "date element"),
        (Parts { above: "<div><span>Ann Pike</span><span class='post-date'>17 June 2024</span></div>", ..parts() }, "2024-06-17", "date element"),
        (Parts { above: "<span data-timestamp='1718620200'>Monday</span>", ..parts() }, "2024-06-17T10:30:00Z", "date element"),
        (Parts { above: "<time class='entry-date published updated' datetime='2024-06-17'></time>", ..parts() }, "2024-06-17", "time"),
        (Parts { above: "<div>Updated 20 June 2024, first published 17 June 2024</div>", ..parts() }, "2024-06-17", "line near the headline"),
        (Parts { above: "<div>17 June 2024 / 10:30 / Updated 8 hours ago</div>", ..parts() }, "2024-06-17T10:30:00", "line near the headline"),
        (Parts { above: "<p class='caption'>17 June 2024 | Rivers</p>", ..parts() }, "2024-06-17", "line near the headline"),
        (Parts { ahead: "<div class='date-header'>17 June 2024</div>", ..parts() }, "2024-06-17", "date element"),
        (Parts { ahead: "<p>Lower Marle, 17 June 2024</p>", ..parts() }, "2024-06-17", "line near the headline"),
        (Parts { below: "<p>Published on 17 June 2024</p>", ..parts() }, "2024-06-17", "line below the story"),
        (Parts { below: "<dl><dt>Date</dt><dd>17 June 2024</dd></dl>", ..parts() }, "2024-06-17", "line below the story"),
        (Parts { below: "<p><b>17 June 2024</b></p>", ..parts() }, "2024-06-17", "line of its own"),
        (Parts { among: "<aside><dl><dt>Datum</dt><dd>17.06.2024</dd></dl></aside>", ..parts() }, "2024-06-17", "line below the story"),
        (Parts { foot: "<div><time datetime='2024-06-17'>Monday</time></div>", ..parts() }, "2024-06-17", "time"),
    ] {
        let found = dates(&page(&parts));
        let shown = [parts.ahead, parts.above, parts.among, parts.below, parts.foot].concat();
        assert_eq!((found.0.as_str(), found.1.as_str()), (date, found_in), "{shown}");
    }
}

#[test]
fn dates_of_other_things_are_not_the_articles() {
    let parts = Parts::default;
    for parts in [
        parts(),
        Parts { ahead: "<nav>17 June 2024</nav>", ..parts() },
        Parts {
            above: "<figure><figcaption>The weir on 17 June 2024</figcaption></figure>",
            ..parts()
        },
        Parts { above: "<div class='related-articles'><time>17 June 2024</time></div>", ..parts() },
        Parts { above: "<div hidden><time>17 June 2024</time></div>", ..parts() },
        Parts { above: "<span class='event-date'>17 June 2024</span>", ..parts() },
        Parts { above: "<time>two hours ago</time>", ..parts() },
        Parts {
            among: "<p>17 June 2024 was a warm day, and the heron stood in the shade of the mill until noon.</p>",
            ..parts()
        },
        Parts { among: "<p>17 June 2024</p><p>18 June 2024</p>", ..parts() },
        Parts {
            below: "<div class='comments'><time>17 June 2024</time><p>Published 17 June 2024</p></div>",
            ..parts()
        },
        Parts {
            below: "<div><a href='/e'>Eels <time>17 June 2024</time></a></div><div><a href='/o'>Otters <time>18 June 2024</time></a></div>",
            ..parts()
        },
        Parts { foot: "<footer>Published since 17 June 2004. &copy; 2024</footer>", ..parts() },
        Parts { foot: "<div class='sidebar'><time>17 June 2024</time></div>", ..parts() },
    ] {
        let found = dates(&page(&parts));
        let shown = [parts.ahead, parts.above, parts.among, parts.below, parts.foot].concat();
        assert_eq!((found.0.as_str(), found.1.as_str()), ("-", "-"), "{shown}");
    }
}

#[test]
fn figures_are_read_as_the_publisher_writes_them() {
    let us = "<link rel='canonical' href='https://marle.example/heron'>";
    let india = "<link rel='canonical' href='https://marle.in/heron'>";
    for (language, head, above, date) in [
        ("en-US", us, "06/07/2024", "2024-06-07"),
        ("en-US", india, "06/07/2024", "2024-07-06"),
        ("en-GB", us, "06/07/2024", "2024-07-06"),
        ("en", us, "06/07/2024", "-"),
        ("en", us, "06/07/2024</p><p>Next: 25/07/2024", "2024-07-06"),
        ("fr", us, "06/07/2024", "2024-07-06"),
        ("de", us, "8.5.12", "2012-05-08"),
        ("th", us, "17 มิ.ย. 2567", "2024-06-17"),
        ("fa", us, "۱۴۰۳/۰۳/۲۸", "2024-06-17"),
        ("vi", us, "17/6/2024", "2024-06-17"),
        ("ko", us, "입력 2024.06.17", "2024-06-17"),
    ] {
        let above = format!("<p class='date'>{above}</p>");
        let found = dates(&page(&Parts { language, head, above: &above, ..Parts::default() }));
        assert_eq!(found.0, date, "{language} {head} {above}");
    }
}

#[test]
fn publication_and_change_are_kept_apart() {
    let declared = "<meta property='article:published_time' content='2024-06-17'>";
    let vague = "<meta name='date' content='2024-06-20'>";
    for (head, above, want) in [
        ("", "<div>Updated: 17 June 2024</div>", ("2024-06-17", "shown change", "2024-06-17")),
        ("", "<div>Stand: 17.06.2024</div>", ("2024-06-17", "shown change", "2024-06-17")),
        (vague, "<div>Updated: 17 June 2024</div>", ("2024-06-17", "shown change", "2024-06-17")),
        (
            vague,
            "<div>Published: 17 June 2024</div>",
            ("2024-06-17", "line near the headline", "-"),
        ),
        (
            declared,
            "<div>Updated: <time>18 June 2024</time></div>",
            ("2024-06-17", "meta article:published_time", "2024-06-18"),
        ),
        (
            declared,
            "<time class='updated'>18 June 2024</time>",
            ("2024-06-17", "meta article:published_time", "2024-06-18"),
        ),
        (declared, "<span class='date'>3 May 2024</span>", ("2024-05-03", "date element", "-")),
        (
            declared,
            "<span class='date'>20 June 2024</span>",
            ("2024-06-17", "meta article:published_time", "-"),
        ),
    ] {
        let found = dates(&page(&Parts { head, above, ..Parts::default() }));
        let found = (found.0.as_str(), found.1.as_str(), found.2.as_str());
        assert_eq!(found, want, "{head} {above}");
    }
}

#[test]
fn a_time_of_utc_belongs_to_the_day_that_the_page_shows() {
    let head = "<meta property='article:published_time' content='2024-06-17T23:00:00Z'>";
    for (ahead, above, date) in [
        ("", "<span class='date'>18 June 2024</span>", "2024-06-18"),
        ("", "<span class='date'>17 June 2024</span>", "2024-06-17T23:00:00Z"),
        (
            "<figure><figcaption>Seen on 18 June 2024</figcaption></figure>",
            "",
            "2024-06-17T23:00:00Z",
        ),
    ] {
        let found = dates(&page(&Parts { head, ahead, above, ..Parts::default() }));
        assert_eq!(found.0, date, "{ahead} {above}");
    }
}

#[test]
fn a_dateline_tells_the_day_where_nothing_else_does() {
    for (start, date) in [
        ("LOWER MARLE, 17 June 2024 – ", "2024-06-17"),
        ("Lower Marle, (17.06.2024). ", "2024-06-17"),
        ("On 17 June 2024, a storm – the first – came. ", "-"),
        ("It was 17 June 2024. ", "-"),
        ("lower Marle, 17 June 2024 – ", "-"),
    ] {
        let html = page(&Parts::default()).replace("A heron has", &format!("{start}A heron has"));
        assert_eq!(dates(&html).0, date, "{start}");
    }
}

#[test]
fn many_dates_take_no_time() {
    let date = "<span class=date>1 May 2024</span>";
    for above in [
        date.repeat(20_000),
        "<div class=date>".repeat(20_000) + date,
        "<time>".repeat(20_000),
        "<b class=date></b>".repeat(50_000),
    ] {
        let (date, _, _) = dates(&page(&Parts { above: &above, ..Parts::default() }));
        assert!(matches!(&*date, "2024-05-01" | "-"), "{date}");
    }
}
