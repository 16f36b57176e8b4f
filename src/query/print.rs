//! A [`Query`] printed back in the query language, so that reading it again gives the same tree.
