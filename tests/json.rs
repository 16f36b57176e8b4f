//! What scripts read: every output in JSON has the shape that `docs/schema/` describes and
//! `docs/json.md` explains, no key more and no key less.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot run the program has failed")]

mod archive;

use std::collections::BTreeSet;

use archive::{Archive, document, root};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

const SCHEMAS: [&str; 15] = [
    "results",
    "hit",
    "article",
    "stats",
    "health",
    "skipped",
    "facets",
    "timeline",
    "suggestions",
    "related",
    "config",
    "versions",
    "version-group",
    "stories",
    "story",
];

/// Queries that between them bring out every part of the results.
const QUERIES: [&str; 18] = [
    "Vietsovpetro",
    "'Putin Hanoi COVID-19' -n 20 --width 60",
    "'\"Bach Ho\" -wells' --explain",
    "'headline:gre* vietnm~ key:eew-88231 zzzz' --explain",
    "'date:2024-06 source:gazette' --explain --sort newest",
    "'(Putin OR Kim) AND NOT \"North Korea\"' --explain",
    "--sort oldest -n 60",
    "--sort newest -n 60 --passages 0",
    "soldiers fog undergrowth",
    "普京",
    "нефть",
    "'São Paulo'",
    "'sorce:bbc (\"open'",
    "whale --source Gazette --since 2024 --until 2025",
    "whale --offset 500",
    "zzzz",
    "Putin Hanoi --match all",
    "Putin Hanoi --match any -n 1",
];

#[test]
fn results_have_their_shape() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    let mut hits = 0;
    for query in QUERIES {
        let results = one(&print(&archive, &format!("query --json {query}")));
        shapes.check("results", &results, query);
        let explained = results.get("expansions").is_some();
        assert_eq!(explained, query.contains("--explain"), "{query}");
        let lines = print(&archive, &format!("query --jsonl {query}"));
        let lines = Value::Array(values(&lines));
        assert_eq!(lines, results["hits"], "{query}");
        for hit in results["hits"].as_array().unwrap() {
            shapes.check("hit", hit, query);
            hits += 1;
        }
    }
    assert!(hits > 100, "{hits} hits are no test");
}

#[test]
fn articles_have_their_shape() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    let extracted = values(&print(&archive, "extract --jsonl corpus/"));
    assert!(extracted.len() > 50, "{} articles are no test", extracted.len());
    for article in &extracted {
        let id = article["id"].as_str().unwrap();
        shapes.check("article", article, id);
        let shown = one(&print(&archive, &format!("show --json {id}")));
        assert_eq!(&shown, article);
    }
}

#[test]
fn several_queries_counts_suggestions_and_settings_have_their_shapes() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    let batch = "query --batch - <<'END'\nq1\tPutin sorce:x\nq2\tzzzz\nEND";
    let (before, queries) = batch.split_once(" <<").unwrap();
    let documents = values(&print(&archive, &format!("{before} --json --explain <<{queries}")));
    let ids: Vec<&str> = documents.iter().map(|results| results["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["q1", "q2"]);
    for results in &documents {
        shapes.check("results", results, batch);
    }
    let counted = values(&print(&archive, &format!("{before} --json --count <<{queries}")));
    for results in &counted {
        shapes.check("results", results, "--count");
    }
    assert_eq!(counted[0]["total"], documents[0]["total"]);
    let lines = values(&print(&archive, &format!("{before} --jsonl <<{queries}")));
    assert!(lines.len() > 1 && lines.iter().all(|hit| hit["query_id"] == "q1"));
    for hit in &lines {
        shapes.check("hit", hit, batch);
    }
    for command in [
        "facets --json --facet source,domain,lang,year,month,format,agency,by -n 3",
        "facets Putin sorce:x --json",
        "facets zzzz --json",
    ] {
        shapes.check("facets", &one(&print(&archive, command)), command);
    }
    for command in [
        "timeline --json",
        "timeline Putin 'oil sorce:x' zzzz --json --by day",
        "timeline --split source -n 2 --json",
        "timeline --split agency --json --by year",
        "timeline zzzz --json",
        "timeline date:none --json",
    ] {
        shapes.check("timeline", &one(&print(&archive, command)), command);
    }
    for command in ["suggest viet --json", "suggest a -n 2 --field by --json", "suggest zzz --json"]
    {
        shapes.check("suggestions", &one(&print(&archive, command)), command);
    }
    for command in ["related 5d31209b --json", "related corpus/clippings/border-shots.txt --json"] {
        shapes.check("related", &one(&print(&archive, command)), command);
    }
    for before in ["", "--no-config ", "--index x "] {
        shapes.check("config", &one(&print(&archive, &format!("{before}config --json"))), before);
    }
}

#[test]
fn versions_have_their_shape() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    let groups = values(&print(&archive, "versions --all --jsonl"));
    assert!(groups.len() > 1, "{} groups are no test", groups.len());
    let mut kinds = BTreeSet::new();
    for group in &groups {
        shapes.check("version-group", group, "versions --all");
        let members = group["articles"].as_array().unwrap();
        for member in members {
            let command = format!("versions {} --json", member["id"].as_str().unwrap());
            let list = one(&print(&archive, &command));
            shapes.check("versions", &list, &command);
            assert_eq!(list["versions"].as_array().unwrap().len(), members.len(), "{command}");
            for change in list["versions"].as_array().unwrap() {
                let changes = change["changes"].as_array().unwrap().iter();
                kinds.extend(changes.map(|change| change["kind"].as_str().unwrap().to_owned()));
            }
        }
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    let id = print(&archive, "query '\"river levels\"' --format ids -n 1");
    let command = format!("versions {} --json", id.trim());
    let list = one(&print(&archive, &command));
    shapes.check("versions", &list, &command);
    assert_eq!(list["recurring"].as_array().unwrap().len(), 2);
}

#[test]
fn stories_have_their_shape() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    for command in ["stories Putin --json", "stories sorce:x zzzz --json", "stories --json -n 100"]
    {
        shapes.check("stories", &one(&print(&archive, command)), command);
    }
    let all = one(&print(&archive, "stories --json -n 100 --sort oldest"));
    let stories = all["stories"].as_array().unwrap();
    let articles = stories.iter().map(|story| story["articles"].as_array().unwrap().len());
    assert_eq!(articles.sum::<usize>(), 65, "every article is in one story");
    // To see all stories as they end is to see the same.
    let sets = |stories: &[Value]| -> BTreeSet<BTreeSet<String>> {
        let ids = |story: &Value| {
            let articles = story["articles"].as_array().unwrap().iter();
            articles.map(|article| article["id"].as_str().unwrap().to_owned()).collect()
        };
        stories.iter().map(ids).collect()
    };
    assert_eq!(sets(&values(&print(&archive, "stories --all --jsonl"))), sets(stories));
    for story in stories.iter().filter(|story| story["groups"] != 1) {
        let command = format!("story {} --json", story["id"].as_str().unwrap());
        let told = one(&print(&archive, &command));
        shapes.check("story", &told, &command);
        assert_eq!(told["chapters"].as_array().unwrap().len(), told["groups"], "{command}");
    }
}

#[test]
fn every_hit_is_streamed_as_the_page_has_it() {
    let archive = Archive::indexed();
    let lines = values(&print(&archive, "query Putin --all --jsonl"));
    let page = one(&print(&archive, "query Putin -n 100 --json"));
    assert_eq!(Value::Array(lines), page["hits"]);
}

#[test]
fn counts_and_skipped_inputs_have_their_shapes() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    shapes.check("stats", &one(&print(&archive, "stats --json")), "stats");
    let damaged =
        "rm -f index/versions.table; echo 0 > index/notes; touch index/.tmpx; rm index/*.pos";
    for (before, status) in [("true", 0), (damaged, 2)] {
        let output = archive.shell(&format!("{before}; news-search check --json"));
        assert_eq!(output.status.code(), Some(status));
        let health = one(&String::from_utf8(output.stdout).unwrap());
        shapes.check("health", &health, "check");
    }
    let skipped = [(false, "skipped"), (true, "skipped")];
    let remarked = [(true, "note")];
    for (command, want) in
        [("extract", skipped.to_vec()), ("index --rebuild", [&skipped[..], &remarked].concat())]
    {
        let list = "printf '\\0\\1' > corpus/noise; news-search";
        let output = archive.shell(&format!("{list} {command} corpus --errors list >&2; cat list"));
        let skipped = values(&String::from_utf8(output.stdout).unwrap());
        let seen: BTreeSet<(bool, &str)> = skipped
            .iter()
            .map(|line| (line["record"].is_null(), line["what"].as_str().unwrap()))
            .collect();
        assert_eq!(seen, BTreeSet::from_iter(want), "{command}");
        for line in &skipped {
            shapes.check("skipped", line, command);
        }
    }
}

#[test]
fn offsets_count_characters_of_the_article() {
    let archive = Archive::indexed();
    for query in ["普京", "нефть", "'São Paulo'", "الميناء", "'Putin Hanoi' --width 60", "Zürich"]
    {
        let results = one(&print(&archive, &format!("query --json {query}")));
        let mut marked = 0;
        for hit in results["hits"].as_array().unwrap() {
            let article =
                one(&print(&archive, &format!("show --json {}", hit["id"].as_str().unwrap())));
            for passage in hit["passages"].as_array().unwrap() {
                let field = article[passage["field"].as_str().unwrap()].as_str().unwrap();
                let text = passage["text"].as_str().unwrap();
                assert_eq!(slice(field, &passage["start"], &passage["end"]), text, "{query}");
                for mark in passage["marks"].as_array().unwrap() {
                    let word = slice(text, &mark[0], &mark[1]);
                    assert!(!word.is_empty() && word.trim() == word, "{query}: {word:?}");
                    marked += 1;
                }
            }
        }
        assert!(marked > 0, "{query}");
    }
}

#[test]
fn the_schemas_refuse_what_is_not_promised() {
    let archive = Archive::indexed();
    let shapes = Shapes::closed();
    let hit = one(&print(&archive, "query --jsonl Vietsovpetro -n 1"));
    let open = Shapes::open();
    for (place, value) in [
        ("/rank", json!(0)),
        ("/id", json!("7d61c45a")),
        ("/headline", json!(1)),
        ("/source", json!({"name": null, "domain": null, "found_in": "json-ld"})),
        ("/date", json!({"value": "2024", "precision": "day", "found_in": "url"})),
        ("/byline", json!(null)),
        ("/passages/0/cut", json!("middle")),
        ("/passages/0/marks/0", json!([1])),
        ("/found_in", json!({})),
    ] {
        let mut changed = hit.clone();
        *changed.pointer_mut(place).unwrap() = value;
        assert!(!open.validator("hit").is_valid(&changed), "{place}");
    }
    let mut more = hit.clone();
    more["new"] = json!(1);
    // A later version may add keys: consumers must not mind, this project must notice.
    assert!(open.validator("hit").is_valid(&more) && !shapes.validator("hit").is_valid(&more));
}

#[test]
fn every_key_is_always_there_but_a_few() {
    for name in SCHEMAS {
        each_object(&schema(name), &mut |object| {
            let keys: BTreeSet<&str> = properties(object).collect();
            let required: BTreeSet<&str> = object["required"]
                .as_array()
                .unwrap()
                .iter()
                .map(|key| key.as_str().unwrap())
                .collect();
            let optional: Vec<&&str> = keys.difference(&required).collect();
            let want: &[&&str] = match () {
                () if keys.contains("expansions") => &[&"expansions", &"id", &"scored"],
                () if keys.contains("rank") => &[&"query_id"],
                () => &[],
            };
            assert_eq!(optional, want, "{name}");
        });
    }
}

#[test]
fn every_key_is_explained() {
    let text = document("docs/json.md");
    let mut unexplained = BTreeSet::new();
    for name in SCHEMAS {
        each_object(&schema(name), &mut |object| {
            let explained = |key: &str| {
                text.contains(&format!("`{key}`")) || text.contains(&format!("].{key}`"))
            };
            let missing = properties(object).filter(|key| !explained(key));
            unexplained.extend(missing.map(|key| format!("{name}: {key}")));
        });
    }
    assert_eq!(unexplained, BTreeSet::new());
}

#[test]
fn every_kind_of_evidence_is_explained() {
    let archive = Archive::new();
    let folder = root().join("tests/articles");
    let mut all = BTreeSet::new();
    for article in
        values(&print(&archive, &format!("extract --jsonl corpus/ '{}'", folder.display())))
    {
        each_evidence(&article, &mut all);
    }
    let text = document("docs/json.md");
    let unexplained = all.iter().filter(|evidence| {
        // Keys, elements and columns are without number.
        let kinds = ["key \"", "meta ", "element \"", "column \""];
        let kind = kinds.into_iter().find(|kind| evidence.starts_with(kind));
        !text.contains(&kind.map_or(format!("`{evidence}`"), |kind| format!("`{kind}")))
    });
    assert_eq!(unexplained.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(all.len() > 30, "{all:?}");
}

#[test]
fn the_examples_are_what_the_program_prints() {
    let archive = Archive::indexed();
    let text = document("docs/json.md");
    let blocks: Vec<&str> = text.split("```json\n").collect();
    for pair in blocks.windows(2) {
        let command = pair[0].rsplit("`news-search ").next().unwrap().split('`').next().unwrap();
        let example: Value = serde_json::from_str(pair[1].split("```").next().unwrap()).unwrap();
        let printed = match command.split_once("--errors ") {
            Some((_, list)) => {
                let output = archive.shell(&format!("news-search {command} >&2; cat {list}"));
                String::from_utf8(output.stdout).unwrap()
            }
            None => print(&archive, command),
        };
        assert_eq!(
            timeless(example),
            timeless(one(&printed)),
            "docs/json.md, news-search {command}"
        );
    }
    assert!(blocks.len() > 5, "{} examples are too few", blocks.len() - 1);
}

/// The schemas, by name.
struct Shapes(Vec<(&'static str, Validator)>);

impl Shapes {
    /// As they are published: more keys than they name are no error.
    fn open() -> Self {
        Self::of(schema)
    }

    /// So that a key that they do not name is an error.
    fn closed() -> Self {
        Self::of(|name| {
            let mut schema = schema(name);
            close(&mut schema);
            schema
        })
    }

    fn of(schema: impl Fn(&str) -> Value) -> Self {
        let place = |name: &str| format!("https://schema.invalid/{name}.json");
        let all = SCHEMAS.iter().map(|name| (place(name), schema(name)));
        let registry = Registry::new().extend(all).unwrap().prepare().unwrap();
        let validator = |name: &'static str| {
            let options = jsonschema::options().with_registry(&registry);
            (name, options.build(&json!({"$ref": place(name)})).unwrap())
        };
        Self(SCHEMAS.map(validator).into())
    }

    fn validator(&self, name: &str) -> &Validator {
        &self.0.iter().find(|(own, _)| *own == name).unwrap().1
    }

    fn check(&self, name: &str, value: &Value, context: &str) {
        let errors = self.validator(name).iter_errors(value);
        let errors: Vec<String> =
            errors.map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{context}");
    }
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&document(&format!("docs/schema/{name}.json"))).unwrap()
}

/// Forbids every key that a schema does not name.
fn close(schema: &mut Value) {
    if schema["type"] == "object" {
        schema["additionalProperties"] = json!(false);
    }
    match schema {
        Value::Object(parts) => parts.values_mut().for_each(close),
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}

/// Every part of a schema that describes an object.
fn each_object(schema: &Value, see: &mut impl FnMut(&Value)) {
    if schema["type"] == "object" {
        see(schema);
    }
    match schema {
        Value::Object(parts) => parts.values().for_each(|part| each_object(part, see)),
        Value::Array(parts) => parts.iter().for_each(|part| each_object(part, see)),
        _ => {}
    }
}

fn properties(schema: &Value) -> impl Iterator<Item = &str> {
    schema["properties"].as_object().unwrap().keys().map(String::as_str)
}

/// Every `found_in` of an article.
fn each_evidence(value: &Value, all: &mut BTreeSet<String>) {
    let Some(parts) = value.as_object() else { return };
    for (key, part) in parts {
        match part {
            Value::String(evidence) if key == "found_in" => drop(all.insert(evidence.clone())),
            Value::Object(own) if key == "found_in" => {
                all.extend(own.values().filter_map(Value::as_str).map(str::to_owned));
            }
            part => each_evidence(part, all),
        }
    }
}

/// What a command prints to standard output.
fn print(archive: &Archive, command: &str) -> String {
    let output = archive.shell(&format!("news-search {command}"));
    let failed = output.status.code().is_none_or(|status| status > 1);
    assert!(!failed, "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The values on the lines of a text.
fn values(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The value on the only line of a text.
fn one(text: &str) -> Value {
    let [value] = values(text).try_into().unwrap();
    value
}

fn slice(text: &str, start: &Value, end: &Value) -> String {
    let at = |offset: &Value| usize::try_from(offset.as_u64().unwrap()).unwrap();
    text.chars().take(at(end)).skip(at(start)).collect()
}

/// The value without what differs from run to run and from machine to machine.
fn timeless(mut value: Value) -> Value {
    match &mut value {
        Value::Object(parts) => {
            for (key, part) in parts {
                let part_of_run = ["took_ms", "bytes", "score", "next"].contains(&key.as_str());
                *part = if part_of_run { json!(0) } else { timeless(part.take()) };
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| *part = timeless(part.take())),
        _ => {}
    }
    value
}
