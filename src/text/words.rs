//! Cutting text into words.
//!
//! A word is a run of letters and digits, folded by [`super::fold`]. News needs a few rules more
//! than a plain run gives:
//!
//! - `U.S.` is one word, written `u.s.` whether or not the last full stop is there;
//! - `AT&T` and `R&D` are one word; `O'Brien` and `don't` too, whatever the apostrophe;
//! - a possessive `'s` is not part of a word, and French or Italian `l'` and `dell'` are words apart;
//! - `5,000` is `5000`, and `3.5` is one word;
//! - hyphens part words, so `COVID-19` is two words side by side;
//! - scripts without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) give one word a
//!   character, so that a query of several characters is a phrase that matches anywhere.

use unicode_normalization::char::compose;

use super::fold;

/// A word longer than this is cut into several, so that no index term is unbounded.
const LONGEST: usize = 128;

/// What stands before an apostrophe that parts two words in French, Italian and Catalan.
const ELIDED: [&str; 26] = [
    "l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell",
    "nell", "all", "sull", "dall", "coll", "un", "quell", "quest", "bell", "sant", "gl", "anch",
];

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'w> {
    /// The word, folded.
    pub text: &'w str,
    /// Offset of its first byte in the text.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
}

/// The words of a text, one after the other; made by [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    folded: String,
}

/// Cuts a text into words. The place of a word in a phrase is its ordinal.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, folded: String::new() }
}

impl Words<'_> {
    /// The next word; it borrows this reader's buffer.
    // Not an `Iterator`: a word is lent, so that reading a text allocates nothing per word.
    #[expect(clippy::should_implement_trait, reason = "a lending iterator")]
    pub fn next(&mut self) -> Option<Word<'_>> {
        let (start, end) = self.read()?;
        Some(Word { text: &self.folded, start, end })
    }

    /// Puts the next word, folded, into a buffer of the caller's, in place of what is there; answers
    /// where its first byte is and where it ends.
    pub fn next_into(&mut self, folded: &mut String) -> Option<(usize, usize)> {
        std::mem::swap(&mut self.folded, folded);
        let place = self.read();
        std::mem::swap(&mut self.folded, folded);
        place
    }

    /// Reads the next word into this reader's buffer.
    fn read(&mut self) -> Option<(usize, usize)> {
        loop {
            let start = self.skip_to_word()?;
            self.folded.clear();
            let end = self.take_word(start);
            self.at = self.at.max(end);
            // A word of nothing but marks that folding drops is none.
            if !self.folded.is_empty() {
                return Some((start, end));
            }
        }
    }

    /// The folded words alone.
    pub fn to_vec(mut self) -> Vec<String> {
        let mut all = Vec::new();
        while let Some(word) = self.next() {
            all.push(word.text.to_owned());
        }
        all
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn skip_to_word(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if IS_PLAIN[usize::from(byte)] {
                return Some(self.at);
            }
            if byte.is_ascii() {
                self.at += 1;
                continue;
            }
            let c = self.char_at(self.at)?;
            if c.is_alphanumeric() {
                return Some(self.at);
            }
            self.at += c.len_utf8();
        }
        None
    }

    /// Folds the word at `start` into the buffer; returns where it ends and moves `at` behind it.
    fn take_word(&mut self, start: usize) -> usize {
        if let Some(end) = self.take_plain(start) {
            return end;
        }
        if let Some(end) = self.take_initials(start) {
            return end;
        }
        let mut end = start;
        // Where the current run of plain characters began in the buffer and in the text.
        let mut letters = 0;
        while let Some(c) = self.char_at(end) {
            if is_unspaced(c) {
                if end > start {
                    break;
                }
                return self.take_character(c, end);
            }
            if is_word_char(c) {
                if letters == LONGEST {
                    break;
                }
                letters += 1;
                self.push(c);
                end += c.len_utf8();
                continue;
            }
            match self.join(start, end, c) {
                Join::Keep(kept) => {
                    self.folded.push_str(kept);
                    end += c.len_utf8();
                }
                Join::EndAndSkip(skipped) => {
                    self.at = end + skipped;
                    return end;
                }
                Join::End => break,
            }
        }
        end
    }

    /// Takes a word of ASCII letters and digits behind which nothing can belong to it: nearly every
    /// word of most news, and several times as fast as looking at each character.
    fn take_plain(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..];
        let behind = rest.iter().position(|&byte| !IS_PLAIN[usize::from(byte)]);
        let length = behind.unwrap_or(rest.len());
        let ends = match rest.get(length) {
            None => true,
            // `U.S.`, `3.5`, `5,000`.
            Some(b'.' | b',') => {
                length > 1 && !rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric)
            }
            Some(b'\'' | b'&') => false,
            Some(byte) => byte.is_ascii(),
        };
        if !ends || length == 0 || length > LONGEST {
            return None;
        }
        let from = self.folded.len();
        self.folded.push_str(&self.text[start..start + length]);
        self.folded[from..].make_ascii_lowercase();
        Some(start + length)
    }

    /// What a character that is no letter does between `end` and what follows it.
    fn join(&self, start: usize, end: usize, c: char) -> Join {
        let after = &self.text[end + c.len_utf8()..];
        let Some(next) = after.chars().next() else { return Join::End };
        let previous = self.text[start..end].chars().next_back().unwrap_or(' ');
        if is_unspaced(next) {
            return Join::End;
        }
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '＇'
                if previous.is_alphabetic() && next.is_alphabetic() =>
            {
                let run = after.find(|c: char| !is_word_char(c)).unwrap_or(after.len());
                if matches!(&after[..run], "s" | "S") {
                    Join::EndAndSkip(c.len_utf8() + run)
                } else if ELIDED.contains(&self.folded.as_str()) {
                    Join::End
                } else {
                    Join::Keep("'")
                }
            }
            '&' if next.is_alphabetic() && previous.is_alphabetic() => {
                let run = after.chars().take(4).take_while(|&c| is_word_char(c)).count();
                let short = self.text[start..end].chars().take(4).count() <= 3 && run <= 3;
                if short { Join::Keep("&") } else { Join::End }
            }
            '.' if previous.is_numeric() && next.is_numeric() => Join::Keep("."),
            ',' if previous.is_ascii_digit() => {
                let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
                if digits == 3 { Join::Keep("") } else { Join::End }
            }
            // Soft hyphen, zero-width joiner and non-joiner: invisible inside a word.
            '\u{ad}' | '\u{200c}' | '\u{200d}' if is_word_char(next) => Join::Keep(""),
            _ => Join::End,
        }
    }

    /// Takes `U.S.`, `e.g.`, `J.R.R.`: single letters with a full stop behind each, two at least.
    fn take_initials(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let first = self.char_at(start)?;
        if !first.is_alphabetic() || bytes.get(start + first.len_utf8()) != Some(&b'.') {
            return None;
        }
        let mut end = start;
        let mut letters = 0;
        while let Some(c) = self.char_at(end) {
            let behind = end + c.len_utf8();
            if !c.is_alphabetic() || is_unspaced(c) || letters == LONGEST {
                break;
            }
            let after = self.char_at(behind);
            if after.is_some_and(is_word_char) {
                break;
            }
            let before = self.folded.len();
            self.push(c);
            if self.folded.len() == before {
                break;
            }
            letters += 1;
            self.folded.push('.');
            end = behind;
            if after != Some('.') {
                break;
            }
            end += 1;
        }
        if letters < 2 {
            self.folded.clear();
            return None;
        }
        // `U.S.'s`: the possessive belongs to no word.
        let rest = &self.text[end..];
        if let Some(tail) = rest.strip_prefix(['\'', '’'])
            && tail.starts_with('s')
            && !tail[1..].starts_with(is_word_char)
        {
            self.at = end + rest.len() - tail.len() + 1;
        }
        Some(end)
    }

    /// Takes one character of a script without spaces: composed, where it is written in parts, as
    /// some systems write Korean syllables and voiced Japanese sounds; and without other marks.
    fn take_character(&mut self, mut c: char, start: usize) -> usize {
        let mut end = start + c.len_utf8();
        while let Some(part) = self.char_at(end)
            && let Some(whole) = compose(c, part)
        {
            c = whole;
            end += part.len_utf8();
        }
        self.push(c);
        self.take_marks(end)
    }

    fn take_marks(&self, mut end: usize) -> usize {
        while let Some(c) = self.char_at(end).filter(|&c| fold::is_mark(c)) {
            end += c.len_utf8();
        }
        end
    }

    fn push(&mut self, c: char) {
        fold::push(c, &mut self.folded);
    }
}

enum Join {
    /// The word goes on, with this in place of the character.
    Keep(&'static str),
    /// The word ends here and reading goes on so many bytes later.
    EndAndSkip(usize),
    /// The word ends here.
    End,
}

/// The bytes of plain words: ASCII letters and digits.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_plain
};

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || fold::is_mark(c)
}

/// Whether a character belongs to a script written without spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'          // Thai, Lao
        | '\u{1000}'..='\u{109f}'        // Myanmar
        | '\u{1100}'..='\u{11ff}'        // Hangul Jamo
        | '\u{1780}'..='\u{17ff}'        // Khmer
        | '\u{2e80}'..='\u{2fdf}'        // CJK radicals
        | '\u{3005}'..='\u{3007}'        // ideographic iteration mark, zero
        | '\u{3041}'..='\u{318f}'        // kana, bopomofo, Hangul compatibility Jamo
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}'        // half-width kana and Hangul
        | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(text: &str) -> String {
        words(text).to_vec().join(" ")
    }

    #[test]
    fn news_words_are_cut_as_people_mean_them() {
        for (text, want) in [
            ("The U.S. and the U.S", "the u.s. and the u.s."),
            ("U.S.-led talks; the U.S.'s view", "u.s. led talks the u.s. view"),
            ("AT&T's R&D, M&Ms, black&white", "at&t r&d m&ms black white"),
            ("COVID-19 and G7", "covid 19 and g7"),
            ("Russia’s O’Brien didn't", "russia o'brien didn't"),
            ("l'Ukraine, dell'Italia, D'Angelo", "l ukraine dell italia d angelo"),
            (
                "5,000 men, 1,5 litres, 3.5 per cent, 1,000,000",
                "5000 men 1 5 litres 3.5 per cent 1000000",
            ),
            ("at 11:30 on 2024-06-17.", "at 11 30 on 2024 06 17"),
            ("E.ON e.g. J.R.R. Tolkien A. Smith", "e on e.g. j.r.r. tolkien a smith"),
            ("Zürich Øresund Łódź straße İstanbul", "zurich oresund lodz strasse istanbul"),
            ("Ёлка и Йод", "елка и йод"),
            ("普京访问河内", "普 京 访 问 河 内"),
            ("プーチン大統領 2024年", "プ ー チ ン 大 統 領 2024 年"),
            ("푸틴이 평양", "푸 틴 이 평 양"),
            ("http://x.com/a?b=c @user #tag", "http x com a b c user tag"),
            ("", ""),
            ("… — ’ '", ""),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "In «Zürich»: the U.S.’s 5,000";
        let mut reader = words(text);
        let mut seen = Vec::new();
        while let Some(word) = reader.next() {
            seen.push(text[word.start..word.end].to_owned());
        }
        assert_eq!(seen, ["In", "Zürich", "the", "U.S.", "5,000"]);
    }

    #[test]
    fn composed_and_decomposed_text_are_one() {
        assert_eq!(cut("\u{1111}\u{116e}\u{1110}\u{1175}\u{11ab}"), cut("푸틴"));
        assert_eq!(cut("カ\u{3099}サ\u{3099}"), cut("ガザ"));
        assert_eq!(cut("Zu\u{308}rich cafe\u{301} и\u{306}од"), cut("Zürich café йод"));
    }

    #[test]
    fn letters_that_fold_away_are_no_words() {
        assert_eq!(cut(&"ـ-".repeat(100_000)), "");
        assert_eq!(cut("ـ.ـ. ـa"), "a");
    }

    #[test]
    fn an_endless_word_is_cut() {
        let text = "a".repeat(1000);
        assert!(words(&text).to_vec().iter().all(|word| word.len() <= 128));
    }
}
