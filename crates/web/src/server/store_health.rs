//! The store as the server sees it.

use super::front::Health;
use folkmoot_store::{Store, sql};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

impl Health for Store {
    fn generation(&self) -> u64 {
        Store::generation(self)
    }

    fn answers(&self) -> BoxFuture<'_, bool> {
        async {
            let Ok(mut db) = self.read().await else { return false };
            sql("select 1").one::<i64>(&mut db).await.is_ok()
        }
        .boxed()
    }
}
