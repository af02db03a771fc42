//! The check-list: three questions, each with evidence or with the reason why there is none.

use crate::actions::conflicts::{Answered, answer_checks, checks_of};
use crate::acts::ANSWER_CHECKS;
use crate::check::{Check, CheckOf, Evidence, Question};
use crate::decision::DecisionId;
use crate::forms::meetings::agenda::{self, to_change};
use crate::item::ItemId;
use crate::links;
use crate::pages::at::{self, body_at};
use crate::store;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent};

/// What is answered for, and the papers that may be the evidence.
#[derive(Debug)]
struct Ground {
    of: CheckOf,
    form: Form,
    papers: Vec<Choice>,
    answers: Vec<Check>,
    back: String,
}

impl Ground {
    async fn of_item(ctx: &Ctx, id: ItemId) -> Result<Self, PageError> {
        let (item, at) = to_change(ctx, id, ANSWER_CHECKS).await?;
        let mut db = ctx.read().await?;
        let papers = store::papers_of_meeting(&mut db, at.meeting.id()).await?;
        let papers = papers.into_iter().filter(|paper| paper.item() == id);
        Ok(Self {
            of: CheckOf::Item(id),
            form: agenda::of_item(&item, &at, "checks", "Check-list"),
            papers: papers.map(|paper| Choice::new(paper.id().to_string(), paper.title())).collect(),
            answers: store::checks(&mut db, CheckOf::Item(id)).await?,
            back: links::item(id),
        })
    }

    async fn of_decision(ctx: &Ctx, id: DecisionId) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        ctx.allowed(&[ANSWER_CHECKS], decision.subject())?;
        if let CheckOf::Item(item) = checks_of(&decision) {
            drop(db);
            return Self::of_item(ctx, item).await;
        }
        let (body, place) = body_at(&mut db, decision.body()).await?;
        let mut steps = at::steps_to_body(&place, &body);
        steps.push((decision.called(), links::decision(id)));
        let form = at::form(format!("{}/checks", links::decision(id)), "Check-list", steps).caption(decision.called());
        let answers = store::checks(&mut db, CheckOf::Decision(id)).await?;
        Ok(Self { of: CheckOf::Decision(id), form, papers: Vec::new(), answers, back: links::decision(id) })
    }

    fn form(&self) -> Form {
        let form = self.form.clone().lead(
            "Answered before something that binds is closed as agreed. No evidence is an answer too, with the reason why.",
        );
        let form = Question::ALL.into_iter().fold(form, |form, question| self.asked(form, question));
        form.button("Save").back(self.back.clone())
    }

    fn asked(&self, form: Form, question: Question) -> Form {
        let key = question.key();
        let mut choices = vec![Choice::new("link", "There is evidence, at an address")];
        if !self.papers.is_empty() {
            choices.push(Choice::new("paper", "There is evidence, in a paper of this item"));
        }
        choices.push(Choice::new("none", "There is none"));
        let form = form
            .field(
                Field::radios(format!("{key}_answer"), question.words(), choices)
                    .hint(question.hint())
                    .missing("Choose one: “There is none” is an answer"),
            )
            .field(
                Field::area(format!("{key}_words"), format!("{} In a sentence or two", question.words()))
                    .hint("What the evidence shows, or why there is none.")
                    .max(1_000)
                    .rows(2),
            )
            .field(
                Field::url(format!("{key}_link"), format!("Address of the evidence: {}", question.asked())).optional(),
            );
        if self.papers.is_empty() {
            return form;
        }
        let label = format!("Paper with the evidence: {}", question.asked());
        form.field(Field::select(format!("{key}_paper"), label, self.papers.clone()).optional())
    }

    fn filled(&self) -> Form {
        let mut values = Vec::new();
        for check in &self.answers {
            let key = check.question().key();
            values.push((format!("{key}_words"), check.words().to_owned()));
            let (answer, more) = match check.evidence() {
                Evidence::None => ("none", None),
                Evidence::Link(link) => ("link", Some((format!("{key}_link"), link.clone()))),
                Evidence::Paper(id) => ("paper", Some((format!("{key}_paper"), id.to_string()))),
            };
            values.push((format!("{key}_answer"), answer.to_owned()));
            values.extend(more);
        }
        self.form().filled(values)
    }
}

fn answered(answers: &Answers) -> Result<Vec<Answered>, FormErrors> {
    Question::ALL.into_iter().map(|question| one(answers, question)).collect()
}

fn one(answers: &Answers, question: Question) -> Result<Answered, FormErrors> {
    let key = question.key();
    let of = |end: &str| answers.text(&format!("{key}_{end}")).to_owned();
    let evidence = match of("answer").as_str() {
        "link" => Evidence::Link(of("link")),
        "paper" => {
            let missing = || {
                let field = crate::check::Refusal::PaperElsewhere(question);
                FormErrors::on(field.field(), field.to_string())
            };
            Evidence::Paper(of("paper").parse().map_err(|_| missing())?)
        }
        _ => Evidence::None,
    };
    Ok(Answered { question, words: of("words"), evidence })
}

async fn answer(ctx: &Ctx, ground: &Ground, sent: &Sent) -> Result<Response, PageError> {
    let form = ground.form();
    let answers = match form.read(sent).and_then(|answers| answered(&answers)) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, sent, errors).await,
    };
    match answer_checks(ctx, ground.of, answers).await {
        Ok(_) => Ok(ctx.see(ground.back.clone(), "Check-list answered")),
        Err(err) => ctx.refused(form, sent, err).await,
    }
}

pub(super) async fn of_item_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    ctx.form(Ground::of_item(&ctx, id).await?.filled()).await
}

pub(super) async fn of_item(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::of_item(&ctx, id).await?;
    answer(&ctx, &ground, &sent).await
}

pub(super) async fn of_decision_form(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    ctx.form(Ground::of_decision(&ctx, id).await?.filled()).await
}

pub(super) async fn of_decision(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::of_decision(&ctx, id).await?;
    answer(&ctx, &ground, &sent).await
}
