//! Text to [`Query`]: total, so that anything typed is a search.
//!
//! `NEAR` binds tightest, then `NOT`, then `AND`, then `OR`, then standing side by side; the operators join the
//! clauses right beside them, so `a b OR c d` is `a (b OR c) d`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::build::{Sign, Signed, at_least, near, side_by_side};
use super::lexer::{STRAY_SIGN, tokens};
use super::token::{Kind, Token};
use super::{Field, Leaf, Query, Test, Within, leaf, pasted};
use crate::text;

/// A parsed query and what was done to understand it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What will be searched.
    pub query: Query,
    /// What was not understood and how it was taken, in the order of the text.
    pub notes: Vec<Note>,
}

/// Something in a query that was not understood as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The place, in characters (Unicode scalar values) of the typed text.
    pub at: Range<usize>,
    /// One sentence without a full stop, for people.
    pub text: String,
}

/// Reads a query; `today` is what relative dates count from.
pub fn parse(typed: &str, today: civil::Date) -> Parsed {
    let mut notes = Vec::new();
    let tokens = tokens(typed, &mut notes);
    let tokens = pasted::tidy(tokens, &mut notes);
    // In a text that is all in capitals they say nothing; `WHO 2020` is none, it has no other word.
    let is_shouted = |token: &Token| token.kind.has_capitals() && !token.kind.is_stop_word();
    let capitals_tell = typed.contains(char::is_lowercase) || !tokens.iter().any(is_shouted);
    let tokens = tokens.into_iter().peekable();
    let mut parser = Parser { tokens, today, open_patterns: 0, capitals_tell, notes };
    let top = Ambient { field: Field::Text, text: Field::Text };
    let query = parser.clauses(top).unwrap_or_else(|| parser.words_alone(typed));
    Parsed { query, notes: tidy(parser.notes) }
}

/// Each pattern that does not say how words begin is compared with every word of the index: more of
/// them than this would take seconds.
const OPEN_PATTERNS: usize = 12;

/// What surrounds a clause.
#[derive(Clone, Copy)]
struct Ambient {
    /// The field that a bracket was opened for.
    field: Field,
    /// The same, or the next one around it that is running text.
    text: Field,
}

impl Ambient {
    fn inside(self, field: Option<Field>) -> Self {
        let field = field.unwrap_or(self.field);
        Self { field, text: if field.is_text() { field } else { self.text } }
    }
}

struct Parser {
    tokens: Peekable<vec::IntoIter<Token>>,
    today: civil::Date,
    /// How many patterns there were that any word may begin like.
    open_patterns: usize,
    /// Whether there are small letters too, so that `WHO` is a name and not a question.
    capitals_tell: bool,
    notes: Vec<Note>,
}

impl Parser {
    /// Clauses side by side, up to a closing bracket or the end, neither of which it takes.
    fn clauses(&mut self, around: Ambient) -> Option<Query> {
        let mut clauses = Vec::new();
        while let Some(clause) = self.either(around) {
            clauses.push(clause);
        }
        side_by_side(clauses, around.text)
    }

    fn either(&mut self, around: Ambient) -> Option<Signed> {
        let first = self.both(around)?;
        let mut choices = Vec::new();
        while let Some(operator) = self.tokens.next_if(|token| matches!(token.kind, Kind::Or)) {
            match self.both(around) {
                Some(choice) => choices.push((operator.at, choice)),
                None => self.stray("OR", operator.at),
            }
        }
        let Some((operator, _)) = choices.first() else { return Some(first) };
        let operator = operator.clone();
        let choices = std::iter::once(first).chain(choices.into_iter().map(|(_, choice)| choice));
        let choices: Vec<Signed> = choices.collect();
        if choices.iter().any(|choice| choice.sign == Sign::Plus) {
            self.note(operator, "\"+\" beside OR: ignored");
        }
        let query = Query::any_of(choices.into_iter().map(Signed::plain));
        Some(Signed { sign: Sign::None, query, is_name: false })
    }

    fn both(&mut self, around: Ambient) -> Option<Signed> {
        let first = self.one(around)?;
        let mut parts = Vec::new();
        while let Some(operator) = self.tokens.next_if(|token| matches!(token.kind, Kind::And)) {
            match self.one(around) {
                Some(part) => parts.push(part.plain()),
                None => self.stray("AND", operator.at),
            }
        }
        if parts.is_empty() {
            return Some(first);
        }
        let query = Query::all_of(std::iter::once(first.plain()).chain(parts));
        Some(Signed { sign: Sign::None, query, is_name: false })
    }

    /// A single clause with what is before it. Whatever cannot begin one is passed over, so
    /// `None` means that a closing bracket or the end is next.
    fn one(&mut self, around: Ambient) -> Option<Signed> {
        let mut not: Option<Range<usize>> = None;
        let mut sign: Option<(Sign, Range<usize>)> = None;
        loop {
            let next = self.tokens.next_if(|token| !matches!(token.kind, Kind::Close));
            let Some(Token { kind, at }) = next else {
                if let Some(at) = not {
                    self.stray("NOT", at);
                }
                if let Some((_, at)) = sign {
                    self.note(at, STRAY_SIGN);
                }
                return None;
            };
            match kind {
                Kind::And => self.stray("AND", at),
                Kind::Or => self.stray("OR", at),
                Kind::Near { .. } => self.stray("NEAR", at),
                // Two of them cancel out.
                Kind::Not => not = if not.is_none() { Some(at) } else { None },
                Kind::Sign(typed) => sign = Some((typed, at)),
                // These belong to what went wrong before them.
                Kind::Close | Kind::Between(_) | Kind::Weight(_) => {}
                kind => {
                    let is_name = self.capitals_tell && kind.is_in_capitals();
                    let query = self.chain(kind, &at, around);
                    let sign = match sign.take() {
                        Some((sign, before)) if before.end == at.start && query.is_some() => sign,
                        Some((_, before)) => {
                            self.note(before, STRAY_SIGN);
                            Sign::None
                        }
                        None => Sign::None,
                    };
                    if let Some(query) = query {
                        let sign = sign.under_not(not.is_some());
                        return Some(Signed { sign, query, is_name });
                    }
                }
            }
        }
    }

    /// An operand, and those that NEAR joins to it.
    fn chain(&mut self, kind: Kind, at: &Range<usize>, around: Ambient) -> Option<Query> {
        let mut left = self.operand(kind, at, around);
        loop {
            let next = self.tokens.next_if(|token| matches!(token.kind, Kind::Near { .. }));
            let Some(Token { kind: Kind::Near { within, ordered }, at }) = next else {
                return left;
            };
            let right = self.tokens.next_if(|token| token.kind.is_operand());
            let right = right.and_then(|right| self.operand(right.kind, &right.at, around));
            left = match (left, right) {
                (Some(left), Some(right)) => {
                    Some(self.near(left, right, (within, ordered), at, around))
                }
                (left, right) => {
                    self.stray("NEAR", at);
                    left.or(right)
                }
            };
        }
    }

    fn near(
        &mut self,
        left: Query,
        right: Query,
        how: (Within, bool),
        at: Range<usize>,
        around: Ambient,
    ) -> Query {
        near((&left, &right), how, around.field).unwrap_or_else(|| {
            let text = "NEAR joins words, phrases and choices of them, in one field: taken for AND";
            self.note(at, text);
            Query::all_of([left, right])
        })
    }

    /// One operand with what may stand behind it.
    fn operand(&mut self, kind: Kind, at: &Range<usize>, around: Ambient) -> Option<Query> {
        let query = match kind {
            Kind::AtLeast(times) => {
                let next = self.tokens.next_if(|token| token.kind.is_operand())?;
                let query = self.plain_operand(next.kind, &next.at, around)?;
                let counted = at_least(times, &query);
                if counted.is_none() {
                    self.note(at.clone(), "only words and phrases can be counted: ignored");
                }
                counted.or(Some(query))
            }
            other => self.plain_operand(other, at, around),
        };
        let next = self.tokens.next_if(|token| matches!(token.kind, Kind::Weight(_)));
        let Some(Token { kind: Kind::Weight(factor), at }) = next else { return query };
        let boosted = query.clone()?.boosted(factor);
        if query.as_ref() == Some(&boosted) {
            self.note(at, "a weight on what does not rank: ignored");
        }
        Some(boosted)
    }

    fn plain_operand(&mut self, kind: Kind, at: &Range<usize>, around: Ambient) -> Option<Query> {
        let today = self.today;
        let fields = |named: Option<Field>| (around.inside(named).field, around.text);
        let (named, query) = match kind {
            Kind::Open(named) => return self.group(at, around.inside(named)),
            Kind::Quoted(named, content) => {
                let leaf = leaf::quoted(&content, fields(named), at, today, &mut self.notes);
                (None, self.between(leaf).map(Query::Leaf))
            }
            Kind::Chunk(named, chunk) => {
                (named, leaf::chunk(&chunk, fields(named), at, today, &mut self.notes))
            }
            Kind::Regex(named, pattern) => {
                let leaf = leaf::regex(&pattern, fields(named), at, &mut self.notes);
                (named, leaf.map(Query::Leaf))
            }
            _ => return None,
        };
        if query.as_ref().is_some_and(Query::is_open_pattern) {
            self.open_patterns += 1;
            if self.open_patterns > OPEN_PATTERNS {
                let text = format!("more than {OPEN_PATTERNS} patterns of any beginning: ignored");
                self.note(at.clone(), text);
                return None;
            }
        }
        if let (Some(field), None) = (named, &query) {
            self.note(at.clone(), format!("no word behind \"{}:\": ignored", field.name()));
        }
        query
    }

    /// Quoted words with the distance behind them, if there is one.
    fn between(&mut self, leaf: Option<Leaf>) -> Option<Leaf> {
        let next = self.tokens.next_if(|token| matches!(token.kind, Kind::Between(_)));
        match (leaf, next) {
            (Some(leaf), Some(Token { kind: Kind::Between(words), at })) => {
                Some(leaf::together(leaf, words, &at, &mut self.notes))
            }
            (leaf, _) => leaf,
        }
    }

    /// What follows an opening bracket, with its closing one.
    fn group(&mut self, open: &Range<usize>, inside: Ambient) -> Option<Query> {
        let query = self.clauses(inside);
        let close = self.tokens.next_if(|token| matches!(token.kind, Kind::Close));
        if query.is_none() {
            let end = close.map_or(open.end, |token| token.at.end);
            self.note(open.start..end, "nothing to search for between the brackets: ignored");
        }
        query
    }

    /// A query of nothing but operators and the like: `OR` may be Oregon.
    fn words_alone(&mut self, typed: &str) -> Query {
        let leaf = |word| Leaf {
            field: Field::Text,
            test: Test::Words { words: vec![word], exact: false },
        };
        let words = text::words(typed).to_vec().into_iter();
        let clauses = words.map(|word| {
            let query = Query::Leaf(leaf(word));
            Signed { sign: Sign::None, query, is_name: false }
        });
        let all = 0..typed.chars().count();
        let Some(query) = side_by_side(clauses.collect(), Field::Text) else {
            self.note(all, "nothing to search for: every article is found");
            return Query::Everything;
        };
        self.notes.clear();
        self.note(all, "nothing but operators and names of fields: searched as words");
        query
    }

    fn stray(&mut self, operator: &str, at: Range<usize>) {
        self.note(at, format!("\"{operator}\" with nothing to join: ignored"));
    }

    fn note(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.notes.push(Note { at, text: text.into() });
    }
}

impl Sign {
    fn under_not(self, not: bool) -> Self {
        match (self, not) {
            (sign, false) => sign,
            (Self::None | Self::Plus, true) => Self::Minus,
            (Self::Minus, true) => Self::None,
        }
    }
}

impl Signed {
    /// As a part of something joined by an operator.
    fn plain(self) -> Query {
        match self.sign {
            Sign::None | Sign::Plus => self.query,
            Sign::Minus => self.query.negated(),
        }
    }
}

/// Notes in the order of the text; one for many of a kind.
fn tidy(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by_key(|note| note.at.start);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    notes.retain(|note| {
        let times = seen.entry(note.text.clone()).or_default();
        *times += 1;
        *times == 1
    });
    for note in &mut notes {
        let others = seen.get(&note.text).map_or(0, |times| times - 1);
        match others {
            0 => {}
            1 => note.text.push_str(" (here and in another place)"),
            _ => note.text = format!("{} (here and in {others} other places)", note.text),
        }
    }
    notes
}
