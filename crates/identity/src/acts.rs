//! What people may do about signing in. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SIGN_IN_STRONGLY: Act =
    act("identity.sign_in", "sign in with a passkey, or through their organisation", Needs::Nothing);
pub const SEE_OWN_PASSKEYS: Act = act("passkey.see_own", "see their passkeys", Needs::SignIn);
pub const CHANGE_PASSKEY: Act = act("passkey.change", "add and remove their passkeys", Needs::SignIn);
pub const SEE_PROVIDERS: Act =
    act("provider.see", "see through which organisations people sign in", Needs::Administrator);
pub const CHANGE_PROVIDER: Act =
    act("provider.change", "say through which organisations people sign in", Needs::Administrator);

/// All of them, for the manifest.
pub const ALL: [Act; 5] = [SIGN_IN_STRONGLY, SEE_OWN_PASSKEYS, CHANGE_PASSKEY, SEE_PROVIDERS, CHANGE_PROVIDER];
