//! The story as it was written, in `crates/app/demo/story`: what was decided, promised, said and set aside.

use super::content::BadContent;
use serde::Deserialize;

/// Owner, kind (perhaps with what became of it, "open:late"), what, what counts as done, days.
pub(super) type Promise = (String, String, String, String, i64);

/// Month, owner, kind, what, what counts as done, days.
pub(super) type Own = (i64, String, String, String, String, i64);

/// Organisation, stance, reason.
pub(super) type Said = (String, String, String);

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Decision {
    pub(super) body: String,
    pub(super) month: i64,
    pub(super) priority: Option<usize>,
    pub(super) power: Option<String>,
    /// What it is about on the map of who decides, and how much money.
    pub(super) function: Option<String>,
    pub(super) pounds: Option<i64>,
    /// Where it was settled before it came: where, days before, who was there; then organisation and days after that on which it
    /// first saw the paper.
    pub(super) settled: Option<(String, i64, String, Vec<(String, i64)>)>,
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
