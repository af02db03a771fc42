//! The ceiling that script/bench measures pages against: axum on the same runtime, answering two letters.
//! `empty 127.0.0.1:8090`
#![expect(clippy::print_stdout, reason = "it says where it listens, like the program")]

use axum::Router;
use axum::routing::get;
use std::error::Error;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(|| async { "ok" }))).await?;
    Ok(())
}
