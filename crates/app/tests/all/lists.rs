//! Whatever a page lists for somebody, they may look at: what SQL shows and what the policies allow never differ. Asked of people of the
//! invented place drawn at random, with the pages drawn at random.

use crate::rights::{Ground, ground};
use folkmoot_register::store as register;
use folkmoot_web::testing::{TestApp, TestPage};
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

/// People, pages for each, and links followed on each page; `FOLKMOOT_TEST_LISTS` says how many people otherwise.
const PEOPLE: usize = 12;
const PAGES: usize = 16;
const LINKS: usize = 10;

/// Somebody with their seats, or nobody.
async fn anybody(ground: &Ground, rng: &mut StdRng) -> (String, TestApp) {
    let visitor = &ground.everybody[0].app;
    if rng.random_bool(0.1) {
        return ("visitor".to_owned(), visitor.clone());
    }
    let people = register::people(&mut visitor.store().read().await.unwrap(), 1_000, 0).await.unwrap();
    let here: Vec<_> = people.iter().filter(|one| one.left_on().is_none()).collect();
    let one = here.choose(rng).unwrap();
    (one.details().name.clone(), visitor.as_person(one.id()).await)
}

fn links(page: &TestPage) -> Vec<String> {
    let own = |link: &String| !link.starts_with("/sign") && !link.starts_with("/mine/data.json");
    page.attributes("main a[href^='/']", "href").into_iter().filter(own).collect()
}

#[tokio::test]
async fn whatever_a_page_lists_for_somebody_they_may_look_at() {
    let seed = std::env::var("FOLKMOOT_TEST_SEED").map_or_else(|_| rand::random(), |text| text.parse().unwrap());
    let people = std::env::var("FOLKMOOT_TEST_LISTS").map_or(PEOPLE, |text| text.parse().unwrap());
    let (ground, mut rng) = (ground().await, StdRng::seed_from_u64(seed));
    let pages: Vec<&String> =
        ground.examples.iter().filter(|((method, _), _)| *method == "GET").map(|(_, path)| path).collect();
    let (mut followed, mut refused) = (0, Vec::new());
    for _ in 0..people {
        let (who, app) = anybody(&ground, &mut rng).await;
        for _ in 0..PAGES {
            let path = pages.choose(&mut rng).unwrap();
            let page = app.get(path).await;
            if page.status != 200 || !page.is_html() {
                continue;
            }
            let mut links = links(&page);
            links.shuffle(&mut rng);
            for link in links.into_iter().take(LINKS) {
                let answer = app.get(link.split('#').next().unwrap_or_default()).await;
                followed += 1;
                let to_sign_in = answer.status == 303 && answer.location().starts_with("/sign-in");
                if answer.status >= 400 || (to_sign_in && who != "visitor") {
                    refused.push(format!("{path} leads {who} to {link}, which answers {}", answer.status));
                }
            }
        }
    }

    assert!(refused.is_empty(), "seed {seed}:\n{}", refused.join("\n"));
    assert!(followed > people * PAGES, "only {followed} links were followed, seed {seed}");
}
