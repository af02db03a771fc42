//! A receipt beside an official act: C2SP tlog-proof (sources.md#tlog-proof), which anybody verifies without us.

use crate::commitment::Commitment;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write as _;
use tlog_tiles::tlog::Hash;

const FIRST: &str = "c2sp.org/tlog-proof@v1";

/// The receipt of entry `index`: its bytes as the extra line, the proof, and the checkpoint that it leads to.
pub fn receipt(index: u64, commitment: &Commitment, proof: &[Hash], checkpoint: &str) -> String {
    let mut text = format!("{FIRST}\nextra {}\nindex {index}\n", STANDARD.encode(commitment.bytes()));
    for hash in proof {
        let _never_fails = writeln!(text, "{}", STANDARD.encode(hash.0));
    }
    text.push('\n');
    text.push_str(checkpoint);
    text
}

/// The checkpoint inside a receipt, or the text itself: people keep either.
pub fn checkpoint_in(kept: &str) -> &str {
    let kept = kept.trim_start();
    match kept.starts_with(FIRST) {
        true => kept.split_once("\n\n").map_or("", |(_, checkpoint)| checkpoint),
        false => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_holds_index_proof_and_checkpoint_line_by_line() {
        let commitment = Commitment::read(&[1; 32]).unwrap();
        let checkpoint = "oxmoor.example/record\n2\nroot\n\n— signature\n";

        let text = receipt(1, &commitment, &[Hash([2; 32])], checkpoint);

        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "c2sp.org/tlog-proof@v1");
        assert_eq!(lines[1], format!("extra {}", STANDARD.encode([1; 32])));
        assert_eq!(lines[2], "index 1");
        assert_eq!(lines[3], STANDARD.encode([2; 32]));
        assert_eq!(lines[4], "");
        assert_eq!(checkpoint_in(&text), checkpoint);
        assert_eq!(checkpoint_in(checkpoint), checkpoint);
    }
}
