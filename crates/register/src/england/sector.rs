//! What kind of partner a trust or a council is, as far as its name or code makes sure.

use crate::organisation::Sector;

/// An NHS trust's sector. Many names say nothing ("Oxford Health"): then it is "other" until somebody who knows says more.
pub(crate) fn of_trust(name: &str) -> Sector {
    let name = name.to_uppercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["AMBULANCE"]) {
        Sector::Ambulance
    } else if says(&["MENTAL HEALTH"]) {
        Sector::NhsMentalHealth
    } else if says(&["COMMUNITY"]) {
        Sector::NhsCommunity
    } else if says(&["HOSPITAL", "CANCER CENTRE", "ACUTE"]) {
        Sector::NhsAcute
    } else {
        Sector::Other
    }
}

/// What a council is, by the first letters of its code (sources.md#gss): E10 county, E07 district of a county; E06
/// unitary, E08 metropolitan district and E09 London borough are both tiers in one.
pub(crate) fn kind_of_council(code: &str) -> Option<&'static str> {
    match code.get(..3)? {
        "E10" => Some("county"),
        "E07" => Some("district"),
        "E06" | "E08" | "E09" => Some("unitary"),
        _ => None,
    }
}

/// A unitary council does what a county does, so it counts as upper tier.
pub(crate) fn of_council(kind: &str) -> Sector {
    if kind == "district" { Sector::CouncilLower } else { Sector::CouncilUpper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trusts_name_decides_only_when_it_is_sure() {
        for (name, sector) in [
            ("South Central Ambulance Service NHS Foundation Trust", Sector::Ambulance),
            ("GREATER MANCHESTER MENTAL HEALTH NHS FOUNDATION TRUST", Sector::NhsMentalHealth),
            ("KENT COMMUNITY HEALTH NHS FOUNDATION TRUST", Sector::NhsCommunity),
            ("OXFORD UNIVERSITY HOSPITALS NHS FOUNDATION TRUST", Sector::NhsAcute),
            ("WORCESTERSHIRE ACUTE HOSPITALS NHS TRUST", Sector::NhsAcute),
            ("OXFORD HEALTH NHS FOUNDATION TRUST", Sector::Other),
        ] {
            assert_eq!(of_trust(name), sector, "{name}");
        }
    }

    #[test]
    fn councils_are_told_apart_by_their_codes() {
        assert_eq!(kind_of_council("E10000025"), Some("county"));
        assert_eq!(kind_of_council("E07000178"), Some("district"));
        assert_eq!(kind_of_council("E09000001"), Some("unitary"));
        assert_eq!(kind_of_council("W06000001"), None);
        assert_eq!(of_council("district"), Sector::CouncilLower);
        assert_eq!(of_council("unitary"), Sector::CouncilUpper);
    }
}
