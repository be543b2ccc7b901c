/** Stock: how many of each SKU there are, and how many are promised. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "account",
            "account :: *",
            "seller",
            "seller :: *",
            "catalog",
            "catalog :: *"
        })
@org.jspecify.annotations.NullMarked
package souk.inventory;
