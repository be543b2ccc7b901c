/** The audit over HTTP. */
@org.springframework.modulith.NamedInterface("rest")
@org.jspecify.annotations.NullMarked
package souk.audit.rest;
