# shellcheck shell=sh
# Builds the program from the sources in the clone ($here) into $distribution. One call builds, others wait for it.

stamp=$distribution/stamp
output=$here/cli/target
lock=$output/likeness.lock

# Sets just_built if it builds.
build_if_stale() {
    ! is_fresh || return 0
    take_lock
    is_fresh || { build && just_built=yes; } # another call may have built while this one waited
    release_lock
}

# Fresh means that no source is newer than the stamp. The build deletes the stamp before it touches a jar and writes it
# last, so that an interrupted build leaves none. The time of the stamp is the time at which its build began.
is_fresh() {
    [ -f "$stamp" ] && [ -f "$jar" ] || return 1
    [ "${LIKENESS_BUILD:-}" != never ] || return 0
    set +f
    changed=$(find "$here/pom.xml" "$here"/*/pom.xml "$here"/*/src/main -newer "$stamp" 2>/dev/null)
    set -f
    [ -z "$changed" ]
}

# The lock is a symbolic link to the number of the process that builds: it is created in one step and can be read.
take_lock() {
    mkdir -p "$output" || fail 2 "cannot create $output, which the build writes to; make $here writable"
    told=
    until ln -s "$$" "$lock" 2>/dev/null; do
        if is_locked; then
            [ -n "$told" ] || printf 'likeness: another call (process %s) is building; waiting for it\n' "$holder" >&2
            told=yes
            sleep 1
        elif mkdir "$lock.stale" 2>/dev/null; then # one waiting call removes the lock of a dead process
            is_locked || rm -f "$lock"
            rmdir "$lock.stale"
        else
            sleep 1
        fi
    done
    trap 'rm -f "$lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

is_locked() {
    holder=$(readlink "$lock") && kill -0 "$holder" 2>/dev/null
}

release_lock() {
    trap - EXIT INT TERM HUP
    rm -f "$lock"
}

build() {
    command -v mvn >/dev/null || fail 2 "must be built first, but found no Maven; install Maven 3.8 or later (mvn)"
    [ -x "$home/bin/javac" ] ||
        fail 2 "must be built first, but $home has no compiler (bin/javac); set JAVA_HOME to a JDK 17 or later"
    if [ -d "$distribution/lib" ]; then
        printf 'likeness: sources have changed, building\n' >&2
    else
        printf 'likeness: first call, building; missing libraries are downloaded once (about 280 MB)\n' >&2
    fi
    log=$output/likeness-build.log
    status=$output/likeness-build.status
    began=$output/likeness-build.began
    rm -f "$status"
    : >"$began"
    {
        JAVA_HOME=$home mvn -B -Dquick -f "$here/pom.xml" clean package 2>&1 </dev/null
        echo $? >"$status"
    } | tee "$log" | show_progress >&2
    if [ "$(cat "$status" 2>/dev/null)" != 0 ] || [ ! -f "$stamp" ]; then
        show_errors <"$log" >&2
        fail 3 "the build failed; the full output of Maven is in $log"
    fi
    touch -r "$began" "$stamp"
}

# From Maven's output: the modules, and the downloads that take long.
show_progress() {
    sed -n \
        -e 's/^.*Building \(Likeness [a-z]*\) .*\[\(.*\)]$/likeness:   \2 \1/p' \
        -e 's/^.*Downloading from .*\/\(\(pytorch\|opencv\|openblas\|onnxruntime\)-[^ ]*\.jar\).*/likeness:   downloading \1/p'
}

show_errors() {
    sed -n -e '/see the full stack\|After correcting\|mvn <args>\|Re-run Maven\|Help 1\|For more info/d' \
        -e 's/^.*\[ERROR\] \(.*[^ ].*\)/  \1/p' | head -n 12
}
