//! The application: every capability put together, with what each wants of another.

use crate::home::{self, About};
use crate::joins::{
    AuthorityMap, GovernanceAgreements, GovernanceGround, GovernanceNews, GovernanceRecord, GovernanceThings,
    NoticedChanges, RecordCheckpoint, RecordMeasures, RegisterPeople,
};
use folkmoot_authority::wants::Record;
use folkmoot_claims::wants::{Measures, Things};
use folkmoot_governance::wants::{ComingChanges, Mandates, WorthKeeping};
use folkmoot_notices::wants::Agreements;
use folkmoot_record::actions::{KeyFile, Witnessing};
use folkmoot_register::wants::PlaceNews;
use folkmoot_store::Store;
use folkmoot_surveys::wants::Ground;
use folkmoot_web::{App, Building, Site, sign_in};
use std::sync::Arc;

/// All of Folkmoot on this database. `about` is what the site says of itself.
pub fn app(store: Store, site: Site, about: About) -> App {
    building(store, site, about).done()
}

/// The same, with the key by which its record is signed, and who signs it as well.
pub fn signing(store: Store, site: Site, about: About, key: KeyFile, witnessing: Witnessing) -> App {
    building(store, site, about).provide(Arc::new(key)).provide(Arc::new(witnessing)).done()
}

fn building(store: Store, site: Site, about: About) -> Building {
    App::build(store, site)
        .capability(home::capability())
        .capability(folkmoot_register::capability())
        .capability(folkmoot_governance::capability())
        .capability(folkmoot_notices::capability())
        .capability(folkmoot_authority::capability())
        .capability(folkmoot_surveys::capability())
        .capability(folkmoot_claims::capability())
        .capability(folkmoot_focus::capability())
        .capability(folkmoot_record::capability())
        .capability(folkmoot_standards::capability())
        .capability(sign_in::capability())
        .people(Arc::new(RegisterPeople))
        .provide::<dyn PlaceNews>(Arc::new(GovernanceNews))
        .provide::<dyn Agreements>(Arc::new(GovernanceAgreements))
        .provide::<dyn ComingChanges>(Arc::new(NoticedChanges))
        .provide::<dyn Ground>(Arc::new(GovernanceGround))
        .provide::<dyn Measures>(Arc::new(RecordMeasures))
        .provide::<dyn Things>(Arc::new(GovernanceThings))
        .provide::<dyn Mandates>(Arc::new(AuthorityMap))
        .provide::<dyn WorthKeeping>(Arc::new(RecordCheckpoint))
        .provide::<dyn Record>(Arc::new(GovernanceRecord))
        .provide(Arc::new(about))
}
