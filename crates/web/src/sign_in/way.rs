//! How somebody signed in, and with what browser.

use folkmoot_kernel::Assurance;

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A code by e-mail.
    Code,
    /// A passkey: their device, and what it asked of them.
    Passkey,
    /// Their organisation's own sign-in.
    Organisation,
    /// The same, where the organisation says that it proved who they are.
    OrganisationProved,
    /// A button of the demonstration.
    Demonstration,
    /// Before this was written down.
    Unknown,
}

impl Way {
    const ALL: [Way; 5] =
        [Self::Code, Self::Passkey, Self::Organisation, Self::OrganisationProved, Self::Demonstration];

    /// How sure it makes us that it is them. The invented place asks nobody for more.
    pub const fn assurance(self) -> Assurance {
        match self {
            Self::Code | Self::Unknown => Assurance::Email,
            Self::Passkey | Self::Organisation => Assurance::Strong,
            Self::OrganisationProved | Self::Demonstration => Assurance::Proved,
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Passkey => "passkey",
            Self::Organisation => "organisation",
            Self::OrganisationProved => "organisation_proved",
            Self::Demonstration => "demonstration",
            Self::Unknown => "",
        }
    }

    pub fn read(key: &str) -> Self {
        Self::ALL.into_iter().find(|way| way.key() == key).unwrap_or(Self::Unknown)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Code => "with a code by e-mail",
            Self::Passkey => "with a passkey",
            Self::Organisation | Self::OrganisationProved => "through their organisation",
            Self::Demonstration => "with a button of the demonstration",
            Self::Unknown => "in a way that was not written down",
        }
    }
}

/// Names of browsers as they call themselves, those first that others pretend to be as well.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
];

/// What people recognise their browser by: "Firefox on Android". Nothing more of what it says of itself is kept.
pub fn browser(agent: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let said = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0",
                "Edge on Windows",
            ),
            ("curl/8.0", ""),
            ("", ""),
        ];
        for (agent, words) in said {
            assert_eq!(browser(agent), words, "{agent}");
        }
    }

    #[test]
    fn a_way_is_read_as_it_was_written() {
        for way in Way::ALL.into_iter().chain([Way::Unknown]) {
            assert_eq!(Way::read(way.key()), way);
        }
    }
}
