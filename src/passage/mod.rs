//! Which sentences of a found article to show, and what to mark in them.
