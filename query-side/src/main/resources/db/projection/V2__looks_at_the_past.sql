-- Looks at the same moment of the past share a schema: two at once would write into each other's tables.
update rebuild r
   set phase = 'FAILED', ended_at = now(), failure = 'Another one was at the same moment of the past'
 where kind = 'SCRATCH' and ended_at is null
   and exists (select from rebuild o
                where o.projection = r.projection and o.last_position = r.last_position
                  and o.kind = 'SCRATCH' and o.ended_at is null and o.id < r.id);

create unique index one_look_at_a_time on rebuild (projection, last_position)
 where ended_at is null and kind = 'SCRATCH';
