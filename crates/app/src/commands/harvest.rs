//! `folkmoot harvest`

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::say;
use clap::Args;
use folkmoot_kernel::Actor;
use folkmoot_register::document::is_web_address;
use folkmoot_register::harvest;
use folkmoot_register::place_file::BYTES_MAX;
use folkmoot_web::Ctx;
use std::time::Duration;

/// Most time for one address, from the first letter to the last. Unit: seconds.
const SECONDS_MAX: u64 = 30;

/// Read the place.json of other sites into the register, as places published elsewhere
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot harvest https://oxmoor.example/place.json\n  \
    folkmoot harvest $(cat places.txt)\n\n\
    Only these addresses are asked, each once, for at most 30 seconds and 4 MB; where one has moved, the new address is\n\
    told and not followed. An address that is harvested again replaces what it said before.")]
pub struct Harvest {
    /// Addresses of place.json files
    #[arg(required = true, value_name = "URL")]
    urls: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error("this is no web address")]
    Address,
    #[error("it has moved to {0}: harvest that address instead, if you trust it")]
    Moved(String),
    #[error("it answered with the code {0}")]
    Code(u16),
    #[error("it could not be read")]
    Failed(#[from] ureq::Error),
    #[error("it could not be asked")]
    Unasked(#[from] tokio::task::JoinError),
}

impl Harvest {
    pub async fn run(self) -> Result<Done, Stopped> {
        let store = open::store(&self.common.settings()?.database).await?;
        let ctx = Ctx::bare(&store, Actor::Program("folkmoot harvest"));
        let mut refused = 0;
        for url in &self.urls {
            match take(&ctx, url).await {
                Ok(place) => say::line(format_args!("{url}: {place}")),
                Err(why) => {
                    refused += 1;
                    say::line(format_args!("{url}: left out. {}", say::chain(why.as_ref())));
                }
            }
        }
        store.close().await;
        say::line(format_args!("{} taken, {refused} left out.", self.urls.len() - refused));
        Ok(if refused == 0 { Done::Well } else { Done::WithFaults })
    }
}

async fn take(ctx: &Ctx, url: &str) -> Result<String, Stopped> {
    let asked = url.to_owned();
    let text = tokio::task::spawn_blocking(move || fetch(&asked)).await.map_err(FetchError::Unasked)??;
    let published = harvest::take(ctx, url, &text).await?;
    Ok(format!("{}, {}", published.place_name, published.system_name))
}

fn fetch(url: &str) -> Result<String, FetchError> {
    if !is_web_address(url) {
        return Err(FetchError::Address);
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(SECONDS_MAX)))
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("folkmoot/", env!("CARGO_PKG_VERSION"), " (harvests place.json)"))
        .build()
        .into();
    let mut answer = agent.get(url).header("accept", "application/json").call()?;
    let status = answer.status();
    if status.is_redirection() {
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or("an unknown address");
        return Err(FetchError::Moved(to.to_owned()));
    }
    if !status.is_success() {
        return Err(FetchError::Code(status.as_u16()));
    }
    Ok(answer.body_mut().with_config().limit(BYTES_MAX as u64 + 1).read_to_string()?)
}
