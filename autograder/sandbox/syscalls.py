"""Numbers of system calls, per processor: data for `seccomp.py`.

From the kernel's arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h.  What a processor lacks is left out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    architecture: int  # AUDIT_ARCH_*
    clone: int
    socket: int
    socketpair: int
    ioctl: int
    prlimit: int
    prctl: int
    mmap: int
    setsockopt: int
    absent: frozenset[int]  # clone3, memfd_create: "not implemented"
    refused: frozenset[int]  # "not permitted"


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(word.partition("=")[2]) for word in text.split())


# These have the same number on every processor.
_COMMON = """
    io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428
    move_mount=429 fsopen=430 fsconfig=431 fsmount=432 fspick=433 pidfd_getfd=438
    process_madvise=440 mount_setattr=442 quotactl_fd=443 memfd_secret=447
    landlock_add_rule=445 set_mempolicy_home_node=450 open_tree_attr=467
"""
# Memory that the kernel keeps and counts for no process: pages in pipes that were
# unmapped, events that nobody reads, rules of Landlock.
_HOARDS_X86_64 = "vmsplice=278 inotify_init=253 inotify_init1=294"
_HOARDS_AARCH64 = "vmsplice=75 inotify_init1=26"
# Priority and choice of processors: they reach every process of the same user, which is
# the watchdog and, without namespaces, the instructor.
_SCHEDULING_X86_64 = """
    setpriority=141 sched_setparam=142 sched_setscheduler=144 sched_setaffinity=203
    ioprio_set=251 sched_setattr=314
"""
_SCHEDULING_AARCH64 = """
    setpriority=140 sched_setparam=118 sched_setscheduler=119 sched_setaffinity=122
    ioprio_set=30 sched_setattr=274
"""
_X86_64 = """
    ptrace=101 process_vm_readv=310 process_vm_writev=311 kcmp=312
    add_key=248 request_key=249 keyctl=250 bpf=321 perf_event_open=298
    userfaultfd=323 mount=165 umount2=166 pivot_root=155 chroot=161 unshare=272
    setns=308 init_module=175 finit_module=313 delete_module=176 create_module=174
    kexec_load=246 kexec_file_load=320 name_to_handle_at=303 open_by_handle_at=304
    quotactl=179 acct=163 swapon=167 swapoff=168 reboot=169 sethostname=170
    setdomainname=171 settimeofday=164 clock_settime=227 adjtimex=159
    clock_adjtime=305 syslog=103 iopl=172 ioperm=173 personality=135 vhangup=153
    nfsservctl=180 fanotify_init=300 move_pages=279 mbind=237 migrate_pages=256
    set_mempolicy=238 modify_ldt=154 uselib=134 ustat=136 sysfs=139 _sysctl=156
    lookup_dcookie=212 mq_open=240 msgget=68 semget=64 shmget=29
"""
_AARCH64 = """
    ptrace=117 process_vm_readv=270 process_vm_writev=271 kcmp=272
    add_key=217 request_key=218 keyctl=219 bpf=280 perf_event_open=241
    userfaultfd=282 mount=40 umount2=39 pivot_root=41 chroot=51 unshare=97
    setns=268 init_module=105 finit_module=273 delete_module=106
    kexec_load=104 kexec_file_load=294 name_to_handle_at=264 open_by_handle_at=265
    quotactl=60 acct=89 swapon=224 swapoff=225 reboot=142 sethostname=161
    setdomainname=162 settimeofday=170 clock_settime=112 adjtimex=171
    clock_adjtime=266 syslog=116 personality=92 vhangup=58
    nfsservctl=42 fanotify_init=262 move_pages=239 mbind=235 migrate_pages=238
    set_mempolicy=237 lookup_dcookie=18 mq_open=180 msgget=186 semget=190 shmget=194
"""

TABLES = {
    "x86_64": Table(
        architecture=0xC000_003E,
        clone=56,
        socket=41,
        socketpair=53,
        ioctl=16,
        prlimit=302,
        prctl=157,
        mmap=9,
        setsockopt=54,
        absent=_numbers("clone3=435 memfd_create=319"),
        refused=_numbers(f"{_COMMON} {_HOARDS_X86_64} {_SCHEDULING_X86_64} {_X86_64}"),
    ),
    "aarch64": Table(
        architecture=0xC000_00B7,
        clone=220,
        socket=198,
        socketpair=199,
        ioctl=29,
        prlimit=261,
        prctl=167,
        mmap=222,
        setsockopt=208,
        absent=_numbers("clone3=435 memfd_create=279"),
        refused=_numbers(
            f"{_COMMON} {_HOARDS_AARCH64} {_SCHEDULING_AARCH64} {_AARCH64}"
        ),
    ),
}
