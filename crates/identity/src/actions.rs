//! Verbs of identity.

mod begun;
mod key_file;
mod passkeys;
mod providers;
mod relying;
mod through;
mod ways;

pub use begun::BeginError;
pub use key_file::{Key, KeyError, SignInKey};
pub use passkeys::{
    PasskeyError, add_passkey, begin_adding, begin_signing_in, decline_offer, remove_passkey, signs_in,
};
pub use providers::{ProviderError, Secret, add_provider, change_provider};
pub use relying::{NoPasskeys, relying_party};
pub use through::{CameBack, ThroughError, come_back, go};
pub use ways::Ways;
