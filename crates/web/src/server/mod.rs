//! The server: from a connection to an answer.
//!
//! [`serve`] accepts connections with slots and time limits and drains at the end. [`Front`] stands before the pages:
//!
//! 1. a kept public page answers at once ([`crate::cache`]), before anything else is done;
//! 2. the request gets an id and its client's address, within limits of size and time;
//! 3. the answer gets careful headers, is packed, kept when it may be, counted and written in the log: method, route,
//!    status, milliseconds; never a query, a name or an address.
//!
//! ```ignore
//! let front = Front::of_app(&app, FrontSettings { proxies, ..FrontSettings::of_site(app.site()) });
//! let drained = serve(listener, front, ServerSettings::default(), until_signal()).await;
//! ```

mod body;
mod front;
mod headers;
mod listen;
pub mod measure;
pub(crate) mod packing;
mod stall;
mod store_health;
mod who;
mod words;

#[cfg(test)]
mod tests;

pub use body::BodyLimits;
pub use front::{Front, FrontSettings, Health};
pub use headers::{CONTENT_POLICY, Scheme};
pub use listen::{Drained, ServerSettings, serve};
pub use who::{ClientAddress, RequestId};

/// Ends with the first SIGTERM or SIGINT.
pub async fn until_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be heard; stop this program by killing it");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => tracing::info!("asked to end"),
        _ = interrupt.recv() => tracing::info!("interrupted"),
    }
}
