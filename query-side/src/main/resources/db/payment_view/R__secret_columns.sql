-- Analysts are not shown columns whose comment begins with this word: `Secret` in the events. Repeated whenever this file changes.
comment on column payment.checkout_url is 'secret: opens the page to whoever has it';
comment on column payment.session is 'secret: the sandbox makes the address of the page of it';
