//! Asks a solver for a counterexample to each promise about the policies of who may do what. Run by `script/prove`.
//!
//! A promise is written as its breach: a policy that allows just what must never be. It holds when no request whatever is allowed by
//! the policies and is a breach. What must be possible is asked as well: there a counterexample is wanted, so that a solver or a
//! translation that says yes to everything is found out.

use cedar_policy::{PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet};
use folkmoot_kernel::act::policy;
use std::error::Error;
use std::process::ExitCode;

/// What must never be: in words, and as the policy that would allow it.
const NEVER: [(&str, &str); 16] = [
    (
        "a person who was ruled out takes a position",
        r#"permit (principal is Person, action == Action::"position.take", resource) when { resource.recused_people.contains(principal) };"#,
    ),
    (
        "an organisation that was ruled out has a position",
        r#"permit (principal is Person, action == Action::"position.take", resource) when { resource has owner && resource.recused_organisations.contains(resource.owner) };"#,
    ),
    (
        "a person who was ruled out closes a decision",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { resource.recused_people.contains(principal) };"#,
    ),
    (
        "somebody of an organisation that was ruled out closes a decision",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { principal in resource.recused_organisations };"#,
    ),
    (
        "a person from whom a paper is withheld reads it",
        r#"permit (principal is Person, action, resource) when { resource.withheld_people.contains(principal) };"#,
    ),
    (
        "somebody of an organisation from which a paper is withheld reads it",
        r#"permit (principal is Person, action, resource) when { principal in resource.withheld_organisations };"#,
    ),
    (
        "somebody decides above the limit of the body",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { resource has amount && resource has limit && resource.amount > resource.limit };"#,
    ),
    (
        "somebody decides an unknown amount where there is a limit",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { resource has limit && !(resource has amount) };"#,
    ),
    (
        "somebody closes a decision of a body that they do not run, outside the place's team",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when {
            !(resource has runners && principal in resource.runners) && !(resource has team && principal in resource.team) };"#,
    ),
    (
        "somebody confirms what an organisation of theirs owes",
        r#"permit (principal is Person, action in Action::"another organisation", resource) when { resource has owner && principal in resource.owner };"#,
    ),
    (
        "somebody who signed in by a code decides about money",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { resource has amount && resource.amount > 0 && principal.assurance < 2 };"#,
    ),
    (
        "somebody who signed in by a code reads a confidential paper",
        r#"permit (principal is Person, action == Action::"paper.read_confidential", resource) when { principal.assurance < 2 };"#,
    ),
    (
        "somebody without a seat in the place does what a seat of the place is needed for",
        r#"permit (principal is Person, action in Action::"seat of the place", resource) when { resource has seated && !(principal in resource.seated) };"#,
    ),
    (
        "somebody who does not speak for an organisation speaks for it",
        r#"permit (principal is Person, action in Action::"speaks for the organisation", resource) when { !(resource has voice && principal in resource.voice) };"#,
    ),
    (
        "a visitor does what is not for everybody",
        r#"permit (principal is Visitor, action, resource) unless { action in Action::"anybody" };"#,
    ),
    (
        "a person does what only administrators or the program may",
        r#"permit (principal is Person, action in [Action::"administrator", Action::"program"], resource) unless { principal.administrator && action in Action::"administrator" };"#,
    ),
];

/// What must be possible.
const POSSIBLE: [(&str, &str); 3] = [
    (
        "a chair closes a decision about money",
        r#"permit (principal is Person, action == Action::"decision.close", resource) when { resource has amount && resource.amount > 0 && resource has limit };"#,
    ),
    (
        "somebody with two seats confirms for one what an organisation without them owes",
        r#"permit (principal is Person, action in Action::"another organisation", resource) when { resource has owner };"#,
    ),
    (
        "somebody takes a position on an item from which another is ruled out",
        r#"permit (principal is Person, action == Action::"position.take", resource) when { !resource.recused_people.isEmpty() && resource has owner };"#,
    ),
];

type Fault = Box<dyn Error>;
type Prover = CedarSymCompiler<LocalSolver>;

/// One act of each need, and those that policies name: what is not named is alike within its need.
fn schema() -> Result<Schema, Fault> {
    let whole = std::fs::read_to_string(std::env::args().nth(1).ok_or("say where the schema is")?)?;
    let mut needs: Vec<&str> = Vec::new();
    let mut kept = policy::SCHEMA.to_owned();
    for line in whole.lines().filter(|line| line.starts_with("action \"") && line.contains("appliesTo")) {
        let (key, need) = (line.split('"').nth(1).unwrap_or_default(), line.split('"').nth(3).unwrap_or_default());
        let named = policy::TEXT.contains(&format!("Action::\"{key}\""));
        if named || !needs.contains(&need) {
            kept.push_str(line);
            kept.push('\n');
        }
        if !named {
            needs.push(need);
        }
    }
    Ok(Schema::from_cedarschema_str(&kept)?.0)
}

/// Whether no request in any environment is allowed by both; else one that is.
async fn apart(
    prover: &mut Prover,
    schema: &Schema,
    ours: &PolicySet,
    other: &PolicySet,
) -> Result<Option<String>, Fault> {
    for env in concerned(schema, other) {
        let (ours, other) =
            (CompiledPolicySet::compile(ours, &env, schema)?, CompiledPolicySet::compile(other, &env, schema)?);
        if let Some(found) = prover.check_disjoint_with_counterexample_opt(&ours, &other).await? {
            return Ok(Some(format!("{}", found.request)));
        }
    }
    Ok(None)
}

/// The kinds of request that a policy can apply to at all.
fn concerned(schema: &Schema, set: &PolicySet) -> Vec<RequestEnv> {
    set.policies().flat_map(|policy| policy.get_valid_request_envs(schema).collect::<Vec<_>>()).collect()
}

async fn never_in_error(prover: &mut Prover, schema: &Schema, ours: &PolicySet) -> Result<usize, Fault> {
    let mut checked = 0;
    for policy in ours.policies() {
        for env in policy.get_valid_request_envs(schema) {
            let compiled = CompiledPolicy::compile(policy, &env, schema)?;
            if !prover.check_never_errors_opt(&compiled).await? {
                return Err(format!("policy {} can end in an error", policy.id()).into());
            }
            checked += 1;
        }
    }
    Ok(checked)
}

async fn prove() -> Result<bool, Fault> {
    let schema = schema()?;
    let ours: PolicySet = policy::TEXT.parse()?;
    let mut prover = CedarSymCompiler::new(LocalSolver::cvc5()?)?;
    println!("proved: no policy ends in an error, {} times", never_in_error(&mut prover, &schema, &ours).await?);
    let mut well = true;
    for (words, text) in NEVER {
        match apart(&mut prover, &schema, &ours, &text.parse()?).await? {
            None => println!("proved: never, {words}"),
            Some(found) => {
                well = false;
                println!("REFUTED: {words}, by {found}");
            }
        }
    }
    for (words, text) in POSSIBLE {
        match apart(&mut prover, &schema, &ours, &text.parse()?).await? {
            Some(_) => println!("possible, as it should be: {words}"),
            None => {
                well = false;
                println!("REFUTED: it is not possible that {words}");
            }
        }
    }
    Ok(well)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match prove().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            println!("nothing was proved: {fault}");
            ExitCode::FAILURE
        }
    }
}
