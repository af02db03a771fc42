//! Who sits where, as a table that people keep in a spreadsheet: its columns, a row of it, and what a whole file would change. A file
//! in Popolo becomes the same table. Pure: nothing is saved here.

mod columns;
mod plan;
mod popolo;
mod row;

pub use columns::Column;
pub use plan::{Change, Known, KnownSeat, Plan, SeatKey, plan};
pub use popolo::{NotPopolo, table_of};
pub use row::{RosterRow, read};
