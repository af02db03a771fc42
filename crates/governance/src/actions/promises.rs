//! Promises: proposed, accepted, declined, renegotiated, withdrawn, done, confirmed.
