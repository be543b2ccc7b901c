/** Orders: what was bought, by whom, from whom, and how far it has got. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "account",
            "account :: *",
            "seller",
            "seller :: *",
            "catalog",
            "catalog :: *",
            "inventory",
            "inventory :: *",
            "cart",
            "cart :: *",
            "payment",
            "payment :: *",
            "audit",
            "audit :: *"
        })
@org.jspecify.annotations.NullMarked
package souk.order;
