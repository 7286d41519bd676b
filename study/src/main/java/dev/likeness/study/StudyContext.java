package dev.likeness.study;

/** What all parts of a running study share. */
record StudyContext(StudySettings settings, StudyFolder folder, StudyData data) {}
