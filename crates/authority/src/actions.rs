//! Verbs of the map: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod delegations;
mod functions;
mod holdings;
mod import;
mod map;
pub mod mine;
mod names;
mod outside;
mod pack;

pub use delegations::{
    DelegationError, NewStep, add_step, change_delegation, change_step, finish_step, may_finish, promise_delegation,
    speak_on_delegation, withdraw_delegation,
};
pub use functions::{FunctionError, add_function, change_function, end_function};
pub use holdings::{HoldingError, HoldingRefusal, end_power, explain_power, give_power};
pub use import::{Applied, ImportError, ImportRefusal, apply_scheme, draw_scheme};
pub(crate) use map::posture as posture_of;
pub use map::{OnDay, Said, said};
pub use names::Names;
pub use outside::{
    OutsideError, ReportError, SeatThereError, add_outside, bring_report, change_outside, end_seat_there, may_report,
    open_seat_there, send_to_seat_there,
};
pub use pack::draw_pack;
