"""The cluster that tests ask: started when first needed, and stopped with the run."""

from __future__ import annotations

import atexit
import os
from functools import cache

import pytest

from tests.cluster.distribution import NoServer
from tests.cluster.nodes import Cluster

_GIVEN = "PINCITE_TEST_CLUSTER"
"""Nodes that run already, as HOST:PORT,HOST:PORT, such as those of `make cluster`."""


@cache
def get_addresses() -> str:
    """The nodes of a cluster; skips the test where there can be none."""
    if given := os.environ.get(_GIVEN):
        return given
    return get_cluster().addresses


@cache
def get_cluster() -> Cluster:
    """Three nodes that may be killed, if they are started again; skips the test where they cannot
    be started."""
    try:
        cluster = Cluster(3)
    except NoServer as error:
        pytest.skip(f"no OpenSearch: {error}")
    atexit.register(cluster.stop)
    return cluster.__enter__()
