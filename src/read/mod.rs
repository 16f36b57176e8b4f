//! Files to articles: walking, sniffing, decoding, one file per format.
