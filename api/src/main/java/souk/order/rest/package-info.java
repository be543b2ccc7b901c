/** Orders over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.order.rest;
