//! Pages of the whole site: the front page, what this is, who may do what, the demonstration's roles.

mod front;

use folkmoot_kernel::{Act, Needs};
use folkmoot_web::{Capability, Routes};

pub const SEE_SITE: Act =
    Act { key: "site.see", words: "see what this site is and who may do what", needs: Needs::Nothing };

/// What the site says of itself, beside its name and address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Where the source of this version is; empty: not said.
    pub source: String,
    /// How people reach whoever runs this site; empty: not said.
    pub contact: String,
}

/// The pages that belong to no capability.
pub fn capability() -> Capability {
    Capability::new("site", "The front page, what this site is, and who may do what here.")
        .routes(routes())
        .acts(&[SEE_SITE])
}

fn routes() -> Routes {
    Routes::new().get("/", SEE_SITE, front::show)
}
