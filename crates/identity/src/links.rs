//! Where the pages of identity are.

use crate::passkey::PasskeyId;
use crate::provider::ProviderId;
pub use folkmoot_web::sign_in::with_next;

pub const PASSKEYS: &str = "/passkeys";
pub const ADD_PASSKEY: &str = "/passkeys/add";
pub const OFFER: &str = "/passkeys/offer";
pub const WITH_PASSKEY: &str = "/sign-in/passkey";
pub const PROVIDERS: &str = "/administration/sign-in";
pub const ADD_PROVIDER: &str = "/administration/sign-in/add";
/// Where providers send people back to.
pub const BACK: &str = "/sign-in/back";
/// The public keys by which this site signs what it asks of providers.
pub const KEYS: &str = "/sign-in/jwks";

pub fn remove_passkey(id: PasskeyId) -> String {
    format!("{PASSKEYS}/{id}/remove")
}

pub fn through(id: ProviderId) -> String {
    format!("/sign-in/through/{id}")
}

pub fn provider(id: ProviderId) -> String {
    format!("{PROVIDERS}/{id}")
}
