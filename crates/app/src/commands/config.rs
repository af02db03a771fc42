//! `folkmoot config`

use super::open::Common;
use super::{Done, Stopped};
use crate::say;
use crate::settings::{KEYS, without_password};
use clap::{Args, Subcommand};

/// See every setting, its value, and who said it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot config print\n  \
    folkmoot config print --set name='Oxmoor Vale'\n\n\
    What it prints is written like folkmoot.toml. Passwords are struck out.")]
pub struct Config {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print every setting with its value and its source
    Print {
        #[command(flatten)]
        common: Common,
    },
}

impl Config {
    pub fn run(self) -> Result<Done, Stopped> {
        let What::Print { common } = self.what;
        let layers = common.layers()?;
        for key in KEYS {
            let chosen = layers.get(key.name);
            let value = toml::Value::String(without_password(&chosen.text));
            say::line(format_args!("# {}\n{} = {value}  # {}\n", key.words, key.name, chosen.source));
        }
        layers.checked()?;
        Ok(Done::Well)
    }
}
