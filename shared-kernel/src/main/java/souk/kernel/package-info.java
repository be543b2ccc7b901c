/** What every capability speaks: ids, quantities, refusals, personal values, published names. */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package souk.kernel;
