use super::super::samples::results;
use super::*;

fn printed(form: &Form, batch: Batch<'_>) -> String {
    Printer::new(form, Look::default(), batch, 10).page(&results()).unwrap()
}

#[test]
fn a_run_is_ordered_by_what_stands_for_scores() {
    let mut results = results();
    let (first, last) = (results.hits[0].clone(), results.hits[1].clone());
    for (rank, score) in [(11, 2.0), (12, 0.0), (13, 0.0)] {
        results.hits.push(Hit { rank, score, ..last.clone() });
    }
    results.hits[0].head.key = Some("a key\tof its own".to_owned());
    let mut printer = Printer::new(&Form::Trec, Look::default(), Batch::Query("topic 3"), 13);
    assert_eq!(
        printer.page(&results).unwrap(),
        "topic_3 Q0 a_key_of_its_own 9 12.5 news-search\n\
         topic_3 Q0 00ff00ff00ff00ff 10 2 news-search\n\
         topic_3 Q0 00ff00ff00ff00ff 11 1.9999999 news-search\n\
         topic_3 Q0 00ff00ff00ff00ff 12 -12 news-search\n\
         topic_3 Q0 00ff00ff00ff00ff 13 -13 news-search\n"
    );
    assert_eq!(
        Printer::new(&Form::Trec, Look::default(), Batch::Single, 13).hit(&first).unwrap(),
        "1 Q0 3f9a0c12b4d5e6f7 9 12.5 news-search\n"
    );
}

#[test]
fn lists_end_as_asked() {
    assert_eq!(
        printed(&Form::Ids(End::Line), Batch::Single),
        "3f9a0c12b4d5e6f7\n00ff00ff00ff00ff\n"
    );
    let paths = "gazette/director.html\0loose\u{1b}[2J/note.txt\0";
    assert_eq!(printed(&Form::Paths(End::Nul), Batch::Single), paths);
    let look = Look { width: Some(80), ..Look::default() };
    let hit = &results().hits[1];
    let on_a_terminal =
        Printer::new(&Form::Paths(End::Line), look, Batch::Single, 1).hit(hit).unwrap();
    assert_eq!(on_a_terminal, "loose[2J/note.txt\n");
}

#[test]
fn rows_and_lines_say_which_query_they_answer() {
    let fields = |names: &[&str]| {
        Fields::named(&names.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap()
    };
    let table = Form::Table(Sign::Comma, fields(&["rank", "date.value", "byline", "missing"]));
    assert_eq!(
        Printer::header(&table, true).unwrap() + &printed(&table, Batch::Query("q1")),
        "query_id,rank,date.value,byline,missing\r\n\
         q1,9,2024-06-17,Anna Berg; Tom O'Neil,\r\n\
         q1,10,,,director\r\n"
    );
    let lines = Form::JsonLines(Some(fields(&["id", "source.name"])));
    assert_eq!(
        printed(&lines, Batch::Query("q1")),
        "{\"query_id\":\"q1\",\"id\":\"3f9a0c12b4d5e6f7\",\"source\":{\"name\":\"Harbour Gazette\"}}\n\
         {\"query_id\":\"q1\",\"id\":\"00ff00ff00ff00ff\",\"source\":null}\n"
    );
}
