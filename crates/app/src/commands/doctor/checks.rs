//! What the doctor looks at.

use crate::say;
use crate::settings::{Layers, Settings, is_open_to_others, refuse_open_secret, without_password};
use folkmoot_kernel::pence::thousands;
use folkmoot_register::person::Standing;
use folkmoot_register::store as register;
use folkmoot_store::{Address, OpenError, Options, Store, job};
use folkmoot_web::Mode;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// Below this much free disk, writes will soon fail. Unit: megabytes.
const DISK_MB_MIN: u64 = 200;
/// Work that is counted.
const JOBS_MAX: u32 = 10_000;

/// One thing that was looked at, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Well(String),
    Look(String),
    Fault(String),
}
use Found::{Fault, Look, Well};

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Well(words) => write!(f, "well   {words}"),
            Look(words) => write!(f, "look   {words}"),
            Fault(words) => write!(f, "fault  {words}"),
        }
    }
}

pub fn of_settings(layers: &Layers, settings: &Settings) -> Vec<Found> {
    let mut found = vec![match refuse_open_secret(layers) {
        Ok(()) => Well("No settings file with a password can be read by others.".into()),
        Err(refused) => Fault(format!("{refused}.")),
    }];
    if settings.mode != Mode::Production {
        found.push(Look("The mode is development: letters with sign-in codes are shown on /outbox.".into()));
        return found;
    }
    if settings.smtp.is_empty() {
        found.push(Fault("smtp is empty: no letters are sent, so nobody can sign in.".into()));
    } else {
        found.push(Well(format!("Letters go out by {}.", without_password(&settings.smtp))));
    }
    found.push(match settings.url.as_str() {
        "" => Look("url is empty: letters and data name the address that the site listens on.".into()),
        url if url.starts_with("http://") => {
            Look(format!("{url} is not https: what people type can be read on the way."))
        }
        url => Well(format!("People reach the site at {url}.")),
    });
    if settings.mail_from.ends_with("@localhost>") || settings.mail_from.ends_with("@localhost") {
        found.push(Look("mail_from is at localhost: many servers will not take such letters.".into()));
    }
    if settings.source.is_empty() {
        found.push(Look("source is empty: the licence asks that users are told where the source is.".into()));
    }
    if settings.contact.is_empty() {
        found.push(Look("contact is empty: people who find a fault do not know whom to tell.".into()));
    }
    if settings.metrics.is_some_and(|address| !address.ip().is_loopback()) {
        found.push(Look("metrics listens beyond this computer: let a firewall stand before it.".into()));
    }
    found
}

pub async fn of_database(settings: &Settings) -> Vec<Found> {
    let address = Address::read(&settings.database);
    let mut found = of_file(&address);
    let store = match Store::open_as_it_is(Options { connections: 2, ..Options::new(address.clone()) }).await {
        Ok(store) => store,
        Err(err) => return [found, vec![Fault(unopened(&err))]].concat(),
    };
    found.push(Well(match &address {
        Address::Sqlite(file) => {
            format!("{} opens: SQLite, UTF-8, every saved change synced to the disk.", file.display())
        }
        Address::Postgres { url, .. } => format!("{} opens: PostgreSQL, UTF-8.", without_password(url)),
    }));
    match store.missing_migrations().await {
        Ok(missing) if missing.is_empty() => {
            found.push(Well("The database is up to date.".into()));
            found.extend(of_rows(&store).await);
        }
        Ok(missing) => found.push(Look(format!(
            "The database lacks {}: `folkmoot serve` brings it up to date. Make a backup first.",
            missing.join(", ")
        ))),
        Err(err) => found.push(Fault(format!("{}.", say::chain(&err)))),
    }
    store.close().await;
    found
}

fn unopened(err: &OpenError) -> String {
    match err {
        OpenError::Nothing { file } => {
            format!(
                "There is no database at {}: `folkmoot serve` makes it, `folkmoot restore` brings one back.",
                file.display()
            )
        }
        other => format!("{}.", say::chain(other)),
    }
}

fn of_file(address: &Address) -> Vec<Found> {
    match address {
        Address::Sqlite(file) if is_open_to_others(file) => {
            let file = file.display();
            vec![Look(format!(
                "Everybody on this computer can read {file}, with people's addresses in it: chmod 600 {file}"
            ))]
        }
        _ => Vec::new(),
    }
}

async fn of_rows(store: &Store) -> Vec<Found> {
    match looked_at(store).await {
        Ok(found) => found,
        Err(err) => vec![Fault(format!("{}.", say::chain(&err)))],
    }
}

async fn looked_at(store: &Store) -> Result<Vec<Found>, folkmoot_store::Error> {
    let mut db = store.read().await?;
    // Administrators come first in the list.
    let first = register::people(&mut db, 1, 0).await?;
    let administered = first.iter().any(|person| person.standing() == Standing::Administrator);
    let places = register::count_places(&mut db).await?;
    let jobs = job::unfinished(&mut db, JOBS_MAX).await?;
    let given_up = jobs.iter().filter(|job| job.failed_at.is_some()).count();
    Ok(vec![
        match administered {
            true => Well("There is an administrator.".into()),
            false => Look("Nobody administers this installation yet: `folkmoot user add --administrator`.".into()),
        },
        Well(format!("{places} open places.")),
        match given_up {
            0 => Well(format!("{} jobs wait, none was given up.", jobs.len())),
            _ => Look(format!("{given_up} jobs were given up: `folkmoot job list`.")),
        },
    ])
}

/// Free space where the database lies, as `df` tells it.
pub fn of_disk(folder: &Path) -> Found {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let asked = Command::new("df").arg("-Pk").arg(&folder).output();
    let said = asked.ok().map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned());
    match said.as_deref().and_then(free_mb) {
        Some(free) if free < DISK_MB_MIN => Fault(format!("Only {free} MB are free in {}.", folder.display())),
        Some(free) => Well(format!("{} MB are free in {}.", thousands(free), folder.display())),
        None => Look(format!("It is not known how much is free in {}.", folder.display())),
    }
}

/// The fourth column of the second line, in kilobytes.
fn free_mb(said: &str) -> Option<u64> {
    let kilobytes: u64 = said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_from_what_df_says() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda1 1000000 1 512000 1% /\n";

        assert_eq!(free_mb(said), Some(500));
        assert_eq!(free_mb("df: nothing there"), None);
    }

    #[test]
    fn production_without_letters_is_a_fault_and_development_is_worth_a_look() {
        let of = |pairs: &[&str]| {
            let layers = pairs.iter().try_fold(Layers::built_in(), |layers, pair| layers.with_pair(pair)).unwrap();
            of_settings(&layers, &layers.checked().unwrap())
        };

        assert!(of(&[]).iter().any(|found| matches!(found, Fault(words) if words.contains("nobody can sign in"))));
        assert!(!of(&["mode=development"]).iter().any(|found| matches!(found, Fault(_))));
        let good = [
            "smtp=smtps://u:p@m.example",
            "url=https://a.example",
            "mail_from=a@a.example",
            "source=https://s.example",
            "contact=a@a.example",
        ];
        assert!(of(&good).iter().all(|found| matches!(found, Well(_))), "{:?}", of(&good));
    }
}
