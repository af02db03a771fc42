//! The policies, read, checked, asked and told. Cedar decides.

use super::slice::{Asking, action, principal, resource};
use super::{Act, Actor, Needs, Refused, Thing};
use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Effect, Entities, Policy, PolicyId, PolicySet, Request, Response,
    Schema, ValidationMode, Validator,
};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

/// The policies, as anybody may read them.
pub const TEXT: &str = include_str!("policies.cedar");
/// What they speak of.
pub const SCHEMA: &str = include_str!("schema.cedarschema");

static POLICIES: LazyLock<Policies> =
    LazyLock::new(|| read(TEXT).unwrap_or_else(|why| panic!("the policies of this program cannot be read: {why}")));

/// Why the policies cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the policies of who may do what are not right: {0}")]
pub struct Faulty(pub String);

#[derive(Debug)]
struct Policies {
    set: PolicySet,
    rules: Vec<Rule>,
}

/// One policy in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub allows: bool,
    /// Whom it allows; empty where it forbids.
    pub who: String,
    pub words: String,
    /// Keys of acts, or names of what an act needs; empty: whatever is done.
    pub acts: Vec<String>,
    refused: Option<Refused>,
}

/// All policies in words, in the order of their text.
pub fn rules() -> &'static [Rule] {
    &POLICIES.rules
}

/// Whether the policies fit each other, their schema and these acts: a misspelt word, an act that is none, are found here.
pub fn check(acts: &[Act]) -> Result<(), Faulty> {
    check_text(TEXT, acts)
}

pub(super) fn check_text(text: &str, acts: &[Act]) -> Result<(), Faulty> {
    let set = read(text)?.set;
    let (schema, _) = Schema::from_cedarschema_str(&schema_of(acts)).map_err(faulty)?;
    let result = Validator::new(schema).validate(&set, ValidationMode::Strict);
    let words: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
    if words.is_empty() { Ok(()) } else { Err(Faulty(words.join("; "))) }
}

/// The schema with every act in it, as the policies are checked and proved against.
pub fn schema_of(acts: &[Act]) -> String {
    let action = |act: &Act| {
        format!(
            "action \"{}\" in [\"{}\"] appliesTo {{ principal: [Visitor, Person, Program], resource: [Thing] }};\n",
            act.key,
            act.needs.name()
        )
    };
    SCHEMA.to_owned() + &acts.iter().map(action).collect::<String>()
}

/// Whether the policies allow it; else why not. The same question has the same answer, so it is kept.
pub(super) fn decide(actor: &Actor, act: Act, thing: &Thing) -> Result<(), Refused> {
    let question = Question { key: act.key, needs: act.needs, asking: Asking::of(actor, thing), thing: thing.clone() };
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = known().get(&question) {
        return *answer;
    }
    let answer = decided(&question.asking, act, thing);
    let mut known = known();
    if known.len() >= KNOWN_MAX {
        known.clear();
    }
    known.insert(question, answer);
    answer
}

/// All that an answer depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Question {
    key: &'static str,
    needs: Needs,
    asking: Asking,
    thing: Thing,
}

static KNOWN: LazyLock<Mutex<HashMap<Question, Result<(), Refused>>>> = LazyLock::new(Mutex::default);
/// Answers that are kept: some megabytes.
const KNOWN_MAX: usize = 20_000;

fn decided(asking: &Asking, act: Act, thing: &Thing) -> Result<(), Refused> {
    let response = ask(asking, act, thing).map_err(|_| Refused::lacking(act.needs))?;
    match response.decision() {
        Decision::Allow => Ok(()),
        Decision::Deny => Err(why(&response).unwrap_or(Refused::lacking(act.needs))),
    }
}

/// The first policy that forbade it, in the order of their text.
fn why(response: &Response) -> Option<Refused> {
    let forbade: HashSet<&str> = response.diagnostics().reason().map(AsRef::as_ref).collect();
    rules().iter().find(|rule| forbade.contains(rule.id.as_str())).and_then(|rule| rule.refused)
}

fn ask(asking: &Asking, act: Act, thing: &Thing) -> Result<Response, Faulty> {
    let who = principal(asking, &thing.subject)?;
    let what = action(act);
    let about = resource(thing)?;
    let request = Request::new(who.uid(), what.uid(), about.uid(), Context::empty(), None).map_err(faulty)?;
    let entities = Entities::from_entities([who, what, about], None).map_err(faulty)?;
    Ok(AUTHORIZER.is_authorized(&request, &*concerning(act)?, &entities))
}

static AUTHORIZER: LazyLock<Authorizer> = LazyLock::new(Authorizer::new);

type Kept = RwLock<HashMap<(&'static str, Needs), Arc<PolicySet>>>;

/// For each act that was asked about, the policies that speak of it.
static CONCERNING: LazyLock<Kept> = LazyLock::new(Kept::default);

/// The policies that speak of an act: the others cannot say anything, and are not asked.
fn concerning(act: Act) -> Result<Arc<PolicySet>, Faulty> {
    let key = (act.key, act.needs);
    if let Some(kept) = CONCERNING.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(kept.clone());
    }
    let mut set = PolicySet::new();
    for rule in rules().iter().filter(|rule| rule.speaks_of(act)) {
        let policy = POLICIES.set.policy(&PolicyId::new(&rule.id)).ok_or_else(|| Faulty(rule.id.clone()))?;
        set.add(policy.clone()).map_err(faulty)?;
    }
    let set = Arc::new(set);
    CONCERNING.write().unwrap_or_else(PoisonError::into_inner).insert(key, set.clone());
    Ok(set)
}

impl Rule {
    /// By its name, by what it needs, or as every act.
    fn speaks_of(&self, act: Act) -> bool {
        let named = |name: &String| {
            name == act.key || name == act.needs.name() || (name == OF_A_PLACE && act.needs.is_of_a_place())
        };
        self.acts.is_empty() || self.acts.iter().any(named)
    }
}

/// What all acts are in that need a seat of the place.
pub(super) const OF_A_PLACE: &str = "seat of the place";

pub(super) fn faulty(err: impl Display) -> Faulty {
    Faulty(err.to_string())
}

/// Reads the policies, each named by its annotation `id`.
fn read(text: &str) -> Result<Policies, Faulty> {
    let numbered: PolicySet = text.parse().map_err(faulty)?;
    let mut policies: Vec<&Policy> = numbered.policies().collect();
    policies.sort_by_key(|policy| place_in(policy.id()));
    let mut set = PolicySet::new();
    let mut rules = Vec::new();
    for policy in policies {
        let rule = rule(policy)?;
        set.add(policy.new_id(PolicyId::new(&rule.id))).map_err(faulty)?;
        rules.push(rule);
    }
    Ok(Policies { set, rules })
}

/// Policies of a text are called policy0, policy1 ... until they get their own names.
fn place_in(id: &PolicyId) -> usize {
    AsRef::<str>::as_ref(id).trim_start_matches("policy").parse().unwrap_or(usize::MAX)
}

fn rule(policy: &Policy) -> Result<Rule, Faulty> {
    let said = |key: &str| policy.annotation(key).unwrap_or_default().to_owned();
    let wanted = |key: &str| match policy.annotation(key) {
        Some(words) if !words.is_empty() => Ok(words.to_owned()),
        _ => Err(Faulty(format!("{} has no @{key}", policy.id()))),
    };
    let allows = policy.effect() == Effect::Permit;
    let refused = match allows {
        true => None,
        false => Some(
            Refused::named(&wanted("refused")?)
                .ok_or_else(|| Faulty(format!("nothing is called {}", said("refused"))))?,
        ),
    };
    let acts = match policy.action_constraint() {
        ActionConstraint::Any => Vec::new(),
        ActionConstraint::Eq(one) => vec![one],
        ActionConstraint::In(all) => all,
    };
    let acts = acts.iter().map(|uid| AsRef::<str>::as_ref(uid.id()).to_owned()).collect();
    let who = if allows { wanted("who")? } else { String::new() };
    Ok(Rule { id: wanted("id")?, allows, who, words: wanted("words")?, acts, refused })
}

impl Needs {
    /// What policies call it.
    pub const fn name(self) -> &'static str {
        match self {
            Needs::Nothing => "anybody",
            Needs::SignIn => "signed in",
            Needs::SeatOnBody => "seat on the body",
            Needs::SeatInPlace => "seat in the place",
            Needs::RunsBody => "runs the body",
            Needs::SpeaksForOrganisation => "speaks for the organisation",
            Needs::AnotherOrganisation => "another organisation",
            Needs::PlaceTeam => "place team",
            Needs::Administrator => "administrator",
            Needs::Program => "program",
        }
    }

    /// Whether it is a seat of the place that is needed, of whatever kind.
    pub const fn is_of_a_place(self) -> bool {
        !matches!(self, Needs::Nothing | Needs::SignIn | Needs::Administrator | Needs::Program)
    }
}
