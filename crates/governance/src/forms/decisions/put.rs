//! Putting a decision: the questions, a look at the answers, and then it counts.

use super::check;
use crate::actions::decisions::{self, Put, PutTo};
use crate::actions::mandates::{self, mandate};
use crate::acts::PUT_DECISION;
use crate::body::Body;
use crate::item::{Item, ItemId};
use crate::links;
use crate::mandate::{Mandate, Matter};
use crate::power::Power;
use crate::priority::Priority;
use crate::store;
use crate::wants::FunctionChoice;
use folkmoot_kernel::{BodyId, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_web::{Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent};

/// Days for positions that the form suggests.
const SUGGESTED_DAYS: i64 = 7;

/// What is said of a decision that is put to no meeting.
const IN_WRITING: &str = "This is put in writing: nobody has to meet. Each organisation with a vote is asked for its position until the day you set, and it is closed like one that was put to a meeting.";

/// Where it is put, with what the form needs to know of it.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) to: PutTo,
    pub(super) place: Place,
    pub(super) body: Body,
    pub(super) item: Option<Item>,
    pub(super) priorities: Vec<Priority>,
    pub(super) functions: Vec<FunctionChoice>,
    /// What the map says of what the item is about.
    mandate: Option<Mandate>,
}

impl Ground {
    /// For somebody who may put a decision there; anybody else is refused before they write.
    async fn at(ctx: &Ctx, to: PutTo) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let (body, item) = match to {
            PutTo::Body(body) => (body, None),
            PutTo::Item(id) => {
                let item = store::item(&mut db, id).await?.ok_or_else(PageError::not_found)?;
                let meeting = store::meeting(&mut db, item.meeting()).await?.ok_or_else(PageError::not_found)?;
                (meeting.body(), Some(item))
            }
        };
        let body = store::body(&mut db, body).await?.ok_or_else(PageError::not_found)?;
        ctx.allowed(&[PUT_DECISION], body.subject())?;
        let place = folkmoot_register::store::place(&mut db, body.place()).await?.ok_or_else(PageError::not_found)?;
        let priorities = store::current_priorities(&mut db, body.place(), ctx.now().date()).await?;
        let today = ctx.now().date();
        let functions = mandates::functions(ctx, &mut db, body.place(), today).await?;
        let named = item.as_ref().and_then(Item::function);
        let mandate = mandate(ctx, &mut db, (body.place(), body.id()), named, today).await?.and_then(Result::ok);
        Ok(Self { to, place, body, item, priorities, functions, mandate })
    }

    pub(super) fn action(&self) -> String {
        format!("{}/decisions/add", self.back())
    }

    pub(super) fn back(&self) -> String {
        self.item.as_ref().map_or_else(|| links::body(self.body.id()), |item| links::item(item.id()))
    }

    pub(super) fn form(&self) -> Form {
        let form = Form::post(self.action(), "Put a decision")
            .caption(self.body.name())
            .crumb(self.place.name(), format!("/places/{}", self.place.slug()))
            .crumb(self.body.name(), links::body(self.body.id()));
        let form = match &self.item {
            Some(item) => form.crumb(item.title(), links::item(item.id())),
            None => form.lead(IN_WRITING),
        };
        self.fields(form).button("Check your answers").back(self.back())
    }

    fn fields(&self, form: Form) -> Form {
        let powers = Power::ALL.iter().map(|power| Choice::new(power.key(), power.sentence()).hint(power.hint()));
        let form = form
            .field(Field::text("title", "What is it called?").hint("A few words that people will remember it by."))
            .field(
                Field::area("plain_summary", "What does it mean, in plain words?")
                    .hint("For residents. No abbreviations: what changes, for whom, from when.")
                    .max(800)
                    .rows(3),
            )
            .field(Field::area("text", "What exactly is put?").hint("The words that will be minuted."));
        let form = self
            .with_matter(form)
            .field(Field::radios("power", "This body can", powers.collect()).missing("Choose what this body can do"))
            .field(
                Field::text("power_holder", "Whose power is it?").hint(
                    "Who decides in the end, like “this board”, or “the integrated care board, delegated to us”.",
                ),
            )
            .field(
                Field::text("power_basis", "Where does that power come from?")
                    .hint("The article, the terms of reference, the scheme of delegation.")
                    .max(500)
                    .optional(),
            );
        self.with_priority(form).field(
            Field::datetime("positions_due", "Last moment for positions")
                .hint("Positions stay sealed until all are in, or until then. Not needed for something to note.")
                .optional(),
        )
    }

    /// What it is about in the map of who decides, if there is one, and how much money.
    fn with_matter(&self, form: Form) -> Form {
        let amount = Field::money("amount", "How much money is it about?").hint("Leave it empty if it is about none.");
        if self.functions.is_empty() {
            return form.field(amount.optional());
        }
        let choices = self.functions.iter().map(|one| Choice::new(one.id.to_string(), one.words.clone())).collect();
        form.field(
            Field::select("function", "What is decided, in the map of who decides?", choices)
                .hint("The map says up to how much this body decides. What is above that is endorsed, and goes up.")
                .optional(),
        )
        .field(amount.optional())
    }

    fn with_priority(&self, form: Form) -> Form {
        if self.priorities.is_empty() {
            return form;
        }
        let choices = self.priorities.iter().map(|one| Choice::new(one.id().to_string(), one.title())).collect();
        form.field(Field::select("priority", "Which priority does it serve?", choices).optional())
    }

    /// What an item says already, and a week for positions.
    fn suggested(&self, now: Timestamp) -> Form {
        let day = now.date().plus_days(SUGGESTED_DAYS);
        let mut values = vec![
            ("positions_due", format!("{day} 17:00")),
            ("power_holder", self.body.name().to_owned()),
            ("power_basis", self.body.authority().to_owned()),
        ];
        if let Some(item) = &self.item {
            values.push(("title", item.title().to_owned()));
            values.push(("power", item.power().key().to_owned()));
            values.push(("function", item.function().map(|id| id.to_string()).unwrap_or_default()));
            values.push(("priority", item.priority().map(|id| id.to_string()).unwrap_or_default()));
        }
        if let Some(mandate) = self.mandate.as_ref().filter(|mandate| !mandate.basis.is_empty()) {
            values.push(("power_basis", mandate.basis.clone()));
        }
        self.form().filled(values)
    }

    fn written(&self, put: &Put) -> Form {
        self.form().filled([
            ("title", put.title.clone()),
            ("plain_summary", put.plain_summary.clone()),
            ("text", put.text.clone()),
            ("power", put.power.key().to_owned()),
            ("power_holder", put.power_holder.clone()),
            ("power_basis", put.power_basis.clone()),
            ("function", put.matter.function.map(|id| id.to_string()).unwrap_or_default()),
            ("amount", put.matter.amount.map(|amount| amount.to_string()).unwrap_or_default()),
            ("priority", put.priority.map(|id| id.to_string()).unwrap_or_default()),
            ("positions_due", format!("{} {}", put.positions_due.date(), put.positions_due.clock())),
        ])
    }
}

fn read(form: &Form, sent: &Sent, now: Timestamp) -> Result<Put, FormErrors> {
    let answers = form.read(sent)?;
    let power = Power::read(answers.text("power")).unwrap_or(Power::Note);
    let due = match (answers.maybe_moment("positions_due"), power) {
        (Some(due), _) => due,
        (None, Power::Note) => now,
        (None, _) => return Err(FormErrors::on("positions_due", "Enter the last moment for positions")),
    };
    let text = |name: &str| answers.text(name).to_owned();
    Ok(Put {
        title: text("title"),
        text: text("text"),
        plain_summary: text("plain_summary"),
        priority: answers.maybe("priority").and_then(|id| id.parse().ok()),
        power,
        power_holder: text("power_holder"),
        power_basis: text("power_basis"),
        positions_due: due,
        matter: Matter {
            function: answers.maybe("function").and_then(|id| id.parse().ok()),
            amount: answers.maybe_money("amount"),
        },
    })
}

pub(super) async fn on_body_form(ctx: Ctx, Path(body): Path<String>) -> Result<Response, PageError> {
    let body: BodyId = body.parse()?;
    ctx.form(Ground::at(&ctx, PutTo::Body(body)).await?.suggested(ctx.now())).await
}

pub(super) async fn on_item_form(ctx: Ctx, Path(item): Path<String>) -> Result<Response, PageError> {
    let item: ItemId = item.parse()?;
    ctx.form(Ground::at(&ctx, PutTo::Item(item)).await?.suggested(ctx.now())).await
}

pub(super) async fn on_body(ctx: Ctx, Path(body): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let body: BodyId = body.parse()?;
    step(&ctx, PutTo::Body(body), &sent).await
}

pub(super) async fn on_item(ctx: Ctx, Path(item): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let item: ItemId = item.parse()?;
    step(&ctx, PutTo::Item(item), &sent).await
}

/// Answers are shown first; they count once somebody who has seen them says so. "Change" leads back with all of them.
async fn step(ctx: &Ctx, to: PutTo, sent: &Sent) -> Result<Response, PageError> {
    let ground = Ground::at(ctx, to).await?;
    let form = ground.form();
    let put = match read(&form, sent, ctx.now()) {
        Ok(put) => put,
        Err(errors) => return ctx.form_again(form, sent, errors).await,
    };
    match sent.get("step") {
        Some("put") => count(ctx, &ground, put, sent).await,
        Some("change") => ctx.form(ground.written(&put)).await,
        _ => check::show(ctx, &ground, put, sent).await,
    }
}

async fn count(ctx: &Ctx, ground: &Ground, put: Put, sent: &Sent) -> Result<Response, PageError> {
    match decisions::put_decision(ctx, ground.to, put).await {
        Ok(new) => Ok(ctx.see(links::decision(new.id()), &format!("Decision {} is put", new.number()))),
        Err(err) => ctx.refused(ground.form(), sent, err).await,
    }
}
