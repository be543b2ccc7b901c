-- Asked for whenever money has gone back.
create index refund_intent on refund (intent);
