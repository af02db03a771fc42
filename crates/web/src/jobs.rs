//! Runs later work: enqueued rows one after another, reconcilers when they are due. Survives being killed: what was not
//! done is still a row.

use crate::capability::{Job, JobError};
use crate::ctx::Ctx;
use crate::web_app::App;
use folkmoot_kernel::Actor;
use folkmoot_store::{Error, job};
use futures_util::future::BoxFuture;
use std::time::Duration;

/// Pause between looks at the table. Unit: seconds.
const LOOK_SECONDS: u64 = 5;

/// Works until told to stop.
pub async fn run(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(err) = work_once(&app).await {
            tracing::error!(fault = %err, "the job table could not be worked");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(LOOK_SECONDS)) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Does everything that is due now, and answers how many rows and reconcilers that was. Tests call it directly.
pub async fn work_once(app: &App) -> Result<usize, Error> {
    let mut done = reconcile(app).await?;
    while let Some(row) = job::claim(app.store()).await? {
        handle(app, &row).await?;
        done += 1;
    }
    Ok(done)
}

async fn handle(app: &App, row: &job::Job) -> Result<(), Error> {
    let own = crate::mail::job();
    let handler = app.jobs().chain(std::iter::once(&own)).find_map(|job| match job {
        Job::Handler { kind, run } if *kind == row.kind => Some(run.clone()),
        _ => None,
    });
    let ctx = Ctx::acting(app, Actor::Program("jobs"));
    let outcome = match handler {
        Some(run) => guarded(run(ctx, row.payload_json.clone())).await,
        None => Err(JobError::from(format!("nobody handles jobs of kind {}", row.kind))),
    };
    match outcome {
        Ok(()) => job::done(app.store(), row).await,
        Err(err) => {
            tracing::warn!(job = %row.id, kind = row.kind, fault = %err, "a job failed and will be tried again");
            job::failed(app.store(), row, &err.to_string()).await
        }
    }
}

/// A panic in one job is that job's fault, and the others go on.
async fn guarded<T: Send + 'static>(work: BoxFuture<'static, Result<T, JobError>>) -> Result<T, JobError> {
    tokio::spawn(work).await.unwrap_or_else(|panic| Err(JobError::from(panic)))
}

async fn reconcile(app: &App) -> Result<usize, Error> {
    let mut ran = 0;
    for reconciler in app.jobs() {
        let Job::Reconciler { name, every, run } = reconciler else { continue };
        if !job::start_reconciler(app.store(), name, every.minutes()).await? {
            continue;
        }
        let outcome = guarded(run(Ctx::acting(app, Actor::Program(name)))).await;
        let words = outcome.unwrap_or_else(|err| {
            tracing::error!(reconciler = name, fault = %err, "a reconciler failed");
            format!("failed: {err}")
        });
        job::note_reconciler(app.store(), name, &words).await?;
        ran += 1;
    }
    Ok(ran)
}
