//! Positions: an organisation says where it stands.
