pub mod england;
