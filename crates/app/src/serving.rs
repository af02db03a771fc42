//! Serving: from settings to an address that answers, until a signal, then everything brought to its end.

use crate::settings::{mode_word, without_password};
use crate::{compose, home, say};
use folkmoot_keeping::actions::{ErasedFile, RepeatError, repeat};
use folkmoot_kernel::Actor;
use folkmoot_kernel::act::policy;
use folkmoot_store::{Address, Store};
use folkmoot_web::server::{Drained, Front, FrontSettings, ServerSettings, measure, serve, until_signal};
use folkmoot_web::{App, Ctx, Site, jobs};
use listenfd::ListenFd;
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What is served, and where.
#[derive(Debug)]
pub struct Serving {
    pub listener: TcpListener,
    pub metrics: Option<SocketAddr>,
    pub proxies: Vec<IpAddr>,
    pub site: Site,
    pub about: home::About,
    pub keys: compose::Keys,
}

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("{address} cannot be listened on; is another program there already?")]
    Listen { address: SocketAddr, source: std::io::Error },
    #[error("figures cannot be counted")]
    Metrics(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error(transparent)]
    Policies(#[from] policy::Faulty),
    #[error(transparent)]
    Erased(#[from] RepeatError),
}

/// Listens on an address, or where whoever started the program listens already: systemd keeps its socket over a restart, and people
/// who come meanwhile wait instead of being refused.
pub async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let refused = |source| ServeError::Listen { address, source };
    let listener = match ListenFd::from_env().take_tcp_listener(0).map_err(refused)? {
        Some(handed) => {
            handed.set_nonblocking(true).map_err(refused)?;
            TcpListener::from_std(handed).map_err(refused)?
        }
        None => TcpListener::bind(address).await.map_err(refused)?,
    };
    let listens = listener.local_addr().map_err(refused)?;
    Ok((listener, listens))
}

/// Serves until SIGTERM or Ctrl-C: no new connections, those open finished, later work stopped between two jobs, the
/// database closed.
pub async fn run(serving: Serving, store: Store) -> Result<(), ServeError> {
    let Serving { listener, metrics, proxies, site, about, keys } = serving;
    let app = compose::keyed(store.clone(), site, about, keys);
    policy::check(&app.act_list().into_iter().map(|(_, act)| act).collect::<Vec<_>>())?;
    erase_again(&app).await?;
    let settings = FrontSettings { proxies, ..FrontSettings::of_site(app.site()) };
    let front = Front::of_app(&app, settings);
    let (stop, stopping) = watch::channel(false);
    let figures = count(metrics, &store, stopping.clone()).await?;
    say_where(&listener, &app);
    let work = tokio::spawn(jobs::run(app, stopping));
    let drained = serve(listener, front, ServerSettings::default(), until_signal()).await;
    stop.send_replace(true);
    finish(work).await;
    if let Some(figures) = figures {
        finish(figures).await;
    }
    store.close().await;
    say_end(drained);
    Ok(())
}

/// Erases again whom a backup brought back, before anybody is let in.
async fn erase_again(app: &App) -> Result<(), ServeError> {
    let ctx = Ctx::acting(app, Actor::Program("folkmoot serve"));
    let Some(file) = ctx.wanted::<ErasedFile>() else { return Ok(()) };
    let again = repeat(&ctx, &file).await?;
    if again > 0 {
        say::line(format_args!("{again} people were erased again: this database is of a backup from before."));
    }
    Ok(())
}

/// `/metrics` on a port of its own, if the installation wants it.
async fn count(
    address: Option<SocketAddr>,
    store: &Store,
    mut stopping: watch::Receiver<bool>,
) -> Result<Option<tokio::task::JoinHandle<()>>, ServeError> {
    let Some(address) = address else { return Ok(None) };
    let (listener, listens) = listen(address).await?;
    let handle = measure::install().map_err(|err| ServeError::Metrics(Box::new(err)))?;
    say::line(format_args!("Figures for whoever runs this: http://{listens}/metrics"));
    let store = store.clone();
    let until = async move {
        let _ended = stopping.wait_for(|stop| *stop).await;
    };
    Ok(Some(tokio::spawn(measure::serve(listener, handle, move || store.generation(), until))))
}

async fn finish(task: tokio::task::JoinHandle<()>) {
    if let Err(err) = task.await {
        tracing::error!(fault = %err, "later work ended badly");
    }
}

fn say_where(listener: &TcpListener, app: &App) {
    let Ok(listens) = listener.local_addr() else { return };
    let site = app.site();
    let reached = format!("http://{listens}");
    say::line(format_args!("{} is open at {reached}", site.name));
    if site.url != reached {
        say::line(format_args!("People reach it at {}", site.url));
    }
    say::line(format_args!("Database: {}. Mode: {}.", database(app.store().address()), mode_word(site.mode)));
}

/// Where rows are, and what survives a power cut.
fn database(address: &Address) -> String {
    match address {
        Address::Sqlite(file) => {
            format!("{} (SQLite; every saved change is on the disk before it is answered)", file.display())
        }
        Address::Postgres { url, .. } => {
            format!("{} (PostgreSQL; synchronous_commit is on)", without_password(url))
        }
    }
}

fn say_end(drained: Drained) {
    match drained {
        Drained::Whole => say::line("Ended. Everybody was answered."),
        Drained::Cut { connections } => say::line(format_args!(
            "Ended. {connections} connections were still busy after ten seconds and were closed."
        )),
    }
}
