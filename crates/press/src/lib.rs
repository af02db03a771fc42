//! Documents for paper and for screen readers: a title, headings, words, tables and pictures go in, a PDF that keeps
//! to PDF/UA-1 (sources.md#pdf-ua) comes out. Pure: no file is read, nothing is fetched, no clock is asked.

mod document;
mod picture;
mod print;
mod world;

pub use document::{Block, Document, Span, Table, TableRefusal};
pub use picture::{Picture, PictureRefusal};
pub use print::{Fault, print};
