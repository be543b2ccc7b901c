/** Technical glue, one sub-package per side: known to every capability, knows none. */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = "kernel")
@org.jspecify.annotations.NullMarked
package souk.platform;
