package souk.stats.query;

import souk.order.OrderEvent;

import java.time.Instant;

/** Something that happened to an order, and when. */
record Fact(OrderEvent event, Instant at) {}
