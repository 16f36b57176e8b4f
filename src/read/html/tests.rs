//! Saved pages beside what a careful reader takes from them, and pages made to do harm.

use super::super::careful;
use super::*;

fn context() -> Context<'static> {
    careful::context()
}

#[test]
fn pages_are_read_as_a_careful_reader_would() {
    assert_eq!(careful::failures("html", read), "");
}

#[test]
fn a_page_of_links_is_no_article() {
    let html = std::fs::read_to_string(careful::folder("html").join("front-page.html")).unwrap();
    assert_eq!(read(&html, context()), Err(Reason::Empty));
}

#[test]
fn letters_keep_all_items_and_no_hidden_lines() {
    let letter = "<div style='max-height:0px; overflow:hidden'>In short</div><div style='opacity: 0'>x</div>\
        <p style='opacity:0.9'>One.</p><a href=x>Share</a><td><a href=x>The title of an item</a></td><p>Two.\
        <h2><a href=x>Title</a></h2><div style='Display:none'><p>no<div>no</div></div><p>Three.";
    let expected = "One.\n\nThe title of an item\n\nTwo.\n\nTitle\n\nThree.";
    assert_eq!(super::letter(letter), expected);
}

#[test]
fn fragments_become_readable_text() {
    let cases = [
        ("", ""),
        ("plain", "plain"),
        ("<p>One &amp; two</p><p>three</p>", "One & two\n\nthree"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>x<li>y</ul>", "x\n\ny"),
        ("<p>be<b>fo</b>re<script>alert('<p>no</p>')</script> after", "before after"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("<p>cut <a href='x", "cut"),
        ("&#0;&bogus; &#x110000; &eacute", "\u{fffd}&bogus; \u{fffd} é"),
        ("a\u{0}b", "a b"),
        ("<!-- <p>hidden</p> -->seen<!-- open", "seen"),
        ("<p><br>one<br>two</p><br>three", "one\ntwo\n\nthree"),
        ("a<b>c</b> << <3 d", "ac << <3 d"),
    ];
    for (html, wanted) in cases {
        assert_eq!(text(html), wanted, "{html}");
    }
}

#[test]
fn hostile_pages_get_an_answer() {
    let story = "<p>A sentence that is long enough to be taken for running text.</p>";
    let colours =
        (0..20_000).fold(String::new(), |tags, n| tags + "<font color=" + &n.to_string() + ">");
    let cases = [
        "<div>".repeat(100_000) + story,
        "<b>".repeat(20_000) + &"<p>".repeat(20_000) + story,
        colours + story,
        format!("<p {}>", "a ".repeat(1_000_000)) + story,
        "<table><tr><td>".repeat(30_000) + story,
        "</div>".repeat(100_000) + story,
        "<div class=author itemprop=headline>".repeat(5_000) + story,
        story.to_owned() + &"<div class=author>".repeat(5_000),
        story.to_owned() + &"<h1><a href=/>".repeat(5_000),
        "\u{0}\u{1}\u{b}".to_owned() + story + "\u{0}",
        format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000)) + story,
    ];
    let wanted = "A sentence that is long enough to be taken for running text.";
    for html in cases {
        let start: String = html.chars().take(40).collect();
        let body = read(&html, context()).map(|article| article.body);
        assert_eq!(body.as_deref(), Ok(wanted), "{start}");
    }
}

/// Pages on which a step that looks at everything else in the page would take minutes.
#[test]
fn pages_of_very_many_pieces_end() {
    let title = "<h1>Of very many pieces</h1>";
    let cases = [
        "<div>Related</div>".repeat(200_000),
        "<div><h2>Related</h2>".repeat(50_000),
        "<h2><a href=x>Another story</a></h2><p>With a line or two of what it is about.</p>"
            .repeat(20_000),
        "<ul>".to_owned() + &"<li>an item".repeat(50_000),
        "<table>".to_owned() + &"<tr><td>1<td>2<td>3<td>4".repeat(20_000),
        "<div>".repeat(250) + &"<p class='related ad'>words".repeat(20_000),
        "x<br>".repeat(100_000),
        format!("<p class='{}'>x", "name-of-a-box ".repeat(40)).repeat(5_000),
        "<script>={".repeat(2) + &"={\"a\":[1]}".repeat(100_000) + "</script>",
        "<".repeat(5_000_000),
    ];
    for case in cases {
        let _ = read(&(title.to_owned() + &case), context()).map(|article| article.body.len());
    }
}

#[test]
fn a_page_of_too_many_elements_is_cut_with_a_note() {
    let story = "<h1>Long</h1><p>A sentence that is long enough to be taken for running text.</p>";
    let html = story.to_owned() + &"<b>".repeat(page::NODES);
    let notes = read(&html, context()).map(|article| article.head.notes);
    assert_eq!(notes, Ok(vec!["only the first 1000000 elements were read".to_owned()]));
}

#[test]
fn endless_constructs_end() {
    let cases = [
        "<!--",
        "<p title='",
        "<",
        "</",
        "<script>",
        "<title>",
        "<svg><style><g>",
        "&",
        "<a href",
        "<![CDATA[",
    ];
    for case in cases {
        let html = case.repeat(50_000);
        let _ = read(&html, context()).map(|article| article.body.len());
        let _ = text(&html).len();
    }
}
