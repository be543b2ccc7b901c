/** Requests with an {@code Idempotency-Key}: carried out once, answered as often as asked. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.idempotency;
