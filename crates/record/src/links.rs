//! Addresses of the record. The first log lies at the address that its name says; a later one has a number behind it.

use std::fmt::Display;

pub const RECORD: &str = "/record";

/// Where a log's checkpoint and tiles are.
pub fn log(number: i64) -> String {
    if number == 1 { RECORD.to_owned() } else { format!("{RECORD}/{number}") }
}

/// The name of a log: where it lies, without the scheme, as the standard wants it.
pub fn origin(site: &str, number: i64) -> String {
    let host = site.split_once("://").map_or(site, |(_, rest)| rest).trim_end_matches('/');
    format!("{host}{}", log(number))
}

pub fn receipt(log: i64, number: i64) -> String {
    format!("{RECORD}/receipts/{log}-{number}.tlog-proof")
}

/// What an entry commits to, for who may read it.
pub fn words_of(log: i64, number: i64) -> String {
    format!("{RECORD}/receipts/{log}-{number}.json")
}

pub fn of(kind: &str, id: impl Display) -> String {
    format!("{RECORD}/of/{kind}/{id}")
}
