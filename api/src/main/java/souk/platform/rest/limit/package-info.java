/** How much anybody may ask for. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.limit;
