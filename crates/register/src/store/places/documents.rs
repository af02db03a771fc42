//! Documents of a place.

use super::known;
use crate::document::{Document, DocumentId, DocumentKind};
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct DocumentRow { id: DocumentId, place_id: PlaceId, kind: String, title: String, url: String, dated: Option<Date> }
}

/// Most documents that a place page lists.
const DOCUMENTS_MAX: u32 = 100;

impl DocumentRow {
    fn document(self) -> Result<Document, Error> {
        let kind = known(DocumentKind::read(&self.kind), "register_place_document", self.id, &self.kind)?;
        let (id, place, title, url, dated) = (self.id, self.place_id, self.title, self.url, self.dated);
        Ok(Document { id, place, kind, title, url, dated })
    }
}

/// By kind, newest first.
pub async fn documents(db: &mut Conn, place: PlaceId) -> Result<Vec<Document>, Error> {
    let rows: Vec<DocumentRow> = sql("select id, place_id, kind, title, url, dated
           from register_place_document
          where place_id = $1
          order by kind, dated desc, title, id
          limit $2")
    .bind(place)
    .bind(DOCUMENTS_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(DocumentRow::document).collect()
}

pub async fn document(db: &mut Conn, id: DocumentId) -> Result<Option<Document>, Error> {
    let row: Option<DocumentRow> =
        sql("select id, place_id, kind, title, url, dated from register_place_document where id = $1")
            .bind(id)
            .maybe(db)
            .await?;
    row.map(DocumentRow::document).transpose()
}

pub async fn add_document(db: &mut Conn, document: &Document) -> Result<(), Error> {
    sql("insert into register_place_document (id, place_id, kind, title, url, dated)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(document.id)
    .bind(document.place)
    .bind(document.kind.key())
    .bind(&document.title)
    .bind(&document.url)
    .bind(document.dated)
    .run(db)
    .await?;
    Ok(())
}

/// History keeps what it said.
pub async fn remove_document(db: &mut Conn, id: DocumentId) -> Result<(), Error> {
    sql("delete from register_place_document where id = $1").bind(id).run_one(db).await
}
