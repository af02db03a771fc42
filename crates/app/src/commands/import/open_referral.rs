//! `folkmoot import open-referral`

use crate::commands::open::{self, Common};
use crate::commands::{Done, Stopped};
use crate::say;
use clap::Args;
use folkmoot_directory::actions::{Given, Report, read_feed};
use folkmoot_directory::oruk::read::{Feedful, NotAFeed, services_of};
use folkmoot_kernel::pence::thousands;
use folkmoot_kernel::{Actor, PlaceId};
use folkmoot_store::Store;
use folkmoot_web::Ctx;
use folkmoot_web::axum::http::{Request, Uri};
use folkmoot_web::outgoing::{OutgoingError, Reach, ask_for_much};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// Largest file and largest page that are read. Unit: bytes.
const BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Longest wait for one page: real feeds take half a second for each service.
const WAIT: Duration = Duration::from_secs(60);

/// Listings of another directory, in the shapes of Open Referral UK 1.0 and 3.0
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot import open-referral bristol.json\n  \
    folkmoot import open-referral https://directory.oxmoor.example/services --place oxmoor-vale\n\n\
    What can be repaired is, and what was repaired is told; what cannot be listed is put aside with its reason, and nothing is\n\
    left out without a word. Read again, it changes what its publisher changed and keeps what was changed here; what its\n\
    publisher lists no more is ended. At an address every page is asked for; redirects are told and not followed.\n\
    The code is 1 when something was put aside.")]
pub struct OpenReferral {
    /// A file, or the address of a list of services
    #[arg(value_name = "FILE or URL")]
    from: String,
    /// The place whose team looks after these listings, by its name in links
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, thiserror::Error)]
enum FeedError {
    #[error("there is no place with the name {0} in links")]
    NoPlace(String),
    #[error("{0} is larger than half a gigabyte")]
    TooLarge(String),
    #[error("{from} cannot be read")]
    File { from: String, source: std::io::Error },
    #[error("{from} cannot be read as a feed")]
    NotAFeed { from: String, source: NotAFeed },
    #[error("{0} is no web address")]
    Address(String),
    #[error("{at} answered with the code {code}")]
    Code { at: String, code: u16 },
    #[error("{at} could not be asked")]
    Silent { at: String, source: OutgoingError },
}

impl OpenReferral {
    pub async fn run(self) -> Result<Done, Stopped> {
        let store = open::store(&self.common.settings()?.database).await?;
        let place = place(&store, self.place.as_deref()).await?;
        let (address, services) = if is_address(&self.from) {
            (self.from.clone(), fetched(&self.from).await?)
        } else {
            let name =
                Path::new(&self.from).file_name().map_or(self.from.clone(), |name| name.to_string_lossy().into_owned());
            (name, opened(&self.from)?)
        };
        let ctx = Ctx::bare(&store, Actor::Program("folkmoot import open-referral"));
        let report = read_feed(&ctx, Given { address: &address, place, services }).await?;
        if report.new + report.changed > 0 {
            store.analyse().await?;
        }
        store.close().await;
        tell(&report);
        Ok(if report.aside.is_empty() { Done::Well } else { Done::WithFaults })
    }
}

fn is_address(from: &str) -> bool {
    from.starts_with("https://") || from.starts_with("http://")
}

async fn place(store: &Store, named: Option<&str>) -> Result<Option<PlaceId>, Stopped> {
    let Some(named) = named else { return Ok(None) };
    let found = folkmoot_register::store::place_named(&mut *store.read().await?, named).await?;
    Ok(Some(found.ok_or_else(|| FeedError::NoPlace(named.to_owned()))?.id()))
}

fn opened(from: &str) -> Result<Vec<Value>, FeedError> {
    let fault = |source| FeedError::File { from: from.to_owned(), source };
    if std::fs::metadata(from).map_err(fault)?.len() > BYTES_MAX {
        return Err(FeedError::TooLarge(from.to_owned()));
    }
    Ok(understood(&std::fs::read(from).map_err(fault)?, from)?.services)
}

fn understood(bytes: &[u8], from: &str) -> Result<Feedful, FeedError> {
    services_of(bytes).map_err(|source| FeedError::NotAFeed { from: from.to_owned(), source })
}

/// Every page, one after the other.
async fn fetched(from: &str) -> Result<Vec<Value>, FeedError> {
    let first = page(from, 1).await?;
    let (mut services, pages) = (first.services, first.pages.unwrap_or(1));
    for nth in 2..=pages {
        services.extend(page(from, nth).await?.services);
    }
    Ok(services)
}

async fn page(from: &str, nth: u64) -> Result<Feedful, FeedError> {
    let join = if from.contains('?') { '&' } else { '?' };
    let at = if nth == 1 { from.to_owned() } else { format!("{from}{join}page={nth}") };
    let uri: Uri = at.parse().map_err(|_| FeedError::Address(at.clone()))?;
    let request = Request::get(uri)
        .header("accept", "application/json")
        .body(Vec::new())
        .map_err(|_| FeedError::Address(at.clone()))?;
    // Whoever types the address decides what is asked.
    let answer = ask_for_much(Reach::Anywhere, request, WAIT, BYTES_MAX).await;
    let answer = answer.map_err(|source| FeedError::Silent { at: at.clone(), source })?;
    if !answer.status().is_success() {
        return Err(FeedError::Code { at, code: answer.status().as_u16() });
    }
    understood(answer.body(), &at)
}

fn tell(report: &Report) {
    let (n, listed) = (thousands, report.new + report.changed + report.same);
    say::line(format_args!(
        "{} services: {} new, {} changed, {} the same, {} no longer there; {} put aside.",
        n(report.services),
        n(report.new),
        n(report.changed),
        n(report.same),
        n(report.ended),
        n(report.services - listed)
    ));
    for (reason, count) in &report.aside {
        say::line(format_args!("  put aside, {}: {}", n(*count), reason.words()));
    }
    if report.held > 0 {
        say::line(format_args!("{} fields were changed here and there; what was written here stands.", n(report.held)));
    }
    if report.repaired > 0 {
        say::line(format_args!("{} needed repairs:", n(report.repaired)));
    }
    for (repair, count) in &report.repairs {
        say::line(format_args!("  {}: {}", n(*count), repair.words()));
    }
}
