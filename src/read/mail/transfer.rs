//! How mail wraps bytes and lines for the way, undone. Nothing here fails: what is not encoded as
//! it should be stays as it is.

/// Bytes in base64; what is no letter of it is passed over.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // Some programs join texts that are each filled up.
            b'=' => {
                count = 0;
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count).to_le_bytes()[0]);
        }
    }
    out
}

/// Bytes as quoted-printable.
pub(super) fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        if rest.get(blanks) == Some(&b'\n') {
            rest = &rest[blanks + 1..];
        } else if let Some(byte) = hex(rest) {
            out.push(byte);
            rest = &rest[2..];
        } else {
            out.push(b'=');
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Bytes in which a sign and two figures stand for one.
pub(super) fn escaped(bytes: &[u8], sign: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, behind @ ..] = rest {
        let byte = hex(behind).filter(|_| *first == sign);
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    out
}

fn hex(bytes: &[u8]) -> Option<u8> {
    let [high, low, ..] = bytes else { return None };
    let figure =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|figure| u8::try_from(figure).ok());
    Some(figure(high)? << 4 | figure(low)?)
}

/// `format=flowed` undone: a line that ends in a blank goes on in the next (RFC 3676). The blank
/// before a line that begins with one, or with `From`, goes; the one before a signature stays.
pub(super) fn flowed(text: &str, deletes_blank: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|&byte| byte == b'>').count();
        let inside = &line[depth..];
        let inside = inside.strip_prefix(' ').unwrap_or(inside);
        if open != Some(depth) || inside == "-- " {
            if open.is_some() {
                out.push('\n');
            }
            if depth > 0 {
                out.extend(std::iter::repeat_n('>', depth));
                out.push(' ');
            }
        }
        let flows = inside.ends_with(' ') && inside != "-- ";
        let inside = if flows && deletes_blank { &inside[..inside.len() - 1] } else { inside };
        out.push_str(inside);
        open = flows.then_some(depth);
        if !flows {
            out.push('\n');
        }
    }
    out
}

/// The widths at which programs and people wrap lines, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 55..=90;

/// Lines that were wrapped at a width, joined: one goes on in the next if the next word would not
/// have had room on it. In a letter of two lines no more can be told.
pub(super) fn unwrapped(text: &str) -> String {
    let chars = |line: &str| line.trim_end().chars().count();
    let lines = text.lines().filter(|line| !line.contains("://"));
    let width = lines.map(chars).filter(|width| width <= WIDTHS.end()).max();
    let Some(width) = width.filter(|width| WIDTHS.contains(width)) else { return text.to_owned() };
    let is_own = |line: &str| {
        line.is_empty()
            || line.starts_with(['>', '-', '*', '•', ' ', '\t'])
            || line.split(' ').next().is_some_and(|word| word.ends_with(':'))
    };
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        let next = lines.peek().filter(|next| !is_own(next) && !is_own(line));
        let word = next.and_then(|next| next.split_whitespace().next());
        let is_full = word.is_some_and(|word| chars(line) + 1 + word.chars().count() > width);
        let is_signature = line == "-- ";
        out.push(if is_full && !is_signature && chars(line) <= width { ' ' } else { '\n' });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_in_any_state() {
        let cases: [(&[u8], &[u8]); 6] = [
            (b"RsOkaHJl", "Fähre".as_bytes()),
            (b"RsOk\r\naHJl\r\n", "Fähre".as_bytes()),
            (b"QQ==QUI=", b"AAB"),
            (b"QUI", b"AB"),
            (b"!Q-U_I*", b"AB"),
            (b"====", b""),
        ];
        for (bytes, expected) in cases {
            assert_eq!(base64(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let all: Vec<u8> = (0..=255).collect();
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let packed = all.chunks(3).flat_map(|three| {
            let bits = three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte))
                << (8 * (3 - three.len()));
            (0..=three.len()).map(move |at| letters[(bits >> (18 - 6 * at) & 63) as usize])
        });
        assert_eq!(base64(&packed.collect::<Vec<u8>>()), all);
    }

    #[test]
    fn quoted_printable_in_any_state() {
        let cases = [
            ("F=C3=A4hre", "Fähre"),
            ("soft=\r\nbreak=  \nhere", "softbreakhere"),
            ("a = b =XY =", "a = b =XY ="),
            ("=c3=a4", "ä"),
        ];
        for (text, expected) in cases {
            assert_eq!(String::from_utf8(quoted(text.as_bytes())).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The ferry to Gull Point stopped at noon and did not move until the fog had\ngone.\n\n- a\n- b\n";
        let expected = "The ferry to Gull Point stopped at noon and did not move until the fog had gone.\n\n- a\n- b\n";
        assert_eq!(unwrapped(text), expected);
        assert_eq!(unwrapped("Roses are red\nviolets are\n"), "Roses are red\nviolets are\n");
        let long = "x".repeat(100);
        assert_eq!(unwrapped(&format!("{long}\n{long}\n")), format!("{long}\n{long}\n"));
    }

    #[test]
    fn flowed_lines_are_joined() {
        let text = "One \ntwo\nthree\n\n> quoted \n> text\n From here\n-- \nName \n";
        let expected = "One two\nthree\n\n> quoted text\nFrom here\n-- \nName ";
        assert_eq!(flowed(text, false), expected);
        assert_eq!(flowed("日本 \n語\n", true), "日本語\n");
        assert_eq!(flowed("> open \nnot quoted\n", false), "> open \nnot quoted\n");
    }
}
