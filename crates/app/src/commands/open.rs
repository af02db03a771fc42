//! What most commands begin with: settings, and the database that they name.

use crate::settings::{Layers, Settings, SettingsError};
use clap::Args;
use folkmoot_store::{Address, OpenError, Options, Store};
use std::path::PathBuf;

/// Flags of every command that works on an installation's database.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Read settings from this file instead of folkmoot.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The database: a file, or postgres://user@host/name
    #[arg(long, value_name = "DATABASE")]
    pub database: Option<String>,
    /// Any other setting; may be given several times
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub pairs: Vec<String>,
}

impl Common {
    pub fn layers(&self) -> Result<Layers, SettingsError> {
        let layers = Layers::gather(self.config.as_deref(), std::env::vars())?;
        let layers = layers.with_flag("database", self.database.clone())?;
        self.pairs.iter().try_fold(layers, |layers, pair| layers.with_pair(pair))
    }

    pub fn settings(&self) -> Result<Settings, SettingsError> {
        self.layers()?.checked()
    }
}

/// Opens the database of an installation and brings it up to date.
pub async fn store(database: &str) -> Result<Store, OpenError> {
    Store::open(Options::new(Address::read(database))).await
}
