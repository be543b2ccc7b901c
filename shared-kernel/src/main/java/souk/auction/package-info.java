/** Auctions: who offers what from when to when, who bids what, and who gets it. */
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
            "order",
            "order :: *"
        })
@org.jspecify.annotations.NullMarked
package souk.auction;
