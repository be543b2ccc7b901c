/** Figures: what was sold, by whom and when, added up by day. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "account",
            "account :: *",
            "seller",
            "seller :: *",
            "catalog",
            "inventory",
            "cart",
            "order",
            "order :: *",
            "payment",
            "auction"
        })
@org.jspecify.annotations.NullMarked
package souk.stats;
