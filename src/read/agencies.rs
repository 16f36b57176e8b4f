//! News agencies and the ways their names are written.
//!
//! A table, and the words by which the others call themselves agencies. Only a whole name is ever
//! recognised, so that a mention inside a phrase stays a mention; short forms (`AP`, `TT`, `dpa`)
//! count only in the letter case listed here, for many of them are ordinary words otherwise. Where
//! several agencies share a short form (`CNA`, `CNS`), it is not listed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A name of at most this many characters is matched in its exact letter case.
const SHORT: usize = 4;

/// The most words a listed name has.
const MOST_WORDS: usize = 5;

/// An agency: as it is usually called where it is listed, as it is written where it is not.
pub(super) type Agency = Cow<'static, str>;

/// The agency a name or short form stands for (`AP`, `The Associated Press`, `dpa`, `Northern News
/// Agency`); `None` for anything else.
pub(super) fn agency(name: &str) -> Option<Agency> {
    let name = bare(name);
    listed(name)
        .map(Cow::Borrowed)
        .or_else(|| calls_itself_agency(name).then(|| single_spaced(name)))
}

/// Whether a name is that of an agency in the table.
pub(super) fn is_listed(name: &str) -> bool {
    listed(bare(name)).is_some()
}

/// Splits a text that ends in an agency's name into what stands before it and the agency:
/// `Anna Berg Bloomberg News` into `Anna Berg` and `Bloomberg`. The longest name wins. Where a name
/// begins that is not listed cannot be told, so it must be all there is.
pub(super) fn split_last(text: &str) -> Option<(&str, Agency)> {
    let starts: Vec<usize> = words(text).rev().take(MOST_WORDS + 1).collect();
    let listed = starts
        .into_iter()
        .rev()
        .find_map(|at| Some((text[..at].trim_end(), listed(bare(&text[at..]))?)));
    match listed {
        Some((before, agency)) => Some((before, Cow::Borrowed(agency))),
        None => Some(("", agency(text)?)),
    }
}

/// A name without marks around it and without its article.
fn bare(name: &str) -> &str {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

fn listed(name: &str) -> Option<&'static str> {
    BY_NAME.get(key(name).as_str()).copied()
}

fn single_spaced(name: &str) -> Agency {
    Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a name says that it is a news agency's: by its last words behind a name (`Northern News
/// Agency`), or by its first before one (`Agencia Austral`). Agencies of other kinds do not.
fn calls_itself_agency(name: &str) -> bool {
    if name.len() > LONGEST_NAME || !name.contains(char::is_alphabetic) {
        return false;
    }
    let lower = name.to_lowercase();
    // A script without spaces sets the word right behind the name.
    if DENSE_ENDS.iter().any(|end| lower.ends_with(end)) {
        return (4..=10).contains(&lower.chars().count()) && !lower.contains(char::is_whitespace);
    }
    let count = lower.split_whitespace().count();
    let kind = ENDS.iter().find(|end| lower.ends_with(**end)).map(|end| (count, *end));
    let kind = kind.or_else(|| {
        let start = STARTS.iter().find(|start| lower.starts_with(**start))?;
        let is_public = lower.split_whitespace().any(|word| PUBLIC.contains(&word));
        // Public bodies have long names.
        (count <= start.split_whitespace().count() + 2 && !is_public).then_some((count, *start))
    });
    let Some((count, kind)) = kind else { return false };
    let kind: Vec<&str> = kind.split_whitespace().collect();
    let is_titled = name.split_whitespace().all(|word| {
        !word.starts_with(char::is_lowercase)
            || kind.contains(&word)
            || matches!(word, "of" | "de" | "di")
    });
    is_titled && (kind.len() + 1..=MOST_UNLISTED_WORDS).contains(&count)
}

/// No agency's name is longer, in bytes.
const LONGEST_NAME: usize = 80;

/// The most words of a name that is not listed; more are a phrase.
const MOST_UNLISTED_WORDS: usize = 4;

/// How the names of news agencies end, in lower case.
const ENDS: &[&str] = &[
    " news agency",
    " press agency",
    " news service",
    " newswire",
    " newswires",
    " nachrichtenagentur",
    " presseagentur",
    " presse-agentur",
    " haber ajansı",
    " persbureau",
    " nyhetsbyrå",
    " nyhetsbyrån",
];

/// The same in scripts without spaces.
const DENSE_ENDS: &[&str] = &["通讯社", "通訊社", "通信社"];

/// How they begin.
const STARTS: &[&str] = &[
    "agence ",
    "agencia ",
    "agência ",
    "agenzia ",
    "agencja ",
    "nachrichtenagentur ",
    "presseagentur ",
    "информационное агентство ",
    "информагентство ",
    "телеграфное агентство ",
];

/// Words of agencies that are no news agencies: of states, of space, of taxes.
const PUBLIC: &[&str] = &[
    "spatiale",
    "nationale",
    "européenne",
    "internationale",
    "espacial",
    "europea",
    "nacional",
    "estatal",
    "tributaria",
    "española",
    "internacional",
    "federal",
    "spaziale",
    "nazionale",
    "entrate",
    "dogane",
];

/// The byte positions at which the words of a text begin.
fn words(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    text.split(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
}

/// What a name is looked up by: itself when short, else in lower case with single spaces.
fn key(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > SHORT { name.to_lowercase() } else { name }
}

static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let pairs = AGENCIES.iter().flat_map(|&(agency, names)| {
        std::iter::once(agency).chain(names.iter().copied()).map(move |name| (key(name), agency))
    });
    pairs.collect()
});

/// An agency's usual name, then the other names it signs with.
#[rustfmt::skip]
const AGENCIES: &[(&str, &[&str])] = &[
    // Worldwide.
    ("AP", &["Associated Press", "A.P.", "AP News", "AP Wire", "Associated Press News", "美联社", "AP通信"]),
    ("Reuters", &["Thomson Reuters", "Reuters News", "Reuters News Agency", "Рейтер", "路透社", "路透", "ロイター", "로이터", "رويترز"]),
    ("AFP", &["Agence France-Presse", "Agence France Presse", "AFP News", "Agence-France Presse", "АФП", "Франс Пресс", "法新社"]),
    ("Bloomberg", &["Bloomberg News", "Bloomberg Opinion", "Bloomberg Wire", "彭博社", "彭博"]),
    ("UPI", &["United Press International"]),
    ("PR Newswire", &["PRNewswire"]),
    ("Business Wire", &["BusinessWire"]),
    ("GlobeNewswire", &["Globe Newswire"]),
    ("ACCESS Newswire", &["Accesswire"]),
    ("Dow Jones Newswires", &["Dow Jones News", "Dow Jones Newswire", "DJN"]),
    ("Thomson Reuters Foundation", &[]),
    ("IPS", &["Inter Press Service"]),
    // United States.
    ("Tribune News Service", &["TNS", "Tribune Content Agency", "TCA", "McClatchy-Tribune News Service",
        "McClatchy-Tribune", "MCT", "Knight Ridder/Tribune", "Knight Ridder", "KRT"]),
    ("New York Times News Service", &["NYT News Service", "N.Y. Times News Service"]),
    ("CNN Wire", &["CNN Newsource", "The-CNN-Wire", "CNN Newswire"]),
    ("Scripps Howard News Service", &["Scripps Howard", "SHNS"]),
    ("Cox News Service", &["Cox Newspapers"]),
    ("Gannett News Service", &["GNS"]),
    ("Religion News Service", &["RNS"]),
    ("City News Service", &[]),
    ("States Newsroom", &[]),
    ("McClatchy", &["McClatchy Newspapers", "McClatchy Washington Bureau", "McClatchy DC"]),
    // Britain, Ireland, Canada, Australia, New Zealand.
    ("PA Media", &["PA", "Press Association", "PA news agency", "Press Association News"]),
    ("Canadian Press", &["CP", "La Presse canadienne", "Presse canadienne"]),
    ("AAP", &["Australian Associated Press"]),
    ("NZPA", &["New Zealand Press Association"]),
    // German-speaking countries.
    ("dpa", &["DPA", "Deutsche Presse-Agentur", "Deutsche Presse Agentur", "dpa-AFX", "dpa-infocom", "dpa international"]),
    ("APA", &["Austria Presse Agentur"]),
    ("Keystone-SDA", &["SDA", "sda", "ATS", "ats", "Keystone-ATS", "Schweizerische Depeschenagentur"]),
    ("epd", &["Evangelischer Pressedienst"]),
    ("KNA", &["Katholische Nachrichten-Agentur"]),
    ("SID", &["Sport-Informations-Dienst"]),
    ("ddp", &["dapd"]),
    // Low Countries and the north.
    ("Belga", &["Belga News Agency", "Agence Belga", "Persagentschap Belga"]),
    ("ANP", &["Algemeen Nederlands Persbureau"]),
    ("TT", &["Tidningarnas Telegrambyrå", "TT Nyhetsbyrån"]),
    ("NTB", &["Norsk Telegrambyrå"]),
    ("Ritzau", &["Ritzaus Bureau"]),
    ("STT", &["Suomen Tietotoimisto", "STT-Lehtikuva"]),
    // Southern Europe and Latin America.
    ("ANSA", &["Ansa", "Agenzia ANSA"]),
    ("Adnkronos", &["AdnKronos International", "AKI"]),
    ("AGI", &["Agenzia Giornalistica Italia", "Agenzia Italia"]),
    ("Askanews", &["LaPresse"]),
    ("EFE", &["Efe", "Agencia EFE"]),
    ("Europa Press", &["EP"]),
    ("Lusa", &["LUSA", "Agência Lusa"]),
    ("ANA-MPA", &["AMNA", "ΑΠΕ-ΜΠΕ"]),
    ("Agência Brasil", &["Agencia Brasil"]),
    ("Estadão Conteúdo", &[]),
    ("Folhapress", &[]),
    ("Télam", &["Telam"]),
    ("Notimex", &[]),
    ("Prensa Latina", &[]),
    ("Colprensa", &[]),
    // Central and south-eastern Europe, the Baltic states.
    ("PAP", &["Polska Agencja Prasowa"]),
    ("ČTK", &["CTK", "Česká tisková kancelář"]),
    ("TASR", &[]),
    ("SITA", &["SITA Slovenská tlačová agentúra"]),
    ("MTI", &["Magyar Távirati Iroda"]),
    ("Agerpres", &[]),
    ("Mediafax", &[]),
    ("BTA", &["БТА"]),
    ("Tanjug", &["Танјуг"]),
    ("HINA", &["Hina"]),
    ("STA", &["Slovenska tiskovna agencija"]),
    ("BNS", &["Baltic News Service"]),
    ("ELTA", &[]),
    ("LETA", &[]),
    // Russia, Ukraine, the Caucasus, Central Asia.
    ("TASS", &["Tass", "ITAR-TASS", "ИТАР-ТАСС", "ТАСС"]),
    ("RIA Novosti", &["RIA", "РИА Новости", "РИА"]),
    ("Sputnik", &["Спутник"]),
    ("Interfax", &["Интерфакс"]),
    ("Rosbalt", &["Росбалт"]),
    ("Regnum", &["ИА Регнум", "Регнум"]),
    ("Interfax-Ukraine", &["Интерфакс-Украина", "Інтерфакс-Україна"]),
    ("Ukrinform", &["Укринформ", "Укрінформ"]),
    ("UNIAN", &["УНИАН", "УНІАН"]),
    ("BelTA", &["БелТА"]),
    ("Kazinform", &["Казинформ"]),
    ("Armenpress", &["Арменпресс"]),
    ("Azertac", &["АЗЕРТАДЖ"]),
    ("IPN", &["InterPressNews"]),
    // Middle East and Africa.
    ("Anadolu", &["AA", "Anadolu Agency", "Anadolu Ajansı"]),
    ("DHA", &["Demirören Haber Ajansı"]),
    ("İHA", &["İhlas Haber Ajansı"]),
    ("IRNA", &["ایرنا"]),
    ("ISNA", &["ایسنا"]),
    ("Fars", &["Fars News Agency", "فارس"]),
    ("Tasnim", &["Tasnim News Agency"]),
    ("SPA", &["Saudi Press Agency", "واس"]),
    ("WAM", &["Emirates News Agency", "وام"]),
    ("MENA", &["Middle East News Agency", "أ ش أ"]),
    ("KUNA", &["Kuwait News Agency", "كونا"]),
    ("QNA", &["Qatar News Agency", "قنا"]),
    ("Petra", &["Jordan News Agency", "بترا"]),
    ("SANA", &["Syrian Arab News Agency", "سانا"]),
    ("WAFA", &["وفا"]),
    ("MAP", &["Maghreb Arabe Presse"]),
    ("APS", &["Algérie Presse Service"]),
    ("TPS", &["Tazpit Press Service"]),
    ("JTA", &["Jewish Telegraphic Agency"]),
    ("NAN", &["News Agency of Nigeria"]),
    ("GNA", &["Ghana News Agency"]),
    ("PANA", &["Panapress"]),
    // South, east and south-east Asia.
    ("PTI", &["Press Trust of India"]),
    ("ANI", &["Asian News International"]),
    ("IANS", &["Indo-Asian News Service"]),
    ("UNI", &["United News of India"]),
    ("APP", &["Associated Press of Pakistan"]),
    ("UNB", &["United News of Bangladesh"]),
    ("BSS", &["Bangladesh Sangbad Sangstha"]),
    ("Xinhua", &["Xinhua News Agency", "新华社", "新華社", "新华网", "新华社电"]),
    ("China News Service", &["中新社", "中新网"]),
    ("Central News Agency", &["中央社"]),
    ("Kyodo", &["Kyodo News", "共同通信", "共同"]),
    ("Jiji", &["Jiji Press", "時事通信", "時事"]),
    ("Yonhap", &["Yonhap News", "Yonhap News Agency", "연합뉴스"]),
    ("Newsis", &["뉴시스"]),
    ("KCNA", &["Korean Central News Agency", "조선중앙통신"]),
    ("VNA", &["Vietnam News Agency", "TTXVN", "Thông tấn xã Việt Nam"]),
    ("Antara", &["Antara News", "LKBN Antara"]),
    ("Bernama", &["Malaysian National News Agency"]),
    ("PNA", &["Philippine News Agency"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_by_what_they_call_themselves() {
        let cases = [
            ("Northern News Agency", Some("Northern News Agency")),
            ("the Northern  Press Agency.", Some("Northern Press Agency")),
            ("NORTHERN NEWSWIRE", Some("NORTHERN NEWSWIRE")),
            ("Coast News Service", Some("Coast News Service")),
            ("Agence Littoral", Some("Agence Littoral")),
            ("Agencia Austral", Some("Agencia Austral")),
            ("Nordische Nachrichtenagentur", Some("Nordische Nachrichtenagentur")),
            ("Kuzey haber ajansı", Some("Kuzey haber ajansı")),
            ("Информационное агентство Север", Some("Информационное агентство Север")),
            ("北方通讯社", Some("北方通讯社")),
            ("News Agency", None),
            ("通讯社", None),
            ("International Atomic Energy Agency", None),
            ("European Space Agency", None),
            ("Agence spatiale européenne", None),
            ("Agencia Tributaria", None),
            ("Agencia Estatal de Meteorología", None),
            ("National Weather Service", None),
            ("Kremlin Press Service", None),
            ("He founded a news agency", None),
            ("Anna Berg Of The Northern News Agency", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(agency(name).as_deref(), wanted, "{name:?}");
        }
    }

    #[test]
    fn whole_names_in_their_letter_case() {
        let cases = [
            ("AP", Some("AP")),
            ("The Associated Press", Some("AP")),
            ("ASSOCIATED  PRESS", Some("AP")),
            ("(Reuters)", Some("Reuters")),
            ("Thomson Reuters", Some("Reuters")),
            ("dpa", Some("dpa")),
            ("/TASS/", Some("TASS")),
            ("ИТАР-ТАСС", Some("TASS")),
            ("РИА Новости", Some("RIA Novosti")),
            ("共同", Some("Kyodo")),
            ("Agence France-Presse", Some("AFP")),
            ("Press Association", Some("PA Media")),
            ("Tribune News Service", Some("Tribune News Service")),
            ("ap", None),
            ("Pa", None),
            ("tt", None),
            ("Map", None),
            ("Mena", None),
            ("MarketWatch", None),
            ("Reuters reported", None),
            ("", None),
            ("The", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(agency(name).as_deref(), wanted, "{name:?}");
        }
    }

    #[test]
    fn names_at_the_end_of_a_text() {
        let cases = [
            ("Anna Berg Bloomberg News", Some(("Anna Berg", "Bloomberg"))),
            ("Anna Berg The Associated Press", Some(("Anna Berg", "AP"))),
            ("Reuters", Some(("", "Reuters"))),
            ("Northern News Agency", Some(("", "Northern News Agency"))),
            ("Anna Berg Northern News Agency", None),
            ("Anna Berg", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            let have = split_last(text);
            let have = have.as_ref().map(|(before, agency)| (*before, agency.as_ref()));
            assert_eq!(have, wanted, "{text:?}");
        }
    }

    #[test]
    fn no_name_is_listed_twice_and_none_is_longer_than_the_search_for_it() {
        let names = AGENCIES.iter().flat_map(|&(agency, others)| {
            std::iter::once(agency).chain(others.iter().copied()).map(key)
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert_eq!(twice, Vec::<&[String]>::new());
        let longest = names.iter().map(|name| name.split(' ').count()).max();
        assert_eq!(longest, Some(MOST_WORDS));
    }
}
