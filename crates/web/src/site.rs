//! What an installation chose about itself.

/// Which conveniences are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The invented place: one-click roles, letters on /outbox.
    Demo,
    /// On a developer's machine: letters on /outbox.
    Development,
    Production,
}

/// Name, address and mode of this installation.
#[derive(Debug, Clone)]
pub struct Site {
    pub name: String,
    /// Where people reach it, without a slash at the end: `https://oxmoor.example`.
    pub url: String,
    pub mode: Mode,
    /// Six hexadecimal digits after a hash, or empty for Folkmoot's own colour.
    pub colour: String,
    /// Address of a logo on this server, or empty.
    pub logo: String,
    /// Letters come from this address.
    pub mail_from: String,
    /// "smtp://user:secret@host:587"; empty where no letters can be sent.
    pub smtp: String,
}

impl Site {
    pub fn new(name: &str, url: &str, mode: Mode) -> Self {
        Self {
            name: name.to_owned(),
            url: url.trim_end_matches('/').to_owned(),
            mode,
            colour: String::new(),
            logo: String::new(),
            mail_from: "Folkmoot <folkmoot@localhost>".to_owned(),
            smtp: String::new(),
        }
    }

    pub fn is_https(&self) -> bool {
        self.url.starts_with("https://")
    }

    pub fn shows_outbox(&self) -> bool {
        self.mode != Mode::Production
    }

    /// Browsers accept `__Host-` cookies over https only.
    pub fn cookie(&self, name: &str) -> String {
        if self.is_https() { format!("__Host-{name}") } else { name.to_owned() }
    }
}
