//! For programs that visit: what they may read, which pages there are, whom to tell of a hole.

use super::about::Contact;
use folkmoot_directory::store as directory;
use folkmoot_kernel::Needs;
use folkmoot_register::store::{self, PlaceFilter};
use folkmoot_web::{Ctx, Mode, PageError, Response};

/// Places whose pages are listed. England has about 180.
const PLACES_MAX: u32 = 1_000;
/// Listings whose pages are listed: a map holds 50,000 addresses at most. (sitemaps.org)
const LISTINGS_MAX: u32 = 45_000;
/// A security.txt says until when it holds. Unit: days.
const SECURITY_DAYS: i64 = 180;
/// Pages that are no use in a list of results.
const UNLISTED: [&str; 9] = [
    "/demo",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/passkey",
    "/sign-in/back",
    "/sign-in/jwks",
    "/outbox",
    "/places/compare",
    "/record/checkpoint",
];

pub(super) async fn robots(ctx: Ctx) -> Result<Response, PageError> {
    let text = match ctx.site().mode {
        Mode::Production => format!(
            "User-agent: *\nDisallow: /sign-in\nDisallow: /mine\nDisallow: /places/compare\n\nSitemap: {}/sitemap.xml\n",
            ctx.site().url
        ),
        // What is invented, or on somebody's desk, is nobody's search result.
        Mode::Demo | Mode::Development => "User-agent: *\nDisallow: /\n".to_owned(),
    };
    Ok(ctx.text("text/plain; charset=utf-8", text))
}

pub(super) async fn sitemap(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let places = store::places(&mut db, &PlaceFilter::default(), PLACES_MAX, 0).await?;
    let systems = store::systems(&mut db).await?;
    let listings = directory::lines(&mut db, &directory::ListingFilter::default(), LISTINGS_MAX).await?;
    drop(db);
    let (of_place, mut paths): (Vec<&str>, Vec<String>) = pages(&ctx);
    for place in places {
        let slug = place.slug.to_string();
        paths.extend(of_place.iter().map(|path| path.replace("{place}", &slug)));
    }
    paths.extend(systems.into_iter().map(|system| folkmoot_register::links::system(system.slug)));
    paths.extend(listings.into_iter().map(|line| folkmoot_directory::links::listing(line.id)));
    let url = |path: String| format!("<url><loc>{}{path}</loc></url>\n", ctx.site().url);
    let urls: String = paths.into_iter().map(url).collect();
    let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    Ok(ctx.text("application/xml; charset=utf-8", format!("{head}{urls}</urlset>\n")))
}

/// Public pages: those of each place, and those of the whole site.
fn pages(ctx: &Ctx) -> (Vec<&'static str>, Vec<String>) {
    let routes = ctx.app().route_list();
    let is_file = |path: &str| path.rsplit('/').next().unwrap_or_default().contains('.') || path.starts_with("/oruk/");
    let is_page = |path: &str| !is_file(path) && !UNLISTED.contains(&path);
    let open = routes.iter().filter(|route| route.method == "GET" && route.act.needs == Needs::Nothing);
    let (mut of_place, mut whole) = (Vec::new(), Vec::new());
    for path in open.map(|route| route.path).filter(|path| is_page(path)) {
        match path.matches('{').count() {
            0 => whole.push(path.to_owned()),
            1 if path.contains("{place}") => of_place.push(path),
            _ => {}
        }
    }
    (of_place, whole)
}

/// RFC 9116, where the installation says how to reach it.
pub(super) async fn security(ctx: Ctx) -> Result<Response, PageError> {
    let contact = match Contact::of(&ctx) {
        Contact::Email(address) => format!("mailto:{address}"),
        Contact::Web(href) => href,
        Contact::Words(_) | Contact::NotSaid => return Err(PageError::not_found()),
    };
    let until = ctx.now().plus_days(SECURITY_DAYS).date();
    let text = format!("Contact: {contact}\nExpires: {until}T00:00:00Z\nPreferred-Languages: en\n");
    Ok(ctx.text("text/plain; charset=utf-8", text))
}
