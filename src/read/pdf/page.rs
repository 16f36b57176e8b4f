//! What is drawn on a page: its glyphs, each with its letters and its place.
//!
//! Only what moves or shows text is carried out. Forms (content that a page draws by name) are
//! kept on a stack of our own, so that forms that draw each other cost a bounded number of steps.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::cmap::utf16;
use super::document;
use super::font::Font;
use super::geometry::{Matrix, UNIT};
use super::tokens::{Token, Tokens};

/// How many steps may be taken for one document, and how many bytes unpacked for its pages: some
/// thousand pages of dense text have a tenth.
const MOST_STEPS: usize = 20_000_000;
const MOST_BYTES: usize = 512 << 20;

/// What drawing a form or picture costs in steps: it is looked up and unpacked.
const STEPS_OF_FORM: usize = 100;

/// The longest content of a page or form; maps drawn line by line have 10 MB.
const LONGEST_CONTENT: usize = 64 << 20;

/// How deep forms are opened that are drawn by forms.
const DEEPEST_FORM: usize = 12;

/// How many states may be kept to return to.
const MOST_STATES: usize = 1_000;

/// How many of the parts of the content that lie in each other are asked what they read as.
const DEEPEST_MARK: usize = 8;

/// A page or form with more glyphs is no text.
const MOST_GLYPHS: usize = 300_000;

/// The most operands kept for an operator: that which shows text word by word has hundreds.
const MOST_OPERANDS: usize = 50_000;

/// How many fonts of a document are read.
const MOST_FONTS: usize = 2_000;

/// A glyph as it stands on the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its letters; empty where those of the glyph before it stand for it as well.
    pub text: String,
    /// From where the glyph is drawn to where the next would be.
    pub at: Matrix,
    /// How far it reaches along its line, and how high its letters are.
    pub width: f32,
    pub size: f32,
    /// Which font it is drawn with, to tell it from others.
    pub font: usize,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub glyphs: Vec<Glyph>,
    /// How many glyphs there are that nobody can tell the letters of.
    pub unreadable: usize,
    /// Whether a picture is drawn.
    pub has_picture: bool,
}

/// What is spent on the pages of one document.
pub(super) struct Drawing<'d> {
    doc: &'d Document,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    nameless: Rc<Font>,
    steps: usize,
    bytes: usize,
}

/// Content that is being carried out.
struct Frame<'d> {
    content: Vec<u8>,
    at: usize,
    resources: Option<&'d Dictionary>,
    /// What to return to when it is done.
    outer: State,
    kept: usize,
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    /// From the measure of the content to that of the page.
    page: Matrix,
    font: Rc<Font>,
    font_number: usize,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Where text stands, and what was marked about it.
struct Pen {
    text: Matrix,
    line: Matrix,
    /// What the parts of the content that are open say of themselves.
    marks: Vec<Mark>,
    kept: Vec<State>,
}

/// What a part of the content says of itself.
enum Mark {
    Nothing,
    /// What it reads as, whatever glyphs it is drawn with; empty once that has been written.
    ReadsAs(String),
}

/// Why carrying out a content was left.
enum Left<'d> {
    Done,
    Form(&'d Object),
}

impl<'d> Drawing<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        let nameless = Rc::new(Font::unknown());
        Self { doc, fonts: HashMap::new(), nameless, steps: MOST_STEPS, bytes: MOST_BYTES }
    }

    /// Whether more may be drawn.
    pub(super) fn is_spent(&self) -> bool {
        self.steps == 0 || self.bytes == 0
    }

    /// Draws a page.
    pub(super) fn page(&mut self, dict: &'d Dictionary) -> Page {
        let mut page = Page::default();
        let mut state = State::new(&self.nameless);
        let mut pen = Pen { text: UNIT, line: UNIT, marks: Vec::new(), kept: Vec::new() };
        let first = self.contents(dict);
        let resources = resources(self.doc, dict);
        let outer = state.clone();
        let mut frames = vec![Frame { content: first, at: 0, resources, outer, kept: 0 }];
        while let Some(frame) = frames.last_mut() {
            match self.carry_out(frame, &mut state, &mut pen, &mut page) {
                Left::Form(form) if frames.len() < DEEPEST_FORM => {
                    let around = frames.last().and_then(|frame| frame.resources);
                    frames.extend(self.form(form, around, &mut state, &pen));
                }
                Left::Form(_) => {}
                Left::Done => {
                    if let Some(done) = frames.pop() {
                        state = done.outer;
                        pen.kept.truncate(done.kept);
                    }
                }
            }
        }
        page
    }

    /// The content of a page: one stream or several, one behind another.
    fn contents(&mut self, page: &Dictionary) -> Vec<u8> {
        let mut content = Vec::new();
        let Some(object) = document::get(self.doc, page, b"Contents") else { return content };
        let parts = object.as_array().map_or(std::slice::from_ref(object), Vec::as_slice);
        for part in parts {
            content.extend(self.unpack(document::follow(self.doc, part)));
            content.push(b'\n');
            if content.len() > LONGEST_CONTENT || self.is_spent() {
                break;
            }
        }
        content
    }

    fn unpack(&mut self, object: &Object) -> Vec<u8> {
        let content = document::stream(object, LONGEST_CONTENT.min(self.bytes));
        // Trying costs as well.
        let packed = object.as_stream().map_or(0, |stream| stream.content.len());
        let cost = content.as_ref().map_or(packed, Vec::len).max(1);
        self.bytes = self.bytes.saturating_sub(cost);
        content.unwrap_or_default()
    }

    fn form(
        &mut self,
        form: &'d Object,
        around: Option<&'d Dictionary>,
        state: &mut State,
        pen: &Pen,
    ) -> Option<Frame<'d>> {
        let dict = &form.as_stream().ok()?.dict;
        let content = self.unpack(form);
        let outer = state.clone();
        if let Some(list) = document::get(self.doc, dict, b"Matrix") {
            let numbers: Vec<f32> = document::numbers(self.doc, list).take(6).collect();
            if let Ok(matrix) = <[f32; 6]>::try_from(numbers) {
                state.page = Matrix(matrix).then(&state.page);
            }
        }
        let own = document::dict(self.doc, dict, b"Resources");
        let kept = pen.kept.len();
        Some(Frame { content, at: 0, resources: own.or(around), outer, kept })
    }

    /// Carries out content until it ends or draws a form.
    fn carry_out(
        &mut self,
        frame: &mut Frame<'d>,
        state: &mut State,
        pen: &mut Pen,
        page: &mut Page,
    ) -> Left<'d> {
        let mut tokens = Tokens::new(&frame.content, frame.at);
        let mut operands: Vec<Token> = Vec::new();
        while let Some(token) = tokens.next() {
            if self.steps == 0 || page.glyphs.len() > MOST_GLYPHS {
                return Left::Done;
            }
            self.steps -= 1;
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            match (operator, &*operands) {
                (b"Tf", [.., Token::Name(name), Token::Number(size)]) => {
                    (state.font, state.font_number) = self.font(frame.resources, name);
                    state.size = *size;
                }
                (b"Do", [.., Token::Name(name)]) => {
                    self.steps = self.steps.saturating_sub(STEPS_OF_FORM);
                    match self.named(frame.resources, name) {
                        Some(form) => {
                            frame.at = tokens.at;
                            return Left::Form(form);
                        }
                        None => page.has_picture = true,
                    }
                }
                (b"BI", _) => page.has_picture = true,
                (b"q", _) if pen.kept.len() < MOST_STATES => pen.kept.push(state.clone()),
                (b"Q", _) if pen.kept.len() > frame.kept => {
                    if let Some(kept) = pen.kept.pop() {
                        *state = kept;
                    }
                }
                (b"Tj" | b"TJ" | b"'" | b"\"", operands) => {
                    if operator == b"\""
                        && let [Token::Number(word), Token::Number(letter), ..] = operands
                    {
                        (state.word_gap, state.letter_gap) = (*word, *letter);
                    }
                    if matches!(operator, b"'" | b"\"") {
                        pen.next_line(0.0, -state.leading);
                    }
                    pen.show(operands, state, page);
                }
                (b"BDC" | b"BMC", operands) => pen.mark(operands),
                (b"EMC", _) => drop(pen.marks.pop()),
                _ => pen.place(operator, &numbers(&operands), state),
            }
            operands.clear();
        }
        Left::Done
    }

    fn font(&mut self, resources: Option<&'d Dictionary>, name: &[u8]) -> (Rc<Font>, usize) {
        let dict = resources
            .and_then(|resources| document::dict(self.doc, resources, b"Font"))
            .and_then(|fonts| document::dict(self.doc, fonts, name));
        let Some(dict) = dict else { return (Rc::clone(&self.nameless), 0) };
        let number = self.fonts.len() + 1;
        if number > MOST_FONTS {
            return (Rc::clone(&self.nameless), 0);
        }
        let doc = self.doc;
        let place = std::ptr::from_ref(dict);
        let font = self.fonts.entry(place).or_insert_with(|| Rc::new(Font::load(doc, dict)));
        (Rc::clone(font), place.addr())
    }

    /// The form of a name; `None` for pictures.
    fn named(&self, resources: Option<&'d Dictionary>, name: &[u8]) -> Option<&'d Object> {
        let objects = document::dict(self.doc, resources?, b"XObject")?;
        let object = document::get(self.doc, objects, name)?;
        let kind = document::name(self.doc, &object.as_stream().ok()?.dict, b"Subtype");
        (kind == Some(b"Form")).then_some(object)
    }
}

impl State {
    fn new(font: &Rc<Font>) -> Self {
        Self {
            page: UNIT,
            font: Rc::clone(font),
            font_number: 0,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl Pen {
    /// Operators that have only numbers.
    fn place(&mut self, operator: &[u8], numbers: &[f32], state: &mut State) {
        match (operator, numbers) {
            (b"cm", _) => {
                let Ok(matrix) = numbers.try_into() else { return };
                state.page = Matrix(matrix).then(&state.page);
            }
            (b"BT", _) => (self.text, self.line) = (UNIT, UNIT),
            (b"Tm", _) => {
                let Ok(matrix) = numbers.try_into() else { return };
                self.line = Matrix(matrix);
                self.text = self.line;
            }
            (b"Td", &[x, y]) => self.next_line(x, y),
            (b"TD", &[x, y]) => {
                state.leading = -y;
                self.next_line(x, y);
            }
            (b"T*", _) => self.next_line(0.0, -state.leading),
            (b"Tc", &[gap]) => state.letter_gap = gap,
            (b"Tw", &[gap]) => state.word_gap = gap,
            (b"Tz", &[percent]) => state.stretch = percent / 100.0,
            (b"TL", &[leading]) => state.leading = leading,
            (b"Ts", &[rise]) => state.rise = rise,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.text = self.line;
    }

    /// Marked content: what it reads as may stand beside it.
    fn mark(&mut self, operands: &[Token]) {
        let reads_as = operands.windows(2).find_map(|pair| match pair {
            [Token::Name(b"ActualText"), Token::Text(text)] => {
                text.strip_prefix(b"\xFE\xFF").and_then(utf16)
            }
            _ => None,
        });
        if self.marks.len() < MOST_STATES {
            self.marks.push(reads_as.map_or(Mark::Nothing, Mark::ReadsAs));
        }
    }

    /// Shows strings, with the gaps between them.
    fn show(&mut self, operands: &[Token], state: &State, page: &mut Page) {
        for operand in operands {
            match operand {
                Token::Number(gap) => self.advance(-gap / 1000.0 * state.size, state),
                Token::Text(bytes) => self.string(bytes, state, page),
                _ => {}
            }
        }
    }

    /// Moves on along the line.
    fn advance(&mut self, by: f32, state: &State) {
        let by = if state.font.is_vertical { [0.0, -by] } else { [by * state.stretch, 0.0] };
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, by[0], by[1]]).then(&self.text);
    }

    fn string(&mut self, bytes: &[u8], state: &State, page: &mut Page) {
        for shown in state.font.show(bytes) {
            let font = Matrix([state.stretch, 0.0, 0.0, 1.0, 0.0, state.rise]);
            let mut at = font.then(&self.text).then(&state.page);
            if state.font.is_vertical {
                at = Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]).then(&at);
            }
            let mut text = shown.text.map(std::borrow::Cow::into_owned);
            let mut marks = self.marks.iter_mut().rev().take(DEEPEST_MARK);
            let reads_as = marks.find_map(|mark| match mark {
                Mark::ReadsAs(text) => Some(std::mem::take(text)),
                Mark::Nothing => None,
            });
            text = reads_as.or(text);
            // Glyphs of a vertical font are as high as they are wide.
            let width = if state.font.is_vertical { 1.0 } else { shown.width };
            match text {
                Some(text) if page.glyphs.len() <= MOST_GLYPHS => page.glyphs.push(Glyph {
                    text,
                    width: width * state.size * at.along(),
                    size: (state.size * at.across()).abs(),
                    at,
                    font: state.font_number,
                }),
                Some(_) => {}
                None => page.unreadable += 1,
            }
            let gap = state.letter_gap + if shown.is_space { state.word_gap } else { 0.0 };
            self.advance(width * state.size + gap, state);
        }
    }
}

/// The numbers among operands.
fn numbers(operands: &[Token]) -> Vec<f32> {
    let number =
        |token: &Token| if let Token::Number(number) = token { Some(*number) } else { None };
    operands.iter().take(6).filter_map(number).collect()
}

/// The resources of a page, which it may have from the pages around it.
fn resources<'d>(doc: &'d Document, page: &'d Dictionary) -> Option<&'d Dictionary> {
    /// Trees of pages are balanced: a tree so high would have more pages than there are.
    const HIGHEST_TREE: usize = 64;
    let parent = |page: &&'d Dictionary| document::dict(doc, page, b"Parent");
    std::iter::successors(Some(page), parent)
        .take(HIGHEST_TREE)
        .find_map(|page| document::dict(doc, page, b"Resources"))
}
