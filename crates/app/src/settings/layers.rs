//! Layers of settings: who said what, the last one counting.

use super::keys::{KEYS, Key, PREFIX, known};
use super::{Settings, SettingsError};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Who said a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    BuiltIn,
    File(PathBuf),
    Environment(String),
    Flag,
}

/// A value and who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub text: String,
    pub source: Source,
}

/// All settings as texts, before they are checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layers {
    chosen: BTreeMap<&'static str, Chosen>,
}

/// Read when it is there and nobody names another.
pub const USUAL_FILE: &str = "folkmoot.toml";
/// In the environment: which file to read. Not a setting itself.
const FILE_VARIABLE: &str = "FOLKMOOT_CONFIG";
/// Variables of our own tests and scripts.
const TEST_PREFIX: &str = "FOLKMOOT_TEST_";

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::BuiltIn => f.write_str("built in"),
            Source::File(file) => write!(f, "{}", file.display()),
            Source::Environment(name) => f.write_str(name),
            Source::Flag => f.write_str("a flag"),
        }
    }
}

impl Layers {
    /// What is built in.
    pub fn built_in() -> Self {
        let value = |key: &Key| Chosen { text: key.otherwise.to_owned(), source: Source::BuiltIn };
        Self { chosen: KEYS.iter().map(|key| (key.name, value(key))).collect() }
    }

    /// Built in, then the file, then the environment. `file` is named on the command line; without it `FOLKMOOT_CONFIG`
    /// says which, else `folkmoot.toml` in this folder if there is one.
    pub fn gather(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let environment: Vec<(String, String)> =
            environment.filter(|(name, _)| name.starts_with(PREFIX) && !name.starts_with(TEST_PREFIX)).collect();
        let named = environment.iter().find(|(name, _)| name == FILE_VARIABLE).map(|(_, file)| PathBuf::from(file));
        let file = file.map(Path::to_path_buf).or(named);
        let mut layers = Self::built_in();
        match file {
            Some(file) => layers = layers.with_file(&file)?,
            None if Path::new(USUAL_FILE).exists() => layers = layers.with_file(Path::new(USUAL_FILE))?,
            None => {}
        }
        for (name, value) in environment.into_iter().filter(|(name, _)| name != FILE_VARIABLE) {
            let key = name.trim_start_matches(PREFIX).to_lowercase();
            layers = layers.with(&key, value, Source::Environment(name))?;
        }
        Ok(layers)
    }

    pub fn with_file(self, file: &Path) -> Result<Self, SettingsError> {
        let unreadable = |source| SettingsError::Unreadable { file: file.to_owned(), source };
        let text = std::fs::read_to_string(file).map_err(unreadable)?;
        self.with_toml(file, &text)
    }

    pub(super) fn with_toml(mut self, file: &Path, text: &str) -> Result<Self, SettingsError> {
        let not_toml = |err: toml::de::Error| SettingsError::NotToml {
            file: file.to_owned(),
            why: err.to_string().trim().replace('\n', " "),
        };
        let table: toml::Table = toml::from_str(text).map_err(not_toml)?;
        for (key, value) in table {
            let source = Source::File(file.to_owned());
            let Some(text) = as_text(&value) else {
                return Err(match known(&key) {
                    Some(_) => SettingsError::WrongKind { source_of: source, key },
                    None => SettingsError::UnknownKey { source_of: source, key },
                });
            };
            self = self.with(&key, text, source)?;
        }
        Ok(self)
    }

    /// "KEY=VALUE", as it stands after `--set`.
    pub fn with_pair(self, pair: &str) -> Result<Self, SettingsError> {
        match pair.split_once('=') {
            Some((key, value)) => self.with(key.trim(), value.trim().to_owned(), Source::Flag),
            None => Err(SettingsError::NotAPair { given: pair.to_owned() }),
        }
    }

    /// A value that a flag may have given.
    pub fn with_flag(self, key: &'static str, value: Option<String>) -> Result<Self, SettingsError> {
        match value {
            Some(value) => self.with(key, value, Source::Flag),
            None => Ok(self),
        }
    }

    fn with(mut self, key: &str, text: String, source: Source) -> Result<Self, SettingsError> {
        let Some(known) = known(key) else {
            return Err(SettingsError::UnknownKey { source_of: source, key: key.to_owned() });
        };
        self.chosen.insert(known.name, Chosen { text, source });
        Ok(self)
    }

    /// The value of one of [`KEYS`].
    pub fn get(&self, key: &'static str) -> Chosen {
        let nothing = Chosen { text: String::new(), source: Source::BuiltIn };
        self.chosen.get(key).cloned().unwrap_or(nothing)
    }

    pub fn checked(&self) -> Result<Settings, SettingsError> {
        Settings::read(self)
    }
}

/// A text, a whole number, or a list of texts with commas between.
fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(toml::Value::as_str).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}
