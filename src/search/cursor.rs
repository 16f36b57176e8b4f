//! Where a page ended, as a short string that the next request hands back.
//!
//! It holds the place of the last hit in the order and a checksum over that and the search, so that
//! a cursor cut short, or one of another search, is known for what it is.

use crate::results::{Position, Request};

/// Writes where a page of a request ended.
pub fn write(position: Position, request: &Request) -> String {
    let Position { first, date, record, id } = position;
    format!("{first:x}.{date:x}.{record:x}.{id:x}.{:x}", checksum(position, request))
}

/// Reads what [`write()`] wrote for a page of the same search.
pub fn read(cursor: &str, request: &Request) -> Option<Position> {
    let parts: Vec<u64> = cursor
        .trim()
        .split('.')
        .map(|part| u64::from_str_radix(part, 16).ok())
        .collect::<Option<_>>()?;
    let [first, date, record, id, sum] = parts[..] else { return None };
    let (first, date) = (first.cast_signed(), date.cast_signed());
    let position = Position { first, date, record, id };
    (sum == u64::from(checksum(position, request))).then_some(position)
}

/// What the order and the set of hits depend on, and the place.
fn checksum(position: Position, request: &Request) -> u32 {
    let Request { sort, recency, matching, fold, .. } = request;
    let search = (&request.query.to_string(), sort, recency, matching, fold, position);
    let sum = xxhash_rust::xxh3::xxh3_64(format!("{search:?}").as_bytes());
    // Half of it finds slips of the hand as well as the whole, and is shorter.
    (sum >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::query::Query;
    use crate::results::{Context, Excerpt, Explain, Fold, Match, Position, Request, Sort};

    fn request(sort: Sort) -> Request {
        Request {
            query: Query::Everything,
            limit: 10,
            offset: 0,
            sort,
            recency: None,
            matching: Match::Best,
            fold: Fold::Versions,
            after: None,
            excerpt: Excerpt { passages: 0, width: 80, context: Context::Sentence },
            explain: Explain::Nothing,
        }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place_in_its_own_search_alone() {
        let newest = request(Sort::Newest);
        for (first, date) in [(i64::MIN, i64::MIN), (-86_400, -1), (1_718_582_400, i64::MAX)] {
            let position = Position { first, date, record: 7, id: u64::MAX };
            let cursor = write(position, &newest);
            assert_eq!(read(&cursor, &newest), Some(position));
            assert_eq!(read(&cursor, &request(Sort::Oldest)), None);
            assert_eq!(read(&cursor[1..], &newest), None);
        }
        for cursor in ["", "x", "1.2.3.4", "1.2.3.4.5.6", "+1.2.3.4.5"] {
            assert_eq!(read(cursor, &newest), None, "{cursor}");
        }
    }
}
