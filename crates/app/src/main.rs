//! The one binary. Everything is in the library beside it, so that tests can put the same application together.

use std::process::ExitCode;

fn main() -> ExitCode {
    folkmoot_app::run()
}
