//! One entry for every caller: a request in, results out.
