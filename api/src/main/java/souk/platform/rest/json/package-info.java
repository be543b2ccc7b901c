/** Strict JSON: nothing unknown, doubled, missing or of a wrong type gets past a request body. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.json;
