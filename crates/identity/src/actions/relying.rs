//! The site as passkeys know it: its name in the address bar.

use folkmoot_web::Site;
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Why this site has no passkeys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("passkeys belong to a site with a name and https, and this one is reached at {0}")]
pub struct NoPasskeys(pub String);

/// Passkeys hang on a name, and browsers make them over https or on one's own computer only.
pub fn relying_party(site: &Site) -> Result<Webauthn, NoPasskeys> {
    let none = || NoPasskeys(site.url.clone());
    let origin = Url::parse(&site.url).map_err(|_| none())?;
    let name = origin.domain().ok_or_else(none)?;
    if origin.scheme() != "https" && name != "localhost" {
        return Err(none());
    }
    let builder = WebauthnBuilder::new(name, &origin).map_err(|_| none())?;
    builder.rp_name(&site.name).build().map_err(|_| none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_web::Mode;

    #[test]
    fn passkeys_need_a_name_and_https() {
        let party = |url: &str| relying_party(&Site::new("Oxmoor", url, Mode::Production)).is_ok();

        assert!(party("https://oxmoor.example"));
        assert!(party("http://localhost:8080"));
        for url in ["http://oxmoor.example", "http://127.0.0.1:8080", "https://[::1]", "oxmoor"] {
            assert!(!party(url), "{url}");
        }
    }
}
