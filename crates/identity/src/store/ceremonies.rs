//! What was begun in a browser and waits for its end.

use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, Tx, row, sql};

/// What is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeremonyKind {
    /// A passkey is made.
    Make,
    /// A passkey signs in.
    SignIn,
    /// A visit to an organisation's sign-in.
    Through,
}

row! {
    struct CeremonyRow {
        id: Id<Anything>,
        person_id: Option<PersonId>,
        state: String,
    }
}

/// What was begun, by whom if anybody was signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    pub person: Option<PersonId>,
    pub state: String,
}

impl CeremonyKind {
    const fn key(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::SignIn => "sign_in",
            Self::Through => "through",
        }
    }
}

pub async fn begin_ceremony(
    tx: &mut Tx,
    (browser, network): (&str, &str),
    kind: CeremonyKind,
    begun: &Ceremony,
) -> Result<(), Error> {
    let (id, now) = (tx.new_id::<Anything>(), tx.now());
    sql("insert into identity_ceremony (id, browser, kind, person_id, state, network, begun_at)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(id)
    .bind(browser)
    .bind(kind.key())
    .bind(begun.person)
    .bind(&begun.state)
    .bind(network)
    .bind(now)
    .run_one(tx)
    .await
}

/// Takes the newest of this browser and kind since then; it and older ones are gone.
pub async fn take_ceremony(
    db: &mut Conn,
    browser: &str,
    kind: CeremonyKind,
    since: Timestamp,
) -> Result<Option<Ceremony>, Error> {
    let row: Option<CeremonyRow> = sql("select id, person_id, state
           from identity_ceremony
          where browser = $1
            and kind = $2
            and begun_at > $3
          order by id desc
          limit 1")
    .bind(browser)
    .bind(kind.key())
    .bind(since)
    .maybe(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    sql("delete from identity_ceremony where browser = $1 and kind = $2 and id <= $3")
        .bind(browser)
        .bind(kind.key())
        .bind(row.id)
        .run(db)
        .await?;
    Ok(Some(Ceremony { person: row.person_id, state: row.state }))
}

/// How many were begun from this network since then.
pub async fn ceremonies_since(db: &mut Conn, network: &str, since: Timestamp) -> Result<i64, Error> {
    sql("select count(*) from identity_ceremony where network = $1 and network <> '' and begun_at > $2")
        .bind(network)
        .bind(since)
        .one(db)
        .await
}

pub async fn forget_ceremonies(db: &mut Conn, before: Timestamp) -> Result<u64, Error> {
    sql("delete from identity_ceremony where begun_at < $1").bind(before).run(db).await
}
