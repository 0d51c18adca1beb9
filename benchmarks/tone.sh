#!/bin/sh
# The smallest generator: a tone whose pitch follows from the prompt and the seed.
#
#   tone.sh PROMPT OUTPUT SEED SECONDS
#
# writes a WAV file of 8 kHz, one channel, 8 bits. Any program with such arguments can stand in its place.
set -eu

rate=8000
count=$(awk -v seconds="$4" -v rate="$rate" 'BEGIN { n = seconds * rate; print (n > int(n)) ? int(n) + 1 : int(n) }')
pitch=$(printf '%s %s' "$1" "$3" | cksum | awk '{ print 110 + $1 % 880 }')

little_endian() { # VALUE BYTES
  value=$1
  for _ in $(seq "$2"); do
    # shellcheck disable=SC2059 # the format is the byte
    printf "\\$(printf '%03o' $((value & 255)))"
    value=$((value >> 8))
  done
}

{
  printf RIFF; little_endian $((36 + count)) 4; printf 'WAVEfmt '
  little_endian 16 4; little_endian 1 2; little_endian 1 2 # plain samples, one channel
  little_endian "$rate" 4; little_endian "$rate" 4; little_endian 1 2; little_endian 8 2
  printf data; little_endian "$count" 4
  # Without locale a character is a byte; none is 0, which not every awk can print.
  LC_ALL=C awk -v n="$count" -v rate="$rate" -v pitch="$pitch" '
    BEGIN { for (i = 0; i < n; i++) printf "%c", int(128.5 + 100 * sin(6.283185307179586 * pitch * i / rate)) }'
  if [ $((count % 2)) -eq 1 ]; then printf '\0'; fi
} > "$2"
