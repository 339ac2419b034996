"""What every tier promises: limits of memory, processes, files and time."""

import pytest

NO_ENTRY = ("PermissionError", "FileNotFoundError", "NotADirectoryError")


def test_memory_is_limited_over_all_processes(inside_with) -> None:
    inside = inside_with(memory_mib=500)
    result = inside.run(
        "import os, time\n"
        "for _ in range(6):\n"
        "    if os.fork() == 0:\n"
        "        hoard = bytearray(b'x') * (150 << 20)\n"
        "        time.sleep(9)\n"
        "        os._exit(0)\n"
        "time.sleep(0.5)\n"
        "hoard = bytearray(b'x') * (600 << 20)\n"
        "time.sleep(9)",
        timeout_s=8,
    )

    assert result.status == "stopped"
    assert inside.kernel.died == "ran out of memory (limit 500 MiB)"


@pytest.mark.parametrize("file", ["-1", "os.open('/dev/zero', os.O_RDWR)"])
def test_there_is_no_shared_memory_without_a_file(inside, file: str) -> None:
    """It stays when it is unmapped, but then it counts for no process."""
    assert inside.fails(f"import mmap, os\nmmap.mmap({file}, 1 << 20)") in NO_ENTRY


def test_shared_memory_with_a_file_and_private_memory_can_be_mapped(inside) -> None:
    inside.prints(
        "import mmap, multiprocessing, tempfile\n"
        "mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
        "with tempfile.TemporaryFile() as file:\n"
        "    file.truncate(1 << 20); mmap.mmap(file.fileno(), 1 << 20)"
    )


def test_buffers_of_sockets_count(inside_with) -> None:
    """Ten processes fill their sockets, each with about 50 MiB."""
    inside = inside_with(memory_mib=300)
    result = inside.run(
        "import os, socket, time\n"
        "def fill():\n"
        "    held = []\n"
        "    while True:\n"
        "        held.append(socket.socketpair())\n"
        "        for end in held[-1]:\n"
        "            end.setblocking(False)\n"
        "            try:\n"
        "                while True: end.send(b'x' * 30000)\n"
        "            except BlockingIOError: pass\n"
        "children = []\n"
        "for _ in range(10):\n"
        "    if (child := os.fork()) == 0:\n"
        "        try: fill()\n"
        "        except OSError: time.sleep(30)\n"
        "        os._exit(0)\n"
        "    children.append(child)\n"
        "time.sleep(4)\n"
        "print(sum(os.waitpid(each, os.WNOHANG)[0] == 0 for each in children))",
        timeout_s=15,
    )

    if inside.kernel.died is None:
        assert int(result.outputs[0]["text"]) <= 6
    else:
        assert "memory" in inside.kernel.died


def test_the_buffer_of_a_socket_cannot_grow(inside) -> None:
    source = (
        "import socket\n"
        "end, _ = socket.socketpair()\n"
        "end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)"
    )

    assert inside.fails(source) == "PermissionError"


def test_one_process_cannot_ask_for_more_than_its_address_space(inside) -> None:
    assert inside.fails("bytearray(8 << 30)") == "MemoryError"


def test_a_fork_bomb_stays_small(inside) -> None:
    inside.run(
        "import os, time\n"
        "count = 0\n"
        "for _ in range(300):\n"
        "    try: pid = os.fork()\n"
        "    except OSError: break\n"
        "    if pid == 0: time.sleep(30); os._exit(0)\n"
        "    count += 1\n"
        "time.sleep(0.3)",
        timeout_s=5,
    )
    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) < 64
    else:
        assert "too many processes" in inside.kernel.died


def test_threads_count_as_processes(inside) -> None:
    inside.run(
        "import threading, time\n"
        "count = 0\n"
        "try:\n"
        "    for _ in range(300):\n"
        "        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()\n"
        "        count += 1\n"
        "except RuntimeError: pass\n"
        "time.sleep(0.3)",
        timeout_s=5,
    )
    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) < 64
    else:
        assert "too many processes" in inside.kernel.died


@pytest.mark.parametrize("place", [".", "/dev/shm", "/tmp"])
def test_disk_is_limited(inside, place: str) -> None:
    inside.run(
        "written = 0\n"
        "try:\n"
        "    for number in range(8):\n"
        f"        with open(f'{place}/file{{number}}', 'wb') as file:\n"
        "            for _ in range(30): written += file.write(b'x' * (1 << 20))\n"
        "except OSError: pass\n"
        "import time; time.sleep(0.8)"
    )

    if inside.kernel.died is None:
        assert int(inside.prints("print(written)")) <= 64 << 20
    else:
        assert "too many files" in inside.kernel.died


def test_the_number_of_files_is_limited(inside) -> None:
    inside.run(
        "count = 0\n"
        "try:\n"
        "    while count < 9000: open(f'f{count}', 'w').close(); count += 1\n"
        "except OSError: pass\n"
        "import time; time.sleep(0.8)"
    )

    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) <= 4096
    else:
        assert "too many files" in inside.kernel.died


def test_one_file_cannot_be_larger_than_its_limit(inside) -> None:
    assert inside.fails("open('big', 'wb').truncate(33 << 20)") == "OSError"


def test_processor_time_is_limited(inside_with) -> None:
    inside = inside_with(cpu_s=1)

    assert inside.run("while True: pass", timeout_s=8).status == "stopped"
    assert inside.kernel.died == "used more than 1 s of processor time"


def test_wall_clock_time_is_limited(inside_with) -> None:
    inside = inside_with(wall_s=0.6)

    assert inside.run("import time; time.sleep(8)").status == "stopped"
    assert inside.kernel.died == "ran longer than 0.6 s in all"


def test_what_does_not_exist_is_said_so(inside) -> None:
    """Libraries fall back when memfd_create and clone3 are missing."""
    text = inside.prints(
        "import errno, os\n"
        "try: os.memfd_create('x')\n"
        "except OSError as error: print(error.errno == errno.ENOSYS)"
    )

    assert text == "True\n"
