//! The furniture of a page: everything around the story that repeats from page to page.
//!
//! Three kinds of evidence: elements that are never a story (`<nav>`), elements hidden from
//! readers, and the words publishers put into `class` and `id`, which name what a box is for in
//! English on nearly every site of the world.

use super::markup::Tag;

/// How surely an element is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Furniture {
    /// Nothing says so.
    No,
    /// Its name says so, which may also describe the layout around a story (`sidebar-grid`).
    Likely,
    /// Readers' comments, consent forms, elements made for furniture, hidden ones.
    Surely,
}

/// What an element says of itself.
pub(super) fn furniture(tag: &Tag) -> Furniture {
    match &*tag.name {
        "nav" | "aside" | "footer" | "figcaption" | "dialog" | "figure" | "menu" => {
            return Furniture::Surely;
        }
        // These hold the story too often for their classes to be believed.
        "html" | "body" | "main" => return Furniture::No,
        _ => {}
    }
    if is_hidden(tag) || is_furniture_role(tag) {
        return Furniture::Surely;
    }
    names(tag).iter().map(|name| furniture_name(name)).max().unwrap_or(Furniture::No)
}

/// Whether an element is not shown.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    let style = tag.attr("style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    style || tag.attr("hidden").is_some() || tag.attr("aria-hidden").as_deref() == Some("true")
}

/// Whether an element of a letter is not shown: mail programs know few ways to hide, so that
/// letters use them all for the line that stands beside the subject in lists.
pub(super) fn is_unseen(tag: &Tag) -> bool {
    let is_naught = |value: &str| {
        let value = value.trim_end_matches("!important").trim_end().trim_end_matches("px");
        value.bytes().all(|byte| byte == b'0') && !value.is_empty()
    };
    let hides = |declaration: &str| {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        match name.as_str() {
            "max-height" | "opacity" => is_naught(&value),
            "mso-hide" => value == "all",
            _ => false,
        }
    };
    is_hidden(tag) || tag.attr("style").is_some_and(|style| style.split(';').any(hides))
}

/// Whether an element says that it is for moving about, warning or controlling.
pub(super) fn is_furniture_role(tag: &Tag) -> bool {
    tag.attr("role").is_some_and(|role| {
        matches!(
            &*role,
            "navigation"
                | "banner"
                | "complementary"
                | "contentinfo"
                | "dialog"
                | "alertdialog"
                | "search"
                | "menu"
                | "menubar"
                | "tablist"
                | "toolbar"
                | "alert"
        )
    })
}

/// The names in the class and id of an element: lower case, parts joined by single hyphens.
pub(super) fn names(tag: &Tag) -> Vec<String> {
    ["class", "id", "data-component", "data-testid", "data-qa"]
        .iter()
        .filter_map(|key| tag.attr(key))
        .flat_map(|value| value.split_whitespace().map(hyphenated).collect::<Vec<_>>())
        .collect()
}

/// `relatedArticles__list` as `related-articles-list`.
fn hyphenated(name: &str) -> String {
    let mut parts = String::with_capacity(name.len() + 4);
    let mut before = '-';
    for c in name.chars() {
        let parted = !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase();
        if parted && !parts.ends_with('-') && !parts.is_empty() {
            parts.push('-');
        }
        if c.is_alphanumeric() {
            parts.extend(c.to_lowercase());
        }
        before = c;
    }
    parts
}

/// What one name says of a box.
fn furniture_name(name: &str) -> Furniture {
    // `has-comments` and `article-with-sidebar` describe what stands beside the story.
    let mut verdict = Furniture::No;
    let mut previous = "";
    for part in name.split('-') {
        if matches!(part, "has" | "no" | "with" | "is" | "js" | "without") {
            break;
        }
        if SURE_PARTS.contains(&part) {
            return Furniture::Surely;
        }
        if PARTS.binary_search(&part).is_ok() || PAIRS.contains(&(previous, part)) {
            verdict = Furniture::Likely;
        }
        previous = part;
    }
    verdict
}

/// Parts of a name that no story has.
const SURE_PARTS: [&str; 14] = [
    "comment",
    "comments",
    "commenting",
    "disqus",
    "livefyre",
    "respond",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "newsletter",
    "breadcrumb",
    "breadcrumbs",
];

/// Parts of a name that make the box furniture wherever they stand; sorted.
const PARTS: [&str; 101] = [
    "ad",
    "addthis",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "advertorial",
    "authorbio",
    "banner",
    "bio",
    "bookmark",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "caption",
    "captions",
    "comment",
    "commenting",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "dateline",
    "disclaimer",
    "disqus",
    "donate",
    "donation",
    "facebook",
    "fb",
    "figcaption",
    "flyout",
    "follow",
    "footer",
    "gallery",
    "gdpr",
    "hidden",
    "inread",
    "instagram",
    "jwplayer",
    "keywords",
    "legend",
    "livefyre",
    "login",
    "masthead",
    "menu",
    "meta",
    "metadata",
    "metered",
    "modal",
    "more",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pager",
    "paginate",
    "pagination",
    "paywall",
    "player",
    "playlist",
    "podcast",
    "popular",
    "popup",
    "print",
    "promo",
    "promos",
    "promotion",
    "readmore",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "registration",
    "related",
    "respond",
    "share",
    "sharebar",
    "shares",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
];

/// Two parts that only together make the box furniture.
const PAIRS: [(&str, &str); 34] = [
    ("author", "bio"),
    ("author", "box"),
    ("author", "info"),
    ("author", "card"),
    ("author", "profile"),
    ("about", "author"),
    ("about", "the"),
    ("also", "read"),
    ("read", "also"),
    ("read", "next"),
    ("up", "next"),
    ("most", "read"),
    ("see", "also"),
    ("tag", "list"),
    ("tag", "cloud"),
    ("article", "tags"),
    ("topic", "list"),
    ("article", "tools"),
    ("tool", "bar"),
    ("sign", "up"),
    ("whats", "app"),
    ("photo", "credit"),
    ("image", "credit"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("screen", "reader"),
    ("teaser", "list"),
    ("read", "time"),
    ("reading", "time"),
    ("publish", "date"),
    ("published", "date"),
    ("article", "date"),
    ("entry", "date"),
    ("post", "date"),
];
