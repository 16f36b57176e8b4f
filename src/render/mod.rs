//! Results to terminal or JSON; never searches.
