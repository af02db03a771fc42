//! The eight people as whom anybody may try the invented place. [`super::make`] gives each the seats that the sentence
//! needs, under this address.

/// Somebody to try the place as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoRole {
    /// In the form: "chair".
    pub key: &'static str,
    pub title: &'static str,
    /// What can be tried as them.
    pub sentence: &'static str,
    /// The person has this address; no letter ever goes there.
    pub email: &'static str,
}

pub const ROLES: [DemoRole; 8] = [
    DemoRole {
        key: "chair",
        title: "Chair of the place board",
        sentence: "Call a meeting, set its agenda, put a decision to the partners and close it.",
        email: "chair@demo.example",
    },
    DemoRole {
        key: "council",
        title: "Council member, deputy chair",
        sentence: "Give the council's position on an open decision, with conditions or an objection, and see what waits for you.",
        email: "council@demo.example",
    },
    DemoRole {
        key: "manager",
        title: "Business manager of the place team",
        sentence: "Keep the register of partners and seats, run meetings, write minutes, chase promises.",
        email: "manager@demo.example",
    },
    DemoRole {
        key: "trust",
        title: "NHS trust representative",
        sentence: "Accept a promise, give it a new date with the reason, withdraw one, or say that it is done.",
        email: "trust@demo.example",
    },
    DemoRole {
        key: "vcse",
        title: "Representative of community groups",
        sentence: "Confirm that another partner kept its promise, or send it back with a question.",
        email: "vcse@demo.example",
    },
    DemoRole {
        key: "gp",
        title: "GP for a primary care network",
        sentence: "See what was promised to your practices, offer a promise, and give a position.",
        email: "gp@demo.example",
    },
    DemoRole {
        key: "healthwatch",
        title: "Healthwatch, observing",
        sentence: "Read what partners read, see that an observer of the board takes no position, and close what the People's Panel agreed.",
        email: "healthwatch@demo.example",
    },
    DemoRole {
        key: "administrator",
        title: "Administrator of this site",
        sentence: "Add a system or a place, and change what any place says of itself.",
        email: "administrator@demo.example",
    },
];

impl DemoRole {
    pub fn read(key: &str) -> Option<&'static DemoRole> {
        ROLES.iter().find(|role| role.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nobody_is_two_people() {
        let keys: BTreeSet<_> = ROLES.iter().map(|role| role.key).collect();
        let addresses: BTreeSet<_> = ROLES.iter().map(|role| role.email).collect();

        assert_eq!((keys.len(), addresses.len()), (8, 8));
        assert!(ROLES.iter().all(|role| role.email.ends_with(".example")));
    }
}
