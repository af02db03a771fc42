//! Help near you: the directory of services, tiny groups included, kept fresh.

pub mod actions;
pub mod acts;
pub mod capacity;
pub mod cost;
pub mod feed;
pub mod fresh;
pub mod listing;
pub mod need;
pub mod oruk;
pub mod provider;
pub mod session;
pub mod store;
pub mod time_of_day;
pub mod uuid;
pub mod venue;
pub mod whom;
