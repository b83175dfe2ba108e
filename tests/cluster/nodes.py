"""Nodes of OpenSearch on this computer: started, killed, started again, and surely stopped.

As a program (`make cluster`) it starts three for a person to try, until Ctrl-C.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.cluster.distribution import NoServer, find_java, unpack_distribution

_JAVA_OPTIONS = """
-XX:+UseSerialGC
-Djava.io.tmpdir=${OPENSEARCH_TMPDIR}
--add-modules=jdk.incubator.vector
-javaagent:agent/opensearch-agent.jar
--add-opens=java.base/java.nio=ALL-UNNAMED
"""
"""The options that OpenSearch needs; its own would have all nodes write their logs into one
folder."""
_QUICK_START = (
    "-XX:TieredStopAtLevel=1\n-XX:+UnlockDiagnosticVMOptions\n-XX:-BytecodeVerificationRemote\n"
)
"""A quick start rather than a quick run."""
_MEMORY = "256m"
_SECONDS = 180
"""For all nodes to find one another, on a busy computer."""


class Node:
    """One node, with a folder and two ports of its own."""

    def __init__(self, name: str, folder: Path, port: int, transport: int) -> None:
        self.name, self.folder, self.port, self.transport = name, folder, port, transport
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As in the address of an engine."""
        return f"127.0.0.1:{self.port}"

    def configure(self, nodes: list[Node], snapshots: Path, java_options: str) -> None:
        """Write its configuration, in a folder of its own as OpenSearch writes into it."""
        config = self.folder / "config"
        shutil.copytree(unpack_distribution() / "config", config)
        settings = {
            "cluster.name": "pincite",
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "path.repo": [str(snapshots)],
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.transport,
            "discovery.seed_hosts": [f"127.0.0.1:{node.transport}" for node in nodes],
            "cluster.initial_cluster_manager_nodes": [node.name for node in nodes],
            "action.auto_create_index": False,
            "cluster.routing.allocation.disk.threshold_enabled": False,
            # a node that is back is soon whole again
            "cluster.routing.allocation.node_concurrent_recoveries": 20,
            # a killed node is missed after seconds, and its shards are not waited for
            "cluster.fault_detection.leader_check.interval": "500ms",
            "cluster.fault_detection.follower_check.interval": "500ms",
        }
        lines = (f"{key}: {json.dumps(value)}" for key, value in settings.items())
        (config / "opensearch.yml").write_text("\n".join(lines) + "\n", "utf-8")
        (config / "jvm.options").write_text(java_options, "utf-8")

    def start(self) -> None:
        """Start it; as nobody where this process is root, whom OpenSearch refuses."""
        command = [str(unpack_distribution() / "bin" / "opensearch")]
        if sys.platform == "linux" and shutil.which("setpriv"):
            # it dies with this process, however that ends
            command = ["setpriv", "--pdeathsig", "KILL", *_become_nobody(), *command]
        elif sys.platform == "win32":
            command[0] += ".bat"
        environment = {
            **os.environ,
            "OPENSEARCH_JAVA_HOME": str(find_java()),
            "OPENSEARCH_PATH_CONF": str(self.folder / "config"),
            "OPENSEARCH_TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder),
        }
        environment.pop("JAVA_HOME", None)
        with (self.folder / "output").open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill -9, as a power cut would."""
        if self.process is None:
            return
        if sys.platform == "win32":
            self.process.kill()
        elif self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _become_nobody() -> list[str]:
    if os.getuid() != 0:
        return []
    return ["--reuid=nobody", "--regid=nogroup", "--clear-groups"]


class Cluster:
    """Some nodes that form one cluster; they are stopped and removed at the end of a `with`."""

    def __init__(
        self, count: int, first_port: int | None = None, memory: str | None = None
    ) -> None:
        """With `memory` (as "1g") for each node they are made to run quickly, otherwise to start
        quickly. Raises NoServer where OpenSearch cannot be run."""
        unpack_distribution(), find_java()
        if sys.platform == "linux" and os.getuid() == 0 and not shutil.which("setpriv"):
            raise NoServer("OpenSearch refuses to run as root, and there is no setpriv")
        self.folder = Path(tempfile.mkdtemp(prefix="pincite-nodes-"))
        self.snapshots = self.folder / "snapshots"
        self.snapshots.mkdir()
        ports = _find_free_ports(2 * count)
        if first_port is not None:
            ports[:count] = range(first_port, first_port + count)
        self.nodes = [
            Node(f"node{at + 1}", self.folder / f"node{at + 1}", ports[at], ports[count + at])
            for at in range(count)
        ]
        heap = f"-Xms{memory or _MEMORY}\n-Xmx{memory or _MEMORY}\n"
        options = heap + ("" if memory else _QUICK_START) + _JAVA_OPTIONS
        for node in self.nodes:
            (node.folder / "tmp").mkdir(parents=True)
            node.configure(self.nodes, self.snapshots, options)
        self._let_nobody_in()

    def _let_nobody_in(self) -> None:
        if sys.platform == "win32" or os.getuid() != 0:
            return
        for path in (self.folder, *self.folder.rglob("*")):
            shutil.chown(path, "nobody", "nogroup")

    @property
    def addresses(self) -> str:
        """Of all nodes, as in the address of an engine."""
        return ",".join(node.address for node in self.nodes)

    def __enter__(self) -> Cluster:
        try:
            for node in self.nodes:
                node.start()
            self.wait(len(self.nodes))
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Kill every node and remove its files."""
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait(self, count: int, status: str = "") -> None:
        """Until so many nodes have found one another, and the cluster has this `status`."""
        wanted = f"/_cluster/health?wait_for_nodes={count}&timeout=1s"
        wanted += f"&wait_for_status={status}" if status else ""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            for node in self.nodes:
                if node.process and node.process.poll() is not None:
                    raise RuntimeError(self.read_output(node))
                health = self.ask(node, wanted) if node.process else None
                if health and not health["timed_out"] and health["number_of_nodes"] == count:
                    return
            time.sleep(0.1)
        raise RuntimeError(self.read_output(self.nodes[0]))

    def ask(self, node: Node, path: str) -> Any:
        """What a node answers; None while it does not."""
        try:
            with urllib.request.urlopen(f"http://{node.address}{path}", timeout=10) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def find_manager(self) -> Node:
        """The node that was elected."""
        for node in self.nodes:
            known = self.ask(node, "/_cat/cluster_manager?format=json") if node.process else None
            if known:
                return next(one for one in self.nodes if one.name == known[0]["node"])
        raise RuntimeError("no node answers")

    def read_output(self, node: Node) -> str:
        """The end of what a node has said."""
        return (node.folder / "output").read_text("utf-8", errors="replace")[-3000:]


def _find_free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _leave(*_: object) -> None:
    """Exit once: `kill %1` sends a signal from the shell, and make sends another."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit()


def main() -> None:
    """Start three nodes for a person to try, until Ctrl-C."""
    signal.signal(signal.SIGTERM, _leave)
    print("Three nodes of OpenSearch are starting on this computer …", flush=True)
    try:
        with Cluster(3, 9200) as cluster:
            print(f"Ready: pincite index FOLDER --engine opensearch://{cluster.addresses}/NAME")
            print("Ctrl-C stops them and removes what they hold.", flush=True)
            while True:
                time.sleep(3600)
    except NoServer as error:
        sys.exit(f"OpenSearch cannot be run here: {error}.")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
