//! Messages as careful readers read them, and as nobody should write them.
