"""On Windows a process puts itself into a job object, which limits its memory and, as it is closed
with the process, takes along the programs that it has started.

Structures and numbers are those of Microsoft's documentation, "Job Objects" and
"JOBOBJECT_EXTENDED_LIMIT_INFORMATION".
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any

_EXTENDED_LIMIT_INFORMATION = 9
_PROCESS_MEMORY = 0x100
_DIE_ON_UNHANDLED_EXCEPTION = 0x400
"""No dialogue where it crashes."""
_KILL_ON_JOB_CLOSE = 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_user_time", ctypes.c_int64),
        ("job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limit_process_memory(memory: int) -> None:
    """Hold this process, and those it starts, to so many bytes each. Where the system refuses,
    nothing is limited."""
    kernel, job = _open_job()
    limits = _ExtendedLimits()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
    limits.process_memory = memory
    kernel.SetInformationJobObject(
        job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
    )


@lru_cache(maxsize=1)
def _open_job() -> tuple[Any, Any]:
    """Windows's library and the job of this process, which lasts as long as the process."""
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32,
    )  # fmt: skip
    job = kernel.CreateJobObjectW(None, None)
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    return kernel, job
