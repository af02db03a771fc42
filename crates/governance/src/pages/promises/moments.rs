//! What happened to a promise, in order, in words. Partners see which person spoke; the public sees the organisation.

use crate::promise::{Promise, Reader, Remark, RemarkKind};
use folkmoot_kernel::{OrganisationId, PersonId, Timestamp};
use std::collections::BTreeMap;

/// Names for the page, and whether people's are shown.
pub(super) struct Names<'a> {
    pub(super) organisations: &'a BTreeMap<OrganisationId, (folkmoot_kernel::Slug, String)>,
    pub(super) people: &'a BTreeMap<PersonId, String>,
    pub(super) reader: Reader,
}

impl Names<'_> {
    pub(super) fn organisation(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map_or("A partner", |(_, name)| name.as_str())
    }

    /// "Vale Trust (Tom Reed)"; of the place's team, the person alone, or "The place team".
    pub(super) fn who(&self, organisation: Option<OrganisationId>, person: PersonId) -> String {
        let name = self.people.get(&person).filter(|_| self.reader == Reader::Partner);
        match (organisation.map(|id| self.organisation(id)), name) {
            (Some(organisation), Some(name)) => format!("{organisation} ({name})"),
            (Some(organisation), None) => organisation.to_owned(),
            (None, Some(name)) => name.clone(),
            (None, None) => "The place team".to_owned(),
        }
    }
}

/// Everybody whose name the page may say.
pub(super) fn people(promise: &Promise, remarks: &[Remark]) -> Vec<PersonId> {
    let said = [promise.confirmed(), promise.declined(), promise.withdrawn()].into_iter().flatten();
    let accepted = promise.accepted().map(|signed| signed.by);
    said.map(|said| said.by).chain(accepted).chain(remarks.iter().map(|remark| remark.person)).collect()
}

/// Oldest first: when, and what.
pub(super) fn moments(promise: &Promise, remarks: &[Remark], names: &Names<'_>) -> Vec<(String, String)> {
    let owner = Some(promise.owner());
    let mut all: Vec<(Timestamp, String)> = vec![(promise.made_at(), "It was written down.".to_owned())];
    if let Some(signed) = promise.accepted() {
        all.push((signed.at, format!("{} accepted it.", names.who(owner, signed.by))));
    }
    if let Some(said) = promise.declined() {
        all.push((said.at, format!("{} declined it: {}", names.who(owner, said.by), said.words)));
    }
    if let Some(said) = promise.withdrawn() {
        all.push((said.at, format!("{} took it back: {}", names.who(owner, said.by), said.words)));
    }
    if let Some(said) = promise.confirmed() {
        let who = names.who(promise.confirmer(), said.by);
        let words = if said.words.is_empty() { ".".to_owned() } else { format!(": {}", said.words) };
        all.push((said.at, format!("{who} confirmed that it is done{words}")));
    }
    if let Some(at) = promise.lapsed_at() {
        all.push((at, "Its decision was not agreed.".to_owned()));
    }
    all.extend(remarks.iter().map(|remark| (remark.at, remark_in_words(remark, names))));
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(at, words)| (at.date().in_words(), words)).collect()
}

fn remark_in_words(remark: &Remark, names: &Names<'_>) -> String {
    let (who, words) = (names.who(remark.organisation, remark.person), &remark.words);
    match (remark.kind, remark.dates) {
        (RemarkKind::Renegotiated, Some((old, new))) => {
            format!("{who} gave it a new date, {} instead of {}: {words}", new.in_words(), old.in_words())
        }
        (RemarkKind::Renegotiated, None) => format!("{who} gave it a new date: {words}"),
        (RemarkKind::GotInTheWay, _) => format!("{who} said what got in the way: {words}"),
        (RemarkKind::SaidDone, _) => format!("{who} said that it is done: {words}"),
        (RemarkKind::SentBack, _) => format!("{who} sent it back: {words}"),
        (RemarkKind::ReliedOn, _) => format!("{who} said what was done in reliance on it: {words}"),
        (RemarkKind::Comment, _) => format!("{who}: {words}"),
    }
}
