//! What every address owes whoever asks, whatever they ask with: an answer, never a fault.

use crate::support;
use folkmoot_kernel::PersonId;
use folkmoot_register::organisation::Sector;
use folkmoot_register::testing as given;
use folkmoot_web::testing::{TestApp, TestPage};
use folkmoot_web::{Mode, Route};

/// What stands where an id or a name should: unknown, odd, hostile.
const HOSTILE: [&str; 9] = [
    "0000000000000",
    "zzzzzzzzzzzzz",
    "nowhere",
    "-1",
    "%00",
    "%F0%9F%92%A9%F3%A0%81%BF",
    "..%2f..%2fetc%2fpasswd",
    "%27%20or%201%3D1%20--",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
];

struct Ground {
    nobody: TestApp,
    team: TestApp,
    administrator: TestApp,
}

/// A place with a partner, somebody of its team, and an administrator of the site.
async fn ground() -> Ground {
    let nobody = support::in_mode(Mode::Demo).await;
    let place = given::place(nobody.store(), "Oxmoor Vale").await;
    given::organisation(nobody.store(), place.id(), "Vale Hospital", Sector::NhsAcute).await;
    let team: PersonId = given::team(nobody.store(), place.id(), "Kim Vale").await;
    let administrator = given::administrator(nobody.store(), "Sam Hale").await;
    Ground { team: nobody.as_person(team).await, administrator: nobody.as_person(administrator).await, nobody }
}

impl Ground {
    fn routes(&self, method: &str) -> Vec<Route> {
        self.nobody.app().route_list().into_iter().filter(|route| route.method == method).collect()
    }

    fn everybody(&self) -> [&TestApp; 3] {
        [&self.nobody, &self.team, &self.administrator]
    }
}

/// The address with `with` in each part that varies; a place is the real one where `place` says so.
fn filled(path: &str, place: Option<&str>, with: &str) -> String {
    let part = |part: &str| match (part, place) {
        ("{place}", Some(place)) => place.to_owned(),
        (part, _) if part.contains('{') => {
            let (before, rest) = part.split_once('{').unwrap_or((part, ""));
            format!("{before}{with}{}", rest.split_once('}').map_or("", |(_, after)| after))
        }
        (part, _) => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[track_caller]
fn is_no_fault(page: &TestPage) {
    assert!(page.status < 500, "{} answers {}: {}", page.path, page.status, page.words());
}

#[tokio::test]
async fn every_route_has_an_act_that_the_page_of_rights_lists() {
    let app = support::app().await;
    let acts: Vec<&str> = app.app().act_list().iter().map(|(_, act)| act.key).collect();

    for route in app.app().route_list() {
        assert!(acts.contains(&route.act.key), "{} {} needs {}", route.method, route.path, route.act.key);
    }
}

#[tokio::test]
async fn no_act_is_named_twice() {
    let app = support::app().await;
    let mut keys: Vec<&str> = app.app().act_list().iter().map(|(_, act)| act.key).collect();
    let count = keys.len();

    keys.dedup();

    assert_eq!(keys.len(), count);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_or_refused() {
    let ground = ground().await;
    for route in ground.routes("GET").iter().filter(|route| route.path.contains('{')) {
        for app in ground.everybody() {
            let page = app.get(&filled(route.path, None, "0000000000001")).await;

            let refused = [303, 400, 401, 403, 404].contains(&page.status);
            assert!(refused, "{} answers {}: {}", page.path, page.status, page.words());
        }
    }
}

#[tokio::test]
async fn hostile_addresses_are_answered() {
    let ground = ground().await;
    let long = "a".repeat(3_000);
    for route in ground.routes("GET") {
        for with in HOSTILE.iter().copied().chain([long.as_str()]) {
            for place in [None, Some("oxmoor-vale")] {
                is_no_fault(&ground.team.get(&filled(route.path, place, with)).await);
            }
        }
    }
}

#[tokio::test]
async fn hostile_queries_are_answered() {
    let ground = ground().await;
    let long = "%25_%27".repeat(500);
    let queries = [
        "q=%00&state=%00&page=%00&sort=x".to_owned(),
        "page=-1&page=2&page=99999999999999999999999".to_owned(),
        "place=nowhere&place=oxmoor-vale&place=%F0%9F%92%A9".to_owned(),
        "state=king&organisation=%27&priority=x&body=x&year=99999&after=x&from=2026-02-30&to=x".to_owned(),
        "postcode=%3Cscript%3E&next=//evil.example".to_owned(),
        "%=&&=&==%zz".to_owned(),
        format!("q={long}&postcode={long}&after={long}"),
    ];
    for route in ground.routes("GET") {
        let path = filled(route.path, Some("oxmoor-vale"), "0000000000001");
        for query in &queries {
            is_no_fault(&ground.team.get(&format!("{path}?{query}")).await);
        }
    }
}

#[tokio::test]
async fn a_form_that_is_sent_empty_is_refused_and_never_a_fault() {
    let ground = ground().await;
    for route in ground.routes("POST").iter().filter(|route| route.path != "/sign-out") {
        for app in [&ground.team, &ground.administrator] {
            let page = app.post_raw(&filled(route.path, Some("oxmoor-vale"), "0000000000001"), &[]).await;

            is_no_fault(&page);
            assert!(page.status >= 300, "{} took an empty form: {}", page.path, page.words());
        }
    }
}

#[tokio::test]
async fn odd_text_in_any_field_is_never_a_fault() {
    let ground = ground().await;
    let long = "ß\u{202e}'; drop table register_place; --\u{0}".repeat(200);
    let names =
        ["name", "title", "email", "sector", "areas", "role", "due", "date-day", "starts-hour", "_version", "code"];
    for route in ground.routes("POST").iter().filter(|route| route.path != "/sign-out") {
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, long.as_str())).collect();
        let path = filled(route.path, Some("oxmoor-vale"), "0000000000001");

        is_no_fault(&ground.administrator.post_raw(&path, &fields).await);
    }
}

#[tokio::test]
async fn forms_of_others_and_without_a_token_are_refused() {
    let ground = ground().await;
    for route in ground.routes("POST") {
        let path = filled(route.path, Some("oxmoor-vale"), "0000000000001");

        let forged = ground.team.post_raw(&path, &[("_csrf", "forged")]).await;

        assert!((400..500).contains(&forged.status), "{path} took a forged form: {}", forged.status);
    }
}

#[tokio::test]
async fn no_public_page_shows_the_address_of_a_person() {
    let ground = ground().await;
    let map = ground.nobody.get("/sitemap.xml").await.text();
    let pages = map.split("<loc>http://folkmoot.test").skip(1).filter_map(|rest| rest.split('<').next());
    let data = folkmoot_app::home::data::files(ground.nobody.app());
    let data: Vec<String> = data.iter().map(|file| file.of("oxmoor-vale")).collect();

    for path in pages.map(str::to_owned).chain(data) {
        ground.nobody.get(&path).await.status(200).hides("@people.example");
    }
}
