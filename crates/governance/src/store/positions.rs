//! Who is asked, and what they said.
