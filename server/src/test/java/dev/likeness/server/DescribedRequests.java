package dev.likeness.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.server.ApiDescription.Operation;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes requests from the description of the API: valid ones, and ones with one thing wrong. The same seed gives the same
 * requests.
 *
 * @param ids of pictures of the gallery
 */
record DescribedRequests(ApiDescription api, Random random, List<String> ids) {
    /**
     * A request.
     *
     * @param fault what is wrong with it; empty if it is valid
     */
    record Made(Operation operation, String fault, HttpRequest request) {
        @Override
        public String toString() {
            return operation + (fault.isEmpty() ? "" : ", " + fault) + ": "
                    + request.uri().getRawQuery();
        }
    }

    /** The values of a request's fields, which a fault may change. A file is a byte array, all others are texts. */
    private static final class Values {
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, Object> form = new LinkedHashMap<>();
        private String twice = "";
        private String json = "";
        private String path = "";
        private boolean isForm;
    }

    /** A valid request for an operation. */
    Made valid(TestServer server, Operation operation) {
        return new Made(operation, "", request(server, operation, values(operation)));
    }

    /** A request with one thing wrong. */
    Made invalid(TestServer server, Operation operation) {
        Values values = values(operation);
        String fault = spoil(operation, values);
        return new Made(operation, fault, request(server, operation, values));
    }

    private Values values(Operation operation) {
        Values values = new Values();
        values.path = operation.path();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                values.path = values.path.replace("{" + name + "}", value(name, parameter.path("schema")));
            } else if (random.nextBoolean()) {
                values.query.put(name, value(name, parameter.path("schema")));
            }
        }
        operation.description().path("requestBody").path("content").properties().forEach(content -> {
            JsonNode schema = api.resolved(content.getValue().path("schema"));
            if (content.getKey().equals("multipart/form-data")) {
                values.isForm = true;
                form(schema, values);
            } else {
                ObjectNode json = TestServer.JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> json.put(field.getKey(), value(field.getKey(), field.getValue())));
                values.json = json.toString();
            }
        });
        return values;
    }

    private void form(JsonNode schema, Values values) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().has("contentMediaType")) {
                values.form.put(name, DrawnPictures.png(random.nextInt(8)));
            } else if (required.contains(name) || random.nextInt(3) == 0) {
                values.form.put(name, value(name, field.getValue()));
            }
        });
        if (values.form.containsKey("measure")) { // which excludes a model, and may have no rates
            values.form.remove("model");
            values.form.remove("false_match_rate");
        }
    }

    private String value(String name, JsonNode schema) {
        if (name.equals("a") || name.equals("b") || name.equals("id")) {
            return ids.get(random.nextInt(ids.size()));
        }
        if (schema.has("enum")) {
            JsonNode values = schema.get("enum");
            return values.get(random.nextInt(values.size())).asText();
        }
        if (schema.path("type").asText().equals("integer")) {
            int least = schema.path("minimum").asInt();
            int most = Math.min(schema.path("maximum").asInt(), least + 300);
            return Integer.toString(random.nextInt(least, most + 1));
        }
        return schema.has("examples")
                ? schema.get("examples").get(0).asText()
                : schema.path("default").asText("x");
    }

    /** Makes one thing wrong, and says what. */
    private String spoil(Operation operation, Values values) {
        List<String> texts = new ArrayList<>();
        List<String> files = new ArrayList<>();
        values.form.forEach((name, value) -> (value instanceof byte[] ? files : texts).add(name));
        int choice = random.nextInt(6);
        if (values.isForm && choice == 0) {
            String name = files.get(random.nextInt(files.size()));
            values.form.remove(name);
            return "without " + name;
        }
        if (values.isForm && choice == 1) {
            values.form.put("f" + random.nextInt(1000), "x");
            return "with an unknown field";
        }
        if (values.isForm && choice == 2) {
            String name = files.get(random.nextInt(files.size()));
            byte[] noise = new byte[1 + random.nextInt(500)];
            random.nextBytes(noise);
            values.form.put(name, noise);
            return "with noise as " + name;
        }
        if (values.isForm && choice == 3) {
            values.twice = files.get(random.nextInt(files.size()));
            return "with " + values.twice + " twice";
        }
        if (values.isForm) {
            String name = texts.isEmpty() ? "model" : texts.get(random.nextInt(texts.size()));
            values.form.put(name, "x".repeat(1 + random.nextInt(2000)));
            return "with a wrong " + name;
        }
        if (!values.json.isEmpty()) {
            int cut = random.nextInt(values.json.length());
            values.json = random.nextBoolean()
                    ? values.json.substring(0, cut)
                    : values.json.replaceFirst("\"(a|b|answer)\":\"[^\"]*\"", "\"$1\":" + random.nextInt(100));
            return "with damaged JSON";
        }
        if (choice < 3 || operation.description().path("parameters").isEmpty()) {
            if (!values.path.contains("thumbnail") && !operation.path().equals("/api/duplicates")) {
                values.path = values.path + "/" + random.nextInt(1000);
                return "with a longer address";
            }
            values.query.put("q" + random.nextInt(1000), "1");
            return "with an unknown parameter";
        }
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                values.query.put(parameter.path("name").asText(), "-" + random.nextInt(1, 1000));
                return "with a wrong " + parameter.path("name").asText();
            }
        }
        values.path = values.path + "%20";
        return "with another address";
    }

    private HttpRequest request(TestServer server, Operation operation, Values values) {
        StringBuilder address = new StringBuilder(values.path);
        String separator = "?";
        for (Map.Entry<String, String> parameter : values.query.entrySet()) {
            address.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = "&";
        }
        HttpRequest.Builder request = server.request(address.toString());
        if (values.isForm) {
            FormBody body = new FormBody();
            values.form.forEach((name, value) -> {
                if (value instanceof byte[] file) {
                    body.file(name, file);
                    if (name.equals(values.twice)) {
                        body.file(name, file);
                    }
                } else {
                    body.text(name, value.toString());
                }
            });
            return request.header("Content-Type", FormBody.mediaType())
                    .POST(BodyPublishers.ofByteArray(body.bytes()))
                    .build();
        }
        if (operation.method().equals("POST")) {
            return request.header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(values.json))
                    .build();
        }
        return request.build();
    }
}
