-- Analysts are not shown columns whose comment begins with this word: `Secret` in the events. Repeated whenever this file changes.
comment on column auction.reserve_price is 'secret: nobody''s business but the seller''s';
comment on column own_bid.maximum is 'secret: whoever knew it would have an advantage';
