//! How somebody signed in, and with what browser.

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A code by e-mail.
    Code,
    /// A button of the demonstration.
    Demonstration,
    /// Before this was written down.
    Unknown,
}

impl Way {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Demonstration => "demonstration",
            Self::Unknown => "",
        }
    }

    pub fn read(key: &str) -> Self {
        [Self::Code, Self::Demonstration].into_iter().find(|way| way.key() == key).unwrap_or(Self::Unknown)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Code => "with a code by e-mail",
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
        for way in [Way::Code, Way::Demonstration, Way::Unknown] {
            assert_eq!(Way::read(way.key()), way);
        }
    }
}
