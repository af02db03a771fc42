//! "List what you do": one page, no account, five minutes.

use super::parts;
use crate::actions::{self, Told};
use crate::acts::TELL_LISTING;
use crate::links;
use crate::listing::{About, Way};
use crate::pages::at::{self, place_at};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/places/{place}/help/add", TELL_LISTING, ask, tell)
}

const ASKING: &str = "Only the team of the place sees these. They ask you every two months whether it is all still right, and nothing else.";

fn telling(place: &Place) -> Form {
    let action = format!("{}/add", links::help_in(place.slug()));
    let form = at::form(action, "List what you do", at::steps(place)).caption(place.name()).lead(
        "For groups of every size, registered or not, and for one person with a kettle. It takes five minutes. Somebody of the place looks at it before everybody can find it.",
    );
    let form = parts::two_needs(parts::name_and_summary(form));
    let form = form.field(
        Field::text("run_by", "Who runs it?")
            .hint("A group, a charity, a church. Leave it empty if it is just people.")
            .optional(),
    );
    let form = parts::ways(parts::place(parts::when(form)), &[Way::DropIn].into());
    let form = parts::public_contact(parts::whom_and_cost(form));
    form.field(Field::text("contact_name", "Your name").hint(ASKING).autocomplete("name").optional())
        .field(Field::phone("contact_phone", "Your telephone number").autocomplete("tel").optional())
        .field(Field::email("contact_email", "Your e-mail address").autocomplete("email").optional())
        .button("Send it to the team")
}

async fn to_tell(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[TELL_LISTING], place.subject())?;
    Ok(place)
}

async fn ask(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = to_tell(&ctx, &key).await?;
    ctx.form(telling(&place)).await
}

fn about(answers: &Answers) -> About {
    let about = About {
        name: answers.text("name").to_owned(),
        summary: answers.text("summary").to_owned(),
        needs: parts::read_two_needs(answers),
        whom: parts::read_whom(answers),
        cost: parts::read_cost(answers),
        ways: answers.many("ways").into_iter().filter_map(Way::read).collect(),
        ..About::default()
    };
    parts::read_public_contact(answers, about)
}

async fn tell(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = to_tell(&ctx, &key).await?;
    let form = telling(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let session = match parts::read_when(&answers) {
        Ok(session) => session,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let venue = parts::read_place(&mut *ctx.read().await?, &answers).await?;
    let venue = match venue {
        Ok(venue) => venue,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let about =
        About { sessions: session.into_iter().collect(), venues: venue.into_iter().collect(), ..about(&answers) };
    let contact = (answers.text("contact_name"), answers.text("contact_email"), answers.text("contact_phone"));
    match actions::tell(&ctx, Told { place: place.id(), about, run_by: answers.text("run_by"), contact }).await {
        Ok(_) => {
            let href = links::help_in(place.slug());
            Ok(ctx.see(href, "Thank you. The team of the place looks at it and then it is listed here."))
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
