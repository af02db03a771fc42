//! A ruling on the interests of one party in one item.

use crate::actions::conflicts::{Conflicts, conflicts_of_item, rule_on};
use crate::acts::RULE_ON_INTERESTS;
use crate::forms::meetings::agenda::{of_item, to_change};
use crate::interest::Party;
use crate::item::{Item, ItemId};
use crate::links;
use crate::pages::at::MeetingAt;
use crate::pages::conflicts::of_item::{key_of, names_on, party_at, rows};
use crate::ruling::Verdict;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

/// An item, one party, and what it has to do with it.
#[derive(Debug)]
struct Ground {
    item: Item,
    at: MeetingAt,
    party: Party,
    on: Conflicts,
    name: String,
    because: Vec<String>,
}

impl Ground {
    async fn at(ctx: &Ctx, id: ItemId, key: &str) -> Result<Self, PageError> {
        let (item, at) = to_change(ctx, id, RULE_ON_INTERESTS).await?;
        let party = party_at(key).ok_or_else(PageError::not_found)?;
        let mut db = ctx.read().await?;
        let on = conflicts_of_item(&mut db, &item, &at.meeting).await?;
        let is_known = on.matches.iter().any(|one| one.party == party) || on.ruled.on(party).is_some();
        if !is_known {
            return Err(PageError::not_found());
        }
        let names = names_on(&mut db, &on).await?;
        let name = names.party(party);
        let own = rows(ctx, id, &on, &names).into_iter().find(|row| row.name == name);
        let because = own.map(|row| row.because).unwrap_or_default();
        Ok(Self { item, at, party, on, name, because })
    }

    fn form(&self) -> Form {
        let end = format!("interests/{}", key_of(self.party));
        let verdicts = Verdict::ALL.iter().map(|one| Choice::new(one.key(), one.words()).hint(one.hint())).collect();
        let form = of_item(&self.item, &self.at, &end, &format!("Rule on {}", self.name))
            .version(self.on.ruled.on(self.party).map_or(0, crate::ruling::Ruling::version));
        let form = self.because.iter().fold(form, |form, words| form.lead(words.clone()));
        form.field(Field::radios("verdict", "What follows?", verdicts).missing("Choose what follows"))
            .field(
                Field::area("reason", "Why?")
                    .hint("In a sentence or two. It stands in the minutes.")
                    .max(1_000)
                    .rows(3)
                    .missing("Say in a sentence why: it stands in the minutes"),
            )
            .warning("Who is ruled out loses a position given before, and has none on this item. An open paper is for partners only until the meeting was held.")
            .button("Rule")
    }

    fn filled(&self) -> Form {
        match self.on.ruled.on(self.party) {
            Some(ruling) => self.form().filled([("verdict", ruling.verdict().key()), ("reason", ruling.reason())]),
            None => self.form(),
        }
    }
}

pub(super) async fn form(ctx: Ctx, Path((id, key)): Path<(ItemId, String)>) -> Result<Response, PageError> {
    ctx.form(Ground::at(&ctx, id, &key).await?.filled()).await
}

pub(super) async fn send(ctx: Ctx, Path((id, key)): Path<(ItemId, String)>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::at(&ctx, id, &key).await?;
    let form = ground.form();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let verdict = Verdict::read(answers.text("verdict")).unwrap_or(Verdict::Leave);
    match rule_on(&ctx, id, ground.party, answers.version(), (verdict, answers.text("reason"))).await {
        Ok(_) => Ok(ctx.see(format!("{}/interests", links::item(id)), "Ruled")),
        Err(err) if err.is_conflict() => ctx.form_conflict(Ground::at(&ctx, id, &key).await?.filled(), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
