/** Tests of figures over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.stats.rest;
