//! What a change means: money, people, services, and the promises and decisions that it touches.

use super::choices;
use super::notices::{conflict, impact, of_notice, own, read_impact};
use crate::actions::notices::{Touched, measure};
use crate::acts::GIVE_NOTICE;
use crate::links;
use crate::notice::{Notice, NoticeId};
use crate::store;
use crate::wants::{Agreed, Agreements, Touch};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/notices/{notice}/impact", GIVE_NOTICE, show, save)
}

fn measuring(notice: &Notice, place: &Place) -> Form {
    impact(of_notice(notice, place, "impact", "What does it mean?"))
        .version(notice.version())
        .button("Save what it means")
}

struct Ground {
    notice: Notice,
    place: Place,
    to_pick: Vec<Agreed>,
    picked: Touched,
}

impl Ground {
    async fn at(ctx: &Ctx, id: NoticeId) -> Result<Self, PageError> {
        let (notice, place) = own(ctx, id).await?;
        let mut db = ctx.read().await?;
        let picked = store::touched(&mut db, id).await?;
        let to_pick = match ctx.wanted::<dyn Agreements>() {
            Some(agreements) => {
                let mut all = agreements.to_pick(ctx, &mut db, place.id()).await?;
                let missing: Touched = picked.iter().filter(|(touch, id)| !has(&all, *touch, *id)).copied().collect();
                all.extend(agreements.picked(ctx, &mut db, place.id(), &missing).await?);
                all
            }
            None => Vec::new(),
        };
        Ok(Self { notice, place, to_pick, picked })
    }

    fn form(&self) -> Form {
        let form = measuring(&self.notice, &self.place);
        let form = self.picking(form, Touch::Promise, "Which promises does it touch?");
        self.picking(form, Touch::Decision, "Which decisions does it touch?")
    }

    fn picking(&self, form: Form, touch: Touch, label: &str) -> Form {
        let of_kind = self.to_pick.iter().filter(|one| one.touch == touch);
        let all = choices(of_kind.map(|one| (one.id.to_string(), format!("{} ({})", one.words, one.note))));
        if all.is_empty() { form } else { form.field(Field::checkboxes(touch.key(), label, all)) }
    }

    fn filled(&self) -> Form {
        let means = self.notice.impact();
        let picked = self.picked.iter().map(|(touch, id)| (touch.key().to_owned(), id.to_string()));
        let said = [
            ("amount", means.amount.map(|amount| amount.to_string()).unwrap_or_default()),
            ("people", means.people.map(|people| people.to_string()).unwrap_or_default()),
            ("people_words", means.people_words.clone()),
            ("services", means.services.clone()),
        ];
        self.form().filled(said).filled(picked)
    }

    /// Only what was offered counts.
    fn touched(&self, answers: &Answers) -> Touched {
        let mut all = Touched::new();
        for touch in [Touch::Promise, Touch::Decision] {
            let ids = answers.many(touch.key()).into_iter().filter_map(|id| id.parse::<i64>().ok());
            all.extend(ids.filter(|id| has(&self.to_pick, touch, *id)).map(|id| (touch, id)));
        }
        all
    }
}

fn has(all: &[Agreed], touch: Touch, id: i64) -> bool {
    all.iter().any(|one| one.touch == touch && one.id == id)
}

async fn show(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    ctx.form(Ground::at(&ctx, id).await?.filled()).await
}

async fn save(ctx: Ctx, Path(id): Path<NoticeId>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::at(&ctx, id).await?;
    let form = ground.form();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match measure(&ctx, id, answers.version(), read_impact(&answers), &ground.touched(&answers)).await {
        Ok(after) => Ok(ctx.see(links::notice(after.id()), "Saved")),
        Err(err) if err.is_conflict() => conflict(&ctx, id, &sent, measuring).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
