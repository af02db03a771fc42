//! `folkmoot doctor`

mod checks;

use super::open::Common;
use super::{Done, Stopped};
use crate::say;
use checks::Found;
use clap::Args;

/// Look whether all is well: settings, secrets, database, disk, letters, work that was given up
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  folkmoot doctor\n\n\
    Changes nothing. \"well\" needs nothing, \"look\" is worth a look, \"fault\" must be mended; with a fault the code is 1.")]
pub struct Doctor {
    #[command(flatten)]
    common: Common,
}

impl Doctor {
    pub async fn run(self) -> Result<Done, Stopped> {
        let layers = self.common.layers()?;
        let settings = layers.checked()?;
        let mut found = checks::of_settings(&layers, &settings);
        found.extend(checks::of_database(&settings).await);
        found.push(checks::of_disk(&settings.data));
        for one in &found {
            say::line(one);
        }
        let faults = found.iter().filter(|one| matches!(one, Found::Fault(_))).count();
        say::line(match faults {
            0 => "No faults.".to_owned(),
            1 => "1 fault.".to_owned(),
            faults => format!("{faults} faults."),
        });
        Ok(if faults == 0 { Done::Well } else { Done::WithFaults })
    }
}
