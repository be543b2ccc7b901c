/** Payments over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.payment.rest;
