/** What happens, told to those in HTTP who have to know at once. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.events;
