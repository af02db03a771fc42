//! One row of the table, read and checked.

use super::Column;
use crate::holder::Capacity;
use folkmoot_kernel::rows::{Broken, Cells, Layout, NAME_MAX, short};
use folkmoot_kernel::{Date, Role};

/// A seat, and who holds it if the row says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    pub line: usize,
    pub body: String,
    pub seat: String,
    /// None: the row does not say. A new seat is then a member's.
    pub role: Option<Role>,
    pub votes: Option<bool>,
    /// Empty: an independent person.
    pub organisation: String,
    /// Empty: the seat is vacant.
    pub name: String,
    /// Empty: this person cannot sign in, so the seat stays vacant and the preview says so.
    pub email: String,
    pub capacity: Capacity,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Reads a row, or says everything that is wrong with it.
pub fn read(layout: &Layout<Column>, line: usize, cells: &[String]) -> Result<RosterRow, Vec<Broken>> {
    let mut cells = Cells::new(layout, line, cells);
    let row = RosterRow {
        line,
        body: cells.needed(Column::Body),
        seat: cells.needed(Column::Seat),
        role: role(&mut cells),
        votes: votes(&mut cells),
        organisation: cells.text(Column::Organisation, NAME_MAX),
        name: cells.text(Column::Name, NAME_MAX),
        email: email(&mut cells),
        capacity: capacity(&mut cells),
        from: cells.date(Column::From),
        until: cells.date(Column::Until),
    };
    if row.role == Some(Role::PlaceTeam) {
        cells.say(Column::Role, "a seat in the place's own team is on no body: open it on the page of seats");
    }
    if row.role == Some(Role::Observer) && row.votes == Some(true) {
        cells.say(Column::Votes, "an observer has no vote");
    }
    if row.name.is_empty() && !row.email.is_empty() {
        cells.say(Column::Name, "this cell is empty, and there is an address");
    }
    if let (Some(from), Some(until)) = (row.from, row.until)
        && until < from
    {
        cells.say(Column::Until, "the last day cannot be before the first");
    }
    cells.done(row)
}

fn role(cells: &mut Cells<'_, Column>) -> Option<Role> {
    let typed = cells.cell(Column::Role);
    let lower = typed.to_lowercase();
    let found = Role::ALL.into_iter().find(|role| lower == role.words().to_lowercase() || lower == role.key());
    let found = found.or(match lower.as_str() {
        "chairman" | "chairperson" | "chairwoman" => Some(Role::Chair),
        "vice chair" | "vice-chair" | "deputy" => Some(Role::DeputyChair),
        "clerk" => Some(Role::Secretary),
        "in attendance" | "attendee" => Some(Role::Observer),
        _ => None,
    });
    if found.is_none() && !typed.is_empty() {
        let all: Vec<String> = Role::ALL
            .into_iter()
            .filter(|role| *role != Role::PlaceTeam)
            .map(|role| role.words().to_lowercase())
            .collect();
        cells.say(Column::Role, format!("“{}” is none: write one of {}", short(typed), all.join(", ")));
    }
    found
}

fn votes(cells: &mut Cells<'_, Column>) -> Option<bool> {
    let typed = cells.cell(Column::Votes);
    let votes = match typed.to_lowercase().as_str() {
        "yes" | "y" | "true" | "voting" | "1" => Some(true),
        "no" | "n" | "false" | "non-voting" | "not voting" | "0" => Some(false),
        _ => None,
    };
    if votes.is_none() && !typed.is_empty() {
        cells.say(Column::Votes, format!("“{}” is none: write yes or no", short(typed)));
    }
    votes
}

fn capacity(cells: &mut Cells<'_, Column>) -> Capacity {
    let typed = cells.cell(Column::Holds);
    match typed.to_lowercase().as_str() {
        "" | "holder" | "member" => Capacity::Holder,
        "deputy" | "substitute" | "alternate" => Capacity::Deputy,
        _ => {
            cells.say(Column::Holds, format!("“{}” is none: write holder or deputy", short(typed)));
            Capacity::Holder
        }
    }
}

/// The same shape that a person's form asks for.
fn email(cells: &mut Cells<'_, Column>) -> String {
    let email = cells.text(Column::Email, NAME_MAX).to_lowercase();
    if !email.is_empty() && !crate::person::is_address(&email) {
        cells.say(Column::Email, format!("“{}” is no address, like name@example.org", short(&email)));
    }
    email
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::rows::Column as _;
    use proptest::prelude::*;

    fn layout() -> Layout<Column> {
        let head: Vec<String> = Column::ALL.iter().map(|column| column.words().to_owned()).collect();
        Layout::of(1, &head).unwrap()
    }

    fn row(cells: &[&str]) -> Result<RosterRow, Vec<Broken>> {
        let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
        read(&layout(), 3, &cells)
    }

    #[test]
    fn a_row_is_read_as_people_write_it() {
        let read =
            row(&["Board", "Director", "Vice-Chair", "Y", "Trust", "Ann Lee", "Ann@X.example", "", "1 April 2026"]);

        let read = read.unwrap();
        assert_eq!((read.role, read.votes, read.capacity), (Some(Role::DeputyChair), Some(true), Capacity::Holder));
        assert_eq!((read.email.as_str(), read.from.unwrap().to_string().as_str()), ("ann@x.example", "2026-04-01"));
    }

    #[test]
    fn a_seat_alone_is_enough() {
        let read = row(&["Board", "Director"]).unwrap();

        assert_eq!((read.role, read.votes, read.name.as_str()), (None, None, ""));
    }

    #[test]
    fn everything_wrong_is_named() {
        let wrong =
            row(&["", "Director", "King", "maybe", "", "", "a@x.example", "cousin", "2026-04-01", "2026-03-31"]);

        let columns: Vec<&str> = wrong.unwrap_err().iter().map(|one| one.column).collect();
        assert_eq!(columns, ["Body", "Role", "Votes", "Holds it as", "Name", "Until"]);
        assert_eq!(row(&["B", "S", "", "", "", "Ann", "nowhere"]).unwrap_err()[0].column, "E-mail");
        assert_eq!(row(&["B", "S", "Place team"]).unwrap_err()[0].column, "Role");
        assert_eq!(row(&["B", "S", "Observer", "yes"]).unwrap_err()[0].column, "Votes");
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused_without_panic(cells in proptest::collection::vec("\\PC{0,30}", 0..13)) {
            let _ = read(&layout(), 2, &cells);
        }
    }
}
