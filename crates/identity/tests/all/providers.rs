//! Organisations that people sign in through, as administrators keep them. Whole visits are in `browser/`, to a real provider.

use crate::{given, wait_a_quarter};
use folkmoot_web::sign_in::Way;
use folkmoot_web::testing::TestPage;
use std::io::{Read, Write};
use std::net::TcpListener;

/// Something that says of itself what a provider says, and nothing more; its address.
fn provider(requests: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let own = issuer.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            let mut stream = stream.unwrap();
            let mut asked = [0; 2048];
            let length = stream.read(&mut asked).unwrap();
            let keys = String::from_utf8_lossy(&asked[..length]).starts_with("GET /jwks");
            let body = if keys { r#"{"keys":[]}"#.to_owned() } else { described(&own) };
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    issuer
}

fn described(issuer: &str) -> String {
    format!(
        r#"{{"issuer":"{issuer}","authorization_endpoint":"{issuer}/auth","token_endpoint":"{issuer}/token","jwks_uri":"{issuer}/jwks",
        "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}}"#
    )
}

fn typed(issuer: &str) -> [(&'static str, String); 6] {
    [
        ("name", "NHS Wendmark".into()),
        ("issuer", issuer.to_owned()),
        ("client_id", "folkmoot".into()),
        ("domains", "wendmark.example\npeople.example".into()),
        ("secret", "s3cret-of-wendmark".into()),
        ("what", "open".into()),
    ]
}

fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[track_caller]
fn refuses(page: &TestPage, field: &str, words: &str) {
    let refusal = page.refusal(field);
    assert!(refusal.contains(words), "{refusal}");
}

#[tokio::test]
async fn an_organisation_is_asked_added_shown_and_closed() {
    let given = given().await;
    let sam = given.app.signed_in(given.sam, Way::Passkey).await;
    let issuer = provider(4);

    let added = sam.post("/administration/sign-in/add", &pairs(&typed(&issuer))).await;
    assert_eq!(added.location(), "/administration/sign-in");

    sam.get("/administration/sign-in").await.shows("NHS Wendmark").shows("wendmark.example, people.example");
    let link =
        given.app.get("/sign-in?next=%2Fsessions").await.attributes("a[href^='/sign-in/through/']", "href")[0].clone();
    let away = given.app.get(&link).await;
    assert!(
        away.location().starts_with(&format!("{issuer}/auth?response_type=code&client_id=folkmoot")),
        "{}",
        away.location()
    );
    for part in [
        "code_challenge_method=S256",
        "nonce=",
        "state=",
        "scope=openid+email",
        "redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in%2Fback",
    ] {
        assert!(away.location().contains(part), "{part}: {}", away.location());
    }

    let change = sam.get("/administration/sign-in").await.attributes(".fm-card a", "href")[0].clone();
    let mut closed = typed(&issuer).to_vec();
    closed.retain(|(name, _)| !["what", "secret"].contains(name));
    let closed = pairs(&closed);
    assert_eq!(sam.post(&change, &closed).await.location(), "/administration/sign-in");
    given.app.get("/sign-in").await.hides("NHS Wendmark");
    given.app.get(&link).await.status(404);
}

#[tokio::test]
async fn no_secret_is_shown_or_kept_as_it_was_typed() {
    let given = given().await;
    let sam = given.app.signed_in(given.sam, Way::Passkey).await;
    let issuer = provider(2);
    sam.post("/administration/sign-in/add", &pairs(&typed(&issuer))).await.status(303);
    let mut db = given.app.store().read().await.unwrap();
    let kept = folkmoot_identity::store::providers(&mut db).await.unwrap();

    assert!(!kept[0].secret.is_empty() && !kept[0].secret.contains("s3cret"));
    let history = folkmoot_store::history_of(&mut db, "provider", kept[0].id, 10).await.unwrap();
    assert_eq!(history.len(), 1);
    assert!(
        history
            .iter()
            .all(|line| !format!("{line:?}").contains("s3cret") && !format!("{line:?}").contains(&kept[0].secret))
    );
    drop(db);
    let page = sam.get(&format!("/administration/sign-in/{}", kept[0].id)).await;
    page.status(200).shows("One is kept");
    assert!(!page.text().contains("s3cret"));
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_beside_its_field() {
    let given = given().await;
    let sam = given.app.signed_in(given.sam, Way::Passkey).await;
    let send = async |name: &str, value: &str| {
        let mut fields = typed("http://127.0.0.1:9");
        for field in fields.iter_mut().filter(|(field, _)| *field == name) {
            field.1 = value.to_owned();
        }
        sam.post("/administration/sign-in/add", &pairs(&fields)).await
    };

    refuses(&send("name", "NHS Wendmark").await, "issuer", "Nothing that signs people in was found there");
    refuses(&send("issuer", "https://a b").await, "issuer", "");
    refuses(&send("domains", "@wendmark").await, "domains", "is no domain");
}

#[tokio::test]
async fn providers_are_administrators_and_want_a_fresh_sign_in() {
    let given = given().await;
    let (asha, sam) =
        (given.app.signed_in(given.asha, Way::Passkey).await, given.app.signed_in(given.sam, Way::Passkey).await);
    asha.get("/administration/sign-in").await.status(403);
    asha.get("/administration/sign-in/add").await.status(403);

    wait_a_quarter(&given);

    sam.get("/administration/sign-in").await.status(200);
    assert_eq!(
        sam.get("/administration/sign-in/add").await.location(),
        "/sign-in?next=%2Fadministration%2Fsign-in%2Fadd"
    );
}

#[tokio::test]
async fn nobody_comes_back_who_did_not_go() {
    let given = given().await;

    for query in ["", "?code=x&state=y", "?error=access_denied", "?state=&code=", "?code=%00"] {
        let back = given.app.get(&format!("/sign-in/back{query}")).await;
        assert_eq!(back.location(), "/sign-in?next=%2Fmine");
    }
    given.app.get("/sign-in").await.shows("this took too long, or was begun in another browser");
}

#[tokio::test]
async fn the_public_keys_are_public_and_hold_no_secret() {
    let given = given().await;

    let keys = given.app.get("/sign-in/jwks").await.status(200).text();
    let keys: serde_json::Value = serde_json::from_str(&keys).unwrap();

    let key = keys["keys"][0].as_object().unwrap();
    assert_eq!((key["kty"].as_str(), key["kid"].is_string()), (Some("RSA"), true));
    for secret in ["d", "p", "q", "dp", "dq", "qi"] {
        assert!(!key.contains_key(secret), "{secret}");
    }
}
