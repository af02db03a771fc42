//! Who has promised much is asked before one more.

use super::given;
use super::support::{Given, date, fields, is_saved};

async fn offered(given: &Given, what: &str) -> String {
    let confirmer = given.trust.to_string();
    let typed = [("what", what), ("done_means", "Everybody has eaten"), ("confirmer", confirmer.as_str())];
    let due = date("due", "30", "6", "2026");
    is_saved(&given.member.post("/places/vale/promises/offer", &fields(&typed, &due)).await)
}

#[tokio::test]
async fn from_a_set_number_on_it_says_why_one_more_or_drops_one() {
    let given = given().await;
    let days = [("accept_days", "14"), ("due_soon_days", "14"), ("public_delay_days", "0"), ("open_most", "1")];
    is_saved(&given.team.post("/places/vale/promises/patience", &days).await);
    let confirmer = given.trust.to_string();
    let accept = [("confirmer", confirmer.as_str()), ("_version", "1")];
    let first = offered(&given, "A hot meal a week").await;
    given.member.get(&format!("{first}/accept")).await.hides("Why take on one more?");
    is_saved(&given.member.post(&format!("{first}/accept"), &accept).await);

    let second = offered(&given, "A second meal").await;
    let asked = format!("{second}/accept");
    given.member.get(&asked).await.shows("Your open promises: 1.").shows("Why take on one more?");
    let silent = given.member.post(&asked, &accept).await;
    assert_eq!(silent.refusal("despite"), "Say why you take on one more, or withdraw one first");
    given.app.get("/places/vale/load").await.shows("Lunch Club").shows("Asked before one more");
    let why = [accept[0], accept[1], ("despite", "The council pays for it.")];
    is_saved(&given.member.post(&asked, &why).await);

    given.app.get(&second).await.shows("Taken on with 1 already open: The council pays for it.");
    let third = offered(&given, "A third meal").await;
    for page in [&first, &second] {
        let version = given.member.get(&format!("{page}/withdraw")).await.attributes("input[name='_version']", "value");
        let why = [("why", "Too much for us."), ("_version", version[0].as_str())];
        is_saved(&given.member.post(&format!("{page}/withdraw"), &why).await);
    }
    is_saved(&given.member.post(&format!("{third}/accept"), &accept).await);
    let file = given.app.get("/places/vale/load.csv").await.text();
    assert!(file.contains("Lunch Club,1,0,2,yes"), "{file}");
}
