//! What can be said against a verb: nothing there, a rule, no permit, or the database; and how a page answers each.

use crate::ctx::Ctx;
use crate::error::PageError;
use crate::form::{Form, FormErrors};
use crate::sent::Sent;
use axum::response::Response;
use folkmoot_kernel::{Act, Permit, Refused, Subject};

/// What pages need of a verb's error.
pub trait Verb: Into<PageError> + Sized {
    /// The field and the sentence to stand beside it, if a rule refused; else the error itself.
    fn beside(self) -> Result<(&'static str, String), Self>;
    /// Whether somebody else saved in the meantime.
    fn is_conflict(&self) -> bool;
}

/// Declares a verb's error: its name, what is said when the thing is not there, its rules' refusal, and beside which
/// field of the form each refusal stands.
#[macro_export]
macro_rules! verb_error {
    ($(#[$meta:meta])* $name:ident, $nothing:literal, $refusal:ty, $field:expr) => {
        $(#[$meta])*
        #[derive(Debug, thiserror::Error)]
        pub enum $name {
            #[error($nothing)]
            NoSuch,
            #[error(transparent)]
            Rule(#[from] $refusal),
            #[error(transparent)]
            Permit(#[from] folkmoot_kernel::Refused),
            #[error(transparent)]
            Store(#[from] folkmoot_store::Error),
        }

        impl From<$name> for $crate::PageError {
            fn from(err: $name) -> Self {
                match err {
                    $name::NoSuch => $crate::PageError::not_found(),
                    $name::Rule(why) => $crate::PageError::bad(why.to_string()),
                    $name::Permit(refused) => refused.into(),
                    $name::Store(fault) => fault.into(),
                }
            }
        }

        impl $crate::Verb for $name {
            fn beside(self) -> Result<(&'static str, String), Self> {
                let field: fn(&$refusal) -> &'static str = $field;
                match self {
                    $name::Rule(why) => Ok((field(&why), why.to_string())),
                    other => Err(other),
                }
            }

            fn is_conflict(&self) -> bool {
                matches!(self, $name::Store(folkmoot_store::Error::Conflict))
            }
        }
    };
}

impl Ctx {
    /// The permit of the first act that is allowed; else why the first was not, because that is the usual way.
    pub fn permit_any(&self, acts: &[Act], subject: Subject) -> Result<Permit, Refused> {
        let mut first = None;
        for act in acts {
            match self.permit(*act, subject) {
                Ok(permit) => return Ok(permit),
                Err(refused) => first = first.or(Some(refused)),
            }
        }
        Err(first.unwrap_or(Refused::NotProgram))
    }

    /// Whether one of the acts is allowed: for showing a link or not.
    pub fn may_any(&self, acts: &[Act], subject: Subject) -> bool {
        acts.iter().any(|act| self.may(*act, subject))
    }

    /// So that nobody fills in a form that will be refused.
    pub fn allowed(&self, acts: &[Act], subject: Subject) -> Result<(), PageError> {
        Ok(self.permit_any(acts, subject).map(|_permit| ())?)
    }

    /// Shows a form again beside whose field a rule said no; any other error is the page's.
    pub async fn refused<E: Verb>(&self, form: Form, sent: &Sent, err: E) -> Result<Response, PageError> {
        match err.beside() {
            Ok((field, words)) => self.form_again(form, sent, FormErrors::on(field, words)).await,
            Err(err) => Err(err.into()),
        }
    }
}
