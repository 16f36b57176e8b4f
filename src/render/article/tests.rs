use super::super::samples::{known, plain, unknown};
use super::*;

const LOOK: Look = Look { width: Some(72), ..LOOK_PIPE };
const LOOK_PIPE: Look = Look { width: None, links: Links::Off, paths: super::super::Paths::Hidden };

#[test]
fn an_article_to_read() {
    let shown = plain(&article(&known(), LOOK));
    assert_eq!(shown.lines().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn unknown_facts_are_said_to_be_unknown() {
    let shown = plain(&article(&unknown(), LOOK_PIPE));
    assert_eq!(shown.lines().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn an_extracted_article_is_shortened() {
    let mut long = known();
    long.body = "Some words of no meaning. ".repeat(40);
    let shown = plain(&extracted(&long, LOOK));
    assert_eq!(shown.lines().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn candidates_are_told_apart() {
    let shown = plain(&candidates(&[known(), unknown()]));
    assert_eq!(shown.lines().collect::<Vec<_>>(), [""; 0]);
}
