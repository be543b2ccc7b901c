-- Which generation of a projection's tables readers see, and which one is kept beside it for the way back.
create table generation (
    projection     text    not null collate "C" primary key,
    live           integer not null,
    latest         integer not null,
    kept           integer,
    kept_positions bigint[], -- how far the kept tables are, by segment
    kept_letters   bigint    -- events that the kept tables lack, because they had not been digested
);

-- Rebuilds under way and of the past. What is under way belongs to whoever holds the advisory lock of its id.
create table rebuild (
    id              text        not null collate "C" primary key,
    projection      text        not null collate "C",
    kind            text        not null,
    phase           text        not null,
    verify          boolean     not null,
    keep_old        boolean     not null,
    first_position  bigint      not null,
    last_position   bigint,               -- of a look at the past; a rebuild goes as far as the live tables
    positions       bigint[],             -- how far the new tables are, in the transaction that wrote them
    done            bigint      not null default 0,
    total           bigint      not null default 0,
    rate            bigint      not null default 0,
    eta             timestamptz,
    cancelled       boolean     not null default false,
    attempts        integer     not null default 0,
    failed_position bigint,
    failed_type     text,
    failure         text,
    requested_by    text        not null,
    started_at      timestamptz not null,
    ended_at        timestamptz
);

create unique index one_at_a_time on rebuild (projection) where ended_at is null and kind <> 'SCRATCH';
create index on rebuild (projection, started_at);

-- In what a rebuilt generation differs from the live one at the same position.
create table difference (
    rebuild_id  text    not null collate "C",
    number      integer not null,
    table_name  text    not null,
    column_name text,             -- null where it is about rows
    row_key     text,             -- null where it is about all rows
    live        text,
    rebuilt     text,
    primary key (rebuild_id, number)
);
