//! `folkmoot check open-referral`

use super::doctor::Doctor;
use super::{Done, Stopped};
use crate::say;
use clap::{Args, Subcommand};
use folkmoot_directory::oruk::check::shape::Version;
use folkmoot_directory::oruk::check::{Answer, Checked, Kind, Level, Source, check_feed, check_services, report};
use folkmoot_directory::oruk::read::services_of;
use folkmoot_web::axum::http::{Request, Uri, header};
use folkmoot_web::outgoing::{Reach, ask_for_much};
use serde_json::Value;
use std::time::Duration;

/// Largest file and largest answer that are read. Unit: bytes.
const BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Longest wait for one answer: real directories take half a second for each service.
const WAIT: Duration = Duration::from_secs(60);

/// Check whether somebody's data keeps to its standard; alone, the same as doctor
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Check {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    here: Doctor,
}

#[derive(Debug, Subcommand)]
enum What {
    OpenReferral(OpenReferral),
}

/// A directory of services, by Open Referral UK 3.0 or 1.0: what it sends, and whether it does what it is asked
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot check open-referral https://directory.oxmoor.example/oruk/v3\n  \
    folkmoot check open-referral services.json\n  \
    folkmoot check open-referral https://directory.oxmoor.example/oruk/v3 --strict --json > report.json\n\n\
    The address is what stands before /services. Its lists are asked for their first, middle and last page, some of their things\n\
    by themselves, and each parameter for something that nobody has: whoever answers with services passes it over.\n\
    A file is looked at service by service. Nothing is kept.\n\
    The code is 1 when the standard is not kept to; with --strict also when a warning was given.")]
struct OpenReferral {
    /// A file, or the address of a directory
    #[arg(value_name = "FILE or URL")]
    from: String,
    /// Warnings count as faults
    #[arg(long)]
    strict: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, thiserror::Error)]
enum CheckError {
    #[error("{0} is larger than half a gigabyte")]
    TooLarge(String),
    #[error("{from} cannot be read")]
    File { from: String, source: std::io::Error },
    #[error("{from} cannot be read as a list of services")]
    NotAFeed { from: String, source: folkmoot_directory::oruk::read::NotAFeed },
}

impl Check {
    pub async fn run(self) -> Result<Done, Stopped> {
        let Some(What::OpenReferral(asked)) = self.what else { return self.here.run().await };
        let is_address = asked.from.starts_with("https://") || asked.from.starts_with("http://");
        let checked = if is_address {
            check_feed(&Site(asked.from.trim_end_matches('/').trim_end_matches("/services").to_owned())).await
        } else {
            opened(&asked.from)?
        };
        if asked.json {
            say::line(format_args!("{}", serde_json::to_string_pretty(&checked)?));
        } else {
            report::lines(&checked).iter().for_each(|line| say::line(format_args!("{line}")));
        }
        let worst = checked.worst(Kind::Shape).max(checked.worst(Kind::Behaviour));
        let bad = if asked.strict { Level::Warning } else { Level::Fault };
        Ok(if worst >= bad { Done::WithFaults } else { Done::Well })
    }
}

/// Services of a file: of the first version where one of them has what only that has.
fn opened(from: &str) -> Result<Checked, CheckError> {
    let fault = |source| CheckError::File { from: from.to_owned(), source };
    if std::fs::metadata(from).map_err(fault)?.len() > BYTES_MAX {
        return Err(CheckError::TooLarge(from.to_owned()));
    }
    let bytes = std::fs::read(from).map_err(fault)?;
    let feed = services_of(&bytes).map_err(|source| CheckError::NotAFeed { from: from.to_owned(), source })?;
    let of_first = |service: &Value| {
        ["attending_type", "deliverable_type", "service_taxonomys", "regular_schedules"]
            .iter()
            .any(|field| service.get(*field).is_some())
    };
    let version = if feed.services.iter().any(of_first) { Version::First } else { Version::Third };
    Ok(check_services(version, &feed.services))
}

/// A directory at its address. Whoever types it decides what is asked.
struct Site(String);

impl Source for Site {
    async fn ask(&self, path: &str) -> Result<Answer, String> {
        let at = format!("{}{path}", self.0);
        let uri: Uri = at.parse().map_err(|_| format!("{at} is no web address"))?;
        let request = Request::get(uri).header(header::ACCEPT, "application/json").body(Vec::new());
        let request = request.map_err(|_| format!("{at} is no web address"))?;
        let answer = ask_for_much(Reach::Anywhere, request, WAIT, BYTES_MAX).await;
        let answer = answer.map_err(|why| format!("{at} could not be asked: {}", causes(&why)))?;
        let open = answer.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_some();
        let body = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
        Ok(Answer { code: answer.status().as_u16(), body, open })
    }
}

fn causes(err: &dyn std::error::Error) -> String {
    let deeper = err.source().map(|source| format!(": {}", causes(source))).unwrap_or_default();
    format!("{err}{deeper}")
}
