-- What is to be done later, as db-scheduler keeps it. Rows are picked, beaten and removed all the time: leave room.
create table scheduled_tasks (
    task_name            text        not null collate "C",
    task_instance        text        not null collate "C",
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
) with (fillfactor = 70);

create index on scheduled_tasks (execution_time);
create index on scheduled_tasks (last_heartbeat) where picked;
create index on scheduled_tasks (task_name) where consecutive_failures > 0;

-- Errands that were refused for good, or failed too often: for somebody to look at.
create table parked_errand (
    id        text        not null collate "C" primary key,
    command   text        not null,
    errand    jsonb       not null,
    reason    text        not null,
    attempts  integer     not null,
    parked_at timestamptz not null
);
