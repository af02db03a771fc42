//! Who may see what came of a round. Pages and files ask here and nowhere else.

use crate::acts::{SEE_OWN_CONFIDENCE, SEE_OWN_READING, SEE_PARTNERS_RESULTS};
use crate::round::{Audience, Kind, Round};
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_web::Ctx;

/// Whether this reader may see what came of a round; of a reading, what came of it for this partner.
pub(crate) fn may_see(ctx: &Ctx, round: &Round, partner: Option<OrganisationId>) -> bool {
    let place = round.place();
    match (round.audience(), round.kind(), partner) {
        _ if !round.is_closed() => false,
        (Audience::Everybody, ..) => true,
        (Audience::Partners, ..) | (Audience::Concerned, Kind::Recall, _) => {
            ctx.may(SEE_PARTNERS_RESULTS, Subject::place(place))
        }
        (Audience::Concerned, Kind::Confidence, _) => ctx.may(SEE_OWN_CONFIDENCE, round.subject()),
        (Audience::Concerned, Kind::Behaviour, Some(partner)) => {
            ctx.may(SEE_OWN_READING, Subject::owned(place, partner))
        }
        (Audience::Concerned, Kind::Behaviour, None) => false,
    }
}

/// Why a closed round is not shown to this reader, in a sentence.
pub(crate) fn for_whom(round: &Round) -> &'static str {
    match (round.audience(), round.kind()) {
        (Audience::Everybody, _) => "Everybody sees what came of it.",
        (Audience::Partners, _) | (Audience::Concerned, Kind::Recall) => {
            "The partners of this place see what came of it."
        }
        (Audience::Concerned, Kind::Confidence) => {
            "The chair, the members of this body and the team that asks see what came of it first."
        }
        (Audience::Concerned, Kind::Behaviour) => "Each partner sees its own first, and has two weeks to reply.",
    }
}
