//! Texts become settings, or a sentence says which does not fit and who said it.

use super::layers::{Chosen, Layers};
use super::{Settings, SettingsError};
use folkmoot_record::actions::Witnessing;
use folkmoot_record::checkpoint::is_log_key;
use folkmoot_record::witness::WitnessKey;
use folkmoot_store::Address;
use folkmoot_web::Mode;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

impl Settings {
    pub(super) fn read(layers: &Layers) -> Result<Self, SettingsError> {
        let text = |key| layers.get(key).text.trim().to_owned();
        let data = PathBuf::from(text("data"));
        let database = database(&data, text("database"));
        let record_key = record_key(&data, &database, &text("record_key"));
        let settings = Self {
            sign_in_key: match text("sign_in_key").as_str() {
                "" => sign_in_key_beside(&record_key),
                said => PathBuf::from(said),
            },
            record_key,
            witnessing: Witnessing {
                asks: fits(layers, "witnesses", "like https://calder.example/record/witness KEY", witnesses)?,
                logs: fits(layers, "witness_for", "keys of logs, like calder.example/record+...", logs)?,
            },
            database,
            data,
            listen: fits(layers, "listen", "an address and a port, like 127.0.0.1:8080", |text| text.parse().ok())?,
            metrics: maybe(layers, "metrics", "an address and a port, like 127.0.0.1:9090", |text| text.parse().ok())?,
            url: fits(layers, "url", "empty or a web address, like https://oxmoor.example", own_address)?,
            mode: fits(layers, "mode", "production or development", mode)?,
            name: fits(layers, "name", "a few words, 60 letters at most", name)?,
            colour: fits(layers, "colour", "empty or a hash and six hexadecimal digits, like #1f4d3b", colour)?,
            logo: fits(layers, "logo", "empty or a path on this server, like /assets/logo.svg", path)?,
            mail_from: text("mail_from"),
            smtp: fits(layers, "smtp", "empty, smtp://... or smtps://...", smtp)?,
            proxies: fits(layers, "proxies", "addresses like 10.0.0.1, with commas between", proxies)?,
            contact: text("contact"),
            source: fits(layers, "source", "empty or a web address", url)?,
            log: fits(layers, "log", "error, warn, info, debug, or a filter like info,sqlx=warn", log)?,
        };
        if settings.mode == Mode::Development && !settings.is_of_this_computer() {
            return Err(SettingsError::OpenDevelopment);
        }
        Ok(settings)
    }

    fn is_of_this_computer(&self) -> bool {
        let host = self.url.split("://").nth(1).map(|rest| rest.split('/').next().unwrap_or(rest));
        let local = |host: &str| {
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            ["localhost", "127.0.0.1", "[::1]"].contains(&name)
        };
        self.listen.ip().is_loopback() && host.is_none_or(local)
    }
}

fn fits<T>(
    layers: &Layers,
    key: &'static str,
    should: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, SettingsError> {
    let Chosen { text, source } = layers.get(key);
    let wrong = || SettingsError::Wrong { key, given: without_password(&text), source_of: source.clone(), should };
    read(text.trim()).ok_or_else(wrong)
}

fn maybe(
    layers: &Layers,
    key: &'static str,
    should: &'static str,
    read: impl Fn(&str) -> Option<SocketAddr>,
) -> Result<Option<SocketAddr>, SettingsError> {
    fits(layers, key, should, |text| if text.is_empty() { Some(None) } else { read(text).map(Some) })
}

fn database(data: &Path, said: String) -> String {
    if said.is_empty() { data.join("folkmoot.db").to_string_lossy().into_owned() } else { said }
}

/// Beside the key of the record: "folkmoot.db.key" and "folkmoot.db.sign-in.key".
pub fn sign_in_key_beside(record_key: &Path) -> PathBuf {
    record_key.with_extension("sign-in.key")
}

/// Where the program keeps what must not lie in the database.
fn record_key(data: &Path, database: &str, said: &str) -> PathBuf {
    match (said, Address::read(database)) {
        ("", Address::Sqlite(file)) => key_beside(&file),
        ("", Address::Postgres { .. }) => data.join("folkmoot.key"),
        (file, _) => PathBuf::from(file),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

fn witnesses(text: &str) -> Option<Vec<(String, WitnessKey)>> {
    let one = |part: &str| {
        let (address, key) = part.split_once(' ')?;
        Some((url(address)?, WitnessKey::read(key.trim())?))
    };
    parts(text).map(one).collect()
}

fn logs(text: &str) -> Option<Vec<String>> {
    parts(text).map(|key| is_log_key(key).then(|| key.to_owned())).collect()
}

/// The key file of a database in a file: "folkmoot.db" has "folkmoot.db.key".
pub fn key_beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}

/// Without a slash at the end.
fn url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c == '"'));
    (text.is_empty() || good).then(|| text.to_owned())
}

/// It stands in letters and in XML.
fn own_address(text: &str) -> Option<String> {
    url(text).filter(|text| !text.contains(['&', '<', '>', '?', '#']))
}

/// The demonstration is a command of its own, so that nobody opens real data to one-click sign-in.
fn mode(text: &str) -> Option<Mode> {
    match text {
        "production" => Some(Mode::Production),
        "development" => Some(Mode::Development),
        _ => None,
    }
}

fn name(text: &str) -> Option<String> {
    (!text.is_empty() && text.chars().count() <= 60 && !text.contains(char::is_control)).then(|| text.to_owned())
}

fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    let good = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (text.is_empty() || good).then(|| text.to_owned())
}

/// Pages ask no other host for anything, so a logo lies on this one.
fn path(text: &str) -> Option<String> {
    let good = text.starts_with('/') && !text.starts_with("//") && !text.contains(char::is_whitespace);
    (text.is_empty() || good).then(|| text.to_owned())
}

fn smtp(text: &str) -> Option<String> {
    (text.is_empty() || text.starts_with("smtp://") || text.starts_with("smtps://")).then(|| text.to_owned())
}

fn proxies(text: &str) -> Option<Vec<IpAddr>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

fn log(text: &str) -> Option<String> {
    tracing_subscriber::EnvFilter::try_new(text).is_ok().then(|| text.to_owned()).filter(|text| !text.is_empty())
}

/// Whether an address holds a password: "smtp://user:secret@host".
pub fn has_password(address: &str) -> bool {
    without_password(address) != address
}

/// The same address with the password struck out.
pub fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let Some((user, host)) = rest.rsplit_once('@') else { return address.to_owned() };
    match user.split_once(':') {
        Some((name, password)) if !password.is_empty() => format!("{scheme}://{name}:***@{host}"),
        _ => address.to_owned(),
    }
}
