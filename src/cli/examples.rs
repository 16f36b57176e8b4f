//! The examples that end every help page.

pub(super) const PROGRAM: &str = "\
Examples:
  news-search index corpus/
  news-search query \"Vietsovpetro\"";

pub(super) const PROGRAM_LONG: &str = "\
Exit status:
  0    found, or done
  1    nothing found
  2    failed: bad arguments, no index or a damaged one, inputs skipped under --strict
  130  interrupted

Examples:
  Make a folder of articles searchable, then search it:
      news-search index corpus/
      news-search query \"Vietsovpetro\"

  The same for a script:
      news-search query --json \"Vietsovpetro\"

  See what would be understood of a file, without an index:
      news-search extract saved-page.html";

pub(super) const INDEX: &str = "\
Examples:
  news-search index corpus/
  news-search index corpus/ ~/wires --index ~/archive
  news-search index corpus/ --rebuild --errors skipped.jsonl";

pub(super) const QUERY: &str = "\
Examples:
  news-search query oil minister
  news-search query '\"joint venture\" -russia' --since 2024-06
  news-search query --sort newest --source Reuters";

pub(super) const QUERY_LONG: &str = "\
The query language:
  oil minister            either word in any inflection, both rank best
  \"joint venture\"         these very words, side by side
  +oil -gas               must have, must not have
  oil AND (gas OR coal)   every part, any part
  oil NEAR/5 price        at most five words between them; NEAR/s: in one sentence
  headline:putin          in one field: headline lead body source domain by agency lang date
                          modified url path key id format; source:none where it is unknown
  date:2024-06..          in a range of dates
  gre*  wom?n  vietnm~    words that begin so, are of this form, are spelled about so
  /gr[ae]y/  oil^2        a regular expression; a word that counts twice

Examples:
  Articles about either word, best first:
      news-search query oil minister

  Exact words, without a word, from June 2024 on:
      news-search query '\"joint venture\" -russia' --since 2024-06

  The latest of one publication:
      news-search query --sort newest --source Reuters

  The headlines found, for a script:
      news-search query --jsonl putin | jq -r .headline

  Every article found, as a table of some of its facts:
      news-search query putin --all --format csv --fields id,date.value,headline

  Every query of a file, as a run for trec_eval:
      news-search query --batch queries.tsv -n 1000 --format trec";

pub(super) const FACETS: &str = "\
Examples:
  news-search facets oil minister
  news-search facets --facet month --since 2024 -n 100
  news-search facets putin --facet source,by --format csv";

pub(super) const TIMELINE: &str = "\
Examples:
  news-search timeline putin --since 2024
  news-search timeline \"climate change\" \"energy crisis\" --by month --ratio
  news-search timeline gas --split source -n 3 --format csv";

pub(super) const RELATED: &str = "\
Examples:
  news-search related 3f9a0c12
  news-search related 3f9a0c12 --before
  news-search related draft.txt -n 20 --format csv";

pub(super) const SUGGEST: &str = "\
Examples:
  news-search suggest viet
  news-search suggest --field by ber
  news-search suggest --field source gaz --json | jq -r '.values[].value'";

pub(super) const SHOW: &str = "\
Examples:
  news-search show 3f9a0c12
  news-search show --json 3f9a0c12 | jq -r .body";

pub(super) const STORIES: &str = "\
Examples:
  news-search stories putin --since 2024-06
  news-search stories oil minister --sort newest
  news-search stories --all --jsonl > stories.jsonl";

pub(super) const STORY: &str = "\
Examples:
  news-search story 3f9a0c12
  news-search story 3f9a0c12 --json | jq -r '.chapters[].new[]'";

pub(super) const VERSIONS: &str = "\
Examples:
  news-search versions 3f9a0c12
  news-search versions 3f9a0c12 --json | jq -r '.versions[].source.name'
  news-search versions --all --jsonl > groups.jsonl";

pub(super) const STATS: &str = "\
Examples:
  news-search stats
  news-search stats --json | jq .sources";

pub(super) const CHECK: &str = "\
Examples:
  news-search check
  news-search check --json | jq '.files[] | select(.state != \"sound\")'";

pub(super) const EXTRACT: &str = "\
Examples:
  news-search extract saved-page.html
  news-search extract --jsonl corpus/ | jq -r '[.date.value, .headline] | @tsv'
  curl -s https://example.org/story | news-search extract -";

pub(super) const CONFIG: &str = "\
A file with options:
  index = \"/home/ann/archive\"

  [query]
  limit = 20
  source = [\"Reuters\", \"AP\"]

Examples:
  news-search config
  news-search config > ~/.config/news-search/config.toml";

pub(super) const COMPLETIONS: &str = "\
Examples:
  news-search completions bash > ~/.local/share/bash-completion/completions/news-search
  news-search completions zsh > ~/.zfunc/_news-search";

pub(super) const MAN: &str = "\
Examples:
  news-search man > ~/.local/share/man/man1/news-search.1
  news-search man query > ~/.local/share/man/man1/news-search-query.1";
