package dev.atrium.gateway;

import dev.atrium.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/** Every refusal of the request path, in words: what happened, why, and what to do. */
final class Problems {

    private Problems() {}

    static Problem missingKey() {
        return Problem.of(401, "missing_api_key", "No API key was sent. Add the header 'Authorization: Bearer <key>'.");
    }

    static Problem unknownKey() {
        return Problem.of(401, "invalid_api_key", "This API key is not known. Copy it again, or issue a new one.");
    }

    static Problem revokedKey(Object id, Instant at) {
        return Problem.of(401, "revoked_api_key", "API key %s was revoked at %s. Issue a new one.".formatted(id, at));
    }

    static Problem expiredKey(Object id, Instant at) {
        return Problem.of(401, "expired_api_key", "API key %s expired at %s. Issue a new one.".formatted(id, at));
    }

    static Problem endedByRevocation() {
        return Problem.of(
                401,
                "revoked_api_key",
                "The API key of this request was revoked, or its access to the model ended, while it ran.");
    }

    static Problem stale(Duration limit) {
        return Problem.of(
                503,
                "stale",
                "This gateway has had no news of keys and prices for more than %d minutes. Try again soon."
                        .formatted(limit.toMinutes()));
    }

    static Problem shuttingDown() {
        return Problem.of(503, "shutting_down", "This gateway is stopping. Send the request again.");
    }

    /** The same bytes for a model that is not there and for one of somebody else's, so that nobody learns which. */
    static Problem unknownModel() {
        return new Problem(
                404,
                "model_not_found",
                "There is no model of that name, or this API key may not call it."
                        + " GET /v1/models lists what it may call.",
                "model");
    }

    /** Said only of models that the key's organization may call. */
    static Problem modelNotAllowed(Object key, String model) {
        return new Problem(
                403,
                "model_not_allowed",
                "API key %s may not call '%s': its list of models does not name it. Use another key, or issue one for it."
                        .formatted(key, model),
                "model");
    }

    static Problem unknownVersion(String name) {
        return new Problem(
                404,
                "model_not_found",
                "The model exists, but '%s' names no published version of it. GET /v1/models lists its versions."
                        .formatted(name),
                "model");
    }

    static Problem priceMissing(String model, Currency currency) {
        return new Problem(
                409,
                "price_missing",
                "The model '%s' has no price in %s, the currency of this organization. Ask its publisher for one."
                        .formatted(model, currency),
                "model");
    }

    static Problem overloaded(int limit) {
        return Problem.of(
                503, "overloaded", "This gateway runs %d requests, its limit. Try again soon.".formatted(limit));
    }

    static Problem memoryFull(long limit) {
        return Problem.of(
                503,
                "overloaded",
                "This gateway holds %d bytes of requests and answers, its limit. Try again soon.".formatted(limit));
    }

    static Problem journalFull() {
        return Problem.of(
                503,
                "journal_full",
                "This gateway has no room left to record usage. Try again later; its operator must make room.");
    }

    static Problem journalFailed() {
        return Problem.of(
                503,
                "journal_failed",
                "This gateway could not record the usage of this answer, so it is withheld and not charged.");
    }

    static Problem notDeployed(String name) {
        return new Problem(
                409,
                "not_deployed",
                "No deployment serves '%s'. Deploy this version, or call one that is deployed.".formatted(name),
                "model");
    }

    static Problem noReplica(String name) {
        return Problem.of(503, "no_replica", "No replica of '%s' can be reached now. Try again soon.".formatted(name));
    }

    static Problem replicasBusy(String name) {
        return Problem.of(503, "replica_busy", "Every replica of '%s' is full. Try again soon.".formatted(name));
    }

    static Problem engineFailed() {
        return Problem.of(502, "engine_failed", "The engine failed on this request. It is not charged. Try again.");
    }

    static Problem answerTooLong(long limit) {
        return Problem.of(
                502,
                "answer_too_long",
                "The engine's answer is longer than %d bytes. It is not charged. Ask for less, or stream."
                        .formatted(limit));
    }

    static Problem engineTimeout(Duration limit) {
        return Problem.of(
                504,
                "engine_timeout",
                "The engine sent nothing for %d seconds. It is not charged. Try again.".formatted(limit.toSeconds()));
    }

    static Problem bodyTimeout(Duration limit) {
        return Problem.of(
                408,
                "body_timeout",
                "The body was not complete after %d seconds. Send the request again.".formatted(limit.toSeconds()));
    }

    static Problem bodyTooLong(long limit) {
        return Problem.of(
                413, "body_too_long", "The body is longer than %d bytes. Send less at once.".formatted(limit));
    }

    static Problem notJson() {
        return Problem.of(
                415, "unsupported_media_type", "The body must be JSON. Send 'Content-Type: application/json'.");
    }

    static Problem malformedJson(String where) {
        return Problem.of(400, "malformed_json", "The body is not valid JSON: %s.".formatted(where));
    }

    static Problem unknownPath(String method, String path) {
        return Problem.of(
                404, "unknown_path", "There is nothing at %s %s. See the list of endpoints.".formatted(method, path));
    }

    static Problem databaseAway() {
        return Problem.of(
                503, "database_away", "Past usage cannot be read now. Nothing is lost; ask again in some seconds.");
    }

    static Problem unknownRequest(String id) {
        return Problem.of(
                404,
                "request_not_found",
                "There is no usage of request '%s' in this organization, or not yet. Try again in some seconds."
                        .formatted(id));
    }
}
