#!/bin/bash
# run.sh - one batch over a Slurm job array (slurmctld and slurmd on this machine) and with GNU parallel: the same files as
# undivided, also when a task is killed and run again. SVOD names the program; SCALE_DOCUMENTS a folder of documents to
# take in the place of ninety small ones, SCALE_SECONDS how long a job may take.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
work=$(mktemp -d)
export SVOD=$svod SLURM_CONF=$work/slurm.conf

ending() {
    for daemon in slurmd slurmctld munged; do
        [ -f "$work/$daemon.pid" ] && kill "$(cat "$work/$daemon.pid")" 2>/dev/null
    done
    sleep 0.3
    rm -rf "$work"
}
trap ending EXIT

for tool in slurmctld slurmd munged sbatch parallel; do
    PATH=$PATH:/usr/sbin command -v $tool >/dev/null || { echo "$tool is missing"; verdict "tools" 0 1; }
done
PATH=$PATH:/usr/sbin

# ---- a cluster of one ----
start_cluster() {
    local host user port
    port=$((20000 + $$ * 2 % 20000)) # another such test may run
    host=$(hostname -s)
    user=$(id -un)
    chmod 755 "$work"
    mkdir -p "$work/state" "$work/spool"
    head -c 1024 /dev/urandom >"$work/munge.key"
    chmod 600 "$work/munge.key"
    cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/munged.sock
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
CONF
    # control groups are not needed, and a chroot or container may have none: those of a folder that is none
    printf 'CgroupPlugin=cgroup/v1\nCgroupMountpoint=%s/cgroup\n' "$work" >"$work/cgroup.conf"
    munged --force --socket="$work/munged.sock" --key-file="$work/munge.key" --log-file="$work/munged.log" --pid-file="$work/munged.pid" --seed-file="$work/munge.seed" 2>/dev/null
    slurmctld -f "$SLURM_CONF"
    slurmd -f "$SLURM_CONF"
    for i in $(seq 60); do
        [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return
        sleep 0.5
    done
    cat "$work"/*.log
}

submit() { timeout "$seconds" sbatch --parsable --array=1-3 --output=/dev/null "$@" "$root/samples/slurm/batch.sh" "$work/in" "$work/slurm"; }
files() { (cd "$1" && find . -type f ! -name '*-of-*' ! -name report.html | sort | while read -r f; do case $f in *.ndjson) sed 's/,"ms":.*//' "$f" ;; *) cat "$f" ;; esac | sha256sum; done); }
same() { [ "$(files "$work/whole")" = "$(files "$1")" ] && echo same; }

seconds=${SCALE_SECONDS:-200}
mkdir "$work/in"
[ -z "${SCALE_DOCUMENTS:-}" ] || cp -R "$SCALE_DOCUMENTS"/. "$work/in"
for i in $([ -n "${SCALE_DOCUMENTS:-}" ] || seq 90); do
    sed "s/pier-plan/pier-$i/; s/План ремонта причала/План ремонта причала $i/" tests/approve/plan.xml >"$work/in/pier-$i.xml"
done
printf '<document>\n  <unfinished\n' >"$work/in/torn.xml"
"$svod" batch -q "$work/in" -o "$work/whole" >/dev/null 2>&1
status=$?
verdict "undivided" "2 $(find "$work/in" -name '*.xml' | wc -l)" "$status $(wc -l <"$work/whole/manifest.ndjson")"

start_cluster
verdict "the cluster is up" idle "$(sinfo -h -o %t 2>&1)"
job=$(submit)
for i in $(seq 400); do
    [ "$(grep -c '"name"' "$work/slurm/journal-1-of-3.ndjson" 2>/dev/null)" -ge 2 ] 2>/dev/null && break
    sleep 0.05
done
scancel --signal=KILL --batch "${job}_1" 2>/dev/null || scancel --signal=KILL "${job}_1"
for i in $(seq $((seconds * 2))); do
    [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break
    sleep 0.5
done
verdict "a task was killed" "" "$(ls "$work/slurm/manifest-1-of-3.ndjson" 2>/dev/null)"
submit --wait >/dev/null
verdict "run again" 3 "$(ls "$work"/slurm/manifest-?-of-3.ndjson | wc -l)"
"$svod" batch-merge "$work/slurm" >/dev/null 2>&1
verdict "Slurm: the same files" same "$(same "$work/slurm")"

parallel --will-cite "$svod" batch -q --jobs 1 "$work/in" -o "$work/parallel" --shard {}/4 ::: 1 2 3 4 >/dev/null 2>&1
"$svod" batch-merge "$work/parallel" >/dev/null 2>&1
verdict "GNU parallel: the same files" same "$(same "$work/parallel")"

verdicts
