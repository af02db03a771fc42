//! What the program is made of, as a CycloneDX 1.5 bill of materials on standard output: every library with its version, licence and
//! the checksum that the lock file holds. `cargo run -p tidy --example sbom > folkmoot.cdx.json`

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::Command;

type Fault = Box<dyn Error>;

/// Checksums of the lock file, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let field = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let one = |block: &str| Some(((field(block, "name")?, field(block, "version")?), field(block, "checksum")?));
    lock.split("[[package]]").filter_map(one).collect()
}

fn component(package: &Value, checksums: &BTreeMap<(String, String), String>) -> Option<Value> {
    let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut component = json!({ "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl });
    if let Some(licence) = package["license"].as_str() {
        component["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
    }
    if let Some(checksum) = checksums.get(&(name.to_owned(), version.to_owned())) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    Some(component)
}

fn main() -> Result<(), Fault> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let told = Command::new("cargo")
        .args(["metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(&top)
        .output()?;
    let told: Value = serde_json::from_slice(&told.stdout)?;
    let checksums = checksums(&std::fs::read_to_string(top.join("Cargo.lock"))?);
    let packages = told["packages"].as_array().ok_or("cargo told no packages")?;
    let foreign = packages.iter().filter(|package| !package["source"].is_null());
    let components: Vec<Value> = foreign.filter_map(|package| component(package, &checksums)).collect();
    let own = packages.iter().find(|package| package["name"] == "folkmoot").ok_or("the program is not there")?;
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": { "component": component(own, &checksums) },
        "components": components,
    });
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&bill)?)?;
    Ok(())
}
