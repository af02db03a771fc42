//! What people may do in the directory. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_LISTINGS: Act = act("listing.see", "look for help near them", Needs::Nothing);
pub const READ_FEED: Act = act("listing.read_feed", "read listings out of another directory", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 2] = [SEE_LISTINGS, READ_FEED];
