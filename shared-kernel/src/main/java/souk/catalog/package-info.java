/** Products, their variants and their categories. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "account",
            "account :: *",
            "seller",
            "seller :: *"
        })
@org.jspecify.annotations.NullMarked
package souk.catalog;
