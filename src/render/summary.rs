//! What a run of indexing came to.

use std::time::Duration;

use super::words::{count, duration};

/// What became of the articles of a run, and how long it took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles that were not in the index.
    pub added: u64,
    /// Articles that were in it and have changed.
    pub replaced: u64,
    /// Articles that were in it as they are.
    pub unchanged: u64,
    /// Articles that were in it and are gone.
    pub removed: u64,
    /// Files and records that gave no article.
    pub skipped: u64,
    /// From start to commit.
    pub took: Duration,
}

/// One line that names every number: `added 30, replaced 0, unchanged 0, removed 0, skipped 2 in 0.3 s`.
pub fn summary(summary: &Summary) -> String {
    let Summary { added, replaced, unchanged, removed, skipped, took } = *summary;
    format!(
        "added {}, replaced {}, unchanged {}, removed {}, skipped {} in {}\n",
        count(added),
        count(replaced),
        count(unchanged),
        count(removed),
        count(skipped),
        duration(took)
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Summary, summary};

    #[test]
    fn every_number_is_told() {
        let run = Summary {
            added: 26_195,
            skipped: 2,
            took: Duration::from_millis(12_300),
            ..Summary::default()
        };
        assert_eq!(
            summary(&run),
            "added 26,195, replaced 0, unchanged 0, removed 0, skipped 2 in 12.3 s\n"
        );
    }
}
