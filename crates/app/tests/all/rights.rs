//! Who may do what, as a table that is looked at like code; and every address asked by everybody who may not.

use crate::{demo, support};
use folkmoot_app::demo::ROLES;
use folkmoot_app::{compose, home::About};
use folkmoot_kernel::act::{permit, policy};
use folkmoot_kernel::{
    Act, Actor, Assurance, Facts, Held, Id, OrganisationId, Parties, Pence, PersonId, Proof, Refused, Role, Subject,
    Thing,
};
use folkmoot_register::testing as given;
use folkmoot_web::testing::{TestApp, TestPage};
use folkmoot_web::{Mode, Route, Site};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;
use tokio::sync::OnceCell;

const TRUST: OrganisationId = Id::from_number(30);
const CLUB: OrganisationId = Id::from_number(31);
const OUT: PersonId = Id::from_number(71);

fn held(place: i64, organisation: Option<OrganisationId>, role: Role) -> Held {
    let body = (role != Role::PlaceTeam).then_some(Id::from_number(place * 10));
    Held { seat: Id::from_number(1), place: Id::from_number(place), body, organisation, role }
}

fn person(id: i64, held: Vec<Held>, administrator: bool, assurance: Assurance) -> Actor {
    Actor::Person { id: Id::from_number(id), held, administrator, proof: Proof { assurance, fresh: true } }
}

/// Everybody who is told apart, each with a short name for the head of the table.
fn everybody() -> Vec<(&'static str, Actor)> {
    let seated = |role, organisation| person(70, vec![held(1, organisation, role)], false, Assurance::Strong);
    vec![
        ("visitor", Actor::Nobody),
        ("stranger", person(70, Vec::new(), false, Assurance::Strong)),
        ("observer", seated(Role::Observer, Some(TRUST))),
        ("owner", seated(Role::Member, Some(TRUST))),
        ("other", seated(Role::Member, Some(CLUB))),
        ("ruled out", person(71, vec![held(1, Some(TRUST), Role::Chair)], false, Assurance::Strong)),
        ("secretary", seated(Role::Secretary, Some(CLUB))),
        ("chair", seated(Role::Chair, Some(CLUB))),
        ("by code", person(70, vec![held(1, Some(CLUB), Role::Chair)], false, Assurance::Email)),
        ("team", seated(Role::PlaceTeam, None)),
        (
            "elsewhere",
            person(
                70,
                vec![held(2, Some(TRUST), Role::Chair), held(2, None, Role::PlaceTeam)],
                false,
                Assurance::Strong,
            ),
        ),
        ("administrator", person(70, Vec::new(), true, Assurance::Strong)),
        ("program", Actor::Program("job")),
    ]
}

/// A thing of the trust on a body of place 1, about money within the limit, from which one person is ruled out.
fn thing() -> Thing {
    let out = Parties { people: vec![OUT], organisations: Vec::new() };
    let facts = Facts { recused: out, amount: Some(Pence::new(100)), limit: Some(Pence::new(100)), ..Facts::default() };
    Subject::said(Id::from_number(1), Id::from_number(10), TRUST).with(facts)
}

fn cell(actor: &Actor, act: Act, thing: &Thing) -> &'static str {
    match permit(actor, act, thing) {
        Ok(_permit) => "yes",
        Err(Refused::RuledOut | Refused::RuledOutYourself) => "out",
        Err(Refused::SignInStronger) => "weak",
        Err(Refused::OwnOrganisation) => "own",
        Err(_) => "-",
    }
}

#[tokio::test]
async fn who_may_do_what_is_as_it_was_looked_at() {
    let app = support::app().await;
    let everybody = everybody();
    let mut table = format!("{:<34}", "act");
    for (name, _) in &everybody {
        write!(table, " {name:<13}").unwrap();
    }
    for (_, act) in app.app().act_list() {
        write!(table, "\n{:<34}", act.key).unwrap();
        for (_, actor) in &everybody {
            write!(table, " {:<13}", cell(actor, act, &thing())).unwrap();
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();

    insta::assert_snapshot!("who_may_do_what", table.join("\n"));
}

#[tokio::test]
async fn the_policies_name_acts_that_there_are() {
    let app = support::app().await;
    let acts: Vec<Act> = app.app().act_list().into_iter().map(|(_, act)| act).collect();

    assert_eq!(policy::check(&acts), Ok(()));
}

/// What `script/prove` proves the policies against. With `FOLKMOOT_TEST_WRITE_SCHEMA` it is written anew.
#[tokio::test]
async fn the_schema_that_is_proved_against_is_the_one_that_is_served() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proofs/schema.cedarschema");
    let app = support::app().await;
    let served = app.get("/who-may-do-what/schema.cedarschema").await.status(200).text();
    if std::env::var_os("FOLKMOOT_TEST_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &served).unwrap();
    }

    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), served);
}

/// Somebody in front of the demonstration place.
pub(crate) struct Somebody {
    pub name: &'static str,
    pub app: TestApp,
    pub actor: Actor,
}

type Examples = BTreeMap<(&'static str, &'static str), String>;

/// Every copy of the invented place has the same addresses.
static EXAMPLES: OnceCell<Examples> = OnceCell::const_new();

pub(crate) struct Ground {
    pub everybody: Vec<Somebody>,
    pub routes: Vec<Route>,
    /// Addresses that pages lead to, by the route that answers them.
    pub examples: &'static Examples,
}

pub(crate) async fn ground() -> Ground {
    let (store, _) = demo::vale().await;
    let app =
        TestApp::of(compose::app(store, Site::new("Folkmoot", "http://folkmoot.test", Mode::Demo), About::default()));
    let mut everybody = vec![Somebody { name: "visitor", app: app.clone(), actor: Actor::Nobody }];
    for role in ROLES {
        everybody.push(somebody(&app, role.key, role.email).await);
    }
    let there = given::place(app.store(), "Calder Reach").await;
    given::team(app.store(), there.id(), "Noor Reach").await;
    given::person(app.store(), "Finn Stray").await;
    everybody.push(somebody(&app, "elsewhere", "noor.reach@people.example").await);
    everybody.push(somebody(&app, "stranger", "finn.stray@people.example").await);
    let routes = app.app().route_list();
    let examples = EXAMPLES.get_or_init(|| examples(&everybody, &routes)).await;
    Ground { everybody, routes, examples }
}

async fn somebody(app: &TestApp, name: &'static str, email: &str) -> Somebody {
    let mut db = app.store().read().await.unwrap();
    let id = folkmoot_register::store::person_by_email(&mut db, email).await.unwrap().unwrap();
    let today = app.store().now().date();
    let actor = folkmoot_register::store::signed_in(&mut db, id, today).await.unwrap().unwrap().actor();
    drop(db);
    Somebody { name, app: app.as_person(id).await, actor }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let part = |(pattern, part): (&&str, &&str)| match pattern.split_once('{') {
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            part.len() > before.len() + after.len() && part.starts_with(before) && part.ends_with(after)
        }
        None => pattern == part,
    };
    pattern.len() == path.len() && pattern.iter().zip(&path).all(part)
}

/// The route that answers an address: the one with the fewest parts that vary.
fn route_of(routes: &[Route], path: &str) -> Option<&'static str> {
    let fitting = routes.iter().filter(|route| fits(route.path, path));
    fitting.map(|route| route.path).min_by_key(|pattern| pattern.matches('{').count())
}

/// Goes where pages lead, one page of each kind for each of those who see most, and keeps an address of each.
async fn examples(everybody: &[Somebody], routes: &[Route]) -> Examples {
    let mut found: BTreeMap<&'static str, String> = BTreeMap::new();
    for one in everybody.iter().filter(|one| ["manager", "administrator", "trust", "visitor"].contains(&one.name)) {
        let mut to_see = VecDeque::from(["/places/oxmoor-vale".to_owned(), "/mine".to_owned(), "/".to_owned()]);
        let mut seen: BTreeSet<&'static str> = BTreeSet::new();
        while let Some(path) = to_see.pop_front() {
            let page = one.app.get(&path).await;
            if !page.is_html() || page.status != 200 {
                continue;
            }
            for (selector, attribute) in [("main a[href^='/']", "href"), ("main form[action^='/']", "action")] {
                for link in page.attributes(selector, attribute) {
                    let path = link.split(['?', '#']).next().unwrap_or_default().to_owned();
                    let Some(route) = route_of(routes, &path) else { continue };
                    // What belongs to the place comes before what is beside it.
                    found.entry(route).or_insert_with(|| path.clone());
                    if seen.insert(route) {
                        to_see.push_back(path);
                    }
                }
            }
        }
    }
    let example = |route: &Route| found.get(route.path).map(|path| ((route.method, route.path), path.clone()));
    routes.iter().filter_map(example).collect()
}

/// Acts that an address allows beside the one that it is listed with.
const ALSO: [(&str, &str); 11] = [
    ("place.change", "place.administer"),
    ("seat.see", "place.administer"),
    ("seat.change", "place.administer"),
    ("organisation.add", "organisation.administer"),
    ("organisation.change", "organisation.change_own"),
    ("organisation.change", "organisation.administer"),
    ("organisation.change_own", "organisation.administer"),
    ("notice.give", "notice.record"),
    ("notice.step", "notice.record"),
    ("escalation.send", "escalation.send_for_place"),
    ("escalation.answer", "escalation.answer_for_post"),
];

/// The act of an address, and those that do as well.
fn acts_of(route: &Route, acts: &[(&'static str, Act)]) -> Vec<Act> {
    let also = |key: &str| ALSO.iter().any(|(of, also)| *of == route.act.key && *also == key);
    let beside = acts.iter().map(|(_, act)| *act).filter(|act| also(act.key));
    std::iter::once(route.act).chain(beside).collect()
}

/// Whether anything is there for which this person may do the act: what their seats reach, theirs and others'.
fn may_somewhere(actor: &Actor, act: Act) -> bool {
    let of = |seat: &Held| {
        let other = Subject::owned(seat.place, CLUB);
        let body = seat.body.map(|body| Subject {
            place: Some(seat.place),
            body: Some(body),
            organisation: seat.organisation,
        });
        let own = Subject { place: Some(seat.place), body: None, organisation: seat.organisation };
        [Some(Subject::place(seat.place)), Some(other), body, Some(own)].into_iter().flatten().collect::<Vec<_>>()
    };
    let subjects = actor.held().iter().flat_map(of).chain([Subject::default()]);
    subjects.into_iter().any(|subject| permit(actor, act, &subject.into()).is_ok())
}

fn is_refused(page: &TestPage) -> bool {
    let to_sign_in = page.status == 303 && page.location().starts_with("/sign-in");
    to_sign_in || [401, 403, 404].contains(&page.status)
}

/// Every address for every role that may not: refused, whatever it is about, and nothing comes of it.
#[tokio::test]
async fn every_address_refuses_everybody_who_may_not() {
    let ground = ground().await;
    let events = async || -> i64 {
        let mut db = ground.everybody[0].app.store().read().await.unwrap();
        folkmoot_store::sql("select count(*) from store_history").one(&mut db).await.unwrap()
    };
    let acts = ground.everybody[0].app.app().act_list();
    let before = events().await;
    let (mut asked, mut without, mut taken) = (0, Vec::new(), Vec::new());
    for route in ground.routes.iter().filter(|route| route.path != "/sign-out") {
        let Some(path) = ground.examples.get(&(route.method, route.path)) else {
            without.push(route.path);
            continue;
        };
        for one in &ground.everybody {
            let of_elsewhere = one.name == "elsewhere" && route.act.needs.is_of_a_place() && !path.contains("calder");
            if acts_of(route, &acts).iter().any(|act| may_somewhere(&one.actor, *act)) && !of_elsewhere {
                continue;
            }
            let page = match route.method {
                "POST" => one.app.post_raw(path, &[]).await,
                _ => one.app.get(path).await,
            };
            if !is_refused(&page) {
                let Route { method, path, act } = route;
                let who = one.name;
                taken.push(format!("{who} may not “{}”, and {method} {path} answers {}", act.words, page.status));
            }
            asked += 1;
        }
    }

    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert_eq!(events().await, before);
    assert!(asked > 1_500, "only {asked} were asked");
    // What no page leads to: files for programs, answers to questions, and what the demonstration has none of.
    let share = without.len() * 100 / ground.routes.len();
    assert!(share < 35, "{share}% of the addresses were never found: {without:?}");
}
