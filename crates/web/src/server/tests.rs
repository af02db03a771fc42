//! The server over real sockets.

mod connections;
mod figures;
mod limits;
mod pages;
mod rig;
