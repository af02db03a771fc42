//! The ground, the system, its places, their partners: what the register knows before anybody meets.

use super::content::{self, Place as Said};
use super::land::{self, BOARD, Land, parsed};
use super::maker::{Arranged, Maker};
use super::{DemoError, bodies, seats};
use folkmoot_kernel::act::permit;
use folkmoot_kernel::{Act, Actor, Id, Needs, PlaceId, Subject};
use folkmoot_register::actions::{self, Doubles, NeighbourhoodSaid, NewDocument};
use folkmoot_register::document::DocumentKind;
use folkmoot_register::footprint::Footprint;
use folkmoot_register::neighbourhood::Stage;
use folkmoot_register::organisation::{Code, LegalForm, OrganisationDetails, Scheme, Sector};
use folkmoot_register::place::{PlaceDetails, Reality};
use folkmoot_register::profile::{Accountable, Delegation, Employer, GovernanceModel, OutcomesFramework, Profile};
use folkmoot_register::store::{NewNhsSite, NhsSiteKind, put_nhs_sites};
use folkmoot_register::system::{SystemDetails, SystemId};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

const INVENT: Act = Act { key: "demo.invent", words: "invent a land for the demonstration", needs: Needs::Program };
/// The place that is told from its ground to its promises.
const VALE: &str = "oxmoor-vale";

/// Everything the register holds when the story begins.
pub(super) async fn settle(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(maker.calendar.begins());
    let land = Land::invent(maker.seed, content::land()?);
    lay(maker, &land).await?;
    let content::Places { system, place } = content::places()?;
    let system = found_system(maker, system).await?;
    for said in place {
        let id = found_place(maker, system, &land, &said).await?;
        if said.key == VALE {
            maker.cast.place = Some(id);
            neighbourhoods(maker, id, &land).await?;
        }
        bodies::of_neighbour(maker, id, &said).await?;
    }
    organisations(maker, &land).await?;
    seats::team(maker).await
}

async fn lay(maker: &Maker, land: &Land) -> Result<(), DemoError> {
    let mut tx = maker.store().write().await?;
    land::save(&mut tx, land).await?;
    put_nhs_sites(&mut tx, &practices(land)?).await?;
    let allowed = permit(&Actor::Program("demo"), INVENT, &Subject::default().into()).arranged("the land")?;
    tx.record(allowed, Event::new("land invented", "demo", Id::<()>::from_number(1))).await?.commit().await?;
    Ok(())
}

async fn found_system(maker: &Maker, said: content::System) -> Result<SystemId, DemoError> {
    let details = SystemDetails {
        name: said.name,
        area_code: Some(parsed(BOARD)),
        ods_code: Some("ZQ1".to_owned()),
        region: said.region,
        website: said.website,
    };
    Ok(actions::add_system(&maker.program(), details).await.arranged("the system")?.id())
}

async fn found_place(maker: &Maker, system: SystemId, land: &Land, said: &Said) -> Result<PlaceId, DemoError> {
    let (ctx, name) = (maker.program(), said.name.as_str());
    let details = PlaceDetails {
        system,
        name: said.name.clone(),
        summary: said.summary.clone(),
        website: said.website.clone(),
        contact_post: said.contact_post.clone(),
        contact_email: said.contact_email.clone(),
        contact_phone: said.contact_phone.clone(),
    };
    let place = actions::add_place(&ctx, details, Reality::Invented).await.arranged(name)?;
    actions::say_profile(&ctx, place.id(), place.version(), profile(said)).await.arranged(name)?;
    let footprint = Footprint::whole(land.codes(|ward| ward.place == said.key));
    actions::change_footprint(&ctx, place.id(), footprint).await.arranged(name)?;
    for (kind, title, url, months) in &said.documents {
        let new = NewDocument {
            kind: DocumentKind::read(kind).unwrap_or(DocumentKind::Other),
            title: title.clone(),
            url: url.clone(),
            dated: Some(maker.calendar.day(super::calendar::NOW_MONTH + months, 14)),
        };
        actions::add_document(&ctx, place.id(), new).await.arranged(title)?;
    }
    Ok(place.id())
}

fn profile(said: &Said) -> Profile {
    Profile {
        models: said.models.iter().filter_map(|model| GovernanceModel::read(model)).collect(),
        own_words: said.own_words.clone(),
        leader_name: said.leader_name.clone(),
        leader_post: said.leader_post.clone(),
        leader_employer: Employer::read(&said.leader_employer),
        accountable: Accountable::read(&said.accountable),
        accountable_words: said.accountable_words.clone(),
        outcomes: OutcomesFramework::read(&said.outcomes),
        delegation: Delegation::read(&said.delegation),
        delegation_headings: said.delegation_headings.clone(),
    }
}

async fn neighbourhoods(maker: &Maker, place: PlaceId, land: &Land) -> Result<(), DemoError> {
    let content::Land { neighbourhood, .. } = content::land()?;
    for one in neighbourhood {
        let codes = land.codes(|ward| ward.neighbourhood.as_ref() == Some(&one.key));
        let areas: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
        let said = NeighbourhoodSaid {
            name: one.name.clone(),
            stage: Stage::read(&one.stage).unwrap_or(Stage::Idea),
            lead: one.lead,
            areas: areas.join("\n"),
        };
        actions::add_neighbourhood(&maker.program(), place, said).await.arranged(&one.name)?;
    }
    Ok(())
}

async fn organisations(maker: &mut Maker, land: &Land) -> Result<(), DemoError> {
    let (ctx, place) = (maker.program(), maker.cast.place()?);
    for (at, row) in content::organisations()?.into_iter().enumerate() {
        let id = add(&ctx, place, details(land, at, &row)).await?;
        maker.cast.names.insert(row.0.clone(), row.1);
        maker.cast.organisations.insert(row.0, id);
    }
    Ok(())
}

async fn add(
    ctx: &Ctx,
    place: PlaceId,
    details: OrganisationDetails,
) -> Result<folkmoot_kernel::OrganisationId, DemoError> {
    let name = details.name.clone();
    Ok(actions::add_organisation(ctx, Some(place), details, Doubles::Meant).await.arranged(&name)?.id())
}

/// Telephone numbers are of the ranges that are kept free for stories.
fn details(land: &Land, at: usize, row: &content::Organisation) -> OrganisationDetails {
    let (key, name, sector, form, ward, number, about) = row;
    let sector = Sector::read(sector).unwrap_or(Sector::Other);
    let code = number
        .split_once(':')
        .and_then(|(scheme, code)| Some(Code { scheme: Scheme::read(scheme)?, code: code.to_owned() }));
    let small = form == "unincorporated";
    let web = |address: String| if small { String::new() } else { address };
    OrganisationDetails {
        name: name.clone(),
        sector,
        legal_form: LegalForm::read(form),
        about: if about.is_empty() { told(sector, ward) } else { about.clone() },
        website: web(format!("https://{key}.example")),
        email: format!("{}@{}.example", if small { key } else { "hello" }, if small { "people" } else { key.as_str() }),
        phone: if small { format!("07700 900{at:03}") } else { format!("01632 960{at:03}") },
        postcode: land.home(ward, at).map(|home| home.postcode.clone()),
        codes: code.into_iter().collect(),
    }
}

/// For those who did not say what they do.
fn told(sector: Sector, ward: &str) -> String {
    match sector {
        Sector::PrimaryCare => format!("A general practice in {ward}."),
        Sector::Parish => "Looks after what the village owns together.".to_owned(),
        Sector::Vcse => format!("Neighbours who meet in {ward}."),
        _ => format!("At work in {ward}."),
    }
}

/// Practices and networks as the NHS lists them, for the page of a postcode.
fn practices(land: &Land) -> Result<Vec<NewNhsSite>, DemoError> {
    let rows = content::organisations()?;
    let mut sites = Vec::new();
    for (at, (key, name, _, _, ward, number, _)) in rows.iter().enumerate() {
        let kind = match key.split_once('-') {
            Some(("gp", _)) => NhsSiteKind::Practice,
            Some(("pcn", _)) => NhsSiteKind::Network,
            _ => continue,
        };
        let Some(home) = land.home(ward, at) else { continue };
        let patients = (kind == NhsSiteKind::Practice).then(|| 7_400 + i64::try_from(at).unwrap_or(0) * 937 % 9_800);
        sites.push(NewNhsSite {
            code: number.trim_start_matches("ods:").to_owned(),
            kind,
            name: name.clone(),
            postcode: home.postcode.clone(),
            parent: None,
            patients,
            lat_u: home.lat_u,
            lon_u: home.lon_u,
        });
    }
    Ok(sites)
}
