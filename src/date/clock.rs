//! Times of day and their zones: `10:30`, `10.30pm`, `10h30`, `10:30 Uhr MESZ`, `T103000Z`.

use jiff::civil;
use jiff::tz::Offset;

use super::names::{self, Zone};
use super::tokens::Cursor;

/// A time of day with what is known of its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: civil::Time,
    pub(super) zone: Option<Zone>,
}

/// Words that lead from a date to a time.
const AT: &[&str] = &[
    "at", "um", "gegen", "a", "las", "as", "alle", "ore", "kl", "klo", "om", "o", "ob", "v", "в",
    "о", "saat", "pukul", "godz",
];

/// Words behind a time that only say that it is one.
const OCLOCK: &[&str] = &["uhr", "h", "hrs", "hours", "uur", "ч"];

/// How a time is introduced, which decides what is one: `10.30` alone may be a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeadIn {
    /// The `T` of ISO 8601.
    Iso,
    /// `at` and its like.
    Word,
    /// A sign or nothing.
    Bare,
}

/// Reads a time that follows a date, with whatever leads over to it.
pub(super) fn after_date(cursor: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    if let Some(next) = cursor.glued_word(&["t"]) {
        return clock(next, LeadIn::Iso);
    }
    let mut next = cursor.skip_sign(&[',', '-', '—', '|', '·', '•', '@', '/', ':', ';']);
    let mut lead_in = LeadIn::Bare;
    for _ in 0..2 {
        if let Some(behind) = next.word(AT) {
            next = behind.skip_sign(&['.', ':']);
            lead_in = LeadIn::Word;
        }
    }
    clock(next, lead_in)
}

/// Reads a time that stands before a date.
pub(super) fn before_date(cursor: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let (clock, next) = clock(cursor, LeadIn::Bare)?;
    let next = next.skip_sign(&[',', '-', '—', '|', '·', '•']);
    Some((clock, next.word(&["on", "am", "le", "el", "il", "den", "op", "del"]).unwrap_or(next)))
}

fn clock(cursor: Cursor<'_>, lead_in: LeadIn) -> Option<(Clock, Cursor<'_>)> {
    let (mut half, cursor) = east_asian_half(cursor);
    let (read, mut next) = hands(cursor, lead_in)?;
    if half.is_none()
        && let Some((found, behind)) = meridiem(next)
    {
        half = Some(found);
        next = behind;
    }
    let oclock = next.word(OCLOCK);
    next = oclock.unwrap_or(next);
    let strict = lead_in != LeadIn::Iso && !read.seconds_written;
    let (zone, next) = match zone(next, if strict { Minus::Unlikely } else { Minus::Offset }) {
        Some((zone, behind)) => (Some(zone), behind),
        None => (None, next),
    };
    let certain = match read.form {
        Form::Certain => true,
        Form::Dotted => {
            lead_in == LeadIn::Word || half.is_some() || oclock.is_some() || zone.is_some()
        }
        Form::HourOnly => half.is_some() || oclock.is_some(),
        Form::Compact => zone.is_some(),
    };
    let hour = match half {
        Some(Half::Morning) if read.hour == 12 => 0,
        Some(Half::Morning) => (read.hour < 12).then_some(read.hour)?,
        Some(Half::Afternoon) if read.hour < 12 => read.hour + 12,
        Some(Half::Afternoon) | None => read.hour,
    };
    // A leap second is kept as the second before it.
    let time = civil::Time::new(hour, read.minute, read.second.min(59), 0).ok()?;
    (certain && read.second <= 60).then_some((Clock { time, zone }, next))
}

struct Hands {
    hour: i8,
    minute: i8,
    second: i8,
    seconds_written: bool,
    form: Form,
}

/// How surely digits are a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Certain,
    /// `10.30`
    Dotted,
    /// `10`
    HourOnly,
    /// `1030`
    Compact,
}

fn hands(cursor: Cursor<'_>, lead_in: LeadIn) -> Option<(Hands, Cursor<'_>)> {
    let (value, digits, next) = cursor.number()?;
    let part = |divisor: u32| i8::try_from(value / divisor % 100).unwrap_or(0);
    let hands = |hour, minute, second, seconds_written, form| Hands {
        hour,
        minute,
        second,
        seconds_written,
        form,
    };
    match (digits, lead_in) {
        (6, LeadIn::Iso) => {
            let next = skip_fraction(next);
            return Some((hands(part(10_000), part(100), part(1), true, Form::Certain), next));
        }
        (4, LeadIn::Iso) => {
            return Some((hands(part(100), part(1), 0, false, Form::Certain), next));
        }
        (4, _) => return Some((hands(part(100), part(1), 0, false, Form::Compact), next)),
        (1 | 2, _) => {}
        _ => return None,
    }
    let hour = part(1);
    if let Some(after_hour) = next.glued_sign(&[':'])
        && let Some((minute, after_minute)) = two_digits(after_hour)
    {
        if let Some((second, behind)) = after_minute.glued_sign(&[':']).and_then(two_digits) {
            let read = hands(hour, minute, second, true, Form::Certain);
            return Some((read, skip_fraction(behind)));
        }
        return Some((hands(hour, minute, 0, false, Form::Certain), after_minute));
    }
    if let Some((minute, behind)) = next.glued_sign(&['.']).and_then(two_digits) {
        return Some((hands(hour, minute, 0, false, Form::Dotted), behind));
    }
    if let Some(after_hour) = next.word(&["時", "时", "点", "點", "시"]) {
        let minute = after_hour.number().and_then(|(value, _, behind)| {
            Some((i8::try_from(value).ok()?, behind.word(&["分", "분"])?))
        });
        let (minute, behind) = minute.unwrap_or((0, after_hour));
        return Some((hands(hour, minute, 0, false, Form::Certain), behind));
    }
    if let Some(after_hour) = next.word(&["h", "uhr"]) {
        return Some(match two_digits(after_hour) {
            Some((minute, behind)) => (hands(hour, minute, 0, false, Form::Certain), behind),
            None => (hands(hour, 0, 0, false, Form::Certain), after_hour),
        });
    }
    let form = if lead_in == LeadIn::Iso { Form::Certain } else { Form::HourOnly };
    Some((hands(hour, 0, 0, false, form), next))
}

fn two_digits(cursor: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    match cursor.number()? {
        (value, 2, next) => Some((i8::try_from(value).ok()?, next)),
        _ => None,
    }
}

fn skip_fraction(cursor: Cursor<'_>) -> Cursor<'_> {
    let digits = cursor.glued_sign(&['.', ',']).filter(|next| !next.is_spaced());
    digits.and_then(Cursor::number).map_or(cursor, |(_, _, behind)| behind)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// `am`, `a.m.`, `p. m.`
fn meridiem(cursor: Cursor<'_>) -> Option<(Half, Cursor<'_>)> {
    if let Some(next) = cursor.word(&["am"]) {
        return Some((Half::Morning, next));
    }
    if let Some(next) = cursor.word(&["pm"]) {
        return Some((Half::Afternoon, next));
    }
    let (half, next) = match cursor.word(&["a"]) {
        Some(next) => (Half::Morning, next),
        None => (Half::Afternoon, cursor.word(&["p"])?),
    };
    let next = next.glued_sign(&['.'])?.word(&["m"])?;
    Some((half, next.glued_sign(&['.']).unwrap_or(next)))
}

/// `上午`, `午後`, `오전`: the half of the day before the hour.
fn east_asian_half(cursor: Cursor<'_>) -> (Option<Half>, Cursor<'_>) {
    for (pair, half) in [
        (["上", "午"], Half::Morning),
        (["午", "前"], Half::Morning),
        (["오", "전"], Half::Morning),
        (["下", "午"], Half::Afternoon),
        (["午", "後"], Half::Afternoon),
        (["오", "후"], Half::Afternoon),
    ] {
        if let Some(next) = cursor.word(&pair[..1]).and_then(|next| next.word(&pair[1..])) {
            return (Some(half), next);
        }
    }
    (None, cursor)
}

/// What a minus behind a time can be: in `10:30-11:30` it leads to the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Minus {
    Offset,
    Unlikely,
}

fn zone(cursor: Cursor<'_>, minus: Minus) -> Option<(Zone, Cursor<'_>)> {
    if let Some(inside) = cursor.sign(&['('])
        && let Some((zone, next)) = zone_name(inside)
    {
        return Some((zone, next.sign(&[')'])?));
    }
    if let Some(found) = zone_name(cursor) {
        return Some(found);
    }
    offset(cursor, minus)
}

fn zone_name(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    if let Some(next) = cursor.glued_word(&["z"]) {
        return Some((Zone { offset: Some(Offset::UTC) }, next));
    }
    let (text, next) = cursor.any_word()?;
    let zone = names::zone(text)?;
    if zone.offset == Some(Offset::UTC)
        && let Some(found) = offset(next, Minus::Offset)
    {
        return Some(found);
    }
    Some((zone, next))
}

/// `+02:00`, `+0200`, `+2`; a minus with a colon only where it can be no span.
fn offset(cursor: Cursor<'_>, minus: Minus) -> Option<(Zone, Cursor<'_>)> {
    let (sign, next) = match cursor.sign(&['+']) {
        Some(next) => (1, next),
        None => (-1, cursor.sign(&['-'])?),
    };
    if next.is_spaced() {
        return None;
    }
    let (value, digits, next) = next.number()?;
    let (hours, minutes, next) = match digits {
        4 => (value / 100, value % 100, next),
        1 | 2 if sign < 0 && minus == Minus::Unlikely => return None,
        1 | 2 => match next.glued_sign(&[':']).and_then(two_digits) {
            Some((minutes, behind)) => (value, u32::try_from(minutes).ok()?, behind),
            None => (value, 0, next),
        },
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let offset = Offset::from_seconds(sign * seconds).ok()?;
    Some((Zone { offset: Some(offset) }, skip_comment(next)))
}

/// A remark in brackets behind an offset: `+0200 (Central European Summer Time)`.
fn skip_comment(cursor: Cursor<'_>) -> Cursor<'_> {
    let Some(mut next) = cursor.sign(&['(']) else { return cursor };
    for _ in 0..6 {
        if let Some(behind) = next.sign(&[')']) {
            return behind;
        }
        match next.any_word() {
            Some((_, behind)) => next = behind,
            None => return cursor,
        }
    }
    cursor
}
