//! Letters: written in the transaction that causes them, sent by a job; in demo and development read on /outbox.

use crate::capability::{Job, JobError};
use crate::ctx::Ctx;
use crate::site::{Mode, Site};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Timestamp};
use folkmoot_store::{Conn, Error, Tx, row, sql};
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// The kind of the job row that sends a letter.
const SEND: &str = "mail.send";

row! {
    /// A letter.
    pub struct Letter {
        pub id: Id<Anything>,
        pub to_email: String,
        pub subject: String,
        pub body: String,
        pub made_at: Timestamp,
        pub sent_at: Option<Timestamp>,
    }
}

/// Puts a letter in with the change that causes it.
pub async fn queue(tx: &mut Tx, to: &str, subject: &str, body: &str) -> Result<(), Error> {
    let (id, now) = (tx.new_id::<Anything>(), tx.now());
    sql("insert into web_mail (id, to_email, subject, body, made_at) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(to)
        .bind(subject)
        .bind(body)
        .bind(now)
        .run(tx)
        .await?;
    tx.enqueue(SEND, &id).await
}

/// The newest letters, for /outbox.
pub async fn newest(db: &mut Conn, limit: u32) -> Result<Vec<Letter>, Error> {
    sql("select id, to_email, subject, body, made_at, sent_at
           from web_mail
          order by made_at desc, id desc
          limit $1")
    .bind(limit)
    .all(db)
    .await
}

pub(crate) fn job() -> Job {
    Job::handler(SEND, |ctx, payload| Box::pin(send(ctx, payload)))
}

async fn send(ctx: Ctx, payload: String) -> Result<(), JobError> {
    let id: Id<Anything> = serde_json::from_str(&payload)?;
    let letter: Option<Letter> =
        sql("select id, to_email, subject, body, made_at, sent_at from web_mail where id = $1")
            .bind(id)
            .maybe(&mut *ctx.read().await?)
            .await?;
    let Some(letter) = letter.filter(|letter| letter.sent_at.is_none()) else { return Ok(()) };
    if ctx.site().mode == Mode::Production {
        deliver(ctx.site(), &letter).await?;
    }
    mark_sent(&ctx, letter.id).await.map_err(Into::into)
}

async fn deliver(site: &Site, letter: &Letter) -> Result<(), JobError> {
    let message = Message::builder()
        .from(site.mail_from.parse()?)
        .to(letter.to_email.parse()?)
        .subject(&letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())?;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&site.smtp)?.build();
    transport.send(message).await?;
    Ok(())
}

async fn mark_sent(ctx: &Ctx, id: Id<Anything>) -> Result<(), Error> {
    let mut tx = ctx.store().write().await?;
    sql("update web_mail set sent_at = $1 where id = $2").bind(ctx.now()).bind(id).run(&mut tx).await?;
    tx.commit_housekeeping().await
}
