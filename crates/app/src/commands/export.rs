//! `folkmoot export`

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::compose;
use crate::home::{About, data};
use crate::say;
use clap::Args;
use folkmoot_register::store::{self as register, PlaceFilter};
use folkmoot_web::App;
use folkmoot_web::axum::Router;
use folkmoot_web::axum::body::{Body, to_bytes};
use folkmoot_web::axum::http::{Request, StatusCode};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// Places that are exported. England has about 180.
const PLACES_MAX: u32 = 1_000;
/// Largest file. Unit: bytes.
const BYTES_MAX: usize = 256 * 1024 * 1024;

/// Write all open data into a folder: places with their boards, partners, decisions, promises, as the public sees them
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  folkmoot export /srv/open-data/2026-11-25\n\n\
    The folder is made; README.txt in it says what each file holds, SHA256SUMS proves that nothing was changed.\n\
    Each file is what the site itself answers to somebody who is not signed in.")]
pub struct Export {
    /// The folder to make
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, thiserror::Error)]
enum ExportError {
    #[error("{} is already there, and nothing is written over: choose another name", .0.display())]
    Exists(PathBuf),
    #[error("{} cannot be written", file.display())]
    Write { file: PathBuf, source: std::io::Error },
    #[error("{path} answered with the code {code}")]
    Answer { path: String, code: StatusCode },
    #[error("{path} could not be read")]
    Body { path: String, source: folkmoot_web::axum::Error },
}

/// Files by their name in the folder, each with what it holds.
type Files = BTreeMap<String, (Vec<u8>, &'static str)>;

impl Export {
    pub async fn run(self) -> Result<Done, Stopped> {
        if self.folder.exists() {
            return Err(ExportError::Exists(self.folder).into());
        }
        let settings = self.common.settings()?;
        let store = open::store(&settings.database).await?;
        let app = compose::app(store.clone(), settings.site(settings.listen), About::default());
        let made = store.now().date().to_string();
        let files = gather(&app).await?;
        write(&self.folder, &files, &made)?;
        store.close().await;
        say::line(format_args!(
            "{} files are in {}. README.txt says what each holds.",
            files.len(),
            self.folder.display()
        ));
        Ok(Done::Well)
    }
}

async fn gather(app: &App) -> Result<Files, Stopped> {
    let router = app.router();
    let places = register::places(&mut *app.store().read().await?, &PlaceFilter::default(), PLACES_MAX, 0).await?;
    let mut files = Files::new();
    for file in data::files(app).into_iter().filter(|file| file.path != "/place.json") {
        let words = file.words().unwrap_or("See the page /data of the site");
        if file.is_of_place() {
            for place in &places {
                let path = file.of(place.slug.as_str());
                files.insert(name_of(&path), (ask(&router, &path).await?, words));
            }
        } else {
            page_after_page(&router, file.path, words, &mut files).await?;
        }
    }
    Ok(files)
}

fn name_of(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

/// A list that goes on says so in `next`; a table's rest is at the same address with the other ending.
async fn page_after_page(
    router: &Router,
    path: &'static str,
    words: &'static str,
    files: &mut Files,
) -> Result<(), Stopped> {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let mut query = Some(String::new());
    let mut number = 1;
    while let Some(asked) = query {
        let name = if number == 1 { name_of(path) } else { format!("{}-{number}.{ending}", name_of(stem)) };
        files.insert(name, (ask(router, &format!("{path}{asked}")).await?, words));
        let json = format!("{stem}.json{asked}");
        query = next(&ask(router, &json).await.unwrap_or_default());
        number += 1;
    }
    Ok(())
}

/// The query of the page after this one: "?after=...".
fn next(json: &[u8]) -> Option<String> {
    let list: serde_json::Value = serde_json::from_slice(json).ok()?;
    list["next"].as_str()?.split_once('?').map(|(_, query)| format!("?{query}"))
}

async fn ask(router: &Router, path: &str) -> Result<Vec<u8>, ExportError> {
    let request = Request::get(path).body(Body::empty()).unwrap_or_default();
    let answer = match router.clone().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if answer.status() != StatusCode::OK {
        return Err(ExportError::Answer { path: path.to_owned(), code: answer.status() });
    }
    let body = to_bytes(answer.into_body(), BYTES_MAX).await;
    Ok(body.map_err(|source| ExportError::Body { path: path.to_owned(), source })?.to_vec())
}

/// Into a folder beside, which gets its name when it is whole.
fn write(folder: &Path, files: &Files, made: &str) -> Result<(), ExportError> {
    let beside = folder.with_extension(format!("making-{}", std::process::id()));
    let mut sums = String::new();
    for (name, (content, _)) in files {
        put(&beside.join(name), content)?;
        let sum: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        sums.push_str(&format!("{sum}  {name}\n"));
    }
    put(&beside.join("README.txt"), readme(files, made).as_bytes())?;
    put(&beside.join("SHA256SUMS"), sums.as_bytes())?;
    std::fs::rename(&beside, folder).map_err(|source| ExportError::Write { file: folder.to_owned(), source })
}

fn put(file: &Path, content: &[u8]) -> Result<(), ExportError> {
    let fault = |source| ExportError::Write { file: file.to_owned(), source };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    std::fs::write(file, content).map_err(fault)
}

fn readme(files: &Files, made: &str) -> String {
    let mut text = format!(
        "Open data, exported on {made} with Folkmoot {}.\n\
         Each file is what the site answers to somebody who is not signed in: nothing sealed, nothing for partners only,\n\
         promises as the public sees them. Licence: Open Government Licence v3.0, unless a page of the site says otherwise.\n\
         CSV is UTF-8 with commas and a heading; JSON is UTF-8. SHA256SUMS: `sha256sum -c SHA256SUMS`.\n",
        env!("CARGO_PKG_VERSION")
    );
    let mut last = "";
    for (name, (_, words)) in files {
        if *words != last {
            text.push_str(&format!("\n{words}\n"));
        }
        text.push_str(&format!("  {name}\n"));
        last = words;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_has_the_query_of_the_address_that_the_list_names() {
        assert_eq!(next(br#"{"next": "https://a.example/organisations.json?after=x&q=1"}"#).unwrap(), "?after=x&q=1");
        assert_eq!(next(br#"{"next": null}"#), None);
        assert_eq!(next(b"name,sector"), None);
    }

    #[test]
    fn the_readme_says_what_each_file_holds_once() {
        let file = |words| (Vec::new(), words);
        let files = Files::from([("a.csv".to_owned(), file("Places")), ("a.json".to_owned(), file("Places"))]);

        let text = readme(&files, "2026-11-25");

        assert!(text.contains("exported on 2026-11-25"));
        assert!(text.ends_with("\nPlaces\n  a.csv\n  a.json\n"), "{text}");
    }
}
