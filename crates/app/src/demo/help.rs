//! Help near you in the Vale: told by those who run it, looked at by the team, kept fresh or forgotten, and a feed of the council's.

use super::DemoError;
use super::content::{self, BadContent};
use super::land::Land;
use super::maker::{Arranged, Maker};
use folkmoot_directory::actions::{self, Given, Told};
use folkmoot_directory::capacity::Room;
use folkmoot_directory::cost::{Charge, Cost, Price};
use folkmoot_directory::listing::{About, Listing, Phone, State, Way};
use folkmoot_directory::need::Need;
use folkmoot_directory::session::{Day, Session};
use folkmoot_directory::unmet::Sought;
use folkmoot_directory::venue::{Kind, Venue};
use folkmoot_directory::whom::Whom;
use folkmoot_directory::wrong::{Outcome, What};
use folkmoot_kernel::Actor;
use folkmoot_web::Ctx;
use serde::Deserialize;
use std::collections::BTreeMap;

/// See help.toml.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    name: String,
    summary: String,
    needs: Vec<String>,
    /// "MO,TU"
    days: String,
    opens: String,
    closes: String,
    when: String,
    building: String,
    street: String,
    ward: String,
    ways: Vec<String>,
    whom: String,
    from_age: Option<u8>,
    to_age: Option<u8>,
    charge: String,
    price: String,
    phone: String,
    run_by: String,
}

#[derive(Debug, Deserialize)]
struct Written {
    listing: Vec<Line>,
    waiting: Vec<Line>,
    room: Vec<(String, String, u32)>,
    paused: Vec<(String, String)>,
    ended: Vec<String>,
    forgotten: Vec<String>,
    /// Of which, what is wrong, in which words, and what became of it; empty where nobody has looked.
    wrong: Vec<(String, String, String, String)>,
    /// Need and how often.
    unmet: Vec<(String, i64)>,
}

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let read = toml::from_str(include_str!("../../demo/help.toml"));
    let written: Written = read.map_err(|source| BadContent { file: "help.toml", source })?;
    let land = Land::invent(maker.seed, content::land()?);
    let mut listed = BTreeMap::new();
    for (nth, line) in written.listing.iter().enumerate() {
        let is_forgotten = written.forgotten.contains(&line.name);
        maker.days_ago(if is_forgotten { 380 } else { 300 - i64::try_from(nth).unwrap_or(0) });
        // Every other group reads e-mail.
        let email = if nth % 2 == 0 { address(&line.name) } else { String::new() };
        let told = say(maker, about(line, &land), &line.run_by, &email).await?;
        listed.insert(line.name.clone(), look_at(maker, told).await?);
    }
    keep_fresh(maker, &written, &mut listed).await?;
    for (nth, line) in written.waiting.iter().enumerate() {
        maker.days_ago(i64::try_from(nth).unwrap_or(0) + 1);
        say(maker, about(line, &land), &line.run_by, "").await?;
    }
    read_council(maker).await?;
    asked_and_told(maker, &written, &listed).await
}

/// "hello@carers-breakfast.example"
fn address(name: &str) -> String {
    let letters = name.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let parts: Vec<&str> = letters.split('-').filter(|part| !part.is_empty()).collect();
    format!("hello@{}.example", parts.join("-"))
}

/// Letters that ask go out, readers say what is wrong, and some find nothing.
async fn asked_and_told(
    maker: &mut Maker,
    written: &Written,
    listed: &BTreeMap<String, Listing>,
) -> Result<(), DemoError> {
    maker.days_ago(9);
    for (name, what, words, outcome) in &written.wrong {
        let listing = of(listed, name)?;
        let what = What::read(what).unwrap_or(What::Other);
        let told = actions::say_wrong(&maker.nobody(), listing.id(), what, words).await.arranged(name)?;
        if let Some(outcome) = Outcome::read(outcome) {
            let ctx = team(maker).await?;
            actions::answer_wrong(&ctx, listing.id(), told.id, outcome).await.arranged(name)?;
        }
    }
    let place = maker.cast.place()?;
    let sought = |(need, count): &(String, i64)| (Sought { place, area: String::new(), need: need.clone() }, *count);
    let counts = written.unmet.iter().map(sought).collect();
    actions::write_unmet(&maker.nobody(), &counts).await.arranged("what nobody found")?;
    maker.days_ago(0);
    actions::ask_all(&maker.program()).await.arranged("letters that ask")?;
    Ok(())
}

/// Nobody is signed in who says what they do.
async fn say(maker: &Maker, about: About, run_by: &str, email: &str) -> Result<Listing, DemoError> {
    let (name, phone) =
        (about.name.clone(), about.phones.first().map(|phone| phone.number.clone()).unwrap_or_default());
    let place = maker.cast.place()?;
    let told = Told { place, about, run_by, contact: ("", email, &phone) };
    actions::tell(&maker.nobody(), told).await.arranged(&name)
}

async fn look_at(maker: &mut Maker, told: Listing) -> Result<Listing, DemoError> {
    let ctx = team(maker).await?;
    actions::list_it(&ctx, told.id(), told.version()).await.arranged(&told.about().name)?;
    again(&ctx, &told).await
}

async fn team(maker: &mut Maker) -> Result<Ctx, DemoError> {
    let person = maker.cast.team(1)?;
    maker.acting(person).await
}

/// As it lies in the database now.
async fn again(ctx: &Ctx, listing: &Listing) -> Result<Listing, DemoError> {
    let mut db = ctx.read().await?;
    let found = folkmoot_directory::store::listing(&mut db, listing.id()).await?;
    found.ok_or_else(|| super::maker::unknown("a listing that is gone"))
}

async fn keep_fresh(
    maker: &mut Maker,
    written: &Written,
    listed: &mut BTreeMap<String, Listing>,
) -> Result<(), DemoError> {
    let mut lot = maker.lot("freshness");
    for (name, listing) in listed.iter_mut() {
        if !written.forgotten.contains(name) {
            maker.days_ago(lot.between(2, 110));
            let ctx = team(maker).await?;
            actions::confirm(&ctx, listing.id(), listing.version()).await.arranged(name)?;
            *listing = again(&ctx, listing).await?;
        }
    }
    maker.days_ago(6);
    let ctx = team(maker).await?;
    for (name, room, waiting) in &written.room {
        let (listing, room) = (of(listed, name)?, Room::read(room).unwrap_or(Room::Ask));
        actions::say_room(&ctx, listing.id(), listing.version(), room, Some(*waiting)).await.arranged(name)?;
    }
    for (name, why) in &written.paused {
        let listing = of(listed, name)?;
        actions::stop_or_go(&ctx, listing.id(), listing.version(), State::Paused, why).await.arranged(name)?;
    }
    for name in &written.ended {
        let listing = of(listed, name)?;
        actions::stop_or_go(&ctx, listing.id(), listing.version(), State::Ended, "").await.arranged(name)?;
    }
    Ok(())
}

fn of<'a>(listed: &'a BTreeMap<String, Listing>, name: &str) -> Result<&'a Listing, DemoError> {
    listed.get(name).ok_or_else(|| super::maker::unknown(name))
}

fn about(line: &Line, land: &Land) -> About {
    let days: Vec<Day> = line.days.split(',').filter_map(Day::read).collect();
    let session = Session {
        words: line.when.clone(),
        ..Session::weekly(days, line.opens.parse().ok(), line.closes.parse().ok())
    };
    let price = Price { pence: None, words: line.price.clone() };
    About {
        name: line.name.clone(),
        summary: line.summary.clone(),
        needs: line.needs.iter().filter_map(|need| Need::read(need)).collect(),
        whom: Whom { from_age: line.from_age, to_age: line.to_age, words: line.whom.clone() },
        cost: Cost {
            charge: Charge::read(&line.charge).unwrap_or(Charge::Unsaid),
            prices: [price].into_iter().filter(|price| !price.words.is_empty()).collect(),
        },
        ways: line.ways.iter().filter_map(|way| Way::read(way)).collect(),
        sessions: [session].into_iter().filter(|session| !session.in_words().is_empty()).collect(),
        venues: vec![venue(line, land)],
        phones: vec![Phone { number: line.phone.clone(), words: String::new() }],
        ..About::default()
    }
}

fn venue(line: &Line, land: &Land) -> Venue {
    let building = line.building.as_str();
    if let Some(secret) = building.strip_prefix('@') {
        return Venue::confidential(secret);
    }
    let kind = match building {
        "by telephone" => Kind::Phone,
        "at your home" => Kind::Home,
        _ => Kind::Building,
    };
    if kind != Kind::Building {
        return Venue::bare(kind);
    }
    let home = land.home(&line.ward, building.len());
    Venue {
        name: building.to_owned(),
        lines: [line.street.clone()].into_iter().filter(|line| !line.is_empty()).collect(),
        town: "Oxmoor".to_owned(),
        postcode: home.map(|home| home.postcode.clone()),
        lat_u: home.map(|home| home.lat_u),
        lon_u: home.map(|home| home.lon_u),
        ..Venue::bare(kind)
    }
}

/// The county's own directory: read, changed here in one place, and read again after the county changed the same.
async fn read_council(maker: &mut Maker) -> Result<(), DemoError> {
    let text = include_str!("../../demo/council.json");
    let read = |text: &str| -> Result<Vec<serde_json::Value>, DemoError> {
        let found = folkmoot_directory::oruk::read::services_of(text.as_bytes()).arranged("the council's feed")?;
        Ok(found.services)
    };
    let place = maker.cast.place()?;
    let given =
        |services| Given { address: "https://directory.calderwick.example/services", place: Some(place), services };
    maker.days_ago(200);
    let ctx = maker.program();
    actions::read_feed(&ctx, given(read(text)?)).await.arranged("the council's feed")?;
    maker.days_ago(150);
    let team = team(maker).await?;
    let all = {
        let mut db = ctx.read().await?;
        let filter =
            folkmoot_directory::store::ListingFilter { words: Some("Falls clinic".to_owned()), ..Default::default() };
        folkmoot_directory::store::lines(&mut db, &filter, 1).await?
    };
    for line in all {
        let listing = {
            let mut db = ctx.read().await?;
            folkmoot_directory::store::listing(&mut db, line.id)
                .await?
                .ok_or_else(|| super::maker::unknown("the falls clinic"))?
        };
        let about =
            About { alert: "The lift is broken: ring and they come down to you".to_owned(), ..listing.about().clone() };
        actions::change_words(&team, listing.id(), listing.version(), about).await.arranged("the falls clinic")?;
    }
    maker.days_ago(20);
    let again = text.replace("\"alert\": \"\"", "\"alert\": \"Closed between Christmas and New Year\"");
    actions::read_feed(&ctx, given(read(&again)?)).await.arranged("the council's feed, again")?;
    maker.days_ago(0);
    Ok(())
}

impl Maker {
    /// Whoever is not signed in.
    fn nobody(&self) -> Ctx {
        Ctx::acting(self.app(), Actor::Nobody)
    }
}
