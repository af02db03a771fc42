//! Seats and who holds them.

use super::known;
use crate::holder::{Capacity, HeldBy, Holder, HolderId, Term};
use crate::seat::{Seat, SeatDetails};
use folkmoot_kernel::{BodyId, Date, OrganisationId, PersonId, PlaceId, Role, SeatId, Slug};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

row! {
    struct SeatRow {
        id: SeatId,
        place_id: PlaceId,
        body_id: Option<BodyId>,
        organisation_id: Option<OrganisationId>,
        title: String,
        role: String,
        votes: bool,
        closed_on: Option<Date>,
        version: i64,
    }
}

row! {
    struct HolderRow {
        id: HolderId,
        seat_id: SeatId,
        person_id: PersonId,
        capacity: String,
        from_date: Date,
        until_date: Option<Date>,
        handover_note: String,
        version: i64,
    }
}

row! {
    /// An open seat in a list, with who holds it on the day. No holder: a vacancy.
    pub struct SeatLine {
        pub id: SeatId,
        pub place_id: PlaceId,
        pub place_slug: Slug,
        pub place_name: String,
        pub body_id: Option<BodyId>,
        pub organisation_id: Option<OrganisationId>,
        pub organisation_slug: Option<Slug>,
        pub organisation_name: Option<String>,
        pub title: String,
        pub role: String,
        pub votes: bool,
        pub holder_id: Option<PersonId>,
        pub holder_name: Option<String>,
    }
}

row! {
    /// A term in a list, with the person's name.
    pub struct HolderLine {
        pub id: HolderId,
        pub person_id: PersonId,
        pub person_name: String,
        pub capacity: String,
        pub from_date: Date,
        pub until_date: Option<Date>,
        pub handover_note: String,
    }
}

row! {
    /// A term on a body with what it counts for: which sector, which role, whether it votes.
    pub struct TermOfSector {
        pub seat_id: SeatId,
        /// Empty: an independent person.
        pub sector: Option<String>,
        pub role: String,
        pub votes: bool,
        pub from_date: Date,
        pub until_date: Option<Date>,
    }
}

/// Most terms of a place in some years.
const TERMS_OF_PLACE_MAX: u32 = 20_000;
/// Most seats of one place, body or organisation.
const SEATS_MAX: u32 = 2_000;
/// Most terms of one seat.
const TERMS_MAX: u32 = 500;

/// `$1` is whose seats, `$2` the day, `$3` the most rows.
const LINES: &str = "select s.id, s.place_id, p.slug as place_slug, p.name as place_name, s.body_id, s.organisation_id,
                o.slug as organisation_slug, o.name as organisation_name, s.title, s.role, s.votes,
                h.person_id as holder_id, pe.name as holder_name
           from register_seat s
           join register_place p on p.id = s.place_id
           left join register_organisation o on o.id = s.organisation_id
           left join register_holder h on h.seat_id = s.id
                 and h.capacity = 'holder'
                 and h.from_date <= $2
                 and (h.until_date is null or h.until_date >= $2)
           left join register_person pe on pe.id = h.person_id
          where (s.closed_on is null or s.closed_on >= $2)";

impl SeatLine {
    pub fn role_words(&self) -> &'static str {
        Role::read(&self.role).map_or("Member", Role::words)
    }

    pub fn is_vacant(&self) -> bool {
        self.holder_id.is_none()
    }
}

impl HolderLine {
    pub fn term_words(&self) -> String {
        Term::new(self.from_date, self.until_date).map_or_else(|_| self.from_date.in_words(), |term| term.in_words())
    }

    pub fn is_deputy(&self) -> bool {
        self.capacity == Capacity::Deputy.key()
    }

    pub fn covers(&self, day: Date) -> bool {
        Term::new(self.from_date, self.until_date).is_ok_and(|term| term.covers(day))
    }

    /// Whether it can still be ended on this day or later.
    pub fn goes_on(&self, day: Date) -> bool {
        self.until_date.is_none_or(|until| until >= day)
    }
}

pub async fn seat(db: &mut Conn, id: SeatId) -> Result<Option<Seat>, Error> {
    let row: Option<SeatRow> =
        sql("select id, place_id, body_id, organisation_id, title, role, votes, closed_on, version
           from register_seat
          where id = $1")
        .bind(id)
        .maybe(db)
        .await?;
    row.map(|row| {
        let role = known(Role::read(&row.role), "register_seat", row.id, &row.role)?;
        let (title, body, organisation) = (row.title, row.body_id, row.organisation_id);
        let details = SeatDetails { title, role, body, organisation, votes: row.votes };
        Ok(Seat::stored(row.id, row.place_id, details, row.closed_on, row.version))
    })
    .transpose()
}

/// Open seats of a place, the team's first.
pub async fn seats_of_place(db: &mut Conn, place: PlaceId, day: Date) -> Result<Vec<SeatLine>, Error> {
    let text = format!("{LINES} and s.place_id = $1 order by s.body_id, s.title, s.id limit $3");
    sql(text).bind(place).bind(day).bind(SEATS_MAX).all(db).await
}

/// Open seats on a body: who sits there on the day.
pub async fn seats_of_body(db: &mut Conn, body: BodyId, day: Date) -> Result<Vec<SeatLine>, Error> {
    let text = format!("{LINES} and s.body_id = $1 order by s.title, s.id limit $3");
    sql(text).bind(body).bind(day).bind(SEATS_MAX).all(db).await
}

pub async fn seats_of_organisation(
    db: &mut Conn,
    organisation: OrganisationId,
    day: Date,
) -> Result<Vec<SeatLine>, Error> {
    let text = format!("{LINES} and s.organisation_id = $1 order by p.name, s.title, s.id limit $3");
    sql(text).bind(organisation).bind(day).bind(SEATS_MAX).all(db).await
}

row! {
    /// A seat that nobody holds.
    pub struct Vacancy {
        pub id: SeatId,
        pub title: String,
        pub body_id: Option<BodyId>,
        pub organisation_name: Option<String>,
        /// The last day on which somebody held it; null: nobody ever did.
        pub since: Option<Date>,
    }
}

/// Open seats of a place that nobody holds on the day, the longest empty first.
pub async fn vacancies(db: &mut Conn, place: PlaceId, day: Date) -> Result<Vec<Vacancy>, Error> {
    sql("select s.id, s.title, s.body_id, o.name as organisation_name,
                (select max(h.until_date)
                   from register_holder h
                  where h.seat_id = s.id
                    and h.capacity = 'holder'
                    and h.until_date < $2) as since
           from register_seat s
           left join register_organisation o on o.id = s.organisation_id
          where s.place_id = $1
            and (s.closed_on is null or s.closed_on >= $2)
            and not exists (select 1
                              from register_holder h
                             where h.seat_id = s.id
                               and h.capacity = 'holder'
                               and h.from_date <= $2
                               and (h.until_date is null or h.until_date >= $2))
          order by coalesce((select max(h.until_date)
                               from register_holder h
                              where h.seat_id = s.id
                                and h.capacity = 'holder'
                                and h.until_date < $2), ''), s.title, s.id
          limit $3")
    .bind(place)
    .bind(day)
    .bind(SEATS_MAX)
    .all(db)
    .await
}

/// Terms of holders on bodies of a place that reach to this day or later: who sat for which sector when.
pub async fn terms_of_sectors(db: &mut Conn, place: PlaceId, from: Date) -> Result<Vec<TermOfSector>, Error> {
    sql("select s.id as seat_id, o.sector, s.role, s.votes, h.from_date, h.until_date
           from register_seat s
           join register_holder h on h.seat_id = s.id
           left join register_organisation o on o.id = s.organisation_id
          where s.place_id = $1
            and s.body_id is not null
            and h.capacity = 'holder'
            and (h.until_date is null or h.until_date >= $2)
          limit $3")
    .bind(place)
    .bind(from)
    .bind(TERMS_OF_PLACE_MAX)
    .all(db)
    .await
}

pub async fn add_seat(db: &mut Conn, new: &Seat) -> Result<(), Error> {
    let details = new.details();
    sql("insert into register_seat (id, place_id, body_id, organisation_id, title, role, votes, closed_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(new.id())
    .bind(new.place())
    .bind(details.body)
    .bind(details.organisation)
    .bind(&details.title)
    .bind(details.role.key())
    .bind(details.votes)
    .bind(new.closed_on())
    .run(db)
    .await?;
    Ok(())
}

/// Saves a seat that was read at `version`.
pub async fn save_seat(db: &mut Conn, changed: &Seat, version: i64) -> Result<(), Error> {
    sql("update register_seat
            set title = $3, votes = $4, closed_on = $5, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id())
    .bind(version)
    .bind(&changed.details().title)
    .bind(changed.details().votes)
    .bind(changed.closed_on())
    .run_one(db)
    .await
}

const HOLDER: &str = "select id, seat_id, person_id, capacity, from_date, until_date, handover_note, version
           from register_holder";

impl HolderRow {
    fn holder(self) -> Result<Holder, Error> {
        let table = "register_holder";
        let capacity = known(Capacity::read(&self.capacity), table, self.id, &self.capacity)?;
        let broken =
            |why: crate::holder::Refusal| Error::BrokenRow { table, id: self.id.to_string(), why: why.to_string() };
        let term = Term::new(self.from_date, self.until_date).map_err(broken)?;
        let who = (self.seat_id, self.person_id);
        Ok(Holder::stored(self.id, who, capacity, term, self.handover_note, self.version))
    }
}

pub async fn holder(db: &mut Conn, id: HolderId) -> Result<Option<Holder>, Error> {
    let row: Option<HolderRow> = sql(format!("{HOLDER} where id = $1")).bind(id).maybe(db).await?;
    row.map(HolderRow::holder).transpose()
}

/// All terms of a seat, first to last.
pub async fn terms(db: &mut Conn, seat: SeatId) -> Result<Vec<Holder>, Error> {
    let rows: Vec<HolderRow> = sql(format!("{HOLDER} where seat_id = $1 order by from_date, id limit $2"))
        .bind(seat)
        .bind(TERMS_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(HolderRow::holder).collect()
}

row! {
    struct HeldRow {
        id: HolderId,
        seat_id: SeatId,
        person_id: PersonId,
        capacity: String,
        from_date: Date,
        until_date: Option<Date>,
        handover_note: String,
        version: i64,
        name: String,
        email: String,
    }
}

/// All terms of the seats of a place by seat, first to last.
pub async fn terms_of_place(db: &mut Conn, place: PlaceId) -> Result<BTreeMap<SeatId, Vec<HeldBy>>, Error> {
    let rows: Vec<HeldRow> = sql("select h.id, h.seat_id, h.person_id, h.capacity, h.from_date, h.until_date,
                h.handover_note, h.version, p.name, p.email
           from register_seat s
           join register_holder h on h.seat_id = s.id
           join register_person p on p.id = h.person_id
          where s.place_id = $1
          order by h.seat_id, h.from_date, h.id
          limit $2")
    .bind(place)
    .bind(TERMS_OF_PLACE_MAX)
    .all(db)
    .await?;
    let mut terms: BTreeMap<SeatId, Vec<HeldBy>> = BTreeMap::new();
    for row in rows {
        let HeldRow { id, seat_id, person_id, capacity, from_date, until_date, handover_note, version, name, email } =
            row;
        let own = HolderRow { id, seat_id, person_id, capacity, from_date, until_date, handover_note, version };
        terms.entry(seat_id).or_default().push(HeldBy { holder: own.holder()?, name, email });
    }
    Ok(terms)
}

/// All terms of a seat with names, newest first.
pub async fn holder_lines(db: &mut Conn, seat: SeatId) -> Result<Vec<HolderLine>, Error> {
    sql("select h.id, h.person_id, p.name as person_name, h.capacity, h.from_date, h.until_date, h.handover_note
           from register_holder h
           join register_person p on p.id = h.person_id
          where h.seat_id = $1
          order by h.from_date desc, h.id desc
          limit $2")
    .bind(seat)
    .bind(TERMS_MAX)
    .all(db)
    .await
}

pub async fn add_holder(db: &mut Conn, new: &Holder) -> Result<(), Error> {
    sql("insert into register_holder (id, seat_id, person_id, capacity, from_date, until_date, handover_note)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id())
    .bind(new.seat())
    .bind(new.person())
    .bind(new.capacity().key())
    .bind(new.term().from())
    .bind(new.term().until())
    .bind(new.handover_note())
    .run(db)
    .await?;
    Ok(())
}

/// Saves a term that was read at `version`.
pub async fn save_holder(db: &mut Conn, changed: &Holder, version: i64) -> Result<(), Error> {
    sql("update register_holder
            set until_date = $3, handover_note = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id())
    .bind(version)
    .bind(changed.term().until())
    .bind(changed.handover_note())
    .run_one(db)
    .await
}
