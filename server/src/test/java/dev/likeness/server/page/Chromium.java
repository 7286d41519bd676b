package dev.likeness.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless browser of the system, with an empty profile. It is not thread-safe. */
final class Chromium implements AutoCloseable {
    static final int LAPTOP = 1280;
    static final int PHONE = 390;

    /** Kept here, because the logger would be collected with its level. Selenium warns of each browser newer than itself. */
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    /** Why tests of the page are skipped. */
    static final String MISSING =
            "there is no Chromium with its driver on this machine; install the packages chromium and"
                    + " chromium-driver to test the page";

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/snap/bin");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI page;
    private final ChromeDriver driver;

    private Chromium(URI page, ChromeDriver driver) {
        this.page = page;
        this.driver = driver;
    }

    /**
     * Starts the browser with a new profile, which its driver removes.
     *
     * @param page the only host that it may ask
     */
    static Chromium at(URI page) {
        File binary = installed(BROWSERS).orElseThrow();
        File service = installed(DRIVERS).orElseThrow();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // With the paths given, Selenium looks for nothing on the network.
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(service)
                .usingAnyFreePort()
                .build();
        return new Chromium(page, new ChromeDriver(driver, options));
    }

    /** Whether this machine has the browser and its driver. */
    static boolean isInstalled() {
        return installed(BROWSERS).isPresent() && installed(DRIVERS).isPresent();
    }

    private static Optional<File> installed(List<String> names) {
        return names.stream()
                .flatMap(name -> FOLDERS.stream().map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Loads the page with a view, such as {@code review}. */
    void open(String view) {
        driver.get("about:blank"); // otherwise only the part after # changes, and the page is not loaded again
        driver.get(page.resolve("/#" + view).toString());
    }

    /** Loads another page of the server. */
    void go(String path) {
        driver.get(page.resolve(path).toString());
    }

    /** The size of the window, and whether the system's colours are dark. */
    void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width <= PHONE));
        media("prefers-color-scheme", dark ? "dark" : "light");
    }

    void media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Cuts the connection, or restores it. */
    void connected(boolean on) {
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !on, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** The folder for downloads from now on. */
    Path saveInto(Path downloads) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        return downloads;
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text as the person reads it. */
    String text(String css) {
        return find(css).getText();
    }

    /** The text also of what only a screen reader has. */
    String said(String css) {
        return String.valueOf(find(css).getDomProperty("textContent"));
    }

    /** Presses keys, one after the other, on what has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    void choose(String css, Path file) {
        find(css).sendKeys(file.toString());
    }

    /** Drops files as a person does from a file manager. */
    void drop(String css, Path... files) {
        WebElement target = find(css);
        run("arguments[0].scrollIntoView({block: 'center'})", target);
        Map<?, ?> box = (Map<?, ?>) run(
                "const b = arguments[0].getBoundingClientRect(); return {x: b.x + b.width / 2, y: b.y + b.height / 2}",
                target);
        List<String> paths = java.util.Arrays.stream(files).map(Path::toString).toList();
        for (String step : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand(
                    "Input.dispatchDragEvent",
                    Map.of(
                            "type",
                            step,
                            "x",
                            box.get("x"),
                            "y",
                            box.get("y"),
                            "data",
                            Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1)));
        }
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waiting until %s; the page says:\n%s", what, text("body"))
                    .isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    void awaitText(String css, String part) {
        await(css + " says '" + part + "'", () -> said(css).contains(part));
    }

    /** Whether the page is not wider than the window. */
    boolean fits() {
        return Boolean.TRUE.equals(run("return document.documentElement.scrollWidth <= innerWidth"));
    }

    /** The serious and critical findings of axe about what is shown now. */
    List<String> barriers() {
        Object found = driver.executeAsyncScript(axe() + """
                ;const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ['violations'] }).then(
                  (result) => done(result.violations
                    .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                    .map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).join(' ')}`)),
                  (error) => done([String(error)]));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the console has about broken rules of the content security policy and faults of scripts, since the last call. */
    List<String> faults() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** The hosts that were asked since the last call. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().forEach(entry -> {
            try {
                JsonNode message = JSON.readTree(entry.getMessage()).path("message");
                String url = message.path("params").path("request").path("url").asText();
                if (message.path("method").asText().equals("Network.requestWillBeSent") && url.startsWith("http")) {
                    hosts.add(URI.create(url).getAuthority());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return hosts;
    }

    /** Keeps a picture of the page in {@code target/page}, to look at: a test cannot judge the design. */
    void keep(String name) {
        Object data = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        try {
            Path folder = Files.createDirectories(Path.of("target", "page"));
            Files.write(
                    folder.resolve(name + ".png"), java.util.Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
