//! Measures the import of England: `import_england FOLDER DATABASE [compare]`. The command line of the program does the
//! same with a progress bar; this tells the time of each file and the memory at its highest.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use folkmoot_register::england::{Again, FileReport, Progress, import};
use folkmoot_store::{Address, Options, Store};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

struct Stopwatch(Mutex<Instant>);

impl Progress for Stopwatch {
    fn begins(&self, _: &str, _: u64) {
        *self.0.lock().expect("one reader") = Instant::now();
    }

    fn ends(&self, report: &FileReport) {
        let took = self.0.lock().expect("one reader").elapsed();
        println!("{:>6} ms  {report}", took.as_millis());
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, database, rest @ ..] = arguments.as_slice() else {
        return Err("import_england FOLDER DATABASE [compare]".into());
    };
    let again = if rest.is_empty() { Again::Skip } else { Again::Compare };
    let store = Store::open(Options::new(Address::read(database))).await?;

    let started = Instant::now();
    let report = import(&store, Path::new(folder), again, Arc::new(Stopwatch(Mutex::new(started)))).await?;

    println!("{} ({} derived)", report.summary(), report.derived);
    println!("took {} ms", started.elapsed().as_millis());
    println!("memory at its highest: {}", memory().unwrap_or_default());
    store.close().await;
    Ok(())
}

fn memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with("VmHWM")).map(str::to_owned)
}
