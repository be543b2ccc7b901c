/** Errands over HTTP, for those who look after them. */
@org.jspecify.annotations.NullMarked
package souk.errand.rest;
