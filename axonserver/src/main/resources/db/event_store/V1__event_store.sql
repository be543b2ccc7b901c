-- What can be stored: published names. Also the allow-list for reading back.
create table event_type (
    id          smallint primary key,
    name        text not null,
    revision    text not null,
    stream_type text not null,
    unique (name, revision, stream_type)
);

-- Every fact, once, in the order in which it was committed. Positions have no gap.
create table event (
    position    bigint      not null primary key,
    stream      text        not null collate "C",
    sequence    bigint      not null,
    type        smallint    not null,
    time        timestamptz not null,
    recorded_at timestamptz not null,
    id          uuid        not null,
    metadata    bytea       not null,
    payload     bytea       not null,
    constraint event_stream_sequence unique (stream, sequence)
);

alter table event set (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);

-- The latest snapshot of a long stream: a short cut, never a fact.
create table snapshot (
    stream   text        not null collate "C" primary key,
    sequence bigint      not null,
    type     smallint    not null,
    time     timestamptz not null,
    id       uuid        not null,
    metadata bytea       not null,
    payload  bytea       not null
);

-- One key per data subject. Erasing the key erases the person from history.
create table subject_key (
    subject    text        not null collate "C" primary key,
    key        bytea,
    created_at timestamptz not null,
    erased_at  timestamptz,
    check ((key is null) = (erased_at is not null))
);

-- Appends rows as one statement: whoever holds the lock numbers them, and the lock is released only after the commit
-- is visible. So positions are dense, and in commit order, whatever number of processes write.
create function append(
    streams   text[],
    sequences bigint[],
    types     smallint[],
    micros    bigint[],
    ids       uuid[],
    metadatas bytea[],
    payloads  bytea[]
) returns bigint
    language plpgsql
as
$$
declare
    head     bigint;
    recorded timestamptz;
begin
    perform pg_advisory_xact_lock(5430118);
    select e.position, e.recorded_at into head, recorded
      from event_store.event e order by e.position desc limit 1;
    head := coalesce(head, -1);
    recorded := greatest(recorded, clock_timestamp());
    insert into event_store.event (position, stream, sequence, type, time, recorded_at, id, metadata, payload)
    select head + r.n, r.stream, r.sequence, r.type,
           timestamptz 'epoch' + r.micros * interval '1 microsecond', recorded, r.id, r.metadata, r.payload
      from unnest(streams, sequences, types, micros, ids, metadatas, payloads) with ordinality
        as r (stream, sequence, type, micros, id, metadata, payload, n);
    return head + 1;
end;
$$;
