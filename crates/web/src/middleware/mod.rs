//! What happens around every page: who asks, was the form ours, may they come in, and words for what went wrong.

mod around;
mod cookies;
mod failures;
mod guard;

pub(crate) use around::around;
pub use around::{ClientAddress, RequestId};
pub(crate) use cookies::set as set_cookie;
pub(crate) use guard::guard;
