//! Identity: ways to sign in that are stronger than a code by e-mail - passkeys, and organisations' own sign-in.

pub mod actions;
pub mod acts;
mod forms;
mod jobs;
pub mod links;
mod pages;
pub mod passkey;
pub mod provider;
pub mod store;

use folkmoot_web::Capability;

pub use actions::Ways;

/// What identity adds.
pub fn capability() -> Capability {
    Capability::new("identity", "Passkeys, and signing in through one's organisation.")
        .routes(pages::routes())
        .routes(forms::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .own("Your passkeys", links::PASSKEYS, acts::SEE_OWN_PASSKEYS)
        .own("Signing in through organisations", links::PROVIDERS, acts::SEE_PROVIDERS)
}
