//! Whom sign-in knows: the register provides it.

use folkmoot_kernel::{Actor, Date, Held, PersonId, Proof};
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;

/// A person as pages need them: name, seats held today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub id: PersonId,
    pub name: String,
    pub held: Vec<Held>,
    pub administrator: bool,
}

/// Finds people for sign-in. `register` implements it; tests have a small one of their own.
pub trait People: Send + Sync + std::fmt::Debug {
    /// Who has this e-mail address, written in small letters. `None` for strangers and for people who left.
    fn by_email<'a>(&'a self, db: &'a mut Conn, email: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Error>>;
    /// The person with the seats they hold on this day.
    fn signed_in<'a>(
        &'a self,
        db: &'a mut Conn,
        id: PersonId,
        today: Date,
    ) -> BoxFuture<'a, Result<Option<SignedIn>, Error>>;
}

impl SignedIn {
    /// Acting without a browser: for imports, the demonstration and tests.
    pub fn actor(&self) -> Actor {
        self.proved(Proof::WHOLE)
    }

    /// Signed in like this.
    pub fn proved(&self, proof: Proof) -> Actor {
        Actor::Person { id: self.id, held: self.held.clone(), administrator: self.administrator, proof }
    }
}
