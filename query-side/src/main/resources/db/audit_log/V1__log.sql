-- The hash tree over all events. All of it follows from the events, but for the lines, which are signed.
create table log (
    one    boolean not null primary key default true check (one),
    origin text    not null, -- names this log in whatever is signed
    size   bigint  not null  -- how many events are in the tree, none ahead of the event store
);

-- 256 hashes each, the last of a level maybe fewer. Level 0 holds those of events, level n the roots of 256^n events.
create table tile (
    level  smallint not null,
    number bigint   not null,
    hashes bytea    not null,
    primary key (level, number)
);

alter table tile alter column hashes set storage external; -- hashes don't get any shorter

-- What is appended to checkpoints.ndjson, before it is: whatever the file lacks after a crash is here.
create table line (
    number bigint not null primary key,
    size   bigint unique,           -- of a checkpoint
    key_id text   unique collate "C", -- of a line about a key
    text   text   not null,
    check ((size is null) <> (key_id is null))
);
