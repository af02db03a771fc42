//! The settings that there are, in the order in which they are printed.

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// In `folkmoot.toml` and after `--set`; `FOLKMOOT_NAME` in the environment.
    pub name: &'static str,
    pub words: &'static str,
    pub otherwise: &'static str,
}

const fn key(name: &'static str, otherwise: &'static str, words: &'static str) -> Key {
    Key { name, words, otherwise }
}

pub const KEYS: [Key; 19] = [
    key("data", ".", "folder in which the database lies, unless `database` says where"),
    key("database", "", "a file, or postgres://user@host/name; empty: folkmoot.db in the folder `data`"),
    key(
        "record_key",
        "",
        "file with the key that signs the record; empty: beside the database, or folkmoot.key in the folder `data`",
    ),
    key(
        "sign_in_key",
        "",
        "file with the key for signing in through organisations, made when it is needed; empty: beside the key of the record",
    ),
    key("witnesses", "", "installations that sign our record as well: address and key of each, with commas between"),
    key("witness_for", "", "logs of others that are signed here: the key of each, with commas between"),
    key("listen", "127.0.0.1:8080", "address and port that the site listens on"),
    key("metrics", "", "address and port of /metrics, never the public one; empty: none"),
    key("url", "", "where people reach the site, like https://oxmoor.example; empty: where it listens"),
    key("mode", "production", "production, or development on your own computer (letters are shown on /outbox)"),
    key("name", "Folkmoot", "name of the site, on every page"),
    key("colour", "", "colour of the site, like #1f4d3b; empty: Folkmoot's own"),
    key("logo", "", "path of a logo on this server; empty: Folkmoot's mark"),
    key("mail_from", "Folkmoot <folkmoot@localhost>", "who letters come from"),
    key("smtp", "", "server that sends letters: smtps://user:password@host; empty: no letters"),
    key("proxies", "", "addresses of proxies that are believed about who is calling, with commas between"),
    key("contact", "", "how people reach whoever runs this site, as words or an e-mail address"),
    key("source", "", "where the source of this version is, as its licence asks: a web address"),
    key("log", "info", "how much is logged: error, warn, info, debug"),
];

pub(super) fn known(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

pub(super) fn names() -> String {
    KEYS.map(|key| key.name).join(", ")
}

impl Key {
    /// Its name in the environment: "FOLKMOOT_MAIL_FROM".
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase())
    }
}

/// What all our variables begin with.
pub(super) const PREFIX: &str = "FOLKMOOT_";
