//! Who may do what here: made from the acts that the program itself checks, so that it cannot say anything else.

use askama::Template;
use folkmoot_kernel::{Act, Needs};
use folkmoot_web::{Ctx, Mode, Page, PageError, Response};

/// Everybody first, then ever fewer.
const ORDER: [Needs; 10] = [
    Needs::Nothing,
    Needs::SignIn,
    Needs::SeatInPlace,
    Needs::SeatOnBody,
    Needs::SpeaksForOrganisation,
    Needs::AnotherOrganisation,
    Needs::RunsBody,
    Needs::PlaceTeam,
    Needs::Administrator,
    Needs::Program,
];

/// Who, and all that they may.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    who: &'static str,
    which: &'static str,
    /// By capability.
    may: Vec<(&'static str, Vec<&'static str>)>,
}

#[derive(Debug, Template)]
#[template(path = "policy.html")]
struct PolicyPage {
    groups: Vec<Group>,
}

/// Who that is, as a heading; and how one comes to be it.
const fn who(needs: Needs) -> (&'static str, &'static str) {
    match needs {
        Needs::Nothing => ("Anybody", "Without an account, and without saying who you are."),
        Needs::SignIn => ("Anybody who is signed in", "Everybody who holds or held a seat, and administrators."),
        Needs::SeatInPlace => {
            ("Anybody with a seat in the place", "On any of its bodies, observers too, or on the place's own team.")
        }
        Needs::SeatOnBody => {
            ("Anybody with a seat on the body", "Observers too. The place's team may do it for every body.")
        }
        Needs::SpeaksForOrganisation => (
            "Whoever speaks for an organisation",
            "Somebody who holds a seat for it, or stands in as deputy. Observers do not speak for theirs.",
        ),
        Needs::AnotherOrganisation => (
            "Another organisation",
            "Somebody with a seat in the place for an organisation that is not the one concerned: nobody confirms their own.",
        ),
        Needs::RunsBody => (
            "Whoever runs the body",
            "Its chair, deputy chair or secretary. The place's team may do it for every body.",
        ),
        Needs::PlaceTeam => {
            ("The place's team", "Those who work for the place as a whole, such as its business manager.")
        }
        Needs::Administrator => {
            ("Administrators of this site", "Named on the server's command line, by whoever runs it.")
        }
        Needs::Program => {
            ("The program itself", "On the server's command line, or by itself at its time; nobody over the web.")
        }
    }
}

fn groups(acts: &[(&'static str, Act)]) -> Vec<Group> {
    let group = |needs: &Needs| {
        let (who, which) = who(*needs);
        let mut may: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
        for (capability, act) in acts.iter().filter(|(_, act)| act.needs == *needs) {
            match may.iter_mut().find(|(name, _)| name == capability) {
                Some((_, words)) => words.push(act.words),
                None => may.push((capability, vec![act.words])),
            }
        }
        Group { who, which, may }
    };
    ORDER.iter().map(group).filter(|group| !group.may.is_empty()).collect()
}

impl Group {
    /// What the parts of the program are called by people.
    fn part(&self, capability: &'static str) -> &'static str {
        match capability {
            "site" => "This site",
            "web" => "Signing in",
            "register" => "Places, partners and seats",
            "governance" => "Meetings, decisions and promises",
            other => other,
        }
    }
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let mut acts = ctx.app().act_list();
    if ctx.site().mode == Mode::Production {
        acts.retain(|(_, act)| *act != super::TRY_ROLE && act.key != "web.read_outbox");
    }
    let page = Page::new("Who may do what here")
        .lead("Rights come from seats, and a seat belongs to an organisation. When its holder changes, the rights go with the seat.");
    ctx.page(page.template(&PolicyPage { groups: groups(&acts) })).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_stand_under_who_may_do_them_by_capability() {
        let act = |words, needs| Act { key: "k", words, needs };
        let acts = [
            ("register", act("see places", Needs::Nothing)),
            ("web", act("sign in", Needs::Nothing)),
            ("register", act("see partners", Needs::Nothing)),
            ("register", act("add a place", Needs::Administrator)),
        ];

        let groups = groups(&acts);

        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].who, "Anybody");
        assert_eq!(groups[0].may, [("register", vec!["see places", "see partners"]), ("web", vec!["sign in"])]);
        assert_eq!(groups[1].may, [("register", vec!["add a place"])]);
    }
}
