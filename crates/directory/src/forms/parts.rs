//! Fields that several forms have, and how they are read.

use crate::cost::{Charge, Cost, Price};
use crate::listing::{About, Phone, Way};
use crate::need::Need;
use crate::session::{Day, Session};
use crate::time_of_day::TimeOfDay;
use crate::venue::{Access, Kind, Venue};
use crate::whom::{AGE_MAX, Whom};
use folkmoot_register::england::lookup;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Answers, Choice, Field, Form, FormErrors};
use std::collections::BTreeSet;

/// Needs that are asked for one by one; more can be ticked when it is changed.
const NEEDS_ASKED: [(&str, &str); 2] =
    [("need", "What does it help with most?"), ("need_also", "Anything else it helps with?")];

fn needs() -> Vec<Choice> {
    Need::ALL.iter().map(|need| Choice::new(need.key(), need.words())).collect()
}

pub(super) fn name_and_summary(form: Form) -> Form {
    form.field(
        Field::text("name", "What is it called?")
            .hint("The name that people know it by, like “Mill Lane lunch club”.")
            .max(160),
    )
    .field(
        Field::area("summary", "What happens there?")
            .hint("A sentence or two, as you would tell a neighbour.")
            .rows(4)
            .max(4_000)
            .missing("Say in a sentence or two what happens there"),
    )
}

pub(super) fn two_needs(form: Form) -> Form {
    let [(first, asks), (second, also)] = NEEDS_ASKED;
    form.field(Field::select(first, asks, needs()).missing("Choose what it helps with most"))
        .field(Field::select(second, also, needs()).optional())
}

pub(super) fn read_two_needs(answers: &Answers) -> BTreeSet<Need> {
    NEEDS_ASKED.iter().filter_map(|(name, _)| Need::read(answers.text(name))).collect()
}

pub(super) fn all_needs(form: Form, ticked: &BTreeSet<Need>) -> Form {
    let ticked: Vec<String> = ticked.iter().map(|need| need.key().to_owned()).collect();
    form.field(Field::checkboxes("needs", "What does it help with?", needs()).optional().ticked(ticked))
}

pub(super) fn whom_and_cost(form: Form) -> Form {
    let charges = Charge::ALL.iter().map(|charge| Choice::new(charge.key(), charge.words())).collect();
    form.field(Field::text("whom", "Who is it for?").hint("Leave it empty if it is for everybody.").optional().max(400))
        .field(Field::number("from_age", "Youngest age").between(0, i64::from(AGE_MAX)).optional())
        .field(Field::number("to_age", "Oldest age").between(0, i64::from(AGE_MAX)).optional())
        .field(Field::radios("charge", "What does it cost?", charges))
        .field(Field::text("price", "How much?").hint("Like “£3 a session, tea included”.").optional())
}

pub(super) fn read_whom(answers: &Answers) -> Whom {
    let age = |name: &str| answers.maybe_number(name).and_then(|age| u8::try_from(age).ok());
    Whom { from_age: age("from_age"), to_age: age("to_age"), words: answers.text("whom").to_owned() }
}

pub(super) fn read_cost(answers: &Answers) -> Cost {
    let words = answers.text("price").trim();
    let prices = if words.is_empty() { Vec::new() } else { vec![Price { pence: None, words: words.to_owned() }] };
    Cost { charge: Charge::read(answers.text("charge")).unwrap_or(Charge::Unsaid), prices }
}

pub(super) fn ways(form: Form, ticked: &BTreeSet<Way>) -> Form {
    let choices = Way::ALL.iter().map(|way| Choice::new(way.key(), way.words())).collect();
    let ticked: Vec<String> = ticked.iter().map(|way| way.key().to_owned()).collect();
    form.field(Field::checkboxes("ways", "How does somebody come to it?", choices).optional().ticked(ticked))
}

pub(super) fn public_contact(form: Form) -> Form {
    form.field(
        Field::phone("phone", "Telephone number for everybody")
            .hint("It is shown on the page. Leave it empty if you would rather not.")
            .optional(),
    )
    .field(Field::email("email", "E-mail address for everybody").optional())
    .field(Field::url("url", "Web page").optional())
}

pub(super) fn read_public_contact(answers: &Answers, about: About) -> About {
    let phone = answers.text("phone").trim();
    let phones =
        if phone.is_empty() { Vec::new() } else { vec![Phone { number: phone.to_owned(), words: String::new() }] };
    About { phones, email: answers.text("email").to_owned(), url: answers.text("url").to_owned(), ..about }
}

pub(super) fn when(form: Form) -> Form {
    let days = Day::ALL.iter().map(|day| Choice::new(day.key(), day.words())).collect();
    form.field(Field::checkboxes("days", "On which days is it, every week?", days).optional())
        .field(Field::text("opens", "From").hint("Like 10am or 14:30.").max(12).optional())
        .field(Field::text("closes", "Until").max(12).optional())
        .field(
            Field::text("when", "Anything else about when it is")
                .hint("Like “not in August” or “first Friday of the month”.")
                .optional(),
        )
}

/// A weekly time, if anything was said of one.
pub(super) fn read_when(answers: &Answers) -> Result<Option<Session>, FormErrors> {
    let time = |name: &'static str| match answers.text(name).trim() {
        "" => Ok(None),
        typed => typed.parse::<TimeOfDay>().map(Some).map_err(|why| FormErrors::on(name, why.to_string())),
    };
    let (opens, closes) = (time("opens")?, time("closes")?);
    let days: Vec<Day> = answers.many("days").into_iter().filter_map(Day::read).collect();
    let words = answers.text("when").trim().to_owned();
    if days.is_empty() && opens.is_none() && closes.is_none() && words.is_empty() {
        return Ok(None);
    }
    if days.is_empty() && words.is_empty() {
        return Err(FormErrors::on("days", "Choose the days, or say in words when it is"));
    }
    Ok(Some(Session { words, ..Session::weekly(days, opens, closes) }))
}

pub(super) fn place(form: Form) -> Form {
    let told = Choice::new("yes", "The address is not for everybody")
        .hint("For a refuge or somebody's home. Nobody finds it here: not on a page, not in a file. People who get in touch are told.");
    let access = Access::ALL.iter().map(|access| Choice::new(access.key(), access.words())).collect();
    form.field(Field::text("venue", "Where is it?").hint("The name of the building, or “online”.").optional())
        .field(Field::text("street", "Street").optional())
        .field(Field::text("town", "Town or village").optional())
        .field(Field::text("postcode", "Postcode").max(10).optional())
        .field(Field::checkboxes("confidential", "Is the address a secret?", vec![told]).optional())
        .field(Field::checkboxes("access", "Getting in and around", access).optional())
}

/// A venue, if anything was said of one, with its point where the postcode is known.
pub(super) async fn read_place(db: &mut Conn, answers: &Answers) -> Result<Result<Option<Venue>, FormErrors>, Error> {
    let text = |name: &str| answers.text(name).trim().to_owned();
    let (name, street, town, typed) = (text("venue"), text("street"), text("town"), text("postcode"));
    if [&name, &street, &town, &typed].iter().all(|text| text.is_empty()) {
        return Ok(Ok(None));
    }
    if answers.is_ticked("confidential", "yes") {
        return Ok(Ok(Some(Venue::confidential(&name))));
    }
    let kind = if name.eq_ignore_ascii_case("online") { Kind::Online } else { Kind::Building };
    let access = answers.many("access").into_iter().filter_map(Access::read).collect();
    let lines = [street].into_iter().filter(|line| !line.is_empty()).collect();
    let venue = Venue { name, lines, town, access, ..Venue::bare(kind) };
    if typed.is_empty() {
        return Ok(Ok(Some(venue)));
    }
    let postcode = match typed.parse() {
        Ok(postcode) => postcode,
        Err(why) => return Ok(Err(FormErrors::on("postcode", format!("{why}")))),
    };
    let point = lookup::point_of(db, &postcode).await?;
    let (lat_u, lon_u) = (point.map(|point| point.lat_u), point.map(|point| point.lon_u));
    Ok(Ok(Some(Venue { postcode: Some(postcode), lat_u, lon_u, ..venue })))
}
