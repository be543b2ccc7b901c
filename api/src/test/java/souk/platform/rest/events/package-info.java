@org.jspecify.annotations.NullUnmarked
package souk.platform.rest.events;
