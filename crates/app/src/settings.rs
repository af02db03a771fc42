//! What an installation chose: built-in values, then `folkmoot.toml`, then `FOLKMOOT_...`, then flags; the last one that
//! says something counts, and each value remembers who said it.

mod keys;
mod layers;
mod read;
mod secret;
#[cfg(test)]
mod tests;

pub use keys::{KEYS, Key};
pub use layers::{Chosen, Layers, Source};
pub use read::{has_password, key_beside, sign_in_key_beside, without_password};
pub use secret::{OpenSecret, is_open_to_others, refuse_open_secret};

use folkmoot_record::actions::Witnessing;
use folkmoot_web::{Mode, Site};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Settings, each checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder in which the database lies, unless `database` says where.
    pub data: PathBuf,
    /// A file, or "postgres://...".
    pub database: String,
    /// The key that signs the record.
    pub record_key: PathBuf,
    /// The key that says to organisations' sign-in that this site is itself; made when it is first needed.
    pub sign_in_key: PathBuf,
    /// Who signs our record as well, and whose is signed here.
    pub witnessing: Witnessing,
    pub listen: SocketAddr,
    pub metrics: Option<SocketAddr>,
    /// Where people reach the site; empty: where it listens.
    pub url: String,
    pub mode: Mode,
    pub name: String,
    pub colour: String,
    pub logo: String,
    pub mail_from: String,
    pub smtp: String,
    pub proxies: Vec<IpAddr>,
    pub contact: String,
    pub source: String,
    pub log: String,
}

/// Why settings cannot be used, with the key and who said it.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("{file} cannot be read")]
    Unreadable { file: PathBuf, source: std::io::Error },
    #[error("{file} is not written as TOML: {why}")]
    NotToml { file: PathBuf, why: String },
    #[error("{source_of} says {key}, and there is no such setting; there are: {}", keys::names())]
    UnknownKey { source_of: Source, key: String },
    #[error("{source_of} says {key}, which should be a text, a whole number or a list of texts")]
    WrongKind { source_of: Source, key: String },
    #[error("--set wants KEY=VALUE and was given {given:?}")]
    NotAPair { given: String },
    #[error("{key} is {given:?} ({source_of}) and should be {should}")]
    Wrong { key: &'static str, given: String, source_of: Source, should: &'static str },
    #[error(
        "mode = \"development\" shows letters with sign-in codes to everybody who can open the site, so it works on this \
         computer alone: listen on 127.0.0.1 and let url be empty or http://127.0.0.1"
    )]
    OpenDevelopment,
}

impl Settings {
    pub fn site(&self, listens: SocketAddr) -> Site {
        let url = if self.url.is_empty() { format!("http://{listens}") } else { self.url.clone() };
        Site {
            colour: self.colour.clone(),
            logo: self.logo.clone(),
            mail_from: self.mail_from.clone(),
            smtp: self.smtp.clone(),
            ..Site::new(&self.name, &url, self.mode)
        }
    }
}

/// The word of a mode in settings.
pub const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Demo => "demo",
        Mode::Development => "development",
        Mode::Production => "production",
    }
}
