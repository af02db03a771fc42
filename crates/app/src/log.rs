//! The log: lines on standard error, for people; as JSON in production, for programs.

use folkmoot_web::Mode;
use tracing_subscriber::EnvFilter;

/// Starts the log. `level` is "info", "warn" ... or a filter like "info,sqlx=warn".
pub fn start(mode: Mode, level: &str) {
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process is a test's; the first log goes on.
    let _already_started = match mode {
        Mode::Production => lines.json().flatten_event(true).try_init(),
        Mode::Demo | Mode::Development => lines.with_target(false).try_init(),
    };
}
