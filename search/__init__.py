"""Questions are answered with passages, and quotations are located."""
