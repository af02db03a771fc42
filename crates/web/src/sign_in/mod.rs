//! Sign-in by a typed six-digit code, sessions, and the outbox of demonstration and development.

mod actions;
mod code;
mod other;
mod pages;
pub mod session;
mod sessions;
mod store;
mod way;

use crate::capability::{Capability, Every, Job};
use folkmoot_kernel::{Act, Needs};

pub use other::{Door, OtherWays, has_signed_in, safe_next, with_next};
pub use session::start_session;
pub use way::Way;

/// Opens a session directly: for tests.
#[cfg(feature = "testing")]
pub(crate) async fn open_session(
    store: &folkmoot_store::Store,
    session: &session::Session,
) -> Result<(), folkmoot_store::Error> {
    store::replace_session(store, None, session).await
}

pub const SIGN_IN: Act = Act { key: "web.sign_in", words: "sign in with a code by e-mail", needs: Needs::Nothing };
pub const SIGN_OUT: Act = Act { key: "web.sign_out", words: "sign out", needs: Needs::SignIn };
pub const SEE_OWN_SESSIONS: Act =
    Act { key: "web.own_sessions", words: "see where they are signed in, and sign out there", needs: Needs::SignIn };
pub const READ_OUTBOX: Act = Act {
    key: "web.read_outbox",
    words: "read letters that were not sent, in demonstration and development only",
    needs: Needs::Nothing,
};

/// What the web itself adds to a site: sign-in, sign-out, the outbox.
pub fn capability() -> Capability {
    Capability::new("web", "Signing in and out.")
        .routes(pages::routes())
        .routes(sessions::routes())
        .acts(&[SIGN_IN, SIGN_OUT, SEE_OWN_SESSIONS, READ_OUTBOX])
        .jobs(vec![Job::every("web.forget_old_sign_ins", Every::Hours(6), |ctx| Box::pin(actions::forget_old(ctx)))])
}
