//! One entry for every caller: a request in, results out.
//!
//! The command line asks here, and so will a web page or an API: they cannot disagree. A second
//! kind of index (a cluster over the network) is one more variant of [`Backend`].

use std::path::Path;

use crate::article::Article;
use crate::index::{Error, Index};
use crate::results::{Request, Results, Stats};

/// Where articles are searched.
pub enum Backend {
    /// An index in a folder on this machine.
    Local(Index),
}

impl Backend {
    /// Opens the index in a folder for searching.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Index::open(dir).map(Self::Local)
    }

    /// Answers a request.
    pub fn search(&self, request: &Request) -> Result<Results, Error> {
        let _ = request;
        todo!("search room")
    }

    /// The articles with this identifier: none or one, as a rule. A prefix of at least four
    /// digits is enough where it is unambiguous, so more than one answer means "say more".
    pub fn show(&self, id: &str) -> Result<Vec<Article>, Error> {
        let _ = id;
        todo!("search room")
    }

    /// What the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        todo!("search room")
    }
}
