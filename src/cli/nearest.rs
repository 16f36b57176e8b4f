//! What somebody may have meant by a name that is not there.

/// So many letters may differ from what was meant; a name of few letters is another one sooner.
const EDITS: usize = 3;

/// The nearest of these names, where one is near.
pub(super) fn of<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let most = EDITS.min(typed.chars().count() / 2);
    let near = names.into_iter().map(|name| (strsim::osa_distance(name, typed), name));
    near.min().filter(|&(edits, _)| edits <= most).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn slips_of_the_hand_are_near_and_other_words_are_not() {
        let names = ["date.value", "headline", "id"];
        let near =
            ["hedline", "date.vlaue", "ids", "x", "publication", ""].map(|name| of(name, names));
        assert_eq!(near, [Some("headline"), Some("date.value"), Some("id"), None, None, None]);
    }
}
