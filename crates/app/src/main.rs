//! The one binary. Everything is in the library beside it, so that tests can put the same application together.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// What one thread asks for, another often gives back: rows on their way to the database, answers on their way out.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    folkmoot_app::run()
}
