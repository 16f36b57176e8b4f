//! Author strings beside the people and the agency in them.

use super::*;

fn check(cases: &[(&str, &[&str], Option<&str>)]) {
    let failed = cases.iter().filter_map(|(text, people, agency)| {
        let have = read(text);
        let is_right = have.people == *people && have.agency.as_deref() == *agency;
        (!is_right).then(|| format!("{text:?}: {have:?}, not {people:?} and {agency:?}"))
    });
    assert_eq!(failed.collect::<Vec<_>>().join("\n"), "");
}

#[test]
fn lists_of_names() {
    check(&[
        ("By Anna Berg and Tom O'Neil, Associated Press", &["Anna Berg", "Tom O'Neil"], Some("AP")),
        ("Anna Berg, Tom Miller and Wei Zhang", &["Anna Berg", "Tom Miller", "Wei Zhang"], None),
        ("Anna Berg; Tom Miller", &["Anna Berg", "Tom Miller"], None),
        ("Anna Berg & Tom Miller", &["Anna Berg", "Tom Miller"], None),
        ("Von Anna Berg und Max Vogel", &["Anna Berg", "Max Vogel"], None),
        ("Par Luc Martin et Zoé Petit", &["Luc Martin", "Zoé Petit"], None),
        ("Por Ana Gil y Juan Ortega y Gasset", &["Ana Gil", "Juan Ortega y Gasset"], None),
        ("Анна Иванова и Пётр Сидоров", &["Анна Иванова", "Пётр Сидоров"], None),
        ("Anna Berg | Tom Miller", &["Anna Berg", "Tom Miller"], None),
        ("Anna Berg, Anna Berg", &["Anna Berg"], None),
        ("张伟、李娜", &["张伟", "李娜"], None),
    ]);
}

#[test]
fn names_of_every_shape_are_kept() {
    check(&[
        ("Jan van der Berg", &["Jan van der Berg"], None),
        ("Maria de la Cruz", &["Maria de la Cruz"], None),
        ("John Smith, Jr.", &["John Smith Jr."], None),
        ("William Gates III", &["William Gates III"], None),
        ("J. K. Moore", &["J. K. Moore"], None),
        ("J.K. Moore", &["J.K. Moore"], None),
        ("Jean-Luc Petit", &["Jean-Luc Petit"], None),
        ("Madonna", &["Madonna"], None),
        ("Emily Post", &["Emily Post"], None),
        ("BY JANE DOE", &["Jane Doe"], None),
        (
            "PATRICK O'NEIL AND MARIA DE LA CRUZ-MCDONALD",
            &["Patrick O'Neil", "Maria de la Cruz-McDonald"],
            None,
        ),
        ("АННА ИВАНОВА", &["Анна Иванова"], None),
        ("Berg, Anna", &["Anna Berg"], None),
        ("van der Berg, Jan", &["Jan van der Berg"], None),
        ("Smith, John A.", &["John A. Smith"], None),
        ("홍길동 기자", &["홍길동"], None),
    ]);
}

#[test]
fn posts_places_and_addresses_are_dropped() {
    check(&[
        ("By Jane Doe, Senior Political Correspondent", &["Jane Doe"], None),
        ("Jane Doe Staff Writer", &["Jane Doe"], None),
        ("By Jane Doe and Tom Miller, Staff Writers", &["Jane Doe", "Tom Miller"], None),
        ("Political Editor Jane Doe", &["Jane Doe"], None),
        ("Dr. Jane Doe, PhD", &["Jane Doe"], None),
        ("Jane Doe in London and Tom Miller in Paris", &["Jane Doe", "Tom Miller"], None),
        ("Von Anna Berg, Berlin", &["Anna Berg"], None),
        ("von Anna Berg", &["Anna Berg"], None),
        ("par Luc Martin", &["Luc Martin"], None),
        ("von der Berg", &["von der Berg"], None),
        ("example.com, Frankfurt, Germany", &[], None),
        ("BBC News, Moscow", &[], None),
        ("By TPN, in News, Portugal", &[], None),
        ("Staff Reporter, Delhi", &[], None),
        ("Jane Doe, New York", &["Jane Doe"], None),
        ("Jane Doe, The Daily Example", &["Jane Doe"], None),
        ("Jane Doe - BBC News", &["Jane Doe"], None),
        ("By Jane Doe Special to The Example Post", &["Jane Doe"], None),
        ("Jane Doe jane.doe@example.com @janedoe", &["Jane Doe"], None),
        ("https://example.com/authors/jane", &[], None),
        ("By Jane Doe Updated June 17, 2024", &["Jane Doe"], None),
        ("By Jane Doe, June 17, 2024", &["Jane Doe"], None),
        ("by Jane Doe 05/03/2026", &["Jane Doe"], None),
        ("Jane Doe June 17, 2024", &["Jane Doe"], None),
        ("Monday June 17", &[], None),
        ("Sat, 17 June", &[], None),
        ("Route 66", &[], None),
        ("Article by Jane Doe", &["Jane Doe"], None),
        ("Site Admin", &[], None),
        ("Jane Doe is a reporter covering courts", &["Jane Doe"], None),
    ]);
}

#[test]
fn newsrooms_and_agencies_are_nobody() {
    check(&[
        ("Jon Herskovitz Bloomberg News", &["Jon Herskovitz"], Some("Bloomberg")),
        ("By The Associated Press", &[], Some("AP")),
        ("Reuters Staff", &[], Some("Reuters")),
        ("Jane Doe, Associated Press Writer", &["Jane Doe"], Some("AP")),
        ("Jane Doe/AFP", &["Jane Doe"], Some("AFP")),
        ("dpa/lnw", &[], Some("dpa")),
        ("Jane Doe, Northern News Agency", &["Jane Doe"], Some("Northern News Agency")),
        ("Jane Doe (Agencia Austral)", &["Jane Doe"], Some("Agencia Austral")),
        ("Lucie Martin avec AFP", &["Lucie Martin"], Some("AFP")),
        ("Ana Gil con información de EFE", &["Ana Gil"], Some("EFE")),
        ("Max Vogel mit Material von dpa", &["Max Vogel"], Some("dpa")),
        ("Jane Doe, AP Auto Writer", &["Jane Doe"], Some("AP")),
        ("Jane Doe, El Sol de México", &["Jane Doe"], None),
        ("von Nordlicht Webteam", &[], None),
        ("siteadmin", &[], None),
        ("Ministerium der Fischerei", &[], None),
        ("Editorial Board", &[], None),
        ("The Editorial Board", &[], None),
        ("admin", &[], None),
        ("Newsroom", &[], None),
        ("Staff and agencies", &[], None),
        ("Our Moscow Correspondent", &[], None),
        ("Example.com", &[], None),
        ("CNN", &[], None),
        ("Seattle Times", &[], None),
        ("", &[], None),
        ("By ", &[], None),
        ("2024", &[], None),
    ]);
}

#[test]
fn openings_and_posts_in_many_languages() {
    check(&[
        ("von Nordlandbote", &["Nordlandbote"], None),
        ("von Nordlandbote 28.06.2025", &[], None),
        ("von Anna Berg 28.06.2025", &["Anna Berg"], None),
        ("كتب: أحمد الكاتب", &["أحمد الكاتب"], None),
        ("كتبت - منى البحرية", &["منى البحرية"], None),
        ("بقلم أحمد الكاتب", &["أحمد الكاتب"], None),
        ("מאת: דנה החוקרת", &["דנה החוקרת"], None),
        ("Автор: Анна Иванова", &["Анна Иванова"], None),
        ("Автор Анна Иванова", &["Анна Иванова"], None),
        ("Yazan: Deniz Kaplan", &["Deniz Kaplan"], None),
        ("Haber: Deniz Kaplan", &["Deniz Kaplan"], None),
        ("Opracowała: Maria Nowak", &["Maria Nowak"], None),
        ("Autorka: Maria Nowak", &["Maria Nowak"], None),
        ("Szerző: Kovács Péter", &["Kovács Péter"], None),
        ("Teksti: Aino Laine", &["Aino Laine"], None),
        ("Penulis: Budi Santoso", &["Budi Santoso"], None),
        ("Tác giả: Nguyễn Văn An", &["Nguyễn Văn An"], None),
        ("Συντάκτης: Νίκος Παπαδάκης", &["Νίκος Παπαδάκης"], None),
        ("लेखक: अनिल वर्मा", &["अनिल वर्मा"], None),
        ("记者 张伟 李娜", &["张伟", "李娜"], None),
        ("本报记者张伟", &["张伟"], None),
        ("文/张伟", &["张伟"], None),
        ("文・田中太郎", &["田中太郎"], None),
        ("田中 太郎", &["田中 太郎"], None),
        ("東京社会部", &[], None),
        ("北方日报", &[], None),
        ("홍길동 기자 hong@example.kr", &["홍길동"], None),
        ("Anna Berg et Luc Petit", &["Anna Berg", "Luc Petit"], None),
        ("Ana Gil y Eva Sol", &["Ana Gil", "Eva Sol"], None),
        ("Anna Berg i Jan Nowak", &["Anna Berg", "Jan Nowak"], None),
        ("Аня Коваль та Іван Бойко", &["Аня Коваль", "Іван Бойко"], None),
        ("Deniz Kaplan ve Ece Ak", &["Deniz Kaplan", "Ece Ak"], None),
        ("田中太郎と山田花子", &["田中太郎と山田花子"], None),
        ("Text: Anna Berg; Fotos: Max Vogel", &["Anna Berg"], None),
        ("Words: Anna Berg Photography: Tom Miller", &["Anna Berg"], None),
        ("By Anna Berg | Photos by Tom Miller", &["Anna Berg"], None),
        ("Reviewed by Anna Berg", &[], None),
        ("Edited by Anna Berg", &[], None),
    ]);
}

#[test]
fn any_text_is_read_without_harm() {
    for text in [
        "İ",
        "BY",
        "ÀBy x",
        ",,,,",
        "((()",
        "- - -",
        "\u{202e}",
        "By By By",
        "、",
        "Jr.",
        "of",
        "ẞẞ ẞẞẞ",
    ] {
        let _ = read(text);
    }
    let long = "Anna Berg, ".repeat(10_000);
    assert_eq!(read(&long).people, ["Anna Berg"]);
}
