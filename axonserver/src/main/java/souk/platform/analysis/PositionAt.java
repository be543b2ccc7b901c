package souk.platform.analysis;

import java.util.List;

/**
 * The function {@code events.position_at(instant)}. Times of recording ascend with positions, so
 * twenty looks find a place among a million events, and a condition on positions has an index.
 */
final class PositionAt {

    static final List<String> STATEMENTS =
            List.of(
                    """
                    create or replace function events.position_at(moment timestamptz) returns bigint
                        language plpgsql stable security definer set search_path = ''
                    as $$
                    declare
                        low    bigint := -1;
                        high   bigint := coalesce((select max(position) from event_store.event), -1);
                        middle bigint;
                    begin
                        while low < high loop
                            middle := low + (high - low + 1) / 2;
                            if (select recorded_at from event_store.event where position = middle) <= moment then
                                low := middle;
                            else
                                high := middle - 1;
                            end if;
                        end loop;
                        return low;
                    end;
                    $$\
                    """,
                    "revoke execute on function events.position_at(timestamptz) from public",
                    """
                    comment on function events.position_at(timestamptz)
                        is 'The last position that was recorded by then, -1 before any'\
                    """);

    private PositionAt() {}
}
