//! The words by which pages say what a date is, before it in a line or in the name of its box.

use crate::read::html::body::letters;

/// What a date is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The day of publication.
    Published,
    /// The day of a change.
    Modified,
}

/// What the words before a date say it is; the words nearest to it are believed.
pub(super) fn before(text: &str) -> Option<Label> {
    let text = letters(text);
    let last = |labels: &[&str]| {
        labels.iter().filter_map(|label| Some(text.rfind(label)? + label.len())).max()
    };
    if JUST_BEFORE.iter().any(|label| text.ends_with(label)) {
        return Some(Label::Modified);
    }
    let (published, modified) = (last(PUBLISHED), last(MODIFIED));
    match (published, modified) {
        (None, None) => None,
        (published, modified) if published > modified => Some(Label::Published),
        _ => Some(Label::Modified),
    }
}

/// Whether a text consists of the words that come before a day of publication.
pub(super) fn begins(text: &str) -> bool {
    let text = letters(text);
    // What may stand between the label and the date: `am`, `le`, `vào lúc`.
    let particle = 8;
    PUBLISHED.iter().any(|label| text.starts_with(label) && text.len() <= label.len() + particle)
}

/// What a line says of the date in the line behind it, as the term of a list: `Datum`,
/// `Published:`.
pub(super) fn of_term(line: &str) -> Option<Label> {
    if line.len() > 60 {
        return None;
    }
    let letters = letters(line);
    if TERMS.contains(&letters.as_str()) || begins(line) {
        Some(Label::Published)
    } else {
        MODIFIED.iter().any(|label| letters.ends_with(label)).then_some(Label::Modified)
    }
}

/// Whether a line speaks of the site and its terms, whose dates are not the article's: `This website
/// was last updated on`, `Privacy policy`.
pub(super) fn is_of_site(line: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "website", "web site", "this site", "privacy", "cookie", "terms of", "terms and", "disclaimer", "copyright",
        "datenschutz", "impressum", "diese seite wurde", "mentions légales", "confidentialité", "ce site", "privacidad",
        "aviso legal", "este sitio", "privacidade", "questo sito", "informativa", "deze site", "конфиденциальн", "этот сайт",
    ];
    let line = line.to_lowercase();
    line.len() < 200 && WORDS.iter().any(|word| line.contains(word))
}

/// What the words behind a date, where nothing else stands in the line, say it is: `17 June 2024
/// (updated)`, `2024.06.17 更新`.
pub(super) fn behind(text: &str) -> Option<Label> {
    let text = letters(text);
    MODIFIED.contains(&text.as_str()).then_some(Label::Modified)
}

/// What the name of a box says of the date in it; `None` where the name tells of no date.
pub(super) fn of_box(names: &[String]) -> Option<Label> {
    let parts = || names.iter().flat_map(|name| name.split('-'));
    if parts().any(|part| OTHER_DATES.contains(&part)) {
        return None;
    }
    // `entry-date published updated` is what a day of publication without change is called.
    let published = |part: &str| part.starts_with("publish") || part.starts_with("pubdate");
    if parts().any(|part| CHANGES.contains(&part)) && !parts().any(published) {
        return Some(Label::Modified);
    }
    parts().any(is_date_name).then_some(Label::Published)
}

/// Whether a name tells of a date that is not the article's: `event-date`, `current-time`.
pub(super) fn is_of_other(names: &[String]) -> bool {
    names.iter().any(|name| {
        name.split('-').any(|part| OTHER_DATES.contains(&part)) && name.split('-').any(is_date_name)
    })
}

/// Whether three letters stand in the names of boxes that [`of_box`] knows and in those of
/// attributes that hold dates; one of these stands in each.
pub(super) fn is_trace(three: [u8; 3]) -> bool {
    let traces = [b"dat", b"pub", b"tim", b"pos", b"cre", b"day", b"fec", b"tar", b"ver"];
    traces.contains(&&three)
}

/// Whether a part of a name says that a box holds a date: `date`, `pubdate`, `published`, `datum`.
fn is_date_name(part: &str) -> bool {
    let ends = ["date", "datum", "datetime", "timestamp", "dateline"];
    DATES.contains(&part)
        || part.starts_with("publish")
        || part.starts_with("pubdate")
        || ends.iter().any(|end| part.ends_with(end)) && !NO_DATES.contains(&part)
}

/// Parts of the names of boxes that hold a date.
const DATES: &[&str] = &[
    "date",
    "dates",
    "day",
    "fecha",
    "posted",
    "postedon",
    "time",
    "pubtime",
    "created",
    "dato",
    "tarih",
    "veroeffentlicht",
    "publicado",
    "publie",
];

/// Words that end like a date.
const NO_DATES: &[&str] =
    &["update", "candidate", "validate", "mandate", "consolidate", "liquidate"];

/// Parts of the names of boxes that tell when something was changed.
const CHANGES: &[&str] = &[
    "updated",
    "modified",
    "update",
    "lastmod",
    "modification",
    "changed",
    "revised",
    "lastupdate",
    "lastupdated",
    "datemodified",
    "dateupdated",
];

/// Parts of the names of boxes whose dates are those of something else: events, the day of
/// reading, readers.
const OTHER_DATES: &[&str] = &[
    "event",
    "events",
    "today",
    "current",
    "clock",
    "weather",
    "birth",
    "death",
    "deadline",
    "expiry",
    "expires",
    "copyright",
    "countdown",
    "picker",
    "datepicker",
];

/// What comes before a day of publication in a line, as letters alone, in the languages of news.
#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "published", "publishdate", "posted", "postdate", "posttime", "publicationdate", "releasedate", "firstpublished", "createdon",
    "veröffentlicht", "erschienen", "erstellt", "publiziert", "publié", "parule", "misenligne", "publicado", "publicada",
    "fechadepublicación", "pubblicato", "pubblicata", "datadipubblicazione", "gepubliceerd", "geplaatst", "verschenen",
    "publicerad", "publicerat", "publisert", "udgivet", "offentliggjort", "julkaistu", "opublikowano", "opublikowany",
    "datapublikacji", "dodano", "publikováno", "zveřejněno", "vydáno", "publikované", "zverejnené", "publikovaný", "megjelent", "közzétéve",
    "publicat", "objavljeno", "објављено", "публикувано", "опубликовано", "опубликована", "датапубликации", "опубліковано",
    "датапублікації", "δημοσιεύ", "δημοσίευση", "yayınlan", "yayımlan", "yayıntarihi", "girişt", "oluşturulma", "paskelbta", "publicēts", "avaldatud",
    "発表", "掲載", "公開", "投稿", "配信", "发布", "發布", "发表", "發表", "刊登", "입력", "등록", "승인", "게시", "발행",
    "đăng", "ngàyđăng", "diterbitkan", "dipublikasikan", "dipaparkan", "diterbitkanpada", "प्रकाशित", "نشر", "تاريخالنشر", "منتشر",
    "تاریخانتشار", "انتشار", "פורסם", "เผยแพร่", "ลงวันที่",
];

/// Words for a date, alone in a line before it.
#[rustfmt::skip]
const TERMS: &[&str] = &[
    "date", "datum", "fecha", "data", "dato", "päivämäärä", "дата", "ημερομηνία", "tarih", "dátum", "日期", "日付",
    "時間", "时间", "날짜", "ngày", "tanggal", "tarikh", "दिनांक", "तारीख", "التاريخ", "تاریخ", "תאריך", "วันที่",
];

/// What says so only directly before the date, being part of other words too.
const JUST_BEFORE: &[&str] = &["stand", "asof"];

/// What comes before the day of a change.
#[rustfmt::skip]
const MODIFIED: &[&str] = &[
    "updated", "update", "modified", "lastchanged", "changedon", "revised", "reviewed", "lastedited", "edited",
    "aktualisiert", "geändert", "letzteänderung", "bearbeitet", "überarbeitet", "misàjour", "modifié", "majle", "actualizado",
    "actualizada", "actualización", "modificado", "atualizado", "atualizada", "aggiornato", "aggiornata", "aggiornamento",
    "modificato", "bijgewerkt", "gewijzigd", "oppdatert", "opdateret", "uppdaterad", "ändrad", "päivitetty", "muokattu",
    "aktualizacja", "zaktualizowano", "modyfikacja", "aktualizováno", "aktualizované", "upraveno", "frissítve", "frissült", "módosítva",
    "actualizat", "ažurirano", "posodobljeno", "ажурирано", "обновлено", "обновление", "изменено", "оновлено", "обновена", "ενημερώθηκε",
    "ενημέρωση", "güncelle", "atnaujinta", "uuendatud", "更新", "最終更新", "修改", "编辑", "수정", "업데이트", "cậpnhật", "diperbarui", "dikemaskini",
    "अपडेट", "تحديث", "تعديل", "بهروزرسانی", "آخرینویرایش", "עודכן", "อัปเดต", "อัพเดท", "แก้ไข",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_nearest_to_a_date_say_what_it_is() {
        let cases = [
            ("Published: ", Some(Label::Published)),
            ("Updated 3 May 2024, first published ", Some(Label::Published)),
            ("Published 3 May 2024, last updated ", Some(Label::Modified)),
            ("Mis à jour le ", Some(Label::Modified)),
            ("更新日：", Some(Label::Modified)),
            ("By Maud Ellery, ", None),
            ("", None),
        ];
        for (text, want) in cases {
            assert_eq!(before(text), want, "{text}");
        }
        assert_eq!(behind(" (updated)"), Some(Label::Modified));
        assert_eq!(behind(", not updated"), None);
    }

    #[test]
    fn names_of_boxes_tell_of_dates() {
        let cases = [
            ("post-date", Some(Label::Published)),
            ("pubdate", Some(Label::Published)),
            ("article-details-date", Some(Label::Published)),
            ("entry-updated-date", Some(Label::Modified)),
            ("entry-date-published-updated", Some(Label::Published)),
            ("event-date", None),
            ("candidate", None),
            ("byline", None),
        ];
        assert!(is_of_other(&["event-date".to_owned()]));
        assert!(!is_of_other(&["event".to_owned(), "date".to_owned()]));
        for (name, want) in cases {
            assert_eq!(of_box(&[name.to_owned()]), want, "{name}");
        }
    }
}
