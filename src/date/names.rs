//! The names of months, weekdays and time zones in the languages news is written in.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::tz::Offset;
use unicode_normalization::UnicodeNormalization;

/// January to December by language: twelve cells, spellings of one month parted by `|`, the words
/// of one spelling by `_`. Inflected forms are those that stand beside a day (`июня`, `czerwca`).
/// Compared folded, so neither case nor diacritics matter. No spelling may mean two months, so
/// Croatian, whose `listopad` is October and not the November of its neighbours, is left out.
#[rustfmt::skip]
const MONTHS: &[(&str, &str)] = &[
    ("en", "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug September|Sept|Sep October|Oct November|Nov December|Dec"),
    ("de", "Januar|Jänner|Jän Februar|Feber März|Maerz|Mär|Mrz April Mai Juni Juli August September Oktober|Okt November Dezember|Dez"),
    ("fr", "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc"),
    ("es", "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic"),
    ("it", "gennaio|gen febbraio|febbr marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett|set ottobre|ott novembre dicembre"),
    ("pt", "janeiro fevereiro|fev março abril maio junho julho agosto setembro outubro|out novembro dezembro"),
    ("ca", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"),
    ("nl", "januari februari maart|mrt april mei juni juli augustus september oktober november december"),
    ("sv", "januari februari mars april maj juni juli augusti september oktober november december"),
    ("da", "januar februar marts april maj juni juli august september oktober november december"),
    ("no", "januar februar mars april mai juni juli august september oktober november desember|des"),
    ("fi", "tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis huhtikuu|huhtikuuta|huhti toukokuu|toukokuuta|touko kesäkuu|kesäkuuta|kesä heinäkuu|heinäkuuta|heinä elokuu|elokuuta|elo syyskuu|syyskuuta|syys lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu"),
    ("pl", "styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopad|listopada|lis grudzień|grudnia|gru"),
    ("cs", "leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července srpen|srpna září říjen|října listopad|listopadu prosinec|prosince"),
    ("sk", "január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla august|augusta september|septembra október|októbra november|novembra december|decembra"),
    ("ru", "январь|января|янв февраль|февраля|фев|февр март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн июль|июля|июл август|августа|авг сентябрь|сентября|сен|сент октябрь|октября|окт ноябрь|ноября|ноя|нояб декабрь|декабря|дек"),
    ("uk", "січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|квіт травень|травня|трав червень|червня|черв липень|липня|лип серпень|серпня|серп вересень|вересня|вер жовтень|жовтня|жовт листопад|листопада|лист грудень|грудня|груд"),
    ("bg", "януари февруари март април май юни юли август септември октомври ноември декември"),
    ("tr", "Ocak|Oca Şubat|Şub Mart Nisan|Nis Mayıs Haziran|Haz Temmuz|Tem Ağustos|Ağu Eylül|Eyl Ekim|Eki Kasım|Kas Aralık|Ara"),
    ("el", "Ιανουάριος|Ιανουαρίου|Ιαν Φεβρουάριος|Φεβρουαρίου|Φεβ Μάρτιος|Μαρτίου|Μαρ Απρίλιος|Απριλίου|Απρ Μάιος|Μαΐου|Μάι Ιούνιος|Ιουνίου|Ιουν Ιούλιος|Ιουλίου|Ιουλ Αύγουστος|Αυγούστου|Αυγ Σεπτέμβριος|Σεπτεμβρίου|Σεπ Οκτώβριος|Οκτωβρίου|Οκτ Νοέμβριος|Νοεμβρίου|Νοε Δεκέμβριος|Δεκεμβρίου|Δεκ"),
    ("ro", "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie"),
    ("hu", "január február|febr március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október november december"),
    ("id", "Januari Februari Maret April Mei Juni Juli Agustus|Agt|Agu September Oktober November Desember"),
    ("ar", "يناير فبراير مارس أبريل|إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("ar-levant", "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"),
    ("ar-maghreb", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("fa", "ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت سپتامبر اکتبر نوامبر دسامبر"),
    ("hi", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर"),
];

/// Weekdays by language. They say nothing a full date does not, so only their names matter.
#[rustfmt::skip]
const WEEKDAYS: &[(&str, &str)] = &[
    ("en", "Monday Mon Tuesday Tues Tue Wednesday Wed Thursday Thurs Thur Thu Friday Fri Saturday Sat Sunday Sun"),
    ("de", "Montag Mo Dienstag Di Mittwoch Mi Donnerstag Do Freitag Fr Samstag Sonnabend Sa Sonntag So"),
    ("fr", "lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"),
    ("es", "lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo dom"),
    ("it", "lunedì martedì mercoledì giovedì gio venerdì sabato domenica"),
    ("pt", "segunda seg terça ter quarta qua quinta qui sexta sex feira"),
    ("ca", "dilluns dimarts dimecres dijous divendres dissabte diumenge"),
    ("nl", "maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo"),
    ("sv", "måndag mån tisdag tis onsdag ons torsdag tors fredag fre lördag lör söndag sön"),
    ("da", "mandag man tirsdag tirs lørdag lør søndag søn"),
    ("fi", "maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina lauantai lauantaina sunnuntai sunnuntaina ti ke pe la su"),
    ("pl", "poniedziałek wtorek środa czwartek piątek sobota niedziela"),
    ("cs", "pondělí po úterý út středa st čtvrtek čt pátek pá sobota neděle ne"),
    ("sk", "pondelok utorok streda štvrtok piatok nedeľa"),
    ("ru", "понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс"),
    ("uk", "понеділок вівторок середа четвер пʼятниця п’ятниця пятниця субота неділя нд"),
    ("tr", "Pazartesi Pzt Salı Çarşamba Çar Perşembe Per Cuma Cum Cumartesi Cmt Pazar Paz"),
    ("el", "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή Δευ Τρι Τετ Πεμ Παρ Σαβ Κυρ"),
    ("ro", "luni marți miercuri joi vineri sâmbătă duminică"),
    ("hu", "hétfő kedd szerda csütörtök péntek szombat vasárnap"),
    ("id", "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"),
    ("ar", "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
    ("fa", "دوشنبه شنبه یکشنبه چهارشنبه پنجشنبه جمعه"),
    ("hi", "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार"),
];

/// Time zones by abbreviation, in minutes east of UTC; `None` where the abbreviation names several
/// zones (`CST` is Chicago and Shanghai) or leaves summer time open (`ET`). The North American ones
/// mean what RFC 2822 says where no other zone in wide use shares them.
#[rustfmt::skip]
const ZONES: &[(&str, Option<i16>)] = &[
    ("Z", Some(0)), ("UTC", Some(0)), ("GMT", Some(0)), ("UT", Some(0)), ("WET", Some(0)),
    ("WEST", Some(60)), ("BST", Some(60)), ("CET", Some(60)), ("MEZ", Some(60)),
    ("WAT", Some(60)), ("CEST", Some(120)), ("MESZ", Some(120)), ("CAT", Some(120)),
    ("EET", Some(120)), ("SAST", Some(120)), ("EEST", Some(180)), ("EAT", Some(180)),
    ("MSK", Some(180)), ("МСК", Some(180)), ("TRT", Some(180)), ("PKT", Some(300)),
    ("NPT", Some(345)), ("WIB", Some(420)), ("HKT", Some(480)), ("SGT", Some(480)),
    ("AWST", Some(480)), ("JST", Some(540)), ("KST", Some(540)), ("AEST", Some(600)),
    ("AEDT", Some(660)), ("NZST", Some(720)), ("NZDT", Some(780)), ("EDT", Some(-240)),
    ("EST", Some(-300)), ("CDT", Some(-300)), ("MDT", Some(-360)), ("MST", Some(-420)),
    ("PDT", Some(-420)), ("PST", Some(-480)), ("AKDT", Some(-480)), ("AKST", Some(-540)),
    ("HST", Some(-600)), ("AST", None), ("CST", None), ("IST", None), ("GST", None),
    ("ET", None), ("CT", None), ("MT", None), ("PT", None),
];

/// Longer words are no names; a bound on what is folded.
pub(super) const LONGEST: usize = 64;

static MONTH_BY_NAME: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    MONTHS
        .iter()
        .flat_map(|(_, year)| (1..=12).zip(year.split(' ')))
        .flat_map(|(month, names)| names.split('|').map(move |name| (fold(name), month)))
        .collect()
});

static WEEKDAY_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| WEEKDAYS.iter().flat_map(|(_, week)| week.split(' ')).map(fold).collect());

/// The month of a name, 1 to 12; the words of a name of two are joined by `_`.
pub(super) fn month(name: &str) -> Option<i8> {
    (name.len() <= LONGEST).then(|| MONTH_BY_NAME.get(&fold(name)).copied())?
}

/// Whether a word names a weekday.
pub(super) fn is_weekday(name: &str) -> bool {
    name.len() <= LONGEST && WEEKDAY_NAMES.contains(&fold(name))
}

/// A zone as written; the offset is unknown for an abbreviation that several zones share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) offset: Option<Offset>,
}

/// What a time zone abbreviation means. Capitals only: `est` is a French word.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let (_, minutes) = ZONES.iter().find(|(known, _)| *known == name)?;
    let offset = minutes.and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    Some(Zone { offset })
}

/// Whether a character is a mark on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A name without case and diacritics. Marks that are vowels (Devanagari) stay.
pub(super) fn fold(name: &str) -> String {
    let is_diacritic = |c: &char| matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}');
    name.nfkd()
        .filter(|c| !is_diacritic(c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_diacritic(c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'ς' => 'σ',
            'ی' => 'ي',
            'ک' => 'ك',
            'ة' => 'ه',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{MONTHS, fold, month};

    #[test]
    fn every_language_has_twelve_months_and_no_name_means_two() {
        let mut seen = HashMap::new();
        for (language, year) in MONTHS {
            let cells: Vec<_> = year.split(' ').collect();
            assert_eq!(cells.len(), 12, "{language}");
            for (number, names) in (1..).zip(cells) {
                for name in names.split('|') {
                    assert_eq!(*seen.entry(fold(name)).or_insert(number), number, "{name}");
                }
            }
        }
    }

    #[test]
    fn names_are_known_in_any_case_with_and_without_diacritics() {
        for (name, number) in [
            ("JUNE", 6),
            ("FÉVRIER", 2),
            ("fevrier", 2),
            ("Marz", 3),
            ("KASIM", 11),
            ("Kasım", 11),
            ("АВГУСТА", 8),
            ("Μαϊου", 5),
            ("pazdziernika", 10),
            ("ابريل", 4),
            ("फरवरी", 2),
            ("ژانويه", 1),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!(month("Junes"), None);
    }
}
