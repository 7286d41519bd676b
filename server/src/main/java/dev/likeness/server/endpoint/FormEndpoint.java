package dev.likeness.server.endpoint;

import dev.likeness.server.request.Form;
import io.javalin.http.Context;
import java.util.Set;

/** An endpoint that takes pictures as {@code multipart/form-data} and computes, so that its requests wait in the queue. */
public interface FormEndpoint {
    /** The fields that it knows. */
    Set<String> fields();

    /** Answers one request. Called by one thread for each request. */
    void answer(Form form, Context context) throws Exception;
}
