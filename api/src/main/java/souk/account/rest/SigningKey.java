package souk.account.rest;

import com.nimbusds.jose.jwk.ECKey;

import java.time.Instant;

/** One key pair, and since when it signs. */
record SigningKey(ECKey jwk, Instant createdAt) {}
