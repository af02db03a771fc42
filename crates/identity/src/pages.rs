//! Pages of identity.

mod passkeys;
mod providers;
mod signing_in;
mod through;

use crate::acts::{CHANGE_PASSKEY, SEE_OWN_PASSKEYS, SEE_PROVIDERS, SIGN_IN_STRONGLY};
use folkmoot_web::Routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/passkeys", SEE_OWN_PASSKEYS, passkeys::show)
        .form("/passkeys/offer", SEE_OWN_PASSKEYS, passkeys::offer, passkeys::decline)
        .post("/passkeys/begin", CHANGE_PASSKEY, passkeys::begin)
        .form("/sign-in/passkey", SIGN_IN_STRONGLY, signing_in::show, signing_in::take)
        .post("/sign-in/passkey/begin", SIGN_IN_STRONGLY, signing_in::begin)
        .get("/sign-in/through/{provider}", SIGN_IN_STRONGLY, through::go)
        .get("/sign-in/back", SIGN_IN_STRONGLY, through::back)
        .get("/sign-in/jwks", SIGN_IN_STRONGLY, through::keys)
        .get("/administration/sign-in", SEE_PROVIDERS, providers::show)
}
