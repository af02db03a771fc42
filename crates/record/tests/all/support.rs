//! An installation with a key, and official acts to put into its record.

use folkmoot_kernel::{Act, Actor, Id, Needs, PlaceId, Subject};
use folkmoot_record::actions::{KeyFile, Witnessing, keep};
use folkmoot_record::checkpoint::Secret;
use folkmoot_record::keyring::Keyring;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::{Event, Store, sql, testing};
use folkmoot_web::server::{Front, FrontSettings, ServerSettings, serve};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Capability, Ctx};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;

pub struct Given {
    pub app: TestApp,
    pub place: PlaceId,
    pub keys: Arc<KeyFile>,
    pub folder: TempDir,
}

const KEY: &str = "folkmoot.db.key";
pub const DONE: &str = "thing done";
const DO: Act = Act { key: "thing.do", words: "do a thing", needs: Needs::Program };

/// A capability with an official event, and one that is none.
fn things() -> Capability {
    Capability::new("things", "Things that happen.")
        .official(&[DONE])
        .readable(|_, kind, _| Box::pin(async move { Ok(kind == "thing") }))
        .links(|kind, id| (kind == "thing").then(|| format!("/things/{id}")))
}

pub fn app_on(store: Store, keys: &Arc<KeyFile>) -> TestApp {
    app_with(store, keys, Witnessing::default())
}

pub fn app_with(store: Store, keys: &Arc<KeyFile>, witnessing: Witnessing) -> TestApp {
    TestApp::building(store, |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(things())
            .capability(folkmoot_record::capability())
            .provide(Arc::clone(keys))
            .provide(Arc::new(witnessing))
    })
}

pub fn key_in(folder: &Path) -> Arc<KeyFile> {
    Arc::new(KeyFile::open(folder.join(KEY)).unwrap())
}

pub async fn given() -> Given {
    given_in(tempfile::tempdir().unwrap()).await
}

/// Another installation that has got hold of the same secret.
pub async fn given_with_secret(secret: &Secret) -> Given {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(KEY);
    std::fs::write(&file, Keyring::of(secret.clone()).written()).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    given_in(folder).await
}

async fn given_in(folder: TempDir) -> Given {
    let keys = key_in(folder.path());
    let app = app_on(testing::store().await, &keys);
    let place = given::place(app.store(), "Vale").await.id();
    Given { app, place, keys, folder }
}

/// The address at which a site can be read over HTTP while the test runs.
pub async fn open(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let front = Front::of_app(app.app(), FrontSettings::of_site(app.app().site()));
    tokio::spawn(serve(listener, front, ServerSettings::default(), std::future::pending()));
    address
}

impl Given {
    pub fn program(&self) -> Ctx {
        self.app.acting(Actor::Program("test"))
    }

    /// Something happens to thing number `id`.
    pub async fn happens(&self, event: &'static str, id: i64, words: &str) {
        happens(&self.app, self.place, event, id, words).await;
    }

    /// Somebody with a seat in the place.
    pub async fn partner(&self) -> TestApp {
        let person = given::team(self.app.store(), self.place, "Tim").await;
        self.app.as_person(person).await
    }

    /// What somebody with access to the database could do behind everybody's back.
    pub async fn behind(&self, text: &str) {
        let program = self.program();
        let mut tx = program.begin().await.unwrap();
        sql(text.to_owned()).run(&mut tx).await.unwrap();
        tx.commit_housekeeping().await.unwrap();
    }

    pub async fn keep(&self) -> usize {
        keep::all(&self.program(), &self.keys).await.unwrap()
    }
}

pub async fn happens(app: &TestApp, place: PlaceId, event: &'static str, id: i64, words: &str) {
    let ctx = app.acting(Actor::Program("test"));
    let tx = ctx.begin().await.unwrap();
    let permit = ctx.permit(DO, Subject::place(place)).unwrap();
    let thing: Id<()> = Id::from_number(id);
    let event = Event::new(event, "thing", thing).after(&serde_json::json!({ "words": words }));
    tx.record(permit, event).await.unwrap().commit().await.unwrap();
}

/// As it stands in an address.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}
