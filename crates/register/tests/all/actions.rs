//! Verbs on a database: who may, what is refused, what two editors see. On SQLite and on the PostgreSQL that the environment names.

use folkmoot_kernel::{Actor, AreaCode, Date, Held, Id, PersonId, PlaceId, Refused, Role, SeatId};
use folkmoot_register::actions::{
    self, Doubles, HolderError, HolderRefusal, NewTerm, OrganisationError, OrganisationRefusal, PersonError, PlaceError,
};
use folkmoot_register::footprint::{self, Footprint};
use folkmoot_register::holder::{self, Capacity};
use folkmoot_register::organisation::{Code, OrganisationDetails, Scheme, Sector};
use folkmoot_register::person::PersonDetails;
use folkmoot_register::place::PlaceDetails;
use folkmoot_register::profile::Profile;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::store::{self, OrganisationFilter};
use folkmoot_register::testing as given;
use folkmoot_store::{Error, Store, history_of, testing};
use folkmoot_web::Ctx;

async fn as_person(store: &Store, id: PersonId) -> Ctx {
    let today = store.now().date();
    let mut db = store.read().await.unwrap();
    let person = store::signed_in(&mut db, id, today).await.unwrap().unwrap();
    Ctx::bare(store, person.actor())
}

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_team_changes_its_own_place_and_no_other() {
    let store = testing::store().await;
    let (vale, moor) = (given::place(&store, "Vale").await, given::place(&store, "Moor").await);
    let team = as_person(&store, given::team(&store, vale.id(), "Asha Marsh").await).await;
    let profile = Profile { leader_name: "Kim Vale".into(), ..Profile::default() };

    let said = actions::say_profile(&team, vale.id(), 1, profile.clone()).await.unwrap();
    let refused = actions::say_profile(&team, moor.id(), 1, profile).await.unwrap_err();

    assert_eq!(said.profile().leader_name, "Kim Vale");
    assert!(matches!(refused, PlaceError::Permit(Refused::NotPlaceTeam)), "{refused:?}");
    let history = history_of(&mut store.read().await.unwrap(), "place", vale.id(), 10).await.unwrap();
    assert_eq!(history[0].event, "place profile said");
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_nothing_is_lost() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let program = given::program(&store);
    let named = |name: &str| PlaceDetails { name: name.into(), ..vale.details().clone() };
    actions::change_place(&program, vale.id(), 1, named("Upper Vale")).await.unwrap();

    let second = actions::change_place(&program, vale.id(), 1, named("Lower Vale")).await.unwrap_err();

    assert!(matches!(second, PlaceError::Store(Error::Conflict)), "{second:?}");
    let place = store::place(&mut store.read().await.unwrap(), vale.id()).await.unwrap().unwrap();
    assert_eq!((place.name(), place.version()), ("Upper Vale", 2));
}

#[tokio::test]
async fn a_confirmation_is_a_persons_and_never_a_programs() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let asha = given::team(&store, vale.id(), "Asha Marsh").await;

    let program = actions::confirm_place(&given::program(&store), vale.id(), 1).await.unwrap_err();
    let confirmed = actions::confirm_place(&as_person(&store, asha).await, vale.id(), 1).await.unwrap();

    assert!(matches!(program, PlaceError::Permit(Refused::SignInFirst)));
    assert_eq!(confirmed.confirmed().map(|c| (c.on, c.by)), Some((store.now().date(), asha)));
}

#[tokio::test]
async fn a_group_written_twice_is_asked_about_once() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    given::organisation(&store, vale.id(), "Fritwell Forget Me Not Club", Sector::Vcse).await;
    let again = || OrganisationDetails::named("Fritwell Forget me Nots", Sector::Vcse);
    let program = given::program(&store);

    let asked = actions::add_organisation(&program, Some(vale.id()), again(), Doubles::Refuse).await.unwrap_err();
    let meant = actions::add_organisation(&program, Some(vale.id()), again(), Doubles::Meant).await.unwrap();

    let OrganisationError::Rule(OrganisationRefusal::Doubles { names }) = asked else { panic!("{asked:?}") };
    assert_eq!(names, ["Fritwell Forget Me Not Club"]);
    assert_eq!(meant.slug().as_str(), "fritwell-forget-me-nots");
}

#[tokio::test]
async fn a_number_belongs_to_one_organisation() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let program = given::program(&store);
    let with_code = |name: &str| OrganisationDetails {
        codes: vec![Code { scheme: Scheme::Charity, code: "1117726".into() }],
        ..OrganisationDetails::named(name, Sector::Vcse)
    };
    actions::add_organisation(&program, Some(vale.id()), with_code("One"), Doubles::Refuse).await.unwrap();

    let refused = actions::add_organisation(&program, Some(vale.id()), with_code("Two"), Doubles::Refuse).await;

    assert_eq!(refused.unwrap_err().to_string(), "Charity number is already the number of One");
}

#[tokio::test]
async fn a_seat_is_handed_over_with_a_note_and_never_held_by_two() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let seat = given::seat(&store, vale.id(), SeatDetails::team("Manager")).await;
    let asha = given::sits(&store, seat.id(), "Asha Marsh", Capacity::Holder).await;
    let program = given::program(&store);
    let today = store.now().date();
    let ben = |from| NewTerm {
        name: "Ben Oak".into(),
        email: "ben@vale.example".into(),
        capacity: Capacity::Holder,
        from,
        until: None,
    };

    let overlap = actions::begin_term(&program, seat.id(), ben(today)).await.unwrap_err();
    let term = store::terms(&mut store.read().await.unwrap(), seat.id()).await.unwrap().remove(0);
    actions::end_term(&program, term.id(), 1, today, "The keys are in the drawer").await.unwrap();
    let begun = actions::begin_term(&program, seat.id(), ben(today.plus_days(1))).await.unwrap();

    let rule = matches!(overlap, HolderError::Rule(HolderRefusal::Holder(holder::Refusal::Overlap { .. })));
    assert!(rule, "{overlap:?}");
    let held = |person, day| {
        let store = store.clone();
        async move { store::held_by(&mut store.read().await.unwrap(), person, day).await.unwrap().len() }
    };
    assert_eq!((held(asha, today).await, held(begun.person(), today).await), (1, 0));
    let tomorrow = today.plus_days(1);
    assert_eq!((held(asha, tomorrow).await, held(begun.person(), tomorrow).await), (0, 1));
}

#[tokio::test]
async fn somebody_who_left_cannot_sign_in_until_they_are_seated_again() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let seat = given::seat(&store, vale.id(), SeatDetails::team("Manager")).await;
    let asha = given::sits(&store, seat.id(), "Asha Marsh", Capacity::Deputy).await;
    let known = |email: &'static str| {
        let store = store.clone();
        async move { store::person_by_email(&mut store.read().await.unwrap(), email).await.unwrap() }
    };

    actions::person_left(&given::program(&store), asha, 1).await.unwrap();
    let gone = known("asha.marsh@people.example").await;
    let back = given::sits(&store, seat.id(), "Asha Marsh", Capacity::Holder).await;

    assert_eq!((gone, back), (None, asha));
    assert_eq!(known("asha.marsh@people.example").await, Some(asha));
}

#[tokio::test]
async fn one_places_team_cannot_take_over_seats_in_another_by_changing_an_address() {
    let store = testing::store().await;
    let (vale, moor) = (given::place(&store, "Vale").await, given::place(&store, "Moor").await);
    let team = as_person(&store, given::team(&store, vale.id(), "Asha Marsh").await).await;
    let (here, there) = (SeatDetails::team("Helper"), SeatDetails::team("Manager"));
    let seat = given::seat(&store, vale.id(), here).await;
    let ben = given::sits(&store, seat.id(), "Ben Oak", Capacity::Holder).await;
    let details = PersonDetails { name: "Ben Oak".into(), email: "ben@vale.example".into(), phone: String::new() };

    actions::change_person(&team, ben, 1, details.clone()).await.unwrap();
    let elsewhere = given::seat(&store, moor.id(), there).await;
    let from = store.now().date();
    let new = NewTerm { name: "B".into(), email: details.email.clone(), capacity: Capacity::Holder, from, until: None };
    actions::begin_term(&given::program(&store), elsewhere.id(), new).await.unwrap();
    let refused = actions::change_person(&team, ben, 2, details).await.unwrap_err();

    assert!(matches!(refused, PersonError::Permit(Refused::NotPlaceTeam)), "{refused:?}");
}

#[tokio::test]
async fn a_footprint_gives_people_councils_and_deciles_in_whole_numbers() {
    let store = testing::store().await;
    crate::ground::lay(&store).await;
    let vale = given::place(&store, "Vale").await.id();
    let program = given::program(&store);
    let facts_of = |text: &'static str| {
        let (store, program) = (store.clone(), program.clone());
        async move {
            let footprint = Footprint::read(text).unwrap();
            actions::change_footprint(&program, vale, footprint).await.unwrap();
            store::facts(&mut store.read().await.unwrap(), vale).await.unwrap()
        }
    };

    let whole = facts_of("Z01000001\nZ01000002").await;
    let across = facts_of("Z01000001\nZ01000003 50%").await;

    assert_eq!(whole.councils_in_words(), "Coterminous with Ashford.");
    assert_eq!((whole.residents(), whole.deciles()[..3].to_vec()), (3_000, vec![1_000, 2_000, 0]));
    assert_eq!(across.councils_in_words(), "Crosses two councils: Beckham (60.0%) and Ashford (40.0%).");
    assert_eq!((across.areas, across.residents()), (2, 2_500));
}

#[tokio::test]
async fn an_unknown_area_is_named_and_the_footprint_stays() {
    let store = testing::store().await;
    crate::ground::lay(&store).await;
    let vale = given::place(&store, "Vale").await;
    let program = given::program(&store);
    actions::change_footprint(&program, vale.id(), Footprint::read("Z01000001").unwrap()).await.unwrap();

    let wrong = Footprint::read("Z01000002\nZ01999999").unwrap();
    let refused = actions::change_footprint(&program, vale.id(), wrong).await.unwrap_err();

    let rule = actions::FootprintError::Rule(footprint::Refusal::Unknown { codes: vec![code("Z01999999")] });
    assert_eq!(refused.to_string(), rule.to_string());
    let kept = store::footprint(&mut store.read().await.unwrap(), vale.id()).await.unwrap();
    assert_eq!(kept.lines(), "Z01000001");
}

#[tokio::test]
async fn a_council_gives_all_its_small_areas() {
    let store = testing::store().await;
    crate::ground::lay(&store).await;

    let mut db = store.read().await.unwrap();
    let footprint = actions::footprint_of_councils(&mut db, &[code("Z10000001")]).await.unwrap();

    assert_eq!(footprint.lines(), "Z01000001\nZ01000002");
}

#[tokio::test]
async fn a_list_of_organisations_goes_on_after_the_last_one_seen() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    for name in ["Beck Choir", "Ash Choir", "The Ash Choir", "Ash Walkers"] {
        given::organisation(&store, vale.id(), name, Sector::Vcse).await;
    }
    let mut db = store.read().await.unwrap();

    let (mut filter, mut seen) = (OrganisationFilter::default(), Vec::new());
    while let Some(line) = store::organisations(&mut db, &filter, 1).await.unwrap().pop() {
        filter.after = Some((line.match_name.clone(), line.id));
        seen.push(line.name);
    }
    let search = OrganisationFilter { words: "choirs as".into(), ..OrganisationFilter::default() };
    let found = store::organisations(&mut db, &search, 10).await.unwrap();

    assert_eq!(seen, ["Ash Choir", "The Ash Choir", "Ash Walkers", "Beck Choir"]);
    assert_eq!(found.into_iter().map(|line| line.name).collect::<Vec<_>>(), seen[..2]);
}

#[tokio::test]
async fn who_holds_seats_today_signs_in_with_them() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let trust = given::organisation(&store, vale.id(), "Vale Trust", Sector::NhsAcute).await;
    let asha = given::team(&store, vale.id(), "Asha Marsh").await;
    let long_before = Date::new(2019, 12, 31).unwrap();
    let mut db = store.read().await.unwrap();

    let now = store::signed_in(&mut db, asha, store.now().date()).await.unwrap().unwrap();
    let before = store::signed_in(&mut db, asha, long_before).await.unwrap().unwrap();
    let nobody = store::signed_in(&mut db, PersonId::from_number(1), long_before).await.unwrap();

    let place: PlaceId = vale.id();
    assert!(matches!(now.held[..], [Held { role: Role::PlaceTeam, place: at, .. }] if at == place));
    assert!(before.held.is_empty() && nobody.is_none());
    assert!(store::is_partner(&mut db, vale.id(), trust).await.unwrap());
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_not_there() {
    let store = testing::store().await;
    let program = given::program(&store);
    let none: SeatId = Id::from_number(1);

    let seat = actions::close_seat(&program, none, 1).await.unwrap_err();
    let place = actions::close_place(&program, Id::from_number(1), 1).await.unwrap_err();

    assert_eq!(
        (seat.to_string(), place.to_string()),
        ("there is no such seat".into(), "there is no such place".into())
    );
    let nobody = Ctx::bare(&store, Actor::Nobody);
    let refused = actions::add_system(&nobody, Default::default()).await.unwrap_err();
    assert_eq!(refused.to_string(), "sign in first");
}

#[tokio::test]
async fn terms_say_for_which_sector_somebody_sat() {
    let store = testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let club = given::organisation(&store, vale.id(), "Lunch Club", Sector::Vcse).await;
    given::member(&store, vale.id(), (Id::from_number(7), club, Role::Chair), "Cleo Ash").await;
    given::team(&store, vale.id(), "Asha Marsh").await;

    let mut db = store.read().await.unwrap();
    let terms =
        folkmoot_register::store::terms_of_sectors(&mut db, vale.id(), Date::new(2026, 1, 1).unwrap()).await.unwrap();

    assert_eq!(terms.len(), 1, "the team sits on no body");
    assert_eq!((terms[0].sector.as_deref(), terms[0].role.as_str(), terms[0].votes), (Some("vcse"), "chair", true));
}
