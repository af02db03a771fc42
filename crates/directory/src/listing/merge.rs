//! A listing that came with a feed and was changed here: both are kept. Field by field, whoever changed it last has it; where both did, what
//! was changed here stays, is named, and can be given back.

use super::about::About;
use serde_json::{Map, Value};

/// What a document says of each field, with words for people.
pub const FIELDS: [(&str, &str); 16] = [
    ("name", "Name"),
    ("summary", "What it is"),
    ("url", "Web page"),
    ("email", "E-mail address"),
    ("phones", "Telephone"),
    ("needs", "Needs it helps with"),
    ("whom", "Who it is for"),
    ("cost", "Cost"),
    ("languages", "Languages"),
    ("ways", "How to come"),
    ("sessions", "Times"),
    ("venues", "Where"),
    ("areas", "Area served"),
    ("accreditations", "Accreditations"),
    ("alert", "Notice"),
    ("tags", "Terms of its publisher"),
];

/// What came of laying a publisher's new version over ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub about: About,
    /// Fields that both changed, by their keys: ours stands.
    pub ours: Vec<&'static str>,
}

/// Every field of a document; one that is left out is null.
pub fn fields(about: &About) -> Map<String, Value> {
    match serde_json::to_value(about) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn of(map: &Map<String, Value>, field: &str) -> Value {
    map.get(field).cloned().unwrap_or(Value::Null)
}

/// Fields in which two documents differ.
pub fn changed(before: &About, after: &About) -> Vec<&'static str> {
    let (before, after) = (fields(before), fields(after));
    FIELDS.iter().map(|(field, _)| *field).filter(|field| of(&before, field) != of(&after, field)).collect()
}

pub(super) fn merged(before: &About, here: &About, sent: &About) -> Merged {
    let (before, here_map, sent_map) = (fields(before), fields(here), fields(sent));
    let (mut result, mut ours) = (Map::new(), Vec::new());
    for (field, _) in FIELDS {
        let (base, mine, theirs) = (of(&before, field), of(&here_map, field), of(&sent_map, field));
        let both = mine != base && theirs != base && mine != theirs;
        if both {
            ours.push(field);
        }
        let wins = if mine == base { theirs } else { mine };
        if !wins.is_null() {
            result.insert(field.to_owned(), wins);
        }
    }
    let about = serde_json::from_value(Value::Object(result)).unwrap_or_else(|_| here.clone());
    Merged { about, ours }
}

/// The document with some fields as the publisher sent them.
pub fn given_back(here: &About, sent: &About, which: &[&str]) -> About {
    let (mut map, sent) = (fields(here), fields(sent));
    for field in which {
        match sent.get(*field) {
            Some(value) => map.insert((*field).to_owned(), value.clone()),
            None => map.remove(*field),
        };
    }
    serde_json::from_value(Value::Object(map)).unwrap_or_else(|_| here.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_name(name: &str, summary: &str, url: &str) -> About {
        About { name: name.into(), summary: summary.into(), url: url.into(), ..About::default() }
    }

    #[test]
    fn whoever_changed_a_field_has_it_and_where_both_did_ours_stands_and_is_named() {
        let before = of_name("Walk", "We walk", "https://a.example");
        let here = of_name("Walk", "We walk slowly", "https://ours.example");
        let sent = of_name("The walk", "We walk", "https://theirs.example");

        let merged = here.merged(&before, &sent);

        assert_eq!(merged.about, of_name("The walk", "We walk slowly", "https://ours.example"));
        assert_eq!(merged.ours, ["url"]);
        assert_eq!(given_back(&merged.about, &sent, &["url"]).url, "https://theirs.example");
    }

    #[test]
    fn what_both_changed_alike_is_no_quarrel_and_what_was_taken_out_is_out() {
        let before = of_name("Walk", "We walk", "https://a.example");
        let alike = of_name("Walk", "We stroll", "");

        let merged = alike.merged(&before, &alike);

        assert_eq!((merged.about, merged.ours), (alike.clone(), Vec::new()));
        assert_eq!(changed(&before, &alike), ["summary", "url"]);
        assert_eq!(given_back(&before, &alike, &["url"]).url, "");
    }

    #[test]
    fn every_field_of_a_document_is_compared() {
        let all = serde_json::to_value(full()).unwrap();
        let named: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
        let keys: Vec<&str> = all.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, named);
    }

    /// With something in each field.
    fn full() -> About {
        serde_json::from_value(serde_json::json!({
            "name": "a", "summary": "a", "url": "a", "email": "a", "phones": [{"number": "1"}], "needs": ["food"],
            "whom": {"words": "a"}, "cost": {"charge": "free"}, "languages": ["Polish"], "ways": ["book"],
            "sessions": [{"often": "weekly"}], "venues": [{"kind": "phone"}], "areas": [{"name": "a"}],
            "accreditations": "a", "alert": "a", "tags": [{"term": "1", "name": "a"}]
        }))
        .unwrap()
    }
}
