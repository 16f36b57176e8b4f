//! The styles in use: few, and readable on light and dark grounds alike.

use anstyle::{AnsiColor, Style};

/// Plain text.
pub(super) const PLAIN: Style = Style::new();
/// Headlines.
pub(super) const HEADLINE: Style = Style::new().bold();
/// First words that stand in for a headline.
pub(super) const LEAD: Style = Style::new().italic();
/// What matched.
pub(super) const MARK: Style = AnsiColor::Red.on_default().bold();
/// Publications and labels.
pub(super) const SOURCE: Style = AnsiColor::Cyan.on_default();
/// What is there to be found rather than read.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What a version adds.
pub(super) const ADDED: Style = AnsiColor::Green.on_default();
/// What a version drops.
pub(super) const DROPPED: Style = AnsiColor::Red.on_default();
