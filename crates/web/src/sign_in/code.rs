//! The rules of a typed code: pure, with the time as an argument.

use folkmoot_kernel::Timestamp;

/// How long a code works. Unit: minutes. (sources.md#sign-in-codes)
pub const CODE_MINUTES: i64 = 10;
/// Wrong tries before a code is dead.
pub const TRIES_MAX: i64 = 5;
/// Codes sent to one address in an hour.
pub const CODES_AN_HOUR_MAX: i64 = 5;
/// Codes asked for from one network in an hour: an office shares one.
pub const NETWORK_CODES_AN_HOUR_MAX: i64 = 60;

/// A code that was sent, as the table keeps it: never the code itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCode {
    pub hash: String,
    pub expires_at: Timestamp,
    pub tries: i64,
    pub used: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefused {
    #[error("That is not the code we sent. Check the numbers, or ask for a new code")]
    Wrong,
    #[error("This code no longer works. Ask for a new one")]
    Dead,
    #[error("Too many codes were asked for. Wait an hour, then try again")]
    TooMany,
}

impl SentCode {
    /// Whether the typed code, hashed, opens the door now.
    pub fn check(&self, typed_hash: &str, now: Timestamp) -> Result<(), CodeRefused> {
        if self.used || self.tries >= TRIES_MAX || now >= self.expires_at {
            return Err(CodeRefused::Dead);
        }
        if super::session::same(&self.hash, typed_hash) { Ok(()) } else { Err(CodeRefused::Wrong) }
    }
}

/// Whether one more code may be sent, given how many went out in the last hour.
pub fn may_send(to_address: i64, to_network: i64) -> Result<(), CodeRefused> {
    if to_address >= CODES_AN_HOUR_MAX || to_network >= NETWORK_CODES_AN_HOUR_MAX {
        return Err(CodeRefused::TooMany);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> SentCode {
        SentCode { hash: "right".into(), expires_at: Timestamp::from_ms(1_000), tries: 0, used: false }
    }

    #[test]
    fn the_code_works_until_its_last_millisecond_and_not_after() {
        assert_eq!(sent().check("right", Timestamp::from_ms(999)), Ok(()));
        assert_eq!(sent().check("right", Timestamp::from_ms(1_000)), Err(CodeRefused::Dead));
    }

    #[test]
    fn the_fifth_wrong_try_kills_the_code_even_for_the_right_number() {
        let fifth = SentCode { tries: TRIES_MAX - 1, ..sent() };
        assert_eq!(fifth.check("right", Timestamp::from_ms(1)), Ok(()));

        let dead = SentCode { tries: TRIES_MAX, ..sent() };
        assert_eq!(dead.check("right", Timestamp::from_ms(1)), Err(CodeRefused::Dead));
    }

    #[test]
    fn a_used_code_is_dead() {
        let used = SentCode { used: true, ..sent() };

        assert_eq!(used.check("right", Timestamp::from_ms(1)), Err(CodeRefused::Dead));
    }

    #[test]
    fn a_wrong_code_is_wrong() {
        assert_eq!(sent().check("wrong", Timestamp::from_ms(1)), Err(CodeRefused::Wrong));
    }

    #[test]
    fn the_last_allowed_code_is_sent_and_not_one_more() {
        assert_eq!(may_send(CODES_AN_HOUR_MAX - 1, 0), Ok(()));
        assert_eq!(may_send(CODES_AN_HOUR_MAX, 0), Err(CodeRefused::TooMany));
        assert_eq!(may_send(0, NETWORK_CODES_AN_HOUR_MAX), Err(CodeRefused::TooMany));
    }
}
