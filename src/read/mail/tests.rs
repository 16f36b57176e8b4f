//! Messages as careful readers read them, and messages that nobody should write.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::careful;
use super::super::finish::finish;
use super::super::tests::{articles_of, told};
use super::*;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(careful::folder("mail").join(name)).unwrap()
}

fn read_bytes(message: &[u8]) -> Result<Article, Reason> {
    read(message, careful::context()).and_then(|article| finish(article, careful::context()))
}

#[test]
fn messages_are_read_as_a_careful_reader_would() {
    assert_eq!(careful::failures("mail", |text, context| read(text.as_bytes(), context)), "");
}

#[test]
fn evidence_names_the_fields() {
    let Article { head, .. } = read_bytes(&sample("plain-newsletter.eml")).unwrap();
    let found = &head.found_in;
    let evidence = [&found.headline, &found.byline, &found.url, &found.body];
    assert_eq!(
        evidence.map(|evidence| evidence.as_deref().unwrap_or("-")),
        ["header Subject", "header From", "header Archived-At", "text/plain part"]
    );
    assert_eq!(head.source.unwrap().found_in, "header From");
    assert_eq!(head.date.unwrap().found_in, "header Date");
    assert_eq!(head.key.as_deref(), Some("c0ffee@email.northline.example"));
    let Article { head, .. } = read_bytes(&sample("future.eml")).unwrap();
    assert_eq!(head.notes, ["date 2062-06-17T10:30:00Z refused: more than two days ahead"]);
    let Article { head, .. } = read_bytes(&sample("forwarded.eml")).unwrap();
    assert_eq!(head.notes, ["left out: what was written above the forwarded message"]);
}

#[test]
fn what_came_with_a_message_is_a_part() {
    let (found, skipped) = articles_of("a.eml", &sample("attached.eml"));
    let places: Vec<_> = found.iter().map(|article| article.head.place().into_owned()).collect();
    assert_eq!(places, ["a.eml", "a.eml/mill.txt"]);
    assert_eq!(found[1].head.headline.as_deref(), Some("Tidal mill grinds again after a century"));
    assert_eq!(found[1].head.byline, ["Anna Berg"]);
    assert_eq!(skipped, ["a.eml/wheel.jpg:0 ! a picture"]);
    let (found, skipped) = articles_of("a", &sample("forwarded-attached.eml"));
    let expected = [
        "a/part-1.eml:0\nBells of Harrow fall silent for a year\n\
         The Harrow Letter (harrow.example) by header From\n2025-02-04T07:00:00Z by header Date\n\n-\n\
         The bells of Harrow minster will not ring for a year. Their frame, put in after the fire \
         of 1733, has to be taken out beam by beam.",
        "a/part-2.eml:0\nMarket moves indoors\nThe Harrow Letter (harrow.example) by header From\n\
         2025-02-03T07:00:00Z by header Date\n\n-\n\
         The Saturday market moves into the corn hall until the square is paved.",
    ];
    assert_eq!(skipped, [""; 0]);
    // Read on a day before.
    let undated: Vec<_> = found.iter().map(told).collect();
    let expected = expected.map(|text| {
        text.replace("2025-02-04T07:00:00Z by header Date", "-")
            .replace("2025-02-03T07:00:00Z by header Date", "-")
    });
    assert_eq!(undated, expected);
}

#[test]
fn a_mailbox_holds_messages_and_a_broken_one_loses_no_other() {
    let (found, skipped) = articles_of("a.mbox", &sample("archive.mbox"));
    let places = |article: &Article| {
        let head = &article.head;
        format!(
            "{}:{} {}",
            head.place(),
            head.record.unwrap_or(0),
            head.headline.as_deref().unwrap_or("-")
        )
    };
    let expected = [
        "a.mbox:1 Ferry halts at Gull Point",
        "a.mbox:2 =?utf-8?B?broken",
        "a.mbox:3 Fog lifts",
        "a.mbox/3/more.html:0 Timetable of the ferry",
        "a.mbox:4 Last of the summer boats",
    ];
    assert_eq!(found.iter().map(places).collect::<Vec<_>>(), expected);
    assert_eq!(skipped, [""; 0]);
    assert!(found[0].body.ends_with("\n\nFrom the quay, people waved."), "{}", found[0].body);
    assert!(found[2].body.contains("From Monday to Friday"), "{}", found[2].body);
}

#[test]
fn a_long_message_of_a_mailbox_is_skipped_alone() {
    let mut mailbox = String::new();
    for (number, length) in [(1, 10), (2, 30_000), (3, 10), (4, 1), (5, 20)] {
        let _ = write!(
            mailbox,
            "From a@b.example Mon Jun 17 10:30:0{number} 2024\nSubject: No. {number}\n\n{}\n",
            "Some words here.\n".repeat(length)
        );
    }
    let (found, skipped) = articles_of("a", mailbox.as_bytes());
    let numbers: Vec<_> = found.iter().map(|article| article.head.record.unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    assert_eq!(skipped, ["a:2 ! longer than 100 kB"]);
    let one_line = mailbox.replace("here.\nSome", "here. Some");
    assert_eq!(articles_of("a", one_line.as_bytes()).1, ["a:2 ! longer than 100 kB"]);
    let (found, skipped) =
        articles_of("a.eml", format!("Subject: x\n\n{}", "y ".repeat(60_000)).as_bytes());
    assert!(found.is_empty());
    assert_eq!(skipped, ["a.eml:0 ! longer than 100 kB"]);
}

#[test]
fn messages_in_messages_are_opened_to_a_depth() {
    let mut message = "From: a@b.example\nSubject: the last\n\nText.\n".to_owned();
    for depth in 0..7 {
        message = format!(
            "From: a@b.example\nSubject: {depth}\nContent-Type: message/rfc822\n\n{message}"
        );
    }
    let (found, skipped) = articles_of("a.eml", message.as_bytes());
    assert_eq!(found.len(), 0);
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].ends_with("an archive inside 4 others"), "{skipped:?}");
}

#[test]
fn what_has_no_text_is_skipped_by_name() {
    let head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n";
    let cases = [
        ("Content-Type: application/pkcs7-mime\n\nabc", "encrypted"),
        (
            "Content-Type: multipart/report; boundary=x\n\n--x\n\nReturned.\n--x--",
            "a report of a mail server",
        ),
        ("\n", "no text in it"),
        ("Content-Type: text/html\n\n<img src=x>", "no text in it"),
    ];
    for (body, reason) in cases {
        let (found, skipped) = articles_of("a", format!("{head}{body}").as_bytes());
        assert!(found.is_empty(), "{body}");
        assert_eq!(skipped, [format!("a:0 ! {reason}")], "{body}");
    }
}

#[test]
fn nothing_is_left_out_unsaid() {
    let head = "From: a@b.example\nSubject: x\nContent-Type: multipart/digest; boundary=b\n\n";
    let many = format!("{head}{}", "--b\n\nSubject: y\n\nText.\n".repeat(1_100));
    let (found, skipped) = articles_of("a", many.as_bytes());
    assert_eq!(found.len(), 1_000);
    assert_eq!(skipped, ["a:0 ! more parts than are read"]);
    let text = "--b\nContent-Type: text/plain\n\nText.\n";
    let (found, _) =
        articles_of("a", many.replacen("--b\n", &format!("{text}--b\n"), 1).as_bytes());
    assert_eq!(found[0].head.notes, ["more parts than are read"]);
    let unknown = "From: a@b.example\nContent-Type: text/plain; charset=utf-7\n\nFr+APY-sche\n";
    assert_eq!(read_bytes(unknown.as_bytes()).unwrap().head.notes, ["no encoding is called utf-7"]);
}

#[test]
fn the_footer_of_a_list_beside_markup_goes() {
    let message = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n\
        <p>Text.</p>\n--b\n\n____________________\nThe list\nhttps://list.example\n--b--\n";
    assert_eq!(read_bytes(message.as_bytes()).unwrap().body, "Text.");
}

#[test]
fn subjects() {
    let list = Fields::read(b"List-Id: Civic <civic.gull.example>");
    let cases = [
        ("Re: Fwd: A", "A", true),
        ("AW: WG: A: B", "A: B", true),
        ("Re[2]: RE (3) : A", "A", false),
        ("[civic] Re: [civic] A", "A", false),
        ("[Update] A", "[Update] A", false),
        ("回复：转发：渡轮停航", "渡轮停航", true),
        ("[Fwd: A: B]", "A: B", true),
        ("[Storm: A]", "[Storm: A]", false),
        ("Storm: A", "Storm: A", false),
        ("Re:", "", false),
        ("", "", false),
    ];
    for (subject, expected, passed_on) in cases {
        assert_eq!(bare_subject(subject, &list), (expected, passed_on), "{subject}");
    }
}

/// Messages made to do harm, each at two sizes.
fn harmful(size: usize) -> Vec<(&'static str, String)> {
    let part = |head: &str, body: &str| format!("Content-Type: {head}\n\n{body}");
    let nest = |kind: &str| {
        (0..size / 60).fold(String::new(), |mut text, n| {
            let _ = write!(text, "Content-Type: {kind}; boundary=b{n}\n\n--b{n}\n");
            text
        })
    };
    let mixed = "multipart/mixed; boundary=a";
    vec![
        ("nested multiparts", nest("multipart/mixed")),
        ("nested alternatives", nest("multipart/alternative")),
        ("nested messages", "Content-Type: message/rfc822\n\n".repeat(size / 30)),
        (
            "absent boundaries",
            part(mixed, &"--a\nContent-Type: multipart/mixed; boundary=b\n\nx\n".repeat(size / 50)),
        ),
        ("many parts", part(mixed, &"--a\n\nx\n".repeat(size / 7))),
        (
            "lines that begin as boundaries",
            part(mixed, &format!("--a\n\n{}", "--\n".repeat(size / 3))),
        ),
        ("many fields", format!("Subject: s\n{}\nText.", "X-A: b\n".repeat(size / 7))),
        ("one field again", format!("{}\nText.", "Subject: s\n".repeat(size / 11))),
        ("a folded field", format!("Subject: s\n{}\nText.", " x\n".repeat(size / 3))),
        ("a long field", format!("Subject: {}\n\nText.", "x".repeat(size))),
        ("open encoded words", format!("Subject: {}\n\nText.", "=?a?q?".repeat(size / 6))),
        ("nested remarks", format!("From: {}\n\nText.", "(".repeat(size))),
        ("quotation marks", format!("From: {}\n\nText.", "\"\\".repeat(size / 2))),
        ("many addresses", format!("From: {}\n\nText.", "a@b.c, ".repeat(size / 7))),
        (
            "many parameters",
            format!("Content-Type: text/plain{}\n\nText.", "; charset*1=x".repeat(size / 13)),
        ),
        (
            "a bomb of base64",
            format!("Content-Transfer-Encoding: base64\n\n{}", "QUFB".repeat(size / 4)),
        ),
        (
            "signs of quoting",
            format!("Content-Transfer-Encoding: quoted-printable\n\n{}", "=".repeat(size)),
        ),
        (
            "blanks behind signs",
            format!("Content-Transfer-Encoding: quoted-printable\n\n{}", "= ".repeat(size / 2)),
        ),
        (
            "flowed quotations",
            part("text/plain; format=flowed", &"> a \n>> b \n".repeat(size / 11)),
        ),
        (
            "forwarded again",
            format!("Subject: Fwd: x\n\n{}", "From: a\nDate: b\nSubject: c\n\n".repeat(size / 30)),
        ),
        ("notices of forwarding", format!("Subject: x\n\n{}", "-- forward --\n".repeat(size / 14))),
        ("signatures", format!("Subject: x\n\n{}", "-- \n".repeat(size / 4))),
        ("ends of lines by themselves", format!("Subject: x\r\r{}", "a\r".repeat(size / 2))),
        ("NULs", format!("Subject: \0\n\n{}", "\0".repeat(size))),
        ("nested elements", part("text/html", &format!("{}text", "<div><a>".repeat(size / 8)))),
        ("hidden elements", part("text/html", &"<p style=display:none>".repeat(size / 22))),
    ]
}

#[test]
fn harm_is_bounded() {
    for (name, message) in harmful(300_000) {
        let begun = Instant::now();
        let _ = attached(message.as_bytes());
        let _ = read_bytes(message.as_bytes());
        let _ = is_mail(&message);
        // They take a second at most; a quadratic pass over them would take minutes.
        assert!(begun.elapsed() < Duration::from_secs(20), "{name}: {:?}", begun.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Damage of any kind loses nobody the run, and mostly not the message.
    #[test]
    fn damage_is_survived(
        file in 0_usize..100,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        end in any::<prop::sample::Index>(),
    ) {
        let mut names: Vec<_> = std::fs::read_dir(careful::folder("mail")).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        let mut bytes = sample(names[file % names.len()].to_str().unwrap());
        for (place, byte) in cuts {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(end.index(bytes.len()) + 1);
        let _ = attached(&bytes);
        let _ = read_bytes(&bytes);
        let (found, skipped) = articles_of("a.eml", &bytes);
        prop_assert!(found.len() + skipped.len() > 0);
    }

    /// What is not encoded as it should be is passed over.
    #[test]
    fn any_bytes_are_fields(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = fields::words(&text);
        let _ = sender::read(&fields::mailbox(&text));
        let _ = sender::list(&text);
        let _ = fields::Parameters::read(&text).get("charset");
        let _ = forwarded::read(&text, true);
        let _ = furniture::without(&text, true);
        let _ = transfer::flowed(&transfer::unwrapped(&text), true);
        let _ = (transfer::base64(&bytes), transfer::quoted(&bytes));
    }
}
