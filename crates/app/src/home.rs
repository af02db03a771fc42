//! Pages of the whole site: the front page, what this is, who may do what, what can be used again, the demonstration's roles.

mod about;
pub mod data;
mod demo;
mod front;
mod machines;
mod policy;

use folkmoot_kernel::{Act, Needs};
use folkmoot_web::{Capability, Routes};

pub const SEE_SITE: Act =
    Act { key: "site.see", words: "see what this site is, and who may do what here", needs: Needs::Nothing };
pub const TRY_ROLE: Act = Act {
    key: "demo.try_role",
    words: "act as somebody of the invented place, in a demonstration only",
    needs: Needs::Nothing,
};

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
        .acts(&[SEE_SITE, TRY_ROLE])
}

fn routes() -> Routes {
    Routes::new()
        .get("/", SEE_SITE, front::show)
        .get("/about", SEE_SITE, about::show)
        .get("/accessibility", SEE_SITE, about::accessibility)
        .get("/privacy", SEE_SITE, about::privacy)
        .get("/who-may-do-what", SEE_SITE, policy::show)
        .get("/who-may-do-what/policies.cedar", SEE_SITE, policy::text)
        .get("/who-may-do-what/schema.cedarschema", SEE_SITE, policy::schema)
        .get("/data", SEE_SITE, data::show)
        .form("/demo", TRY_ROLE, demo::show, demo::become_role)
        .get("/robots.txt", SEE_SITE, machines::robots)
        .get("/sitemap.xml", SEE_SITE, machines::sitemap)
        .get("/.well-known/security.txt", SEE_SITE, machines::security)
}
