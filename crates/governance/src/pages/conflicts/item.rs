//! What the page of an item shows beside its agenda lines: who leads, what it names, rulings, stakes, the check-list.

use super::Names;
use super::checks::{self, Asked};
use super::of_item::{Row, names_on, rows};
use crate::actions::conflicts::{Table, conflicts_of_item};
use crate::acts::{ANSWER_CHECKS, CHANGE_AGENDA, READ_STAKES, RULE_ON_INTERESTS, WRITE_STAKE};
use crate::check::CheckOf;
use crate::interest::Party;
use crate::item::Item;
use crate::links;
use crate::meeting::State;
use crate::pages::at::MeetingAt;
use crate::position::Viewer;
use crate::power::Power;
use crate::stake::{Opening, Words};
use crate::store;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;

/// All of it, as far as the reader may see it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one link or part of the page, and none excludes another")]
pub(crate) struct Beside {
    pub(crate) href: String,
    pub(crate) chairing: String,
    pub(crate) quorum: String,
    pub(crate) named: Vec<(String, String)>,
    pub(crate) rulings: Vec<Row>,
    /// For whoever rules: how many wait.
    pub(crate) unruled: usize,
    pub(crate) may_rule: bool,
    pub(crate) may_name: bool,
    pub(crate) may_check: bool,
    /// The reader takes no part in this item.
    pub(crate) kept_out: bool,
    pub(crate) stakes: Option<Stakes>,
    pub(crate) checks: Vec<Asked>,
    /// Whether the check-list must be answered before something is agreed.
    pub(crate) binds: bool,
}

/// What organisations wrote, for partners.
#[derive(Debug)]
pub(crate) struct Stakes {
    pub(crate) is_open: bool,
    pub(crate) is_cancelled: bool,
    /// "3 of 9 have written."
    pub(crate) count: String,
    pub(crate) shown: Vec<(String, Vec<(&'static str, String)>)>,
    /// Organisations for which the reader may write: name, address, whether it has.
    pub(crate) own: Vec<(String, String, bool)>,
}

pub(crate) async fn beside(ctx: &Ctx, db: &mut Conn, item: &Item, at: &MeetingAt) -> Result<Beside, Error> {
    let (meeting, subject) = (&at.meeting, at.meeting.subject());
    let on = conflicts_of_item(db, item, meeting).await?;
    let names = names_on(db, &on).await?;
    let table = Table::of(db, meeting).await?;
    let partner = ctx.is_signed_in() && ctx.may(READ_STAKES, subject);
    let open = meeting.agenda_open().is_ok();
    let decisions = store::decisions_of_item(db, item.id()).await?;
    let unsettled = open || decisions.iter().any(|decision| decision.closed().is_none());
    let is_told = partner || meeting.state() == State::Held;
    let withheld = on.ruled.withheld_from(ctx.actor()).is_some();
    let may_rule = ctx.may(RULE_ON_INTERESTS, subject);
    let mut rulings = rows(ctx, item.id(), &on, &names);
    rulings.retain(|row| !row.verdict.is_empty() && is_told);
    let named = |one: &crate::named::Named| {
        let href = one.organisation().map(|id| names.href(Party::Organisation(id))).unwrap_or_default();
        (names.named(one), href)
    };
    Ok(Beside {
        href: links::item(item.id()),
        chairing: table.chairing_words(item, &on),
        quorum: if is_told { table.quorum(&on.ruled).without_the_recused() } else { String::new() },
        named: on.names.iter().map(named).collect(),
        rulings,
        unruled: if may_rule { on.unruled().len() } else { 0 },
        may_rule: may_rule && unsettled,
        may_name: open && ctx.may(CHANGE_AGENDA, subject),
        may_check: unsettled && ctx.may(ANSWER_CHECKS, subject),
        kept_out: on.ruled.keeps_out(ctx.actor()).is_some(),
        stakes: match partner && !withheld {
            true => Some(stakes(ctx, db, item, at, &table).await?),
            false => None,
        },
        checks: checks::asked(db, CheckOf::Item(item.id())).await?,
        binds: item.power() == Power::Decide,
    })
}

/// What was said, under its heading; what was left empty is left out.
fn said(words: &Words) -> Vec<(&'static str, String)> {
    let all = [("Stands to gain", &words.gain), ("Stands to lose", &words.lose), ("Is told from above", &words.told)];
    all.into_iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| (key, words.clone())).collect()
}

async fn stakes(ctx: &Ctx, db: &mut Conn, item: &Item, at: &MeetingAt, table: &Table) -> Result<Stakes, Error> {
    let (meeting, voices) = (&at.meeting, table.voices());
    let opening = Opening::of(meeting, ctx.now());
    let all = store::stakes_of_item(db, item.id()).await?;
    let speaks = |id: &OrganisationId| ctx.may(WRITE_STAKE, Subject::said(meeting.place(), meeting.body(), *id));
    let own: Vec<OrganisationId> = voices.iter().copied().filter(speaks).collect();
    let viewer = Viewer::Partner { speaks_for: &own };
    let ids = all.iter().map(crate::stake::Stake::organisation).chain(own.iter().copied());
    let names = Names::of(db, ids.map(Party::Organisation), []).await?;
    let shown = all.iter().filter(|stake| stake.shown_to(viewer, opening));
    let mut shown: Vec<(String, Vec<(&'static str, String)>)> =
        shown.map(|stake| (names.organisation(stake.organisation()), said(stake.words()))).collect();
    shown.sort_by_key(|(name, _)| name.to_lowercase());
    let to_write = |id: OrganisationId| {
        let written = all.iter().any(|stake| stake.organisation() == id);
        (names.organisation(id), format!("{}/stakes/{id}", links::item(item.id())), written)
    };
    Ok(Stakes {
        is_open: opening == Opening::Opened,
        is_cancelled: opening == Opening::Never,
        count: format!("{} of {} organisations have written.", all.len(), voices.len().max(all.len())),
        shown,
        own: if opening == Opening::Before { own.into_iter().map(to_write).collect() } else { Vec::new() },
    })
}
