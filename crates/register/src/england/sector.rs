//! What kind of partner a trust or a council is, as far as its name or code makes sure.

/// An NHS trust's sector. Many names say nothing ("Oxford Health"): then it is "other" until somebody who knows says more.
pub(crate) fn of_trust(name: &str) -> &'static str {
    let name = name.to_uppercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["AMBULANCE"]) {
        "ambulance"
    } else if says(&["MENTAL HEALTH"]) {
        "nhs_mental_health"
    } else if says(&["COMMUNITY"]) {
        "nhs_community"
    } else if says(&["HOSPITAL", "CANCER CENTRE", "ACUTE"]) {
        "nhs_acute"
    } else {
        "other"
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
pub(crate) fn of_council(kind: &str) -> &'static str {
    if kind == "district" { "council_lower" } else { "council_upper" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trusts_name_decides_only_when_it_is_sure() {
        for (name, sector) in [
            ("South Central Ambulance Service NHS Foundation Trust", "ambulance"),
            ("GREATER MANCHESTER MENTAL HEALTH NHS FOUNDATION TRUST", "nhs_mental_health"),
            ("KENT COMMUNITY HEALTH NHS FOUNDATION TRUST", "nhs_community"),
            ("OXFORD UNIVERSITY HOSPITALS NHS FOUNDATION TRUST", "nhs_acute"),
            ("WORCESTERSHIRE ACUTE HOSPITALS NHS TRUST", "nhs_acute"),
            ("OXFORD HEALTH NHS FOUNDATION TRUST", "other"),
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
        assert_eq!(of_council("district"), "council_lower");
        assert_eq!(of_council("unitary"), "council_upper");
    }
}
