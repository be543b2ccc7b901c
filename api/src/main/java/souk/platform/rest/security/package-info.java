/** Who may do what over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.security;
