//! Who sits where, and how decisions were reached, in Popolo.

use super::support::{self, Given};
use super::{ask, given};
use folkmoot_governance::actions::decisions::{Put, PutTo, close_decision, put_decision};
use folkmoot_governance::actions::positions::{Said, take_position};
use folkmoot_governance::check::CheckOf;
use folkmoot_governance::decision::{DecisionId, Outcome};
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;
use folkmoot_governance::store;
use folkmoot_kernel::{OrganisationId, PersonId};
use folkmoot_register::store as register;
use folkmoot_store::testing::NOON;
use folkmoot_web::Ctx;

const VOTES: &str = "/places/vale/popolo-votes.json";

#[tokio::test]
async fn people_hold_posts_on_behalf_of_organisations() {
    let (_given, app) = given().await;

    let file = ask(&app, "/places/vale/popolo.json").await;
    let of = |kind: &str| file[kind].as_array().unwrap().clone();
    let tom = of("persons").into_iter().find(|one| one["name"] == "Tom Reed").unwrap();
    let membership = of("memberships").into_iter().find(|one| one["person_id"] == tom["id"]).unwrap();
    let named = |kind: &str, key: &str| of(kind).into_iter().find(|one| one["id"] == membership[key]).unwrap();

    assert_eq!(named("organizations", "organization_id")["name"], "Vale board");
    assert_eq!(named("organizations", "on_behalf_of_id")["name"], "Vale Trust");
    assert_eq!(named("posts", "post_id")["role"], "Chair");
    assert_eq!((membership["role"].clone(), membership["voting_right"].clone()), ("Chair".into(), true.into()));
    assert!(!file.to_string().contains('@'));
    app.get("/places/nowhere/popolo.json").await.status(404);
}

async fn put(given: &Given, to: PutTo, title: &str) -> DecisionId {
    let store = given.app.store();
    let put = Put {
        title: title.into(),
        text: format!("{title} from May."),
        plain_summary: "You can see a nurse on Saturdays.".into(),
        priority: None,
        power: Power::Decide,
        power_holder: "the board".into(),
        power_basis: "Article 4".into(),
        positions_due: store.now().plus_days(7),
        matter: folkmoot_governance::mandate::Matter::default(),
    };
    let decision = put_decision(&support::program(store), to, put).await.unwrap();
    let of = decision.item().map_or(CheckOf::Decision(decision.id()), CheckOf::Item);
    support::answer_checks(store, of).await;
    decision.id()
}

async fn say(given: &Given, id: DecisionId, (person, organisation): (PersonId, OrganisationId), stance: Stance) {
    let store = given.app.store();
    let mut db = store.read().await.unwrap();
    let actor = register::signed_in(&mut db, person, store.now().date()).await.unwrap().unwrap().actor();
    let version = store::position(&mut db, id, organisation).await.unwrap().unwrap().version();
    drop(db);
    let reason = if stance == Stance::Object { "It costs too much." } else { "" };
    let said = Said { stance, reason: reason.into(), concerns: Vec::new(), promise: None };
    take_position(&Ctx::bare(store, actor), id, organisation, version, said).await.unwrap();
}

async fn close(given: &Given, id: DecisionId, outcome: Outcome) {
    let store = given.app.store();
    let version = store::decision(&mut store.read().await.unwrap(), id).await.unwrap().unwrap().version();
    close_decision(&support::program(store), id, version, outcome, "Not everybody is with it.").await.unwrap();
}

#[tokio::test]
async fn votes_are_told_once_a_decision_is_closed_with_the_reason_of_an_objection() {
    let (given, app) = given().await;
    let id = put(&given, PutTo::Body(given.board), "Saturday clinic").await;
    let people = given.people;
    say(&given, id, (people.tom, given.trust), Stance::Assent).await;
    say(&given, id, (people.carl, given.council), Stance::StandAside).await;
    say(&given, id, (people.cleo, given.club), Stance::Object).await;

    let open = ask(&app, VOTES).await;
    close(&given, id, Outcome::NotAgreed).await;
    let closed = ask(&app, VOTES).await;
    let (motion, event) = (&closed["motions"][0], &closed["vote_events"][0]);
    let votes = event["votes"].as_array().unwrap();
    let of = |organisation: OrganisationId| {
        votes.iter().find(|vote| vote["voter_id"] == organisation.to_string()).unwrap().clone()
    };

    assert_eq!((open["motions"].as_array().unwrap().len(), open["vote_events"].as_array().unwrap().len()), (1, 0));
    assert_eq!((motion["text"].as_str(), motion["result"].as_str()), (Some("Saturday clinic from May."), Some("fail")));
    assert_eq!((event["motion_id"].clone(), event["counts"][0]["value"].clone()), (motion["id"].clone(), 1.into()));
    assert_eq!(
        (of(given.trust)["option"].clone(), of(given.council)["option"].clone()),
        ("yes".into(), "abstain".into())
    );
    assert_eq!(
        (of(given.club)["option"].clone(), of(given.club)["reason"].clone()),
        ("no".into(), "It costs too much.".into())
    );
}

#[tokio::test]
async fn what_was_put_in_private_is_not_there() {
    let (given, app) = given().await;
    let meeting = support::private_meeting(app.store(), given.board, "Closed", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Secret", Power::Note).await.id();
    put(&given, PutTo::Item(item), "Secret sale").await;

    let told = ask(&app, VOTES).await;
    assert_eq!((told["motions"].as_array().unwrap().len(), told["next"].clone()), (0, serde_json::Value::Null));
}
