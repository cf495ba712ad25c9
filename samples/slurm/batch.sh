#!/bin/sh
# batch.sh SUBMISSIONS RESULTS - one task of a Slurm array: its part of a batch.
#SBATCH --job-name=svod
#SBATCH --ntasks=1
#SBATCH --requeue
exec "${SVOD:-svod}" batch --quiet --jobs 1 --shard auto "$1" -o "$2"
