//! kernel <- store <- web <- register <- the capabilities <- focus, standards <- app, never sideways.

use crate::Fault;
use serde_json::Value;

/// The step a crate stands on. It may use crates on lower steps only.
fn step(name: &str) -> u8 {
    match name {
        "folkmoot-kernel" => 0,
        "folkmoot-press" | "folkmoot-store" => 1,
        "folkmoot-web" => 2,
        "folkmoot-register" => 3,
        "folkmoot-focus" | "folkmoot-standards" => 5,
        "folkmoot" => 6,
        _ => 4,
    }
}

/// Reads the answer of `cargo metadata --no-deps`. A crate that names itself does so for its own tests, with a feature.
pub fn faults(metadata: &Value) -> Vec<Fault> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ours: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut found = Vec::new();
    for package in packages {
        let user = package["name"].as_str().unwrap_or_default();
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            found.extend(ours.contains(&used).then(|| fault(user, used)).flatten());
        }
    }
    found
}

fn fault(user: &str, used: &str) -> Option<Fault> {
    let advice = if user == "tidy" || used == "tidy" {
        format!("{user} uses {used}: tidy stands apart and reads files only, so take the dependency out")
    } else if user == used || step(used) < step(user) {
        return None;
    } else if step(used) == step(user) {
        format!(
            "{user} uses its neighbour {used}: say what it needs in wants.rs and provide it in crates/app/src/joins"
        )
    } else {
        format!("{user} uses {used}, which is built on it: move what both need down, or provide it from above")
    };
    Some(Fault::at(format!("{user}'s Cargo.toml"), advice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn using(user: &str, used: &str) -> Vec<Fault> {
        faults(&json!({ "packages": [
            { "name": user, "dependencies": [{ "name": used }, { "name": "serde" }] },
            { "name": used, "dependencies": [] },
        ]}))
    }

    #[test]
    fn a_capability_may_stand_on_the_register_and_not_beside_another() {
        assert_eq!(using("folkmoot-governance", "folkmoot-register"), []);
        let sideways = using("folkmoot-governance", "folkmoot-money");
        assert!(sideways[0].advice.contains("wants.rs"), "{sideways:?}");
    }

    #[test]
    fn a_crate_may_use_its_own_testing_feature() {
        assert_eq!(using("folkmoot-store", "folkmoot-store"), []);
    }

    #[test]
    fn nothing_looks_up() {
        assert_eq!(using("folkmoot-store", "folkmoot-web").len(), 1);
        assert_eq!(using("folkmoot-kernel", "folkmoot").len(), 1);
        assert_eq!(using("folkmoot", "folkmoot-governance"), []);
        assert_eq!(using("folkmoot-standards", "folkmoot-governance"), []);
        assert_eq!(using("folkmoot-governance", "folkmoot-standards").len(), 1);
    }

    #[test]
    fn tidy_stands_apart() {
        assert_eq!(using("tidy", "folkmoot-kernel").len(), 1);
    }
}
