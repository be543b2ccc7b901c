-- Events that a projection does without, and who decided so. The events themselves stay in the event store.
create table discarded_letter (
    processing_group    text        not null collate "C",
    dead_letter_id      text        not null collate "C",
    sequence_identifier text        not null collate "C",
    sequence_index      bigint      not null,
    position            bigint,
    payload_type        text        not null,
    cause_type          text,
    cause_message       text,
    discarded_at        timestamptz not null default clock_timestamp(),
    discarded_by        text        not null,
    reason              text        not null,
    request             text, -- hash of the caller's Idempotency-Key
    primary key (processing_group, dead_letter_id)
);
