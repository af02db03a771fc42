//! The web: who is asking, what they may do, pages, forms, sign-in, letters, later work, and the shape of a capability.

pub mod assets;
pub mod cache;
pub mod capability;
pub mod charts;
mod colour;
mod ctx;
mod document;
mod error;
pub mod form;
pub mod jobs;
pub mod mail;
pub mod middleware;
pub mod outgoing;
mod output;
mod page;
mod pdf;
mod people;
mod routes;
mod sent;
pub mod server;
pub mod sheet;
pub mod sign_in;
mod site;
#[cfg(feature = "testing")]
pub mod testing;
mod verb;
mod web_app;

pub use axum;
pub use axum::extract::{Path, Query};
pub use axum::response::Response;
pub use capability::{Capability, Every, Job, TaskList};
pub use ctx::Ctx;
pub use error::PageError;
pub use folkmoot_press as press;
pub use form::{Answers, Choice, Field, Form, FormErrors};
pub use output::{Csv, Shape};
pub use page::{Feed, NavLink, Page, SameForAll};
pub use people::{People, SignedIn};
pub use routes::{Route, Routes};
pub use sent::{Sent, Upload};
pub use site::{Mode, Site};
pub use verb::Verb;
pub use web_app::{App, Building};
