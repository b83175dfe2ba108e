"""What the deputation says."""

TEXTS = {
    "deputation.title": "Deputation",
    "deputation.text": "Your text",
    "deputation.how": "Markdown: an empty line begins a paragraph. Notes ([^1]) are not read out"
    " and not counted.",
    "deputation.minutes": "Minutes allowed",
    "deputation.choose": "{minutes} minutes",
    "deputation.save": "Save and check",
    "deputation.saved": "Saved",
    "deputation.saving": "Saving …",
    "deputation.unsaved": "Not saved:",
    "deputation.clock": "Clock",
    "deputation.words.one": "{count} word",
    "deputation.words.other": "{count} words",
    "deputation.time": "{minutes}:{seconds} of {limit} min",
    "deputation.pace": "at {pace} words a minute",
    "deputation.left": "{count} words left",
    "deputation.over": "{count} words too many",
    "deputation.quotations": "Quotations",
    "deputation.none": "No quotations yet.",
    "deputation.unbalanced": "Quotation marks without a partner: what they begin or end is not"
    " checked.",
    "deputation.basket": "From the basket",
    "deputation.basket-empty": "The basket is empty. Keep passages while you search; they appear"
    " here.",
    "deputation.insert": "Put in",
    "deputation.insert-of": "Put in: {words}",
    "deputation.large": "Large type",
    "deputation.print": "Print",
    "deputation.back": "Back to the text",
    "deputation.nothing": "There is nothing to read out yet.",
}
