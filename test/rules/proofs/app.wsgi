# Answers with what the proofs look at.
import sys


def application(environ, start_response):
    facts = {
        "group": environ["mod_wsgi.process_group"],
        "script": environ["SCRIPT_NAME"],
        "client": environ["REMOTE_ADDR"],
        "multiprocess": environ["wsgi.multiprocess"],
        "embedded": any(path.endswith("/embedded") for path in sys.path),
    }
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["".join(f"{name}={value}\n" for name, value in facts.items()).encode()]
