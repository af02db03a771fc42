//! A page: its heading and what stands inside; the layout goes around it.

use crate::ctx::Ctx;
use crate::error::PageError;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Actor, Id};

/// A page on its way out. The title is its one `h1`.
#[derive(Debug)]
pub struct Page {
    title: String,
    caption: Option<String>,
    crumbs: Vec<(String, String)>,
    lead: Option<String>,
    feeds: Vec<Feed>,
    wide: bool,
    h1_in_body: bool,
    has_error: bool,
    invented: bool,
    /// The thing that the page is about, for its receipts.
    record: Option<(String, Id<Anything>)>,
    body: Result<String, askama::Error>,
}

/// Another form of this page: a calendar, a feed, data.
#[derive(Debug, Clone)]
pub struct Feed {
    pub title: String,
    pub href: String,
    pub media_type: &'static str,
}

/// A word in the navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    pub words: String,
    pub href: String,
    pub current: bool,
}

/// What `layout.html` shows around every page.
#[derive(Debug, Template)]
#[template(path = "layout.html")]
struct Layout {
    title: String,
    caption: Option<String>,
    crumbs: Vec<(String, String)>,
    lead: Option<String>,
    body: String,
    brand_name: String,
    brand_logo: Option<String>,
    nav: Vec<NavLink>,
    person: Option<String>,
    waiting: usize,
    csrf: String,
    flash: Option<String>,
    invented: bool,
    feeds: Vec<Feed>,
    wide: bool,
    css_href: String,
    brand_href: String,
    js_href: String,
    h1_in_body: bool,
    has_error: bool,
    receipts: Option<String>,
    foot: Vec<(&'static str, &'static str)>,
}

/// Marks an answer that is the same for everybody who is not signed in, and so may be kept until something is saved.
#[derive(Debug, Clone, Copy)]
pub struct SameForAll;

impl Page {
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            caption: None,
            crumbs: Vec::new(),
            lead: None,
            feeds: Vec::new(),
            wide: false,
            h1_in_body: false,
            has_error: false,
            invented: false,
            record: None,
            body: Ok(String::new()),
        }
    }

    /// Small words above the heading.
    pub fn caption(mut self, words: impl Into<String>) -> Self {
        self.caption = Some(words.into());
        self
    }

    /// One more step of the way back, outermost first.
    pub fn crumb(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push((words.into(), href.into()));
        self
    }

    /// The opening sentence below the heading.
    pub fn lead(mut self, words: impl Into<String>) -> Self {
        self.lead = Some(words.into());
        self
    }

    /// This page as a calendar, feed or data.
    pub fn feed(mut self, title: impl Into<String>, href: impl Into<String>, media_type: &'static str) -> Self {
        self.feeds.push(Feed { title: title.into(), href: href.into(), media_type });
        self
    }

    /// For tables and maps: the whole width instead of two thirds.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Says on top that this place is invented.
    pub fn invented(mut self, invented: bool) -> Self {
        self.invented = invented;
        self
    }

    /// Leads to the receipts of what happened to this thing, if the installation keeps a record.
    pub fn record<K>(mut self, kind: &str, id: Id<K>) -> Self {
        self.record = Some((kind.to_owned(), id.any()));
        self
    }

    /// The inside of the page.
    pub fn template(mut self, inside: &impl Template) -> Self {
        self.body = inside.render();
        self
    }

    /// The inside of the page as HTML that was made safely.
    pub fn html(mut self, inside: String) -> Self {
        self.body = Ok(inside);
        self
    }

    /// Something typed was refused: the title says so first, for those who hear it.
    pub fn error(mut self) -> Self {
        self.has_error = true;
        self
    }

    /// A form prints the heading itself, below what went wrong.
    pub(crate) fn form(mut self, inside: &impl Template, has_error: bool) -> Self {
        (self.h1_in_body, self.has_error) = (true, has_error);
        self.template(inside)
    }
}

impl Ctx {
    /// Sends a page.
    pub async fn page(&self, page: Page) -> Result<Response, PageError> {
        self.page_with(StatusCode::OK, page).await
    }

    /// Sends a page that is an answer of another kind: "there is no such postcode" with a form to try again.
    pub async fn page_with(&self, status: StatusCode, page: Page) -> Result<Response, PageError> {
        let html = self.layout(page).await?.render()?;
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
        let mut response = (status, kind, html).into_response();
        if self.is_same_for_all() && status == StatusCode::OK {
            response.extensions_mut().insert(SameForAll);
        }
        Ok(response)
    }

    pub(crate) fn is_same_for_all(&self) -> bool {
        *self.actor() == Actor::Nobody && !self.is_personal() && self.inner().flash.is_none()
    }

    async fn layout(&self, page: Page) -> Result<Layout, PageError> {
        let site = self.site();
        let waiting = if self.person().is_some() { self.app().waiting(self).await } else { 0 };
        Ok(Layout {
            body: page.body?,
            title: page.title,
            caption: page.caption,
            crumbs: page.crumbs,
            lead: page.lead,
            brand_name: site.name.clone(),
            brand_logo: (!site.logo.is_empty()).then(|| site.logo.clone()),
            nav: self.navigation(),
            person: self.person().map(|person| person.name.clone()),
            waiting,
            csrf: if self.is_signed_in() { self.csrf() } else { String::new() },
            flash: self.inner().flash.clone(),
            invented: page.invented || site.mode == crate::site::Mode::Demo,
            feeds: page.feeds,
            wide: page.wide,
            css_href: crate::assets::href("folkmoot.css"),
            brand_href: crate::assets::brand_href(site),
            js_href: crate::assets::href("folkmoot.js"),
            h1_in_body: page.h1_in_body,
            has_error: page.has_error,
            receipts: page.record.and_then(|(kind, id)| self.app().receipts(&kind, id)),
            foot: self.app().capabilities().iter().flat_map(|capability| capability.foot.iter().copied()).collect(),
        })
    }

    fn navigation(&self) -> Vec<NavLink> {
        let words = self.app().capabilities().iter().flat_map(|capability| capability.nav.iter());
        let link = |(words, href): &(&'static str, &'static str)| NavLink {
            words: (*words).to_owned(),
            href: (*href).to_owned(),
            current: self.path() == *href || (*href != "/" && self.path().starts_with(&format!("{href}/"))),
        };
        words.map(link).collect()
    }
}
