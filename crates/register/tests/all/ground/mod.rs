//! An invented ground for tests: two councils with three small areas, and outlines.

use folkmoot_kernel::AreaCode;
use folkmoot_register::area::{AreaKind, WHOLE_U, Within};
use folkmoot_register::store::{self, NewArea, NewOutline, NewParent};
use folkmoot_store::Store;

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

fn area(text: &str, kind: AreaKind, name: &str, residents: i64) -> NewArea {
    let small = kind == AreaKind::Lsoa;
    NewArea {
        code: code(text),
        kind,
        name: name.into(),
        vintage: "invented".into(),
        lat_u: None,
        lon_u: None,
        residents: Some(residents),
        imd_rank: small.then_some(residents),
        imd_decile: small.then_some(residents / 1_000),
    }
}

fn within(child: &str, parent: &str) -> NewParent {
    NewParent { child: code(child), parent: code(parent), within: Within::Utla, share_u: WHOLE_U }
}

fn outline(text: &str, left: i64) -> NewOutline {
    let path = format!("M{left} 0h10v10h-10z");
    NewOutline { code: code(text), kind: AreaKind::Lsoa, path, min_x: left, min_y: 0, max_x: left + 10, max_y: 10 }
}

/// Ashford (1,000 and 2,000 residents in deciles 1 and 2) and Beckham (3,000 in decile 3).
pub async fn lay(store: &Store) {
    let areas = [
        area("Z10000001", AreaKind::Unitary, "Ashford", 3_000),
        area("Z10000002", AreaKind::Unitary, "Beckham", 3_000),
        area("Z01000001", AreaKind::Lsoa, "Ashford 1", 1_000),
        area("Z01000002", AreaKind::Lsoa, "Ashford 2", 2_000),
        area("Z01000003", AreaKind::Lsoa, "Beckham 1", 3_000),
    ];
    let parents =
        [within("Z01000001", "Z10000001"), within("Z01000002", "Z10000001"), within("Z01000003", "Z10000002")];
    let outlines = [outline("Z01000001", 0), outline("Z01000002", 10), outline("Z01000003", 20)];
    let mut tx = store.write().await.unwrap();
    store::put_areas(&mut tx, &areas).await.unwrap();
    store::put_parents(&mut tx, &parents).await.unwrap();
    store::put_outlines(&mut tx, &outlines).await.unwrap();
    tx.commit_housekeeping().await.unwrap();
}
