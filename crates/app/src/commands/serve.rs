//! `folkmoot serve`

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::compose::Keys;
use crate::home::About;
use crate::log;
use crate::serving::{self, Serving};
use crate::settings::{Layers, SettingsError, refuse_open_secret};
use clap::Args;
use folkmoot_identity::actions::SignInKey;
use folkmoot_keeping::actions::ErasedFile;
use folkmoot_record::actions::KeyFile;

/// Open the site, until Ctrl-C or SIGTERM
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot serve\n  \
    folkmoot serve --listen 127.0.0.1:8080 --url https://oxmoor.example\n  \
    folkmoot serve --database postgres://folkmoot@localhost/folkmoot --metrics 127.0.0.1:9090\n  \
    folkmoot serve --mode development      on your own computer: letters are shown on /outbox\n\n\
    Put a proxy that speaks HTTPS in front of it. `folkmoot doctor` says whether all is well.")]
pub struct Serve {
    #[command(flatten)]
    common: Common,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Where people reach the site, like https://oxmoor.example
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Name of the site, on every page
    #[arg(long, value_name = "WORDS")]
    name: Option<String>,
    /// production, or development on your own computer
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
    /// Address and port of /metrics
    #[arg(long, value_name = "ADDRESS")]
    metrics: Option<String>,
}

impl Serve {
    fn layers(&self) -> Result<Layers, SettingsError> {
        self.common
            .layers()?
            .with_flag("listen", self.listen.clone())?
            .with_flag("url", self.url.clone())?
            .with_flag("name", self.name.clone())?
            .with_flag("mode", self.mode.clone())?
            .with_flag("metrics", self.metrics.clone())
    }

    pub async fn run(self) -> Result<Done, Stopped> {
        let layers = self.layers()?;
        refuse_open_secret(&layers)?;
        let settings = layers.checked()?;
        log::start(settings.mode, &settings.log);
        let (listener, listens) = serving::listen(settings.listen).await?;
        let store = open::store(&settings.database).await?;
        let about = About { source: settings.source.clone(), contact: settings.contact.clone() };
        let site = settings.site(listens);
        let record = KeyFile::open(&settings.record_key)?;
        let sign_in = SignInKey::at(&settings.sign_in_key);
        let erased = ErasedFile::beside(&settings.record_key);
        let keys = Keys { record, witnessing: settings.witnessing, sign_in, erased };
        let serving = Serving { listener, metrics: settings.metrics, proxies: settings.proxies, site, about, keys };
        serving::run(serving, store).await?;
        Ok(Done::Well)
    }
}
