package souk.order;

/** An order that was placed, just now or before. */
public record Placement(OrderView order, boolean justNow) {}
