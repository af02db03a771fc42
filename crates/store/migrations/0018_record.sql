-- What: the record: logs, their entries, the tiles of their trees and their signed heads; what witnesses signed, here and elsewhere.
-- Why: whoever could change rows quietly could change what was agreed. Now whoever keeps one signed head sees it.
-- Safe: new tables. What was official before goes into the log the first time that it is kept.

create table record_log (
    number       bigint primary key,
    origin       text not null unique,
    verifier_key text not null,
    begun_at     bigint not null,
    -- Why there is another log than the first.
    begun_why    text not null default ''
);

create table record_entry (
    log          bigint not null references record_log (number),
    -- Its place in the log, from 0.
    number       bigint not null,
    -- The line of history that it is of.
    line         bigint not null,
    event        text not null,
    place_id     bigint,
    subject_kind text not null,
    subject_id   bigint not null,
    at           bigint not null,
    commitment   blob not null,
    -- Null once what it says was erased: then nobody can tell what the commitment was of.
    salt         blob,
    primary key (log, number),
    unique (log, line)
);
create index record_entry_subject on record_entry (subject_kind, subject_id);

create table record_tile (
    log    bigint not null references record_log (number),
    level  bigint not null,
    number bigint not null,
    -- 256 hashes of 32 bytes when it is whole.
    hashes blob not null,
    primary key (log, level, number)
);

create table record_checkpoint (
    log       bigint not null references record_log (number),
    size      bigint not null,
    root      blob not null,
    signed_at bigint not null,
    -- As it is given to everybody.
    note      text not null,
    primary key (log, size)
);

-- What witnesses signed below a checkpoint of ours.
create table record_cosignature (
    log       bigint not null references record_log (number),
    size      bigint not null,
    witness   text not null,
    -- As it stands below the checkpoint.
    line      text not null,
    signed_at bigint not null,
    primary key (log, size, witness)
);

-- Logs of others: how far each had gone when it was signed here last.
create table record_witnessed (
    origin    text primary key,
    size      bigint not null,
    root      blob not null,
    signed_at bigint not null
);

-- Which lines of history are official is asked every minute, by their names alone.
create index store_history_event on store_history (event, seq);
