//! An organisation's own sign-in, which people may use here: OpenID Connect.

use folkmoot_kernel::Id;
use serde::Serialize;

pub type ProviderId = Id<Provider>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the name by which its people know it")]
    NoName,
    #[error("Enter the issuer's address, like https://login.example.org")]
    Issuer,
    #[error("The issuer's address begins with https://")]
    Plain,
    #[error("Enter the name by which it knows this site")]
    NoClient,
    #[error("Enter at least one domain, like example.nhs.uk")]
    NoDomains,
    #[error("“{0}” is no domain: what stands behind the @ in its people's addresses, one a line")]
    Domain(String),
    #[error("Nothing that signs people in was found there: {0}")]
    NotFound(String),
    #[error("This issuer is there already")]
    There,
    #[error("The secret cannot be kept: this installation has no key file for it")]
    NoKey,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoName => "name",
            Refusal::Issuer | Refusal::Plain | Refusal::NotFound(_) | Refusal::There => "issuer",
            Refusal::NoClient => "client_id",
            Refusal::NoDomains | Refusal::Domain(_) => "domains",
            Refusal::NoKey => "secret",
        }
    }
}

/// What an administrator says of it. The secret is kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Details {
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    /// Behind the @ of its people's addresses, in small letters.
    pub domains: Vec<String>,
    /// It proves who people are before it lets them in, and says so in its agreement.
    pub proves: bool,
    /// People may use it now.
    pub open: bool,
}

/// Serialised for history without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provider {
    pub id: ProviderId,
    pub details: Details,
    /// Sealed; empty where this site signs instead.
    #[serde(skip)]
    pub secret: String,
    pub version: i64,
}

impl Details {
    /// The details as they are kept. `plain` issuers, without https, are for one's own desk.
    pub fn checked(self, plain: bool) -> Result<Self, Refusal> {
        let trimmed = |text: &str| text.trim().to_owned();
        let (name, client_id) = (trimmed(&self.name), trimmed(&self.client_id));
        let issuer = trimmed(&self.issuer);
        if name.is_empty() {
            return Err(Refusal::NoName);
        }
        check_issuer(&issuer, plain)?;
        if client_id.is_empty() {
            return Err(Refusal::NoClient);
        }
        let domains: Vec<String> =
            self.domains.iter().map(|one| one.trim().to_lowercase()).filter(|one| !one.is_empty()).collect();
        if let Some(odd) = domains.iter().find(|one| !is_domain(one)) {
            return Err(Refusal::Domain(odd.clone()));
        }
        if domains.is_empty() {
            return Err(Refusal::NoDomains);
        }
        Ok(Self { name, issuer, client_id, domains, ..self })
    }

    /// Whether it may speak for somebody with this address.
    pub fn speaks_for(&self, email: &str) -> bool {
        email.rsplit_once('@').is_some_and(|(_, domain)| self.domains.iter().any(|own| own == &domain.to_lowercase()))
    }
}

fn check_issuer(issuer: &str, plain: bool) -> Result<(), Refusal> {
    let rest = match (issuer.strip_prefix("https://"), issuer.strip_prefix("http://")) {
        (Some(rest), _) => rest,
        (None, Some(rest)) if plain => rest,
        (None, Some(_)) => return Err(Refusal::Plain),
        (None, None) => return Err(Refusal::Issuer),
    };
    let odd = |letter: char| letter.is_whitespace() || matches!(letter, '?' | '#' | '@' | '\\');
    if rest.is_empty() || rest.starts_with('/') || rest.contains(odd) { Err(Refusal::Issuer) } else { Ok(()) }
}

fn is_domain(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() < 64
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    text.contains('.') && text.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> Details {
        Details {
            name: " NHS Wendmark ".into(),
            issuer: "https://login.wendmark.example".into(),
            client_id: "folkmoot".into(),
            domains: vec!["Wendmark.example ".into(), String::new()],
            proves: false,
            open: true,
        }
    }

    #[test]
    fn details_are_kept_as_they_are_compared() {
        let kept = details().checked(false).unwrap();

        assert_eq!(
            (kept.name.as_str(), kept.domains.as_slice()),
            ("NHS Wendmark", &["wendmark.example".to_owned()][..])
        );
    }

    #[test]
    fn an_issuer_without_https_is_for_ones_own_desk() {
        let at = |issuer: &str, plain| Details { issuer: issuer.into(), ..details() }.checked(plain).err();

        assert_eq!(at("http://127.0.0.1:3000", true), None);
        assert_eq!(at("http://127.0.0.1:3000", false), Some(Refusal::Plain));
        for odd in [
            "",
            "login.example",
            "https://",
            "https:///x",
            "https://a b",
            "https://a?x=1",
            "https://me@a",
            "file:///etc/passwd",
        ] {
            assert_eq!(at(odd, true), Some(Refusal::Issuer), "{odd}");
        }
    }

    #[test]
    fn domains_are_domains() {
        let with = |domain: &str| Details { domains: vec![domain.into()], ..details() }.checked(false).err();

        assert_eq!(with("nhs.uk"), None);
        assert_eq!(with(" "), Some(Refusal::NoDomains));
        for odd in ["uk", "@nhs.uk", "nhs..uk", "nhs uk.org", "*.nhs.uk"] {
            assert_eq!(with(odd), Some(Refusal::Domain(odd.into())), "{odd}");
        }
    }

    #[test]
    fn a_provider_speaks_for_its_own_domains_only() {
        let kept = details().checked(false).unwrap();

        assert!(kept.speaks_for("asha@Wendmark.example"));
        for other in [
            "asha@sub.wendmark.example",
            "asha@evilwendmark.example",
            "wendmark.example",
            "a@wendmark.example@evil.example",
        ] {
            assert!(!kept.speaks_for(other), "{other}");
        }
    }
}
