//! The postcode look-up: who leads where I live, which councils, which practices near.

mod ask;
mod found;
mod pages;

pub use ask::{Around, around, find, find_half, point_of};
pub use found::{CouncilFound, Found, HalfFound, Named, PlaceFound, PracticeFound, SmallAreaFound};
pub use pages::{LOOK_UP_POSTCODE, routes};
