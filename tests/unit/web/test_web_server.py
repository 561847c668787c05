from __future__ import annotations

import socket

import pytest

from chartcite.errors import UnavailableError
from chartcite.web.server import address, bind


def test_a_taken_port_is_named_with_the_setting_that_moves_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UnavailableError, match=rf"Port {port} .*CHARTCITE_PORT") as refused:
            bind("127.0.0.1", port)
    assert refused.value.exit_code == 3


def test_the_address_is_the_one_a_browser_takes() -> None:
    with bind("127.0.0.1", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(UnavailableError, match="CHARTCITE_HOST"):
        bind("192.0.2.1", 8000)
