/** Projections over HTTP, for those who keep them going. */
@org.jspecify.annotations.NullMarked
package souk.projection.rest;
