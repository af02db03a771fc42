//! The handover pack of a seat, for whoever takes it over, as a page and as a PDF.

use super::at::{self, place_of};
use super::seen;
use crate::acts::SEE_GOVERNANCE;
use crate::handover::{Line, Owed, Pack};
use crate::interest::Party;
use crate::links;
use crate::store::{self, PromiseLine};
use folkmoot_kernel::{BodyId, Date, OrganisationId, PersonId, Role, SeatId};
use folkmoot_press::Document;
use folkmoot_register::acts::{ADMINISTER_PLACE, SEE_SEATS};
use folkmoot_register::place::Place;
use folkmoot_register::seat::Seat;
use folkmoot_register::store as register;
use folkmoot_register::store::HolderLine;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

/// Most lines of one kind.
const LINES_MAX: u32 = 200;
/// Decisions of the body that are shown.
const LATEST: u32 = 10;

pub(super) fn routes() -> Routes {
    Routes::new().get("/seats/{seat}/handover-pack", SEE_GOVERNANCE, page).get(
        "/seats/{seat}/handover-pack.pdf",
        SEE_GOVERNANCE,
        pdf,
    )
}

async fn page(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let (place, document) = made(&ctx, id).await?;
    let around = at::page(document.title(), at::steps_to_place(&place), &place);
    ctx.document(around, &document, &format!("{}.pdf", links::handover(id)), ("", &[])).await
}

async fn pdf(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let (place, document) = made(&ctx, id).await?;
    ctx.pdf(&format!("{}-handover-{id}", place.slug()), document).await
}

/// For those who hold the seat, and for the team of its place.
async fn made(ctx: &Ctx, id: SeatId) -> Result<(Place, Document), PageError> {
    let mut db = ctx.read().await?;
    let seat = register::seat(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(&mut db, seat.place()).await?;
    if !ctx.actor().held().iter().any(|held| held.seat == id) {
        let _allowed = ctx.permit_any(&[SEE_SEATS, ADMINISTER_PLACE], place.subject())?;
    }
    let today = ctx.now().date();
    let terms = register::holder_lines(&mut db, id).await?;
    let gathering = Gathering { ctx, place: &place, seat: &seat, today };
    let pack = gathering.pack(&mut db, &terms).await?;
    Ok((place.clone(), pack.document(today)))
}

struct Gathering<'a> {
    ctx: &'a Ctx,
    place: &'a Place,
    seat: &'a Seat,
    today: Date,
}

impl Gathering<'_> {
    async fn pack(&self, db: &mut Conn, terms: &[HolderLine]) -> Result<Pack, PageError> {
        let details = self.seat.details();
        let now: Vec<&HolderLine> = terms.iter().filter(|term| term.covers(self.today)).collect();
        let people: Vec<PersonId> = now.iter().map(|term| term.person_id).collect();
        Ok(Pack {
            seat: details.title.clone(),
            place: self.place.name().to_owned(),
            organisation: self.name_of(db, details.organisation).await?,
            body: self.body(db, details.body).await?,
            role: details.role.words(),
            votes: details.votes,
            holders: now.iter().map(|term| format!("{}, {}", term.person_name, term.term_words())).collect(),
            notes: notes(terms),
            promises: self.promises(db).await?,
            to_confirm: self.to_confirm(db).await?,
            to_answer: self.to_answer(db).await?,
            interests: self.interests(db, &people).await?,
            meetings: self.meetings(db).await?,
            decisions: self.decisions(db).await?,
            priorities: self.priorities(db).await?,
        })
    }

    /// What the seat speaks for: an observer's binds nobody.
    fn organisation(&self) -> Option<OrganisationId> {
        self.seat.details().organisation.filter(|_| self.seat.details().role != Role::Observer)
    }

    fn line(&self, words: impl Into<String>, beside: impl Into<String>, path: &str) -> Line {
        let address = format!("{}{path}", self.ctx.site().url);
        Line { words: words.into(), beside: beside.into(), address }
    }

    async fn name_of(&self, db: &mut Conn, organisation: Option<OrganisationId>) -> Result<Option<String>, PageError> {
        let Some(id) = organisation else { return Ok(None) };
        Ok(register::organisation_names(db, &[id]).await?.remove(&id).map(|(_, name)| name))
    }

    async fn body(&self, db: &mut Conn, body: Option<BodyId>) -> Result<Option<(String, String)>, PageError> {
        let Some(id) = body else { return Ok(None) };
        let body = store::body(db, id).await?;
        Ok(body.map(|body| (body.name().to_owned(), format!("{}{}", self.ctx.site().url, links::body(id)))))
    }

    async fn promises(&self, db: &mut Conn) -> Result<Vec<Owed>, PageError> {
        let Some(organisation) = self.organisation() else { return Ok(Vec::new()) };
        let view = seen::view(self.ctx, db, self.place.id()).await?;
        let all = store::promise_lines_of_organisation(db, &view, self.place.id(), organisation, LINES_MAX).await?;
        let open = all.into_iter().filter(|line| line.life().is_open());
        let owed = |line: PromiseLine| Owed {
            number: line.number,
            state: line.life().words(),
            what: line.what,
            done_means: line.done_means,
            due: line.due,
        };
        Ok(open.map(owed).collect())
    }

    async fn to_confirm(&self, db: &mut Conn) -> Result<Vec<Line>, PageError> {
        let Some(organisation) = self.organisation() else { return Ok(Vec::new()) };
        let whose = (organisation, self.place.id());
        let all = store::waiting_promises(db, whose, self.ctx.now(), self.today).await?;
        let confirm = all.into_iter().filter(|one| one.wants == "confirm");
        Ok(confirm.map(|one| self.line(one.what, "said to be done", &links::promise(one.id))).collect())
    }

    async fn to_answer(&self, db: &mut Conn) -> Result<Vec<Line>, PageError> {
        let (Some(body), Some(organisation)) = (self.seat.details().body, self.organisation()) else {
            return Ok(Vec::new());
        };
        let all = store::awaited_from(db, body, organisation, LINES_MAX).await?;
        let line = |one: store::AwaitedLine| {
            let until = format!("by {}", one.positions_due.in_words());
            self.line(format!("Decision {}: {}", one.number, one.title), until, &links::decision(one.decision_id))
        };
        Ok(all.into_iter().map(line).collect())
    }

    /// Of the organisation, and of those who hold the seat today, in this place.
    async fn interests(&self, db: &mut Conn, people: &[PersonId]) -> Result<Vec<String>, PageError> {
        let organisations = self.seat.details().organisation.map(Party::Organisation);
        let mut words = Vec::new();
        for party in organisations.into_iter().chain(people.iter().copied().map(Party::Person)) {
            let all = store::interests_of(db, party).await?;
            let here = all.into_iter().filter(|one| one.place() == self.place.id() && one.is_current(self.today));
            words.extend(here.map(|one| format!("{}: {}", one.kind().words(), one.what())));
        }
        Ok(words)
    }

    async fn meetings(&self, db: &mut Conn) -> Result<Vec<Line>, PageError> {
        let Some(body) = self.seat.details().body else { return Ok(Vec::new()) };
        let whose = store::Whose::Body(body);
        let all = store::upcoming_meetings(db, whose, self.ctx.now(), LINES_MAX).await?;
        let line = |one: store::MeetingLine| self.line(&one.title, one.starts_at.in_words(), &links::meeting(one.id));
        Ok(all.into_iter().filter(|one| !one.is_cancelled()).map(line).collect())
    }

    async fn decisions(&self, db: &mut Conn) -> Result<Vec<Line>, PageError> {
        let Some(body) = self.seat.details().body else { return Ok(Vec::new()) };
        let reader = seen::reader(self.ctx, self.place.id());
        let filter = store::DecisionFilter { body: Some(body), reader, ..store::DecisionFilter::default() };
        let all = store::decisions(db, self.place.id(), &filter, self.ctx.now(), LATEST).await?;
        let line = |one: store::DecisionLine| {
            self.line(format!("Decision {}: {}", one.number, one.title), one.drawn().words(), &links::decision(one.id))
        };
        Ok(all.into_iter().map(line).collect())
    }

    async fn priorities(&self, db: &mut Conn) -> Result<Vec<Line>, PageError> {
        let all = store::current_priorities(db, self.place.id(), self.today).await?;
        Ok(all.iter().map(|one| self.line(one.title(), one.sentence(), &links::priority(one.id()))).collect())
    }
}

/// What those before wrote, the latest first.
fn notes(terms: &[HolderLine]) -> Vec<(String, String)> {
    let said = terms.iter().filter(|term| !term.handover_note.is_empty());
    said.map(|term| (term.person_name.clone(), term.handover_note.clone())).collect()
}
