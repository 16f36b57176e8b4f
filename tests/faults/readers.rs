//! Readers while the index is written, and when it is taken away.

use std::fs;

use news_search::index::Error;
use news_search::search::Backend;

use crate::news::{index, questions};

#[test]
fn an_index_deleted_under_its_reader_answers_or_is_said_to_be_gone() {
    let dir = tempfile::tempdir().unwrap();
    let index_dir = dir.path().join("index");
    index(&index_dir, 60);
    let right: Vec<String> = {
        let backend = Backend::open(&index_dir).unwrap();
        questions().iter().map(|ask| ask(&backend).unwrap()).collect()
    };
    let backend = Backend::open(&index_dir).unwrap();
    fs::remove_dir_all(&index_dir).unwrap();
    for (ask, right) in questions().iter().zip(right) {
        match ask(&backend) {
            // What is opened stays readable.
            Ok(answer) => assert_eq!(answer, right),
            Err(error) => assert!(matches!(error, Error::Missing(_)), "{error}"),
        }
    }
    let error = Backend::open(&index_dir).map(drop).unwrap_err();
    assert!(matches!(error, Error::Missing(_)), "{error}");
}
