//! Check-lists of items and decisions.

use super::known;
use crate::check::{Check, CheckOf, Evidence, Question};
use crate::paper::PaperId;
use folkmoot_kernel::{Id, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_check";
/// Answers of one check-list, and some to spare.
const CHECKS_MAX: u32 = 20;

row! {
    struct CheckRow {
        question: String,
        answer: String,
        words: String,
        link: String,
        paper_id: Option<PaperId>,
        answered_at: Timestamp,
        answered_by: Option<PersonId>,
    }
}

impl CheckRow {
    fn check(self) -> Result<Check, Error> {
        let evidence = match (self.answer.as_str(), self.paper_id) {
            ("none", _) => Evidence::None,
            (_, Some(paper)) => Evidence::Paper(paper),
            (_, None) => Evidence::Link(self.link),
        };
        Ok(Check {
            question: known(Question::read(&self.question), TABLE, &self.question, &self.question)?,
            words: self.words,
            evidence,
            at: self.answered_at,
            by: self.answered_by,
        })
    }
}

const fn column(of: CheckOf) -> (&'static str, i64) {
    match of {
        CheckOf::Item(id) => ("item_id", id.number()),
        CheckOf::Decision(id) => ("decision_id", id.number()),
    }
}

/// The answers that there are, in the order of the questions.
pub async fn checks(db: &mut Conn, of: CheckOf) -> Result<Vec<Check>, Error> {
    let (column, id) = column(of);
    let text = format!(
        "select question, answer, words, link, paper_id, answered_at, answered_by
           from governance_check
          where {column} = $1
          limit $2"
    );
    let rows: Vec<CheckRow> = sql(text).bind(id).bind(CHECKS_MAX).all(db).await?;
    let mut all = rows.into_iter().map(CheckRow::check).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(Check::question);
    Ok(all)
}

/// Answers anew; questions that are not among these keep their answers.
pub async fn save_checks(db: &mut Conn, of: CheckOf, answers: &[(Id<Check>, Check)]) -> Result<(), Error> {
    let (column, number) = column(of);
    for (id, check) in answers {
        let text = format!("delete from governance_check where {column} = $1 and question = $2");
        sql(text).bind(number).bind(check.question.key()).run(db).await?;
        let (answer, link, paper) = match &check.evidence {
            Evidence::None => ("none", "", None),
            Evidence::Link(link) => ("evidence", link.trim(), None),
            Evidence::Paper(paper) => ("evidence", "", Some(*paper)),
        };
        let text = format!(
            "insert into governance_check
               (id, {column}, question, answer, words, link, paper_id, answered_at, answered_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        );
        sql(text)
            .bind(*id)
            .bind(number)
            .bind(check.question.key())
            .bind(answer)
            .bind(&check.words)
            .bind(link)
            .bind(paper)
            .bind(check.at)
            .bind(check.by)
            .run(db)
            .await?;
    }
    Ok(())
}
