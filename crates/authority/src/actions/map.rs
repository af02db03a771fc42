//! The map on one day: which lines hold, by function, with names.

use super::names::Names;
use crate::function::Function;
use crate::holding::{Holder, Holding};
use crate::links;
use crate::posture::{Held, Posture};
use crate::store;
use crate::wants::Record;
use folkmoot_kernel::{BodyId, Date, FunctionId, Pence, PlaceId, Power};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;

/// A place's map on a day.
#[derive(Debug)]
pub struct OnDay {
    /// On the map that day, by heading and name.
    pub functions: Vec<Function>,
    /// Lines that hold on the day.
    pub holdings: Vec<Holding>,
    pub names: Names,
    pub day: Date,
}

impl OnDay {
    pub async fn of(ctx: &Ctx, db: &mut Conn, place: PlaceId, day: Date) -> Result<Self, Error> {
        let names = Names::of(ctx, db, place).await?;
        let mut functions = store::functions_of_place(db, place).await?;
        functions.retain(|one| one.ended_on().is_none_or(|on| on > day));
        let mut holdings = store::holdings_of_place(db, place).await?;
        holdings.retain(|one| one.holds_on(day));
        Ok(Self { functions, holdings, names, day })
    }

    pub fn lines(&self, function: FunctionId) -> Vec<&Holding> {
        self.holdings.iter().filter(|one| one.function() == function).collect()
    }

    pub fn posture(&self, function: FunctionId) -> Posture {
        posture(self.lines(function).into_iter(), &self.names)
    }

    /// Headings in their order, each with its functions.
    pub fn by_heading(&self) -> Vec<(&str, Vec<&Function>)> {
        let mut all: Vec<(&str, Vec<&Function>)> = Vec::new();
        for function in &self.functions {
            match all.last_mut() {
                Some((heading, own)) if *heading == function.heading() => own.push(function),
                _ => all.push((function.heading(), vec![function])),
            }
        }
        all
    }
}

/// Who can do what, of these lines.
pub(crate) fn posture<'h>(lines: impl Iterator<Item = &'h Holding>, names: &Names) -> Posture {
    let held = lines.map(|one| {
        let (name, href) = names.of_holder(one.holder());
        let together = one.origin().together.clone();
        Held { name, href, power: one.power(), limit: one.limit(), together }
    });
    Posture::of(held.collect())
}

/// What the map says of one body over one function, for whoever puts something to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    pub href: String,
    /// Its strongest power with the limit and where it comes from.
    pub power: Option<(Power, Option<Pence>, String)>,
    pub deciders: Vec<(String, Option<Pence>)>,
}

/// What the map says of the body over each of these functions on the day; functions of other places are left out.
pub async fn said(
    record: Option<&dyn Record>,
    db: &mut Conn,
    (place, body): (PlaceId, BodyId),
    functions: &[FunctionId],
    day: Date,
) -> Result<BTreeMap<FunctionId, Said>, Error> {
    let holdings = store::holdings_of_functions(db, functions, day).await?;
    let names = if holdings.is_empty() { Names::default() } else { Names::on(record, db, place, day).await? };
    let mut all = BTreeMap::new();
    for function in store::functions_of_place(db, place).await? {
        if functions.contains(&function.id()) {
            let own: Vec<&Holding> = holdings.iter().filter(|one| one.function() == function.id()).collect();
            all.insert(function.id(), of_body(&function, &own, body, &names));
        }
    }
    Ok(all)
}

fn of_body(function: &Function, lines: &[&Holding], body: BodyId, names: &Names) -> Said {
    let own = lines.iter().filter(|one| one.holder() == Holder::Body(body)).min_by_key(|one| one.power());
    let deciders = lines.iter().filter(|one| one.power() == Power::Decide);
    Said {
        name: function.name().to_owned(),
        href: links::function(function.id()),
        power: own.map(|one| (one.power(), one.limit(), basis(one))),
        deciders: deciders.map(|one| (names.of_holder(one.holder()).0, one.limit())).collect(),
    }
}

/// "Section 65Z5; Scheme of delegation, 3.2".
fn basis(one: &Holding) -> String {
    let origin = one.origin();
    let parts = [origin.basis.as_str(), origin.source.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
