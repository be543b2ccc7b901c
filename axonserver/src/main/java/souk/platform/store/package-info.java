/** The event store: published names, serialisation, the embedded store, its readers. */
@org.jspecify.annotations.NullMarked
package souk.platform.store;
