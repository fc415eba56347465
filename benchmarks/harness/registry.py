"""Debian's docker-registry on a free port of the loopback interface."""
import contextlib, os, socket, subprocess, time, urllib.error, urllib.request

from . import tools


@contextlib.contextmanager
def serving(storage, work):
    """gives `127.0.0.1:PORT`"""
    tools.installed("images")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = "127.0.0.1:%d" % free.getsockname()[1]
    config = os.path.join(work, "registry.yml")
    with open(config, "w") as out:
        out.write(
            "version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n"
            'storage: {filesystem: {rootdirectory: "%s"}}\nhttp: {addr: "%s"}\n' % (storage, host)
        )
    with open(os.path.join(work, "registry.log"), "wb") as log:
        server = subprocess.Popen(
            ["docker-registry", "serve", config], stdout=log, stderr=log, env={**os.environ, "OTEL_TRACES_EXPORTER": "none"}
        )
    try:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for _ in range(200):
            try:
                direct.open("http://%s/v2/" % host, timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        else:
            raise OSError("the registry does not answer; what it says is in " + log.name)
        yield host
    finally:
        server.terminate()
        server.wait()
