//! What waits for a person, from the seats they hold.

use crate::escalation::EscalationId;
use crate::notice::NoticeId;
use crate::step::StepId;
use folkmoot_kernel::{BodyId, Date, OrganisationId, PlaceId, SeatId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most things of one kind that wait for one seat.
const WAITING_MAX: u32 = 50;

row! {
    /// A question that waits for an answer, or an answer that waits for a word.
    pub struct WaitingEscalation {
        pub id: EscalationId,
        pub subject: String,
        pub answer_by: Date,
        pub acknowledged: i64,
    }
}

row! {
    /// A step of a plan.
    pub struct WaitingStep {
        pub id: StepId,
        pub notice_id: NoticeId,
        pub what: String,
        pub due: Date,
    }
}

const OPEN: &str = "select id, subject, answer_by, case when acknowledged_at is null then 0 else 1 end as acknowledged
           from notices_escalation
          where answered_at is null
            and withdrawn_at is null";

pub async fn to_answer_of_bodies(db: &mut Conn, body: BodyId) -> Result<Vec<WaitingEscalation>, Error> {
    let text = format!("{OPEN} and to_body_id = $1 order by answer_by, id limit $2");
    sql(text).bind(body).bind(WAITING_MAX).all(db).await
}

pub async fn to_answer_of_posts(db: &mut Conn, seat: SeatId) -> Result<Vec<WaitingEscalation>, Error> {
    let text = format!("{OPEN} and to_seat_id = $1 order by answer_by, id limit $2");
    sql(text).bind(seat).bind(WAITING_MAX).all(db).await
}

/// Answers that came to an organisation - or to the place itself -, which has not said yet what it makes of them.
pub async fn to_settle_of(
    db: &mut Conn,
    place: PlaceId,
    organisation: Option<OrganisationId>,
) -> Result<Vec<WaitingEscalation>, Error> {
    sql("select id, subject, answer_by, 1 as acknowledged
           from notices_escalation
          where place_id = $1
            and coalesce(from_organisation_id, 0) = $2
            and answered_at is not null
            and settled is null
            and withdrawn_at is null
          order by answered_at, id
          limit $3")
    .bind(place)
    .bind(organisation.map_or(0, OrganisationId::number))
    .bind(WAITING_MAX)
    .all(db)
    .await
}

/// What an organisation is to do before a change comes, the nearest day first.
pub async fn steps_waiting(db: &mut Conn, place: PlaceId, owner: OrganisationId) -> Result<Vec<WaitingStep>, Error> {
    sql("select s.id, s.notice_id, s.what, s.due
           from notices_step s
           join notices_notice n on n.id = s.notice_id
          where s.organisation_id = $2
            and s.done_on is null
            and n.place_id = $1
            and n.withdrawn_at is null
          order by s.due, s.id
          limit $3")
    .bind(place)
    .bind(owner)
    .bind(WAITING_MAX)
    .all(db)
    .await
}
