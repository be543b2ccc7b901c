/**
 * The live stream: what happens, told to clients as it happens. Capabilities say what and to whom.
 */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.live;
