pub mod england;
pub mod postcode;
