//! The scheme of reservation and delegation as a table that people keep in a spreadsheet: its columns, a row of it, and what a
//! whole file would change. Pure: nothing is saved here.

mod columns;
mod plan;
mod row;

pub use columns::Column;
pub use plan::{Change, Known, Plan, Scope, plan};
pub use row::{SchemeRow, read};
