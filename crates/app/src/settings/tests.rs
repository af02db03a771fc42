use super::*;
use std::path::Path;

fn layers(file: &str, environment: &[(&str, &str)], flags: &[&str]) -> Result<Layers, SettingsError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folkmoot.toml");
    std::fs::write(&path, file).unwrap();
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let gathered = Layers::gather(Some(&path), environment)?;
    flags.iter().try_fold(gathered, |layers, pair| layers.with_pair(pair))
}

fn said(file: &str) -> String {
    layers(file, &[], &[]).and_then(|layers| layers.checked()).unwrap_err().to_string()
}

#[test]
fn a_flag_counts_before_the_environment_before_the_file_before_what_is_built_in() {
    let environment = [("FOLKMOOT_NAME", "From the environment"), ("FOLKMOOT_COLOUR", "#222222")];
    let file = "name = 'From the file'\ncolour = '#111111'\nlog = 'warn'";

    let settings = layers(file, &environment, &["name=From a flag"]).unwrap().checked().unwrap();

    assert_eq!(settings.name, "From a flag");
    assert_eq!(settings.colour, "#222222");
    assert_eq!(settings.log, "warn");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
}

#[test]
fn each_value_remembers_who_said_it() {
    let layers = layers("log = 'warn'", &[("FOLKMOOT_NAME", "Oxmoor")], &["colour=#111111"]).unwrap();

    assert_eq!(layers.get("name").source.to_string(), "FOLKMOOT_NAME");
    assert_eq!(layers.get("colour").source, Source::Flag);
    assert!(matches!(layers.get("log").source, Source::File(_)));
    assert_eq!(layers.get("url").source, Source::BuiltIn);
}

#[test]
fn an_unknown_key_is_refused_by_name_wherever_it_stands() {
    assert!(said("nmae = 'Oxmoor'").contains("says nmae, and there is no such setting; there are: data, database"));
    let environment = layers("", &[("FOLKMOOT_DATABSE", "x.db")], &[]).unwrap_err().to_string();
    assert!(environment.starts_with("FOLKMOOT_DATABSE says databse, and there is no such setting"), "{environment}");
    let flag = layers("", &[], &["nmae=x"]).unwrap_err().to_string();
    assert!(flag.starts_with("a flag says nmae"), "{flag}");
}

#[test]
fn a_table_or_a_fraction_is_no_setting() {
    assert!(said("[smtp]\nhost = 'x'").contains("says smtp, which should be a text"));
    assert!(said("name = 1.5").contains("says name, which should be a text"));
    assert!(said("name = ").contains("is not written as TOML"));
}

#[test]
fn each_value_that_does_not_fit_is_named_with_who_said_it() {
    for (file, should) in [
        ("listen = 'here'", "an address and a port"),
        ("url = 'oxmoor.example'", "a web address"),
        ("mode = 'demo'", "production or development"),
        ("name = ''", "a few words"),
        ("colour = 'green'", "six hexadecimal digits"),
        ("logo = 'https://elsewhere.example/logo.png'", "a path on this server"),
        ("smtp = 'mail.example'", "smtp://"),
        ("proxies = ['10.0.0.1', 'x']", "addresses like"),
        ("metrics = '9090'", "an address and a port"),
    ] {
        let said = said(file);

        assert!(said.contains(should) && said.contains("folkmoot.toml"), "{file}: {said}");
    }
}

#[test]
fn a_list_of_proxies_is_a_list_or_a_text_with_commas() {
    for file in ["proxies = ['10.0.0.1', '::1']", "proxies = '10.0.0.1, ::1'"] {
        assert_eq!(layers(file, &[], &[]).unwrap().checked().unwrap().proxies.len(), 2);
    }
}

#[test]
fn development_is_for_this_computer_alone() {
    let fits = |more: &str| layers(&format!("mode = 'development'\n{more}"), &[], &[]).unwrap().checked().is_ok();

    assert!(fits(""));
    assert!(fits("url = 'http://localhost:8080'"));
    assert!(!fits("listen = '0.0.0.0:8080'"));
    assert!(!fits("url = 'https://oxmoor.example'"));
}

#[test]
fn the_database_lies_in_the_data_folder_unless_it_is_named() {
    let database = |file: &str| layers(file, &[], &[]).unwrap().checked().unwrap().database;

    assert_eq!(database("data = '/srv/folkmoot'"), "/srv/folkmoot/folkmoot.db");
    assert_eq!(database("data = '/srv'\ndatabase = 'postgres://fm@db/fm'"), "postgres://fm@db/fm");
}

#[test]
fn passwords_are_struck_out() {
    assert_eq!(without_password("smtps://us:p@ss@mail.example"), "smtps://us:***@mail.example");
    for open in ["smtp://mail.example", "smtp://user@mail.example", "folkmoot.db", "https://a.example/x:y"] {
        assert!(!has_password(open), "{open}");
    }
}

#[test]
fn variables_of_tests_are_passed_over() {
    let layers = layers("", &[("FOLKMOOT_TEST_POSTGRES", "x"), ("FOLKMOOT", "y"), ("PATH", "z")], &[]);

    assert!(layers.is_ok());
}

#[test]
fn a_named_file_that_is_not_there_is_a_failure() {
    let gone = Layers::gather(Some(Path::new("/nowhere/folkmoot.toml")), std::iter::empty()).unwrap_err();

    assert_eq!(gone.to_string(), "/nowhere/folkmoot.toml cannot be read");
}
