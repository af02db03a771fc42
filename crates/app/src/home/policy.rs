//! Who may do what here: made from the policies that the program asks, so that it cannot say anything else.

use askama::Template;
use folkmoot_kernel::act::policy::{self, Rule};
use folkmoot_kernel::{Act, Needs};
use folkmoot_web::axum::http::header;
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::{Ctx, Mode, Page, PageError, Response};

/// Who, and all that they may.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    who: &'static str,
    which: &'static str,
    /// By capability.
    may: Vec<(&'static str, Vec<&'static str>)>,
}

/// What nobody may, whatever they hold, and of which acts that is said; none where it is said of all.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Limit {
    words: &'static str,
    acts: Vec<&'static str>,
}

#[derive(Debug, Template)]
#[template(path = "policy.html")]
struct PolicyPage {
    groups: Vec<Group>,
    limits: Vec<Limit>,
}

/// Whether a policy that allows speaks of acts with this need. One that speaks of every act is the program's own.
fn speaks_of(rule: &Rule, needs: Needs) -> bool {
    if rule.acts.is_empty() { needs == Needs::Program } else { rule.acts.iter().any(|name| name == needs.name()) }
}

fn groups(rules: &'static [Rule], acts: &[(&'static str, Act)]) -> Vec<Group> {
    let group = |rule: &'static Rule| {
        let mut may: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
        for (capability, act) in acts.iter().filter(|(_, act)| speaks_of(rule, act.needs)) {
            match may.iter_mut().find(|(name, _)| name == capability) {
                Some((_, words)) => words.push(act.words),
                None => may.push((capability, vec![act.words])),
            }
        }
        Group { who: &rule.who, which: &rule.words, may }
    };
    rules.iter().filter(|rule| rule.allows).map(group).filter(|group| !group.may.is_empty()).collect()
}

fn limits(rules: &'static [Rule], acts: &[(&'static str, Act)]) -> Vec<Limit> {
    let named = |rule: &Rule| {
        let of = |(_, act): &(&str, Act)| rule.acts.iter().any(|name| name == act.key).then_some(act.words);
        acts.iter().filter_map(of).collect()
    };
    let limit = |rule: &'static Rule| Limit { words: &rule.words, acts: named(rule) };
    rules.iter().filter(|rule| !rule.allows).map(limit).collect()
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
    let rules = policy::rules();
    let inside = PolicyPage { groups: groups(rules, &acts), limits: limits(rules, &acts) };
    ctx.page(page.template(&inside)).await
}

/// The policies themselves, for those who want to read or prove them.
pub(super) async fn text() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], policy::TEXT).into_response()
}

/// What the policies speak of, with every act of this program.
pub(super) async fn schema(ctx: Ctx) -> Response {
    let acts: Vec<Act> = ctx.app().act_list().into_iter().map(|(_, act)| act).collect();
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], policy::schema_of(&acts)).into_response()
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
            ("register", act("fill the register", Needs::Program)),
        ];

        let groups = groups(policy::rules(), &acts);

        assert_eq!(groups.len(), 3);
        assert_eq!(groups[0].who, "Anybody");
        assert_eq!(groups[0].may, [("register", vec!["see places", "see partners"]), ("web", vec!["sign in"])]);
        assert_eq!(groups[1].may, [("register", vec!["add a place"])]);
        assert_eq!(groups[2].may, [("register", vec!["fill the register"])]);
    }

    #[test]
    fn what_is_forbidden_names_its_acts() {
        let close = Act { key: "decision.close", words: "close a decision", needs: Needs::RunsBody };

        let limits = limits(policy::rules(), &[("governance", close)]);

        assert_eq!(limits.len(), policy::rules().iter().filter(|rule| !rule.allows).count());
        let limit = limits.iter().find(|limit| limit.words.contains("more money")).unwrap();
        assert_eq!(limit.acts, ["close a decision"]);
    }
}
