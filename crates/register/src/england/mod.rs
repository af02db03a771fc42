//! Fills the register with England from the files that its publishers offer: areas, boards, councils, postcodes,
//! practices, networks, trusts and outlines, in the layouts that `../shared/data/england` describes, and some of the
//! publishers' own ([`Publisher`]).
//!
//! - Each file is one transaction: it is taken whole, or refused and leaves nothing.
//! - A broken line is named by file, line and column and left out; the rest of its file is taken. A file is refused when
//!   its heading lacks a needed column, when it ends in the middle, or when more than half of its lines are broken.
//! - A file that was imported before is passed over; read again ([`Again::Compare`]) it changes only what differs.
//! - What a person edited in the register stays. Nothing is deleted: what is gone is marked with the day.
//! - No place is made: nobody publishes a list of them.

mod decimal;
mod files;
mod geojson;
mod grid;
mod import;
mod input;
mod layout;
mod layouts;
pub mod lookup;
mod maps;
mod name;
mod nesting;
mod organisations;
mod outline;
mod report;
mod sector;
mod sheet;
mod store;

pub use files::Publisher;
pub use import::{Again, IMPORT_ENGLAND, ImportError, import, import_publisher};
pub use report::{BROKEN_SHOWN, FileReport, Outcome, Progress, Report};
pub use sheet::Broken;
