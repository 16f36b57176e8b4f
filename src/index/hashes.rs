//! Lists of hashes in columns of numbers.
//!
//! Two hashes go into one number: the engine's work at writing and reading goes by the count of numbers.

use tantivy::DocId;
use tantivy::columnar::Column;

/// How many numbers are read at a time: as many as most articles have.
const MANY: usize = 64;

/// The numbers to put into a column for sorted hashes. The last of an odd count is there twice.
pub(super) fn packed(hashes: &[u32]) -> impl Iterator<Item = u64> {
    hashes.chunks(2).map(|pair| match *pair {
        [one, other] => u64::from(one) << 32 | u64::from(other),
        _ => u64::from(pair[0]) << 32 | u64::from(pair[0]),
    })
}

/// Appends the hashes of an article, sorted as they were put into its column. They are read many at a
/// time: one by one takes three times as long.
#[expect(clippy::cast_possible_truncation, reason = "they were 32 bits wide")]
pub(super) fn read(column: &Column<u64>, doc: DocId, into: &mut Vec<u32>) {
    let mut rows = column.index.value_row_ids(doc);
    let mut many = [0; MANY];
    into.reserve(2 * rows.len());
    while !rows.is_empty() {
        let some = &mut many[..rows.len().min(MANY)];
        column.values.get_range(u64::from(rows.start), some);
        rows.start += some.len() as u32;
        into.extend(some.iter().flat_map(|&pair| unpacked(pair)));
    }
}

/// The one or two hashes of a number.
#[expect(clippy::cast_possible_truncation, reason = "they were 32 bits wide")]
fn unpacked(pair: u64) -> impl Iterator<Item = u32> {
    let (one, other) = ((pair >> 32) as u32, pair as u32);
    [one, other].into_iter().take(1 + usize::from(one != other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for hashes in [&[][..], &[0], &[0, 1], &[7, u32::MAX - 1, u32::MAX], &[1, 2, 3, 4]] {
            let again: Vec<u32> = packed(hashes).flat_map(unpacked).collect();
            assert_eq!(again, hashes);
            assert_eq!(packed(hashes).count(), hashes.len().div_ceil(2));
        }
    }
}
