/** Sellers: accounts that may sell. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "platform", "account", "account :: *"})
@org.jspecify.annotations.NullMarked
package souk.seller;
