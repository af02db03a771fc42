//! Rows of sign-in. Housekeeping: nobody's act, so no event.

use super::code::SentCode;
use super::session::Session;
use super::way::Way;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, Store, Tx, row, sql};

row! {
    struct SessionRow {
        token_hash: String,
        person_id: PersonId,
        csrf: String,
        made_at: Timestamp,
        seen_at: Timestamp,
        way: String,
        browser: String,
    }
}

row! {
    /// A sent code with its id and address.
    pub(crate) struct CodeRow {
        pub(crate) id: Id<Anything>,
        pub(crate) email: String,
        code_hash: String,
        expires_at: Timestamp,
        tries: i64,
        used_at: Option<Timestamp>,
    }
}

impl CodeRow {
    pub(crate) fn code(&self) -> SentCode {
        SentCode {
            hash: self.code_hash.clone(),
            expires_at: self.expires_at,
            tries: self.tries,
            used: self.used_at.is_some(),
        }
    }
}

const SESSION: &str = "select token_hash, person_id, csrf, made_at, seen_at, way, browser
           from web_session";
/// Sessions of one person on a page.
const OWN_MAX: u32 = 100;

impl SessionRow {
    fn session(self) -> Session {
        Session {
            token_hash: self.token_hash,
            csrf: self.csrf,
            person: self.person_id,
            made_at: self.made_at,
            seen_at: self.seen_at,
            way: Way::read(&self.way),
            browser: self.browser,
        }
    }
}

pub(crate) async fn session(db: &mut Conn, token_hash: &str) -> Result<Option<Session>, Error> {
    let row: Option<SessionRow> =
        sql(format!("{SESSION} where token_hash = $1 and ended_at is null")).bind(token_hash).maybe(db).await?;
    Ok(row.map(SessionRow::session))
}

/// A person's sessions that nobody ended, the last used first.
pub(crate) async fn sessions_of(db: &mut Conn, person: PersonId) -> Result<Vec<Session>, Error> {
    let text =
        format!("{SESSION} where person_id = $1 and ended_at is null order by seen_at desc, token_hash limit $2");
    let rows: Vec<SessionRow> = sql(text).bind(person).bind(OWN_MAX).all(db).await?;
    Ok(rows.into_iter().map(SessionRow::session).collect())
}

/// How many sessions a person has or had, as far back as they are kept.
pub(crate) async fn sessions_of_any_age(db: &mut Conn, person: PersonId) -> Result<i64, Error> {
    sql("select count(*) from web_session where person_id = $1").bind(person).one(db).await
}

/// Ends these sessions in one write.
pub(crate) async fn end_sessions(store: &Store, sessions: &[Session], now: Timestamp) -> Result<(), Error> {
    let mut tx = store.write().await?;
    for session in sessions {
        end(&mut tx, &session.token_hash, now).await?;
    }
    tx.commit_housekeeping().await
}

pub(crate) async fn see_session(store: &Store, token_hash: &str, now: Timestamp) -> Result<(), Error> {
    let mut tx = store.write().await?;
    sql("update web_session set seen_at = $1 where token_hash = $2").bind(now).bind(token_hash).run(&mut tx).await?;
    tx.commit_housekeeping().await
}

pub(crate) async fn replace_session(store: &Store, old: Option<&str>, new: &Session) -> Result<(), Error> {
    let mut tx = store.write().await?;
    if let Some(old) = old {
        end(&mut tx, old, new.made_at).await?;
    }
    sql("insert into web_session (token_hash, person_id, csrf, made_at, seen_at, way, browser)
         values ($1, $2, $3, $4, $4, $5, $6)")
    .bind(&new.token_hash)
    .bind(new.person)
    .bind(&new.csrf)
    .bind(new.made_at)
    .bind(new.way.key())
    .bind(&new.browser)
    .run(&mut tx)
    .await?;
    tx.commit_housekeeping().await
}

pub(crate) async fn end_session(store: &Store, token_hash: &str, now: Timestamp) -> Result<(), Error> {
    let mut tx = store.write().await?;
    end(&mut tx, token_hash, now).await?;
    tx.commit_housekeeping().await
}

async fn end(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<(), Error> {
    sql("update web_session set ended_at = $1 where token_hash = $2 and ended_at is null")
        .bind(now)
        .bind(token_hash)
        .run(tx)
        .await?;
    Ok(())
}

/// How many codes went to this address, and were asked for from this network, since then.
pub(crate) async fn codes_since(
    db: &mut Conn,
    email: &str,
    network: &str,
    since: Timestamp,
) -> Result<(i64, i64), Error> {
    let to_address = sql("select count(*) from web_sign_in_code where email = $1 and sent_at > $2")
        .bind(email)
        .bind(since)
        .one(db)
        .await?;
    let to_network = sql("select count(*) from web_sign_in_code where network = $1 and network <> '' and sent_at > $2")
        .bind(network)
        .bind(since)
        .one(db)
        .await?;
    Ok((to_address, to_network))
}

/// A new code for this browser; earlier ones of the same browser die.
pub(crate) async fn add_code(
    tx: &mut Tx,
    browser_hash: &str,
    email: &str,
    code_hash: &str,
    expires_at: Timestamp,
    network: &str,
) -> Result<(), Error> {
    let (id, now) = (tx.new_id::<Anything>(), tx.now());
    sql("update web_sign_in_code set used_at = $1 where browser_hash = $2 and used_at is null")
        .bind(now)
        .bind(browser_hash)
        .run(tx)
        .await?;
    sql("insert into web_sign_in_code (id, browser_hash, email, code_hash, sent_at, expires_at, network)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(id)
    .bind(browser_hash)
    .bind(email)
    .bind(code_hash)
    .bind(now)
    .bind(expires_at)
    .bind(network)
    .run(tx)
    .await?;
    Ok(())
}

pub(crate) async fn code_of_browser(db: &mut Conn, browser_hash: &str) -> Result<Option<CodeRow>, Error> {
    sql("select id, email, code_hash, expires_at, tries, used_at
           from web_sign_in_code
          where browser_hash = $1
          order by id desc
          limit 1")
    .bind(browser_hash)
    .maybe(db)
    .await
}

pub(crate) async fn count_try(db: &mut Conn, id: Id<Anything>) -> Result<(), Error> {
    sql("update web_sign_in_code set tries = tries + 1 where id = $1").bind(id).run(db).await?;
    Ok(())
}

pub(crate) async fn use_code(db: &mut Conn, id: Id<Anything>, now: Timestamp) -> Result<(), Error> {
    sql("update web_sign_in_code set used_at = $1 where id = $2 and used_at is null")
        .bind(now)
        .bind(id)
        .run_one(db)
        .await
}

/// Forgets codes and sessions that ended before then.
pub(crate) async fn forget_before(store: &Store, then: Timestamp) -> Result<u64, Error> {
    let mut tx = store.write().await?;
    let codes = sql("delete from web_sign_in_code where expires_at < $1").bind(then).run(&mut tx).await?;
    let sessions = sql("delete from web_session where seen_at < $1").bind(then).run(&mut tx).await?;
    tx.commit_housekeeping().await?;
    Ok(codes + sessions)
}
