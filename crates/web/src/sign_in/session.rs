//! Sessions: a random token in the browser, its hash in the database, a new one at every sign-in.

use super::store;
use super::way::{Way, browser};
use crate::ctx::Ctx;
use crate::middleware::set_cookie;
use crate::people::SignedIn;
use crate::web_app::App;
use axum::http::header;
use axum::response::Response;
use folkmoot_kernel::{PersonId, Proof, Timestamp};
use folkmoot_store::Error;
use rand::RngExt;
use sha2::{Digest, Sha256};

/// A session ends when nothing was done for this long. Unit: hours.
pub(super) const IDLE_HOURS: i64 = 12;
/// A session ends after this long whatever was done. Unit: days.
pub(super) const DAYS_MAX: i64 = 14;
/// For this long after signing in nobody is asked again. Unit: minutes. (sources.md#assurance)
const FRESH_MINUTES: i64 = 15;
/// `seen_at` is written at most this often. Unit: minutes.
const SEEN_MINUTES: i64 = 10;

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub token_hash: String,
    pub csrf: String,
    pub person: PersonId,
    pub made_at: Timestamp,
    pub seen_at: Timestamp,
    pub way: Way,
    /// "Firefox on Android"; empty where nobody knows.
    pub browser: String,
}

/// Digits of its hash by which a person's own session is named in a form. Nothing can be done with them but end it.
const NAME: usize = 16;

impl Session {
    pub fn name(&self) -> &str {
        self.token_hash.get(..NAME).unwrap_or_default()
    }

    pub fn is_open(&self, now: Timestamp) -> bool {
        let idle = IDLE_HOURS * 60;
        // One that was made or used later than now, by a clock that was wrong, is not open until then.
        let is_of_the_past = self.seen_at <= now.plus_minutes(idle) && self.made_at <= now.plus_minutes(idle);
        is_of_the_past && now < self.seen_at.plus_minutes(idle) && now < self.made_at.plus_days(DAYS_MAX)
    }

    /// What this sign-in proves now.
    pub fn proof(&self, now: Timestamp) -> Proof {
        let fresh = self.way == Way::Demonstration || now < self.made_at.plus_minutes(FRESH_MINUTES);
        Proof { assurance: self.way.assurance(), fresh }
    }

    fn wants_seeing(&self, now: Timestamp) -> bool {
        now >= self.seen_at.plus_minutes(SEEN_MINUTES)
    }
}

/// 160 random bits in 40 hexadecimal digits.
pub fn new_token() -> String {
    let bytes: [u8; 20] = rand::rng().random();
    hex(&bytes)
}

pub(crate) fn is_token(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a word with what it is for, so that one hash never serves for another.
pub(crate) fn hash(what: &str, word: &str) -> String {
    hex(&Sha256::digest(format!("{what}:{word}").as_bytes()))
}

/// What a form must carry when nobody is signed in: derived from the browser's own random name.
pub(crate) fn csrf_of_browser(browser: &str) -> String {
    hash("csrf", browser)
}

/// Compares without telling by its time where two secrets differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// The session and person of a cookie's token, while both still are.
pub(crate) async fn of_token(app: &App, token: &str) -> Result<(Option<Session>, Option<SignedIn>), Error> {
    let now = app.store().now();
    let mut db = app.store().read().await?;
    let session = match is_token(token) {
        true => store::session(&mut db, &hash("session", token)).await?.filter(|session| session.is_open(now)),
        false => None,
    };
    let (Some(session), Some(people)) = (session, app.people()) else { return Ok((None, None)) };
    let Some(person) = people.signed_in(&mut db, session.person, now.date()).await? else { return Ok((None, None)) };
    drop(db);
    if session.wants_seeing(now) {
        store::see_session(app.store(), &session.token_hash, now).await?;
    }
    Ok((Some(session), Some(person)))
}

/// Signs a person in: a new session, the old one ended, the cookie on the answer.
pub async fn start_session(ctx: &Ctx, person: PersonId, way: Way, mut answer: Response) -> Result<Response, Error> {
    let token = new_token();
    let old = ctx.inner().session.as_ref().map(|session| session.token_hash.as_str());
    let session = Session {
        token_hash: hash("session", &token),
        csrf: new_token(),
        person,
        made_at: ctx.now(),
        seen_at: ctx.now(),
        way,
        browser: browser(&ctx.inner().agent),
    };
    store::replace_session(ctx.store(), old, &session).await?;
    let cookie = set_cookie(ctx.site(), "folkmoot", &token, DAYS_MAX * 86_400);
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}

/// Signs out: the session ends in the database, whatever the browser keeps.
pub(crate) async fn end_session(ctx: &Ctx, mut answer: Response) -> Result<Response, Error> {
    if let Some(session) = &ctx.inner().session {
        store::end_session(ctx.store(), &session.token_hash, ctx.now()).await?;
    }
    let cookie = set_cookie(ctx.site(), "folkmoot", "", 0);
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn session() -> Session {
        let then = Timestamp::from_ms(0);
        Session {
            token_hash: String::new(),
            csrf: String::new(),
            person: Id::from_number(1),
            made_at: then,
            seen_at: then,
            way: Way::Code,
            browser: String::new(),
        }
    }

    #[test]
    fn an_idle_session_ends_after_twelve_hours() {
        let limit = Timestamp::from_ms(0).plus_minutes(IDLE_HOURS * 60);

        assert!(session().is_open(Timestamp::from_ms(limit.ms() - 1)));
        assert!(!session().is_open(limit));
    }

    #[test]
    fn a_session_of_a_clock_that_was_years_ahead_is_not_open_until_then() {
        let made = Timestamp::from_ms(0).plus_days(5 * 365);
        let ahead = Session { made_at: made, seen_at: made, ..session() };

        assert!(!ahead.is_open(Timestamp::from_ms(0)));
        assert!(ahead.is_open(made.plus_minutes(-60)));
    }

    #[test]
    fn a_busy_session_ends_after_fourteen_days() {
        let limit = Timestamp::from_ms(0).plus_days(DAYS_MAX);
        let busy = |now: Timestamp| Session { seen_at: now, ..session() }.is_open(now);

        assert!(busy(Timestamp::from_ms(limit.ms() - 1)));
        assert!(!busy(limit));
    }

    #[test]
    fn a_sign_in_is_fresh_for_a_quarter_of_an_hour() {
        let limit = Timestamp::from_ms(0).plus_minutes(FRESH_MINUTES);

        assert!(session().proof(Timestamp::from_ms(limit.ms() - 1)).fresh);
        assert!(!session().proof(limit).fresh);
        assert!(Session { way: Way::Demonstration, ..session() }.proof(limit).fresh);
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert!(is_token(&new_token()));
        assert_ne!(new_token(), new_token());
    }
}
