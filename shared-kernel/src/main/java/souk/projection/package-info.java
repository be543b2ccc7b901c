/**
 * Projections as their keepers see them: how far they are, and the events they could not digest.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "platform"})
@org.jspecify.annotations.NullMarked
package souk.projection;
