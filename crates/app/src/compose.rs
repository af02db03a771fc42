//! The application: every capability put together, with what each wants of another.

use crate::home::{self, About};
use crate::joins::{
    AuthorityMap, GovernanceAgreements, GovernanceGround, GovernanceNews, GovernanceRecord, GovernanceThings,
    NoticedChanges, RecordCheckpoint, RecordCommitments, RecordMeasures, RegisterPeople,
};
use folkmoot_authority::wants::Record;
use folkmoot_claims::wants::{Measures, Things};
use folkmoot_governance::wants::{ComingChanges, Mandates, WorthKeeping};
use folkmoot_identity::Ways;
use folkmoot_identity::actions::SignInKey;
use folkmoot_keeping::actions::ErasedFile;
use folkmoot_keeping::wants::Commitments;
use folkmoot_notices::wants::Agreements;
use folkmoot_record::actions::{KeyFile, Witnessing};
use folkmoot_register::wants::PlaceNews;
use folkmoot_store::Store;
use folkmoot_surveys::wants::Ground;
use folkmoot_web::sign_in::OtherWays;
use folkmoot_web::{App, Building, Site, sign_in};
use std::sync::Arc;

/// All of Folkmoot on this database. `about` is what the site says of itself.
pub fn app(store: Store, site: Site, about: About) -> App {
    building(store, site, about).done()
}

/// What a running site keeps outside its database.
#[derive(Debug)]
pub struct Keys {
    /// Signs the record.
    pub record: KeyFile,
    /// Who signs it as well.
    pub witnessing: Witnessing,
    /// Says to organisations' sign-in that this site is itself.
    pub sign_in: SignInKey,
    /// Who was erased.
    pub erased: ErasedFile,
}

/// The same, with its keys.
pub fn keyed(store: Store, site: Site, about: About, keys: Keys) -> App {
    let Keys { record, witnessing, sign_in, erased } = keys;
    building(store, site, about)
        .provide(Arc::new(record))
        .provide(Arc::new(witnessing))
        .provide(Arc::new(sign_in))
        .provide(Arc::new(erased))
        .done()
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
        .capability(folkmoot_directory::capability())
        .capability(folkmoot_record::capability())
        .capability(folkmoot_standards::capability())
        .capability(folkmoot_identity::capability())
        .capability(folkmoot_keeping::capability())
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
        .provide::<dyn Commitments>(Arc::new(RecordCommitments))
        .provide::<dyn Record>(Arc::new(GovernanceRecord))
        .provide::<dyn OtherWays>(Arc::new(Ways))
        .provide(Arc::new(about))
}
