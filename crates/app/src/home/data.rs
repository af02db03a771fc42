//! Open data: the list is made from the routes that there are, so that it names no file that is not served.

use askama::Template;
use folkmoot_kernel::Needs;
use folkmoot_register::store;
use folkmoot_web::{App, Ctx, Page, PageError, Response};
use std::collections::BTreeMap;

/// A table or file that everybody may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// "/places.csv", or "/places/{place}/decisions.csv".
    pub path: &'static str,
}

/// The part of an address that stands for a place.
pub const PLACE: &str = "{place}";
/// Endings of addresses that are data.
const ENDINGS: [&str; 5] = ["csv", "xlsx", "json", "ics", "atom"];

/// One thing in the forms it is offered in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offered {
    words: String,
    /// Ending in capitals, and its address.
    forms: Vec<(String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "data.html")]
struct DataPage {
    whole: Vec<Offered>,
    of_place: Vec<Offered>,
    /// The place that the addresses are shown for, and whether it is the only one.
    example: Option<(String, bool)>,
}

impl DataFile {
    pub fn is_of_place(&self) -> bool {
        self.path.contains(PLACE)
    }

    /// Its address for a place.
    pub fn of(&self, slug: &str) -> String {
        self.path.replace(PLACE, slug)
    }

    fn ending(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// The name without its ending: "decisions".
    fn stem(&self) -> &'static str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What it holds. `None` for a file that nobody has described here yet.
    pub fn words(&self) -> Option<&'static str> {
        Some(match (self.stem(), self.is_of_place()) {
            ("support", _) => {
                "Priorities: where each came from, and how many partners of each sector have it for their own"
            }
            ("crosswalk", _) => "What partners' own strategies want, and which priority of the place meets it",
            ("load", _) => "Open promises by partner, beside those that ended",
            ("meeting-time", _) => "Meetings of twelve months by body: time, people's time, and items only noted",
            ("overlap", _) => "Pairs of bodies on which the same people and organisations sit",
            ("oparl", _) => {
                "OParl: the door to bodies, people, meetings, agenda items and papers for programs, one address for each thing"
            }
            ("popolo", _) => "Popolo: who sits where, as people, organisations, posts and memberships",
            ("popolo-votes", _) => {
                "Popolo: decisions as motions, with the position of each organisation once they are closed"
            }
            ("places", _) => "Places: who leads each, how it is governed, what is delegated to it",
            ("organisations", _) => "Organisations: name, sector, what they do",
            ("place", true) => "The place in one file: leader, bodies, partners, documents, small areas",
            ("place", false) => "The place of this site in one file",
            ("place.schema", _) => "What a place.json holds, as a JSON schema",
            ("systems", _) => "Systems: the integrated care systems that places lie in",
            ("partners", _) => "Partners of the place by sector",
            ("neighbourhoods", _) => "Neighbourhoods: how far each one's team is, who leads it, its small areas",
            ("bodies", _) => "Boards, committees and groups",
            ("priorities", _) => "Priorities: what the place works on, and why",
            ("meetings" | "calendar", _) => "Meetings",
            ("traffic", _) => "Bodies: how often each met and decided in twelve months, and which sleep",
            ("decisions", _) => "Decisions: what was agreed, with whose power, and where each organisation stood",
            ("promises", _) => "Promises: who does what by when, and what became of it",
            ("interests", _) => "Interests that people and organisations declared",
            ("shares", _) => {
                "Whose items came to meetings, how long they were planned for, and on how many something was agreed"
            }
            ("glossary", _) => "Words, and what each sector means by them",
            ("recall", _) => "Recall checks: how many of the priorities members remember",
            ("confidence", _) => "Confidence in chairs, as members say it without their names",
            ("principles", _) => "Principles, and which partner signed them when",
            ("claims", _) => "What the place says of itself, beside what is counted",
            ("balance", _) => "Seats, votes, chairs, papers and time by sector",
            ("involvement", _) => "How partners were involved in priorities and decisions",
            ("overrides", _) => "Decisions set aside from above, with the reason and the reply",
            ("asked", _) => "What was asked of the place from above, what it said, and the reply",
            ("adoptions", _) => "Decisions that each organisation takes up by itself, and what is different with each",
            ("routes", _) => "Papers that go through several bodies, and where each is",
            ("scheme", _) => "Who decides about what, up to how much, and where that power comes from",
            ("representation", _) => {
                "Seats of the place on bodies above and beside it, and when something was brought back"
            }
            ("delegations", _) => "Delegations promised to the place, the step each is at, and what it waits on",
            ("assurance", _) => "Assurance pack: how the place governed itself, counted",
            ("help", _) => "Help near you: what is listed in the place, when and where, and when it was last checked",
            ("notices", _) => "What will stop or change, with how much notice, and whom it touches",
            ("escalations", _) => "Formal questions and grievances: their clocks, and how they were answered",
            _ => return None,
        })
    }
}

/// All data that everybody may have: of the whole site, and of each place.
pub fn files(app: &App) -> Vec<DataFile> {
    let open = |route: &folkmoot_web::Route| {
        let data = ENDINGS.iter().any(|ending| route.path.ends_with(&format!(".{ending}")));
        let about_places = !route.path.replace(PLACE, "").contains('{');
        route.method == "GET" && route.act.needs == Needs::Nothing && data && about_places
    };
    app.route_list().iter().filter(|route| open(route)).map(|route| DataFile { path: route.path }).collect()
}

fn offered(files: &[DataFile], slug: Option<&str>) -> Vec<Offered> {
    let mut by_words: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for file in files {
        let words = file.words().map_or_else(|| file.path.to_owned(), str::to_owned);
        let href = slug.map_or_else(|| file.path.to_owned(), |slug| file.of(slug));
        by_words.entry(words).or_default().push((file.ending().to_uppercase(), href));
    }
    by_words.into_iter().map(|(words, forms)| Offered { words, forms }).collect()
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let only = store::only_place(&mut db).await?.map(|place| place.slug().to_string());
    let first = store::places(&mut db, &store::PlaceFilter::default(), 1, 0).await?;
    drop(db);
    let example = match only {
        Some(slug) => Some((slug, true)),
        None => first.into_iter().next().map(|line| (line.slug.to_string(), false)),
    };
    let (of_place, whole): (Vec<_>, Vec<_>) = files(ctx.app()).into_iter().partition(DataFile::is_of_place);
    let whole: Vec<_> =
        whole.into_iter().filter(|file| file.path != "/place.json" || is_only(example.as_ref())).collect();
    let of_place = example.as_ref().map(|(slug, _)| offered(&of_place, Some(slug))).unwrap_or_default();
    let inside = DataPage { whole: offered(&whole, None), of_place, example };
    ctx.page(Page::new("Data to use again").crumb("About this site", "/about").template(&inside)).await
}

/// `/place.json` is there where there is one place.
fn is_only(example: Option<&(String, bool)>) -> bool {
    example.is_some_and(|(_, only)| *only)
}
