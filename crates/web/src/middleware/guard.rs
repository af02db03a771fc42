//! The door of each route: its Act, checked before the handler runs.

use crate::ctx::{Ctx, MaybeCtx};
use crate::error::PageError;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::MethodRouter;
use folkmoot_kernel::{Act, Actor, Needs, Refused, Subject};

/// Lets through who could do the act on some subject; the action itself asks for the subject at hand.
pub(crate) fn guard(handler: MethodRouter, act: Act) -> MethodRouter {
    handler.layer(from_fn(move |MaybeCtx(ctx): MaybeCtx, request: Request, next: Next| async move {
        match ctx.map(|ctx| check(&ctx, act)) {
            Some(Ok(())) => next.run(request).await,
            Some(Err(refused)) => PageError::Refused(refused).into_response(),
            None => PageError::bad("this address is reached through the site only").into_response(),
        }
    }))
}

fn check(ctx: &Ctx, act: Act) -> Result<(), Refused> {
    match act.needs {
        Needs::Nothing => Ok(()),
        Needs::Administrator | Needs::Program => ctx.permit(act, Subject::default()).map(|_| ()),
        _ if *ctx.actor() == Actor::Nobody => Err(Refused::SignInFirst),
        _ => Ok(()),
    }
}
