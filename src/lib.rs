//! Full-text search over a folder of news.
//!
//! The crate is a house of rooms; a room imports only those named behind it, so there is one way
//! through it in each direction (`tests/layout.rs` holds the rooms to this table):
//!
//! | room | what it is for | imports |
//! |---|---|---|
//! | [`date`] | a publication date with its precision; ranges; the words people use for dates | |
//! | [`text`] | words, sentences, folding, stems: pure functions over strings | |
//! | [`stories`] | which articles tell the same event, from their words and dates alone | text |
//! | [`article`] | [`article::Article`], the one record, and the evidence for its fields | date |
//! | [`read`] | files to articles: walking, sniffing, decoding, one file per format | article date text |
//! | [`query`] | what the user typed, as a plain tree that prints itself back | article date text |
//! | [`results`] | request and results: plain data for every caller and renderer | article date query |
//! | [`group`] | which articles are versions of one another, and how their texts differ | results text |
//! | [`passage`] | which sentences of a found article to show, and what to mark in them | article query results text |
//! | [`timeline`] | buckets of time: how long, which, and which of them stand out | date results |
//! | [`index`] | the only room that names tantivy: schema, writing, searching, counting | article date group query results text timeline |
//! | [`search`] | one entry for every caller: a request in, results out | article date group query results text passage stories timeline index |
//! | [`render`] | results to terminal or JSON; never searches | article date query results timeline |
//! | [`cli`] | arguments, settings, progress, exit codes; a file per command | all |
//!
//! *From files to the index:* [`cli`] drives the loop over [`read::articles`], and the writer of
//! [`index`] answers what became of each article. *From a query to the screen:* [`query::parse`],
//! [`search::Backend::search`], then one of the renderers.

pub mod article;
pub mod cli;
pub mod date;
pub mod group;
pub mod index;
pub mod passage;
pub mod query;
pub mod read;
pub mod render;
pub mod results;
pub mod search;
pub mod stories;
pub mod text;
pub mod timeline;
