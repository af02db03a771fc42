//! Another directory is read: what is new is listed, what changed is laid over what was changed here, what is gone is ended, and what cannot be
//! listed is put aside with its reason. The same feed twice changes nothing.

mod understood;

use crate::acts::READ_FEED;
use crate::feed::{Feed, FeedId};
use crate::listing::{Listing, ListingId, New, Refusal, State};
use crate::oruk::read::{Organisation, Taken};
use crate::oruk::repair::{Reason, Repair, Repaired};
use crate::provider::{Provider, ProviderId};
use crate::store::{self, AsideLine, SentLine};
use crate::uuid::Uuid;
use folkmoot_kernel::{Permit, PlaceId, Refused, Subject, Timestamp};
use folkmoot_store::{Bulk, Error, Event, Tx};
use folkmoot_web::Ctx;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use understood::{Read, understand};

/// A feed that was fetched or opened.
#[derive(Debug)]
pub struct Given<'a> {
    /// Its web address, or the name of the file.
    pub address: &'a str,
    pub place: Option<PlaceId>,
    pub services: Vec<serde_json::Value>,
}

#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the feed belongs to another place here")]
    OtherPlace,
    #[error("reading stopped before its end")]
    Stopped(#[from] tokio::task::JoinError),
    #[error(transparent)]
    Permit(#[from] Refused),
    #[error(transparent)]
    Store(#[from] Error),
}

/// What became of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub services: u64,
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    /// No longer in the feed.
    pub ended: u64,
    /// Fields that were changed here and there: ours stands.
    pub held: u64,
    pub aside: BTreeMap<Reason, u64>,
    pub repairs: BTreeMap<Repair, u64>,
    /// Services that needed at least one repair.
    pub repaired: u64,
}

/// What is known before the first service is looked at.
struct Run<'a> {
    ctx: &'a Ctx,
    feed: FeedId,
    place: Option<PlaceId>,
    now: Timestamp,
    sent: BTreeMap<String, SentLine>,
    providers: BTreeMap<Uuid, ProviderId>,
    taken: BTreeSet<Uuid>,
    report: Report,
    aside: Vec<AsideLine>,
    listings: Bulk,
    rows: Bulk,
    new_providers: Bulk,
    /// A line in history for each listing that changed.
    events: Vec<(Permit, Event)>,
}

/// Reads a whole feed in one transaction.
pub async fn read_feed(ctx: &Ctx, given: Given<'_>) -> Result<Report, ReadError> {
    let today = ctx.now().date();
    let services = given.services;
    // Understanding takes most of the time, and no database.
    let reads = tokio::task::spawn_blocking(move || understand(&services, today)).await?;
    let mut tx = ctx.begin().await?;
    let subject = given.place.map_or_else(Subject::default, Subject::place);
    let permit = ctx.permit(READ_FEED, subject)?;

    let feed = feed_at(&mut tx, given.address, given.place).await?;
    let mut run = start(ctx, &mut tx, &feed, &reads).await?;
    run.take_all(&mut tx, reads).await?;
    let (report, events) = run.finish(&mut tx).await?;

    store::save_read(&mut tx, feed.id(), ctx.now()).await?;
    let mut recorded = tx.record(permit, Event::new("feed read", "feed", feed.id()).after(&report)).await?;
    for (permit, event) in events {
        recorded = recorded.also(permit, event).await?;
    }
    recorded.commit().await?;
    Ok(report)
}

async fn feed_at(tx: &mut Tx, address: &str, place: Option<PlaceId>) -> Result<Feed, ReadError> {
    match store::feed_by_address(tx, address).await? {
        Some(feed) if feed.place() != place => Err(ReadError::OtherPlace),
        Some(feed) => Ok(feed),
        None => {
            let feed = Feed { id: tx.new_id(), place, address: address.to_owned(), read_at: None, version: 1 };
            store::add_feed(tx, &feed).await?;
            Ok(feed)
        }
    }
}

async fn start<'a>(ctx: &'a Ctx, tx: &mut Tx, feed: &Feed, reads: &[Read]) -> Result<Run<'a>, Error> {
    let sent = store::sent(tx, feed.id()).await?;
    let taken = reads.iter().filter_map(Read::taken);
    let new: Vec<Uuid> = taken.clone().filter(|one| !sent.contains_key(&one.id)).map(|one| one.uuid).collect();
    let organisations: BTreeSet<Uuid> = taken.filter_map(|one| Some(one.organisation.as_ref()?.uuid)).collect();
    let known = store::known_providers(tx, &organisations.into_iter().collect::<Vec<_>>()).await?;
    Ok(Run {
        ctx,
        feed: feed.id(),
        place: feed.place(),
        now: ctx.now(),
        taken: store::taken_uuids(tx, &new).await?,
        providers: known.into_iter().map(|(uuid, provider)| (uuid, provider.id())).collect(),
        sent,
        report: Report::default(),
        aside: Vec::new(),
        listings: store::bulk_listings(),
        rows: store::sent_rows(),
        new_providers: store::bulk_providers(),
        events: Vec::new(),
    })
}

impl Run<'_> {
    async fn take_all(&mut self, tx: &mut Tx, reads: Vec<Read>) -> Result<(), ReadError> {
        self.report.services = reads.len() as u64;
        let before = self.before(tx, &reads).await?;
        let mut seen = BTreeSet::new();
        for (nth, read) in reads.into_iter().enumerate() {
            match read {
                Read::Aside(line) => self.put_aside(AsideLine { position: position(nth), ..line }),
                Read::Taken { taken, sum } => {
                    seen.insert(taken.id.clone());
                    if self.is_same(&taken.id, &sum, &before) {
                        self.report.same += 1;
                    } else {
                        self.take(tx, nth, *taken, sum, &before).await?;
                    }
                }
            }
        }
        self.end_the_rest(tx, &seen).await
    }

    /// What was listed before and is different now.
    async fn before(&self, tx: &mut Tx, reads: &[Read]) -> Result<BTreeMap<ListingId, Listing>, Error> {
        let changed = reads.iter().filter_map(|read| match read {
            Read::Taken { taken, sum } => {
                self.sent.get(&taken.id).filter(|line| line.sum != *sum).map(|line| line.listing)
            }
            Read::Aside(_) => None,
        });
        store::listings_by_id(tx, &changed.collect::<Vec<_>>()).await
    }

    fn is_same(&self, id: &str, sum: &str, before: &BTreeMap<ListingId, Listing>) -> bool {
        self.sent.get(id).is_some_and(|line| line.sum == sum && !before.contains_key(&line.listing))
    }

    async fn take(
        &mut self,
        tx: &mut Tx,
        nth: usize,
        mut taken: Taken,
        sum: String,
        before: &BTreeMap<ListingId, Listing>,
    ) -> Result<(), ReadError> {
        let provider = match taken.organisation.take() {
            Some(organisation) => Some(self.provider(tx, organisation).await?),
            None => None,
        };
        let known = self.sent.get(&taken.id).and_then(|line| before.get(&line.listing));
        let made = match known {
            Some(listing) => self.again(listing.clone(), &taken)?,
            None => self.anew(tx, provider, &mut taken),
        };
        let (id, listing) = match made {
            Ok(made) => made,
            Err(why) => {
                let line = AsideLine {
                    position: position(nth),
                    id: taken.id,
                    name: taken.about.name,
                    reason: Reason::Refused,
                    words: why.to_string(),
                };
                self.put_aside(line);
                return Ok(());
            }
        };
        self.count(&taken.repairs);
        // Rows that others refer to are sent before.
        if let Some(listing) = listing {
            let change = tx.new_id();
            let values = store::listing_values(&listing, change);
            if self.listings.would_send(values.len()) {
                self.new_providers.send(tx).await?;
            }
            self.listings.take(tx, values).await?;
        }
        let line = SentLine { listing: id, sum };
        let values = store::sent_values(self.feed, &taken.id, &line, &taken.repairs);
        if self.rows.would_send(values.len()) {
            self.new_providers.send(tx).await?;
            self.listings.send(tx).await?;
        }
        Ok(self.rows.take(tx, values).await?)
    }

    /// A changed listing has a line in history of its own, so that it can be put back.
    fn again(
        &mut self,
        before: Listing,
        taken: &Taken,
    ) -> Result<Result<(ListingId, Option<Listing>), Refusal>, ReadError> {
        let id = before.id();
        let after = match before.clone().sent_again(taken.about.clone(), taken.state, taken.checked_on, self.now) {
            Err(why) => return Ok(Err(why)),
            Ok(None) => {
                self.report.same += 1;
                return Ok(Ok((id, None)));
            }
            Ok(Some(after)) => Listing { version: before.version() + 1, ..after },
        };
        self.report.changed += 1;
        self.report.held += after.upstream().map_or(0, |sent| sent.ours.len() as u64);
        let permit = self.ctx.permit(READ_FEED, before.subject())?;
        self.events.push((permit, Event::new("listing sent again", "listing", id).before(&before).after(&after)));
        Ok(Ok((id, Some(after))))
    }

    fn anew(
        &mut self,
        tx: &Tx,
        provider: Option<ProviderId>,
        taken: &mut Taken,
    ) -> Result<(ListingId, Option<Listing>), Refusal> {
        if !self.taken.insert(taken.uuid) {
            taken.repairs.push(Repaired { repair: Repair::IdTaken, at: "id".to_owned(), was: taken.id.clone() });
            taken.uuid = Uuid::of("service of feed", &[&self.feed.to_string(), &taken.id]);
        }
        let new = New {
            id: tx.new_id(),
            uuid: taken.uuid,
            place: self.place,
            provider,
            about: std::mem::take(&mut taken.about),
        };
        let name = new.about.name.clone();
        let listing = Listing::sent(new, self.feed, taken.state, taken.checked_on, self.now);
        taken.about.name = name;
        let listing = listing?;
        self.report.new += 1;
        Ok((listing.id(), Some(listing)))
    }

    async fn provider(&mut self, tx: &mut Tx, organisation: Organisation) -> Result<ProviderId, Error> {
        if let Some(id) = self.providers.get(&organisation.uuid) {
            return Ok(*id);
        }
        let provider = Provider::new(tx.new_id(), organisation.uuid, self.place, organisation.who);
        self.providers.insert(provider.uuid(), provider.id());
        self.new_providers.take(tx, store::provider_values(&provider)).await?;
        Ok(provider.id())
    }

    fn put_aside(&mut self, line: AsideLine) {
        *self.report.aside.entry(line.reason).or_default() += 1;
        self.aside.push(line);
    }

    fn count(&mut self, repairs: &[Repaired]) {
        self.report.repaired += u64::from(!repairs.is_empty());
        let kinds: BTreeSet<Repair> = repairs.iter().map(|one| one.repair).collect();
        for repair in kinds {
            *self.report.repairs.entry(repair).or_default() += 1;
        }
    }

    /// What its publisher lists no more is ended, and found by whoever knows its address. Its sum is forgotten, so that the same is looked at
    /// again when it comes back.
    async fn end_the_rest(&mut self, tx: &mut Tx, seen: &BTreeSet<String>) -> Result<(), ReadError> {
        let gone: BTreeMap<ListingId, String> = self
            .sent
            .iter()
            .filter(|(id, _)| !seen.contains(*id))
            .map(|(id, line)| (line.listing, id.clone()))
            .collect();
        // Rows of new listings wait with these, and none may go before its listing.
        self.send(tx).await?;
        for (id, before) in store::listings_by_id(tx, &gone.keys().copied().collect::<Vec<_>>()).await? {
            if !before.state().is_open() {
                continue;
            }
            let after = before.clone().turn(State::Ended, "Its publisher lists it no more", self.now);
            let permit = self.ctx.permit(READ_FEED, before.subject())?;
            self.events.push((permit, Event::new("listing ended", "listing", id).before(&before).after(&after)));
            let change = tx.new_id();
            let after = Listing { version: before.version() + 1, ..after };
            self.listings.take(tx, store::listing_values(&after, change)).await?;
            let line = SentLine { listing: id, sum: String::new() };
            self.rows.take(tx, store::sent_values(self.feed, &gone[&id], &line, &[])).await?;
            self.report.ended += 1;
        }
        Ok(())
    }

    /// Those that others refer to come first.
    async fn send(&mut self, tx: &mut Tx) -> Result<(), Error> {
        self.new_providers.send(tx).await?;
        self.listings.send(tx).await?;
        self.rows.send(tx).await
    }

    async fn finish(mut self, tx: &mut Tx) -> Result<(Report, Vec<(Permit, Event)>), Error> {
        self.send(tx).await?;
        store::put_aside(tx, self.feed, &self.aside).await?;
        Ok((self.report, self.events))
    }
}

/// From 1.
fn position(nth: usize) -> i64 {
    i64::try_from(nth + 1).unwrap_or(i64::MAX)
}
