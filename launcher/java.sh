# shellcheck shell=sh
# Which Java runs the program, and in which encoding Java reads and writes the names of files.

# Sets java and home, and what the release file of every JDK says about it: major, runtime, maker, system and machine.
# Asking Java for its version would start it once more.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail 2 "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK 17 or later"
        home=$JAVA_HOME
    else
        java=$(command -v java) || fail 2 "found no Java; install a JDK 17 or later, or set JAVA_HOME to one"
        home=$(readlink -f "$java" 2>/dev/null) || home=$java
        home=${home%/bin/java}
    fi
    version='' runtime='' maker='' system='' machine=''
    if [ -r "$home/release" ]; then
        read_release <"$home/release"
    else
        version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    fi
    major=${version%%[!0-9]*}
    [ "${major:-0}" -ge 17 ] ||
        fail 2 "needs Java 17 or later, but $java is ${version:-of unknown version}; set JAVA_HOME to a JDK 17 or later"
}

read_release() {
    while IFS='=' read -r key value; do
        value=${value#\"}
        value=${value%\"}
        case $key in
            JAVA_VERSION) version=$value ;;
            JAVA_RUNTIME_VERSION) runtime=$value ;;
            IMPLEMENTOR) maker=${value%%[!A-Za-z0-9]*} ;;
            OS_NAME) system=$value ;;
            OS_ARCH) machine=$value ;;
        esac
    done
}

# Java reads and writes names of files in the encoding of the locale. That is ASCII in an empty environment, under cron,
# and if the locale is not installed. Messages are English in every locale. macOS always uses UTF-8.
use_utf8() {
    [ "$system" != Darwin ] || return 0
    for place in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do
        if [ -e "$place" ]; then
            export LC_ALL=C.UTF-8
            return
        fi
    done
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *.[Uu][Tt][Ff]-8 | *.[Uu][Tt][Ff]8) return ;;
    esac
    found=$(locale -a 2>/dev/null | sed -n -e '/\.[Uu][Tt][Ff]-*8$/{p' -e 'q' -e '}')
    export LC_ALL="${found:-C.UTF-8}" # musl has C.UTF-8 without a file
}
