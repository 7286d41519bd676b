package dev.likeness.gallery.copy;

/** The sums from which the correlation of two variables follows. */
final class Sums {
    private double n;
    private double a;
    private double b;
    private double aa;
    private double bb;
    private double ab;

    void add(double x, double y) {
        n++;
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }

    double count() {
        return n;
    }

    /** -1 to 1; 0 if a variable is constant. */
    double correlation() {
        double spread = deviationA() * deviationB();
        return spread < 1e-6 ? 0 : Math.max(-1, Math.min(1, (ab / n - a / n * (b / n)) / spread));
    }

    /** The standard deviation of the first variable; 0 without values. */
    double deviationA() {
        return n == 0 ? 0 : Math.sqrt(Math.max(0, aa / n - a / n * (a / n)));
    }

    /** The standard deviation of the second variable; 0 without values. */
    double deviationB() {
        return n == 0 ? 0 : Math.sqrt(Math.max(0, bb / n - b / n * (b / n)));
    }
}
