//! Imports a folder of files, each in one transaction: read on a thread of its own, written as it comes.

use super::files::{Contents, Publisher, STEPS};
use super::input;
use super::layout::{Chunk, Known, Layout, Rows};
use super::maps::Map;
use super::nesting::{self, Links};
use super::report::{BROKEN_KEPT, FileReport, Outcome, Progress, Report};
use super::sheet::{Broken, Sheet, Unreadable};
use super::store;
use folkmoot_kernel::id::{Anything, Id};
use folkmoot_kernel::{Act, Actor, Needs, Permit, Refused, Subject, act};
use folkmoot_store::{Bulk, Error, Event, Store, Tx, Value};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Fills the register from files. Only the program itself does: the command line.
pub const IMPORT_ENGLAND: Act =
    Act { key: "register.import_england", words: "fill the register with England", needs: Needs::Program };

/// Whether a file that was imported before is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// The same bytes say the same thing: passed over.
    Skip,
    /// Read and compared, row by row.
    Compare,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0} is not a folder")]
    NoFolder(PathBuf),
    #[error("{0} is not a file")]
    NoFile(PathBuf),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("the database could not take the rows")]
    Store(#[from] Error),
}

/// Rows that wait for the database while reading goes on: a few chunks, so that memory stays small.
const CHUNKS_WAITING: usize = 8;
/// From this many lines on, a file of which more than half is broken is not the file it is taken for.
const LINES_JUDGED: u64 = 20;
/// Year of the map of wards.
const WARD_MAP: &str = "2025";
/// The children whose parents everything larger is worked out from.
const SMALL_AREAS: &[&str] = &["lsoa"];

/// Imports every file of England that lies in the folder, in the order in which one builds on another. A file that is
/// refused leaves nothing behind and does not stop the others.
pub async fn import(
    store: &Store,
    folder: &Path,
    again: Again,
    progress: Arc<dyn Progress>,
) -> Result<Report, ImportError> {
    if !folder.is_dir() {
        return Err(ImportError::NoFolder(folder.to_owned()));
    }
    let mut run = Run::new(store, again, progress).await?;
    for step in STEPS {
        match input::find(folder, step.stem) {
            None => run.tell(FileReport::bare(step.stem, Outcome::Absent)),
            Some(path) => {
                let ending =
                    path.to_string_lossy().rsplit_once(step.stem).map_or(String::new(), |(_, end)| end.to_owned());
                run.file(&format!("{}{ending}", step.stem), &path, step.contents).await?;
            }
        }
    }
    run.finish().await
}

/// Imports one file in its publisher's own layout.
pub async fn import_publisher(
    store: &Store,
    publisher: Publisher,
    file: &Path,
    again: Again,
    progress: Arc<dyn Progress>,
) -> Result<Report, ImportError> {
    if !file.is_file() {
        return Err(ImportError::NoFile(file.to_owned()));
    }
    let mut run = Run::new(store, again, progress).await?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    run.file(&format!("{}/{name}", publisher.key()), file, |known| publisher.contents(known)).await?;
    run.finish().await
}

struct Run<'a> {
    store: &'a Store,
    again: Again,
    progress: Arc<dyn Progress>,
    known: Arc<Known>,
    /// The register changed since `known` was read.
    stale: bool,
    /// What the small areas lie in, when a file has just told it.
    links: Option<Links>,
    report: Report,
}

/// What reading a file came to.
struct Tally {
    lines: u64,
    broken: Vec<Broken>,
    broken_count: u64,
    contents: Contents,
}

impl<'a> Run<'a> {
    async fn new(store: &'a Store, again: Again, progress: Arc<dyn Progress>) -> Result<Self, Error> {
        let known = Arc::new(store::known(&mut *store.read().await?, store.clock()).await?);
        Ok(Self { store, again, progress, known, stale: false, links: None, report: Report::default() })
    }

    fn tell(&mut self, report: FileReport) {
        self.progress.ends(&report);
        self.report.files.push(report);
    }

    /// Imports one file, whole or not at all.
    async fn file(
        &mut self,
        name: &str,
        path: &Path,
        contents: impl Fn(&Arc<Known>) -> Contents,
    ) -> Result<(), ImportError> {
        let (sha256, bytes) = match input::fingerprint(path) {
            Ok(found) => found,
            Err(source) => {
                let why = Unreadable::Missing { file: name.to_owned(), source };
                self.tell(FileReport::bare(name, Outcome::Refused(in_words(&why))));
                return Ok(());
            }
        };
        let remembered = store::remembered(&mut *self.store.read().await?, name).await?;
        let same = remembered.as_ref() == Some(&sha256);
        if same && self.again == Again::Skip {
            self.tell(FileReport::bare(name, Outcome::Same));
            return Ok(());
        }
        self.look_again().await?;
        self.progress.begins(name, bytes);
        let report = self.read_and_write(name, path, contents(&self.known), &sha256, same).await?;
        self.tell(report);
        Ok(())
    }

    async fn read_and_write(
        &mut self,
        name: &str,
        path: &Path,
        contents: Contents,
        sha256: &str,
        same: bool,
    ) -> Result<FileReport, ImportError> {
        let mut tx = self.store.write().await?;
        let had_postcodes = store::has_postcodes(&mut tx).await?;
        let mut tables = contents.tables();
        let read = write_as_read(&mut tx, &mut tables, name, path, contents, Arc::clone(&self.progress)).await?;
        let tally = match read {
            Ok(tally) => tally,
            Err(why) => return Ok(FileReport::bare(name, Outcome::Refused(in_words(&why)))),
        };
        if tally.is_another_file() {
            let why = "More than half of its lines are broken; nothing of it was taken".to_owned();
            return Ok(tally.report(name, Outcome::Refused(why)));
        }
        let mut tally = tally;
        let beside = self.write_beside(&mut tx, &mut tally.contents, had_postcodes).await?;
        let changed = tables.iter().map(Bulk::changed).sum::<u64>() + beside;
        if changed > 0 || !same {
            store::remember(&mut tx, name, sha256, tally.lines, self.store.now()).await?;
            let what = json!({ "file": name, "sha256": sha256, "lines": tally.lines, "rows_changed": changed,
                "broken": tally.broken_count });
            commit(tx, "file imported", &what).await?;
        }
        self.stale |= changed > 0 && tally.contents.teaches();
        Ok(tally.report(name, Outcome::Imported { changed }))
    }

    /// What a whole file tells besides its rows: which areas lie in which, and which postcodes are gone.
    async fn write_beside(&mut self, tx: &mut Tx, contents: &mut Contents, had_postcodes: bool) -> Result<u64, Error> {
        let Contents::Table(layout) = contents else { return Ok(0) };
        let mut changed = 0;
        if let Some(nested) = layout.links() {
            changed += store::set_links(tx, &nested).await?;
            if nested.children == SMALL_AREAS && nested.parents.contains(&"icb") {
                self.links = Some(nested.links);
            }
        }
        if let Some(list) = layout.postcodes().filter(|_| had_postcodes) {
            changed += store::end_postcodes(tx, list, self.store.now().date()).await?;
        }
        Ok(changed)
    }

    async fn look_again(&mut self) -> Result<(), Error> {
        if self.stale {
            self.known = Arc::new(store::known(&mut *self.store.read().await?, self.store.clock()).await?);
            self.stale = false;
        }
        Ok(())
    }

    /// Works out what follows from all files together, when any of them was read.
    async fn finish(mut self) -> Result<Report, ImportError> {
        let read = |file: &FileReport| matches!(file.outcome, Outcome::Imported { .. });
        if self.report.files.iter().any(read) {
            self.report.derived = self.derive().await?;
        }
        Ok(self.report)
    }

    async fn derive(&mut self) -> Result<u64, ImportError> {
        let mut tx = self.store.write().await?;
        let small = store::small_areas(&mut tx, self.links.take()).await?;
        let nested = store::set_nesting(&mut tx, nesting::nest(&small)).await?;
        let placed = store::place_sites(&mut tx).await?;
        let ended = store::end_wards(&mut tx, WARD_MAP).await?;
        let changed = nested + placed + ended;
        if changed > 0 {
            let what = json!({ "areas_nested": nested, "sites_placed": placed, "wards_ended": ended });
            commit(tx, "larger areas worked out", &what).await?;
        }
        Ok(changed)
    }
}

async fn commit(tx: Tx, event: &'static str, what: &serde_json::Value) -> Result<(), ImportError> {
    let id: Id<Anything> = tx.new_id();
    tx.record(permit()?, Event::new(event, "import", id).after(what)).await?.commit().await?;
    Ok(())
}

fn permit() -> Result<Permit, Refused> {
    act::permit(&Actor::Program("import"), IMPORT_ENGLAND, &Subject::default().into())
}

/// Reads on a thread and writes here, so that both cores work.
async fn write_as_read(
    tx: &mut Tx,
    tables: &mut [Bulk],
    name: &str,
    path: &Path,
    contents: Contents,
    progress: Arc<dyn Progress>,
) -> Result<Result<Tally, Unreadable>, Error> {
    let (give, mut taken) = mpsc::channel(CHUNKS_WAITING);
    let (name, path) = (name.to_owned(), path.to_owned());
    let reading = tokio::task::spawn_blocking(move || read(&name, &path, contents, progress, give));
    while let Some((table, values)) = taken.recv().await {
        take(tx, tables, table, values).await?;
    }
    for table in tables {
        table.send(tx).await?;
    }
    Ok(reading.await.unwrap_or_else(|stopped| std::panic::resume_unwind(stopped.into_panic())))
}

/// Takes rows of one table. Before any of them is sent, so are those of the tables that it refers to.
async fn take(tx: &mut Tx, tables: &mut [Bulk], at: usize, values: Vec<Value>) -> Result<(), Error> {
    if tables[at].would_send(values.len()) {
        for before in &mut tables[..at] {
            before.send(tx).await?;
        }
    }
    tables[at].take(tx, values).await
}

/// Reads a whole file, giving away its rows chunk by chunk.
fn read(
    name: &str,
    path: &Path,
    contents: Contents,
    progress: Arc<dyn Progress>,
    give: mpsc::Sender<Chunk>,
) -> Result<Tally, Unreadable> {
    let missing = |source| Unreadable::Missing { file: name.to_owned(), source };
    let input = input::open(path, progress).map_err(missing)?;
    let (mut broken, mut broken_count) = (Vec::new(), 0);
    let mut keep = |fault: Broken| {
        broken_count += 1;
        if broken.len() < BROKEN_KEPT {
            broken.push(fault);
        }
    };
    let mut rows = Rows::of(&contents.tables(), give);
    let (lines, contents) = match contents {
        Contents::Table(layout) => {
            let (lines, layout) = read_table(name, input, layout, &mut rows, &mut keep)?;
            (lines, Contents::Table(layout))
        }
        Contents::Map(mut map) => (map.each(name, input, &mut rows, &mut keep)?, Contents::Map(map)),
    };
    rows.give_all();
    Ok(Tally { lines, broken, broken_count, contents })
}

fn read_table(
    name: &str,
    input: Box<dyn std::io::Read>,
    mut layout: Box<dyn Layout>,
    rows: &mut Rows,
    broken: &mut dyn FnMut(Broken),
) -> Result<(u64, Box<dyn Layout>), Unreadable> {
    let sheet = Sheet::open(name, input, layout.heading(), layout.columns())?;
    let lines = sheet.each(|line| layout.read(line, rows), broken)?;
    layout.end(rows);
    Ok((lines, layout))
}

impl Tally {
    fn is_another_file(&self) -> bool {
        self.lines >= LINES_JUDGED && self.broken_count * 2 > self.lines
    }

    fn report(self, file: &str, outcome: Outcome) -> FileReport {
        let Tally { lines, broken, broken_count, .. } = self;
        FileReport { file: file.to_owned(), outcome, lines, broken, broken_count }
    }
}

impl FileReport {
    fn bare(file: &str, outcome: Outcome) -> Self {
        Self { file: file.to_owned(), outcome, lines: 0, broken: Vec::new(), broken_count: 0 }
    }
}

impl Contents {
    fn teaches(&self) -> bool {
        match self {
            Contents::Table(layout) => layout.teaches(),
            Contents::Map(_) => false,
        }
    }

    fn tables(&self) -> Vec<Bulk> {
        match self {
            Contents::Table(layout) => layout.tables(),
            Contents::Map(_) => Map::tables(),
        }
    }
}

/// The refusal with its causes, as one sentence.
fn in_words(why: &Unreadable) -> String {
    let mut words = why.to_string();
    let mut cause = std::error::Error::source(why);
    while let Some(why) = cause {
        words.push_str(&format!(": {why}"));
        cause = why.source();
    }
    words
}
