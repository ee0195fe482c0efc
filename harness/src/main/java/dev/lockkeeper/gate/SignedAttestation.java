package dev.lockkeeper.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.gate.Refusal.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An attestation in its envelope, as DSSE writes it: the signature is over the very bytes of the payload, so that nothing
 * is read before it is known to be whole, and any other tool for such envelopes can verify it too.
 */
public final class SignedAttestation {

    static final String TYPE = "application/vnd.in-toto+json";

    private static final String AGAIN = "lockkeeper check --target …, which writes a new attestation";

    private SignedAttestation() {}

    /** What an envelope held: an attestation that somebody trusted signed, or the reason why it is none. */
    record Opened(Optional<Attestation> attestation, Optional<Refusal> refusal) {}

    /** The text of the file. */
    public static String sign(Attestation attestation, SigningKey key) {
        byte[] payload = AttestationJson.write(attestation);
        ObjectNode envelope = AttestationJson.JSON.createObjectNode();
        envelope.put("payloadType", TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.putArray("signatures")
                .addObject()
                .put("keyid", key.half().id())
                .put("sig", Base64.getEncoder().encodeToString(key.sign(preAuthentication(payload))));
        return envelope.toPrettyString() + "\n";
    }

    static Opened open(byte[] file, List<TrustedKey> trusted) {
        try {
            return opened(AttestationJson.tree(file), trusted);
        } catch (AttestationJson.Incomplete e) {
            return refused(
                    Reason.UNREADABLE,
                    "The file is no attestation: " + e.getMessage() + ".",
                    "name the file that lockkeeper check wrote");
        }
    }

    private static Opened opened(JsonNode envelope, List<TrustedKey> trusted) {
        if (!envelope.path("payload").isTextual()) {
            return refused(
                    Reason.UNREADABLE,
                    "The file is no attestation: it holds no payload.",
                    "name the file that lockkeeper check wrote");
        }
        if (!TYPE.equals(envelope.path("payloadType").asText())) {
            return refused(
                    Reason.FOREIGN_PAYLOAD,
                    "The envelope holds \"" + envelope.path("payloadType").asText() + "\", which is no attestation.",
                    AGAIN);
        }
        JsonNode signatures = envelope.path("signatures");
        if (!signatures.isArray() || signatures.isEmpty()) {
            return refused(Reason.UNSIGNED, "Nobody signed the attestation.", AGAIN);
        }
        byte[] payload = decoded(envelope.path("payload"));
        byte[] signed = preAuthentication(payload);
        for (JsonNode signature : signatures) {
            byte[] bytes = decoded(signature.path("sig"));
            if (trusted.stream().anyMatch(key -> key.verifies(signed, bytes))) {
                return believed(payload);
            }
        }
        return unbelieved(signatures, trusted);
    }

    private static Opened unbelieved(JsonNode signatures, List<TrustedKey> trusted) {
        for (JsonNode signature : signatures) {
            String id = signature.path("keyid").asText();
            if (trusted.stream().anyMatch(key -> key.id().equals(id))) {
                return refused(
                        Reason.FORGED,
                        "The signature is not that of key " + id
                                + " over this text: somebody changed the attestation, or made up the signature.",
                        AGAIN);
            }
        }
        String trustedIds = trusted.stream().map(TrustedKey::id).collect(Collectors.joining(", "));
        return refused(
                Reason.UNKNOWN_SIGNER,
                "It is signed with key " + signatures.path(0).path("keyid").asText()
                        + ", which is not trusted here; trusted: " + trustedIds + ".",
                "check with the key that belongs to the trusted one, or trust the other: --trust FILE");
    }

    private static Opened believed(byte[] payload) {
        try {
            String type = AttestationJson.predicateType(payload);
            if (!type.equals(AttestationJson.PREDICATE)) {
                return refused(
                        Reason.OTHER_SCHEMA,
                        "The statement is of the kind " + type + "; this version of Lockkeeper reads "
                                + AttestationJson.PREDICATE + ".",
                        "check and deploy with one version of Lockkeeper");
            }
            return new Opened(Optional.of(AttestationJson.read(payload)), Optional.empty());
        } catch (AttestationJson.Incomplete e) {
            return refused(
                    Reason.INCOMPLETE, "The attestation is signed, but lacks its \"" + e.getMessage() + "\".", AGAIN);
        }
    }

    private static Opened refused(Reason reason, String said, String advice) {
        return new Opened(Optional.empty(), Optional.of(new Refusal(reason, said, advice)));
    }

    private static byte[] decoded(JsonNode text) {
        try {
            return Base64.getDecoder().decode(text.asText());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** What is signed: kind and length go with the payload, so that it cannot be taken for another kind. */
    static byte[] preAuthentication(byte[] payload) {
        byte[] head = ("DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " ")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
