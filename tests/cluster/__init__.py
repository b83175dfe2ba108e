"""pincite on OpenSearch: nodes are started on this computer, asked, killed and stopped again."""
