/** Carts: what a guest or an account is about to buy. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "account",
            "account :: *",
            "catalog",
            "catalog :: *",
            "inventory",
            "inventory :: *"
        })
@org.jspecify.annotations.NullMarked
package souk.cart;
