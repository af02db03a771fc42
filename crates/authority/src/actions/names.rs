//! Who is meant: bodies, posts and bodies outside, by id and by name.

use crate::function::match_name;
use crate::holding::Holder;
use crate::links;
use crate::outside::{Outside, OutsideId};
use crate::store;
use crate::wants::{BodyName, Record};
use folkmoot_kernel::{BodyId, Date, PlaceId, Role, SeatId};
use folkmoot_register::store::{self as register, SeatLine};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;

/// Everybody in a place who may hold a power.
#[derive(Debug, Default)]
pub struct Names {
    bodies: BTreeMap<BodyId, BodyName>,
    posts: BTreeMap<SeatId, String>,
    outside: BTreeMap<OutsideId, Outside>,
}

impl Names {
    pub async fn of(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Self, Error> {
        let record = ctx.wanted::<dyn Record>();
        Self::on(record.as_deref(), db, place, ctx.now().date()).await
    }

    /// The same for whoever has no context: a join.
    pub async fn on(record: Option<&dyn Record>, db: &mut Conn, place: PlaceId, day: Date) -> Result<Self, Error> {
        let bodies = match record {
            Some(record) => record.bodies(db, place).await?,
            None => Vec::new(),
        };
        let names: BTreeMap<BodyId, String> = bodies.iter().map(|body| (body.id, body.name.clone())).collect();
        let seats = register::seats_of_place(db, place, day).await?;
        Ok(Self {
            posts: seats.iter().map(|seat| (seat.id, post_name(seat, &names))).collect(),
            outside: store::outside_of_place(db, place).await?.into_iter().map(|one| (one.id(), one)).collect(),
            bodies: bodies.into_iter().map(|body| (body.id, body)).collect(),
        })
    }

    /// Name and page.
    pub fn of_holder(&self, holder: Holder) -> (String, String) {
        match holder {
            Holder::Body(id) => self.bodies.get(&id).map_or_else(
                || ("A body of this place".to_owned(), String::new()),
                |body| (body.name.clone(), body.href.clone()),
            ),
            Holder::Post(id) => (self.post(id), String::new()),
            Holder::Outside(id) => (self.outside_name(id), links::outside(id)),
        }
    }

    pub fn post(&self, id: SeatId) -> String {
        self.posts.get(&id).cloned().unwrap_or_else(|| "A post that is no longer here".to_owned())
    }

    pub fn outside_name(&self, id: OutsideId) -> String {
        self.outside.get(&id).map_or_else(String::new, |one| one.name().to_owned())
    }

    pub fn body(&self, id: BodyId) -> Option<&BodyName> {
        self.bodies.get(&id)
    }

    pub fn outside(&self) -> impl Iterator<Item = &Outside> {
        self.outside.values()
    }

    pub fn open_bodies(&self) -> impl Iterator<Item = &BodyName> {
        self.bodies.values().filter(|body| body.is_open)
    }

    /// Whether a power may be given to it today.
    pub fn may_hold(&self, holder: Holder) -> bool {
        match holder {
            Holder::Body(id) => self.bodies.get(&id).is_some_and(|body| body.is_open),
            Holder::Post(id) => self.posts.contains_key(&id),
            Holder::Outside(id) => self.outside.get(&id).is_some_and(Outside::is_open),
        }
    }

    /// What a form offers: value and words, each name once.
    pub fn choices(&self) -> Vec<(String, String)> {
        let bodies = self.open_bodies().map(|body| (format!("body-{}", body.id), body.name.clone()));
        let outside = self.outside.values().filter(|one| one.is_open());
        let outside = outside.map(|one| (format!("outside-{}", one.id()), one.name().to_owned()));
        let mut all: Vec<(String, String)> = bodies.chain(outside).chain(self.post_choices("post-")).collect();
        all.sort_by_key(|(_, words)| words.to_lowercase());
        all
    }

    /// Posts to choose from, each name once.
    pub fn post_choices(&self, before: &str) -> Vec<(String, String)> {
        let mut once: BTreeMap<&str, SeatId> = BTreeMap::new();
        for (id, words) in &self.posts {
            once.entry(words).or_insert(*id);
        }
        once.into_iter().map(|(words, id)| (format!("{before}{id}"), words.to_owned())).collect()
    }

    /// Reads a value of [`Names::choices`].
    pub fn read(value: &str) -> Option<Holder> {
        let (kind, id) = value.split_once('-')?;
        match kind {
            "body" => id.parse().ok().map(Holder::Body),
            "post" => id.parse().ok().map(Holder::Post),
            "outside" => id.parse().ok().map(Holder::Outside),
            _ => None,
        }
    }

    pub fn value(holder: Holder) -> String {
        match holder {
            Holder::Body(id) => format!("body-{id}"),
            Holder::Post(id) => format!("post-{id}"),
            Holder::Outside(id) => format!("outside-{id}"),
        }
    }

    /// Whom a name in a spreadsheet means, by what names are compared with.
    pub fn by_name(&self) -> BTreeMap<String, (Holder, String)> {
        let read = |(value, words): (String, String)| Some((match_name(&words), (Self::read(&value)?, words)));
        self.choices().into_iter().filter_map(read).collect()
    }
}

/// "Director of adult social care, Oxmoor Council"; "Business manager, place team"; "Independent chair, Place Board".
fn post_name(seat: &SeatLine, bodies: &BTreeMap<BodyId, String>) -> String {
    let of = match (&seat.organisation_name, seat.body_id) {
        (Some(organisation), _) => organisation.clone(),
        (None, Some(body)) => bodies.get(&body).cloned().unwrap_or_default(),
        (None, None) if seat.role == Role::PlaceTeam.key() => "place team".to_owned(),
        (None, None) => String::new(),
    };
    // Some titles say it themselves: "Business manager, place team".
    if of.is_empty() || seat.title.ends_with(&of) { seat.title.clone() } else { format!("{}, {of}", seat.title) }
}
