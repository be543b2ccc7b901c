/** Figures over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.stats.rest;
