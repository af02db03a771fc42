//! Decisions: put, closed.

mod check;
mod close;
mod put;

use crate::acts::{CLOSE_DECISION, PUT_DECISION};
use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/bodies/{body}/decisions/add", PUT_DECISION, put::on_body_form, put::on_body)
        .form("/items/{item}/decisions/add", PUT_DECISION, put::on_item_form, put::on_item)
        .form("/decisions/{decision}/close", CLOSE_DECISION, close::form, close::send)
}
