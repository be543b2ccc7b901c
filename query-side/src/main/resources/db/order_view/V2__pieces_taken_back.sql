alter table line add column returned int not null default 0;

-- What was taken back before, only events say: where anything was, the view is made anew beside its readers.
do $$
begin
    if exists (select from refund) then
        update projection.rebuild
           set phase = 'FAILED', ended_at = now(), failure = 'The tables were changed meanwhile'
         where projection = 'order.view' and ended_at is null and kind <> 'SCRATCH';

        insert into projection.rebuild
            (id, projection, kind, phase, verify, keep_old, first_position, requested_by, started_at)
        values
            ('reb_01' || left(md5(now()::text), 24), 'order.view', 'REBUILD', 'SCAN', false, false, 0, 'system', now());
    end if;
end
$$;
