//! `folkmoot demo`

use super::{Done, Stopped};
use crate::compose::Keys;
use crate::home::About;
use crate::serving::{self, Serving};
use crate::{demo, log, say, settings};
use clap::Args;
use folkmoot_identity::actions::SignInKey;
use folkmoot_keeping::actions::ErasedFile;
use folkmoot_kernel::PlaceId;
use folkmoot_record::actions::{KeyFile, Witnessing};
use folkmoot_register::store::{self as register, PlaceFilter};
use folkmoot_store::{Address, Clock, Durability, OpenError, Options, SetClock, Store};
use folkmoot_web::{Mode, Site};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// Open a whole invented place to try, with one-click sign-in as any of eight people
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot demo\n  \
    folkmoot demo --seed 42 --listen 127.0.0.1:8081\n  \
    folkmoot demo --data ~/folkmoot-demo      keeps what you change there\n\n\
    Without --data or --database the place is made anew each time and thrown away at the end.")]
pub struct Demo {
    /// Another number makes another place; the same number makes the same
    #[arg(long, default_value_t = 7, value_name = "NUMBER")]
    seed: u64,
    /// Address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// Where people reach it, if not where it listens
    #[arg(long, default_value = "", value_name = "URL")]
    url: String,
    /// Make the place in this file, or open it if it is there
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    database: Option<PathBuf>,
    /// Make the place in this folder, or open it if it is there
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// How much is logged: error, warn, info, debug
    #[arg(long, default_value = "warn", value_name = "LEVEL")]
    log: String,
}

#[derive(Debug, thiserror::Error)]
enum NotOpened {
    #[error("{} holds {what}. The demonstration lets anybody sign in as anybody, so it opens invented places only", file.display())]
    NotInvented { file: PathBuf, what: String },
    #[error("{} cannot be made", file.display())]
    Folder { file: PathBuf, source: std::io::Error },
    #[error("the finished place cannot be put at {}", file.display())]
    Rename { file: PathBuf, source: std::io::Error },
    #[error("no thread can be started to make the place")]
    Thread(#[source] std::io::Error),
    #[error("the making of the place broke off")]
    BrokeOff(#[source] tokio::task::JoinError),
    #[error(transparent)]
    Database(#[from] Box<OpenError>),
    #[error(transparent)]
    Made(#[from] demo::DemoError),
    #[error(transparent)]
    Saved(#[from] folkmoot_store::Error),
}

/// This computer by its name, so that passkeys have something to hang on; any other address as it is.
fn named(listens: SocketAddr) -> String {
    if listens.ip() == Ipv4Addr::LOCALHOST {
        format!("http://localhost:{}", listens.port())
    } else {
        format!("http://{listens}")
    }
}

impl Demo {
    pub async fn run(self) -> Result<Done, Stopped> {
        log::start(Mode::Demo, &self.log);
        let (listener, listens) = serving::listen(self.listen).await?;
        let (file, thrown_away) = self.file()?;
        if !file.exists() {
            make(&file, self.seed).await?;
        }
        let store = Store::open(Options::new(Address::Sqlite(file.clone()))).await?;
        check_invented(&store, &file).await?;
        let url = if self.url.is_empty() { named(listens) } else { self.url };
        let site = Site::new("Folkmoot", &url, Mode::Demo);
        let record = settings::key_beside(&file);
        let sign_in = SignInKey::at(settings::sign_in_key_beside(&record));
        let erased = ErasedFile::beside(&record);
        let keys = Keys { record: KeyFile::open(record)?, witnessing: Witnessing::default(), sign_in, erased };
        let about = About::default();
        let serving = Serving { listener, metrics: None, proxies: Vec::new(), site, about, keys };
        serving::run(serving, store).await?;
        if let Some(folder) = thrown_away {
            let _already_gone = std::fs::remove_dir_all(folder);
        }
        Ok(Done::Well)
    }

    /// Where the place is made or lies already, and the folder that is thrown away at the end.
    fn file(&self) -> Result<(PathBuf, Option<PathBuf>), NotOpened> {
        let temporary = std::env::temp_dir().join(format!("folkmoot-demo-{}", std::process::id()));
        let (file, thrown_away) = match (&self.database, &self.data) {
            (Some(file), _) => (file.clone(), None),
            (None, Some(folder)) => (folder.join("folkmoot.db"), None),
            (None, None) => (temporary.join("folkmoot.db"), Some(temporary)),
        };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| NotOpened::Folder { file: folder.to_path_buf(), source })?;
        }
        Ok((file, thrown_away))
    }
}

/// Makes the place in a file beside, and puts it there when it is whole: a killed demonstration leaves no half place.
async fn make(file: &Path, seed: u64) -> Result<(), Stopped> {
    let beside = file.with_extension(format!("making-{}", std::process::id()));
    let making = beside.clone();
    let made = tokio::task::spawn_blocking(move || make_alone(&making, seed)).await.map_err(NotOpened::BrokeOff)??;
    std::fs::rename(&beside, file).map_err(|source| NotOpened::Rename { file: file.to_owned(), source })?;
    if !made.place.is_empty() {
        say::line(format_args!("{} was invented from the seed {seed}.", made.place));
    }
    Ok(())
}

/// On one thread: each write waits for the one before, so more threads would only wake one another. It stays awake meanwhile: the
/// database answers within microseconds, some thirty thousand times, and to fall asleep and be woken takes longer than that.
fn make_alone(file: &Path, seed: u64) -> Result<demo::Made, NotOpened> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(NotOpened::Thread)?;
    runtime.block_on(async {
        let awake = tokio::spawn(stay_awake());
        let made = make_in(file, seed).await;
        awake.abort();
        made
    })
}

async fn stay_awake() {
    loop {
        tokio::task::yield_now().await;
    }
}

async fn make_in(file: &Path, seed: u64) -> Result<demo::Made, NotOpened> {
    let clock = SetClock::at(Clock::of_the_computer().now());
    let store = Store::open(Options {
        durability: Durability::Scratch,
        clock: Clock::by_hand(clock.clone()),
        ..Options::new(Address::Sqlite(file.to_owned()))
    });
    let store = store.await.map_err(Box::new)?;
    let made = demo::make(&store, &clock, seed).await?;
    store.analyse().await?;
    store.close().await;
    Ok(made)
}

/// So that nobody opens real data to one-click sign-in by a slip of the fingers.
async fn check_invented(store: &Store, file: &Path) -> Result<(), Stopped> {
    let mut db = store.read().await?;
    for line in register::places(&mut db, &PlaceFilter::default(), 1_000, 0).await? {
        let id: PlaceId = line.id;
        let real = register::place(&mut db, id).await?.is_some_and(|place| !place.is_invented());
        if real {
            return Err(NotOpened::NotInvented { file: file.to_owned(), what: line.name }.into());
        }
    }
    Ok(())
}
