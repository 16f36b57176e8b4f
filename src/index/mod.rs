//! The only room that names tantivy: schema, writing, searching, counting.
