-- What was wholly paid back is not to be sent.
update consignment
   set status = 'CANCELLED'
  from orders
 where orders.order_id = consignment.order_id
   and orders.status = 'REFUNDED'
   and consignment.status = 'READY';
