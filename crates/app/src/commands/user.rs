//! `folkmoot user`

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::say;
use clap::{Args, Subcommand};
use folkmoot_kernel::Actor;
use folkmoot_register::person::{Person, PersonDetails, Standing};
use folkmoot_register::{actions, store as register};
use folkmoot_store::Store;
use folkmoot_web::Ctx;

/// People who are listed at once.
const LIST: u32 = 500;

/// Add the people who administer this installation, and list who can sign in
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot user add --name 'Asha Marsh' --email asha@oxmoor.example --administrator\n  \
    folkmoot user list\n  \
    folkmoot user administrator asha@oxmoor.example --take-away\n\n\
    Everybody else is added on the site, with the seat they hold.")]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a person, who can then sign in with a code by e-mail
    Add {
        /// Their name, as pages show it
        #[arg(long, value_name = "WORDS")]
        name: String,
        /// The address that codes are sent to
        #[arg(long, value_name = "ADDRESS")]
        email: String,
        /// They administer this installation
        #[arg(long)]
        administrator: bool,
        #[command(flatten)]
        common: Common,
    },
    /// List everybody who can sign in, administrators first
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Make somebody an administrator of this installation, or take it from them
    Administrator {
        /// Their e-mail address
        #[arg(value_name = "ADDRESS")]
        email: String,
        /// Take it from them
        #[arg(long)]
        take_away: bool,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, thiserror::Error)]
#[error("nobody signs in with {0}; `folkmoot user list` shows who does")]
struct Nobody(String);

impl User {
    pub async fn run(self) -> Result<Done, Stopped> {
        match self.what {
            What::Add { name, email, administrator, common } => {
                let store = open::store(&common.settings()?.database).await?;
                add(&store, name, email, standing(administrator)).await?;
                store.close().await;
            }
            What::List { common } => list(&open::store(&common.settings()?.database).await?).await?,
            What::Administrator { email, take_away, common } => {
                let store = open::store(&common.settings()?.database).await?;
                change(&store, &email, standing(!take_away)).await?;
                store.close().await;
            }
        }
        Ok(Done::Well)
    }
}

fn standing(administrator: bool) -> Standing {
    if administrator { Standing::Administrator } else { Standing::Ordinary }
}

fn program(store: &Store) -> Ctx {
    Ctx::bare(store, Actor::Program("folkmoot user"))
}

async fn add(store: &Store, name: String, email: String, standing: Standing) -> Result<(), Stopped> {
    let details = PersonDetails { name, email, phone: String::new() };
    let person = actions::add_person(&program(store), details, standing).await?;
    say::line(format_args!(
        "{} can sign in with {}{}.",
        person.details().name,
        person.details().email,
        and_is(&person)
    ));
    Ok(())
}

fn and_is(person: &Person) -> &'static str {
    match person.standing() {
        Standing::Administrator => " and administers this installation",
        Standing::Ordinary => "",
    }
}

async fn list(store: &Store) -> Result<(), Stopped> {
    program(store).reads_everybody("names and e-mail addresses of everybody", "asked for on the command line").await?;
    let mut db = store.read().await?;
    let mut seen = 0;
    loop {
        let people = register::people(&mut db, LIST, seen).await?;
        let Ok(found) = u32::try_from(people.len()) else { break };
        for person in &people {
            say::line(line(person));
        }
        seen += found;
        if found < LIST {
            break;
        }
    }
    if seen == 0 {
        say::line("Nobody yet. Add the first administrator with `folkmoot user add --administrator`.");
    }
    Ok(())
}

fn line(person: &Person) -> String {
    let left = person.left_on().map_or_else(String::new, |day| format!(", left on {}", day.in_words()));
    let role = if person.standing() == Standing::Administrator { ", administrator" } else { "" };
    format!("{} <{}>{role}{left}", person.details().name, person.details().email)
}

async fn change(store: &Store, email: &str, standing: Standing) -> Result<(), Stopped> {
    let email = email.trim().to_lowercase();
    let found = register::person_with_email(&mut *store.read().await?, &email).await?;
    let person = found.ok_or(Nobody(email))?;
    let person = actions::change_standing(&program(store), person.id(), person.version(), standing).await?;
    let words = match person.standing() {
        Standing::Administrator => "administers this installation now",
        Standing::Ordinary => "no longer administers this installation",
    };
    say::line(format_args!("{} {words}.", person.details().name));
    Ok(())
}
