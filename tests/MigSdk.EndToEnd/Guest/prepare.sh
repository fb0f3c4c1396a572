#!/usr/bin/env bash
# Makes what the guest tests boot: QEMU 11, a Debian kernel and an initial file system, all from Debian's own packages.
#
#   prepare.sh            makes it, or finds it made, and prints the folder that it is in
#
# Nothing is installed and nothing outside the folder is touched: apt resolves and fetches (signatures checked) under a
# configuration of its own, and the packages are unpacked, not run. No root is needed. About 150 MB come over the network.
# The folder is $MIGSDK_GUEST_FOLDER, else migsdk/guest under the user's cache folder. Delete it to begin anew.
# The packages come from $MIGSDK_GUEST_MIRROR, else from where this machine has its own Debian packages from.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${MIGSDK_GUEST_FOLDER:-${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/migsdk/guest}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
suite=trixie
modules=(gpio-pci-idio-16 gpio-idio-16 gpio-regmap)
tools=(gpiodetect gpioinfo gpioget gpioset gpiomon)

say() { echo "guest: $*" >&2; }

# The reason is kept for the tests, which name it where they are skipped.
fail() {
    say "$*"
    mkdir -p "$folder" && echo "$*" > "$folder/failure"
    exit 1
}

trap 'fail "prepare.sh failed at line $LINENO: $BASH_COMMAND"' ERR

# The first source whose address ends as those of Debian's mirrors do.
find_mirror() {
    { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2> /dev/null || true; } |
        awk '!/^ *#/ { for (i = 1; i <= NF && !found; i++) if ($i ~ /^[a-z+]+:.*\/debian\/?$/) { print $i; found = 1 } }'
}

check_host() {
    [ "$(uname -sm)" = "Linux x86_64" ] || fail "The guest is prepared on Linux on x86-64 only."
    local tool
    for tool in apt-get apt-cache dpkg-deb tar gzip sha256sum flock awk find; do
        command -v "$tool" > /dev/null || fail "The guest is made from Debian's packages, and $tool is not installed."
    done
    mirror=${MIGSDK_GUEST_MIRROR:-$(find_mirror)}
    [ -n "$mirror" ] || fail "apt knows no mirror of Debian here: name one in MIGSDK_GUEST_MIRROR."
    [ -r "$keyring" ] || fail "Debian's packages cannot be verified: install debian-archive-keyring."
}

configure_apt() {
    mkdir -p "$work"/apt/{lists/partial,archives/partial,parts,packages}
    : > "$work/apt/status"
    : > "$work/apt/preferences"
    cat > "$work/apt/sources.list" <<SOURCES
deb [arch=amd64 signed-by=$keyring] $mirror $suite main
deb [arch=amd64 signed-by=$keyring] $mirror $suite-backports main
SOURCES
    cat > "$work/apt/apt.conf" <<CONFIGURATION
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::http::Timeout "30";
Dir::State "$work/apt";
Dir::State::lists "$work/apt/lists";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt";
Dir::Cache::archives "$work/apt/archives";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "$work/apt/parts";
Dir::Etc::preferences "$work/apt/preferences";
Dir::Etc::preferencesparts "$work/apt/parts";
Debug::NoLocking "true";
CONFIGURATION
    # It is read last, so what the machine has set, a proxy perhaps, still holds where nothing is said here.
    apt() { APT_CONFIG="$work/apt/apt.conf" "$@"; }
}

fetch() {
    apt apt-get -qq update -o APT::Update::Error-Mode=any >&2 || fail "apt cannot read the package lists of $mirror."
    kernel=$(apt apt-cache depends "linux-image-amd64/$suite" | awk '$1 == "Depends:" && !found { print $2; found = 1 }')
    [ -n "$kernel" ] || fail "apt knows no kernel for $suite."
    say "fetching QEMU, $kernel and the guest's tools"
    apt apt-get -qq install --download-only -y -t "$suite-backports" qemu-system-x86 >&2 ||
        fail "apt cannot fetch QEMU from $mirror."
    (cd "$work/apt/packages" && apt apt-get -qq download "$kernel" busybox-static gpiod libgpiod3 libc6 >&2) ||
        fail "apt cannot fetch the guest's packages from $mirror."
}

unpack_qemu() {
    local package
    mkdir "$work/qemu"
    for package in "$work"/apt/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -xf - -C "$work/qemu" --exclude=./usr/share/doc --exclude=./usr/share/locale
    done

    # By the loader and the libraries of its own release, for it is newer than many a host.
    cat > "$work/qemu-system-x86_64" <<'LAUNCHER'
#!/bin/sh
root=$(dirname "$0")/qemu
lib=$root/usr/lib/x86_64-linux-gnu
QEMU_MODULE_DIR=$lib/qemu exec "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$root/usr/bin/qemu-system-x86_64" \
    -L "$root/usr/share/qemu" -L "$root/usr/share/seabios" "$@"
LAUNCHER
    chmod +x "$work/qemu-system-x86_64"
    "$work/qemu-system-x86_64" -device help | grep -q '"vfio-user-pci"' ||
        fail "The QEMU that apt has fetched does not run here, or has no vfio-user-pci."
}

build_initrd() {
    local unpacked=$work/unpacked root=$work/initrd package name file
    mkdir "$unpacked"
    for package in "$work"/apt/packages/*.deb; do
        case $package in
        */linux-image-*)
            # A hundred megabytes, of which four files are wanted.
            local wanted=(--wildcards './boot/vmlinuz-*')
            for name in "${modules[@]}"; do
                wanted+=("./usr/lib/modules/*/$name.ko*")
            done
            dpkg-deb --fsys-tarfile "$package" | tar -xf - -C "$unpacked" "${wanted[@]}" ;;
        *) dpkg-deb --fsys-tarfile "$package" | tar -xf - -C "$unpacked" ;;
        esac
    done

    local version=${kernel#linux-image-} busybox=$unpacked/usr/bin/busybox lib=usr/lib/x86_64-linux-gnu
    [ -x "$busybox" ] || busybox=$unpacked/bin/busybox
    mkdir -p "$root"/{bin,dev,proc,sys,lib64,"$lib","lib/modules/$version"}
    cp "$here/init" "$busybox" "$root/bin/"
    mv "$root/bin/init" "$root/init"
    chmod +x "$root/init"
    for name in "${tools[@]}"; do
        cp "$unpacked/usr/bin/$name" "$root/bin/"
    done
    cp -L "$unpacked/$lib"/{libc.so.6,libgpiod.so.3} "$root/$lib/"
    cp -L "$unpacked/$lib/ld-linux-x86-64.so.2" "$root/lib64/"

    for name in "${modules[@]}"; do
        file=$(find "$unpacked/usr/lib/modules" -name "$name.ko*")
        [ -n "$file" ] || fail "$kernel has no module $name."
        cp "$file" "$root/lib/modules/$version/"
    done
    find "$root/lib/modules" -name '*.xz' -exec "$busybox" unxz {} +
    "$busybox" depmod -b "$root" "$version"

    cp "$unpacked"/boot/vmlinuz-* "$work/vmlinuz"
    (cd "$root" && find . | "$busybox" cpio -o -H newc -R 0:0 2> /dev/null | gzip -1) > "$work/initrd.gz"
}

mkdir -p "$folder"
exec {lock}> "$folder/lock"
flock "$lock"

stamp=$(cat "$here/prepare.sh" "$here/init" | sha256sum | cut -d ' ' -f 1)
if [ "$(cat "$folder/current/stamp" 2> /dev/null)" != "$stamp" ]; then
    check_host
    work=$folder/new
    rm -rf "$work"
    mkdir "$work"
    configure_apt
    fetch
    unpack_qemu
    build_initrd
    rm -rf "$work/apt" "$work/unpacked" "$work/initrd"
    echo "$stamp" > "$work/stamp"
    rm -rf "$folder/current" "$folder/failure"
    mv "$work" "$folder/current"
    say "ready in $folder/current ($kernel)"
fi
echo "$folder/current"
