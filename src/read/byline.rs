//! Bylines: the people who wrote an article, split and cleaned.

/// What a byline names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The people, in order, each once, without titles, roles, places or addresses.
    pub people: Vec<String>,
    /// The agency, where the byline names one.
    pub agency: Option<&'static str>,
}

/// Reads a byline such as `By Anna Berg and Tom O'Neil, Associated Press`.
pub(super) fn read(text: &str) -> Byline {
    let _ = text;
    todo!("bylines")
}
