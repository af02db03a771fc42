//! What people may do about the record. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_RECORD: Act =
    act("record.see", "see the record, keep receipts of it, and check a copy that they kept", Needs::Nothing);
pub const READ_ENTRY: Act =
    act("record.read", "read what an entry of the record in their place commits to", Needs::SeatInPlace);
pub const KEEP_RECORD: Act = act("record.keep", "put official acts into the record and sign it", Needs::Program);

pub const WITNESS: Act = act(
    "record.witness",
    "as a program: have the log of another installation witnessed here, if the settings name it",
    Needs::Nothing,
);

/// All of them, for the manifest.
pub const ALL: [Act; 4] = [SEE_RECORD, READ_ENTRY, KEEP_RECORD, WITNESS];
