-- How far each segment of each event processor has got. One row is rewritten for every batch: leave room in the page.
create table token_entry (
    processor_name text    not null collate "C",
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text    not null,
    owner          text,
    primary key (processor_name, segment)
) with (fillfactor = 50);

-- Events that a processor could not digest, and those that wait behind them.
create table dead_letter_entry (
    dead_letter_id       text        not null collate "C" primary key,
    processing_group     text        not null collate "C",
    sequence_identifier  text        not null collate "C",
    sequence_index       bigint      not null,
    message_type         text        not null,
    event_identifier     text        not null,
    time_stamp           text        not null,
    payload_type         text        not null,
    payload_revision     text,
    payload              bytea       not null,
    meta_data            bytea,
    type                 text,
    aggregate_identifier text,
    sequence_number      bigint,
    token_type           text,
    token                bytea,
    enqueued_at          timestamptz not null,
    last_touched         timestamptz,
    processing_started   timestamptz,
    cause_type           text,
    cause_message        text,
    diagnostics          bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);

create index on dead_letter_entry (processing_group, enqueued_at, dead_letter_id);

-- Sagas, and by what events find them.
create table saga_entry (
    saga_id         text not null collate "C" primary key,
    saga_type       text,
    revision        text,
    serialized_saga bytea
);

create table association_value_entry (
    id                bigint not null primary key,
    saga_id           text   not null collate "C",
    association_key   text   not null,
    association_value text,
    saga_type         text
);

create sequence association_value_entry_seq increment by 50;

create index on association_value_entry (saga_type, association_key, association_value);
create index on association_value_entry (saga_id, saga_type);
