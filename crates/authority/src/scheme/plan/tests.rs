//! What files change, and what they cannot.

use super::*;
use crate::function::called;
use folkmoot_kernel::Pence;
use proptest::prelude::*;

fn day(number: i64) -> Date {
    Date::new(2026, 1, 1).unwrap().plus_days(number)
}

const TODAY: i64 = 100;

fn row(line: usize, function: &str, held_by: &str, power: Power, limit: Option<i64>) -> SchemeRow {
    let none = String::new;
    SchemeRow {
        line,
        heading: none(),
        function: function.into(),
        about: none(),
        words: none(),
        held_by: held_by.into(),
        power,
        limit: limit.map(Pence::pounds),
        together: none(),
        basis: none(),
        source: none(),
        source_url: none(),
        from: None,
        until: None,
    }
}

struct World {
    functions: Vec<Function>,
    holdings: Vec<Holding>,
    holders: BTreeMap<String, (Holder, String)>,
}

/// Grants: the committee decides up to £50,000, the ICB board whatever it costs.
fn world() -> World {
    let body = |number| Holder::Body(Id::from_number(number));
    let holders = ["Committee", "ICB board"].map(str::to_owned).into_iter().zip([body(1), body(2)]);
    let holders = holders.map(|(name, holder)| (match_name(&name), (holder, name))).collect();
    let give = |id: i64, number: i64, limit: Option<i64>| {
        let details = HoldingDetails {
            holder: body(number),
            power: Power::Decide,
            limit: limit.map(Pence::pounds),
            origin: Origin::default(),
            from: day(0),
            until: None,
        };
        Holding::give(Id::from_number(id), (Id::from_number(1), Id::from_number(7)), details, &[]).unwrap()
    };
    let holdings = vec![give(1, 1, Some(50_000)), give(2, 2, None)];
    World { functions: vec![called(7, "Money", "Grants", "")], holdings, holders }
}

fn draw(rows: &[SchemeRow], scope: Scope) -> Result<Plan, Vec<Broken>> {
    let world = world();
    let known = Known { functions: &world.functions, holdings: &world.holdings, holders: &world.holders };
    plan(rows, &known, scope, day(TODAY))
}

fn kinds(plan: &Plan) -> Vec<&'static str> {
    plan.changes.iter().map(Change::kind).collect()
}

#[test]
fn a_file_that_says_what_the_map_says_changes_nothing() {
    let rows = [
        row(2, "GRANTS", "The Committee", Power::Decide, Some(50_000)),
        row(3, "grants", "ICB Board", Power::Decide, None),
    ];

    let plan = draw(&rows, Scope::Whole).unwrap();

    assert_eq!((plan.changes.len(), plan.same, plan.rows), (0, 2, 2));
}

#[test]
fn another_limit_ends_the_old_line_the_day_before() {
    let plan = draw(&[row(2, "Grants", "Committee", Power::Decide, Some(60_000))], Scope::Part).unwrap();

    let [Change::Replace { before, details, .. }] = plan.changes.as_slice() else { panic!("{plan:?}") };
    assert_eq!((before.limit(), details.from), (Some(Pence::pounds(50_000)), day(TODAY)));
    let early = SchemeRow { from: Some(day(-1)), ..row(2, "Grants", "Committee", Power::Decide, Some(60_000)) };
    assert_eq!(draw(&[early], Scope::Part).unwrap_err()[0].column, "From");
}

#[test]
fn what_is_missing_ends_only_in_a_file_that_is_everything() {
    let rows = [row(2, "Grants", "ICB board", Power::Decide, None)];

    assert_eq!(kinds(&draw(&rows, Scope::Whole).unwrap()), ["Ended"]);
    assert!(kinds(&draw(&rows, Scope::Part).unwrap()).is_empty());
}

#[test]
fn a_new_function_is_added_once_with_all_its_lines() {
    let rows =
        [row(2, "Estates", "Committee", Power::Decide, Some(5)), row(3, "estates", "ICB board", Power::Endorse, None)];

    let plan = draw(&rows, Scope::Part).unwrap();

    assert_eq!(kinds(&plan), ["Added", "Added", "Added"]);
    assert!(matches!(&plan.changes[0], Change::AddFunction { details, .. } if details.heading == "Other"));
}

#[test]
fn rows_that_cannot_be_are_named_and_nothing_is_planned() {
    let rows = [
        row(2, "Grants", "The Comittee board", Power::Decide, None),
        row(3, "Estates", "Committee", Power::Decide, None),
        row(4, "Estates", "ICB board", Power::Decide, None),
        row(5, "Estates", "Committee", Power::Decide, Some(5)),
    ];

    let wrong = draw(&rows, Scope::Part).unwrap_err();

    let said: Vec<(usize, &str)> = wrong.iter().map(|one| (one.line, one.column)).collect();
    assert_eq!(said, [(2, "Held by"), (4, "Together"), (5, "Held by")]);
    assert!(wrong[0].why.contains("is it “ICB board”?"), "{}", wrong[0].why);
}

fn any_rows() -> impl Strategy<Value = Vec<SchemeRow>> {
    let one = (
        proptest::sample::select(vec!["Grants", "Estates", "People"]),
        proptest::sample::select(vec!["Committee", "ICB board"]),
        proptest::sample::select(Power::ALL.to_vec()),
        proptest::option::of(0i64..3),
    );
    proptest::collection::vec(one, 0..10).prop_map(|all| {
        let row = |(at, (function, held_by, power, limit)): (usize, (&str, &str, Power, Option<i64>))| {
            let limit = limit.filter(|_| power == Power::Decide);
            row(at + 2, function, held_by, power, limit)
        };
        all.into_iter().enumerate().map(row).collect()
    })
}

proptest! {
    #[test]
    fn every_row_is_either_planned_the_same_or_wrong(rows in any_rows()) {
        match draw(&rows, Scope::Part) {
            Ok(plan) => {
                let asked = plan.changes.iter().filter(|one| !matches!(one, Change::AddFunction { .. })).count();
                prop_assert_eq!(asked + plan.same, rows.len());
            }
            Err(wrong) => prop_assert!(wrong.iter().all(|one| rows.iter().any(|row| row.line == one.line))),
        }
    }
}
