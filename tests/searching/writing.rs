//! What the index remembers of files, and when it changes.

use news_search::article::identify;
use news_search::index::{Effort, FileStamp, FileState, Start, Writer};
use news_search::results::Sort;

use super::scene::{article, found, search, stamp, write};

#[test]
fn the_writer_knows_what_is_new_changed_and_gone() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha"), article("b", "beta"), article("c", "gamma")]);

    let mut writer =
        Writer::open(dir.path(), Start::Update, Effort::default(), &["/news".to_owned()]).unwrap();
    assert_eq!(writer.see(&stamp("a", 1)), FileState::Unchanged { articles: 1 });
    assert_eq!(writer.see(&stamp("b", 2)), FileState::Changed { articles: 1 });
    writer.remove("/news/b");
    writer.add(article("b", "delta"), &stamp("b", 2)).unwrap();
    assert_eq!(writer.remove_unseen("/elsewhere"), 0);
    assert_eq!(writer.remove_unseen("/new"), 0);
    assert_eq!(writer.remove_unseen("/news"), 1);
    assert_eq!(found(dir.path(), "beta"), "b", "nothing is seen before the commit");
    writer.commit().unwrap();

    assert_eq!(found(dir.path(), "beta gamma"), "");
    assert_eq!(found(dir.path(), "delta"), "b");
}

#[test]
fn a_writer_that_is_dropped_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha")]);
    let mut writer = Writer::open(dir.path(), Start::Rebuild, Effort::default(), &[]).unwrap();
    writer.add(article("b", "beta"), &stamp("b", 1)).unwrap();
    drop(writer);
    assert_eq!(found(dir.path(), "alpha"), "a");
    assert_eq!(found(dir.path(), "beta"), "");
}

#[test]
fn the_same_path_under_two_roots_gives_two_articles() {
    let dir = tempfile::tempdir().unwrap();
    let roots = ["/one".to_owned(), "/two".to_owned()];
    let mut writer = Writer::open(dir.path(), Start::Update, Effort::default(), &roots).unwrap();
    for root in &roots {
        let path = format!("{root}/a");
        let file = FileStamp { path, root: root.clone(), bytes: 1, modified: 1 };
        writer.add(article("a", "alpha"), &file).unwrap();
    }
    writer.commit().unwrap();
    let results = search(dir.path(), "alpha", Sort::Relevance);
    let mut ids: Vec<_> = results.hits.iter().map(|hit| hit.head.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&identify("a", None)));
}
