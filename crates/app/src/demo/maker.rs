//! Who makes the place: a clock to set, people to act as, and what was made so far.

use super::DemoError;
use super::calendar::Calendar;
use super::cast::Cast;
use super::lot::Lot;
use crate::joins::{AuthorityMap, GovernanceGround, GovernanceRecord};
use folkmoot_authority::wants::Record;
use folkmoot_governance::wants::Mandates;
use folkmoot_kernel::{Actor, PersonId, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{SetClock, Store};
use folkmoot_surveys::wants::Ground;
use folkmoot_web::{App, Ctx, Mode, Site};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct Maker {
    app: App,
    clock: SetClock,
    pub(super) seed: u64,
    pub(super) today: Timestamp,
    pub(super) calendar: Calendar,
    pub(super) cast: Cast,
    /// Contexts of people until seats change hands.
    known: BTreeMap<PersonId, Ctx>,
}

impl Maker {
    pub(super) fn new(store: &Store, clock: &SetClock, seed: u64) -> Self {
        let today = store.now();
        let site = Site::new("Folkmoot", "http://localhost", Mode::Demo);
        Self {
            app: App::build(store.clone(), site)
                .provide::<dyn Ground>(Arc::new(GovernanceGround))
                .provide::<dyn Mandates>(Arc::new(AuthorityMap))
                .provide::<dyn Record>(Arc::new(GovernanceRecord))
                .done(),
            clock: clock.clone(),
            seed,
            today,
            calendar: Calendar::until(today.date()),
            cast: Cast::default(),
            known: BTreeMap::new(),
        }
    }

    pub(super) fn app(&self) -> &App {
        &self.app
    }

    pub(super) fn store(&self) -> &Store {
        self.app.store()
    }

    pub(super) fn lot(&self, name: &str) -> Lot {
        Lot::of(self.seed, name)
    }

    /// What follows happens at this moment.
    pub(super) fn at(&self, moment: Timestamp) {
        self.clock.set(moment);
    }

    /// The program itself, for what no person of the story does.
    pub(super) fn program(&self) -> Ctx {
        Ctx::acting(&self.app, Actor::Program("demo"))
    }

    /// The person, with the seats they hold at this moment.
    pub(super) async fn acting(&mut self, person: PersonId) -> Result<Ctx, DemoError> {
        if let Some(ctx) = self.known.get(&person) {
            return Ok(ctx.clone());
        }
        let today = self.store().now().date();
        let mut db = self.store().read().await?;
        let signed_in = register::signed_in(&mut db, person, today).await?;
        let actor = signed_in.ok_or_else(|| unknown("a person without a row"))?.actor();
        let ctx = Ctx::acting(&self.app, actor);
        self.known.insert(person, ctx.clone());
        Ok(ctx)
    }

    /// Seats changed hands: whoever acts next is looked up again.
    pub(super) fn seats_changed(&mut self) {
        self.known.clear();
    }
}

pub(super) fn unknown(what: impl Into<String>) -> DemoError {
    DemoError::Unknown { what: what.into() }
}

/// Names what was being arranged when a verb said no.
pub(super) trait Arranged<T> {
    fn arranged(self, what: &str) -> Result<T, DemoError>;
}

impl<T, E: std::error::Error + Send + Sync + 'static> Arranged<T> for Result<T, E> {
    fn arranged(self, what: &str) -> Result<T, DemoError> {
        self.map_err(|source| DemoError::Arranged { what: what.to_owned(), source: Box::new(source) })
    }
}
