//! What this site is, how accessible it is, and what it keeps of those who visit it.

use super::About;
use askama::Template;
use folkmoot_web::{Ctx, Mode, Page, PageError, Response};

#[derive(Debug, Template)]
#[template(path = "about.html")]
struct AboutPage {
    name: String,
    version: String,
    source: String,
    contact: Contact,
    capabilities: Vec<&'static str>,
    demo: bool,
}

#[derive(Debug, Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    name: String,
    contact: Contact,
}

#[derive(Debug, Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    name: String,
    contact: Contact,
    demo: bool,
}

/// How people reach whoever runs this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Contact {
    Email(String),
    Web(String),
    Words(String),
    NotSaid,
}

impl Contact {
    pub(super) fn of(ctx: &Ctx) -> Self {
        Self::read(&said(ctx).contact)
    }

    fn read(words: &str) -> Self {
        let words = words.trim();
        let one_word = !words.is_empty() && !words.contains(char::is_whitespace);
        match words {
            "" => Contact::NotSaid,
            web if one_word && (web.starts_with("https://") || web.starts_with("http://")) => {
                Contact::Web(web.to_owned())
            }
            email if one_word && email.contains('@') => Contact::Email(email.to_owned()),
            words => Contact::Words(words.to_owned()),
        }
    }
}

/// What the installation said of itself; nothing where it said nothing.
pub(super) fn said(ctx: &Ctx) -> About {
    ctx.wanted::<About>().map(|about| About::clone(&about)).unwrap_or_default()
}

/// "0.1.0", with the commit where the build knew it.
pub fn version() -> String {
    match option_env!("FOLKMOOT_COMMIT") {
        Some(commit) if !commit.is_empty() => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
        _ => env!("CARGO_PKG_VERSION").to_owned(),
    }
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let inside = AboutPage {
        name: ctx.site().name.clone(),
        version: version(),
        source: said(&ctx).source,
        contact: Contact::of(&ctx),
        capabilities: ctx.app().capabilities().iter().map(|capability| capability.sentence).collect(),
        demo: ctx.site().mode == Mode::Demo,
    };
    ctx.page(Page::new("About this site").template(&inside)).await
}

pub(super) async fn accessibility(ctx: Ctx) -> Result<Response, PageError> {
    let inside = AccessibilityPage { name: ctx.site().name.clone(), contact: Contact::of(&ctx) };
    ctx.page(Page::new("Accessibility").crumb("About this site", "/about").template(&inside)).await
}

pub(super) async fn privacy(ctx: Ctx) -> Result<Response, PageError> {
    let (name, demo) = (ctx.site().name.clone(), ctx.site().mode == Mode::Demo);
    let inside = PrivacyPage { name, contact: Contact::of(&ctx), demo };
    ctx.page(Page::new("Privacy and cookies").crumb("About this site", "/about").template(&inside)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_a_page_or_words() {
        assert_eq!(Contact::read(" "), Contact::NotSaid);
        assert_eq!(Contact::read("team@oxmoor.example"), Contact::Email("team@oxmoor.example".into()));
        assert_eq!(Contact::read("https://oxmoor.example/us"), Contact::Web("https://oxmoor.example/us".into()));
        assert_eq!(Contact::read("Ring 01632 960000"), Contact::Words("Ring 01632 960000".into()));
    }
}
