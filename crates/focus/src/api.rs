//! The lists as CSV, XLSX and JSON, as each reader may see them.

use crate::acts::SEE_FOCUS;
use crate::pages::{crosswalk_table, load_table, overlap_table, support_table, time_table};
use folkmoot_web::{Routes, data_routes};

pub fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/support", SEE_FOCUS, support_table);
    let routes = data_routes!(routes, "/places/{place}/crosswalk", SEE_FOCUS, crosswalk_table);
    let routes = data_routes!(routes, "/places/{place}/load", SEE_FOCUS, load_table);
    let routes = data_routes!(routes, "/places/{place}/meeting-time", SEE_FOCUS, time_table);
    data_routes!(routes, "/places/{place}/overlap", SEE_FOCUS, overlap_table)
}
