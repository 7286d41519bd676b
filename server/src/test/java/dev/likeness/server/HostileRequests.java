package dev.likeness.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Makes requests that an attacker would send, as bytes on a connection. The same seed and number give the same request.
 */
final class HostileRequests {
    private static final String[] FORMS = {"/api/compare", "/api/encode", "/api/search"};
    private static final String[] NAMES = {
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/shadow",
        "a\0b",
        "%2e%2e%2f",
        "....//",
        "a\";x=\"b",
        "\u202egnp.exe",
        "CON",
        "x".repeat(5000),
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "a\r\nX-Injected: 1"
    };
    private static final byte[] BOMB = DrawnPictures.plain(16_000, 16_000);

    private final long seed;

    HostileRequests(long seed) {
        this.seed = seed;
    }

    /**
     * Bytes to send.
     *
     * @param slowly whether they are sent in small parts, and the connection is closed before their end
     */
    @SuppressWarnings("ArrayRecordComponent") // only sent
    record Attack(String kind, byte[] bytes, boolean slowly) {}

    Attack attack(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> mutatedPicture(random);
            case 3 -> bomb(random);
            case 4 -> wrongType(random);
            case 5 -> new Attack("huge header", hugeHeader(random), false);
            case 6 -> slow(random);
            case 7 -> new Attack("names", names(random), false);
            case 8 -> new Attack("oversize JSON", json(random), false);
            case 9 -> new Attack("malformed form", malformedForm(random), false);
            case 10 -> new Attack("malformed HTTP", malformedHttp(random), false);
            case 11 -> new Attack("smuggling", smuggling(random), false);
            case 12 -> new Attack("addresses", address(random), false);
            default -> new Attack("values", values(random), false);
        };
    }

    private static byte[] picture(Random random) {
        return random.nextBoolean() ? DrawnPictures.png(random.nextInt(8)) : DrawnPictures.jpeg(random.nextInt(8));
    }

    private static Attack mutatedPicture(Random random) {
        byte[] picture = picture(random);
        int changes = 1 + random.nextInt(40);
        for (int i = 0; i < changes; i++) {
            picture[random.nextInt(random.nextBoolean() ? picture.length : 64)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            picture = Arrays.copyOf(picture, 1 + random.nextInt(picture.length));
        }
        return new Attack("mutated picture", post(form(random), formOf(random, picture), FormBody.mediaType()), false);
    }

    private static Attack bomb(Random random) {
        byte[] bomb = BOMB;
        if (random.nextBoolean()) { // a small file that announces gigabytes
            bomb = DrawnPictures.png(1);
            ByteBuffer header = ByteBuffer.wrap(bomb);
            header.putInt(16, random.nextInt(1, Integer.MAX_VALUE)).putInt(20, random.nextInt(1, Integer.MAX_VALUE));
            CRC32 crc = new CRC32();
            crc.update(bomb, 12, 17);
            header.putInt(29, (int) crc.getValue());
        }
        return new Attack("bomb", post(form(random), formOf(random, bomb), FormBody.mediaType()), false);
    }

    private static Attack wrongType(Random random) {
        String[] types = {
            "application/json",
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=\"\u0001\"",
            "application/x-www-form-urlencoded",
            "application/xml",
            "",
            "x".repeat(500),
            "multipart/form-data; boundary=" + "y".repeat(100),
            "image/png"
        };
        String path = random.nextInt(4) == 0 ? "/api/feedback" : form(random);
        return new Attack(
                "wrong type", post(path, formOf(random, picture(random)), types[random.nextInt(types.length)]), false);
    }

    private static byte[] hugeHeader(Random random) {
        StringBuilder header = new StringBuilder("GET /api/models HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        int fields = 1 + random.nextInt(400);
        for (int i = 0; i < fields; i++) {
            header.append("X-")
                    .append(i)
                    .append(": ")
                    .append("v".repeat(random.nextInt(2000)))
                    .append("\r\n");
        }
        return ascii(header.append("Connection: close\r\n\r\n").toString());
    }

    private static Attack slow(Random random) {
        byte[] whole = post(form(random), formOf(random, picture(random)), FormBody.mediaType());
        return new Attack("slow body", Arrays.copyOf(whole, 100 + random.nextInt(whole.length - 100)), true);
    }

    private static byte[] names(Random random) {
        String name = NAMES[random.nextInt(NAMES.length)];
        FormBody body = new FormBody()
                .field("Content-Disposition: form-data; name=\"a\"; filename=\"" + name + "\"", picture(random));
        if (random.nextBoolean()) {
            body.field("Content-Disposition: form-data; name=\"" + name + "\"", picture(random));
        } else {
            body.file("b", picture(random)).text(random.nextBoolean() ? "model" : "measure", name);
        }
        return post("/api/compare", body.bytes(), FormBody.mediaType());
    }

    private static byte[] json(Random random) {
        String id = "a".repeat(64);
        String json = switch (random.nextInt(6)) {
            case 0 -> "{\"a\":\"" + "x".repeat(random.nextInt(2_000_000)) + "\"}";
            case 1 -> "[".repeat(random.nextInt(100_000));
            case 2 -> "{\"a\":".repeat(random.nextInt(600));
            case 3 -> "{\"a\":\"" + id + "\",\"b\":\"../../" + id + "\",\"answer\":\"same\"}";
            case 4 -> "{\"a\":" + "9".repeat(random.nextInt(4000)) + ",\"b\":1e" + "9".repeat(50) + "}";
            default -> "{\"a\":\"\\ud800\",\"b\":\"\\u0000\",\"answer\":\"\u202e\"}";
        };
        return post("/api/feedback", json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static byte[] malformedForm(Random random) {
        byte[] body = formOf(random, picture(random));
        switch (random.nextInt(5)) {
            case 0 -> body = Arrays.copyOf(body, random.nextInt(body.length));
            case 1 -> random.nextBytes(body);
            case 2 -> {
                FormBody many = new FormBody();
                int fields = random.nextInt(5000);
                for (int i = 0; i < fields; i++) {
                    many.text("f" + i, "");
                }
                body = many.bytes();
            }
            case 3 -> body = ascii(("--" + FormBody.BOUNDARY + "\r\n").repeat(random.nextInt(20_000)));
            default -> {
                for (int i = 0; i < 30; i++) {
                    body[random.nextInt(Math.min(body.length, 300))] = (byte) random.nextInt(256);
                }
            }
        }
        return post(form(random), body, FormBody.mediaType());
    }

    private static byte[] malformedHttp(Random random) {
        byte[] request = ascii("POST /api/compare HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n0123456789");
        int changes = 1 + random.nextInt(20);
        for (int i = 0; i < changes; i++) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(3) == 0) {
            random.nextBytes(request);
        }
        return request;
    }

    private static byte[] smuggling(Random random) {
        String inner = "GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n";
        String[] framings = {
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Content-Length: +5",
            "Content-Length: 5, 5",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked"
        };
        return ascii(
                "POST /api/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + framings[random.nextInt(framings.length)] + "\r\n\r\n"
                        + (random.nextBoolean() ? "0\r\n\r\n" : "FFFFFFFFFFFF\r\n")
                        + inner);
    }

    private static byte[] address(Random random) {
        String[] methods = {
            "GET", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "HEAD", "get", "X"
        };
        String[] paths = {
            "/../../etc/passwd",
            "/assets/%2e%2e%2f%2e%2e%2fetc/passwd",
            "/api/pictures/" + "0".repeat(64) + "/thumbnail?size=999999999999",
            "/api/duplicates?offset=%",
            "/api/duplicates?limit=%ff%fe",
            "/api/duplicates?" + "a=1&".repeat(500),
            "/%00",
            "/api/models;jsessionid=1",
            "/api//compare",
            "/API/COMPARE",
            "/api/compare/",
            "*",
            "http://evil.example/",
            "/reports/..%5c..%5c",
            "/docs/%c0%ae%c0%ae/",
            "/" + "a/".repeat(3000),
            "/api/duplicates?kind=exact&kind=" + "x".repeat(3000),
            "/assets/" + "%25".repeat(1000),
            "/\u00ff"
        };
        return ascii(methods[random.nextInt(methods.length)] + " " + paths[random.nextInt(paths.length)]
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + (random.nextInt(4) == 0
                        ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n"
                        : "")
                + (random.nextInt(4) == 0 ? "Expect: 100-continue\r\nContent-Length: 3\r\n" : "")
                + "\r\nabc");
    }

    private static byte[] values(Random random) {
        String[] values = {
            "NaN",
            "-0",
            "1e308",
            "0x1",
            "",
            "true ",
            "TRUE",
            "null",
            "\0",
            "'; DROP TABLE pictures; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "9".repeat(400),
            "\u0661",
            "0.01\n",
            "x".repeat(100_000)
        };
        String[] fields = {"model", "measure", "maps", "measures", "false_match_rate"};
        FormBody body = new FormBody().file("a", picture(random)).file("b", picture(random));
        body.text(fields[random.nextInt(fields.length)], values[random.nextInt(values.length)]);
        return post("/api/compare", body.bytes(), FormBody.mediaType());
    }

    private static String form(Random random) {
        return FORMS[random.nextInt(FORMS.length)];
    }

    /** For any of the addresses that take a form: the fields of the others are unknown there, or the picture is read. */
    private static byte[] formOf(Random random, byte[] picture) {
        FormBody body = new FormBody();
        if (random.nextBoolean()) {
            return body.file("a", picture).file("b", picture(random)).bytes();
        }
        return body.file("picture", picture).bytes();
    }

    private static byte[] post(String path, byte[] body, String type) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(ascii("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n"));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Kinds of what the server may say. */
    static final List<Integer> EXPECTED =
            List.of(200, 202, 400, 403, 404, 405, 408, 409, 410, 413, 414, 415, 422, 426, 429, 431, 501, 505);

    /** The final status of an answer: "100 Continue" may come before it. 0 if there is no answer. */
    private static int status(String answer) {
        int at = 0;
        int end = answer.indexOf("\r\n\r\n");
        while (answer.startsWith("HTTP/1.1 1", at) && end >= 0 && end + 4 < answer.length()) {
            at = end + 4;
            end = answer.indexOf("\r\n\r\n", at);
        }
        return answer.startsWith("HTTP/1.1 ", at) ? Integer.parseInt(answer.substring(at + 9, at + 12)) : 0;
    }

    /**
     * Sends an attack.
     *
     * @return the status of the answer; 0 if the server closed the connection without one
     */
    static int send(int port, Attack attack) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(attack.slowly ? 50 : 20_000);
            try {
                if (attack.slowly) {
                    for (int at = 0; at < attack.bytes.length; at += 1 + attack.bytes.length / 5) {
                        int end = Math.min(attack.bytes.length, at + 1 + attack.bytes.length / 5);
                        socket.getOutputStream().write(attack.bytes, at, end - at);
                        Thread.sleep(2);
                    }
                } else {
                    socket.getOutputStream().write(attack.bytes);
                    socket.shutdownOutput();
                }
                return status(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException e) {
                return attack.slowly ? 0 : -1;
            } catch (IOException e) {
                return 0; // reset by the server
            }
        }
    }
}
