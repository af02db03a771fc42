use super::*;
use folkmoot_kernel::Id;

const BOARD: BodyId = Id::from_number(1);
const TRUST: OrganisationId = Id::from_number(2);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn row(line: usize, name: &str, from: &str) -> RosterRow {
    RosterRow {
        line,
        body: "the Board".to_owned(),
        seat: "Director".to_owned(),
        role: None,
        votes: None,
        organisation: "Vale Trust".to_owned(),
        name: name.to_owned(),
        email: if name.is_empty() { String::new() } else { format!("{}@x.example", name.to_lowercase()) },
        capacity: Capacity::Holder,
        from: Some(day(from)),
        until: None,
    }
}

fn holder(number: i64, from: &str, until: Option<&str>) -> Holder {
    let term = Term::new(day(from), until.map(day)).unwrap();
    Holder::begin(Id::from_number(number), (Id::from_number(5), Id::from_number(6)), Capacity::Holder, term, &[])
        .unwrap()
}

fn ann(holder: Holder) -> HeldBy {
    HeldBy { holder, name: "Ann".to_owned(), email: "ann@x.example".to_owned() }
}

/// The director's seat, held by Ann since 2025.
fn held() -> KnownSeat {
    let terms = vec![ann(holder(9, "2025-01-01", None))];
    KnownSeat { id: Id::from_number(5), details: SeatDetails::member("Director", BOARD, TRUST), terms }
}

fn draw(rows: &[RosterRow], seats: &[KnownSeat]) -> Result<Plan, Vec<Broken>> {
    let bodies = [(BOARD, "Board".to_owned())];
    let organisations = [(TRUST, "Vale Trust".to_owned())];
    plan(rows, &Known { bodies: &bodies, organisations: &organisations, seats }, day("2026-03-02"))
}

fn kinds(rows: &[RosterRow], seats: &[KnownSeat]) -> Vec<&'static str> {
    draw(rows, seats).unwrap().changes.iter().map(Change::kind).collect()
}

#[test]
fn a_new_seat_is_opened_once_and_held() {
    let deputy = RosterRow { capacity: Capacity::Deputy, ..row(3, "Ben", "2026-03-02") };

    assert_eq!(kinds(&[row(2, "Ann", "2026-03-02"), deputy], &[]), ["New seat", "Begins", "Begins"]);
}

#[test]
fn what_the_register_says_changes_nothing() {
    let plan = draw(&[row(2, "Ann", "2026-03-02"), row(3, "", "2026-03-02")], &[held()]).unwrap();

    assert_eq!((plan.changes.len(), plan.same, plan.rows), (0, 2, 2));
}

#[test]
fn whoever_comes_next_ends_the_term_before() {
    let plan = draw(&[row(2, "Ben", "2026-04-01")], &[held()]).unwrap();

    let [Change::End { who, last_day, .. }, Change::Begin { name, .. }] = plan.changes.as_slice() else {
        panic!("{plan:?}")
    };
    assert_eq!((who.as_str(), last_day.to_string().as_str(), name.as_str()), ("Ann", "2026-03-31", "Ben"));
}

#[test]
fn a_last_day_ends_a_term_sooner_and_never_later() {
    let until = |day_| RosterRow { until: Some(day(day_)), ..row(2, "Ann", "2025-01-01") };
    let ending = KnownSeat { terms: vec![ann(holder(9, "2025-01-01", Some("2026-06-30")))], ..held() };

    assert_eq!(kinds(&[until("2026-05-31")], &[held()]), ["Ends"]);
    assert_eq!(kinds(&[until("2026-07-31")], &[ending]), Vec::<&str>::new());
}

#[test]
fn who_has_no_address_is_left_out_and_the_seat_is_there() {
    let nameless = RosterRow { email: String::new(), ..row(2, "Ann", "2026-03-02") };

    assert_eq!(kinds(&[nameless], &[]), ["New seat", "Left out"]);
}

#[test]
fn what_cannot_be_is_said_beside_its_column() {
    let column = |rows: &[RosterRow], seats: &[KnownSeat]| draw(rows, seats).unwrap_err()[0].column;
    let one = row(2, "Ben", "2026-03-02");

    assert_eq!(column(&[RosterRow { body: "Cabinet".to_owned(), ..one.clone() }], &[]), "Body");
    assert_eq!(column(&[RosterRow { organisation: "Nobody".to_owned(), ..one.clone() }], &[]), "Organisation");
    assert_eq!(column(&[RosterRow { seat: "!!".to_owned(), ..one.clone() }], &[]), "Seat");
    assert_eq!(column(&[RosterRow { votes: Some(false), ..one.clone() }], &[held()]), "Votes");
    assert_eq!(column(&[RosterRow { role: Some(Role::Chair), ..one.clone() }], &[held()]), "Role");
    assert_eq!(column(&[row(2, "Ben", "2025-01-01")], &[held()]), "From");
    assert_eq!(column(&[one.clone(), row(3, "Cleo", "2026-03-02")], &[]), "From");
    assert_eq!(column(&[one.clone(), one], &[]), "Name");
}
