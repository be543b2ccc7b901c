/**
 * What a request costs beside one that does nothing, over the same connections to the same server.
 */
@org.jspecify.annotations.NullMarked
package souk.bench.http;
