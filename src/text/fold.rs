//! Folding: the form in which two spellings of one word are the same.
//!
//! Case goes, and with it the diacritics of Latin and Greek, Cyrillic `ё` (but not `й`, which is a
//! letter of its own), the vowel points of Arabic and Hebrew, and the variants of Arabic letters
//! that are typed for one another. Marks that carry sounds (Indic vowels, Japanese voicing) stay.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Whether a character is a mark on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// Appends a character of a word, folded; some become nothing, some two letters.
pub(super) fn push(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else {
        push_other(c, folded);
    }
}

/// The first hundred bytes of a text in small letters, accents kept: enough to tell how it begins,
/// where all of a paragraph need not be made small for it.
pub fn small_beginning(text: &str) -> String {
    text[..text.floor_char_boundary(100)].to_lowercase()
}

fn push_other(c: char, folded: &mut String) {
    match c {
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ħ' | 'Ħ' => folded.push('h'),
        'ı' | 'İ' => folded.push('i'),
        'ς' => folded.push('σ'),
        'Ё' | 'ё' => folded.push('е'),
        // A decomposed й is composed again; every other mark on a letter goes.
        '\u{306}' if folded.ends_with('и') => {
            folded.pop();
            folded.push('й');
        }
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}' => {}
        'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
        'ى' | 'ی' => folded.push('ي'),
        'ک' => folded.push('ك'),
        'ة' => folded.push('ه'),
        '\u{400}'..='\u{52f}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{ac00}'..='\u{d7a3}' => folded.extend(c.to_lowercase()),
        _ => decompose_compatible(c, |part| {
            if !matches!(part, '\u{300}'..='\u{36f}') {
                match part {
                    'ς' => folded.push('σ'),
                    _ => folded.extend(part.to_lowercase()),
                }
            }
        }),
    }
}
