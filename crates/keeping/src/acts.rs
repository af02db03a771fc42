//! What people may do about what is kept. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_KEPT: Act = act("keeping.see", "see what is kept of whom, and how long", Needs::Nothing);
pub const SEE_OWN_DATA: Act = act("keeping.own", "see and take away everything that is kept about them", Needs::SignIn);
pub const SEARCH: Act = act("keeping.search", "search for everything about somebody, saying why", Needs::Administrator);
pub const ERASE: Act = act("keeping.erase", "erase somebody", Needs::Administrator);

/// All of them, for the manifest.
pub const ALL: [Act; 4] = [SEE_KEPT, SEE_OWN_DATA, SEARCH, ERASE];
