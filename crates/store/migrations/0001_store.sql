-- What: the ground every capability stands on: history, jobs, mail and settings.
-- Why: each write leaves its event in the same transaction, and later work is a row that survives a power cut.
-- Safe: first migration, on an empty database.

-- Who did what, as which seat, to what, when. Append-only; `seq` orders, clocks may step back.
create table store_history (
    seq             bigint primary key,
    at              bigint not null,
    act             text not null,
    event           text not null,
    place_id        bigint,
    subject_kind    text not null,
    subject_id      bigint not null,
    person_id       bigint,
    seat_id         bigint,
    program         text,
    request_id      text not null default '',
    -- The key of the form that asked, so that a second press of the button changes nothing.
    idempotency_key text,
    before_json     text,
    after_json      text,
    check (person_id is null or program is null)
);
create unique index store_history_idempotency on store_history (idempotency_key);
create index store_history_subject on store_history (subject_kind, subject_id, seq);
create index store_history_place on store_history (place_id, seq);

-- Work to do later, put in with the change that asked for it.
create table store_job (
    id           bigint primary key,
    kind         text not null,
    payload_json text not null,
    run_after    bigint not null,
    attempts     bigint not null default 0,
    claimed_until bigint not null default 0,
    done_at      bigint,
    failed_at    bigint,
    last_error   text not null default ''
);
create index store_job_waiting on store_job (done_at, failed_at, run_after);

-- When each reconciler last ran, so that a restart neither skips nor repeats a day.
create table store_reconciler (
    name    text primary key,
    ran_at  bigint not null,
    outcome text not null
);

-- One value a place or installation chose: brand name, colour, days before a promise is flagged. Never a difference in code.
create table store_setting (
    name       text primary key,
    value_json text not null,
    version    bigint not null
);
