//! A place as place.json.

use crate::links;
use crate::pages::place_at;
use crate::place::Place;
use crate::place_file::{
    AccountablePart, AreaPart, BodyPart, ContactPart, DelegationPart, DocumentPart, FootprintPart, GovernancePart,
    LeaderPart, MeetingPart, NeighbourhoodPart, PartnerPart, PlaceFile, PlacePart, SystemPart, VERSION,
};
use crate::profile::Profile;
use crate::store;
use crate::wants::{BodyLine, NextMeeting, PlaceNews};
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response};

pub(super) async fn of_place(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let file = file(&ctx, &mut db, &place).await?;
    drop(db);
    ctx.json(&file)
}

/// Where an installation has one place, its file is at the root, where others look for it.
pub(super) async fn only(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = store::only_place(&mut db).await?.ok_or_else(PageError::not_found)?;
    let file = file(&ctx, &mut db, &place).await?;
    drop(db);
    ctx.json(&file)
}

async fn file(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<PlaceFile, PageError> {
    let (id, url, profile) = (place.id(), ctx.site().url.as_str(), place.profile());
    let system = store::system(db, place.details().system).await?.ok_or_else(PageError::not_found)?;
    let (bodies, next_meeting) = wanted(ctx, db, id).await?;
    let details = system.details();
    Ok(PlaceFile {
        folkmoot_place: VERSION,
        page: format!("{url}{}", links::place(place.slug())),
        system: SystemPart {
            name: details.name.clone(),
            ods_code: details.ods_code.clone(),
            region: details.region.clone(),
        },
        place: place_part(place),
        leader: LeaderPart {
            name: profile.leader_name.clone(),
            post: profile.leader_post.clone(),
            employer: profile.leader_employer.map(|one| one.key()),
        },
        accountable: AccountablePart {
            is: profile.accountable.map(|one| one.key()),
            post: profile.accountable_words.clone(),
        },
        governance: governance_part(profile, bodies, url),
        delegation: DelegationPart {
            level: profile.delegation.map(|one| one.key()),
            headings: profile.delegation_headings.clone(),
        },
        outcomes_framework: profile.outcomes.map(|one| one.key()),
        partners: partners(db, id).await?,
        neighbourhoods: neighbourhoods(db, id).await?,
        documents: documents(db, id).await?,
        contact: contact_part(place),
        footprint: footprint_part(db, id).await?,
        next_meeting: next_meeting.map(|meeting| meeting_part(meeting, url)),
        confirmed_on: place.confirmed().map(|confirmed| confirmed.on.to_string()),
    })
}

async fn wanted(ctx: &Ctx, db: &mut Conn, id: PlaceId) -> Result<(Vec<BodyLine>, Option<NextMeeting>), Error> {
    match ctx.wanted::<dyn PlaceNews>() {
        Some(news) => Ok((news.bodies(db, id).await?, news.news(db, id, ctx.now()).await?.next_meeting)),
        None => Ok((Vec::new(), None)),
    }
}

fn place_part(place: &Place) -> PlacePart {
    let details = place.details();
    PlacePart {
        name: details.name.clone(),
        summary: details.summary.clone(),
        website: Some(details.website.clone()).filter(|website| !website.is_empty()),
        invented: place.is_invented(),
    }
}

fn governance_part(profile: &Profile, bodies: Vec<BodyLine>, url: &str) -> GovernancePart {
    let body = |body: BodyLine| BodyPart { page: format!("{url}{}", body.href), name: body.name, kind: body.kind };
    GovernancePart {
        models: profile.models.iter().map(|model| model.key()).collect(),
        own_words: profile.own_words.clone(),
        bodies: bodies.into_iter().map(body).collect(),
    }
}

fn contact_part(place: &Place) -> ContactPart {
    let details = place.details();
    ContactPart {
        post: details.contact_post.clone(),
        email: details.contact_email.clone(),
        phone: details.contact_phone.clone(),
    }
}

fn meeting_part(meeting: NextMeeting, url: &str) -> MeetingPart {
    let page = format!("{url}{}", meeting.href);
    MeetingPart { title: meeting.words, at: meeting.at.rfc3339(), venue: meeting.venue, page }
}

async fn partners(db: &mut Conn, id: PlaceId) -> Result<Vec<PartnerPart>, Error> {
    let partners = store::partners(db, id).await?;
    Ok(partners.into_iter().map(|one| PartnerPart { name: one.name, sector: one.sector }).collect())
}

async fn neighbourhoods(db: &mut Conn, id: PlaceId) -> Result<Vec<NeighbourhoodPart>, Error> {
    let all = store::neighbourhoods(db, id).await?;
    Ok(all.into_iter().map(|one| NeighbourhoodPart { name: one.name, stage: one.stage.key() }).collect())
}

async fn documents(db: &mut Conn, id: PlaceId) -> Result<Vec<DocumentPart>, Error> {
    let all = store::documents(db, id).await?;
    let part = |one: crate::document::Document| DocumentPart {
        kind: one.kind.key(),
        title: one.title,
        url: one.url,
        dated: one.dated.map(|day| day.to_string()),
    };
    Ok(all.into_iter().map(part).collect())
}

async fn footprint_part(db: &mut Conn, id: PlaceId) -> Result<FootprintPart, Error> {
    let facts = store::facts(db, id).await?;
    let footprint = store::footprint(db, id).await?;
    let area = |(code, share_millionths): (&folkmoot_kernel::AreaCode, i64)| AreaPart {
        code: code.to_string(),
        share_millionths,
    };
    Ok(FootprintPart {
        residents: (facts.areas > 0).then(|| facts.residents()),
        councils: if facts.areas > 0 { facts.councils_in_words() } else { String::new() },
        small_areas: footprint.parts().map(area).collect(),
    })
}
