//! One file a family of tables: which columns they have, and which rows they become.

pub(crate) mod areas;
pub(crate) mod councils;
pub(crate) mod nhs;
pub(crate) mod postcodes;
pub(crate) mod practices;
pub(crate) mod small_areas;
