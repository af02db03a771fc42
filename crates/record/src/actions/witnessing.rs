//! Signing for others, and asking others to sign for us. Whom, the settings say.

use crate::actions::KeyFile;
use crate::acts::{KEEP_RECORD, WITNESS};
use crate::checkpoint::Head;
use crate::links;
use crate::store::{self, Log, Signed};
use crate::tree::for_consistency;
use crate::witness::{Asked, NotSigned, Witness, WitnessKey, request};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Refused, Subject};
use folkmoot_store::{Error, Event};
use folkmoot_web::Ctx;
use folkmoot_web::capability::JobError;
use std::time::Duration;

/// Who witnesses our log, and whose logs are witnessed here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witnessing {
    /// Address of each witness, without "/add-checkpoint", and its key.
    pub asks: Vec<(String, WitnessKey)>,
    /// Keys of logs: "calder.example/record+...".
    pub logs: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    #[error(transparent)]
    NotSigned(#[from] NotSigned),
    #[error(transparent)]
    Store(#[from] Error),
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Longest wait for a witness.
const WAIT: Duration = Duration::from_secs(20);
/// Most that is read of an answer. Unit: bytes.
const ANSWER_MAX: u64 = 64 * 1024;

/// The witness that this installation is.
pub fn own(ctx: &Ctx) -> Option<Witness> {
    let keys = ctx.wanted::<KeyFile>()?;
    Some(Witness::of(&keys.secret(), &links::origin(&ctx.site().url, 1)))
}

/// Signs for a log of somebody else's, if it only grew since the last time. Answers the line to put below the checkpoint.
pub async fn take(ctx: &Ctx, text: &str) -> Result<String, TakeError> {
    let asked = Asked::read(text)?;
    let origin = asked.checkpoint.origin.clone();
    let named = |key: &&String| key.split('+').next() == Some(origin.as_str());
    let witnessing = ctx.wanted::<Witnessing>().ok_or(NotSigned::UnknownLog)?;
    let key = witnessing.logs.iter().find(named).ok_or(NotSigned::UnknownLog)?;
    let witness = own(ctx).ok_or(NotSigned::UnknownLog)?;
    let permit = ctx.permit(WITNESS, Subject::default())?;

    let mut tx = ctx.begin().await?;
    let last = store::witnessed(&mut tx, &origin).await?;
    let head = asked.check(key, last)?;
    let now = tx.now();
    store::save_witnessed(&mut tx, &origin, last, head, now).await?;
    let id: Id<Anything> = Id::from_number(0);
    tx.record(permit, Event::new("log witnessed", "witnessed", id)).await?.commit().await?;
    Ok(witness.sign(&asked, now))
}

/// The reconciler: asks every witness that has not signed our latest checkpoint.
pub async fn run(ctx: Ctx) -> Result<String, JobError> {
    let Some(witnessing) = ctx.wanted::<Witnessing>() else { return Ok("no witnesses".to_owned()) };
    let mut signed = 0;
    for (address, key) in &witnessing.asks {
        match ask(&ctx, address, key).await {
            Ok(true) => signed += 1,
            Ok(false) => {}
            // One witness that sleeps holds up no other.
            Err(fault) => tracing::warn!(witness = key.name(), %fault, "a witness did not sign the record"),
        }
    }
    Ok(format!("{signed} witnesses signed"))
}

async fn ask(ctx: &Ctx, address: &str, key: &WitnessKey) -> Result<bool, JobError> {
    let mut db = ctx.read().await?;
    let Some(log) = store::logs(&mut db).await?.into_iter().next() else { return Ok(false) };
    let Some(signed) = store::latest(&mut db, log.number).await? else { return Ok(false) };
    let known = store::cosigned_by(&mut db, log.number, key.name()).await?;
    drop(db);
    if known == Some(signed.size) || signed.size == 0 {
        return Ok(false);
    }
    let old = known.map_or(0, i64::unsigned_abs);
    let answer = match send(ctx, address, (&log, &signed), old).await? {
        // It remembers another one than we do.
        (409, body) => send(ctx, address, (&log, &signed), body.trim().parse()?).await?,
        answer => answer,
    };
    let (200, body) = answer else { return Err(format!("it answers {}: {}", answer.0, answer.1.trim()).into()) };
    let line = key.found_in(&body, &signed.note).ok_or("it answers without its signature")?;

    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(KEEP_RECORD, Subject::default())?;
    let now = tx.now();
    store::add_cosignature(&mut tx, (log.number, signed.size), key.name(), &line, now).await?;
    let id: Id<Anything> = Id::from_number(log.number);
    tx.record(permit, Event::new("record witnessed", "record", id)).await?.commit().await?;
    Ok(true)
}

async fn send(ctx: &Ctx, address: &str, (log, signed): (&Log, &Signed), old: u64) -> Result<(u16, String), JobError> {
    let Head { size, .. } = signed.head();
    let proof = match old {
        0 => Vec::new(),
        old if old >= size => Vec::new(),
        old => {
            let tiles = store::tiles(&mut *ctx.read().await?, log.number, &for_consistency(size, old)).await?;
            tiles.consistency(size, old)?
        }
    };
    let text = request(old, &proof, &signed.note);
    post(format!("{address}/add-checkpoint"), text).await
}

/// On a thread of its own: the client waits where it stands. Follows no way to elsewhere.
async fn post(url: String, text: String) -> Result<(u16, String), JobError> {
    let sent = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(WAIT))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("folkmoot/", env!("CARGO_PKG_VERSION"), " (asks a witness)"))
            .build()
            .into();
        let mut answer = agent.post(&url).header("content-type", "text/plain; charset=utf-8").send(&text)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(ANSWER_MAX).read_to_string()?;
        Ok::<_, ureq::Error>((status, body))
    });
    Ok(sent.await??)
}
