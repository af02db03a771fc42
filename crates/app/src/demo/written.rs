//! The story as it was written, in `crates/app/demo/story`: what was decided, promised, said and set aside.

use super::content::BadContent;
use serde::Deserialize;

/// Owner, kind (perhaps with what became of it, "open:late"), what, what counts as done, days.
pub(super) type Promise = (String, String, String, String, i64);

/// Month, owner, kind, what, what counts as done, days.
pub(super) type Own = (i64, String, String, String, String, i64);

/// Organisation, stance, reason.
pub(super) type Said = (String, String, String);

/// Where, how many days before it came, who was there; then organisation and days after that on which it first saw the paper.
pub(super) type WrittenSettled = (String, i64, String, Vec<(String, i64)>);

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Decision {
    pub(super) body: String,
    pub(super) month: i64,
    pub(super) priority: Option<usize>,
    pub(super) power: Option<String>,
    /// What it is about on the map of who decides, and how much money.
    pub(super) function: Option<String>,
    pub(super) pounds: Option<i64>,
    /// Where it was settled before it came.
    pub(super) settled: Option<WrittenSettled>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) plain: String,
    #[serde(default)]
    pub(super) says: Vec<Said>,
    /// How it ended, if not agreed.
    pub(super) end: Option<String>,
    #[serde(default)]
    pub(super) words: String,
    /// Still open today: "none", "waiting" or "ready" says how many positions are in.
    pub(super) open: Option<String>,
    #[serde(default)]
    pub(super) promises: Vec<Promise>,
}

#[derive(Debug, Deserialize)]
struct Decisions {
    decision: Vec<Decision>,
}

#[derive(Debug, Deserialize)]
struct Owns {
    own: Vec<Own>,
}

/// What may be said when something happens to a promise of one kind.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Kind {
    pub(super) evidence: Vec<String>,
    pub(super) confirm: Vec<String>,
    pub(super) back: Vec<String>,
    pub(super) late: Vec<String>,
    pub(super) withdrawn: Vec<String>,
    pub(super) declined: Vec<String>,
}

/// What may be said of anything.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Any {
    pub(super) comment: Vec<String>,
    pub(super) relied: Vec<String>,
    pub(super) assent: Vec<String>,
    pub(super) aside: Vec<String>,
    pub(super) conditions: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Pools {
    open: Kind,
    fix: Kind,
    write: Kind,
    train: Kind,
    share: Kind,
    ask: Kind,
    pay: Kind,
    hire: Kind,
    pub(super) any: Any,
}

impl Pools {
    pub(super) fn kind(&self, key: &str) -> &Kind {
        match key {
            "fix" => &self.fix,
            "write" => &self.write,
            "train" => &self.train,
            "share" => &self.share,
            "ask" => &self.ask,
            "pay" => &self.pay,
            "hire" => &self.hire,
            _ => &self.open,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Priority {
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) need: String,
    pub(super) origin: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Override {
    /// Title of the decision.
    pub(super) decision: String,
    pub(super) month: i64,
    pub(super) by_body: String,
    pub(super) power_used: String,
    pub(super) reason: String,
    pub(super) notice_days: u32,
    pub(super) pounds: Option<i64>,
    pub(super) effect: String,
    pub(super) reply: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Thread {
    pub(super) priority: Vec<Priority>,
    pub(super) r#override: Vec<Override>,
}

macro_rules! read {
    ($name:literal) => {
        toml::from_str(include_str!(concat!("../../demo/story/", $name)))
            .map_err(|source| BadContent { file: $name, source })
    };
}

pub(super) fn thread() -> Result<Thread, BadContent> {
    read!("thread.toml")
}

pub(super) fn pools() -> Result<Pools, BadContent> {
    read!("pools.toml")
}

pub(super) fn own() -> Result<Vec<Own>, BadContent> {
    read!("own.toml").map(|read: Owns| read.own)
}

pub(super) fn decisions() -> Result<Vec<Decision>, BadContent> {
    let files: [Result<Decisions, BadContent>; 9] = [
        read!("board.toml"),
        read!("young.toml"),
        read!("ageing.toml"),
        read!("warm.toml"),
        read!("weight.toml"),
        read!("carers.toml"),
        read!("flow.toml"),
        read!("voices.toml"),
        read!("hubs.toml"),
    ];
    let mut all = Vec::new();
    for file in files {
        all.extend(file?.decision);
    }
    Ok(all)
}

/// Title, summary, what came of it.
pub(super) type Talk = (String, String, String);

#[derive(Debug, Deserialize)]
struct Talks {
    talk: Vec<Talk>,
}

pub(super) fn talks() -> Result<Vec<Talk>, BadContent> {
    read!("talk.toml").map(|read: Talks| read.talk)
}

/// An interest of an organisation, or of a person: organisation and body where they sit.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Declared {
    pub(super) who: Option<String>,
    pub(super) person: Option<(String, String)>,
    pub(super) kind: String,
    pub(super) contract: Option<String>,
    pub(super) pot: Option<String>,
    pub(super) about: Option<String>,
    pub(super) what: String,
}

/// What the item of a decision names, what was ruled, and what was written before.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Named {
    /// Its title.
    pub(super) decision: String,
    #[serde(default)]
    pub(super) contracts: Vec<String>,
    #[serde(default)]
    pub(super) pots: Vec<String>,
    #[serde(default)]
    pub(super) gains: Vec<String>,
    /// Who, verdict, reason.
    pub(super) rulings: Vec<(String, String, String)>,
    /// Who, and what they stand to gain, to lose, or are told.
    pub(super) stakes: Vec<(String, String, String, String)>,
}

/// Why a body does not meet in public.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Private {
    pub(super) body: String,
    pub(super) why: String,
}

/// A word, with who means what by it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Term {
    pub(super) word: String,
    pub(super) meanings: Vec<(String, String)>,
}

/// Answers to the check-list: words, and an address or nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Checks {
    pub(super) involvement: Vec<(String, String)>,
    pub(super) equality: Vec<(String, String)>,
    pub(super) impact: Vec<(String, String)>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Conflicts {
    pub(super) interest: Vec<Declared>,
    pub(super) named: Vec<Named>,
    pub(super) private: Vec<Private>,
    pub(super) checks: Checks,
    pub(super) term: Vec<Term>,
}

pub(super) fn conflicts() -> Result<Conflicts, BadContent> {
    toml::from_str(include_str!("../../demo/interests.toml"))
        .map_err(|source| BadContent { file: "interests.toml", source })
}
