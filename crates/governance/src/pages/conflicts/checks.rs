//! A check-list as pages show it.

use crate::check::{Check, CheckOf, Evidence, Question};
use crate::links;
use crate::store;
use folkmoot_store::{Conn, Error};

/// One question with its answer, if there is one.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) question: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) words: String,
    /// Where the evidence is, and what it is called. No address: there is none, and the words say why.
    pub(crate) evidence: Option<(String, String)>,
    pub(crate) is_answered: bool,
}

/// The three questions, whatever is answered.
pub(crate) async fn asked(db: &mut Conn, of: CheckOf) -> Result<Vec<Asked>, Error> {
    let answers = store::checks(db, of).await?;
    let mut all = Vec::new();
    for question in Question::ALL {
        let answer = answers.iter().find(|check| check.question() == question);
        all.push(Asked {
            question: question.words(),
            hint: question.hint(),
            words: answer.map(|check| check.words().to_owned()).unwrap_or_default(),
            evidence: match answer.map(Check::evidence) {
                Some(Evidence::Link(link)) => Some((link.clone(), link.clone())),
                Some(Evidence::Paper(id)) => {
                    store::paper(db, *id).await?.map(|paper| (links::paper(*id), paper.title().to_owned()))
                }
                Some(Evidence::None) | None => None,
            },
            is_answered: answer.is_some(),
        });
    }
    Ok(all)
}
