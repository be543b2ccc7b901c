/** A believable marketplace for who wants to look around: what is in it, and how it gets there. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "account", "seller", "catalog", "inventory"})
@org.jspecify.annotations.NullMarked
package souk.demo;
