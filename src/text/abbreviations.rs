//! Words whose full stop does not, or not always, end a sentence.
//!
//! Spelled as they are printed, since case tells `Sat. 5` from "there he sat."

use std::collections::HashMap;
use std::sync::LazyLock;

/// What the full stop behind a word may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The end of a sentence, for all the word tells.
    Sentence,
    /// Part of the word: `Mr.`, `e.g.`
    Word,
    /// Part of the word before a number: `No. 5`, `Sept. 11`.
    WordBeforeNumber,
    /// Either; only the next word can tell: `Inc.`, `U.S.`
    Either,
    /// Most likely that of a name, as `A. Smith`.
    Initial,
}

/// Titles, and what always leads to more.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    // English
    "Mr", "Mrs", "Ms", "Dr", "Drs", "Prof", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Gen",
    "Lt", "Col", "Capt", "Sgt", "Maj", "Cmdr", "Cpl", "Adm", "Rev", "Hon", "Pres", "Supt", "Det",
    "Insp", "Messrs", "Amb", "Atty", "Mt", "Ft", "vs", "cf", "viz", "approx", "e.g", "i.e", "al",
    // German, Dutch, Nordic
    "Hr", "Hrn", "Fr", "Frl", "Dipl", "Ing", "bzw", "vgl", "ggf", "evtl", "inkl", "sog", "ca",
    "z.B", "d.h", "u.a", "o.g", "i.d.R", "dhr", "mevr", "mw", "bijv", "o.a", "bl.a", "t.ex",
    "f.eks", "dvs", "mm.fl",
    // French, Spanish, Portuguese, Italian, Romanian
    "MM", "Mme", "Mlle", "Mgr", "Sra", "Srta", "Sres", "Dra", "Dña", "Gral", "Cnel", "Lic", "Exmo",
    "Exma", "p.ej", "Sig", "Dott", "Avv", "avv", "On", "dott", "sig", "dl",
    // Polish, Czech, Slovak, Hungarian
    "np", "tzw", "tzn", "prof", "gen", "płk", "ppłk", "mjr", "ul", "św", "m.in", "abp", "bp", "ks",
    "např", "tzv", "mj", "tj", "pl", "ún",
    // Russian, Ukrainian, Bulgarian
    "т.е", "т.к", "т.н", "т.ч", "и.о", "им", "ул", "просп", "акад", "проф", "ген", "напр", "вул",
    "чл",
    // Greek, Turkish
    "π.χ", "κ.κ", "δηλ", "örn", "Av", "Doç",
];

/// What stands before numbers, months and weekdays among them.
#[rustfmt::skip]
const BEFORE_NUMBERS: &[&str] = &[
    "No", "Nos", "no", "Nr", "nr", "Núm", "núm", "Art", "art", "Arts", "Abs", "Fig", "fig", "figs",
    "pp", "pg", "pág", "págs", "str", "vol", "Vol", "ch", "sec", "Sec", "Sect", "ст", "стр", "čl",
    "ust", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Okt", "Nov",
    "Dec", "Dez", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Rs",
    "Tel", "tel", "Ph",
];

/// What ends a sentence as often as not.
#[rustfmt::skip]
const EITHER: &[&str] = &[
    // English
    "Inc", "Ltd", "Corp", "Co", "Cos", "Bros", "Plc", "plc", "Jr", "Sr", "St", "Ave", "Blvd", "Rd",
    "Esq", "Ph.D", "M.Sc", "B.Sc", "etc", "Est", "est", "dept", "Dept", "Univ", "Assn", "Bd",
    // American states as newspapers shorten them
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
    "La", "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa",
    "Tenn", "Tex", "Vt", "Va", "Wash", "Wis", "Wyo",
    // Other languages
    "usw", "usf", "Mio", "Mrd", "mio", "mia", "Tsd", "Str", "Std", "Min", "min", "EE.UU", "Cía",
    "itd", "itp", "tys", "mln", "mld", "proc", "godz", "r", "гг", "вв", "руб", "коп", "тыс", "млн",
    "млрд", "долл", "др", "пр", "т.д", "т.п", "грн", "atd", "Kč", "tis", "vb", "см", "ср",
];

/// First words of sentences that are next to never names. Behind an initial nothing else counts.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "The", "He", "She", "It", "They", "This", "That", "These", "Those", "But", "And", "We", "You",
    "His", "Her", "Its", "Their", "There", "However", "Meanwhile",
];

/// More of them, believed only behind what may end a sentence anyway.
#[rustfmt::skip]
const MORE_OPENERS: &[&str] = &[
    "A", "An", "I", "In", "On", "At", "As", "If", "By", "For", "From", "With", "When", "While",
    "Where", "What", "Who", "Why", "How", "After", "Before", "Since", "Although", "Though",
    "Despite", "According", "Our", "My", "Some", "Many", "Most", "Both", "Also", "Later", "Earlier",
    "Now", "Then", "Under", "So", "Such", "Or", "Not", "No", "One", "Each", "Last",
    // German, Dutch, Nordic
    "Der", "Die", "Das", "Den", "Dem", "Ein", "Eine", "Er", "Sie", "Es", "Wir", "Ich", "Im", "Am",
    "Auf", "Mit", "Nach", "Bei", "Und", "Aber", "Doch", "Auch", "Wenn", "Als", "Dies", "Diese",
    "Dieser", "Dieses", "Seit", "De", "Het", "Een", "Hij", "Zij", "Maar", "Det", "Han", "Hon",
    "Hun", "Men", "Och", "Og",
    // Romance
    "Le", "La", "Les", "Un", "Une", "Il", "Elle", "Ils", "Elles", "Ce", "Cette", "Ces", "En",
    "Dans", "Mais", "Et", "Selon", "Pour", "Après", "Nous", "El", "Una", "Según", "Pero", "Y",
    "Este", "Esta", "Lo", "Gli", "Ma", "Secondo", "O", "Os", "Um", "Uma", "Mas", "Segundo",
    // Slavic
    "Он", "Она", "Они", "Оно", "Это", "Этот", "Эта", "В", "Во", "На", "По", "С", "Но", "И", "А",
    "Как", "Также", "Однако", "Мы", "Я", "При", "После", "За", "К", "До", "Він", "Вона", "Вони",
    "Це", "Але", "У", "З", "Ale", "To", "W", "Na", "Po", "Ten", "Ta", "V", "Je",
];

/// What leads to an ordinal in German: `am 3. Oktober`, `im 2. Weltkrieg`.
#[rustfmt::skip]
const BEFORE_ORDINALS: &[&str] = &[
    "am", "im", "der", "die", "das", "den", "dem", "des", "vom", "zum", "zur", "bis", "ab", "seit",
    "beim", "ins", "ans", "und", "oder", "Der", "Die", "Das", "Am", "Im", "Seit", "Vom", "Zum",
];

/// What an ordinal leads to in German.
#[rustfmt::skip]
const BEHIND_ORDINALS: &[&str] = &[
    "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember", "Jahrhundert", "Jahrhunderts", "Bundesliga", "Liga",
    "Weltkrieg", "Weltkriegs", "Platz", "Runde", "Mal", "Tag", "Stock", "Klasse", "Minute",
];

/// What the full stop behind each of these words means. Of a word in two lists the later one says it.
static STOPS: LazyLock<HashMap<&str, Stop>> = LazyLock::new(|| {
    let lists = [(EITHER, Stop::Either), (BEFORE_NUMBERS, Stop::WordBeforeNumber)];
    let lists = lists.into_iter().chain([(WORDS, Stop::Word)]);
    lists.flat_map(|(words, stop)| words.iter().map(move |word| (*word, stop))).collect()
});

/// What the full stop behind a word means, as far as the word tells.
pub(super) fn stop_behind(word: &str) -> Stop {
    if let Some(stop) = STOPS.get(word) {
        return *stop;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => Stop::Initial,
        // `2024 г.`, `5 m.`
        (Some(letter), None) if letter.is_alphabetic() => Stop::Either,
        (Some(_), Some(_)) if is_initials(word) => Stop::Either,
        _ => Stop::Sentence,
    }
}

/// `U.S`, `J.R.R`, `a.m`, `т.д`: single letters with full stops between.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

/// Whether a word opens a sentence behind an initial.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether a word opens a sentence behind an abbreviation that may end one.
pub(super) fn is_likely_opener(word: &str) -> bool {
    OPENERS.contains(&word) || MORE_OPENERS.contains(&word)
}

/// Whether a number between two words is an ordinal with its full stop.
pub(super) fn is_ordinal(before: &str, behind: &str) -> bool {
    BEFORE_ORDINALS.contains(&before) || BEHIND_ORDINALS.contains(&behind)
}
