//! Powers over a function: given, explained, ended.

use crate::actions::{self, Names};
use crate::acts::CHANGE_MAP;
use crate::function::Function;
use crate::holding::{Holder, Holding, HoldingDetails, HoldingId, Origin};
use crate::links;
use crate::pages::at::{self, function_at, power_at};
use folkmoot_kernel::{Date, FunctionId, Power};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/functions/{function}/powers/add", CHANGE_MAP, give_form, give)
        .form("/powers/{power}/edit", CHANGE_MAP, explain_form, explain)
        .form("/powers/{power}/end", CHANGE_MAP, end_form, end)
}

fn origin_fields(form: Form) -> Form {
    form.field(Field::text("basis", "Legal basis").hint("The law, the article, the agreement.").max(500).optional())
        .field(
            Field::text("source", "The document in which it stands")
                .hint("Like “Scheme of delegation, line 3.2”.")
                .max(500)
                .optional(),
        )
        .field(Field::url("source_url", "Where that document is").optional())
        .field(
            Field::text("together", "If somebody else decides about the same money: how do they share it?")
                .hint("Like “together, as a joint committee”.")
                .max(500)
                .optional(),
        )
}

fn giving(function: &Function, place: &Place, names: &Names, today: Date) -> Form {
    let action = format!("{}/powers/add", links::function(function.id()));
    let holders = names.choices().into_iter().map(|(value, words)| Choice::new(value, words)).collect();
    let powers = Power::ALL.iter().map(|power| Choice::new(power.key(), power.sentence()).hint(power.hint())).collect();
    let form = at::form(action, "Give a power", at::to_function(function, place))
        .caption(function.name())
        .field(
            Field::select("holder", "Who holds it?", holders)
                .hint("A body, a body outside, or a post. A post keeps it when its holder goes."),
        )
        .field(Field::radios("power", "What can they do?", powers))
        .field(
            Field::money("limit", "Up to how much money?")
                .hint("Only for who decides. Leave it empty if they decide whatever it costs.")
                .optional(),
        );
    origin_fields(form)
        .field(Field::date("from", "From which day?").value(today.to_string()))
        .field(Field::date("until", "Until which day?").hint("If it is known already.").optional())
        .button("Give this power")
}

fn origin(answers: &Answers) -> Origin {
    let text = |name: &str| answers.text(name).to_owned();
    Origin { basis: text("basis"), source: text("source"), source_url: text("source_url"), together: text("together") }
}

fn details(answers: &Answers) -> Result<HoldingDetails, FormErrors> {
    let holder: Option<Holder> = Names::read(answers.text("holder"));
    Ok(HoldingDetails {
        holder: holder.ok_or_else(|| FormErrors::on("holder", "Choose who holds it"))?,
        power: Power::read(answers.text("power")).unwrap_or(Power::Note),
        limit: answers.maybe_money("limit"),
        origin: origin(answers),
        from: answers.date("from"),
        until: answers.maybe_date("until"),
    })
}

async fn giving_for(ctx: &Ctx, id: FunctionId) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let (function, place) = function_at(&mut db, id).await?;
    ctx.allowed(&[CHANGE_MAP], place.subject())?;
    let names = Names::of(ctx, &mut db, place.id()).await?;
    Ok(giving(&function, &place, &names, ctx.now().date()))
}

async fn give_form(ctx: Ctx, Path(id): Path<FunctionId>) -> Result<Response, PageError> {
    ctx.form(giving_for(&ctx, id).await?).await
}

async fn give(ctx: Ctx, Path(id): Path<FunctionId>, sent: Sent) -> Result<Response, PageError> {
    let form = giving_for(&ctx, id).await?;
    let details = match form.read(&sent).and_then(|answers| details(&answers)) {
        Ok(details) => details,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::give_power(&ctx, id, details).await {
        Ok(_) => Ok(ctx.see(links::function(id), "Power given")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn power_for(ctx: &Ctx, id: HoldingId) -> Result<(Holding, Function, Place, String), PageError> {
    let mut db = ctx.read().await?;
    let (holding, function, place) = power_at(&mut db, id).await?;
    ctx.allowed(&[CHANGE_MAP], place.subject())?;
    let who = Names::of(ctx, &mut db, place.id()).await?.of_holder(holding.holder()).0;
    Ok((holding, function, place, who))
}

/// "Vale board: decide this up to £5".
fn called(holding: &Holding, who: &str) -> String {
    let limit = holding.limit().map(|limit| format!(" up to {limit}")).unwrap_or_default();
    format!("{who}: {}{limit}", holding.power().words())
}

fn explaining((holding, function, place, who): &(Holding, Function, Place, String)) -> Form {
    let origin = holding.origin();
    let form = at::form(
        format!("{}/edit", links::power(holding.id())),
        "Say better where this power comes from",
        at::to_function(function, place),
    )
    .caption(called(holding, who))
    .lead("Who holds which power up to which limit is never rewritten: end it, and give the new one from a day on.");
    origin_fields(form)
        .filled([
            ("basis", origin.basis.clone()),
            ("source", origin.source.clone()),
            ("source_url", origin.source_url.clone()),
            ("together", origin.together.clone()),
        ])
        .version(holding.version())
}

async fn explain_form(ctx: Ctx, Path(id): Path<HoldingId>) -> Result<Response, PageError> {
    ctx.form(explaining(&power_for(&ctx, id).await?)).await
}

async fn explain(ctx: Ctx, Path(id): Path<HoldingId>, sent: Sent) -> Result<Response, PageError> {
    let at = power_for(&ctx, id).await?;
    let form = explaining(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::explain_power(&ctx, id, answers.version(), origin(&answers)).await {
        Ok(_) => Ok(ctx.see(links::function(at.1.id()), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(explaining(&power_for(&ctx, id).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn ending((holding, function, place, who): &(Holding, Function, Place, String), today: Date) -> Form {
    at::form(format!("{}/end", links::power(holding.id())), "End this power", at::to_function(function, place))
        .caption(called(holding, who))
        .field(Field::date("until", "What is its last day?").value(today.to_string()))
        .field(Field::text("why", "Why does it end?").hint("Like “new scheme of delegation, agreed in March”."))
        .version(holding.version())
        .button("End it")
}

async fn end_form(ctx: Ctx, Path(id): Path<HoldingId>) -> Result<Response, PageError> {
    ctx.form(ending(&power_for(&ctx, id).await?, ctx.now().date())).await
}

async fn end(ctx: Ctx, Path(id): Path<HoldingId>, sent: Sent) -> Result<Response, PageError> {
    let at = power_for(&ctx, id).await?;
    let form = ending(&at, ctx.now().date());
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let told = (answers.date("until"), answers.text("why"));
    match actions::end_power(&ctx, id, answers.version(), told).await {
        Ok(_) => Ok(ctx.see(links::function(at.1.id()), "Ended")),
        Err(err) if err.is_conflict() => {
            ctx.form_conflict(ending(&power_for(&ctx, id).await?, ctx.now().date()), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
