/** The OpenAPI document and its browser. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.docs;
