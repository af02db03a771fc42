//! Whom sign-in knows: the people of the register.

use folkmoot_kernel::{Date, PersonId};
use folkmoot_register::store;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{People, SignedIn};
use std::pin::Pin;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Sign-in by the register.
#[derive(Debug, Clone, Copy)]
pub struct RegisterPeople;

impl People for RegisterPeople {
    fn by_email<'a>(&'a self, db: &'a mut Conn, email: &'a str) -> Answer<'a, Option<PersonId>> {
        Box::pin(store::person_by_email(db, email))
    }

    fn signed_in<'a>(&'a self, db: &'a mut Conn, id: PersonId, today: Date) -> Answer<'a, Option<SignedIn>> {
        Box::pin(store::signed_in(db, id, today))
    }
}
