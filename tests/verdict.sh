# verdict.sh - for the run.sh of each kind of test, which reads it with «.» first of all: what counts as passed, and the last line.
passed=0
failed=0

verdict() { # name, wanted, got
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3"
        [ -z "${verdict_log:-}" ] || cat "$verdict_log" # what the program said
    fi
}

holds() { # name, exit status
    verdict "$1" 0 "$2"
}

verdicts() { # the last thing that a test does
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
