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
    let names = names(tag);
    // Blog software names a whole post after the topics and tags it is filed under.
    if names.iter().any(|name| name == "hentry" || name.starts_with("type-post")) {
        return Furniture::No;
    }
    let shown = names.iter().any(|name| is_shown_on_some(name));
    names.iter().map(|name| furniture_name(name, shown)).max().unwrap_or(Furniture::No)
}

/// Whether a name shows an element on screens of some width (`md:block`), which undoes `hidden`.
fn is_shown_on_some(name: &str) -> bool {
    let Some((width, display)) = name.split_once('-') else { return false };
    matches!(width, "sm" | "md" | "lg" | "xl" | "2xl")
        && matches!(display, "block" | "flex" | "grid" | "inline" | "inline-block" | "contents")
}

/// Whether an element is not shown.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    // Pages sent in pieces hold their later pieces hidden, until a script moves them into place.
    if tag.attr("id").is_some_and(|id| id.starts_with("S:")) {
        return false;
    }
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
///
/// A heading's id is the heading over again, and a row of a table is named after what it is about:
/// they do not say what the box is for.
pub(super) fn names(tag: &Tag) -> Vec<String> {
    let keys: &[&str] = match &*tag.name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["class", "data-component"],
        "tr" => &[],
        _ => &["class", "id", "data-component", "data-testid", "data-qa"],
    };
    keys.iter()
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

/// What one name says of a box; `shown` where another name shows what `hidden` hides.
fn furniture_name(name: &str, shown: bool) -> Furniture {
    if HIDDEN.contains(&name) && !shown {
        return Furniture::Likely;
    }
    // `sidebar-enabled` and `hero-ad-hidden` tell the state of the layout around the story.
    if name.rsplit('-').next().is_some_and(|last| STATES.contains(&last)) {
        return Furniture::No;
    }
    // What a paywall lets through, or shows of the story, and not the wall itself.
    if name.starts_with("paywall-") && name.split('-').any(|part| BEHIND_WALLS.contains(&part)) {
        return Furniture::No;
    }
    let embedded = name.contains("embed");
    let mut verdict = Furniture::No;
    let mut previous = "";
    for part in name.split('-') {
        if BESIDE.contains(&part) {
            break;
        }
        if SURE_PARTS.contains(&part) {
            return Furniture::Surely;
        }
        let named = PARTS.binary_search(&part).is_ok() || PAIRS.contains(&(previous, part));
        // A post quoted from a network is part of the story; links to networks are not.
        if named && !(embedded && NETWORKS.contains(&part)) {
            verdict = Furniture::Likely;
        }
        previous = part;
    }
    verdict
}

/// Whole names that hide a box.
const HIDDEN: &[&str] = &["hidden", "is-hidden", "visually-hidden", "visuallyhidden"];

/// What follows these in a name stands beside the story or is missing: `has-comments`.
const BESIDE: &[&str] = &["has", "no", "with", "is", "js", "without", "under", "below", "above"];

/// Parts of the names of boxes that hold the story on both sides of a paywall.
const BEHIND_WALLS: &[&str] = &["access", "wrapper", "content", "intro", "body", "text"];

/// What a name ends with that tells a state.
const STATES: &[&str] = &["enabled", "disabled", "hidden", "overrides", "opened", "closed"];

/// Parts that name networks.
const NETWORKS: &[&str] = &["social", "facebook", "fb", "instagram"];

/// Parts of a name that no story has.
const SURE_PARTS: &[&str] = &[
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
const PARTS: &[&str] = &[
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
    "carousel",
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
    "cta",
    "donate",
    "donation",
    "facebook",
    "fb",
    "feedback",
    "figcaption",
    "flyout",
    "follow",
    "footer",
    "gallery",
    "gdpr",
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
    "rail",
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
    "sharedaddy",
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
    "swiper",
    "taboola",
    "tags",
    "tracking",
    "trending",
];

/// Two parts that only together make the box furniture.
const PAIRS: &[(&str, &str)] = &[
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
