/** What follows from an order that was placed: money comes or does not, and goes back. */
@org.springframework.modulith.NamedInterface("process")
@org.jspecify.annotations.NullMarked
package souk.order.process;
