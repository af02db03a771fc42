//! Seats and who sits on them.

use super::cast::Seated;
use super::content;
use super::maker::{Arranged, Maker, unknown};
use super::{DemoError, ROLES};
use folkmoot_kernel::{Date, Role, Slug};
use folkmoot_register::actions::{self, NewTerm};
use folkmoot_register::holder::Capacity;
use folkmoot_register::person::{PersonDetails, Standing};
use folkmoot_register::seat::SeatDetails;

/// Who plays which of the eight parts that anybody may try.
const PARTS: [(&str, &str); 8] = [
    ("chair", "Marguerite Adeyemi-Hall"),
    ("council", "Gethin Parry-Okafor"),
    ("manager", "Tamsin Okonkwo"),
    ("trust", "Rohan Deshmukh"),
    ("vcse", "Aoife Brennan-Clarke"),
    ("gp", "Dr Nasreen Chaudhry"),
    ("healthwatch", "Winston Baptiste"),
    ("administrator", "Ines Vasquez-Holm"),
];

/// The address that somebody signs in with: no letter ever goes there.
pub(super) fn email(name: &str, domain: &str) -> String {
    let part = PARTS.iter().find(|(_, person)| *person == name);
    let role = part.and_then(|(key, _)| ROLES.iter().find(|role| role.key == *key));
    role.map_or_else(
        || {
            let plain = name.trim_start_matches("Dr ").trim_start_matches("Councillor ");
            format!("{}@{domain}.example", Slug::of(plain).as_str().replace('-', "."))
        },
        |role| role.email.to_owned(),
    )
}

/// The administrator, and the place's own team.
pub(super) async fn team(maker: &mut Maker) -> Result<(), DemoError> {
    let content::People { team, administrator, .. } = content::people()?;
    let details =
        PersonDetails { email: email(&administrator, "oxmoorvale"), name: administrator, phone: String::new() };
    actions::add_person(&maker.program(), details, Standing::Administrator).await.arranged("the administrator")?;
    for (name, post) in team {
        let seat = open(maker, SeatDetails::team(&post), None, None).await?;
        sit(maker, seat, &name, "oxmoorvale", Capacity::Holder).await?;
    }
    Ok(())
}

/// Opens a seat and answers its number in the cast.
pub(super) async fn open(
    maker: &mut Maker,
    details: SeatDetails,
    body: Option<&str>,
    of: Option<(String, usize)>,
) -> Result<usize, DemoError> {
    let (title, role) = (details.title.clone(), details.role);
    let seat = actions::open_seat(&maker.program(), maker.cast.place()?, details).await.arranged(&title)?;
    let body = body.map(str::to_owned);
    maker.cast.seats.push(Seated { seat: seat.id(), body, of, role, holder: None, name: String::new() });
    Ok(maker.cast.seats.len() - 1)
}

/// Seats somebody, since some time before the story began or from today of the story.
pub(super) async fn sit(
    maker: &mut Maker,
    seat: usize,
    name: &str,
    domain: &str,
    capacity: Capacity,
) -> Result<(), DemoError> {
    let begun = maker.store().now().date();
    let from = if begun == maker.calendar.begins().date() {
        begun.plus_days(-maker.lot(name).between(30, 900))
    } else {
        begun
    };
    begin(maker, seat, name, domain, (capacity, from)).await
}

async fn begin(
    maker: &mut Maker,
    seat: usize,
    name: &str,
    domain: &str,
    (capacity, from): (Capacity, Date),
) -> Result<(), DemoError> {
    let id = maker.cast.seats.get(seat).ok_or_else(|| unknown("a seat"))?.seat;
    let new = NewTerm { name: name.to_owned(), email: email(name, domain), capacity, from, until: None };
    let holder = actions::begin_term(&maker.program(), id, new).await.arranged(name)?;
    if let (Capacity::Holder, Some(seated)) = (capacity, maker.cast.seats.get_mut(seat)) {
        seated.holder = Some(holder);
        name.clone_into(&mut seated.name);
    }
    maker.seats_changed();
    Ok(())
}

/// Every seat of a body, with its first holders and deputies.
pub(super) async fn of_body(
    maker: &mut Maker,
    body: &content::Body,
    people: &content::People,
) -> Result<(), DemoError> {
    for written in &body.seats {
        let asked = Asked::read(written).ok_or_else(|| unknown(format!("the seat {written}")))?;
        let (holder, post) = people.of(&asked.organisation, asked.holder)?;
        let id = maker.cast.body(&body.key)?;
        let organisation = maker.cast.organisation(&asked.organisation)?;
        let votes = asked.role != Role::Observer;
        let details = SeatDetails { role: asked.role, votes, ..SeatDetails::member(&post, id, organisation) };
        let of = Some((asked.organisation.clone(), asked.holder));
        let seat = open(maker, details, Some(&body.key), of).await?;
        let before = people.handovers.iter().find(|(org, nth, ..)| (org, nth) == (&asked.organisation, &asked.holder));
        let first = before.map_or(holder, |(_, _, before, ..)| before.clone());
        sit(maker, seat, &first, &asked.organisation, Capacity::Holder).await?;
        if let Some(deputy) = asked.deputy {
            let (name, _) = people.of(&asked.organisation, deputy)?;
            sit(maker, seat, &name, &asked.organisation, Capacity::Deputy).await?;
        }
    }
    Ok(())
}

/// Somebody leaves all the seats they hold for an organisation, and the next begins the day after.
pub(super) async fn hand_over(
    maker: &mut Maker,
    (organisation, nth): (&str, usize),
    next: &str,
    note: &str,
) -> Result<(), DemoError> {
    let last_day = maker.store().now().date();
    let key = (organisation.to_owned(), nth);
    for seat in 0..maker.cast.seats.len() {
        let seated = &maker.cast.seats[seat];
        let Some(holder) = seated.holder.clone().filter(|_| seated.of.as_ref() == Some(&key)) else { continue };
        let ended = actions::end_term(&maker.program(), holder.id(), holder.version(), last_day, note).await;
        ended.arranged(note)?;
        begin(maker, seat, next, organisation, (Capacity::Holder, last_day.plus_days(1))).await?;
    }
    Ok(())
}

/// A seat as the content writes it: "hospitals#0/3 chair".
struct Asked {
    organisation: String,
    holder: usize,
    deputy: Option<usize>,
    role: Role,
}

impl Asked {
    fn read(written: &str) -> Option<Self> {
        let (who, role) = written.split_once(' ').unwrap_or((written, "member"));
        let (organisation, numbers) = who.split_once('#')?;
        let (holder, deputy) = match numbers.split_once('/') {
            Some((holder, deputy)) => (holder, Some(deputy.parse().ok()?)),
            None => (numbers, None),
        };
        let organisation = organisation.to_owned();
        Some(Self { organisation, holder: holder.parse().ok()?, deputy, role: Role::read(role)? })
    }
}

impl content::People {
    /// Name and post of the n-th person of an organisation.
    pub(super) fn of(&self, organisation: &str, nth: usize) -> Result<(String, String), DemoError> {
        let found = self.people.iter().filter(|(org, ..)| org == organisation).nth(nth);
        let found = found.map(|(_, name, post)| (name.clone(), post.clone()));
        found.ok_or_else(|| unknown(format!("person {nth} of {organisation}")))
    }
}
