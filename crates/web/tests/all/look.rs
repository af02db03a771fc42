//! Every part of `components.html` and every kind of field, on pages that keep what all pages promise.
//! `FOLKMOOT_TEST_LOOK=folder cargo test -p folkmoot-web --test all look` also writes the pages there, to be looked at.

use askama::Template;
use folkmoot_kernel::act::{Act, Needs};
use folkmoot_kernel::{Id, PersonId};
use folkmoot_web::testing::{TestApp, TestPage, ThesePeople};
use folkmoot_web::{Capability, Choice, Ctx, Field, Form, Page, PageError, Response, Routes, Sent, SignedIn};
use std::sync::Arc;

const SEE: Act = Act { key: "test.see", words: "see the parts", needs: Needs::Nothing };
const ASHA: PersonId = Id::from_number(11);

struct Step {
    kind: &'static str,
    words: &'static str,
    href: &'static str,
    here: bool,
}

/// Every part once, with invented words.
#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% import "components.html" as c %}
{% call c::thread(steps) %}{% endcall %}
{% call c::hero("Who leads health and care where you live?") %}<p class="govuk-body">Find your place, what it decided and what came of it.</p>{% call c::ask("/postcode", "postcode", "Your postcode", "Find my place") %}{% endcall %}{% endcall %}
{% call c::figures(figures) %}{% endcall %}
<p class="govuk-body">{% for (words, colour) in tags %}{% call c::tag(words, colour) %}{% endcall %} {% endfor %}</p>
{% call c::filters("/promises", "Show these") %}<div class="govuk-form-group"><label class="govuk-label" for="q">Words in the promise</label><input class="govuk-input" id="q" name="q" type="search"></div><div class="govuk-form-group"><label class="govuk-label" for="state">State</label><select class="govuk-select" id="state" name="state"><option>Any</option></select></div>{% endcall %}
{% call c::table("Promises to the board") %}<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Promise</th><th scope="col" class="govuk-table__header">By</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Pounds</th></tr></thead><tbody class="govuk-table__body"><tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="/p/1">Open the warm room three evenings a week</a></th><td class="govuk-table__cell">Oxmoor Parish Council</td><td class="govuk-table__cell govuk-table__cell--numeric">£4,200</td></tr></tbody>{% endcall %}
{% call c::pagination(earlier, later, "promises") %}{% endcall %}
<h2 class="govuk-heading-m">What happened</h2>
{% call c::history(moments) %}{% endcall %}
<ul class="fm-cards">{% call c::card("Find help near you", "/help") %}<p class="govuk-body">Groups and services around a postcode.</p>{% endcall %}{% call c::card("Who leads this place", "/places") %}<p class="govuk-body">Its board, its partners and its plan.</p>{% endcall %}</ul>
<h2 class="govuk-heading-m">Before the meeting</h2>
{% call c::task_list(tasks) %}{% endcall %}
{% call c::empty("No promise waits for you.", "See what your organisation promised", "/promises") %}{% endcall %}
{% call c::summary_list(rows) %}{% endcall %}
<dl class="govuk-summary-list">{% call c::answer("Contact", "", "/contact") %}{% endcall %}</dl>
{% call c::line("Asha Marsh", "/people/asha", "Chair, for Oxmoor Community Club (voluntary, community)") %}{% endcall %}
{% call c::panel("Promise accepted", "The board sees it from today. We remind you a week before it is due.") %}{% endcall %}
<div class="govuk-inset-text">This place closed on 1 April 2026. Its page stays as it was.</div>
<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> A withdrawn promise stays in sight.</strong></div>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What a promise is</span></summary><div class="govuk-details__text">What one organisation will do by when.</div></details>
<p class="govuk-body"><a class="govuk-button" href="/accept">Accept this promise</a> <a class="govuk-button govuk-button--secondary" href="/later">Ask for more time</a> <a class="govuk-button govuk-button--warning" href="/withdraw">Withdraw it</a> {% call c::print() %}{% endcall %}</p>
"##
)]
struct Parts {
    steps: Vec<Step>,
    figures: Vec<(&'static str, i64)>,
    tags: Vec<(&'static str, &'static str)>,
    earlier: Option<&'static str>,
    later: Option<&'static str>,
    moments: Vec<(&'static str, &'static str)>,
    tasks: Vec<(&'static str, &'static str, &'static str)>,
    rows: Vec<(&'static str, &'static str)>,
}

fn steps() -> Vec<Step> {
    let step = |(kind, words, here)| Step { kind, words, href: "/thread/1", here };
    [
        ("Need", "Cold homes in Oxmoor East", false),
        ("Priority", "Warm and well by winter", false),
        ("Decision", "Fund four warm rooms", false),
        ("Promise", "Open the warm room three evenings a week", true),
        ("Pound", "£4,200 from the winter pot", false),
        ("Service", "", false),
        ("Referral", "", false),
        ("Outcome", "", false),
    ]
    .map(step)
    .into()
}

fn parts() -> Parts {
    Parts {
        steps: steps(),
        figures: vec![("promises under way", 128), ("kept on time", 94), ("past their date", 17), ("withdrawn", 6)],
        tags: vec![
            ("Under way", ""),
            ("Kept on time", "govuk-tag--green"),
            ("Said to be done", "govuk-tag--turquoise"),
            ("Agreed in the room, not yet accepted", "govuk-tag--yellow"),
            ("Objects", "govuk-tag--orange"),
            ("Set aside", "govuk-tag--red"),
            ("Sealed", "govuk-tag--purple"),
            ("Withdrawn", "govuk-tag--grey"),
        ],
        earlier: Some("/promises?page=1"),
        later: Some("/promises?page=3"),
        moments: vec![
            ("3 November 2026", "Renegotiated: the boiler comes a month later. New date 15 January 2027."),
            ("9 September 2026", "Accepted by Oxmoor Parish Council."),
        ],
        tasks: vec![("Write the agenda", "/agenda", ""), ("Send the papers", "/papers", "To do")],
        rows: vec![("Leader", "Dr Imran Vale, place director"), ("Accountable", "")],
    }
}

async fn show_parts(ctx: Ctx) -> Result<Response, PageError> {
    let page = Page::new("Open the warm room three evenings a week").caption("Promise of Oxmoor Parish Council");
    let page = page.crumb("Oxmoor", "/places/oxmoor").crumb("Promises", "/promises").invented(true);
    ctx.page(page.lead("Until the end of March 2027, with a hot meal on Thursdays.").template(&parts())).await
}

fn form() -> Form {
    let choices = || vec![Choice::new("a", "Assent").hint("We agree, and do our part"), Choice::new("b", "Object")];
    Form::post("/form", "Give your organisation's position")
        .caption("Fund four warm rooms")
        .lead("The others see it when all are in.")
        .warning("A position that was given stays in the record.")
        .field(Field::radios("stance", "Your position", choices()))
        .field(Field::checkboxes("with", "Together with", choices()))
        .field(Field::text("what", "What will your organisation do?").hint("In one sentence"))
        .field(Field::area("why", "Why?").max(2000).hint("Others read this"))
        .field(Field::date("due", "By when?").hint("For example, 27 3 2027"))
        .field(Field::datetime("starts", "When does it start?"))
        .field(Field::time("time", "At what time?"))
        .field(Field::money("amount", "How much?").optional())
        .field(Field::number("minutes", "Minutes"))
        .field(Field::email("email", "Your e-mail address"))
        .field(Field::phone("phone", "Telephone"))
        .field(Field::url("site", "Website"))
        .field(Field::code("code", "The code from the letter"))
        .field(Field::select("body", "Body", choices()))
        .field(Field::file("paper", "Paper").accept(".pdf"))
        .button("Give this position")
        .back("/parts")
        .version(1)
}

async fn show_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(form()).await
}

async fn refuse(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    if sent.get("what") == Some("later") {
        return ctx.form_conflict(form().filled([("what", "Open on Mondays")]).version(2), &sent).await;
    }
    match form().read(&sent) {
        Ok(_) => Ok(ctx.see("/parts", "Position given")),
        Err(errors) => ctx.form_again(form(), &sent, errors).await,
    }
}

async fn app() -> TestApp {
    let asha = SignedIn { id: ASHA, name: "Asha Marsh".into(), held: Vec::new(), administrator: false };
    let people = Arc::new(ThesePeople(vec![("asha@club.example".into(), asha)]));
    let routes = Routes::new().get("/parts", SEE, show_parts).form("/form", SEE, show_form, refuse);
    let pages = Capability::new("test", "Parts to look at.").routes(routes).acts(&[SEE]);
    let pages = pages.nav("Places", "/places").nav("Parts", "/parts").nav("Help near you", "/help");
    TestApp::building(folkmoot_store::testing::store().await, |b| b.people(people).capability(pages))
}

/// Kept for the eye, when somebody asked for it.
fn keep(name: &str, page: &TestPage) {
    if let Ok(folder) = std::env::var("FOLKMOOT_TEST_LOOK") {
        std::fs::write(format!("{folder}/{name}.html"), page.text()).unwrap();
    }
}

#[tokio::test]
async fn every_part_keeps_what_all_pages_promise() {
    let app = app().await;

    let seen = app.get("/parts").await;
    let own = app.as_person(ASHA).await.get("/parts").await;

    keep("parts", &seen);
    keep("parts-signed-in", &own);
    assert_eq!(seen.all(".fm-thread [aria-current]"), ["Promise Open the warm room three evenings a week"]);
    assert_eq!(seen.all(".fm-thread__none"), ["Service none yet", "Referral none yet", "Outcome none yet"]);
    assert_eq!(seen.all(".fm-nav [aria-current]"), ["Parts"]);
    assert_eq!(
        seen.all(".govuk-summary-list__value"),
        ["Dr Imran Vale, place director", "Not said yet", "Not provided"]
    );
    assert_eq!(seen.attributes("#ask-postcode", "autocomplete"), ["postal-code"]);
    own.shows("Sign out Asha Marsh");
}

#[tokio::test]
async fn every_kind_of_field_is_refused_beside_it_and_linked_from_the_summary() {
    let app = app().await;

    let fresh = app.get("/form").await;
    let refused = app.post("/form", &[("what", "")]).await;

    keep("form", &fresh);
    keep("form-refused", &refused);
    let links = refused.attributes(".govuk-error-summary a", "href");
    let fields =
        ["stance-1", "what", "why", "due-day", "starts-day", "time", "minutes", "email", "phone", "site", "code"];
    for field in fields {
        assert!(links.contains(&format!("#{field}")), "{field} is not in {links:?}");
        assert_eq!(refused.all(&format!("#{field}")).len(), 1, "{field} is not there");
    }
    assert_eq!(refused.all("title")[0], "Error: Give your organisation's position – Folkmoot test");
    assert_eq!(fresh.attributes("#why", "aria-describedby"), ["why-hint why-max"]);
}

#[tokio::test]
async fn who_comes_second_sees_both_versions() {
    let app = app().await;

    let conflict = app.post("/form", &[("what", "later")]).await;

    keep("form-conflict", &conflict);
    conflict.status(409).shows("Somebody else changed this while you were typing");
    assert_eq!(conflict.all(".fm-conflict tbody tr")[0], "What will your organisation do? Open on Mondays later");
}
