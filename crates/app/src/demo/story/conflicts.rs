//! Interests declared at the beginning; what items name, rulings, stakes and the check-list when something is put; words explained.

use super::Story;
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker, unknown};
use crate::demo::written::{self, Conflicts, Declared, Named as WrittenNamed};
use folkmoot_governance::actions::conflicts::{
    Answered, add_term, answer_checks, choose_house_rules, declare_interest, rule_on, say_names, write_stake,
};
use folkmoot_governance::actions::{add_paper, conflicts};
use folkmoot_governance::check::{CheckOf, Evidence, Question};
use folkmoot_governance::concern::{Concern, may_be_of};
use folkmoot_governance::glossary::Meaning;
use folkmoot_governance::house_rules::ChairFrom;
use folkmoot_governance::interest::{InterestDetails, Kind, Party};
use folkmoot_governance::item::ItemId;
use folkmoot_governance::meeting::MeetingId;
use folkmoot_governance::named::{Named, Thing};
use folkmoot_governance::paper::{Draft, Marking};
use folkmoot_governance::position::Stance;
use folkmoot_governance::ruling::Verdict;
use folkmoot_governance::stake::Words;
use folkmoot_kernel::PersonId;
use folkmoot_web::Ctx;

/// Clear days by which papers of these bodies are there; where the chair comes from.
const HOUSE_RULES: [(&str, i64, ChairFrom); 3] =
    [("board", 7, ChairFrom::Partners), ("committee", 5, ChairFrom::Partners), ("experience", 3, ChairFrom::Outside)];

/// On the first morning: house rules, the glossary, the register of interests.
pub(super) async fn begin(maker: &mut Maker, written: &Conflicts) -> Result<(), DemoError> {
    maker.at(maker.calendar.begins().plus_minutes(80));
    let (program, place) = (maker.program(), maker.cast.place()?);
    for (body, days, chair) in HOUSE_RULES {
        choose_house_rules(&program, maker.cast.body(body)?, 0, (days, chair)).await.arranged(body)?;
    }
    for term in &written.term {
        let meaning = |(sector, words): &(String, String)| Meaning { sector: sector.clone(), words: words.clone() };
        let meanings = term.meanings.iter().map(meaning).collect();
        add_term(&program, place, &term.word, meanings).await.arranged(&term.word)?;
    }
    for one in &written.interest {
        declare(maker, one).await?;
    }
    Ok(())
}

async fn declare(maker: &mut Maker, one: &Declared) -> Result<(), DemoError> {
    let (person, party) = match (&one.who, &one.person) {
        (Some(who), _) => (maker.cast.voice("", who)?, Party::Organisation(maker.cast.organisation(who)?)),
        (None, Some((who, body))) => {
            let person = maker.cast.speaker(body, who)?;
            (person, Party::Person(person))
        }
        (None, None) => return Err(unknown("an interest of nobody")),
    };
    let named = match (&one.contract, &one.pot, &one.about) {
        (Some(name), ..) => Named::called(Thing::Contract, name),
        (None, Some(name), _) => Named::called(Thing::Pot, name),
        (None, None, Some(about)) => Some(Named::Organisation(maker.cast.organisation(about)?)),
        (None, None, None) => None,
    };
    let details = InterestDetails {
        kind: Kind::read(&one.kind).ok_or_else(|| unknown(format!("the kind of interest {}", one.kind)))?,
        named: named.ok_or_else(|| unknown(format!("what {} is in", one.what)))?,
        what: one.what.clone(),
        from: maker.calendar.day(1, 1),
        until: None,
    };
    let place = maker.cast.place()?;
    let ctx = maker.acting(person).await?;
    declare_interest(&ctx, place, party, details).await.arranged(&one.what)?;
    Ok(())
}

/// Why a meeting is not in public, where its body has said so.
pub(super) async fn explain(ctx: &Ctx, body: &str, id: MeetingId) -> Result<(), DemoError> {
    let written = written::conflicts()?;
    if let Some(one) = written.private.iter().find(|one| one.body == body) {
        conflicts::explain_private(ctx, id, 0, &one.why).await.arranged(body)?;
    }
    Ok(())
}

/// What a concern is about, by lot; nobody who simply agrees has one.
pub(super) fn concerns(maker: &Maker, title: &str, organisation: &str, stance: Stance, reason: &str) -> Vec<Concern> {
    if !may_be_of(stance) || reason.is_empty() {
        return Vec::new();
    }
    let mut lot = maker.lot(&format!("concerns of {organisation} about {title}"));
    let first = lot.pick(&Concern::ALL).copied();
    let second = if lot.chance(30) { lot.pick(&Concern::ALL).copied() } else { None };
    first.into_iter().chain(second.filter(|second| Some(*second) != first)).collect()
}

impl Story {
    /// Before something is put: what its item names, what was ruled, and what organisations stand to gain or lose.
    pub(super) async fn name(
        &self,
        maker: &mut Maker,
        (at, item): (usize, ItemId),
        ctx: &Ctx,
    ) -> Result<(), DemoError> {
        let title = self.decisions[at].written.title.clone();
        let Some(one) = self.conflicts.named.iter().find(|one| one.decision == title).cloned() else { return Ok(()) };
        say_names(ctx, item, &named(maker, &one)?).await.arranged(&title)?;
        for (who, verdict, reason) in &one.rulings {
            let party = party(maker, who)?;
            let verdict = Verdict::read(verdict).ok_or_else(|| unknown(format!("the ruling {verdict}")))?;
            rule_on(ctx, item, party, 0, (verdict, reason)).await.arranged(&title)?;
        }
        let body = self.decisions[at].written.body.clone();
        for (who, gain, lose, told) in &one.stakes {
            let (person, organisation) = (maker.cast.speaker(&body, who)?, maker.cast.organisation(who)?);
            let ctx = maker.acting(person).await?;
            let words = Words { gain: gain.clone(), lose: lose.clone(), told: told.clone() };
            write_stake(&ctx, item, organisation, 0, words).await.arranged(&title)?;
        }
        Ok(())
    }

    /// Whoever keeps the papers answers the check-list, and hands in what was asked for since, sometimes late.
    pub(super) async fn check(
        &self,
        maker: &Maker,
        (at, item): (usize, ItemId),
        (ctx, person): (&Ctx, PersonId),
    ) -> Result<(), DemoError> {
        let title = &self.decisions[at].written.title;
        let mut lot = maker.lot(&format!("check-list of {title}"));
        let pools = &self.conflicts.checks;
        let answers = Question::ALL.into_iter().map(|question| {
            let pool = match question {
                Question::Involvement => &pools.involvement,
                Question::Equality => &pools.equality,
                Question::Impact => &pools.impact,
            };
            let (words, link) = lot.pick(pool).cloned().unwrap_or_default();
            let evidence = if link.is_empty() { Evidence::None } else { Evidence::Link(link) };
            Answered { question, words, evidence }
        });
        answer_checks(ctx, CheckOf::Item(item), answers.collect()).await.arranged(title)?;
        let board = self.decisions[at].written.body == "board";
        if board && maker.lot(&format!("late paper of {title}")).chance(35) {
            let content =
                "Figures that members asked for since the paper went out.\n\nThey change nothing in what is put.";
            let (file_name, marking) = ("figures.txt", Marking::Open);
            let draft = Draft {
                title: "Figures asked for since",
                marking,
                file_name,
                content: content.as_bytes(),
                by: Some(person),
            };
            add_paper(ctx, item, draft).await.arranged(title)?;
        }
        Ok(())
    }

    /// Whether this organisation, or whoever speaks for it, has no position by a ruling.
    pub(super) fn is_ruled_out(&self, maker: &Maker, at: usize, organisation: &str) -> bool {
        let written = &self.decisions[at].written;
        let Some(one) = self.conflicts.named.iter().find(|one| one.decision == written.title) else { return false };
        let speaker = maker.cast.speaker(&written.body, organisation).ok();
        one.rulings.iter().filter(|(_, verdict, _)| verdict != "no_conflict").any(|(who, ..)| match party(maker, who) {
            Ok(Party::Person(id)) => Some(id) == speaker,
            Ok(Party::Organisation(_)) => who == organisation,
            Err(_) => false,
        })
    }
}

fn named(maker: &Maker, one: &WrittenNamed) -> Result<Vec<Named>, DemoError> {
    let mut all = Vec::new();
    for who in &one.gains {
        all.push(Named::Organisation(maker.cast.organisation(who)?));
    }
    all.extend(one.contracts.iter().filter_map(|name| Named::called(Thing::Contract, name)));
    all.extend(one.pots.iter().filter_map(|name| Named::called(Thing::Pot, name)));
    Ok(all)
}

/// "homes", or "person:hospice:board": whoever sits there for it.
fn party(maker: &Maker, who: &str) -> Result<Party, DemoError> {
    let parts: Vec<&str> = who.split(':').collect();
    match parts.as_slice() {
        ["person", organisation, body] => Ok(Party::Person(maker.cast.speaker(body, organisation)?)),
        _ => Ok(Party::Organisation(maker.cast.organisation(who)?)),
    }
}
