# shellcheck shell=sh
# Runs the program from a folder of jars. It knows nothing of sources or Maven.
#   distribution   the folder: lib/*.jar, and if they exist natives/, archives/ and the stamp with the hash of the jars
#   jar            the jar with the main class; its manifest names the others
# java.sh sets what is known about Java.

# Replaces this process by Java.
run() { # arguments of the program
    [ -r "$jar" ] || fail 3 "incomplete program: there is no $jar; copy the whole folder again"
    choose_options "$@"
    archive=
    [ "$collector" != -XX:+UseSerialGC ] || choose_archive # another collector can use little of the archive

    # ONNX Runtime 1.29 sends usage data on Linux and macOS, and keeps an identifier and a queue in the home folder. Only
    # this variable, set before it starts, prevents both.
    export ORT_DISABLE_TELEMETRY="${ORT_DISABLE_TELEMETRY:-1}"

    # Bars on a terminal, lines in a file. System.console() answers differently from one JDK to the next.
    terminal=false
    [ ! -t 2 ] || terminal=true
    options="$options $collector $common -Dlikeness.terminal=$terminal"

    # ONNX Runtime 1.29 for Linux crashes if the command line of Java is longer than about 3,980 bytes. Java replaces bytes
    # of it that are not valid in the encoding of the locale.
    handed=
    all="$*${LIKENESS_JAVA_OPTS:-}"
    case $all in
        *[!\ -~]*) handed=$# ;;
        *) [ ${#all} -le 1500 ] || handed=$# ;;
    esac
    if [ -n "$handed" ]; then
        join "$@"
        set --
    fi

    # shellcheck disable=SC2086  # LIKENESS_JAVA_OPTS is a list of words
    if [ ${#distribution} -le 420 ]; then
        set -- ${LIKENESS_JAVA_OPTS:-} -cp "$jar" dev.likeness.cli.Main "$@"
        find_natives
        [ ! -d "$natives" ] || set -- -Donnxruntime.native.path="$natives" -Dlikeness.webp.native.path="$natives" "$@"
        [ ! -s "$archive" ] || set -- -XX:SharedArchiveFile="$archive" "$@"
    else # a long path must not be part of the command line
        export CLASSPATH="$jar"
        set -- ${LIKENESS_JAVA_OPTS:-} dev.likeness.cli.Main "$@"
    fi
    # shellcheck disable=SC2086  # options is a list of words
    [ -n "$handed" ] || exec "$java" $options -Dlikeness.command="$0" "$@"
    # shellcheck disable=SC2086
    exec "$java" $options -Dlikeness.command="$0" -Dlikeness.arguments=/dev/fd/3 "$@" 3<<ARGUMENTS
$handed $separator
$all
ARGUMENTS
}

# Sets collector, options for the command and common, the options of every Java. Training uses all compilers and an
# allocator that keeps its memory (a fifth faster). A comparison starts at once and stays small.
choose_options() { # arguments of the program
    command=
    for argument in "$@"; do
        case $argument in
            -*) ;;
            *)
                command=$argument
                break
                ;;
        esac
    done
    collector=-XX:+UseSerialGC
    case $command in
        train | study)
            export MALLOC_MMAP_MAX_="${MALLOC_MMAP_MAX_:-0}"
            export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-17179869184}"
            # The thread that trains would get an arena of its own, which gives its memory back in each step all the same.
            export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
            collector=-XX:+UseParallelGC
            options='-Xmx4g'
            ;;
        evaluate | data | gallery | duplicates | search | encode) options='-Xmx2g' ;;
        serve) # runs for long, with all compilers; this collector gives what one large picture took to the next
            collector=-XX:+UseParallelGC
            options='-Xmx2g'
            # Many threads, each with an arena of the allocator, would keep ever more memory of the native libraries.
            export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
            ;;
        *)
            # Room for two pictures of 100 megapixels; memory is used only when needed. The young generation stays small,
            # as pictures are large, but holds everything that a usual comparison allocates, so that no collection
            # interrupts it. Linux gives it pages of 2 MB. Java compiles methods later than usual, because most of them are
            # called a few hundred times before the process ends, and compiling them takes a processor from the rest.
            options='-Xmx2g -Xms64m -XX:NewSize=48m -XX:MaxNewSize=192m -XX:TieredStopAtLevel=1'
            options="$options -XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500"
            options="$options -XX:Tier3CompileThreshold=5000"
            pages=
            { read -r pages </sys/kernel/mm/transparent_hugepage/enabled; } 2>/dev/null
            case $pages in
                *'[madvise]'* | *'[always]'*) options="$options -XX:+UseTransparentHugePages" ;;
            esac
            ;;
    esac
    # Newer versions of Java warn about what the native libraries do; versions before 23 do not know the last option.
    common='-Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:+DisplayVMOutputToStderr'
    common="$common --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Djava.awt.headless=true"
    [ "$major" -lt 23 ] || common="$common --sun-misc-unsafe-memory-access=allow"
}

# Sets natives: the folder of the native libraries for this machine, which need not exist.
find_natives() {
    case $system-$machine in
        Linux-x86_64) natives=$distribution/natives/linux-x64 ;;
        Linux-aarch64) natives=$distribution/natives/linux-aarch64 ;;
        Darwin-aarch64) natives=$distribution/natives/osx-aarch64 ;;
        *) natives= ;;
    esac
}

# Sets all, the arguments joined by separator, a character that none of them contains. Java reads their number, the
# separator and the joined arguments from file descriptor 3, byte for byte.
join() { # arguments of the program
    for code in 036 037 035 034 033 032 031 030 027 026 025 024 023 022 021 020; do
        # shellcheck disable=SC2059  # an octal number
        separator=$(printf "\\$code")
        case $* in
            *"$separator"*) ;;
            *)
                IFS=$separator
                all="$*"
                unset IFS
                return
                ;;
        esac
    done
    fail 2 "the arguments contain too many kinds of control characters; remove them"
}
