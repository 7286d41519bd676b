module org.example.consumer {
    requires dev.likeness.models;
}
