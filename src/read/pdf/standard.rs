//! How wide the letters of the fonts are that every program has: documents may leave it out.

use unicode_normalization::UnicodeNormalization as _;

/// A family of such fonts, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Helvetica,
    HelveticaBold,
    Times,
    TimesBold,
    Courier,
}

impl Family {
    /// The family of a name; Times for those that are none of them.
    pub(super) fn named(name: &[u8]) -> Self {
        let name = String::from_utf8_lossy(name).to_lowercase();
        let is_bold = name.contains("bold");
        let is_sans = ["helvetica", "arial"].iter().any(|sans| name.contains(sans));
        match (is_sans, is_bold) {
            _ if name.contains("courier") => Self::Courier,
            (true, false) => Self::Helvetica,
            (true, true) => Self::HelveticaBold,
            (false, false) => Self::Times,
            (false, true) => Self::TimesBold,
        }
    }

    /// How wide the first of some letters is, in thousandths of the size; accents change nothing.
    pub(super) fn width(self, text: &str) -> u16 {
        let widths = match self {
            Self::Courier => return 600,
            Self::Helvetica => &HELVETICA,
            Self::HelveticaBold => &HELVETICA_BOLD,
            Self::Times => &TIMES,
            Self::TimesBold => &TIMES_BOLD,
        };
        let letter = match text.nfd().next() {
            Some('“' | '”' | '„' | '«' | '»') => '(',
            Some('‘' | '’' | '‚') => ',',
            Some('–') => '0',
            Some('—' | '…') => return 1000,
            Some(letter) => letter,
            None => return 0,
        };
        let at =
            u32::from(letter).checked_sub(u32::from(' ')).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| widths.get(at)).copied().unwrap_or(500)
    }
}

/// The widths of Helvetica and its oblique, from the space to the tilde.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The widths of Helvetica Bold, from the space to the tilde.
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// The widths of Times Roman, and about those of its italic, from the space to the tilde.
#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The widths of Times Bold, from the space to the tilde.
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_widths_of_their_family() {
        let cases = [
            ("Helvetica-Oblique", "A", 667),
            ("ABCDEF+Arial-BoldMT", "a", 556),
            ("Times-Roman", "é", 444),
            ("Times-Bold", "~", 520),
            ("Courier", "i", 600),
            ("Symbol", "Ж", 500),
        ];
        for (name, text, expected) in cases {
            assert_eq!(Family::named(name.as_bytes()).width(text), expected, "{name} {text}");
        }
    }
}
