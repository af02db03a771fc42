//! Papers; their content is read only to be downloaded.

use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::paper::{FileKind, Marking, Paper, PaperId};
use crate::store::known;
use folkmoot_kernel::{PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_paper";
/// Most papers of one meeting.
const PAPERS_MAX: u32 = 500;

row! {
    struct PaperRow {
        id: PaperId,
        item_id: ItemId,
        title: String,
        file_name: String,
        media_type: String,
        marking: String,
        size_bytes: i64,
        sha256: String,
        added_at: Timestamp,
        added_by: Option<PersonId>,
        words: Option<i64>,
        pages: Option<i64>,
    }
}

const COLUMNS: &str = "select p.id, p.item_id, p.title, p.file_name, p.media_type, p.marking, p.size_bytes, p.sha256,
                p.added_at, p.added_by, p.words, p.pages
           from governance_paper p";

impl PaperRow {
    fn paper(self) -> Result<Paper, Error> {
        Ok(Paper {
            kind: known(FileKind::read(&self.media_type), TABLE, self.id, &self.media_type)?,
            marking: known(Marking::read(&self.marking), TABLE, self.id, &self.marking)?,
            id: self.id,
            item: self.item_id,
            title: self.title,
            file_name: self.file_name,
            size_bytes: self.size_bytes,
            sha256: self.sha256,
            added_at: self.added_at,
            added_by: self.added_by,
            words: self.words,
            pages: self.pages,
        })
    }
}

pub async fn paper(db: &mut Conn, id: PaperId) -> Result<Option<Paper>, Error> {
    let row: Option<PaperRow> = sql(format!("{COLUMNS} where p.id = $1")).bind(id).maybe(db).await?;
    row.map(PaperRow::paper).transpose()
}

pub async fn paper_content(db: &mut Conn, id: PaperId) -> Result<Option<Vec<u8>>, Error> {
    sql("select content from governance_paper where id = $1").bind(id).maybe(db).await
}

/// Papers of all items of a meeting, in the order in which they were added.
pub async fn papers_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Paper>, Error> {
    let text = format!(
        "{COLUMNS}
           join governance_item i on i.id = p.item_id
          where i.meeting_id = $1
          order by p.added_at, p.id
          limit $2"
    );
    let rows: Vec<PaperRow> = sql(text).bind(meeting).bind(PAPERS_MAX).all(db).await?;
    rows.into_iter().map(PaperRow::paper).collect()
}

pub async fn add_paper(db: &mut Conn, new: &Paper, content: &[u8]) -> Result<(), Error> {
    sql("insert into governance_paper
           (id, item_id, title, file_name, media_type, marking, size_bytes, sha256, content, added_at, added_by, words,
            pages)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(new.id)
    .bind(new.item)
    .bind(&new.title)
    .bind(&new.file_name)
    .bind(new.kind.media_type())
    .bind(new.marking.key())
    .bind(new.size_bytes)
    .bind(&new.sha256)
    .bind(content)
    .bind(new.added_at)
    .bind(new.added_by)
    .bind(new.words)
    .bind(new.pages)
    .run(db)
    .await?;
    Ok(())
}

/// Takes a paper off. What it was the evidence of is owed again.
pub async fn remove_paper(db: &mut Conn, id: PaperId) -> Result<(), Error> {
    sql("delete from governance_check where paper_id = $1").bind(id).run(db).await?;
    sql("delete from governance_paper where id = $1").bind(id).run_one(db).await
}
