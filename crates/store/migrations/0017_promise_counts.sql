-- What: the index by which promises that had ended at a moment are found carries what they are counted and ordered by.
-- Why: who counts twenty thousand of them by owner and state, or turns to a late page, read every row with all its words; now the
--   index is enough.
-- Safe: an index holds nothing of its own.
drop index governance_promise_until;
create index governance_promise_until on governance_promise (place_id, open_until, due, number, decision_id, organisation_id, ended_as);
