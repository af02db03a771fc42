//! Whoever is shown somebody's address or telephone number is written down: asked of every page, by everybody.

use crate::rights::{Ground, Somebody, ground};
use folkmoot_kernel::{Id, PersonId};
use folkmoot_register::store as register;
use folkmoot_store::{Store, reading, sql};

/// Letters that are shown instead of sent, in development and in the demonstration alone, where nobody is real.
const INVENTED_ALONE: [&str; 2] = ["/outbox", "/sign-in/demo"];

/// Those who see most, and those who should see nothing.
const READERS: [&str; 5] = ["visitor", "stranger", "manager", "trust", "administrator"];

/// Everybody with what nobody else should see of them unnoticed.
async fn everybody(store: &Store) -> Vec<(PersonId, Vec<String>)> {
    let people = register::people(&mut store.read().await.unwrap(), 10_000, 0).await.unwrap();
    let own = |email: &str, phone: &str| {
        [email, phone].into_iter().filter(|text| !text.is_empty()).map(str::to_lowercase).collect()
    };
    people.into_iter().map(|one| (one.id(), own(&one.details().email, &one.details().phone))).collect()
}

/// Those whose readings by somebody are more than before.
async fn noted(one: &Somebody, person: PersonId) -> usize {
    let reader = one.actor.person();
    let all = reading::of(&mut one.app.store().read().await.unwrap(), person).await.unwrap();
    all.into_iter().filter(|line| line.person_id == reader).count()
}

#[tokio::test]
async fn whoever_is_shown_an_address_of_somebody_else_is_written_down() {
    let ground = ground().await;
    let store = ground.everybody[0].app.store().clone();
    let searched = search(&ground).await;
    let people = everybody(&store).await;
    let examples = ground.examples.iter().filter(|((method, _), _)| *method == "GET").map(|(_, path)| path.clone());
    let edit = people.iter().take(6).map(|(id, _)| format!("/people/{id}/edit"));
    let paths: Vec<String> = examples.chain(edit).chain(searched).collect();
    let (mut shown, mut missed) = (0, Vec::new());
    for path in paths.iter().filter(|path| !INVENTED_ALONE.contains(&path.as_str())) {
        for one in ground.everybody.iter().filter(|one| READERS.contains(&one.name)) {
            let page = one.app.get(path).await;
            let text = page.text().to_lowercase();
            for (person, own) in people.iter().filter(|(person, _)| one.actor.person() != Some(*person)) {
                if page.status != 200 || !own.iter().any(|own| text.contains(own.as_str())) {
                    continue;
                }
                shown += 1;
                if noted(one, *person).await == 0 {
                    missed.push(format!("{path} shows {} what is {person}'s, and nobody is told", one.name));
                }
            }
        }
    }

    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(shown > 10, "only {shown} times was anything shown: does the test see it?");
}

/// An administrator searches for somebody, so that there is something to show.
async fn search(ground: &Ground) -> Vec<String> {
    let administrator = ground.everybody.iter().find(|one| one.name == "administrator").unwrap();
    let fields = [("sought", "noor.reach@people.example"), ("why", "asked by letter")];
    let answer = administrator.app.post("/administration/searches/add", &fields).await;
    let found = answer.status(303).location().to_owned();
    administrator.app.get(&found).await.status(200);
    let noor = register::person_by_email(&mut administrator.app.store().read().await.unwrap(), fields[0].1).await;
    let person = format!("{found}/people/{}", noor.unwrap().unwrap());
    vec![found, format!("{person}/data.json"), format!("{person}/erase"), person]
}

/// What is read of everybody on the command line stands in each person's list.
#[tokio::test]
async fn a_list_of_everybody_is_written_down_for_each() {
    let store = folkmoot_store::testing::store().await;
    let program = folkmoot_register::testing::program(&store);
    program.reads_everybody("names and e-mail addresses of everybody", "asked for on the command line").await.unwrap();

    let read = reading::of(&mut store.read().await.unwrap(), Id::from_number(1)).await.unwrap();

    assert_eq!((read.len(), read[0].of_person_id, read[0].program.as_deref()), (1, None, Some("test")));
    let lines: i64 = sql("select count(*) from store_history").one(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(lines, 0);
}
