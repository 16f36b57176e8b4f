//! Typed text to tokens.
//!
//! Quotes and brackets are paired here, and what has no partner is dropped with a note, so that
//! the parser behind sees only well-formed groups, nested at most [`DEEPEST`] deep.

use std::ops::Range;

use super::build::Sign;
use super::pasted::is_prose;
use super::token::{Kind, Token};
use super::{Factor, Field, Note, Within};

/// How deep brackets may nest; nobody means more, and the tree must not exhaust the stack.
const DEEPEST: usize = 64;

/// No two words of an article that have to do with one another stand farther apart.
const FARTHEST: u32 = 255;

/// Says that a plus or minus belongs to nothing.
pub(super) const STRAY_SIGN: &str = "a sign with nothing right behind it: ignored";

/// Cuts typed text into tokens; notes come in no particular order.
pub(super) fn tokens(typed: &str, notes: &mut Vec<Note>) -> Vec<Token> {
    let chars: Vec<char> = typed.chars().collect();
    let last_quote = Quote::ALL.map(|quote| chars.iter().rposition(|&c| quote.has(c)));
    let is_prose = is_prose(typed);
    let (open, tokens) = (Vec::new(), Vec::new());
    let mut lexer = Lexer { chars, at: 0, last_quote, is_prose, open, tokens, notes };
    while lexer.at < lexer.chars.len() {
        lexer.step();
    }
    for at in std::mem::take(&mut lexer.open).into_iter().flatten() {
        lexer.note(at..at + 1, "a bracket that is not closed: taken as closed at the end");
    }
    lexer.tokens
}

/// Two families of quotation marks. Typing habits and languages differ in which one opens and
/// which one closes, so any of a family closes any.
#[derive(Clone, Copy)]
enum Quote {
    Marks,
    Guillemets,
}

impl Quote {
    const ALL: [Self; 2] = [Self::Marks, Self::Guillemets];

    fn of(c: char) -> Option<Self> {
        Self::ALL.into_iter().find(|quote| quote.has(c))
    }

    fn has(self, c: char) -> bool {
        match self {
            Self::Marks => matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂'),
            Self::Guillemets => matches!(c, '«' | '»'),
        }
    }
}

struct Lexer<'n> {
    chars: Vec<char>,
    at: usize,
    /// Where each family of [`Quote::ALL`] occurs last.
    last_quote: [Option<usize>; 2],
    /// Whether it reads as a sentence, so that `AND` is a word like others.
    is_prose: bool,
    /// The brackets open here: the place of each; `None` for one too deep to count.
    open: Vec<Option<usize>>,
    tokens: Vec<Token>,
    notes: &'n mut Vec<Note>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        let start = self.at;
        match self.chars[start] {
            c if c.is_whitespace() => self.at += 1,
            '(' | '（' => self.open(None, start),
            ')' | '）' => self.close(),
            '+' | '-' | '−' if self.at_clause_start() => self.sign(),
            _ => self.item(),
        }
    }

    fn at_clause_start(&self) -> bool {
        match self.at.checked_sub(1) {
            None => true,
            Some(before) => self.is_space(before) || matches!(self.chars[before], '(' | '（'),
        }
    }

    fn sign(&mut self) {
        let at = self.at;
        let sign = if self.chars[at] == '+' { Sign::Plus } else { Sign::Minus };
        match self.chars.get(at + 1) {
            Some(')' | '）') | None => self.stray_sign(),
            Some(c) if c.is_whitespace() => self.stray_sign(),
            // A dash made of several, or an option: `--strict`.
            Some('+' | '-' | '−') => self.item(),
            // `Nasdaq +1.2%`, `-5 degrees`: pasted text means the number.
            Some(c) if c.is_numeric() => {
                self.at += 1;
                self.item();
            }
            Some(_) => {
                self.at += 1;
                self.push(Kind::Sign(sign), at);
                // Brackets come to a step of their own; only the operators would be misread.
                if !matches!(self.chars[self.at], '(' | '（') {
                    self.item();
                }
            }
        }
    }

    fn stray_sign(&mut self) {
        let at = self.at;
        self.at += 1;
        self.note(at..at + 1, STRAY_SIGN);
    }

    fn open(&mut self, field: Option<Field>, start: usize) {
        let at = self.at;
        self.at += 1;
        if self.open.len() >= DEEPEST {
            self.open.push(None);
            self.note(at..at + 1, format!("brackets more than {DEEPEST} deep: ignored"));
        } else {
            self.open.push(Some(at));
            self.push(Kind::Open(field), start);
        }
    }

    fn close(&mut self) {
        let at = self.at;
        self.at += 1;
        match self.open.pop() {
            None => self.note(at..at + 1, "a closing bracket without an opening one: ignored"),
            Some(None) => {}
            Some(Some(_)) => {
                self.push(Kind::Close, at);
                self.weight();
                self.star("a bracket");
            }
        }
    }

    /// A word, a phrase or a group, with or without a field; or an operator.
    fn item(&mut self) {
        self.at_least();
        let start = self.at;
        let field = self.field();
        if let Some(quote) = self.chars.get(self.at).and_then(|&c| Quote::of(c)) {
            if self.last_quote[quote as usize] == Some(self.at) {
                let at = self.at;
                self.at += 1;
                self.note(at..at + 1, "a quotation mark without its partner: ignored");
                if !self.ends_item(self.at) {
                    self.chunk(field, start);
                }
            } else {
                self.quoted(quote, field, start);
            }
        } else if matches!(self.chars[self.at], '(' | '（') {
            self.open(field, start);
        } else if let Some(end) = self.regex_end(field) {
            let pattern = self.chars[self.at + 1..end].iter().collect();
            self.at = end + 1;
            self.push(Kind::Regex(field, pattern), start);
            self.weight();
        } else {
            self.chunk(field, start);
        }
    }

    /// Reads `atleast:3:`, where a value stands right behind.
    fn at_least(&mut self) {
        let start = self.at;
        let rest = &self.chars[start..];
        let is_named = "atleast:".chars().eq(rest.iter().take(8).map(char::to_ascii_lowercase));
        let digits = rest.iter().skip(8).take(4).take_while(|c| c.is_ascii_digit()).count();
        let value = start + 8 + digits + 1;
        if !is_named || digits == 0 || self.chars.get(value - 1) != Some(&':') {
            return;
        }
        if value < self.chars.len() && !self.ends_value(value) {
            let times = number(&self.chars[start + 8..value - 1]);
            self.at = value;
            self.push(Kind::AtLeast(times), start);
        }
    }

    /// Where the closing slash of a regular expression stands that begins here. Addresses and paths
    /// have slashes of their own.
    fn regex_end(&self, field: Option<Field>) -> Option<usize> {
        if self.chars.get(self.at) != Some(&'/') || matches!(field, Some(Field::Url | Field::Path))
        {
            return None;
        }
        let mut end = self.at + 1;
        while let Some(&c) = self.chars.get(end).filter(|c| !c.is_whitespace()) {
            match c {
                '\\' => end += 2,
                '/' => {
                    let is_last = self.ends_item(end + 1) || self.chars.get(end + 1) == Some(&'^');
                    return (is_last && end > self.at + 1).then_some(end);
                }
                _ => end += 1,
            }
        }
        None
    }

    /// Reads the name of a field and its colon, where a value stands right behind.
    fn field(&mut self) -> Option<Field> {
        let start = self.at;
        let rest = &self.chars[start..];
        let letters = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        if !matches!(rest.get(letters), Some(':' | '：')) || letters == 0 || letters > 16 {
            return None;
        }
        let name: String = rest[..letters].iter().collect();
        let value = start + letters + 1;
        match Field::named(&name) {
            Some(field) if value < self.chars.len() && !self.ends_value(value) => {
                self.at = value;
                Some(field)
            }
            Some(_) => {
                let text = format!("nothing right behind \"{name}:\": searched as a word");
                self.note(start..value, text);
                None
            }
            None => {
                let in_use = !matches!(self.chars.get(value), None | Some('/'));
                if !in_use || self.is_space(value) {
                    return None;
                }
                if let Some(meant) = nearest_name(&name) {
                    let text = format!(
                        "no field \"{name}\": searched as words; did you mean \"{meant}\"?"
                    );
                    self.note(start..value, text);
                    // Behind a sign the two stay together, so that it holds for both.
                    if !self.is_signed(start) {
                        self.at = value - 1;
                        self.push(Kind::Chunk(None, name), start);
                        self.at = value;
                        return self.field();
                    }
                } else if name != "atleast" && name.chars().all(|c| c.is_ascii_lowercase()) {
                    let text = format!("no field \"{name}\": searched as words");
                    self.note(start..value, text);
                }
                None
            }
        }
    }

    fn quoted(&mut self, quote: Quote, field: Option<Field>, start: usize) {
        let inside = self.at + 1;
        let length = self.chars[inside..].iter().take_while(|&&c| !quote.has(c)).count();
        let content: String = self.chars[inside..inside + length].iter().collect();
        self.at = inside + length + 1;
        self.push(Kind::Quoted(field, content), start);
        self.between();
    }

    fn chunk(&mut self, field: Option<Field>, start: usize) {
        let from = self.at;
        while self.at < self.chars.len() && !self.ends_item(self.at) {
            self.at += 1;
        }
        let chunk: String = self.chars[from..self.at].iter().collect();
        let bare = field.is_none() && !self.is_signed(start);
        let kind = match chunk.as_str() {
            "AND" | "OR" | "NOT" if bare && self.is_prose => {
                self.note(start..self.at, "this reads as a sentence: AND, OR and NOT are words");
                Kind::Chunk(field, chunk)
            }
            "AND" if bare => Kind::And,
            "OR" if bare => Kind::Or,
            "NOT" if bare => Kind::Not,
            "&&" | "||" | "!" if bare => {
                let meant = match chunk.as_str() {
                    "&&" => "AND",
                    "||" => "OR",
                    _ => "NOT",
                };
                let text = format!("\"{chunk}\" is no operator: ignored; write {meant}");
                return self.note(start..self.at, text);
            }
            _ => {
                let near = if bare { self.near(&chunk, start) } else { None };
                let Some(near) = near else { return self.word(field, &chunk, start) };
                near
            }
        };
        self.push(kind, start);
    }

    /// `NEAR/5`, `NEAR/s`, `NEAR/p`; `BEFORE` likewise; with other engines' names for them.
    fn near(&mut self, chunk: &str, start: usize) -> Option<Kind> {
        let (name, distance) = chunk.split_once('/').unwrap_or((chunk, ""));
        let ordered = match name {
            "NEAR" | "W" => false,
            "BEFORE" | "PRE" => true,
            _ => return None,
        };
        let within = match distance {
            "" if name.len() > 3 => {
                let text =
                    format!("\"{name}\" needs a distance, as in {name}/5: searched as a word");
                self.note(start..self.at, text);
                return None;
            }
            "s" | "S" => Within::Sentence,
            "p" | "P" => Within::Paragraph,
            _ if !distance.is_empty() && distance.bytes().all(|b| b.is_ascii_digit()) => {
                Within::Words(self.distance(distance.parse().unwrap_or(u32::MAX), start))
            }
            _ => return None,
        };
        Some(Kind::Near { within, ordered })
    }

    fn distance(&mut self, words: u32, start: usize) -> u32 {
        if words > FARTHEST {
            let text = format!("a distance of more than {FARTHEST} words: taken for {FARTHEST}");
            self.note(start..self.at, text);
        }
        words.min(FARTHEST)
    }

    /// A chunk, and its weight apart.
    fn word(&mut self, field: Option<Field>, chunk: &str, start: usize) {
        let end = self.at;
        let weighted = chunk.rsplit_once('^').and_then(|(word, weight)| {
            let weight = weight.trim_end_matches([',', ';', '.', ':', '!', '?']);
            let is_number = weight.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let weight = weight.parse().ok().filter(|_| is_number)?;
            word.contains(char::is_alphanumeric).then_some((word, weight))
        });
        let Some((word, weight)) = weighted else {
            return self.push(Kind::Chunk(field, chunk.to_owned()), start);
        };
        self.at = end - chunk[word.len()..].chars().count();
        self.push(Kind::Chunk(field, word.to_owned()), start);
        let behind = std::mem::replace(&mut self.at, end);
        self.weigh(weight, behind);
    }

    fn weigh(&mut self, weight: f32, start: usize) {
        match Factor::new(weight) {
            Some(factor) => self.push(Kind::Weight(factor), start),
            None => self.note(start..self.at, "a weight must be above 0: ignored"),
        }
    }

    /// Reads `^2` behind a phrase or a group.
    fn weight(&mut self) {
        let start = self.at;
        if self.chars.get(start) != Some(&'^') {
            return;
        }
        let is_figure = |c: &&char| c.is_ascii_digit() || **c == '.';
        let figures: String = self.chars[start + 1..].iter().take_while(is_figure).collect();
        self.at += 1 + figures.len();
        match figures.trim_end_matches('.').parse() {
            Ok(weight) => self.weigh(weight, start),
            Err(_) => self.note(start..self.at, "\"^\" without a weight, as in ^2: ignored"),
        }
    }

    /// Reads what may stand right behind quoted words: `~5`, then a weight.
    fn between(&mut self) {
        let start = self.at;
        if self.chars.get(start) == Some(&'~') {
            let digits = self.chars[start + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
            self.at += 1 + digits;
            if digits == 0 {
                let text = "\"~\" without a distance, as in ~5: ignored";
                self.note(start..self.at, text);
            } else {
                let words = self.distance(number(&self.chars[start + 1..self.at]), start);
                self.push(Kind::Between(words), start);
            }
        }
        self.weight();
        self.star("a phrase");
    }

    fn star(&mut self, what: &str) {
        let start = self.at;
        if self.chars.get(start) == Some(&'*') {
            self.at += 1;
            self.note(start..self.at, format!("\"*\" behind {what}: ignored"));
        }
    }

    /// Whether a sign stands right before a place.
    fn is_signed(&self, at: usize) -> bool {
        let last = self.tokens.last();
        last.is_some_and(|token| matches!(token.kind, Kind::Sign(_)) && token.at.end == at)
    }

    fn is_space(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| c.is_whitespace())
    }

    fn ends_value(&self, at: usize) -> bool {
        self.is_space(at) || matches!(self.chars.get(at), Some(')' | '）'))
    }

    fn ends_item(&self, at: usize) -> bool {
        self.chars.get(at).is_none_or(|&c| {
            c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）') || Quote::of(c).is_some()
        })
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, at: start..self.at });
    }

    fn note(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.notes.push(Note { at, text: text.into() });
    }
}

/// A number of digits; one too long to be meant is the greatest.
fn number(digits: &[char]) -> u32 {
    digits.iter().collect::<String>().parse().unwrap_or(u32::MAX)
}

/// The name of a field that a slip of the fingers could have made into this one.
fn nearest_name(typed: &str) -> Option<&'static str> {
    let typed = typed.to_ascii_lowercase();
    if typed.len() < 3 {
        return None;
    }
    Field::names()
        .map(|(name, _)| (strsim::osa_distance(name, &typed), name))
        .filter(|(edits, name)| *edits <= name.len() / 3)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name)
}
