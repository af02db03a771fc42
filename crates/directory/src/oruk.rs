//! Open Referral UK, in and out. (sources.md#oruk)

pub mod ask;
pub mod check;
mod fields;
mod html;
pub mod read;
pub mod repair;
pub mod v1;
pub mod v3;
