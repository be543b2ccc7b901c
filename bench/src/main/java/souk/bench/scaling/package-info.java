/**
 * What more machines would do: calculated and simulated from what one has been measured to need.
 */
@org.jspecify.annotations.NullMarked
package souk.bench.scaling;
