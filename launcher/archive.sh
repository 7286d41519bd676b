# shellcheck shell=sh
# The class archive (class-data sharing, docs/decisions/0008-start-up.md): the classes that the short commands load,
# verified and laid out, so that Java starts sooner. Without it every command works the same.
#
# The name of the archive identifies the Java and the jars. The seal beside it holds the folder of the jars, because Java
# compares their paths, and a checksum of the archive, because Java trusts the content.

# Sets archive: the file that Java is to use, or nothing.
#   common       options of every Java
#   just_built   not empty after a build: the archive is then made at once, as part of the build
choose_archive() {
    archive=
    jars=
    [ ! -r "$distribution/stamp" ] || read -r jars <"$distribution/stamp" || jars=
    [ -n "$runtime" ] && [ -n "$jars" ] || return 0
    case $runtime$maker$machine$jars in
        *[!A-Za-z0-9.+_-]*) return 0 ;;
    esac
    archive=$distribution/archives/$runtime-$maker-$machine-$jars.jsa
    ! archive_is_valid || return 0
    if [ "${LIKENESS_BUILD:-}" = never ]; then
        archive=
    elif [ -n "${just_built:-}" ]; then
        make_archive '' >/dev/null 2>&1 </dev/null
        archive_is_valid || archive=
    else # in the background, at low priority; later calls use it
        (
            trap '' HUP INT
            make_archive 'nice -n 19'
        ) >/dev/null 2>&1 </dev/null &
        archive=
    fi
}

archive_is_valid() {
    place='' sum=''
    [ -r "$archive.seal" ] && { IFS= read -r place && read -r sum; } <"$archive.seal" || return 1
    [ "$place" = "$distribution" ] && [ "$(cksum <"$archive")" = "$sum" ]
} 2>/dev/null

# Makes the archive in a temporary folder and moves it into place. An archive that cannot be made is left as an empty file,
# so that it is not tried again before the next build.
make_archive() { # words before each command
    making=$archive.making
    mkdir -p "$distribution/archives"
    [ -z "$(find "$making" -prune -mmin +10)" ] || rm -rf "$making" # left by a process that was killed
    mkdir "$making" || return 0                                     # another call makes it, or the folder is read-only
    if ! { list_classes "$1" && dump_classes "$1"; }; then
        rm -f "$making/archive"
        : >"$making/archive"
    fi
    printf '%s\n' "$distribution" "$(cksum <"$making/archive")" >"$making/seal"
    mv -f "$making/archive" "$archive" && mv -f "$making/seal" "$archive.seal"
    rm -rf "$making"
}

# shellcheck disable=SC2086  # $1 and $common are lists of words
list_classes() {
    $1 "$java" -Xmx1g -XX:+UseSerialGC $common -XX:DumpLoadedClassList="$making/classes" \
        -cp "$jar" dev.likeness.cli.ClassArchiveTraining "$making"
}

# Only G1 writes objects into an archive; the other collectors read them.
# shellcheck disable=SC2086
dump_classes() {
    $1 "$java" -Xmx1g -XX:+UseG1GC $common -Xshare:dump -XX:SharedClassListFile="$making/classes" \
        -XX:SharedArchiveFile="$making/archive" -cp "$jar"
}
