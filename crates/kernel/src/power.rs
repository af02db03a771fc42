//! What a body can do about something.

/// Power of a body over an item or a decision, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    Decide,
    Endorse,
    Advise,
    Note,
}

impl Power {
    pub const ALL: [Power; 4] = [Power::Decide, Power::Endorse, Power::Advise, Power::Note];

    /// As columns and forms write it.
    pub const fn key(self) -> &'static str {
        match self {
            Power::Decide => "decide",
            Power::Endorse => "endorse",
            Power::Advise => "advise",
            Power::Note => "note",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|power| power.key() == key)
    }

    /// After "this body can": "decide this".
    pub const fn words(self) -> &'static str {
        match self {
            Power::Decide => "decide this",
            Power::Endorse => "endorse this",
            Power::Advise => "advise on this",
            Power::Note => "note this",
        }
    }

    /// The same, to begin with.
    pub const fn sentence(self) -> &'static str {
        match self {
            Power::Decide => "Decide this",
            Power::Endorse => "Endorse this",
            Power::Advise => "Advise on this",
            Power::Note => "Note this",
        }
    }

    /// What the choice means, for whoever fills in a form.
    pub const fn hint(self) -> &'static str {
        match self {
            Power::Decide => "it is settled here and binds",
            Power::Endorse => "another body decides and wants to know that this one is behind it",
            Power::Advise => "another body decides and hears this one first",
            Power::Note => "this body takes notice, and nobody is asked for a position",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_power_reads_back_from_its_key() {
        for power in Power::ALL {
            assert_eq!(Power::read(power.key()), Some(power));
        }
        assert_eq!(Power::read("rule"), None);
    }
}
