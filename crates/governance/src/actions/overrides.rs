//! Overrides: recorded, replied to.
