//! Names in links, each used once.

use folkmoot_kernel::Slug;
use folkmoot_store::{Conn, Error, sql};

/// What has a name in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    System,
    Place,
    Organisation,
}

/// Words that addresses of other pages have in the same spot.
const TAKEN: [&str; 5] = ["add", "compare", "elsewhere", "near", "new"];
/// Names tried with a number behind before the id's letters are used.
const TRIES: u32 = 50;

impl Named {
    const fn question(self) -> &'static str {
        match self {
            Named::System => "select id from register_system where slug = $1",
            Named::Place => "select id from register_place where slug = $1",
            Named::Organisation => "select id from register_organisation where slug = $1",
        }
    }
}

/// A name for a link that nobody has: "lunch-club", else "lunch-club-2" ...; `otherwise` is unique by itself.
pub async fn free_slug(db: &mut Conn, named: Named, title: &str, otherwise: &str) -> Result<Slug, Error> {
    let base = Slug::of(title);
    for number in 1..=TRIES {
        let candidate = if number == 1 { base.clone() } else { with_end(&base, &number.to_string()) };
        let used: Option<i64> = sql(named.question()).bind(&candidate).maybe(db).await?;
        if used.is_none() && !TAKEN.contains(&candidate.as_str()) {
            return Ok(candidate);
        }
    }
    Ok(with_end(&base, otherwise))
}

fn with_end(base: &Slug, end: &str) -> Slug {
    let kept: String = base.as_str().chars().take(79 - end.len()).collect();
    Slug::of(&format!("{kept} {end}"))
}
