//! Open Referral UK, in and out. (sources.md#oruk)

mod html;
pub mod read;
pub mod repair;
pub mod v3;
