-- Checks under way and of the past. What is under way belongs to whoever holds the advisory lock.
create table job (
    id             text        not null collate "C" primary key,
    kinds          text[]      not null,
    first_position bigint      not null,
    last_position  bigint,
    projections    text[]      not null,
    phase          text        not null,
    reached        bigint      not null, -- all events before it have been compared
    rebuilds       text[]      not null default '{}',
    done           bigint      not null default 0,
    total          bigint      not null default 0,
    rate           bigint      not null default 0,
    sealed         bigint      not null default 0,
    found          bigint      not null default 0,
    cancelled      boolean     not null default false,
    failure        text,
    requested_by   text        not null,
    started_at     timestamptz not null,
    ended_at       timestamptz
);

create unique index one_at_a_time on job ((true)) where ended_at is null;

-- The first of what each check has found.
create table finding (
    job_id         text    not null collate "C",
    number         bigint  not null,
    phase          text    not null,
    what           text    not null,
    first_position bigint,
    last_position  bigint,
    projection     text,
    table_name     text,
    row_key        text,
    column_name    text,
    detail         text    not null,
    primary key (job_id, number)
);
