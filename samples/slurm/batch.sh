#!/bin/sh
# batch.sh SUBMISSIONS RESULTS [PARTS] - one task of a Slurm array: its part of a batch. PARTS: how many there are, where the array
# holds some of them only.
#SBATCH --job-name=svod
#SBATCH --ntasks=1
#SBATCH --requeue
exec "${SVOD:-svod}" batch --quiet --jobs 1 --shard "auto${3:+/$3}" "$1" -o "$2"
