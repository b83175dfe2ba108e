"""What the page of a job says."""

TEXTS = {
    "jobs.index": "Indexing {about}",
    "jobs.check": "Checking {about}",
    "jobs.running": "Working …",
    "jobs.step": "{step}: {done} of {total}",
    "jobs.stay": "You may close this page or go on with something else; it goes on.",
    "jobs.done": "Done.",
    "jobs.failed": "It did not work.",
    "jobs.result": "Show the result",
}
