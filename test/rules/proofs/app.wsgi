# Answers with what the proofs look at.
import importlib.util
import os
import sys


def application(environ, start_response):
    facts = {
        "group": environ["mod_wsgi.process_group"],
        "script": environ["SCRIPT_NAME"],
        "client": environ["REMOTE_ADDR"],
        "multiprocess": environ["wsgi.multiprocess"],
        "authorization": environ.get("HTTP_AUTHORIZATION"),
        "interpreter": environ["mod_wsgi.application_group"] or "main",
        "library": importlib.util.find_spec("only_in_the_environment") is not None,
        "beside": os.path.join(os.path.dirname(os.path.dirname(__file__)), "embedded") in sys.path,
        "embedded": any(path.endswith("/embedded") for path in sys.path),
    }
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["".join(f"{name}={value}\n" for name, value in facts.items()).encode()]
