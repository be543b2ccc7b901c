/** What {@code ./souk} asks a running Souk for, on behalf of somebody at a terminal. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package souk.terminal;
