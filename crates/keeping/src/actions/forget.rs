//! What goes by its age, each day.

use crate::table::{TABLES, Until};
use folkmoot_store::personal::forget_older;
use folkmoot_web::Ctx;
use folkmoot_web::capability::JobError;

/// Deletes what is older than its table keeps it.
pub(crate) async fn forget(ctx: Ctx) -> Result<String, JobError> {
    let mut tx = ctx.store().write().await?;
    let (now, mut forgotten) = (tx.now(), 0);
    for kept in &TABLES {
        if let Until::Days { column, days } = kept.until {
            forgotten += forget_older(&mut tx, kept.table, column, now.plus_days(-days)).await?;
        }
    }
    tx.commit_housekeeping().await?;
    Ok(format!("forgot {forgotten} rows that were kept long enough"))
}
