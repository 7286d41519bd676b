package dev.likeness.server;

import dev.likeness.server.endpoint.ClassicalMeasures;
import dev.likeness.server.endpoint.DuplicateJobs;
import dev.likeness.server.endpoint.OpenGallery;
import dev.likeness.server.endpoint.OpenModels;
import dev.likeness.server.request.FrontDoor;
import dev.likeness.server.request.Reception;
import dev.likeness.server.request.ServerLimits;
import dev.likeness.server.request.ServerMetrics;

/** What the endpoints of a server share. */
record Services(
        OpenModels models,
        ClassicalMeasures measures,
        OpenGallery gallery,
        DuplicateJobs duplicates,
        Reception reception,
        ServerMetrics metrics,
        FrontDoor door,
        ServerLimits limits) {}
