package souk.cart.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartView;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.Optional;

/** What is in the caller's cart. */
@RestController
@RequestMapping("/api/carts/current")
class CartController {

    private static final String PREFER = "Prefer";
    private static final String MINIMAL = "return=minimal";

    /** Prices that clients send along are not even looked at: ours count. */
    @JsonIgnoreProperties({"price", "unitPrice", "currentPrice", "total", "currency"})
    record Item(Sku sku, Quantity quantity) {}

    /** Zero removes the line. */
    @JsonIgnoreProperties({"price", "unitPrice", "currentPrice", "total", "currency"})
    record Amount(Integer quantity) {}

    private final CartMessages carts;

    CartController(CartMessages carts) {
        this.carts = carts;
    }

    @GetMapping
    CartView current(@Caller Optional<AccountId> account, HttpServletRequest request) {
        return carts.read(CurrentCart.of(account, request), null);
    }

    @PostMapping("/items")
    ResponseEntity<CartView> add(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestHeader(name = PREFER, required = false) @Nullable String prefer,
            @RequestBody Item item) {
        CurrentCart cart = CurrentCart.of(account, request);
        return send(
                cart,
                new AddItem(cart.cartId(), cart.owner(), item.sku(), item.quantity()),
                prefer);
    }

    @PatchMapping("/items/{*sku}")
    ResponseEntity<CartView> change(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestHeader(name = PREFER, required = false) @Nullable String prefer,
            @PathVariable String sku,
            @RequestBody Amount amount) {
        CurrentCart cart = CurrentCart.of(account, request);
        return send(
                cart,
                new ChangeQuantity(cart.cartId(), cart.owner(), skuIn(sku), amount.quantity()),
                prefer);
    }

    @DeleteMapping("/items/{*sku}")
    ResponseEntity<CartView> remove(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestHeader(name = PREFER, required = false) @Nullable String prefer,
            @PathVariable String sku) {
        CurrentCart cart = CurrentCart.of(account, request);
        return send(cart, new RemoveItem(cart.cartId(), cart.owner(), skuIn(sku)), prefer);
    }

    @DeleteMapping("/items")
    ResponseEntity<CartView> clear(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestHeader(name = PREFER, required = false) @Nullable String prefer) {
        CurrentCart cart = CurrentCart.of(account, request);
        return send(cart, new ClearCart(cart.cartId(), cart.owner()), prefer);
    }

    private ResponseEntity<CartView> send(
            CurrentCart cart, CartCommand command, @Nullable String prefer) {
        CartView answer = carts.send(cart, command);
        return prefer != null && prefer.replace(" ", "").contains(MINIMAL)
                ? ResponseEntity.status(HttpStatus.NO_CONTENT)
                        .eTag("\"" + answer.version() + "\"")
                        .header("Preference-Applied", MINIMAL)
                        .build()
                : ResponseEntity.ok(answer);
    }

    // the rest of the path: SKUs may hold slashes
    private static Sku skuIn(String path) {
        return new Sku(path.substring(1));
    }
}
